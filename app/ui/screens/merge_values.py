"""The two values of a conflict as cards to choose from: the value large, who wrote it, when and why."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.core.i18n import Text, _, language
from app.core.moments import format_moment
from app.core.numbers import in_language
from app.sync.told import SideValue
from app.ui.kit import Avatar, HLine, Icon, Label, column, row
from app.ui.kit.paint import dot, draw_text, fill_round, follow_theme, smooth, stroke_round
from app.ui.theme import RADIUS, Tone, colour, font, scaled

_LARGE_UP_TO = 36


class Key(QWidget):
    """The key that chooses a card, drawn as on the board."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = in_language(key, language())
        self.setFixedSize(scaled(22), scaled(20))
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), 4, "sunken")
        stroke_round(painter, QRectF(self.rect()), 4, "line")
        face = font("caption", weight=600)
        draw_text(painter, QRectF(self.rect()), self._key, face=face, tone="text_2", align="centre")


class Radio(QWidget):
    """The ring that fills when its card is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._on = False
        self.setFixedSize(18, 18)
        follow_theme(self)

    def set_on(self, *, on: bool) -> None:
        """Fill the ring, or empty it."""
        self._on = on
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(colour("primary" if self._on else "edge"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area)
        if self._on:
            dot(painter, area.center(), 5, "primary")


class ChoiceCard(QPushButton):
    """One way to decide: a card that is chosen by a press, Space or its key."""

    def __init__(self, title: Text, key: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setProperty("focusRadius", RADIUS.card)
        self.radio = Radio()
        self.head = row(self.radio, Label(title, "body", weight=600), None, Key(key), spacing=8)
        self.toggled.connect(lambda on: self.radio.set_on(on=on))
        follow_theme(self)

    @override
    def sizeHint(self) -> QSize:
        """Be as large as what stands in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Let long words wrap."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet with the border of a choice."""
        painter: QPainter = smooth(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        fill_round(painter, area, RADIUS.card, "surface")
        tone: Tone = "primary" if chosen or self.underMouse() else "edge"
        stroke_round(painter, area, RADIUS.card, tone, width=2.0 if chosen else 1.0)


class ValueCard(ChoiceCard):
    """The value of one side, with where it comes from."""

    def __init__(self, title: Text, key: str, value: SideValue) -> None:
        super().__init__(title, key)
        words = value.words or str(_("Nothing"))
        large = len(words) <= _LARGE_UP_TO and "\n" not in words
        shown = Label(words, "compared" if large else "body", wrap=True)
        parts = [self.head, shown, None, HLine(), _origin(value)]
        self.setLayout(column(*parts, spacing=8, margins=(16, 12, 16, 12)))
        self.setAccessibleName(" · ".join(part for part in (str(title), words, value.origin.who) if part))
        self.setAccessibleDescription(value.origin.why)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _origin(value: SideValue) -> QWidget:
    """Say who wrote a value, when, and in which use case."""
    origin, held = value.origin, QWidget()
    who = origin.who or str(_("Not known who"))
    lines = column(Label(who, "label", weight=600, elide=True), spacing=0)
    if origin.at is not None:
        lines.addWidget(Label(format_moment(origin.at, language()), "caption", tone="text_3", elide=True))
    every = column(row(Avatar(who[:1]), (lines, 1), spacing=8), spacing=6)
    if origin.why:
        quote = Label(origin.why, "label", tone="text_2", wrap=True)
        every.addLayout(row(Icon("message-square-quote", "text_3", size=16), (quote, 1), spacing=8))
    held.setLayout(every)
    return held
