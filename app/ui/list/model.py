"""Rows of a list for the window: an array of handles, blocks of rows read when they are seen, words made when painted."""

from array import array
from collections import OrderedDict
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from app.core.i18n import language
from app.schema.fields import Field, FieldKind
from app.services import listing
from app.services.listing import ListQuery, ListRow
from app.services.wording import Wording, word
from app.ui.context import Context
from app.ui.list.shades import shade
from app.ui.tasks import Job, Running
from app.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
BLOCK: Final = 48
BLOCKS: Final = 128
FIRST: Final = BLOCK
RAW: Final = Qt.ItemDataRole.UserRole
ROW: Final = Qt.ItemDataRole.UserRole + 1
NUMBERS: Final = frozenset({FieldKind.INTEGER, FieldKind.AMOUNT, FieldKind.DAY, FieldKind.MOMENT, FieldKind.RATING})
_NOWHERE = QModelIndex()


class ListRows(QAbstractTableModel):
    """The rows of one query; `settled` tells that the number of rows is known.

    `rereading` and `reread` stand around a reset in which the same query found other rows.
    """

    settled = Signal(int)
    rereading = Signal()
    reread = Signal()

    def __init__(self, context: Context, query: ListQuery) -> None:
        super().__init__()
        self._context = context
        self._office = context.office
        self._handles: array[int] = array("q")
        self._blocks: OrderedDict[int, dict[int, ListRow]] = OrderedDict()
        self._words: dict[int, tuple[str, ...]] = {}
        self._running: Running[Any] | None = None
        self._filling: dict[int, Running[Any]] = {}
        self.is_settled = False
        self._take(query)

    def _take(self, query: ListQuery) -> None:
        self.query = query
        self.names = listing.column_names(self._office, query)
        self.slow = frozenset(listing.slow_columns(self._office, query))
        self.fields: tuple[Field, ...] = tuple(listing.column_field(self._office, query.kind, name) for name in self.names)

    # Reading

    def show_query(self, query: ListQuery) -> None:
        """Show another query: its first rows at once where that is cheap, then all."""
        self._stop()
        if listing.is_quick(self._office, query):
            rows = listing.first_rows(self._office, query, limit=FIRST, slow=False)
            self._show_first(query, rows)
        self._read_handles(query)

    def read_again(self) -> None:
        """Read the same query anew, keeping what is shown until then."""
        self._stop()
        self._read_handles(self.query)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _read_handles(self, query: ListQuery) -> None:
        office, quick = self._office, listing.is_quick(self._office, query)
        self.is_settled = False

        def work(job: Job) -> "array[int]":
            if not quick:
                job.hand_over(listing.first_rows(office, query, limit=FIRST, slow=False))
            return listing.handles(office, query, cancelled=job.cancelled)

        self._running = self._context.tasks.run(
            work, lambda found: self._show_all(query, found), part=lambda rows: self._show_first(query, rows)
        )

    def _show_first(self, query: ListQuery, rows: tuple[ListRow, ...]) -> None:
        self.beginResetModel()
        self._take(query)
        self._forget()
        self._handles = array("q", (row.handle for row in rows))
        for start in range(0, len(rows), BLOCK):
            self._blocks[start // BLOCK] = {row.handle: row for row in rows[start : start + BLOCK]}
            self._fill(start // BLOCK)
        self.endResetModel()

    def _show_all(self, query: ListQuery, found: "array[int]") -> None:
        known = len(self._handles)
        if self.query == query and known <= len(found) and found[:known] == self._handles:
            self._drop_partial(known, len(found))
            if len(found) > known:
                self.beginInsertRows(_NOWHERE, known, len(found) - 1)
                self._handles = found
                self.endInsertRows()
            self._words.clear()
            if self._stale:
                self._forget()
                self.dataChanged.emit(self.index(0, 0), self.index(min(len(found), FIRST) - 1, len(self.names) - 1))
        else:
            again = self.query == query
            if again:
                self.rereading.emit()
            self.beginResetModel()
            self._take(query)
            self._forget()
            self._handles = found
            self.endResetModel()
            if again:
                self.reread.emit()
        self._stale = False
        self.is_settled = True
        self.settled.emit(len(found))

    _stale = False

    def rows_changed(self) -> None:
        """Drop what was read: some of these rows changed."""
        self._stale = True
        self.read_again()

    def _drop_partial(self, known: int, total: int) -> None:
        if known % BLOCK and total > known:
            self._drop(known // BLOCK)

    def _drop(self, block: int) -> None:
        self._blocks.pop(block, None)
        self._stop_filling(block)

    def _stop_filling(self, block: int) -> None:
        running = self._filling.pop(block, None)
        if running is not None:
            running.cancel()

    def _forget(self) -> None:
        for block in tuple(self._filling):
            self._stop_filling(block)
        self._blocks.clear()
        self._words.clear()

    def row(self, number: int) -> ListRow | None:
        """Give a row, reading its block when it is not at hand; None when it was deleted meanwhile."""
        block = number // BLOCK
        if block not in self._blocks:
            wanted = self._handles[block * BLOCK : (block + 1) * BLOCK]
            self._blocks[block] = {row.handle: row for row in listing.rows_at(self._office, self.query, wanted, slow=False)}
            self._fill(block)
            while len(self._blocks) > BLOCKS:
                self._drop(next(iter(self._blocks)))
            if len(self._words) > BLOCK * BLOCKS:
                self._words.clear()
        self._blocks.move_to_end(block)
        return self._blocks[block].get(self._handles[number])

    def _fill(self, block: int) -> None:
        """Have the columns that look around their records worked out beside the window."""
        if self.slow:
            office, query, wanted = self._office, self.query, list(self._blocks[block])
            self._stop_filling(block)
            self._filling[block] = self._context.tasks.run(
                lambda _job: listing.rows_at(office, query, wanted), lambda rows: self._show_filled(block, rows)
            )

    def _show_filled(self, block: int, rows: tuple[ListRow, ...]) -> None:
        self._filling.pop(block, None)
        if block in self._blocks:
            self._blocks[block].update({row.handle: row for row in rows})
            for row in rows:
                self._words.pop(row.handle, None)
            last = min((block + 1) * BLOCK, len(self._handles)) - 1
            self.dataChanged.emit(self.index(block * BLOCK, 0), self.index(last, len(self.names) - 1))

    def whole_row(self, number: int) -> ListRow | None:
        """Give a row with all that is worked out about it, now."""
        row, block = self.row(number), number // BLOCK
        if block in self._filling:
            self._stop_filling(block)
            self._show_filled(block, listing.rows_at(self._office, self.query, list(self._blocks[block])))
            row = self._blocks[block].get(self._handles[number])
        return row

    def handles_at(self, numbers: list[int]) -> "array[int]":
        """Give the handles of rows by number."""
        return array("q", (self._handles[number] for number in numbers))

    def handle_at(self, number: int) -> int | None:
        """Give the handle of a row, None where there is no such row."""
        return self._handles[number] if 0 <= number < len(self._handles) else None

    def place_of(self, handle: int | None, *, near: int) -> int:
        """Give the number of the row of a handle, looking near a number first; -1 when it is gone."""
        if handle is None:
            return -1
        if self.handle_at(near) == handle:
            return near
        return self._handles.index(handle) if handle in self._handles else -1

    def number_of(self, record: UUID) -> int:
        """Give the number of a record among the rows, -1 when it is not among them."""
        found = listing.handles_of(self._office, self.query, [record])
        return self._handles.index(found[0]) if found and found[0] in self._handles else -1

    def words(self, number: int) -> tuple[str, ...]:
        """Give the words of a row's cells."""
        handle = self._handles[number]
        found = self._words.get(handle)
        if found is None:
            row = self.row(number)
            found = ("",) * len(self.fields) if row is None else self._worded(row)
            self._words[handle] = found
        return found

    def _worded(self, row: ListRow) -> tuple[str, ...]:
        wording = Wording(language(), row.titles, zone=self._office.zone, column=True)
        return tuple(word(field, value, wording=wording) for field, value in zip(self.fields, row.values, strict=True))

    def tone(self, number: int, column: int) -> Tone:
        """Tell how pressing a computed day or number of days is."""
        return shade(self._office, self.row(number), column, self.names[column])

    # What Qt asks

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._handles)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.names)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            more = self._more_on(index)
            return " · ".join(part for part in (self.words(index.row())[index.column()], more) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.fields[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._more_on(index)
        if role in {RAW, ROW}:
            row = self.row(index.row())
            return row if row is None or role == ROW else row.values[index.column()]
        return None

    def _more_on(self, index: Index) -> str:
        """Say more on a computed value: what the first alert is, how late a clearance."""
        row = self.row(index.row())
        mark = None if row is None else row.marks.get(self.names[index.column()])
        return "" if mark is None else str(mark.words)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.fields):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.fields[section].heading)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return str(self.fields[section].label)
        return _side(self.fields[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(field: Field) -> Qt.AlignmentFlag:
    if field.kind in NUMBERS:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
