"""The journal: who changed which field of which record, when, and in which use case; and the primitives of undo.

A change holds stored values (app.store.stored). Creation is the field `@row` from nothing to `true`, a deletion is the field
`deleted_at`, the value of a LINKS field is the list of its ids. Bookkeeping (version, created_*, changed_*) is not journaled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.schema.fields import Links
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Row
from app.store import links, stored
from app.store.said import read_text, write_text
from app.store.tables import journal_change, journal_deed
from app.store.writing import Actor, Change, Deed, Writing

__all__ = ["Actor", "Change", "Deed"]

ROW = "@row"
DELETED = "deleted_at"
_ADD_DEED, _ADD_CHANGES = insert(journal_deed), insert(journal_change)
BOOKKEEPING = frozenset(("id", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted_by"))


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed as the journal keeps it; `at` is an instant in UTC."""

    id: UUID
    at: datetime
    actor: Actor
    deed: Deed


def write_deed(session: Session, deed_id: UUID, *, deed: Deed, actor: Actor, at: datetime | None = None) -> None:
    """Enter a deed; its changes follow with `write_changes`. Merges pass the time and the id it had elsewhere."""
    session.connection().execute(
        _ADD_DEED,
        {
            "id": deed_id,
            "at": at or now(),
            "officer": actor.officer,
            "device": actor.device,
            "os_user": actor.os_user,
            "use_case": deed.use_case,
            "title": write_text(deed.title),
            "undoes": deed.undoes,
        },
    )


def write_changes(session: Session, deed_id: UUID, changes: Iterable[Change]) -> None:
    """Enter changes under a deed already entered."""
    rows = [
        {
            "deed": deed_id,
            "kind": change.kind,
            "record": change.record,
            "field": change.field,
            "old": change.old,
            "new": change.new,
        }
        for change in changes
    ]
    if rows:
        session.connection().execute(_ADD_CHANGES, rows)


def write_pending(session: Session, writing: Writing) -> None:
    """Enter what a transaction has noted, and its deed before the first change."""
    if writing.pending and not writing.entered:
        write_deed(session, writing.id, deed=writing.deed, actor=writing.actor, at=writing.at)
        writing.entered = True
    write_changes(session, writing.id, writing.pending)
    writing.pending.clear()


@cache
def journaled(kind: RecordKind) -> tuple[str, ...]:
    """List the column attributes whose changes are journaled."""
    return tuple(entry.key for entry in kind.model.__mapper__.column_attrs if entry.key not in BOOKKEEPING)


def deed_of(session: Session, deed: UUID) -> DeedRow:
    """Read one deed; raises KeyError when there is none."""
    row = session.execute(select(journal_deed).where(journal_deed.c.id == deed)).one_or_none()
    if row is None:
        raise KeyError(deed)
    return _deed_row(row)


def deeds(session: Session, statement: Select[Any] | None = None) -> tuple[DeedRow, ...]:
    """Read deeds, newest first; `statement` may be any narrowed `select(journal_deed)`."""
    wanted = select(journal_deed).order_by(journal_deed.c.id.desc()) if statement is None else statement
    return tuple(_deed_row(row) for row in session.execute(wanted))


def changes_of(session: Session, deed: UUID) -> tuple[Change, ...]:
    """Read what a deed changed, in order."""
    return _changes(session, select(journal_change).where(journal_change.c.deed == deed).order_by(journal_change.c.seq))


def changes_to(session: Session, records: Sequence[UUID], *, field: str | None = None) -> tuple[Change, ...]:
    """Read every change of some records, oldest first, or those of one field."""
    wanted = select(journal_change).where(journal_change.c.record.in_(records)).order_by(journal_change.c.seq)
    return _changes(session, wanted if field is None else wanted.where(journal_change.c.field == field))


def changes_from(session: Session, seq: int) -> tuple[Change, ...]:
    """Read every change from this number on, in order."""
    return _changes(session, select(journal_change).where(journal_change.c.seq >= seq).order_by(journal_change.c.seq))


def change_at(session: Session, seq: int) -> Change:
    """Read one change by its number; raises KeyError when there is none."""
    found = _changes(session, select(journal_change).where(journal_change.c.seq == seq))
    if not found:
        raise KeyError(seq)
    return found[0]


def touched_since(session: Session, change: Change) -> UUID | None:
    """Give the last deed after this change that touched the same field of the same record; None when there is none."""
    later = (
        select(journal_change.c.deed)
        .where(
            journal_change.c.record == change.record,
            journal_change.c.field == change.field,
            journal_change.c.seq > change.seq,
            journal_change.c.deed != change.deed,
        )
        .order_by(journal_change.c.seq.desc())
        .limit(1)
    )
    return session.scalar(later)


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes that take these back, last first, one for each field of each record; a field left as it was is none.

    The inverse of `@row` (a creation) is a mark of deletion: `apply` knows both.
    """
    merged: dict[tuple[UUID, str], Change] = {}
    for change in changes:
        key = (change.record, change.field)
        first = merged.pop(key, change)
        merged[key] = replace(change, old=first.old)
    return tuple(replace(c, old=c.new, new=c.old) for c in reversed(merged.values()) if c.old != c.new)


def current(session: Session, kind: RecordKind, change: Change) -> str | None:
    """Read the stored value that a field has now; for `@row`, `true` while the record lives. KeyError when the row is gone."""
    row = _row(session, kind, change.record)
    if change.field == ROW:
        return "true" if row.deleted_at is None else None
    if isinstance(getattr(kind.model, change.field), Links):
        return stored.to_stored(kind, change.field, links.targets(session, change.record, change.field))
    return stored.to_stored(kind, change.field, getattr(row, change.field))


def fits(session: Session, catalogue: Catalogue, change: Change) -> bool:
    """Tell whether the record still has the value a change starts from, so that applying it loses no later edit."""
    try:
        now_there = current(session, catalogue[change.kind], change)
    except KeyError:
        return False
    return now_there == change.old or {now_there, change.old} == {None, "[]"}


def apply(session: Session, catalogue: Catalogue, change: Change) -> None:
    """Write the new value of a change into the record; the flush journals it. Raises KeyError when the row is gone."""
    kind = catalogue[change.kind]
    row = _row(session, kind, change.record)
    if change.field == ROW:
        row.deleted_at = None if change.new else now()
    elif isinstance(getattr(kind.model, change.field), Links):
        links.set_links(
            session,
            kind,
            change.record,
            field=change.field,
            targets=cast("tuple[UUID, ...]", stored.from_stored(kind, change.field, change.new)),
        )
    else:
        setattr(row, change.field, stored.from_stored(kind, change.field, change.new))


def _row(session: Session, kind: RecordKind, record: UUID) -> Row:
    row = session.get(kind.model, record)
    if row is None:
        raise KeyError(record)
    return row


def _changes(session: Session, statement: Select[Any]) -> tuple[Change, ...]:
    return tuple(
        Change(row.kind, row.record, row.field, row.old, row.new, row.deed, row.seq) for row in session.execute(statement)
    )


def _deed_row(row: ResultRow[Any]) -> DeedRow:
    return DeedRow(
        row.id, row.at, Actor(row.officer, row.device, row.os_user), Deed(row.use_case, read_text(row.title), row.undoes)
    )
