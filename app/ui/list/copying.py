"""What a cell is on the clipboard: its value without marks of direction, figures as other programs read them."""

from collections.abc import Iterable, Sequence
from enum import Enum

from app.core.money import Money
from app.core.numbers import to_latin
from app.core.text import strip_isolates
from app.schema.fields import Field
from app.schema.values import Value
from app.ui.list.model import NUMBERS, ListRows


def copied(field: Field, value: Value, words: str) -> str:
    """Give a cell in one line: texts as they were written, numbers and days in plain figures, the rest in words."""
    if isinstance(value, Money):
        text = f"{value.amount} {value.currency}"
    elif isinstance(value, str) and not isinstance(value, Enum):
        text = value
    elif isinstance(value, int) and not isinstance(value, bool) and field.kind in NUMBERS:
        text = str(value)
    else:
        text = to_latin(words) if field.kind in NUMBERS else words
    return " ".join(strip_isolates(text).split())


def as_table(rows: ListRows, numbers: Iterable[int], sections: Sequence[int]) -> str:
    """Write rows as a table with the labels of its columns, a row in each line."""
    lines = ["\t".join(strip_isolates(str(rows.fields[section].label)) for section in sections)]
    for number in numbers:
        row, words = rows.whole_row(number), rows.words(number)
        if row is not None:
            lines.append("\t".join(copied(rows.fields[section], row.values[section], words[section]) for section in sections))
    return "\n".join(lines)
