"""Values from JSON: one function for each kind of field. Whatever does not fit is refused with a reason, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.core.calendars import Calendar, parse_day
from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.moments import parse_moment
from app.core.money import parse_money
from app.core.numbers import fitting, parse_integer
from app.core.partial_dates import Bound, PartialDate, Precision, is_whole, parse_partial
from app.core.record_years import in_reach
from app.schema.choices import Verdict, codes_of, member_of, of_yes_no
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.record import ListItem, Row
from app.schema.values import FileRef, Place, Value
from app.services.draft_plan import as_value
from app.services.json_errors import UnfitValue, needs
from app.services.office import Office
from app.store.tables import living

_YEARS = range(1000, 10_000)
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was given: the office it is for, the session to look targets up in, the field, its path, the value."""

    office: Office
    session: Session
    field: Field
    path: str
    value: object

    def refuse(self, reason: Text) -> UnfitValue:
        """Make the error that refuses the value."""
        return UnfitValue(self.path, reason)


def value_from_json(given: Given) -> Value:
    """Read one value; null is an empty one. Raises UnfitValue."""
    if given.value is None:
        return () if given.field.kind is FieldKind.LINKS else None
    try:
        return READERS[given.field.kind](given)
    except UnfitValue:
        raise
    except SafirError as error:
        raise given.refuse(error.message) from error


def _text(given: Given) -> Value:
    if isinstance(given.value, int) and not isinstance(given.value, bool):
        # Scripts and sheets write numbers, codes and years without quotes.
        return str(given.value)
    if not isinstance(given.value, str):
        raise given.refuse(needs(_("text")))
    return given.value


def _contact(given: Given) -> Value:
    if isinstance(given.value, list) and all(isinstance(line, str) for line in given.value):
        return "\n".join(given.value)
    return _text(given)


def _integer(given: Given) -> Value:
    if isinstance(given.value, str):
        return parse_integer(given.value)
    if not isinstance(given.value, int) or isinstance(given.value, bool):
        raise given.refuse(needs(_("a whole number")))
    return fitting(given.value)


def _yes_no(given: Given) -> Value:
    if not isinstance(given.value, bool):
        raise given.refuse(needs(_("true or false")))
    return given.value


def _amount(given: Given) -> Value:
    value = given.value
    if not isinstance(value, Mapping) or not {"amount", "currency"} == set(value) or isinstance(value["amount"], bool | float):
        raise given.refuse(needs(_("an object such as {example}").format(example='{"amount": "1250.50", "currency": "EUR"}')))
    amount = value["amount"] if isinstance(value["amount"], str) else str(Decimal(value["amount"]))
    return parse_money(amount, str(value["currency"]))


def _day(given: Given) -> Value:
    value = given.value
    if given.field.partial:
        return _partial(given)
    if not isinstance(value, str):
        raise given.refuse(needs(_("a day such as {example} or {other}").format(example="2025-10-07", other="1404/07/15")))
    return in_reach(parse_day(value), historic=given.field.historic)


def _partial(given: Given) -> Value:
    value = given.value
    # A number is a year; as words, «-5» would be the day five days ago.
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and value in _YEARS):
        return in_reach(parse_partial(str(value)), historic=given.field.historic)
    parts = ("first", "last", "precision", "calendar", "bound")
    if isinstance(value, Mapping) and set(value) == set(parts):
        try:
            first, last = (date.fromisoformat(str(value[name])) for name in parts[:2])
            found = PartialDate(first, last, Precision(value["precision"]), Calendar(value["calendar"]), Bound(value["bound"]))
            if is_whole(found):
                return in_reach(found, historic=given.field.historic)
        except ValueError:
            pass
    said = _("a day, month or year such as {example}, {month} or {year}")
    raise given.refuse(needs(said.format(example="2025-10-07", month="1402-05", year="2004")))


def _moment(given: Given) -> Value:
    if not isinstance(given.value, str):
        raise given.refuse(needs(_("a time such as {example}").format(example="2026-01-01T09:00:00+03:30[Asia/Tehran]")))
    return in_reach(parse_moment(given.value, office_zone=given.office.zone))


def _choice(given: Given) -> Value:
    choices = given.field.choices
    if choices is None:
        return _text(given)
    if isinstance(given.value, bool) and issubclass(choices, Verdict):
        found = of_yes_no(choices, yes=given.value)
        return None if found is None else as_value(found)
    if given.value not in codes_of(choices):
        raise given.refuse(needs(_("one of: {codes}").format(codes=", ".join(codes_of(choices)))))
    return as_value(member_of(choices, given.value))


def _link(given: Given) -> Value:
    if not isinstance(given.value, str):
        raise given.refuse(needs(_("an id or an exact title")))
    return _found(given, given.value)


def _links(given: Given) -> Value:
    value = given.value
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise given.refuse(needs(_("a list of ids or exact titles")))
    return tuple(dict.fromkeys(_found(given, one) for one in value))


def _found(given: Given, said: str) -> UUID:
    """Find the one living record that an id, a code or an exact title names."""
    kind = given.office.catalogue[given.field.target or ""]
    record = _as_id(said)
    if record is not None:
        if given.session.scalar(select(kind.model.id).where(kind.model.id == record, living(kind))) is None:
            raise given.refuse(_("There is no {kind} with the id {id}.").format(kind=kind.name, id=said))
        return record
    for names in _names(kind):
        found = given.session.scalars(
            select(kind.model.id).where(or_(*(name == said for name in names)), living(kind)).order_by(kind.model.id).limit(3)
        ).all()
        if len(found) > 1:
            raise given.refuse(
                _("“{title}” names more than one {kind}: {first} and {second}. Give the id.").format(
                    title=said, kind=kind.name, first=str(found[0]), second=str(found[1])
                )
            )
        if found:
            return found[0]
    raise given.refuse(_("There is no {kind} called “{title}”.").format(kind=kind.name, title=said))


def _names(kind: RecordKind) -> list[list[Any]]:
    """List the columns that name a record, the surest first: the code of a list, the title, then Latin names and codes."""
    model: type[Row] = kind.model
    if issubclass(model, ListItem):
        return [[model.code], [model.label_fa, model.label_en]]
    title = kind.title_field
    if title.kind is not FieldKind.TEXT:
        return []
    others = [field.name for field in kind.of_kind(FieldKind.TEXT) if (field.latin or field.code) and field.name != title.name]
    return [[getattr(model, title.name)], [getattr(model, name) for name in others]] if others else [[getattr(model, title.name)]]


def _as_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _place(given: Given) -> Value:
    value = given.value
    if isinstance(value, Mapping) and set(value) == {"latitude", "longitude"}:
        try:
            return Place.decode(f"{float(value['latitude'])!r},{float(value['longitude'])!r}")
        except (TypeError, ValueError):
            pass
    raise given.refuse(needs(_("an object such as {example}").format(example='{"latitude": 35.69, "longitude": 51.39}')))


def _file(given: Given) -> Value:
    value = given.value
    files = given.office.store.files
    if isinstance(value, Mapping) and set(value) == {"path"}:
        try:
            return files.put(Path(str(value["path"])))
        except OSError:
            raise given.refuse(_("The file {path} could not be read.").format(path=str(value["path"]))) from None
    if isinstance(value, Mapping) and set(value) == {"digest", "name", "size", "media_type"}:
        digest = str(value["digest"])
        if _DIGEST.fullmatch(digest) and files.path(digest).is_file() and isinstance(value["size"], int):
            return FileRef(digest, str(value["name"]), value["size"], str(value["media_type"]))
        raise given.refuse(_("This file is not in the store."))
    raise given.refuse(needs(_("an object such as {example}").format(example='{"path": "scan.pdf"}')))


READERS: Mapping[FieldKind, Callable[[Given], Value]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
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
    FieldKind.RATING: _integer,
}
