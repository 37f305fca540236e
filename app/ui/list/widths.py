"""How wide the columns of a list are: by what stands in them, within the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.schema.fields import FieldKind
from app.ui.kit.paint import text_width
from app.ui.list.model import NUMBERS, ListRows
from app.ui.theme import font, scaled

MEASURED: Final = 40
"""So many of the first rows are measured."""
NARROWEST: Final = 64
"""No column is narrower, whoever drags it."""
_EDGES: Final = 26
_ARROW: Final = 16
_PILL: Final = 34
_TITLE: Final = (200, 420)
_MOST: Final = 230
_TEXT_LEAST: Final = 96
_HEAD_LEAST: Final = 76
_HEAD_MOST: Final = 150
_UNKNOWN: Final[dict[FieldKind, int]] = {
    FieldKind.LONG_TEXT: 220, FieldKind.INTEGER: 92, FieldKind.AMOUNT: 130, FieldKind.DAY: 112, FieldKind.MOMENT: 160,
    FieldKind.YES_NO: 84, FieldKind.CHOICE: 128, FieldKind.RATING: 92,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """The pixels a column would like, and those it cannot do without."""

    natural: int
    least: int


def wishes(rows: ListRows) -> tuple[Wish, ...]:
    """Measure the columns of a list by its first rows; before there are any, by the kind of field."""
    return tuple(_wish(rows, column) for column in range(len(rows.fields)))


def _wish(rows: ListRows, column: int) -> Wish:
    field = rows.fields[column]
    head = text_width(str(field.heading), font("label", weight=600)) + scaled(_EDGES + _ARROW)
    content = _content(rows, column)
    if column == 0:
        least, most = map(scaled, _TITLE)
        return Wish(min(max(content, least), most), least)
    natural = max(min(content, scaled(_MOST)), min(head, scaled(_MOST)))
    steady = field.kind in NUMBERS or field.kind in {FieldKind.CHOICE, FieldKind.YES_NO}
    whole_head = max(scaled(_HEAD_LEAST), min(head - scaled(_ARROW), scaled(_HEAD_MOST)))
    least = max(content, whole_head) if steady else min(natural, scaled(_TEXT_LEAST))
    # The header lets no column be narrower than this; a wish below it would push the others out of the window.
    return Wish(max(natural, scaled(NARROWEST)), max(min(least, natural), scaled(NARROWEST)))


def _content(rows: ListRows, column: int) -> int:
    face = font("body", weight=500, tabular=rows.fields[column].kind in NUMBERS)
    known = min(rows.rowCount(), MEASURED)
    if not known or rows.names[column] in rows.slow:
        return scaled(_UNKNOWN.get(rows.fields[column].kind, 160))
    shown = {rows.words(number)[column] for number in range(known)}
    pills = any(isinstance(row.values[column], Enum) for number in range(known) if (row := rows.row(number)) is not None)
    return max(text_width(text, face) for text in shown) + scaled(_EDGES) + (scaled(_PILL) if pills else 0)


def shared(asked: Sequence[Wish], room: int) -> list[int]:
    """Share the room: what is missing is taken where it hurts least, what is over goes to the title first."""
    found = [wish.natural for wish in asked]
    over = room - sum(found)
    if over >= 0:
        elastic = [place for place, wish in enumerate(asked) if place and wish.least < wish.natural]
        each = over // 2 // len(elastic) if elastic else 0
        for place in elastic:
            found[place] += each
        found[0] += over - each * len(elastic)
        return found
    slack = sum(wish.natural - wish.least for wish in asked)
    part = min(1.0, -over / slack) if slack else 0.0
    found = [int(wish.natural - part * (wish.natural - wish.least)) for wish in asked]
    found[0] += max(0, room - sum(found)) if slack >= -over else 0
    return found
