"""A block of cells from a sheet, pasted as rows of a panel: which column is which field, and what the cells say.

Nothing is written to the store here: the rows are drafts, and a cell that could not be read is told with its reason.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from app.core.errors import SafirError
from app.core.folding import tight
from app.core.i18n import LANGUAGES, Text, _
from app.core.text import strip_isolates
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind
from app.schema.values import Value
from app.services import editing
from app.services.office import Office
from app.services.typed_values import Names, Typed, UnreadWords, value_from_words

MOST_ROWS: Final = 500
"""More than any delegation, agenda or list of gifts holds; longer tables come in as a whole."""
MOST_COLUMNS: Final = 60
"""More than twice the fields of the widest row that is declared (23, a follow-up)."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class NothingToPaste(SafirError):
    """A clipboard without a table."""

    code = "nothing_to_paste"

    def __init__(self) -> None:
        super().__init__(_("Nothing was added: the clipboard holds no text. Copy the cells in Excel first."))


class BlockTooLarge(SafirError):
    """A block of more cells than a panel takes at once."""

    code = "block_too_large"

    def __init__(self, rows: int, columns: int) -> None:
        size = _("{rows} rows and {columns} columns").format(rows=rows, columns=columns)
        most = _("{rows} rows and {columns} columns").format(rows=MOST_ROWS, columns=MOST_COLUMNS)
        refusal = _("Nothing was added: the clipboard holds {size}, and at most {most} are pasted at once. Copy a smaller part.")
        super().__init__(refusal.format(size=size, most=most))


@dataclass(frozen=True, slots=True)
class Block:
    """Cells as text, every row of the same width; no row and no column is blank throughout."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Count the columns."""
        return len(self.rows[0])

    def column(self, number: int, *, headed: bool) -> list[str]:
        """List the cells of a column, without its heading."""
        return [row[number] for row in self.rows[headed:]]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the columns of a block are: the name of a field each, or None; `headed` when the first row names them."""

    fields: tuple[str | None, ...]
    headed: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is no value: its row (from 1, without the heading), its field, what it says, and why it was refused."""

    row: int
    field: Field
    words: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Pasted:
    """New rows in the order of the sheet, and the cells that could not be read; those are empty in the rows."""

    drafts: tuple[Draft, ...]
    unread: tuple[Unread, ...]


def block_of(text: str) -> Block:
    """Read what a spreadsheet puts on the clipboard: tabs between cells, quotes around cells of several lines.

    Raises NothingToPaste, BlockTooLarge.
    """
    rows = [[strip_isolates(cell).strip() for cell in row] for row in _cells(text.replace("\0", ""))]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise NothingToPaste
    columns = [column for column in zip_longest(*rows, fillvalue="") if any(column)]
    if len(rows) > MOST_ROWS + 1 or len(columns) > MOST_COLUMNS:
        raise BlockTooLarge(len(rows), len(columns))
    return Block(tuple(zip(*columns, strict=True)))


def _cells(text: str) -> list[list[str]]:
    """Part a text into cells. A quote that nobody closes is a letter like any other."""
    plain = [line.split("\t") for line in _LINE_END.split(text)]
    if '"' not in text:
        return plain
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        quoted = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        return plain
    widths = {len(row) for row in quoted if row}
    return quoted if len(widths) == 1 else plain


def map_columns(fields: Sequence[Field], block: Block) -> Mapped:
    """Guess what the columns are: by the headings when most are names of fields, else in the order of the fields."""
    known = {name: field.name for field in reversed(fields) for name in _names_of(field)}
    heads = [known.get(tight(_bare(cell))) for cell in block.rows[0]]
    filled = sum(1 for cell in block.rows[0] if cell)
    matched = [name for name in heads if name is not None]
    if len(block.rows) > 1 and 2 * len(matched) >= filled:
        return Mapped(tuple(name if name not in heads[:at] else None for at, name in enumerate(heads)), headed=True)
    in_order = [field.name for field in fields][: block.width]
    return Mapped((*in_order, *[None] * (block.width - len(in_order))), headed=False)


def _names_of(field: Field) -> Iterator[str]:
    yield tight(field.name)
    for lang in LANGUAGES:
        label = field.label.in_(lang)
        yield tight(label)
        yield tight(_bare(label))


def _bare(heading: str) -> str:
    """Take the star and the unit in brackets off a heading."""
    head, bracket, _rest = heading.replace("*", "").partition("(")
    return head if bracket and head.strip() else heading.replace("*", "")


def pasted(office: Office, owner: Draft, panel: str, *, block: Block, mapped: Mapped) -> Pasted:
    """Make the new rows of a panel from the mapped columns; values that a new row starts with stay where a cell is blank."""
    kind = office.catalogue.panels(owner.kind)[panel].kind
    chosen = [(at, kind.fields[name]) for at, name in enumerate(mapped.fields) if name is not None]
    # Names that may tell others apart are read first: the person before the post.
    chosen.sort(key=lambda pair: list(kind.fields).index(pair[1].name))
    drafts, unread, names = list[Draft](), list[Unread](), Names()
    for number, cells in enumerate(block.rows[mapped.headed :], 1):
        row = editing.blank_row(office, owner, panel=panel)
        for at, field in chosen:
            try:
                _take(row.values, field, value_from_words(Typed(office, field, cells[at], row.values, names)))
            except UnreadWords as refused:
                unread.append(Unread(number, field, cells[at], refused.message))
        drafts.append(row)
    return Pasted(tuple(drafts), tuple(unread))


def _take(values: dict[str, Value], field: Field, value: Value) -> None:
    if value not in (None, "", ()):
        values[field.name] = value


def fields_to_paste(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Choose the fields a cell can say: all but files."""
    return tuple(field for field in fields if field.kind is not FieldKind.FILE)


def unread_line(unread: Unread) -> Text:
    """Tell one refused cell: row, field, reason."""
    return _("Row {n}, “{field}”: {reason}").format(n=unread.row, field=unread.field.label, reason=unread.reason)
