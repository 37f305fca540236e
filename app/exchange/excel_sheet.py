"""One sheet of a workbook: its look, and its rows as they stream in.

A cell of each column and tone is styled once and filled again and again: the library writes a row out at once, and styling every
cell anew would cost more than all the rest. Nothing a user typed is a formula: text that begins like one is marked as text.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

from app.core.i18n import Language, _c
from app.core.text import clean
from app.exchange.cells import Cell, CellKind
from app.exchange.excel_sizes import height, lines, room, widths
from app.exchange.tables import Table, TableRow
from app.services.derived import Tone

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell

LONGEST: Final = 32_767
_NAME_LENGTH: Final = 31
_WRAPPED: Final = 400
_HEAD_LENGTH: Final = 80
_FONT: Final = "Vazirmatn"
_A4: Final = 9
_HEAD, _HEAD_TEXT, _RULE = "0E5C68", "FFFFFF", "D5DADD"
_TONES: Mapping[Tone, str] = {Tone.SOON: "FCEED0", Tone.LATE: "FCE3E1"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# What no cell can hold (control characters, lone surrogates, what is no character), and what Excel reads as an escaped one.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x")
_UNFIT_LINE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[\ufffe\uffff\r]")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CUT = _c("end of a text that a cell cannot hold whole", "… [cut here; the whole text stands in Safir]")
_RIGHT, _LEFT = 2, 1
_PERSIAN: Final = "[$-3000429]"


class Sheet:
    """A sheet being written; `cut` counts the texts that were too long."""

    def __init__(
        self, workbook: "Workbook", table: Table, *, lang: Language, number: int, first: Sequence[TableRow | None] = ()
    ) -> None:
        """Begin a sheet; the first rows say how wide its columns are."""
        self.table = table
        self.rows = 0
        self.cut = 0
        self._lang = lang
        self._number = number
        # Any: the stubs know nothing of what a streamed sheet shares with others.
        self._sheet: Any = workbook.create_sheet(_sheet_name(table.title, workbook.sheetnames))
        measured = list(widths(table.columns, [row for row in first if row is not None]))
        self._room = [room(width) for width in measured]
        self._lines = 1
        self._set_view(measured)
        self._look = self._cells()
        self._quoted = self._cells(quoted=True)
        self._tall = self._cells(wrap=False)
        self._whole = self._cells(whole=True)
        self._write_head()

    def append(self, row: TableRow) -> None:
        """Write one row."""
        self._lines = 1
        cells = [self._filled(place, value, row.tone) for place, value in enumerate(row.cells)]
        if self._lines == 1:
            self._sheet.append(cells)
        else:
            heights, place = self._sheet.row_dimensions, self.rows + 2
            heights[place].height = height(self._lines)
            self._sheet.append(cells)
            del heights[place]  # written already; a hundred thousand of them would stay in memory
        self.rows += 1

    def finish(self, *, heading: str, label: str, as_of: str) -> None:
        """Set what stands around the rows: the table with its filter, and the head and foot of each printed page."""
        from openpyxl.worksheet.filters import AutoFilter
        from openpyxl.worksheet.table import Table as SheetTable
        from openpyxl.worksheet.table import TableColumn, TableStyleInfo

        while self.rows == 0:  # a table has at least one row
            self.append(TableRow((None,) * len(self.table.columns)))
        ref = f"A1:{_letter(len(self.table.columns))}{self.rows + 1}"
        style = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        found = SheetTable(displayName=f"Safir{self._number}", ref=ref, tableStyleInfo=style)
        headings = (_line(column.heading) for column in self.table.columns)
        found.tableColumns = [TableColumn(id=place, name=heading) for place, heading in enumerate(headings, 1)]
        found.autoFilter = AutoFilter(ref=ref)
        self._sheet.tables.add(found)
        self._print_lines(heading, label, as_of=as_of)

    def drop(self) -> None:
        """Forget the rows written so far: the library keeps them in a plain file of its own until it saves."""
        writer: Any = self._sheet._writer  # noqa: SLF001 - there is no other way to that file
        with suppress(OSError, ValueError):  # saved, and swept by the library itself
            if not self._sheet.closed:
                self._sheet.close()
            if writer is not None:
                writer.cleanup()

    def _filled(self, place: int, value: Cell, tone: Tone) -> "SheetCell":
        if value is None or value == "":
            cell = self._look[tone][place]
            cell.value = None
            return cell
        if isinstance(value, str):
            return self._text(place, value, tone)
        kind = self.table.columns[place].kind
        cells = self._whole if kind is CellKind.AMOUNT and value == int(value) else self._look  # type: ignore[arg-type]
        cell = cells[tone][place]
        cell.value = value
        return cell

    def _text(self, place: int, value: str, tone: Tone) -> "SheetCell":
        text = self._fitted(value)
        cells = self._look
        if len(text) > _WRAPPED:
            cells = self._tall
        elif len(text) > self._room[place] or "\n" in text:
            self._lines = max(self._lines, lines(text, self._room[place]))
        cell = cells[tone][place]
        cell.value = text
        if cell.data_type != "s":  # a formula, or the name of an error
            cell = self._quoted[tone][place]
            cell.value = text
            cell.data_type = "s"
        return cell

    def _fitted(self, value: str) -> str:
        """Keep what a cell can hold: no control characters, and no more characters than Excel shows."""
        text = _LIKE_ESCAPE.sub("_x005F_", _NOT_XML.sub("", clean(value))) if _UNFIT.search(value) else value
        if len(text) * 2 <= LONGEST or _length(text) <= LONGEST:
            return text
        self.cut += 1
        mark = _CUT.in_(self._lang)
        kept = text.encode("utf-16-le")[: 2 * (LONGEST - _length(mark))]
        return kept.decode("utf-16-le", "ignore") + mark

    def _cells(self, *, wrap: bool = True, whole: bool = False, quoted: bool = False) -> "Mapping[Tone, list[SheetCell]]":
        """Make the cells that are filled again and again: one for each column and tone."""
        return {
            tone: [self._cell(column.kind, tone, wrap=wrap, whole=whole, quoted=quoted) for column in self.table.columns]
            for tone in Tone
        }

    def _cell(self, kind: CellKind, tone: Tone, *, wrap: bool = True, whole: bool = False, quoted: bool = False) -> "SheetCell":
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell = _reusable()(self._sheet, row=1, column=1)
        number = kind in (CellKind.NUMBER, CellKind.AMOUNT, CellKind.DEGREES)
        day = kind in (CellKind.DAY, CellKind.DAY_TEXT, CellKind.MOMENT)
        rtl = self._lang == "fa" and kind in (CellKind.TEXT, CellKind.LONG_TEXT, CellKind.DAY_TEXT)
        side = "center" if day else "right" if rtl or number else "left"
        cell.font = Font(name=_FONT, size=10)
        cell.alignment = Alignment(
            horizontal=side, vertical="top", readingOrder=_RIGHT if rtl else _LEFT, wrap_text=wrap and not number
        )
        cell.border = Border(bottom=Side(style="hair", color=_RULE))
        cell.number_format = self._formats(kind, whole=whole)
        cell.quotePrefix = quoted
        if tone in _TONES:
            cell.fill = PatternFill("solid", fgColor=_TONES[tone])
        return cell

    def _formats(self, kind: CellKind, *, whole: bool) -> str:
        digits = _PERSIAN if self._lang == "fa" else ""
        formats = {
            CellKind.NUMBER: f"[>=10000]{digits}#,##0;{digits}0",
            CellKind.AMOUNT: f"{digits}#,##0" if whole else f"{digits}#,##0.00",
            CellKind.DEGREES: "0.0000",
            CellKind.DAY: "yyyy-mm-dd",
            CellKind.MOMENT: "yyyy-mm-dd hh:mm",
        }
        return formats.get(kind, "General")

    def _set_view(self, measured: Sequence[float]) -> None:
        """Set what a streamed sheet must know before its first row."""
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self._sheet
        sheet.sheet_view.rightToLeft = self._lang == "fa"
        sheet.sheet_view.showGridLines = False
        sheet.freeze_panes = "B2"
        for place, width in enumerate(measured, 1):
            sheet.column_dimensions[_letter(place)].width = width
        sheet.row_dimensions[1].height = 30
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.7
        sheet.print_title_rows = "1:1"

    def _write_head(self) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cells = []
        for column in self.table.columns:
            cell = WriteOnlyCell(self._sheet, _line(column.heading))
            cell.data_type = "s"
            cell.font = Font(name=_FONT, size=10, bold=True, color=_HEAD_TEXT)
            cell.fill = PatternFill("solid", fgColor=_HEAD)
            order = _RIGHT if self._lang == "fa" else _LEFT
            cell.alignment = Alignment(horizontal="center", vertical="center", readingOrder=order, wrap_text=True)
            cells.append(cell)
        self._sheet.append(cells)

    def _print_lines(self, heading: str, label: str, *, as_of: str) -> None:
        """Set head and foot; page numbers stand alone, because programs shuffle them among Persian words."""
        head, foot = self._sheet.oddHeader, self._sheet.oddFooter
        leading, trailing = (head.right, head.left) if self._lang == "fa" else (head.left, head.right)
        for part, text, size in ((head.center, heading, 12), (leading, label, 9), (trailing, as_of, 9)):
            part.text, part.font, part.size = _escaped(text), f"{_FONT},Bold" if size > 9 else f"{_FONT},Regular", size
        foot.center.text = "&P / &N"


@cache
def _reusable() -> "type[SheetCell]":
    """Make the class of a cell whose style is settled: the library asks for it, and words it, for every value."""
    from openpyxl.cell import Cell as SheetCell

    class Reusable(SheetCell):
        __slots__ = ("_settled",)

        @property
        @override
        def style_id(self) -> int:
            settled: int | None = getattr(self, "_settled", None)
            if settled is None:
                settled = self._settled = super().style_id
            return settled

        @property
        @override
        def has_style(self) -> bool:
            return True

        @override
        def __repr__(self) -> str:
            return "<cell>"

    return Reusable


def _escaped(text: str) -> str | None:
    """Fit a text into the head of a page, which has room for 255 units of UTF-16 in all, its fonts among them."""
    doubled = _line(text).replace("&", "&&").encode("utf-16-le")[: 2 * _HEAD_LENGTH].decode("utf-16-le", "ignore")
    halved = (len(doubled) - len(doubled.rstrip("&"))) % 2
    return doubled[: len(doubled) - halved] or None


def fitted_line(text: str) -> str:
    """Make one line that the properties of a file can hold: no control characters, nothing that is no character of XML."""
    return _line(_UNFIT_LINE.sub("", text))


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _length(text: str) -> int:
    """Count as Excel does: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))


def _sheet_name(title: str, taken: list[str]) -> str:
    """Name a sheet: 31 characters, none that Excel forbids, no quote at its ends, each name once."""
    base = _line(_FORBIDDEN.sub(" ", title)).strip("'")[:_NAME_LENGTH].strip() or "Safir"
    name, number = base, 1
    known = {each.casefold() for each in taken}
    while name.casefold() in known:
        number += 1
        ending = f" ({number})"
        name = base[: _NAME_LENGTH - len(ending)].rstrip() + ending
    return name
