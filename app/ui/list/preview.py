"""Before and after of every row of a bulk edit; words are made for the rows on the screen only."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from app.core.i18n import Text, _, language
from app.schema.fields import Field
from app.schema.values import Value
from app.services.listing import ListRow
from app.services.wording import Wording, word
from app.ui.theme import HEIGHT, colour, scaled

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS: Final[tuple[Text, ...]] = (_("Title"), _("Before"), _("After"))


class Preview(QAbstractTableModel):
    """Title, value before and value after of rows; the rows come from beside the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: tuple[Field, ...] = ()
        self._rows: tuple[ListRow, ...] = ()
        self._value: Value = None
        self._names: Mapping[UUID, str] = {}
        self._adding, self._as_it_is, self._zone = False, False, ""

    def show_rows(self, fields: tuple[Field, Field], rows: tuple[ListRow, ...]) -> None:
        """Show rows read as (title, value)."""
        self.beginResetModel()
        self._fields, self._rows = fields, rows
        self.endResetModel()

    def show_value(self, value: Value, names: Mapping[UUID, str], *, as_it_is: bool, adding: bool, zone: str) -> None:
        """Show another value after, with the names behind its links; `adding` keeps what is there, `as_it_is` all of it."""
        self._value, self._names, self._zone = value, names, zone
        self._adding, self._as_it_is = adding, as_it_is
        if self._rows:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self._rows) - 1, 2))

    def _after(self, before: Value) -> Value:
        if self._as_it_is:
            return before
        if not self._adding:
            return self._value
        there, more = (each if isinstance(each, tuple) else () for each in (before, self._value))
        return tuple(dict.fromkeys((*there, *more)))

    def cell(self, number: int, column: int) -> str:
        """Word a cell: title, before, after."""
        row = self._rows[number]
        title, before = row.values
        wording = Wording(language(), {**row.titles, **self._names}, zone=self._zone, column=True)
        value = (title, before, self._after(before))[column]
        words = word(self._fields[min(column, 1)], value, wording=wording)
        return words.replace("\n", " ") or str(_("(empty)"))

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            same = self.cell(index.row(), 1) == self.cell(index.row(), 2)
            return colour(("text", "text_3", "text_3" if same else "primary")[index.column()])
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(_HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


def preview_table(preview: Preview) -> QTableView:
    """Make the table of a preview: read only, its columns sharing the width."""
    table = QTableView()
    table.setObjectName("grid")
    table.setAccessibleName(str(_("Before and after of each row")))
    table.setModel(preview)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(scaled(HEIGHT.row_dense))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
