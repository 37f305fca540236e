"""Records of any kind, made from their declaration alone: a value for every kind of field, links to made targets, child rows.

What a rule of a kind asks for is kept by three habits: days and times follow the order of declaration, a record stands at the
first stage of its track, and nothing is archived.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as data
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from app.core.clock import frozen_at
from app.core.ids import uuid7
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.core.settings import Settings
from app.records import ALL
from app.rules.labels import Confidentiality
from app.schema.choices import member_of
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, Panel, RecordKind
from app.schema.record import Row
from app.schema.values import Place, Value
from app.services import changing, editing
from app.services.draft_plan import as_value
from app.services.office import Office, this_actor
from app.store.store import Store
from app.store.writing import Deed

NOW = datetime(2025, 10, 7, 8, 0, tzinfo=UTC)
FLAGS = frozenset(("archived", "retired"))
TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT)
_ZONES = ("Asia/Tehran", "Asia/Seoul", "Europe/Istanbul", "America/La_Paz", "Africa/Nairobi")
_FIRST_DAY = date(2026, 2, 1)
_FIRST_HOUR = datetime(2026, 2, 1, 9, 0)  # noqa: DTZ001 - a wall time


def takes_any_text(field: Field) -> bool:
    """Tell whether a field holds free words; the name of a time zone is a text that must be known."""
    return field.kind in TEXTS and not field.zone


@contextmanager
def an_office(folder: Path, catalogue: Catalogue | None = None) -> Iterator[Office]:
    """Open an empty office with a raw key on 15 Mehr 1404, 11:30 in Tehran."""
    with frozen_at(NOW):
        store = Store.create(folder / "store", bytes(range(32)), catalogue or Catalogue(ALL))
        office = Office(store.catalogue, store, this_actor(), Settings())
        yield office
        office.close()


@dataclass(frozen=True)
class Made:
    """A saved record, or a child row with the record at the top of it."""

    office: Office
    kind: RecordKind
    id: UUID
    top_kind: RecordKind
    top: UUID

    def open(self) -> tuple[Draft, Draft]:
        """Read the record at the top, and the draft of the record itself inside it; raises LookupError when it is gone."""
        top = editing.open_draft(self.office, self.top_kind.key, self.top)
        own = next((draft for draft in walk(top) if draft.id == self.id), None)
        if own is None:
            raise LookupError(self.id)
        return top, own

    def change(self, values: Mapping[str, Value]) -> editing.Saved:
        """Change some values and save."""
        top, own = self.open()
        own.values.update(values)
        return editing.save(self.office, top)

    def delete(self) -> None:
        """Delete the record; a row is taken out of its owner."""
        if not self.kind.is_child:
            changing.delete(self.office, self.kind.key, [self.id])
            return
        top, own = self.open()
        own.removed = True
        editing.save(self.office, top)


def walk(draft: Draft) -> Iterator[Draft]:
    """Walk a draft and all rows inside it."""
    yield draft
    for rows in draft.rows.values():
        for row in rows:
            yield from walk(row)


@dataclass
class Maker:
    """Makes records in one office; each value carries a number, so that two records differ in every field."""

    office: Office
    targets: dict[tuple[str, int], UUID] = data(default_factory=dict)
    count: int = 0

    def kind(self, key: str) -> RecordKind:
        """Find a kind."""
        return self.office.catalogue[key]

    def target(self, key: str, number: int) -> UUID:
        """Make a record to link to, once for each number."""
        if (key, number) not in self.targets:
            self.targets[key, number] = self.bare(self.kind(key), number).id
        return self.targets[key, number]

    def values(self, kind: RecordKind, number: int, *, filled: bool = True) -> dict[str, Value]:
        """Give a value for every field, or only for what is required."""
        wanted = [field for field in kind.fields.values() if (filled or field.required) and field.name not in FLAGS]
        return {field.name: self.value(kind, field, number) for field in wanted}

    def value(self, kind: RecordKind, field: Field, number: int) -> Value:
        """Give a value for one field."""
        if kind.stage is not None and field.name == kind.stage.attribute.key:
            first = field.default() if field.default else next(iter(field.choices or ()))
            return str(first) if first is not None else None
        if field.choices is Confidentiality:
            return Confidentiality.NORMAL
        if field.zone:
            return _ZONES[number % len(_ZONES)]
        return VALUES[field.kind](self, kind, field, number)

    def other(self, kind: RecordKind, field: Field, value: Value) -> Value:
        """Give another value for a field; the same where the record could not have another on its own."""
        if field.choices is Confidentiality:
            return Confidentiality.NORMAL if value == Confidentiality.CONFIDENTIAL else Confidentiality.CONFIDENTIAL
        self.count += 2
        found = [self.value(kind, field, self.count + place) for place in (1_000_000, 1_000_001)]
        return next((one for one in found if one != value), value)

    def record(self, kind: RecordKind, /, **given: Value) -> Made:
        """Save a new record of any kind, filled; a child row comes with the owners it lives in."""
        self.count += 1
        return self._saved(kind, {**self.values(kind, self.count + 100), **given})

    def bare(self, kind: RecordKind, number: int | None = None) -> Made:
        """Save a new record with nothing but what is required."""
        self.count += 1
        return self._saved(kind, self.values(kind, self.count + 100 if number is None else number, filled=False))

    def _saved(self, kind: RecordKind, values: dict[str, Value]) -> Made:
        if kind.is_child:
            return self._row(kind, values)
        if hidden := _without_field(kind):
            return self._written(kind, {**values, **{name: uuid7() for name in hidden}})
        saved = editing.save(self.office, editing.blank(self.office, kind.key, values=values))
        return Made(self.office, kind, saved.id, kind, saved.id)

    def draft(self, kind: RecordKind, number: int, *, filled: bool = True) -> tuple[Draft, Draft]:
        """Give an unsaved record at the top, and the draft of the kind inside it."""
        own = editing.blank(self.office, kind.key, values=self.values(kind, number, filled=filled))
        return self._inside(kind, own)[1], own

    def add_wanted_rows(self, draft: Draft) -> Draft:
        """Put into a draft the rows that its panels want, filled."""
        kind, panels = self.kind(draft.kind), self.office.catalogue.panels(draft.kind)
        for item in (item for section in kind.sections(draft) for item in section.items):
            if isinstance(item, Panel) and item.wanted:
                rows = panels[item.name].kind
                filled = (self.values(rows, number) for number in range(item.wanted))
                draft.rows[item.name] = [editing.blank(self.office, rows.key, values=values) for values in filled]
        return draft

    def _row(self, kind: RecordKind, values: dict[str, Value]) -> Made:
        own = editing.blank(self.office, kind.key, values=values)
        own.id = uuid7()
        top_kind, top = self._inside(kind, own)
        saved = editing.save(self.office, top)
        return Made(self.office, kind, own.id, top_kind, saved.id)

    def _inside(self, kind: RecordKind, own: Draft) -> tuple[RecordKind, Draft]:
        top = own
        while kind.owner is not None:
            panel, kind = kind.panel or "", self.kind(kind.owner)
            owner = editing.blank(self.office, kind.key, values=self.values(kind, self.count + 5000, filled=False))
            owner.rows[panel].append(top)
            top = owner
        return kind, top

    def _written(self, kind: RecordKind, values: dict[str, Any]) -> Made:
        """Write a record that no form makes, as the service that owns it does."""
        with self.office.doing(Deed("add", kind.name)) as session:
            row = kind.model(**values)
            session.add(row)
            session.flush()
            record = row.id
        return Made(self.office, kind, record, kind, record)


def _without_field(kind: RecordKind) -> list[str]:
    """List the columns that must be filled and that no form shows."""
    common = set(Row.__annotations__)
    return [
        entry.key
        for entry in kind.model.__mapper__.column_attrs
        if not entry.columns[0].nullable and entry.key not in {*common, *kind.fields, "owner", "rank"}
    ]


def _place_of(kind: RecordKind, field: Field) -> int:
    return list(kind.fields).index(field.name)


def _text(_maker: Maker, _kind: RecordKind, field: Field, number: int) -> str:
    if field.code:
        return f"{field.name}-{number}"
    if field.latin:
        return f"São Paulo {field.name} n{number}"
    return f"گفت‌وگوی {field.name} شمارهٔ{number}"


def _choice(_maker: Maker, kind: RecordKind, field: Field, number: int) -> str:
    """Choose a member that leaves the record on the track its first stage belongs to."""
    members = [str(member.value) for member in field.choices or ()]
    if kind.stage is not None:
        drafts = {
            code: Draft(kind.key, NOW.date(), {field.name: as_value(member_of(cast("Any", field.choices), code))})
            for code in members
        }
        usual = kind.stage.track(Draft(kind.key, NOW.date()))
        members = [code for code in members if kind.stage.track(drafts[code]) is usual]
    return members[number % len(members)]


def _day(_maker: Maker, kind: RecordKind, field: Field, number: int) -> date | PartialDate:
    day = _FIRST_DAY + timedelta(days=40 * _place_of(kind, field) + number % 30)
    return PartialDate.of_day(day) if field.partial else day


def _moment(_maker: Maker, kind: RecordKind, field: Field, number: int) -> Moment:
    wall = _FIRST_HOUR + timedelta(days=2 * _place_of(kind, field), minutes=15 * (number % 90))
    return Moment(wall, "Europe/Istanbul")


def _file(maker: Maker, _kind: RecordKind, field: Field, number: int) -> Value:
    return maker.office.store.files.put(f"محتوای {number}".encode(), f"سند {field.name} {number}.txt")


VALUES: Mapping[FieldKind, Callable[[Maker, RecordKind, Field, int], Value]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: lambda maker, kind, field, number: f"{_text(maker, kind, field, number)}\nبند دوم",
    FieldKind.CONTACT: lambda _maker, _kind, field, number: f"+98 21 5549 {number:04}\n{field.name}{number}@example.org",
    FieldKind.INTEGER: lambda _maker, _kind, _field, number: 1 + number % 20,
    FieldKind.RATING: lambda _maker, _kind, _field, number: 1 + number % 5,
    FieldKind.AMOUNT: lambda _maker, _kind, _field, number: Money(125_050 + number, "EUR"),
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.YES_NO: lambda _maker, _kind, _field, number: number % 2 == 0,
    FieldKind.CHOICE: _choice,
    FieldKind.OFFICE_LIST: lambda maker, _kind, field, number: maker.target(str(field.target), number % 2),
    FieldKind.LINK: lambda maker, _kind, field, number: maker.target(str(field.target), number % 2),
    FieldKind.LINKS: lambda maker, _kind, field, number: (maker.target(str(field.target), number % 2),),
    FieldKind.PLACE: lambda _maker, _kind, _field, number: Place(35.5 + number % 1000 / 10_000, 51.25),
    FieldKind.FILE: _file,
}
