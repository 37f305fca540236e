"""How one kind is read for the record index: statements made once from its declaration.

They are plain SQL strings with `?` places, because they run at every save and building them costs more than running them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import ClauseElement, Column, ColumnElement, Select, bindparam, literal_column, null, select, union_all
from sqlalchemy.dialects import sqlite

from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, RecordKind

BATCH = 100
"""How many records one statement reads when many are indexed."""

_WRITTEN = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT)
_DIALECT = sqlite.dialect()


@dataclass(frozen=True, slots=True)
class Plan:
    """The statements of one kind: its own rows, and the texts of its child rows (empty when no child row is searchable).

    `own` gives id, title, subtitle, label, archived, deleted, sample, changed_at and then every searchable text; `children`
    gives owner, panel and text. Both take `size` ids, `children` as often as it has parts.
    """

    own: str
    children: str
    parts: int
    size: int

    def own_values(self, ids: list[UUID]) -> tuple[bytes | None, ...]:
        """Fill the places of `own`; ids missing to `size` match nothing."""
        return (*(record.bytes for record in ids), *(None,) * (self.size - len(ids)))

    def child_values(self, ids: list[UUID]) -> tuple[bytes | None, ...]:
        """Fill the places of `children`."""
        return self.own_values(ids) * self.parts


@cache
def plan(catalogue: Catalogue, key: str, size: int) -> Plan:
    """Give the statements that index `size` records of a kind."""
    kind = catalogue[key]
    parts = [_child_texts(chain, size) for chain in _chains(catalogue, key, ())]
    children = _sql(union_all(*parts).order_by(literal_column("1, 2, 3"))) if parts else ""
    return Plan(_sql(_own(kind, size)), children, len(parts), size)


def owner_of(catalogue: Catalogue, key: str) -> RecordKind:
    """Give the kind that owns rows of a child kind."""
    owner = catalogue[key].owner
    if owner is None:
        raise KeyError(key)
    return catalogue[owner]


def searched(kind: RecordKind) -> tuple[Field, ...]:
    """List the fields whose text is folded into the index, the title first where it is one of them."""
    return tuple(field for field in kind.of_kind(*_WRITTEN) if field.searchable)


def _column(kind: RecordKind, name: str) -> Column[Any]:
    column: Column[Any] = getattr(kind.model, name).property.columns[0]
    return column


def _text(kind: RecordKind, name: str | None) -> ColumnElement[Any]:
    return _constant("") if name is None else _column(kind, name)


def _constant(text: str) -> ColumnElement[Any]:
    # Spelled out, because every `?` of these statements is an id.
    return literal_column(f"'{text}'")


def _subtitle(kind: RecordKind) -> str | None:
    """Choose the second name of a record: the first line of text among its facts, then among its columns."""
    names = [attribute.key for attribute in (*kind.facts, *kind.columns) if attribute.key != kind.title.key]
    return next((name for name in names if kind.fields[name].kind is FieldKind.TEXT), None)


def _own(kind: RecordKind, size: int) -> Select[Any]:
    table = kind.model.__table__
    names = table.c
    out_of_the_way = names.get("archived" if kind.is_record else "retired")
    return select(
        names.id,
        _text(kind, kind.title.key if kind.title_field.kind in _WRITTEN else None),
        _text(kind, _subtitle(kind)),
        names.label if "label" in names else _constant("normal"),
        literal_column("0") if out_of_the_way is None else out_of_the_way,
        names.deleted_at.is_not(None),
        names.sample,
        names.changed_at,
        *(_column(kind, field.name) for field in searched(kind) if field.name != kind.title.key),
    ).where(names.id.in_(_places(size)))


def _places(size: int) -> list[Any]:
    return [bindparam(None, null(), unique=True) for _number in range(size)]


def _chains(catalogue: Catalogue, key: str, above: tuple[RecordKind, ...]) -> Iterator[tuple[RecordKind, ...]]:
    """Walk the child kinds below a kind, each as the way down to it; every one has notes to search."""
    for kind in catalogue:
        if kind.is_child and kind.owner == key:
            yield (*above, kind)
            yield from _chains(catalogue, kind.key, (*above, kind))


def _child_texts(chain: tuple[RecordKind, ...], size: int) -> Select[Any]:
    top, kind = chain[0].model.__table__.c, chain[-1]
    columns = (f'"{kind.key}"."{_column(kind, field.name).name}"' for field in searched(kind))
    texts: ColumnElement[Any] = literal_column(" || char(10) || ".join(f"coalesce({column}, '')" for column in columns))
    source: Any = chain[0].model.__table__
    for upper, lower in pairwise(chain):
        source = source.join(lower.model.__table__, lower.model.__table__.c.owner == upper.model.__table__.c.id)
    return (
        select(top.owner, _constant(chain[0].panel or chain[0].key), kind.model.__table__.c.rank, texts)
        .select_from(source)
        .where(top.owner.in_(_places(size)), *(link.model.__table__.c.deleted_at.is_(None) for link in chain))
    )


def _sql(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))
