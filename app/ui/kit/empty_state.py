"""What stands where nothing is: a reason, and a way on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.kit.buttons import Button, PrimaryButton
from app.ui.kit.label import Label
from app.ui.kit.layouts import column, row
from app.ui.kit.paint import dot, follow_theme, smooth
from app.ui.kit.words import Words
from app.ui.theme import draw_icon, scaled

_CIRCLE = 76
_ICON = 40


class _Circle(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(_CIRCLE, _CIRCLE)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        dot(painter, area.center(), _CIRCLE / 2, "primary_soft")
        inset = (_CIRCLE - _ICON) / 2
        draw_icon(painter, area.adjusted(inset, inset, -inset, -inset), self._icon, "primary")


class EmptyState(QWidget):
    """Say why nothing is here and what can be done; the first action is the main one."""

    action_clicked = Signal(str)

    def __init__(self, icon: str, title: Words, text: Words = "", *, actions: Sequence[tuple[str, Words]] = ()) -> None:
        super().__init__()
        body = Label(text, "body", tone="text_2", wrap=True, align="centre")
        body.setVisible(bool(str(text)))
        body.setFixedWidth(scaled(400))
        buttons = [self._button(key, words, main=number == 0) for number, (key, words) in enumerate(actions)]
        centred = Qt.AlignmentFlag.AlignHCenter
        lines = column(None, spacing=6, margins=(24, 24, 24, 24))
        lines.addWidget(_Circle(icon), 0, centred)
        lines.addSpacing(6)
        lines.addWidget(Label(title, "card_title", align="centre"), 0, centred)
        # An alignment would have its height counted at the width of the whole column, where it needs fewer lines.
        lines.addLayout(row(None, body, None))
        if buttons:
            lines.addSpacing(8)
            lines.addLayout(row(None, *buttons, None, spacing=8))
        lines.addStretch(1)
        self.setLayout(lines)
        self.setAccessibleName(f"{title}. {text}")

    def _button(self, key: str, words: Words, *, main: bool) -> Button:
        made = PrimaryButton(words) if main else Button(words)
        made.clicked.connect(lambda: self.action_clicked.emit(key))
        return made
