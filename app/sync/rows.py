"""A record as a package and the merge know it: stored texts by field name, as the journal keeps them.

What is not here never travels: versions, who made and changed a row and when. A LINKS field is the JSON list of its ids.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import ListItem, Row
from app.store.journal import DELETED, journaled
from app.store.stored import PLACED

OWNER, RANK = "owner", "rank"
_NONE = (None, "[]")


@dataclass(frozen=True, slots=True)
class PackedRow:
    """One record: its kind, its id, the stored text of every travelling field, and whether it is deleted."""

    kind: str
    id: UUID
    values: Mapping[str, str | None]
    deleted: bool = False

    def with_values(self, values: Mapping[str, str | None]) -> "PackedRow":
        """Copy the row with some fields changed."""
        return replace(self, values={**self.values, **values})


Rows = Mapping[UUID, PackedRow]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the merge must know of the fields of one kind: which point to other records, alone or as a set, and how.

    `links` are single references (the owner among them), `sets` many-to-many ones, `circles` references to the own kind;
    `unique` fields may hold each value once among living records of the kind; rows of a kind that `lives_in` another have an
    owner and a place (`rank`) there, which are no fields and no words of other kinds.
    """

    kind: str
    fields: tuple[str, ...]
    links: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    unique: frozenset[str] = frozenset()
    lives_in: bool = False

    def references(self, field: str, text: str | None) -> tuple[UUID, ...]:
        """List the records that a stored value points to."""
        if field in self.sets:
            return set_of(text)
        if field in self.links and text is not None:
            return (UUID(json.loads(text)),)
        return ()

    def owners(self, row: PackedRow) -> tuple[UUID, ...]:
        """Give the record that a row lives in, if it lives in one."""
        return self.references(OWNER, row.values.get(OWNER)) if self.lives_in else ()

    def all_references(self, row: PackedRow) -> Iterator[tuple[str, UUID]]:
        """Walk every record that a row points to, with the field that does."""
        for field in (*self.links, *self.sets):
            for target in self.references(field, row.values.get(field)):
                yield field, target


Shapes = Mapping[str, Shape]


def set_of(text: str | None) -> tuple[UUID, ...]:
    """Read the ids of a LINKS field."""
    return tuple(UUID(target) for target in json.loads(text or "[]"))


def set_text(targets: Iterable[UUID]) -> str | None:
    """Write the ids of a LINKS field; none is no value."""
    found = [str(target) for target in targets]
    return json.dumps(found) if found else None


def same(one: str | None, other: str | None) -> bool:
    """Compare stored values; a LINKS field without links may be written in two ways."""
    return one == other or (one in _NONE and other in _NONE)


_SHAPES: dict[type[Row], Shape] = {}


def shape_of(kind: RecordKind) -> Shape:
    """Give the shape of a kind; kept by class, because hashing a declaration costs more than reading it."""
    found = _SHAPES.get(kind.model)
    if found is None:
        found = _SHAPES[kind.model] = _shape(kind)
    return found


def _shape(kind: RecordKind) -> Shape:
    """Read the shape of a kind off its declaration."""
    single = {field.name for field in kind.of_kind(FieldKind.LINK, FieldKind.OFFICE_LIST)}
    sets = frozenset(field.name for field in kind.of_kind(FieldKind.LINKS))
    columns = tuple(name for name in journaled(kind) if name != DELETED)
    return Shape(
        kind.key,
        (*columns, *sorted(sets)),
        frozenset(single | (PLACED & {OWNER} if kind.is_child else set())),
        sets,
        frozenset(field.name for field in kind.of_kind(FieldKind.LINK) if field.target == kind.key),
        frozenset({"code"}) if issubclass(kind.model, ListItem) else frozenset(),
        kind.is_child,
    )


def shapes_of(catalogue: Catalogue) -> dict[str, Shape]:
    """Give the shape of every kind by its key."""
    return {kind.key: shape_of(kind) for kind in catalogue}
