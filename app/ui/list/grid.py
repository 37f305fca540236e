"""The table of a list: rows chosen as wholes, keys, the title kept in sight, and rows copied as a table."""

from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget
from typing_extensions import override

from app.core.text import strip_isolates
from app.ui.list.cells import Cells, Header
from app.ui.list.copying import copied
from app.ui.list.frozen import FrozenHead, FrozenTitles
from app.ui.list.model import Index, ListRows
from app.ui.list.widths import Wish, shared, wishes
from app.ui.startup import own_viewport
from app.ui.theme import HEIGHT, scaled, text_scale, theme

MOST_COPIED: Final = 10_000
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
        self._measured: tuple[tuple[str, ...], float, bool] = ((), 0.0, False)
        self._wishes: tuple[Wish, ...] = ()
        self.titles = FrozenTitles(self, self.cells)
        self.title_head = FrozenHead(self, self.head, lambda: self.head.sectionClicked.emit(0))
        self._set_up(name)
        self.setModel(model)
        self._connect()

    def _set_up(self, name: str) -> None:
        own_viewport(self, filled=True)
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
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        theme().changed.connect(self.viewport().update)

    def set_density(self, density: str) -> None:
        """Make rows dense, normal or roomy."""
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(scaled(HEIGHTS.get(density, HEIGHT.row)))

    def fit(self, *, most: int = 0) -> None:
        """Give every column its width and the title what is left; `most` columns at a narrow window, 0 for all."""
        self._fitting = True
        shown = []
        for section in range(len(self._rows.names)):
            hidden = bool(most) and self.head.visualIndex(section) >= most
            self.setColumnHidden(section, hidden)
            shown.extend([] if hidden else [section])
        asked = [self._wish(section) for section in shown]
        for section, width in zip(shown, shared(asked, self.viewport().width()), strict=True):
            self.setColumnWidth(section, width)
        self._fitting = False
        # Left to the first paint, the layout that a new model asked for would have all rows painted twice.
        self.executeDelayedItemsLayout()
        self._freeze()

    def _wish(self, section: int) -> Wish:
        measured = (self._rows.names, text_scale(), self._rows.rowCount() > 0)
        if measured != self._measured and (measured[-1] or measured[:2] != self._measured[:2]):
            self._measured, self._wishes = measured, wishes(self._rows)
        own = self.widths.get(self._rows.names[section])
        return self._wishes[section] if own is None else Wish(own, own)

    def _freeze(self) -> None:
        """Keep the title in sight when the columns are moved sideways."""
        moved = self.horizontalScrollBar().value() > 0
        self.titles.setVisible(moved)
        self.title_head.setVisible(moved)
        if moved:
            area, width = self.viewport().geometry(), self.columnWidth(0)
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            start = area.right() + 1 - width if rtl else area.x()
            self.titles.setGeometry(start, area.y(), width, area.height())
            self.title_head.setGeometry(start, self.head.y(), width, self.head.height())
            self.titles.update()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "titles"):
            self._freeze()

    @override
    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.titles.isVisible():
            self.titles.update()

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

    def take_up(self, number: int, scroll: int) -> None:
        """Stand at a row and a place of the scroll bar again."""
        if 0 <= number < self._rows.rowCount():
            self.go_to(number)
        self.verticalScrollBar().setValue(scroll)

    def copy(self) -> None:
        """Copy the selected rows as a table without marks of direction; at most ten thousand."""
        numbers = self.chosen_rows()[:MOST_COPIED]
        shown = self._shown()
        lines = ["\t".join(strip_isolates(str(self._rows.fields[section].label)) for section in shown)]
        for number in numbers:
            row, words = self._rows.whole_row(number), self._rows.words(number)
            if row is not None:
                cells = (copied(self._rows.fields[section], row.values[section], words[section]) for section in shown)
                lines.append("\t".join(cells))
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
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not control:
            bar = self.horizontalScrollBar()
            ahead = (key == Qt.Key.Key_Left) == (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
            bar.setValue(bar.value() + (bar.singleStep() if ahead else -bar.singleStep()))
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
