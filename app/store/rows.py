"""The bulk path of imports and merges: many rows at once, with the same journal and index as a save."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from app.core.ids import uuid7
from app.schema.fields import Links
from app.schema.kinds import RecordKind, draft_defaults
from app.schema.values import Value
from app.store import stored
from app.store.flush import index_changed
from app.store.journal import ROW, journaled, write_pending
from app.store.links import set_links
from app.store.writing import Change, Writing, writing_of

_BATCH = 200


def write_rows(session: Session, kind: RecordKind, rows: Iterable[Mapping[str, Value]]) -> tuple[UUID, ...]:
    """Write records of one kind by attribute name: a row whose `id` is in the file is changed, any other is added.

    Only the names given are written; child rows carry `owner` and may carry `rank`. Gives the ids in the order of the rows.
    """
    written: list[UUID] = []
    walk = iter(rows)
    while batch := [dict(row) for row in islice(walk, _BATCH)]:
        for row in batch:
            row["id"] = row.get("id") or uuid7()
        session.flush()
        _write(session, kind, batch)
        written.extend(row["id"] for row in batch)  # type: ignore[misc]
    return tuple(written)


def _write(session: Session, kind: RecordKind, batch: list[dict[str, Any]]) -> None:
    writing = writing_of(session)
    table = kind.model.__table__
    ids = [row["id"] for row in batch]
    known = {row.id: row for row in session.execute(select(table).where(table.c.id.in_(ids)))}
    added = [row for row in batch if row["id"] not in known]
    if added:
        session.execute(insert(kind.model), _new_rows(kind, writing, added))
        writing.note(Change(kind.key, row["id"], ROW, None, "true") for row in added)
    for row in batch:
        if row["id"] in known:
            _change(session, kind, writing, before=known[row["id"]], row=row)
    index_changed(session, [(kind.key, record) for record in ids])
    for row in batch:
        for name, attribute in kind.attributes.items():
            if isinstance(attribute, Links) and name in row:
                set_links(session, kind, row["id"], field=name, targets=row[name] or ())
    session.flush()
    write_pending(session, writing)
    session.expire_all()


def _new_rows(kind: RecordKind, writing: Writing, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Fill what the ORM would fill; every row gets the same columns, so that one statement adds them all."""
    columns = tuple(entry.key for entry in kind.model.__mapper__.column_attrs)
    shared = {
        **dict.fromkeys(columns),
        **draft_defaults(kind),
        "version": 1,
        "sample": False,
        "created_at": writing.at,
        "created_by": writing.actor.officer,
        "changed_at": writing.at,
        "changed_by": writing.actor.officer,
    }
    if kind.is_child:
        shared["rank"] = "m"
    return [shared | {name: value for name, value in row.items() if name in shared} for row in rows]


def _change(session: Session, kind: RecordKind, writing: Writing, *, before: ResultRow[Any], row: dict[str, Any]) -> None:
    found = list(_changes(kind, before, row))
    if not found:
        return
    table = cast("Table", kind.model.__table__)
    values = {table.c[_column_name(kind, change.field)]: row[change.field] for change in found}
    session.execute(
        update(table)
        .where(table.c.id == row["id"])
        .values({**values, "version": table.c.version + 1, "changed_at": writing.at, "changed_by": writing.actor.officer})
    )
    writing.note(found)


def _changes(kind: RecordKind, before: ResultRow[Any], row: dict[str, Any]) -> Iterator[Change]:
    for name in journaled(kind):
        if name in row:
            old = stored.to_stored(kind, name, getattr(before, _column_name(kind, name)))
            new = stored.to_stored(kind, name, row[name])
            if old != new:
                yield Change(kind.key, row["id"], name, old, new)


def _column_name(kind: RecordKind, name: str) -> str:
    return str(getattr(kind.model, name).property.columns[0].name)
