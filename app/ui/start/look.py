"""The sheet that the first screens lie on: canvas, the mark, one card in the middle, language and theme at the foot."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget
from typing_extensions import override

from app.core.i18n import _, is_rtl, language
from app.ui.kit import Card, IconButton, Label, QuietButton, Words, column, row
from app.ui.kit.paint import fill_round, follow_theme, smooth
from app.ui.theme import HEIGHT, colour, draw_icon, scaled, theme


class Mark(QWidget):
    """The mark of the program: a handshake on brass."""

    def __init__(self, size: int = 48) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = smooth(self)
        size = self.width()
        fill_round(painter, QRectF(self.rect()), size / 4, "rail_mark")
        draw_icon(painter, QRectF(size * 0.2, size * 0.2, size * 0.6, size * 0.6), "handshake", "rail")


class _Ground(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour("canvas"))


class Sheet(QWidget):
    """Hold one card in the middle of the canvas; scrolls where the window is small."""

    language_asked = Signal(str)
    theme_asked = Signal()

    def __init__(self, *, width: int) -> None:
        super().__init__()
        self.card = Card(padding=(28, 24), spacing=10)
        self.card.setFixedWidth(scaled(width))
        other = "en" if language() == "fa" else "fa"
        self._language = QuietButton("English" if other == "en" else "فارسی", icon="languages")
        self._language.clicked.connect(lambda: self.language_asked.emit(other))
        self._theme = IconButton("sun" if theme().is_dark else "moon", _("Light or dark"))
        self._theme.clicked.connect(self.theme_asked)
        theme().changed.connect(self._follow)
        foot = row(None, self._language, self._theme, None, spacing=6)
        inside = _Ground()
        inside.setLayout(column(None, row(None, self.card, None), 8, foot, None, spacing=0, margins=(16, 16, 16, 16)))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(scroll))

    def _follow(self) -> None:
        self._theme.set_icon("sun" if theme().is_dark else "moon")


def head(title: Words, sub: Words = "") -> QWidget:
    """Make the head of a card: the mark, a title, and a line under it."""
    held = QWidget()
    under = Label(sub, "body", tone="text_2")
    under.setVisible(bool(str(sub)))
    held.setLayout(row(Mark(), (column(Label(title, "record_title"), under, spacing=0), 1), spacing=14))
    return held


def field(label: Words, edit: QWidget, hint: Words = "") -> QWidget:
    """Set a label above a field, and a hint under it."""
    held = QWidget()
    name = Label(label, "label", weight=500)
    lines = column(name, edit, spacing=4)
    if str(hint):
        lines.addWidget(Label(hint, "caption", tone="text_3", wrap=True))
    edit.setAccessibleName(str(label))
    if str(hint):
        edit.setAccessibleDescription(str(hint))
    held.setLayout(lines)
    return held


class Line(QLineEdit):
    """One line to fill in, at the height of a field."""

    def __init__(self, text: str = "", *, latin: bool = False) -> None:
        super().__init__(text)
        self.setMinimumHeight(scaled(HEIGHT.field))
        if latin:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            if is_rtl():
                self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
