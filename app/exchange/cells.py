"""From values to cells: one complete table from kinds of field to the columns they fill and the cells they give.

A cell is plain data: what reads as a number is a number, a day is a day. Marks of direction stay out: a cell holds one value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.core.calendars import Calendar, DayStyle, calendar_of, format_day, iso_text
from app.core.i18n import Language, Text, _c
from app.core.moments import Moment, format_clock
from app.core.money import Money
from app.core.partial_dates import Bound, PartialDate, Precision, format_partial
from app.core.text import strip_isolates
from app.schema.fields import Field, FieldKind
from app.schema.values import Place, Value
from app.services.wording import Wording, word

Cell = str | int | float | Decimal | date | datetime | None


class CellKind(StrEnum):
    """How a column of a sheet is set: its direction, its format and its width."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LATIN = "latin"
    NUMBER = "number"
    AMOUNT = "amount"
    DEGREES = "degrees"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; `width` in characters."""

    heading: str
    kind: CellKind
    width: float


@dataclass(frozen=True, slots=True)
class Telling:
    """What values are told with: words (language, names behind links) and the office's zone."""

    wording: Wording
    zone: str

    @property
    def lang(self) -> Language:
        """Give the language of the sheet."""
        return self.wording.lang


@dataclass(frozen=True, slots=True)
class Filled:
    """How a kind of field fills columns: which ones, and with what; an empty value fills none of them."""

    columns: Callable[[Field, Language], tuple[Column, ...]]
    cells: Callable[[Field, Any, Telling], tuple[Cell, ...]]


def columns_of(field: Field, lang: Language) -> tuple[Column, ...]:
    """List the columns that a field fills."""
    return FILLED[field.kind].columns(field, lang)


def cells_of(field: Field, value: object, telling: Telling) -> tuple[Cell, ...]:
    """Give the cells of a value, as many as its field has columns."""
    filled = FILLED[field.kind]
    return filled.cells(field, value, telling) if value is not None else (None,) * len(filled.columns(field, telling.lang))


def _one(kind: CellKind, width: float) -> Callable[[Field, Language], tuple[Column, ...]]:
    def columns(field: Field, lang: Language) -> tuple[Column, ...]:
        latin = kind is CellKind.TEXT and (field.latin or field.code)
        return (Column(field.label.in_(lang), CellKind.LATIN if latin else kind, width),)

    return columns


_GREGORIAN = _c("column", "{field} (Gregorian)")
_JALALI = _c("column", "{field} (Jalali)")
_CURRENCY = _c("column", "{field} (currency)")
_LATITUDE = _c("column", "{field} (latitude)")
_LONGITUDE = _c("column", "{field} (longitude)")


def _named(name: Text, field: Field, lang: Language) -> str:
    return name.format(field=field.label).in_(lang)


def _dated(kind: CellKind, *, width: float, text_width: float) -> Callable[[Field, Language], tuple[Column, ...]]:
    """Give two columns for a day: first the calendar of the language, under the name of the field itself."""

    def columns(field: Field, lang: Language) -> tuple[Column, ...]:
        label = field.label.in_(lang)
        if lang == "fa":
            text = Column(label, CellKind.TEXT, text_width)
            return text, Column(_named(_GREGORIAN, field, lang), kind, width)
        return Column(label, kind, width), Column(_named(_JALALI, field, lang), CellKind.LATIN, text_width)

    return columns


def _amount_columns(field: Field, lang: Language) -> tuple[Column, ...]:
    return Column(field.label.in_(lang), CellKind.AMOUNT, 16), Column(_named(_CURRENCY, field, lang), CellKind.LATIN, 8)


def _place_columns(field: Field, lang: Language) -> tuple[Column, ...]:
    names = (_named(name, field, lang) for name in (_LATITUDE, _LONGITUDE))
    return tuple(Column(name, CellKind.DEGREES, 12) for name in names)


def _worded(field: Field, value: Value, telling: Telling) -> tuple[Cell, ...]:
    return (strip_isolates(word(field, value, wording=telling.wording)),)


def _number(_field: Field, value: int, _telling: Telling) -> tuple[Cell, ...]:
    return (value,)


def _amount(_field: Field, value: Money, _telling: Telling) -> tuple[Cell, ...]:
    return value.amount, value.currency


def _place(_field: Field, value: Place, _telling: Telling) -> tuple[Cell, ...]:
    return value.latitude, value.longitude


def _both(lang: Language, jalali: str, gregorian: Cell) -> tuple[Cell, ...]:
    return (jalali, gregorian) if lang == "fa" else (gregorian, jalali)


def _jalali(day: date, lang: Language) -> str:
    return format_day(day, "fa", style=DayStyle.SHORT) if lang == "fa" else iso_text(day, Calendar.JALALI)


def _day(_field: Field, value: date | PartialDate, telling: Telling) -> tuple[Cell, ...]:
    if isinstance(value, PartialDate):
        return _partial(value, telling.lang)
    return _both(telling.lang, _jalali(value, telling.lang), value)


def _partial(value: PartialDate, lang: Language) -> tuple[Cell, ...]:
    """Give a real date for a day known exactly; a month or a year stays words, because its first day would be a claim.

    Words in the other calendar name it: a column of Jalali days says «۱۹۶۳ میلادی».
    """
    if value.precision is Precision.DAY and value.bound is Bound.EXACT:
        return _both(lang, _jalali(value.first, lang), value.first)
    style = DayStyle.SHORT if value.calendar is calendar_of(lang) else DayStyle.LONG
    return _both(lang, strip_isolates(format_partial(value, lang, style=style)), None)


def _moment(_field: Field, value: Moment, telling: Telling) -> tuple[Cell, ...]:
    """Give the wall time of the office, so that the times of a column can be compared."""
    wall = value.at(telling.zone)
    clock = strip_isolates(format_clock(value, telling.lang, zone=telling.zone))
    return _both(telling.lang, f"{_jalali(wall.date(), telling.lang)} {clock}", wall)


_TEXT = Filled(_one(CellKind.TEXT, 24), _worded)
_LINE = Filled(_one(CellKind.TEXT, 16), _worded)
_NAME = Filled(_one(CellKind.TEXT, 22), _worded)
_NUMBER = Filled(_one(CellKind.NUMBER, 11), _number)

FILLED: Mapping[FieldKind, Filled] = {
    FieldKind.TEXT: _TEXT,
    FieldKind.LONG_TEXT: Filled(_one(CellKind.LONG_TEXT, 48), _worded),
    FieldKind.CONTACT: Filled(_one(CellKind.LATIN, 24), _worded),
    FieldKind.INTEGER: _NUMBER,
    FieldKind.RATING: _NUMBER,
    FieldKind.AMOUNT: Filled(_amount_columns, _amount),
    FieldKind.DAY: Filled(_dated(CellKind.DAY, width=12, text_width=14), _day),
    FieldKind.MOMENT: Filled(_dated(CellKind.MOMENT, width=17, text_width=19), _moment),
    FieldKind.YES_NO: Filled(_one(CellKind.TEXT, 9), _worded),
    FieldKind.CHOICE: _LINE,
    FieldKind.OFFICE_LIST: _LINE,
    FieldKind.LINK: _NAME,
    FieldKind.LINKS: Filled(_one(CellKind.TEXT, 28), _worded),
    FieldKind.PLACE: Filled(_place_columns, _place),
    FieldKind.FILE: _NAME,
}
