"""From values to cells: one complete table from kinds of field to the columns they fill and the cells they give.

A cell is plain data: what reads as a number is a number, a day is a day. Marks of direction stay out: a cell holds one value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.core.calendars import Calendar, DayStyle, calendar_of, format_day, iso_text
from app.core.i18n import Language, Text, _c, plain
from app.core.moments import Moment, format_clock
from app.core.money import Money
from app.core.partial_dates import Bound, PartialDate, Precision, format_partial
from app.core.text import strip_isolates
from app.core.zones import city_of
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
    DAY_TEXT = "day_text"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; `width` is the least, in characters: what stands in it makes it wider."""

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

    columns: Callable[[Field, Telling], tuple[Column, ...]]
    cells: Callable[[Field, Any, Telling], tuple[Cell, ...]]


def columns_of(field: Field, telling: Telling) -> tuple[Column, ...]:
    """List the columns that a field fills."""
    return FILLED[field.kind].columns(field, telling)


def cells_of(field: Field, value: object, telling: Telling) -> tuple[Cell, ...]:
    """Give the cells of a value, as many as its field has columns."""
    filled = FILLED[field.kind]
    return filled.cells(field, value, telling) if value is not None else (None,) * len(filled.columns(field, telling))


def unique_headings(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give every heading once, with a number where it comes again: the table of a sheet is keyed by them."""
    taken: set[str] = set()
    found = []
    for column in columns:
        heading, number = column.heading, 1
        while heading.casefold() in taken:
            number += 1
            heading = f"{column.heading} ({number})"
        taken.add(heading.casefold())
        found.append(replace(column, heading=heading))
    return tuple(found)


def _one(kind: CellKind, width: float) -> Callable[[Field, Telling], tuple[Column, ...]]:
    def columns(field: Field, telling: Telling) -> tuple[Column, ...]:
        latin = kind is CellKind.TEXT and (field.latin or field.code)
        return (Column(field.label.in_(telling.lang), CellKind.LATIN if latin else kind, width),)

    return columns


_GREGORIAN = _c("column", "{field} (Gregorian)")
_JALALI = _c("column", "{field} (Jalali)")
_OFFICE_TIME = _c("column", "{field} ({city} time)")
_CURRENCY = _c("column", "{field} (currency)")
_LATITUDE = _c("column", "{field} (latitude)")
_LONGITUDE = _c("column", "{field} (longitude)")


def _named(name: Text, field: Field, lang: Language) -> str:
    return name.format(field=field.label).in_(lang)


def _day_columns(field: Field, telling: Telling) -> tuple[Column, ...]:
    """Give two columns for a day: first the calendar of the language, under the name of the field itself."""
    label, lang = field.label.in_(telling.lang), telling.lang
    if lang == "fa":
        return Column(label, CellKind.DAY_TEXT, 13), Column(_named(_GREGORIAN, field, lang), CellKind.DAY, 12)
    return Column(label, CellKind.DAY, 12), Column(_named(_JALALI, field, lang), CellKind.DAY_TEXT, 13)


def _moment_columns(field: Field, telling: Telling) -> tuple[Column, ...]:
    """Give a moment as the clock of the place told it, and by the office's clock, so that the times can be compared."""
    label, lang = field.label.in_(telling.lang), telling.lang
    office = _OFFICE_TIME.format(field=field.label, city=plain(city_of(telling.zone, lang)))
    real = Column(strip_isolates(office.in_(lang)), CellKind.MOMENT, 17)
    if lang == "fa":
        return Column(label, CellKind.DAY_TEXT, 19), real
    return real, Column(_named(_JALALI, field, lang), CellKind.DAY_TEXT, 19)


def _amount_columns(field: Field, telling: Telling) -> tuple[Column, ...]:
    amount = Column(field.label.in_(telling.lang), CellKind.AMOUNT, 12)
    return amount, Column(_named(_CURRENCY, field, telling.lang), CellKind.LATIN, 8)


def _place_columns(field: Field, telling: Telling) -> tuple[Column, ...]:
    names = (_named(name, field, telling.lang) for name in (_LATITUDE, _LONGITUDE))
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
    """Give the clock of the place as the list shows it, which names its city where it is not the office's, and the office's."""
    clock = strip_isolates(format_clock(value, telling.lang))
    city = "" if value.zone == telling.zone else f" ({city_of(value.zone, telling.lang)})"
    return _both(telling.lang, f"{_jalali(value.day, telling.lang)} {clock}{city}", value.at(telling.zone))


_TEXT = Filled(_one(CellKind.TEXT, 12), _worded)
_LINE = Filled(_one(CellKind.TEXT, 10), _worded)
_NAME = Filled(_one(CellKind.TEXT, 12), _worded)
_NUMBER = Filled(_one(CellKind.NUMBER, 11), _number)

FILLED: Mapping[FieldKind, Filled] = {
    FieldKind.TEXT: _TEXT,
    FieldKind.LONG_TEXT: Filled(_one(CellKind.LONG_TEXT, 16), _worded),
    FieldKind.CONTACT: Filled(_one(CellKind.LATIN, 12), _worded),
    FieldKind.INTEGER: _NUMBER,
    FieldKind.RATING: _NUMBER,
    FieldKind.AMOUNT: Filled(_amount_columns, _amount),
    FieldKind.DAY: Filled(_day_columns, _day),
    FieldKind.MOMENT: Filled(_moment_columns, _moment),
    FieldKind.YES_NO: Filled(_one(CellKind.TEXT, 9), _worded),
    FieldKind.CHOICE: _LINE,
    FieldKind.OFFICE_LIST: _LINE,
    FieldKind.LINK: _NAME,
    FieldKind.LINKS: Filled(_one(CellKind.TEXT, 12), _worded),
    FieldKind.PLACE: Filled(_place_columns, _place),
    FieldKind.FILE: _NAME,
}
