"""Workbooks: every table a designed sheet, read from right to left in Persian, ready to filter and to print.

Rows are streamed into a file beside the target, which takes its place when it is whole; cancelling leaves nothing behind. A cell
holds at most 32,767 characters; a longer text is cut with a mark that says so, and counted. What the ceiling kept back is told to
the author alone and stands nowhere in the file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from app.core import file_work
from app.core.calendars import DayStyle, format_day
from app.core.i18n import Language, _, plain
from app.core.refusals import why_refused
from app.core.text import strip_isolates
from app.exchange.cells import unique_headings
from app.exchange.errors import TargetOpen, TooManyRows, WorkbookNotWritten
from app.exchange.excel_sheet import Sheet, fitted_line
from app.exchange.excel_sizes import MEASURED
from app.exchange.plain_parts import parts_in
from app.exchange.tables import Table, TableRow, list_table
from app.rules.labels import Confidentiality, confidentiality_name, highest
from app.services.list_query import ListQuery
from app.services.office import Office
from app.services.sql_functions import Cancel, never
from app.store.errors import Cancelled

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["Exported", "export_list", "write_workbook"]

Progress = Callable[[int, int], None]
MOST_ROWS: Final = 1_048_575
"""How many rows a sheet holds below its head."""
_STEP: Final = 200
# Windows tells a file open elsewhere by these, as PermissionError or not.
_SHARING: Final = frozenset((32, 33))


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the rows, those the ceiling kept back, the texts that were cut, and the highest label among the rows."""

    path: Path
    rows: int
    left_out: int
    cut: int
    label: Confidentiality


@dataclass(slots=True)
class _Count:
    """What has been written so far, over all sheets."""

    rows: int = 0
    left_out: int = 0
    cut: int = 0
    label: Confidentiality = Confidentiality.NORMAL


def export_list(
    office: Office,
    query: ListQuery,
    path: Path,
    *,
    lang: Language,
    ceiling: Confidentiality,
    ids: Sequence[UUID] | None = None,
    progress: Progress | None = None,
    cancelled: Cancel = never,
) -> Exported:
    """Write a list as it is seen, or some of its records, as a workbook.

    `progress` gets rows done and rows in all. Raises TooManyRows, Cancelled, TargetOpen, WorkbookNotWritten with the
    target untouched.
    """
    table = list_table(office, query, lang=lang, ceiling=ceiling, ids=ids, cancelled=cancelled)
    return write_workbook(office, [table], Path(path), lang=lang, progress=progress, cancelled=cancelled)


def write_workbook(
    office: Office,
    tables: Sequence[Table],
    path: Path,
    *,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancel = never,
) -> Exported:
    """Write tables as the sheets of one workbook; raises TooManyRows, Cancelled, TargetOpen, WorkbookNotWritten."""
    from openpyxl import Workbook

    for table in tables:
        if table.total > MOST_ROWS:
            raise TooManyRows(table.total, MOST_ROWS)

    workbook = Workbook(write_only=True)
    workbook.properties.title = fitted_line(strip_isolates(tables[0].title))
    workbook.properties.creator = fitted_line(office.settings.office_name) or "Safir"
    count = _Count()
    total = sum(table.total for table in tables)
    with _put(path) as part, _private(office) as folder, parts_in(folder), ExitStack() as unfinished:
        for number, table in enumerate(tables, 1):
            rows = iter(table.rows)
            first = list(islice(rows, MEASURED))
            unique = replace(table, columns=unique_headings(table.columns))
            sheet = Sheet(workbook, unique, lang=lang, number=number, first=first)
            unfinished.callback(sheet.drop)
            _write(sheet, chain(first, rows), count, total=total, progress=progress, cancelled=cancelled)
            _finish(office, sheet, count, lang=lang)
        _save(workbook, part)
        unfinished.pop_all()
    return Exported(path, count.rows, count.left_out, count.cut, count.label)


def _write(
    sheet: Sheet, rows: Iterable[TableRow | None], count: _Count, *, total: int, progress: Progress | None, cancelled: Cancel
) -> None:
    for row in rows:
        if row is None:
            count.left_out += 1
        else:
            sheet.append(row)
            count.rows += 1
            if row.label is not count.label:
                count.label = highest((count.label, row.label))
        done = count.rows + count.left_out
        if done % _STEP == 0:
            if cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, total)
    if cancelled():
        raise Cancelled
    if progress is not None:
        progress(count.rows + count.left_out, total)


def _finish(office: Office, sheet: Sheet, count: _Count, *, lang: Language) -> None:
    as_of = _("Data as of {day}").format(day=plain(format_day(office.today(), lang, style=DayStyle.SHORT)))
    sheet.finish(
        heading=sheet.table.title,
        label=confidentiality_name(count.label).in_(lang),
        as_of=strip_isolates(as_of.in_(lang)),
    )
    count.cut += sheet.cut


@contextmanager
def _private(office: Office) -> Iterator[Path]:
    folder = office.store.files.plain_folder()
    try:
        yield folder
    finally:
        file_work.drop_folder(folder)


def _save(workbook: "Workbook", part: Path) -> None:
    """Write the workbook; when the disk refuses, the archive is closed at once and not again while it is thrown away."""
    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(part, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()


@contextmanager
def _put(path: Path) -> Iterator[Path]:
    """Give a place beside the target, which the file leaves for its own name when the block succeeds."""
    try:
        with file_work.beside(path) as part:
            yield part
    except OSError as error:
        if (isinstance(error, PermissionError) or getattr(error, "winerror", 0) in _SHARING) and path.exists():
            raise TargetOpen(path) from error
        raise WorkbookNotWritten(path, why_refused(error)) from error
