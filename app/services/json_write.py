"""Values as JSON: one function for each kind of field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Never, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.calendars import guess_calendar, parts_of
from app.core.errors import SafirError
from app.core.moments import Moment, iso_moment
from app.core.money import Money
from app.core.partial_dates import Bound, PartialDate, Precision, format_partial, parse_partial
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue
from app.schema.record import ListItem
from app.schema.values import FileRef, Place, Value
from app.services.wording import linked_ids
from app.store.tables import living

Json = str | int | float | bool | None | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes behind items of office lists, by id."""

    by_id: Mapping[UUID, str] = field(default_factory=dict)


def value_json(field: Field, value: Value, codes: Codes) -> Json:
    """Write one value; an empty one is null, and no links are an empty list."""
    if value is None:
        return [] if field.kind is FieldKind.LINKS else None
    return WRITERS[field.kind](field, cast("Never", value), codes)


def codes_behind(session: Session, catalogue: Catalogue, pairs: Iterable[tuple[Field, Value]]) -> Codes:
    """Look up the codes of all list items that some values name."""
    wanted: dict[str, set[UUID]] = {}
    for described, value in pairs:
        if described.target is not None and value is not None and catalogue[described.target].is_list:
            wanted.setdefault(described.target, set()).update(linked_ids(described, value))
    found: dict[UUID, str] = {}
    for target, ids in wanted.items():
        model = catalogue[target].model
        if issubclass(model, ListItem):
            found.update(session.execute(select(model.id, model.code).where(model.id.in_(ids), living(model))).all())
    return Codes(found)


def partial_json(value: PartialDate) -> Json:
    """Write a partial date as the shortest text that reads back as the same date, else as an object of its parts."""
    for text in _sayings(value):
        try:
            if parse_partial(text) == value:
                return text
        except SafirError:
            continue
    return {
        "first": value.first.isoformat(),
        "last": value.last.isoformat(),
        "precision": str(value.precision),
        "calendar": str(value.calendar),
        "bound": str(value.bound),
    }


def _sayings(value: PartialDate) -> Iterable[str]:
    year, month, _day = parts_of(value.first, value.calendar)
    if value.bound is Bound.EXACT and value.precision is Precision.DAY:
        yield value.first.isoformat()
    elif value.bound is Bound.EXACT and guess_calendar(year) is value.calendar:
        if value.precision is Precision.MONTH:
            yield f"{year:04}-{month:02}"
        elif value.precision is Precision.YEAR:
            yield f"{year:04}"
    yield format_partial(value, "en")


def _same(_field: Field, value: str | int, _codes: Codes) -> Json:
    return value


def _amount(_field: Field, value: Money, _codes: Codes) -> Json:
    return {"amount": f"{value.amount:f}", "currency": value.currency}


def _day(_field: Field, value: date | PartialDate, _codes: Codes) -> Json:
    return partial_json(value) if isinstance(value, PartialDate) else value.isoformat()


def _moment(_field: Field, value: Moment, _codes: Codes) -> Json:
    return iso_moment(value)


def _choice(_field: Field, value: str, _codes: Codes) -> Json:
    return str(getattr(value, "value", value))


def _link(_field: Field, value: UUID, codes: Codes) -> Json:
    return codes.by_id.get(value, str(value))


def _links(_field: Field, value: tuple[UUID, ...], codes: Codes) -> Json:
    return [codes.by_id.get(record, str(record)) for record in value]


def _place(_field: Field, value: Place, _codes: Codes) -> Json:
    return {"latitude": value.latitude, "longitude": value.longitude}


def _file(_field: Field, value: FileRef, _codes: Codes) -> Json:
    return {"digest": value.digest, "name": value.name, "size": value.size, "media_type": value.media_type}


WRITERS: Mapping[FieldKind, Callable[[Field, Never, Codes], Json]] = {
    FieldKind.TEXT: _same,
    FieldKind.LONG_TEXT: _same,
    FieldKind.INTEGER: _same,
    FieldKind.AMOUNT: _amount,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.YES_NO: _same,
    FieldKind.CHOICE: _choice,
    FieldKind.OFFICE_LIST: _link,
    FieldKind.LINK: _link,
    FieldKind.LINKS: _links,
    FieldKind.CONTACT: _same,
    FieldKind.PLACE: _place,
    FieldKind.FILE: _file,
    FieldKind.RATING: _same,
}
