"""One step of the first run, and the marks that tell how far it is."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from app.core.i18n import Text, _
from app.ui.kit import Label, column
from app.ui.kit.paint import fill_round, follow_theme, seen, smooth

STEPS = 5


class Steps(QWidget):
    """Five marks: how far the beginning is."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self.setFixedHeight(4)
        follow_theme(self)

    def set_step(self, at: int) -> None:
        """Mark the steps up to one, counted from 0."""
        self._at = at
        self.setAccessibleName(str(_("Step {n} of {total}").format(n=at + 1, total=STEPS)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        wide = (self.width() - 6 * (STEPS - 1)) / STEPS
        for number in range(STEPS):
            area = seen(self, QRectF(number * (wide + 6), 0, wide, 4))
            fill_round(painter, area, 2, "primary" if number <= self._at else "line")


class Step(QFrame):
    """One step: a title, a sentence, fields; `ready` tells whether one may go on, `fault` says why not."""

    def __init__(self, title: Text, sentence: Text) -> None:
        super().__init__()
        self.title = title
        self.lines = column(Label(sentence, "body", tone="text_2", wrap=True), spacing=12)
        self.setLayout(self.lines)

    def fault(self) -> Text | None:
        """Say what is missing; None when one may go on."""
        return None
