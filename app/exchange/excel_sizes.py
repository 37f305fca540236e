"""How wide columns are and how high rows: measured on the first rows, because a streamed sheet must know before it begins."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.exchange.cells import Cell, CellKind, Column
from app.exchange.tables import TableRow

MEASURED: Final = 200
"""How many rows are measured."""
_MOST: Final[Mapping[CellKind, int]] = {
    CellKind.TEXT: 56,
    CellKind.LONG_TEXT: 64,
    CellKind.LATIN: 48,
    CellKind.DAY_TEXT: 32,
}
_LETTER: Final = 0.88
"""What a letter of Vazirmatn in size 10 takes of the width that Excel counts a character with: measured, with some to spare."""
_AROUND: Final = 3
"""Room beside a text, in the same measure."""
_ARROW: Final = 3
"""Characters that the arrow of the filter takes in a heading."""
_LINE: Final = 16.5
"""Points of a line of Vazirmatn in size 10."""
_HIGHEST: Final = 409.0
# Marks that take no room: joiners, marks of direction, vowel signs.
_NO_ROOM: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u064b-\u065f\u0670\u0300-\u036f]")


def widths(columns: Sequence[Column], rows: Sequence[TableRow]) -> Iterator[float]:
    """Measure each column, in characters: its heading on two lines, and its longest text up to a limit, beyond which it wraps."""
    for place, column in enumerate(columns):
        least = max(column.width, _heading(column.heading))
        longest = max((_length(row.cells[place]) for row in rows), default=0) * _LETTER + _AROUND
        yield max(least, min(longest, _MOST.get(column.kind, longest)))


def room(width: float) -> int:
    """Tell how many characters a line of a cell holds."""
    return max(1, int((width - _AROUND / 2) / _LETTER))


def lines(text: str, characters: int) -> int:
    """Count the lines that a wrapped text takes."""
    return sum(max(1, math.ceil(_shown(part) / characters)) for part in text.split("\n"))


def height(count: int) -> float:
    """Give the height of a row of some lines, in points; no row is higher than Excel allows."""
    return min(count * _LINE + 2, _HIGHEST)


def _heading(text: str) -> float:
    longest = max(map(_shown, text.split()), default=0)
    return max(longest, _shown(text) / 2 + 1) + _ARROW


def _length(value: Cell) -> int:
    if isinstance(value, str):
        return max(map(_shown, value.split("\n")))
    if isinstance(value, int | float | Decimal):
        return len(f"{value:,.2f}" if isinstance(value, Decimal) else f"{value:,}")
    return 0


def _shown(text: str) -> int:
    return len(_NO_ROOM.sub("", text))
