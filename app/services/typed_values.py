"""Values from words: what people write in the cells of a sheet, one function for each kind of field.

What `wording.word` and a copied table write is read again. Whatever does not fit is refused with a reason, never guessed:
figures are judged as `core` judges what is typed in a form, names must be those of one living record.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.calendars import parse_day
from app.core.errors import SafirError
from app.core.folding import tight
from app.core.i18n import LANGUAGES, Text, _, _c, language
from app.core.moments import parse_moment
from app.core.money import parse_amount
from app.core.numbers import parse_integer, plain_figure
from app.core.partial_dates import parse_partial
from app.core.record_years import in_reach
from app.core.text import one_line, strip_isolates
from app.core.zones import zones_by_city
from app.schema.choices import choice_label
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.record import ListItem
from app.schema.values import Place, Value
from app.services.draft_plan import as_value
from app.services.office import Office
from app.services.search import suggest
from app.services.wording import EAST, NORTH, SOUTH, WEST
from app.store.tables import living

_HITS = 8
_BETWEEN = re.compile(r"[،,;؛\n]")
_CITY_BEHIND = re.compile(r"[:٫.]\d{2}\s+([^\W\d][^\d\[\]]*)$")
_OUT_OF_FIVE = re.compile(r"([1-5])(?:\s*(?:of|از|/)\s*5)?")
_DEGREES = re.compile(r"(-?\d+(?:\.\d+)?)\s*°?\s*([^\W\d]*)\s*[,،; ]\s*(-?\d+(?:\.\d+)?)\s*°?\s*([^\W\d]*)")
_YES = frozenset(map(tight, ("بله", "بلی", "آری", "دارد", "yes", "y", "true", "1", "✓", "✔", "x")))
_NO = frozenset(map(tight, ("خیر", "نه", "ندارد", "no", "n", "false", "0", "-", "—", "✗")))


class UnreadWords(SafirError):
    """Words that are no value of their field, with the reason."""

    code = "unread_words"


@dataclass(slots=True)
class Names:
    """The records that words were found to name, so that a name that stands in every row is looked up once."""

    found: dict[tuple[str, str], tuple[UUID, ...]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell: the office it is for, the field, the words, the values read in the same row before it, the names known."""

    office: Office
    field: Field
    words: str
    row: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    names: Names = dataclasses.field(default_factory=Names)


def value_from_words(typed: Typed) -> Value:
    """Read one cell; blank ones are empty values. Raises UnreadWords."""
    words = strip_isolates(typed.words).strip()
    if not words:
        return () if typed.field.kind is FieldKind.LINKS else None
    try:
        return READERS[typed.field.kind](replace(typed, words=words))
    except UnreadWords:
        raise
    except SafirError as error:
        raise UnreadWords(error.message) from error


def _text(typed: Typed) -> Value:
    return one_line(typed.words)


def _long_text(typed: Typed) -> Value:
    return typed.words


def _integer(typed: Typed) -> Value:
    return parse_integer(typed.words)


def _amount(typed: Typed) -> Value:
    return parse_amount(typed.words)


def _day(typed: Typed) -> Value:
    if typed.field.partial:
        return in_reach(parse_partial(typed.words), historic=typed.field.historic)
    return in_reach(parse_day(typed.words, today=typed.office.today()), historic=typed.field.historic)


def _moment(typed: Typed) -> Value:
    said, zone = typed.words, ""
    found = _CITY_BEHIND.search(said)
    if found is not None:
        zone = zones_by_city().get(tight(found[1]), "")
        said = f"{said[: found.start(1)]}[{zone}]" if zone else said
    return in_reach(parse_moment(said, office_zone=typed.office.zone))


def yes_or_no(words: str) -> bool | None:
    """Read yes or no as people write it, in Persian or English; nothing when it is neither."""
    said = tight(words) or words
    return said in _YES if said in _YES or said in _NO else None


def _yes_no(typed: Typed) -> Value:
    said = yes_or_no(typed.words)
    if said is not None:
        return said
    raise UnreadWords(_("“{words}” is neither yes nor no.").format(words=typed.words))


def _choice(typed: Typed) -> Value:
    choices = typed.field.choices
    if choices is None:
        return _text(typed)
    said = tight(typed.words)
    for member in choices:
        label = choice_label(member)
        if said in {tight(str(member.value)), *(tight(label.in_(lang)) for lang in LANGUAGES)}:
            return as_value(member)
    comma = _c("between items of a list", ", ").in_(language())
    offered = comma.join(str(choice_label(member)) for member in choices)
    raise UnreadWords(_("“{words}” is not one of: {offered}").format(words=typed.words, offered=offered))


def _link(typed: Typed) -> Value:
    return _named(typed, typed.words)


def _links(typed: Typed) -> Value:
    whole = _looked_up(typed, typed.words)
    if len(whole) == 1:
        return whole
    parts = [part.strip() for part in _BETWEEN.split(typed.words)]
    return tuple(dict.fromkeys(_named(typed, part) for part in parts if part))


def _named(typed: Typed, words: str) -> UUID:
    """Find the one record that words name; of several, the one that belongs to what the row names already."""
    kind = typed.office.catalogue[typed.field.target or ""]
    found = _looked_up(typed, words)
    if len(found) != 1:
        found = _belonging(typed, kind, found)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnreadWords(_("“{words}” names more than one {kind}.").format(words=words, kind=kind.name))
    raise UnreadWords(_("There is no {kind} called “{title}”.").format(kind=kind.name, title=words))


def _looked_up(typed: Typed, words: str) -> tuple[UUID, ...]:
    target = typed.field.target or ""
    key = (target, words)
    if key not in typed.names.found:
        kind = typed.office.catalogue[target]
        search = _items if kind.is_list else _rows if kind.is_child else _records
        typed.names.found[key] = search(typed.office, kind, words)
    return typed.names.found[key]


def _items(office: Office, kind: RecordKind, words: str) -> tuple[UUID, ...]:
    """Find the items of an office list that are called so in either language, or have that code."""
    model: Any = kind.model
    if not issubclass(kind.model, ListItem):
        return ()
    said = tight(words)
    with office.store.reading() as session:
        rows = session.execute(select(model.id, model.code, model.label_fa, model.label_en).where(living(kind))).all()
    return tuple(record for record, *names in rows if said in {tight(name) for name in names if name})


def _rows(office: Office, kind: RecordKind, words: str) -> tuple[UUID, ...]:
    """Find the rows inside other records that are called so; they stand in no index."""
    if kind.title_field.kind is not FieldKind.TEXT:
        return ()
    said, model = tight(words), kind.model
    with office.store.reading() as session:
        rows = session.execute(select(model.id, getattr(model, kind.title_field.name)).where(living(kind))).all()
    return tuple(record for record, title in rows if title and tight(title) == said)


def _records(office: Office, kind: RecordKind, words: str) -> tuple[UUID, ...]:
    """Find the records whose title, or whose second name, is these words, however they are spaced and spelt."""
    said = tight(words)
    hits = suggest(office, kind.key, words, limit=_HITS)
    return tuple(hit.id for hit in hits if said in {tight(hit.title), tight(hit.subtitle)})


def _belonging(typed: Typed, kind: RecordKind, found: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Keep the records that link to one which the row names: the post «mayor» of the person beside it."""
    named = {value for value in typed.row.values() if isinstance(value, UUID)}
    model: Any = kind.model
    owners = [getattr(model, one.name) for one in kind.of_kind(FieldKind.LINK) if one.panel]
    owners += [model.owner] if kind.is_child else []
    if not found or not named or not owners:
        return found
    with typed.office.store.reading() as session:
        kept = {record for owner in owners for record in session.scalars(
            select(model.id).where(model.id.in_(found), owner.in_(named)))}  # fmt: skip
    return tuple(record for record in found if record in kept) or found


def _contact(typed: Typed) -> Value:
    return "\n".join(part.strip() for part in typed.words.splitlines() if part.strip())


def _place(typed: Typed) -> Value:
    found = _DEGREES.fullmatch(plain_figure(typed.words))
    try:
        if found is not None:
            north, at_north, east, at_east = found.groups()
            signs = [_sign(at_north, (NORTH, SOUTH), "ns"), _sign(at_east, (EAST, WEST), "ew")]
            return Place.decode(f"{signs[0] * float(north)!r},{signs[1] * float(east)!r}")
    except ValueError:
        pass
    example = "35.6892, 51.3890"
    raise UnreadWords(_("“{words}” is no point in degrees. Example: {example}").format(words=typed.words, example=example))


def _sign(said: str, ways: tuple[Text, Text], letters: str) -> int:
    """Tell the two ways along an axis apart by their word in either language or its letter; raises ValueError for others."""
    for sign, way, letter in zip((1, -1), ways, letters, strict=True):
        if said.casefold() in {letter, *(way.in_(lang).casefold() for lang in LANGUAGES)}:
            return sign
    if said:
        raise ValueError(said)
    return 1


def _file(typed: Typed) -> Value:
    raise UnreadWords(_("A file cannot stand in a cell; attach it in the form.").format(words=typed.words))


def _rating(typed: Typed) -> Value:
    found = _OUT_OF_FIVE.fullmatch(plain_figure(typed.words))
    if found is None:
        raise UnreadWords(_("“{words}” is no judgement from 1 to 5.").format(words=typed.words))
    return int(found[1])


READERS: Mapping[FieldKind, Callable[[Typed], Value]] = {
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
