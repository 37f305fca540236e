"""Records read from the file as packages hold them, and written back through the bulk path of the store.

Columns are read past the ORM, as the file holds them: a package of ten thousand records must not build ten thousand objects.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Boolean, Table, select
from sqlalchemy.orm import Session

from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Row
from app.schema.types import UuidType
from app.schema.values import Value
from app.store import links, stored
from app.store.journal import DELETED
from app.store.rows import write_rows
from app.store.tables import record_index
from app.store.writing import writing_of
from app.sync.rows import PackedRow, set_text, shape_of

BATCH = 500


def parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Cut ids into statements that SQLite accepts."""
    every = list(ids)
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def read_rows(session: Session, kind: RecordKind, ids: Iterable[UUID]) -> dict[UUID, PackedRow]:
    """Read records of one kind, deleted ones too; unknown ids are left out."""
    found: dict[UUID, PackedRow] = {}
    for part in parts(ids):
        linked = links.targets_of(session, part) if shape_of(kind).sets else {}
        for row in _raw(session, kind, part):
            packed = _packed(kind, row, linked)
            found[packed.id] = packed
    return found


def read_all(session: Session, catalogue: Catalogue, places: Mapping[UUID, str]) -> dict[UUID, PackedRow]:
    """Read records of many kinds, by id and kind."""
    by_kind: defaultdict[str, list[UUID]] = defaultdict(list)
    for record, kind in places.items():
        by_kind[kind].append(record)
    return {record: row for kind, ids in by_kind.items() for record, row in read_rows(session, catalogue[kind], ids).items()}


def kinds_of(session: Session, catalogue: Catalogue, ids: Collection[UUID]) -> dict[UUID, str]:
    """Tell the kind of every record of the file among these ids, child rows and deleted ones too."""
    found: dict[UUID, str] = {}
    for part in parts(ids):
        found |= {
            row.id: row.kind
            for row in session.execute(select(record_index.c.id, record_index.c.kind).where(record_index.c.id.in_(part)))
        }
    missing = [record for record in ids if record not in found]
    for kind in catalogue:
        if kind.is_child and missing:
            for part in parts(missing):
                found |= dict.fromkeys(session.scalars(select(kind.model.id).where(kind.model.id.in_(part))), kind.key)
    return found


def write(session: Session, kind: RecordKind, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows by field name in stored texts, with `id`; `deleted_at` is true or None. Only the names given are written."""
    at = writing_of(session).at
    write_rows(session, kind, [_typed(kind, row, at) for row in rows])


def _typed(kind: RecordKind, row: Mapping[str, object], at: object) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, text in row.items():
        if name == "id":
            values[name] = cast("UUID", text)
        elif name == DELETED:
            values[name] = cast("Value", at if text else None)
        else:
            values[name] = cast("Value", stored.from_stored(kind, name, cast("str | None", text)))
    return values


Encode = Callable[[Any], str]


_ENCODERS: dict[type[Row], tuple[tuple[str, str, Encode], ...]] = {}


def _encoders(kind: RecordKind) -> tuple[tuple[str, str, Encode], ...]:
    """List the travelling columns: attribute, column, and how a raw value of the file becomes a stored text."""
    found = _ENCODERS.get(kind.model)
    if found is None:
        found = _ENCODERS[kind.model] = _read_encoders(kind)
    return found


def _read_encoders(kind: RecordKind) -> tuple[tuple[str, str, Encode], ...]:
    found = []
    table = cast("Table", kind.model.__table__)
    for name in (name for name in shape_of(kind).fields if name not in shape_of(kind).sets):
        column = getattr(kind.model, name).property.columns[0]
        column_type = table.c[column.name].type
        encode: Encode = _json
        if isinstance(column_type, UuidType):
            encode = _uuid
        elif isinstance(column_type, Boolean):
            encode = _boolean
        found.append((name, str(column.name), encode))
    return tuple(found)


def _raw(session: Session, kind: RecordKind, ids: Sequence[UUID]) -> Iterator[Sequence[Any]]:
    columns = ", ".join(f'"{column}"' for _name, column, _encode in _encoders(kind))
    places = ",".join("?" * len(ids))
    statement = f'SELECT id, {DELETED}, {columns} FROM "{kind.key}" WHERE id IN ({places})'
    return iter(session.connection().exec_driver_sql(statement, tuple(record.bytes for record in ids)).all())


def _packed(kind: RecordKind, row: Sequence[Any], linked: Mapping[tuple[UUID, str], tuple[UUID, ...]]) -> PackedRow:
    record = UUID(bytes=row[0])
    values: dict[str, str | None] = {
        name: None if raw is None else encode(raw) for (name, _column, encode), raw in zip(_encoders(kind), row[2:], strict=True)
    }
    for name in shape_of(kind).sets:
        values[name] = set_text(linked.get((record, name), ()))
    return PackedRow(kind.key, record, values, row[1] is not None)


def _json(raw: object) -> str:
    return json.dumps(raw, ensure_ascii=False)


def _uuid(raw: bytes) -> str:
    return f'"{UUID(bytes=raw)}"'


def _boolean(raw: int) -> str:
    return "true" if raw else "false"
