"""What the sheets of a list share: they stay on the screen, and a long choice is searched."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.folding import Matcher
from app.core.i18n import _
from app.ui.kit import ScrollBox, SearchBox

FREE: Final = 32
"""So many pixels of the screen stay free above and beneath a sheet, together."""
_FEW: Final = 8


def fits(typed: str, name: str) -> bool:
    """Tell whether what is typed finds a name, in any spelling; nothing typed finds all."""
    return not typed.strip() or Matcher(typed).rank(name, "") is not None


def room_of(sheet: QWidget) -> QRect:
    """Give the part of the screen that a sheet may take; the seam of the tests."""
    return sheet.screen().availableGeometry()


def fit_on_screen(sheet: QWidget) -> None:
    """Make a sheet as tall as what it holds, where the screen is tall enough, and move it where all of it is seen."""
    lines = sheet.layout()
    if lines is None:
        return
    lines.activate()
    room, wanted = room_of(sheet), lines.totalSizeHint()
    most = room.height() - FREE
    sheet.setMaximumHeight(most)
    sheet.resize(max(sheet.width(), wanted.width()), min(wanted.height(), most))
    if sheet.isVisible():
        frame = sheet.frameGeometry()
        sheet.move(frame.x(), max(room.top(), min(frame.y(), room.bottom() - frame.height())))


class CheckList(ScrollBox):
    """Boxes to tick that scroll; where they are many, `search` finds one by its name."""

    def __init__(self, boxes: list[QCheckBox]) -> None:
        super().__init__(spacing=6)
        self.boxes = boxes
        self.search = SearchBox(_("Find a value"), name=_("Find a value"), clear_name=_("Clear"))
        self.search.setMaximumWidth(16777215)
        self.search.setVisible(len(boxes) > _FEW)
        self.search.edit.textChanged.connect(self._find)
        for box in boxes:
            self.add(box)
        self.body.addStretch(1)
        self.setMinimumHeight(min(len(boxes), 4) * 28)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)

    def _find(self, typed: str) -> None:
        for box in self.boxes:
            box.setVisible(fits(typed, box.text()))


