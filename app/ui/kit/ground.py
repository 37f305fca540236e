"""What text lies on: cards, tinted boxes, hairlines, and the heads and lines inside them."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import SmallButton
from app.ui.kit.label import Label
from app.ui.kit.layouts import Item, column, empty, put, row
from app.ui.kit.paint import fill_round, follow_theme, smooth, soft_ground, stroke_round
from app.ui.kit.words import Words
from app.ui.theme import RADIUS, FamilyName, Side, Tone, colour, draw_icon, scaled

_ACCENT = 3


class HLine(QWidget):
    """Draw a hairline across."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), colour("line"))


class VLine(QWidget):
    """Draw a hairline down."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), colour("line"))


class Spacer(QWidget):
    """Take the room that is left in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


class Icon(QWidget):
    """Show one icon beside a text, as decoration."""

    def __init__(self, name: str, tone: Tone = "text_2", *, size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._tone: Tone = tone
        self.setFixedSize(size, size)
        follow_theme(self)

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in its tone."""
        draw_icon(smooth(self), self.rect(), self._name, self._tone)


class Card(QFrame):
    """Hold one subject on a sheet; accent is the tone of a 3 px line along its top."""

    def __init__(self, *, padding: tuple[int, int] | None = None, spacing: int = 8, accent: Tone | None = None) -> None:
        super().__init__()
        self._accent = accent
        across, down = padding or (16, 12)
        self.body: QVBoxLayout = column(spacing=spacing, margins=(across, down, across, down))
        self.setLayout(self.body)
        follow_theme(self)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout at the bottom."""
        put(self.body, item, stretch)

    def add_line(self) -> None:
        """Add a hairline."""
        self.body.addWidget(HLine())

    def add_stretch(self) -> None:
        """Push what follows to the bottom."""
        self.body.addStretch(1)

    def clear(self) -> None:
        """Take everything out."""
        empty(self.body)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, its hairline border and the accent."""
        painter = smooth(self)
        area = QRectF(self.rect())
        fill_round(painter, area, RADIUS.card, "surface")
        stroke_round(painter, area, RADIUS.card, "line")
        if self._accent is not None:
            sheet = QPainterPath()
            sheet.addRoundedRect(area, RADIUS.card, RADIUS.card)
            strip = QPainterPath()
            strip.addRect(QRectF(0, 0, self.width(), _ACCENT))
            painter.fillPath(sheet.intersected(strip), colour(self._accent))


class TintCard(QFrame):
    """Hold a few lines on a tinted ground without a border."""

    def __init__(self, tone: Tone = "sunken", *, padding: tuple[int, int] = (10, 6), spacing: int = 2) -> None:
        super().__init__()
        self._tone: Tone = tone
        across, down = padding
        self.body: QVBoxLayout = column(spacing=spacing, margins=(across, down, across, down))
        self.setLayout(self.body)
        follow_theme(self)

    def add(self, item: Item, stretch: int = 0) -> None:
        """Add a widget or a layout at the bottom."""
        put(self.body, item, stretch)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        soft_ground(smooth(self), QRectF(self.rect()), RADIUS.mark, self._tone)


class OpenPlace(QFrame):
    """Hold what is written in place, inside a card: a sunken box with a hairline."""

    def __init__(self) -> None:
        super().__init__()
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the open place."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), RADIUS.box, "sunken", alpha=0.5)
        stroke_round(painter, QRectF(self.rect()), RADIUS.box, "line")


class CardHead(QWidget):
    """Name a card: icon, title, a quiet figure beside it, and one action at the trailing end."""

    action_clicked = Signal()

    def __init__(
        self, icon: str, title: Words, *, sub: Words = "", action: Words = "", action_icon: str = "", badge: QWidget | None = None
    ) -> None:
        super().__init__()
        self._title = Label(title, "card_title", elide=True)
        self._sub = Label(sub, "label", tone="text_3")
        self._sub.setVisible(bool(str(sub)))
        self.action = SmallButton(action, kind="quiet", icon=action_icon)
        self.action.setVisible(bool(str(action)))
        self.action.clicked.connect(self.action_clicked)
        marks: list[Item] = [Icon(icon)] if icon else []
        self._line = row(*marks, self._title, self._sub, None, spacing=8)
        if badge is not None:
            self._line.addWidget(badge)
        self._line.addWidget(self.action)
        self.setLayout(self._line)
        self.setMinimumHeight(scaled(28))

    def set_title(self, title: Words) -> None:
        """Name the card anew."""
        self._title.set_text(title)

    def set_sub(self, sub: Words) -> None:
        """Show another figure beside the title."""
        self._sub.set_text(sub)
        self._sub.setVisible(bool(str(sub)))

    def add_trailing(self, widget: QWidget) -> None:
        """Put one more control at the trailing end."""
        self._line.addWidget(widget)


class SideHead(QWidget):
    """Head a list of one side: a coloured bar, the side's name in its colour, a count, one action."""

    action_clicked = Signal()

    def __init__(self, title: Words, side: Side, *, sub: Words = "", action: Words = "", action_icon: str = "") -> None:
        super().__init__()
        self._sub = Label(sub, "caption", tone="text_3")
        line = row(_SideBar(side), Label(title, "label", tone=side, weight=600), self._sub, None, spacing=8)
        if str(action):
            button = SmallButton(action, kind="quiet", icon=action_icon)
            button.clicked.connect(self.action_clicked)
            line.addWidget(button)
        self.setLayout(line)
        self.setMinimumHeight(scaled(28))

    def set_sub(self, sub: Words) -> None:
        """Show another count."""
        self._sub.set_text(sub)


class _SideBar(QWidget):
    def __init__(self, side: Side) -> None:
        super().__init__()
        self._side: Side = side
        self.setFixedSize(3, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill_round(smooth(self), QRectF(self.rect()), 1.5, self._side)


class Fact(QWidget):
    """Show one fact: its name in quiet letters, its value beside it."""

    def __init__(
        self, key: Words, value: Words, *, tone: Tone = "text", key_width: int = 108, trailing: QWidget | None = None,
        wrap: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        name = Label(key, "label", tone="text_3", elide=True)
        name.setFixedWidth(scaled(key_width))
        self._value = Label(value, "body", tone=tone, weight=500, elide=not wrap, wrap=wrap)
        self._value.setAccessibleName(f"{key}: {value}")
        line = row(name, (self._value, 1), spacing=8)
        if trailing is not None:
            line.addWidget(trailing)
        if wrap:
            line.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class NoteBar(QFrame):
    """Say one thing about what stands above, on the soft ground of a state."""

    action_clicked = Signal()

    def __init__(self, text: Words, *, family: FamilyName = "warn", icon: str = "info", action: Words = "") -> None:
        super().__init__()
        self._ground: Tone = f"{family}_ground"  # type: ignore[assignment]
        mark: Tone = f"{family}_dot"  # type: ignore[assignment]
        self._text = Label(text, "label", elide=True)
        line = row(Icon(icon, mark, size=16), (self._text, 1), spacing=8, margins=(10, 1, 10, 1))
        if str(action):
            button = SmallButton(action, kind="quiet")
            button.clicked.connect(self.action_clicked)
            line.addWidget(button)
        self.setLayout(line)
        follow_theme(self)

    def set_text(self, text: Words) -> None:
        """Say another thing."""
        self._text.set_text(text)

    @override
    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(super().sizeHint().width(), scaled(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft ground."""
        soft_ground(smooth(self), QRectF(self.rect()), RADIUS.field, self._ground)
