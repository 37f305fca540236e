"""The table of a list: rows chosen as wholes, keys, the title kept in sight, and rows copied as a table."""

from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget
from typing_extensions import override

from app.core.text import strip_isolates
from app.schema.fields import FieldKind
from app.ui.list.cells import Cells, Header
from app.ui.list.model import ListRows
from app.ui.theme import HEIGHT, scaled, theme

TITLE_LEAST: Final = 250
MOST_COPIED: Final = 10_000
WIDTHS: Final[dict[FieldKind, int]] = {
    FieldKind.TEXT: 170, FieldKind.LONG_TEXT: 220, FieldKind.INTEGER: 92, FieldKind.AMOUNT: 130, FieldKind.DAY: 118,
    FieldKind.MOMENT: 160, FieldKind.YES_NO: 84, FieldKind.CHOICE: 128, FieldKind.OFFICE_LIST: 140, FieldKind.LINK: 160,
    FieldKind.LINKS: 180, FieldKind.CONTACT: 160, FieldKind.PLACE: 200, FieldKind.FILE: 150, FieldKind.RATING: 92,
}  # fmt: skip
HEIGHTS: Final[dict[str, int]] = {"dense": HEIGHT.row_dense, "normal": HEIGHT.row, "roomy": HEIGHT.row_roomy}


class Grid(QTableView):
    """The rows; `opened` tells a row to open, `chosen` how many are selected, `widths_changed` that a column was dragged."""

    opened = Signal(int)
    chosen = Signal(int)
    delete_asked = Signal()
    widths_changed = Signal()

    def __init__(self, model: ListRows, *, name: str) -> None:
        super().__init__()
        self._rows = model
        self.widths: dict[str, int] = {}
        self._fitting = False
        self.head = Header(self)
        self.cells = Cells(self)
        self._set_up(name)
        self.setModel(model)
        self._connect()

    def _set_up(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setObjectName("rows")
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("focusInside", "yes")
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        self.set_density("normal")

    def _connect(self) -> None:
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.entered.connect(self._hover)
        self.selectionModel().selectionChanged.connect(lambda *_both: self.chosen.emit(self.chosen_count()))
        self.head.sectionResized.connect(self._resized)
        theme().changed.connect(self.viewport().update)

    def set_density(self, density: str) -> None:
        """Make rows dense, normal or roomy."""
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(scaled(HEIGHTS.get(density, HEIGHT.row)))

    def fit(self, *, most: int = 0) -> None:
        """Give every column its width and the title what is left; `most` columns at a narrow window, 0 for all."""
        self._fitting = True
        used = 0
        for section, (name, field) in enumerate(zip(self._rows.names, self._rows.fields, strict=True)):
            hidden = bool(most) and self.head.visualIndex(section) >= most
            self.setColumnHidden(section, hidden)
            if section and not hidden:
                width = self.widths.get(name) or max(scaled(WIDTHS[field.kind]), self._head_width(section))
                self.setColumnWidth(section, width)
                used += width
        self.setColumnWidth(0, max(self.widths.get(self._rows.names[0], scaled(TITLE_LEAST)), self.viewport().width() - used))
        self._fitting = False

    def _head_width(self, section: int) -> int:
        from app.ui.kit.paint import text_width
        from app.ui.theme import font

        return min(text_width(str(self._rows.fields[section].label), font("label", weight=600)) + 42, scaled(150))

    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and section < len(self._rows.names):
            self.widths[self._rows.names[section]] = new
            self.widths_changed.emit()

    # Selection

    def chosen_count(self) -> int:
        """Count the selected rows without walking them."""
        return sum(part.height() for part in self._parts())

    def chosen_rows(self) -> list[int]:
        """List the numbers of the selected rows in order."""
        return sorted(number for part in self._parts() for number in range(part.top(), part.bottom() + 1))

    def _parts(self) -> list[QItemSelectionRange]:
        found = self.selectionModel().selection()
        return [part for part in map(found.at, range(found.count())) if part.left() == 0]

    def go_to(self, number: int) -> None:
        """Make a row the current one and show it (selectRow does nothing in RTL)."""
        index = self._rows.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def copy(self) -> None:
        """Copy the selected rows as a table without marks of direction; at most ten thousand."""
        numbers = self.chosen_rows()[:MOST_COPIED]
        shown = self._shown()
        lines = ["\t".join(strip_isolates(str(self._rows.fields[section].label)) for section in shown)]
        for number in numbers:
            words = self._rows.words(number)
            lines.append("\t".join(" ".join(strip_isolates(words[section]).split()) for section in shown))
        if numbers:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _shown(self) -> list[int]:
        order = [self.head.logicalIndex(place) for place in range(self.head.count())]
        return [section for section in order if not self.isColumnHidden(section)]

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self.cells.hovered:
            self.cells.hovered = index.row()
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.cells.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self.opened.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Space:
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), flags)
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_C and control:
            self.copy()
        elif key == Qt.Key.Key_Escape and self.chosen_count() > 1:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()
        super().mousePressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
