"""From filters to conditions: one complete table from kinds of field to what may be asked of them. Values are always bound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    cast,
    column,
    func,
    not_,
    or_,
    select,
    table,
    true,
    type_coerce,
)

from app.core.folding import tight
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.schema.choices import member_of
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.services.list_query import RECORDS, Condition, Filter, UnfitFilter, UnknownColumn
from app.store.tables import SEARCH, record_index, record_link

Asked = ColumnElement[bool]
_SHORTEST_TERM = 3

search_table = table(SEARCH, column("rowid", Integer), column("tt", String), column("tb", String))
"""The full-text table as statements name it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a filter looks: the field, its column (None for LINKS), the id of the row, and the office's zone.

    `indexed` says that the rows stand in the record index; rows inside an owner do not. `inside` is the linked kind where it is
    such a kind of rows.
    """

    field: Field
    column: ColumnElement[Any] | None
    row: ColumnElement[Any]
    zone: str
    indexed: bool = True
    inside: RecordKind | None = None

    @property
    def stored(self) -> ColumnElement[Any]:
        """Give the column; raises LookupError for LINKS, which have none."""
        if self.column is None:
            raise LookupError(self.field.name)
        return self.column

    @property
    def text(self) -> ColumnElement[Any]:
        """Give the column as the text the file holds."""
        return type_coerce(self.stored, String)


Builder = Callable[[Scope, tuple[Any, ...]], Asked]


def scope_of(kind: RecordKind, name: str, *, zone: str, catalogue: Catalogue | None = None) -> Scope:
    """Find the column behind a field; without a catalogue links name records of their own. Raises UnknownColumn."""
    field = kind.fields.get(name)
    if field is None:
        raise UnknownColumn(kind, name)
    attribute = kind.attributes[name]
    found = None if field.kind is FieldKind.LINKS else attribute.property.columns[0]  # type: ignore[union-attr]
    target = catalogue[field.target] if catalogue is not None and field.target is not None else None
    inside = target if target is not None and target.is_child else None
    return Scope(field, found, kind.model.__table__.c.id, zone, indexed=not kind.is_child, inside=inside)


def conditions_of(field: Field) -> tuple[Condition, ...]:
    """List what may be asked of a field, the usual question first."""
    return tuple(CONDITIONS[field.kind])


def condition(kind: RecordKind, asked: Filter, *, zone: str, catalogue: Catalogue | None = None) -> Asked:
    """Turn one filter into a condition; raises UnknownColumn, UnfitFilter."""
    if asked.field == RECORDS:
        return _these(kind, asked)
    scope = scope_of(kind, asked.field, zone=zone, catalogue=catalogue)
    builder = CONDITIONS[scope.field.kind].get(asked.condition)
    if builder is None or len(asked.values) < _LEAST.get(asked.condition, 1):
        raise UnfitFilter(scope.field.label, asked.condition)
    try:
        return builder(scope, asked.values)
    except (AttributeError, TypeError, ValueError) as error:
        raise UnfitFilter(scope.field.label, asked.condition) from error


def _these(kind: RecordKind, asked: Filter) -> Asked:
    """Choose some records by their ids; none is a list without rows."""
    if asked.condition is not Condition.IS or not all(isinstance(value, UUID) for value in asked.values):
        raise UnfitFilter(kind.plural, asked.condition)
    return kind.model.__table__.c.id.in_(asked.values)


def _empty(scope: Scope, _values: tuple[Any, ...]) -> Asked:
    return scope.stored.is_(None)


def _filled(scope: Scope, _values: tuple[Any, ...]) -> Asked:
    return scope.stored.is_not(None)


def _blank(scope: Scope, _values: tuple[Any, ...]) -> Asked:
    return or_(scope.stored.is_(None), func.trim(scope.text) == "")


def _written(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return not_(_blank(scope, values))


def _none_of(builder: Builder) -> Builder:
    def build(scope: Scope, values: tuple[Any, ...]) -> Asked:
        return or_(scope.stored.is_(None), not_(builder(scope, values)))

    return build


def _same_text(scope: Scope, values: tuple[str, ...]) -> Asked:
    return func.tight_text(scope.text).in_([tight(value) for value in values])


def _contains(scope: Scope, values: tuple[str, ...]) -> Asked:
    return or_(*(_contains_one(scope, tight(value)) for value in values))


def _contains_one(scope: Scope, wanted: str) -> Asked:
    found: Asked = func.instr(func.tight_text(scope.text), wanted) > 0
    if not wanted:
        return true()
    if not (scope.indexed and scope.field.searchable) or len(wanted) < _SHORTEST_TERM:
        return found
    # The index of all texts names the few rows that are worth folding; never with ESCAPE, which switches it off.
    indexed = select(record_index.c.id).where(
        record_index.c.docid.in_(select(search_table.c.rowid).where(search_table.c.tb.like(f"%{wanted}%")))
    )
    return and_(scope.row.in_(indexed), found)


def _any_of(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return scope.stored.in_(values)


def _less(scope: Scope, values: tuple[Any, ...]) -> Asked:
    found: Asked = scope.stored < values[0]
    return found


def _more(scope: Scope, values: tuple[Any, ...]) -> Asked:
    found: Asked = scope.stored > values[0]
    return found


def _between(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return scope.stored.between(min(values[:2]), max(values[:2]))


def _minor(scope: Scope) -> ColumnElement[int]:
    # An amount is stored as «125050 EUR»; a cast reads the figure before the space.
    return cast(scope.text, Integer)


def _currency_is(scope: Scope, money: Money) -> Asked:
    return scope.text.endswith(f" {money.currency}", autoescape=False)


def _cheaper(scope: Scope, values: tuple[Money, ...]) -> Asked:
    return and_(_currency_is(scope, values[0]), _minor(scope) < values[0].minor)


def _dearer(scope: Scope, values: tuple[Money, ...]) -> Asked:
    return and_(_currency_is(scope, values[0]), _minor(scope) > values[0].minor)


def _amount_between(scope: Scope, values: tuple[Money, ...]) -> Asked:
    low, high = sorted(value.minor for value in values[:2])
    return and_(_currency_is(scope, values[0]), _minor(scope).between(low, high))


def _span(value: date | PartialDate) -> tuple[str, str]:
    """Give the first and the last day that a value of a filter names, as the file writes them."""
    if isinstance(value, PartialDate):
        return value.first.isoformat(), value.last.isoformat()
    return value.isoformat(), value.isoformat()


def _ends(scope: Scope) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Give the first and the last day of a column; a day known in part is stored as «first/last …»."""
    if scope.field.partial:
        return func.substr(scope.text, 1, 10), func.substr(scope.text, 12, 10)
    return scope.text, scope.text


def _on_days(scope: Scope, values: tuple[Any, ...]) -> Asked:
    first, last = _ends(scope)
    return or_(*(and_(first <= end, last >= start) for start, end in map(_span, values)))


def _before_day(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return _ends(scope)[1] < _span(values[0])[0]


def _after_day(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return _ends(scope)[0] > _span(values[0])[1]


def _between_days(scope: Scope, values: tuple[Any, ...]) -> Asked:
    first, last = _ends(scope)
    spans = [_span(value) for value in values[:2]]
    return and_(first <= max(end for _start, end in spans), last >= min(start for start, _end in spans))


def _instants(scope: Scope, value: Moment | date | PartialDate) -> tuple[str, str]:
    """Give the instants between which a value lies, the second left out; days are days of the office."""
    if isinstance(value, Moment):
        return _stamp(value.instant), _stamp(value.instant + timedelta(seconds=1))
    first, last = (value.first, value.last) if isinstance(value, PartialDate) else (value, value)
    midnights = (Moment(datetime.combine(day, time()), scope.zone).instant for day in (first, last + timedelta(days=1)))
    start, end = map(_stamp, midnights)
    return start, end


def _stamp(instant: datetime) -> str:
    # A stored moment begins with its instant, and anything longer sorts behind it.
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"


def _at_times(scope: Scope, values: tuple[Any, ...]) -> Asked:
    spans = [_instants(scope, value) for value in values]
    return or_(*(and_(scope.text >= start, scope.text < end) for start, end in spans))


def _before_time(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return scope.text < _instants(scope, values[0])[0]


def _after_time(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return scope.text >= _instants(scope, values[0])[1]


def _between_times(scope: Scope, values: tuple[Any, ...]) -> Asked:
    spans = [_instants(scope, value) for value in values[:2]]
    return and_(scope.text >= min(start for start, _end in spans), scope.text < max(end for _start, end in spans))


def _yes_no(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return scope.stored.in_([bool(value) for value in values])


def _choices(scope: Scope, values: tuple[Any, ...]) -> Asked:
    if scope.field.choices is None:
        raise TypeError(scope.field.name)
    return scope.stored.in_([member_of(scope.field.choices, value) for value in values])


def _named(scope: Scope, values: tuple[str, ...]) -> Select[UUID]:
    """Choose the records of the linked kind whose title contains a text."""
    if scope.inside is not None:
        row = scope.inside.model.__table__.c
        title = func.tight_text(type_coerce(row[scope.inside.title.key], String))
        return select(row.id).where(or_(*(func.instr(title, tight(value)) > 0 for value in values)))
    named = or_(*(func.instr(record_index.c.tt, tight(value)) > 0 for value in values))
    return select(record_index.c.id).where(record_index.c.kind == scope.field.target, named)


def _link_contains(scope: Scope, values: tuple[str, ...]) -> Asked:
    return scope.stored.in_(_named(scope, values))


def _some_link(scope: Scope, *targets: Asked) -> Asked:
    links = record_link.c
    return scope.row.in_(
        select(links.owner).where(links.field == scope.field.name, links.deleted_at.is_(None), *targets)
    )


def _links_to(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return _some_link(scope, record_link.c.target.in_(values))


def _links_to_none(scope: Scope, values: tuple[Any, ...]) -> Asked:
    return not_(_links_to(scope, values))


def _links_contain(scope: Scope, values: tuple[str, ...]) -> Asked:
    return _some_link(scope, record_link.c.target.in_(_named(scope, values)))


def _no_link(scope: Scope, _values: tuple[Any, ...]) -> Asked:
    return not_(_some_link(scope))


def _linked(scope: Scope, _values: tuple[Any, ...]) -> Asked:
    return _some_link(scope)


def _file_name(scope: Scope, values: tuple[str, ...]) -> Asked:
    name = func.tight_text(func.json_extract(scope.text, "$[1]"))
    return or_(*(func.instr(name, tight(value)) > 0 for value in values))


_C = Condition
_PRESENCE: Mapping[Condition, Builder] = {_C.EMPTY: _empty, _C.FILLED: _filled}
_WORDS: Mapping[Condition, Builder] = {
    _C.CONTAINS: _contains,
    _C.IS: _same_text,
    _C.IS_NOT: _none_of(_same_text),
    _C.EMPTY: _blank,
    _C.FILLED: _written,
}
_NUMBERS: Mapping[Condition, Builder] = {
    _C.IS: _any_of,
    _C.IS_NOT: _none_of(_any_of),
    _C.BEFORE: _less,
    _C.AFTER: _more,
    _C.BETWEEN: _between,
    **_PRESENCE,
}
_LINK: Mapping[Condition, Builder] = {
    _C.IS: _any_of,
    _C.IS_NOT: _none_of(_any_of),
    _C.CONTAINS: _link_contains,
    **_PRESENCE,
}

CONDITIONS: Mapping[FieldKind, Mapping[Condition, Builder]] = {
    FieldKind.TEXT: _WORDS,
    FieldKind.LONG_TEXT: _WORDS,
    FieldKind.CONTACT: _WORDS,
    FieldKind.INTEGER: _NUMBERS,
    FieldKind.RATING: _NUMBERS,
    FieldKind.AMOUNT: {
        _C.IS: _any_of,
        _C.IS_NOT: _none_of(_any_of),
        _C.BEFORE: _cheaper,
        _C.AFTER: _dearer,
        _C.BETWEEN: _amount_between,
        **_PRESENCE,
    },
    FieldKind.DAY: {
        _C.IS: _on_days,
        _C.IS_NOT: _none_of(_on_days),
        _C.BEFORE: _before_day,
        _C.AFTER: _after_day,
        _C.BETWEEN: _between_days,
        **_PRESENCE,
    },
    FieldKind.MOMENT: {
        _C.IS: _at_times,
        _C.IS_NOT: _none_of(_at_times),
        _C.BEFORE: _before_time,
        _C.AFTER: _after_time,
        _C.BETWEEN: _between_times,
        **_PRESENCE,
    },
    FieldKind.YES_NO: {_C.IS: _yes_no, _C.IS_NOT: _none_of(_yes_no)},
    FieldKind.CHOICE: {_C.IS: _choices, _C.IS_NOT: _none_of(_choices), **_PRESENCE},
    FieldKind.OFFICE_LIST: _LINK,
    FieldKind.LINK: _LINK,
    FieldKind.LINKS: {
        _C.IS: _links_to,
        _C.IS_NOT: _links_to_none,
        _C.CONTAINS: _links_contain,
        _C.EMPTY: _no_link,
        _C.FILLED: _linked,
    },
    FieldKind.PLACE: _PRESENCE,
    FieldKind.FILE: {_C.CONTAINS: _file_name, **_PRESENCE},
}
_LEAST: Mapping[Condition, int] = {_C.EMPTY: 0, _C.FILLED: 0, _C.BETWEEN: 2}

