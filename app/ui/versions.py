"""Two versions side by side: of each place that both changed, one stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QRadioButton, QWidget

from app.core.i18n import _
from app.ui.kit import Button, Label, PrimaryButton, QuietButton, ScrollBox, column, row
from app.ui.theme import scaled


@dataclass(frozen=True, slots=True)
class Place:
    """One place that both changed, in words."""

    name: str
    mine: str
    stored: str


class VersionsDialog(QDialog):
    """Lay yours beside the stored one; `kept_mine` tells of each place whether yours stays."""

    def __init__(self, parent: QWidget | None, places: Sequence[Place]) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(_("Which values stay?")))
        self.resize(scaled(760), scaled(460))
        self._mine: list[QRadioButton] = []
        self._groups: list[QButtonGroup] = []
        held, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, words in enumerate((_("Yours"), _("Stored meanwhile")), 1):
            grid.addWidget(Label(words, "label", weight=600, tone="text_2"), 0, at)
        for at, place in enumerate(places, 1):
            self._add(grid, at, place)
        for at, share in enumerate((3, 4, 4)):
            grid.setColumnStretch(at, share)
        held.setLayout(column(grid, None))
        box = ScrollBox()
        box.add(held)
        keep = PrimaryButton(_("Save with these"))
        keep.clicked.connect(self.accept)
        leave = Button(_("Leave for now"))
        leave.clicked.connect(self.reject)
        mine, stored = QuietButton(_("All mine")), QuietButton(_("All stored"))
        mine.clicked.connect(lambda: self.choose_all(mine=True))
        stored.clicked.connect(lambda: self.choose_all(mine=False))
        about = _("Both of you changed these places; everything else of both is kept.")
        head = column(Label(_("Which values stay?"), "card_title"), Label(about, "body", tone="text_2", wrap=True), spacing=4)
        buttons = row(mine, stored, None, keep, leave, spacing=8)
        self.setLayout(column(head, (box, 1), buttons, spacing=14, margins=(24, 20, 24, 20)))

    def kept_mine(self) -> list[bool]:
        """Tell of each place whether yours stays."""
        return [button.isChecked() for button in self._mine]

    def choose_all(self, *, mine: bool) -> None:
        """Choose one side everywhere."""
        for group in self._groups:
            group.buttons()[0 if mine else 1].setChecked(True)

    def _add(self, grid: QGridLayout, at: int, place: Place) -> None:
        group = QButtonGroup(self)
        grid.addWidget(Label(place.name, "body", weight=500, wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        for side, (whose, words) in enumerate(((_("Yours"), place.mine), (_("Stored meanwhile"), place.stored)), 1):
            button = QRadioButton()
            button.setAccessibleName(f"{place.name} · {whose}: {words}")
            button.setChecked(side == 1)
            group.addButton(button)
            told = QWidget()
            told.setLayout(row(button, (Label(words, "body", wrap=True), 1), spacing=8))
            grid.addWidget(told, at, side, Qt.AlignmentFlag.AlignTop)
        self._groups.append(group)
        first = group.buttons()[0]
        if isinstance(first, QRadioButton):
            self._mine.append(first)
