"""Values in words: how each kind of field reads in a list, a paper or a line of history."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Never, cast
from uuid import UUID

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Language, _, _c
from app.core.moments import Moment, format_clock
from app.core.money import Money, format_money
from app.core.numbers import format_decimal, format_integer
from app.core.partial_dates import PartialDate, format_in_column, format_partial
from app.core.text import is_latin, isolate, ltr
from app.core.zones import city_of, city_zones, clock_at
from app.schema.choices import choice_label, member_of
from app.schema.fields import Field, FieldKind
from app.schema.values import FileRef, Place, Value
from app.services.office import Office
from app.services.titles import titles

NO_NAME = _("(name not found)")
NORTH, SOUTH, EAST, WEST = _c("place", "north"), _c("place", "south"), _c("place", "east"), _c("place", "west")


@dataclass(frozen=True, slots=True)
class Wording:
    """What values are worded with: the language, the names behind links, the style of days, and the reader's own zone.

    A moment in another zone than the reader's names its city; without a zone every moment does. In a `column` of days a year
    of another calendar is marked, because its neighbours are not.
    """

    lang: Language
    names: Mapping[UUID, str] = field(default_factory=dict)
    style: DayStyle = DayStyle.SHORT
    zone: str = ""
    column: bool = False


def cell_text(office: Office, field: Field, value: Value, *, lang: Language) -> str:
    """Word one value; an empty value is an empty text."""
    return cells(office, ((field, value),), lang=lang)[0]


def cells(office: Office, pairs: Iterable[tuple[Field, Value]], *, lang: Language) -> tuple[str, ...]:
    """Word many values, looking up the names behind all their links at once."""
    known = tuple(pairs)
    wording = Wording(lang, names_behind(office, known, lang=lang), zone=office.zone)
    return tuple(word(field, value, wording=wording) for field, value in known)


def names_behind(office: Office, pairs: Iterable[tuple[Field, Value]], *, lang: Language) -> dict[UUID, str]:
    """Look up the names of every record that some values link to."""
    ids = {record for field, value in pairs for record in linked_ids(field, value)}
    return {record: found.title for record, found in titles(office, ids, lang=lang).items()}


def linked_ids(field: Field, value: Value) -> tuple[UUID, ...]:
    """List the records that a value links to."""
    if field.kind not in (FieldKind.LINK, FieldKind.LINKS, FieldKind.OFFICE_LIST) or value is None:
        return ()
    return tuple(value) if isinstance(value, tuple) else (value,) if isinstance(value, UUID) else ()


def word(field: Field, value: Value, *, wording: Wording) -> str:
    """Word one value with names looked up before; an empty value is an empty text."""
    return "" if value is None else WORDS[field.kind](field, cast("Never", value), wording)


def _text(field: Field, value: str, wording: Wording) -> str:
    if field.zone and value in city_zones():
        return city_of(value, wording.lang)
    if field.code:
        return ltr(value)
    # Text of the language's own direction needs no marks, and marks would only travel with a copy.
    return isolate(value) if is_latin(value) != (wording.lang == "en") else value


def _long_text(field: Field, value: str, wording: Wording) -> str:
    return "\n".join(_text(field, line, wording) for line in value.split("\n"))


def _integer(_field: Field, value: int, wording: Wording) -> str:
    return format_integer(value, wording.lang)


def _amount(_field: Field, value: Money, wording: Wording) -> str:
    return format_money(value, wording.lang)


def _day(_field: Field, value: date | PartialDate, wording: Wording) -> str:
    if isinstance(value, PartialDate):
        if wording.column:
            return format_in_column(value, wording.lang)
        return format_partial(value, wording.lang, style=wording.style)
    return format_day(value, wording.lang, style=wording.style)


def _moment(_field: Field, value: Moment, wording: Wording) -> str:
    comma = _c("between day and time", ", ").in_(wording.lang)
    day = format_day(value.day, wording.lang, style=wording.style)
    at_home = value.zone == wording.zone
    return f"{day}{comma}{format_clock(value, wording.lang) if at_home else clock_at(value, value.zone, wording.lang)}"


def _yes_no(_field: Field, value: object, wording: Wording) -> str:
    return (_("Yes") if value else _("No")).in_(wording.lang)


def _choice(field: Field, value: str, wording: Wording) -> str:
    if field.choices is None:
        return str(value)
    return choice_label(member_of(field.choices, value)).in_(wording.lang)


def _link(_field: Field, value: UUID, wording: Wording) -> str:
    name = wording.names.get(value)
    return NO_NAME.in_(wording.lang) if name is None else _named(name, wording.lang)


def _links(_field: Field, value: tuple[UUID, ...], wording: Wording) -> str:
    separator = _c("between items of a list", ", ").in_(wording.lang)
    return separator.join(_link(_field, record, wording) for record in value)


def _named(name: str, lang: Language) -> str:
    return isolate(name) if is_latin(name) != (lang == "en") else name


def _contact(_field: Field, value: str, _wording: Wording) -> str:
    return "\n".join(ltr(line) for line in value.split("\n"))


def _place(_field: Field, value: Place, wording: Wording) -> str:
    north, east = Decimal(str(round(value.latitude, 4))), Decimal(str(round(value.longitude, 4)))
    sentence = _c("place", "{latitude}° {north_or_south}, {longitude}° {east_or_west}").format(
        latitude=ltr(format_decimal(abs(north), wording.lang)),
        north_or_south=NORTH if north >= 0 else SOUTH,
        longitude=ltr(format_decimal(abs(east), wording.lang)),
        east_or_west=EAST if east >= 0 else WEST,
    )
    return sentence.in_(wording.lang)


def _file(_field: Field, value: FileRef, _wording: Wording) -> str:
    return isolate(value.name)


def _rating(_field: Field, value: int, wording: Wording) -> str:
    return _c("rating", "{n} of {most}").format(n=value, most=5).in_(wording.lang)


# Each function takes the value of its own kind; `word` chooses it by that kind.
Worder = Callable[[Field, Never, Wording], str]

WORDS: Mapping[FieldKind, Worder] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.INTEGER: _integer,
    FieldKind.AMOUNT: _amount,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.OFFICE_LIST: _link,
    FieldKind.LINK: _link,
    FieldKind.LINKS: _links,
    FieldKind.CONTACT: _contact,
    FieldKind.PLACE: _place,
    FieldKind.FILE: _file,
    FieldKind.RATING: _rating,
}
