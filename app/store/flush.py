"""What happens at every flush of a writing session: authorship, journal and index, in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import delete, event, inspect, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import get_history

from app.core.ids import uuid7
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Child, Row
from app.store import index, stored
from app.store.journal import DELETED, ROW, journaled, write_pending
from app.store.tables import record_link
from app.store.writing import Change, Place, Writing, writing_of


def install(maker: sessionmaker[Session]) -> None:
    """Make every session of a maker journal and index what it flushes."""
    event.listen(maker, "before_flush", _before)
    event.listen(maker, "after_flush", _after)


def finish(session: Session) -> None:
    """Flush, and enter what was noted without a flush; called before the commit."""
    session.flush()
    write_pending(session, writing_of(session))


def index_changed(session: Session, places: Iterable[Place]) -> None:
    """Index the records behind rows written without the ORM: the row itself, or the record that owns it."""
    writing = writing_of(session)
    for key, record in places:
        kind = writing.catalogue[key]
        if kind.is_child:
            writing.below.update(_above(session, kind, record))
        else:
            writing.own.add((key, record))
    _index(session, writing)


def _before(session: Session, _context: object, _instances: object) -> None:
    writing = writing_of(session)
    for row in session.new:
        if isinstance(row, Row):
            _stamp_new(row, writing)
            writing.note([Change(_key(row), row.id, ROW, None, "true")])
            _mark(row, writing)
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row):
            # The first flush counts: after a rollback the file has that version again.
            writing.loaded.setdefault((_key(row), row.id), inspect(row).attrs.version.loaded_value)
            _stamp_changed(row, writing)
            writing.note(_changes(session, writing.catalogue, row))
            _mark(row, writing)
    for row in session.deleted:
        if isinstance(row, Row):
            _purge(session, writing, row)


def _after(session: Session, _context: object) -> None:
    writing = writing_of(session)
    write_pending(session, writing)
    _index(session, writing)


def _index(session: Session, writing: Writing) -> None:
    own, below = defaultdict[str, set[UUID]](set), defaultdict[str, set[UUID]](set)
    for key, record in writing.own:
        own[key].add(record)
    for key, record in writing.below:
        for top, owner in _tops(session, writing.catalogue, key, record=record):
            below[top].add(owner)
    writing.own.clear()
    writing.below.clear()
    connection, at = session.connection(), index.stored_instant(writing.at)
    for key, ids in below.items():
        index.refresh(connection, writing.catalogue, key, ids=ids, at=at)
    for key, ids in own.items():
        index.refresh(connection, writing.catalogue, key, ids=ids - below[key], children=False, at=at)


def _key(row: Row) -> str:
    return str(type(row).__tablename__)


def _stamp_new(row: Row, writing: Writing) -> None:
    row.id = row.id or uuid7()
    row.created_at, row.created_by = row.created_at or writing.at, row.created_by or writing.actor.officer
    row.changed_at, row.changed_by = row.changed_at or row.created_at, row.changed_by or row.created_by


def _stamp_changed(row: Row, writing: Writing) -> None:
    row.changed_at, row.changed_by = writing.at, writing.actor.officer
    if get_history(row, DELETED).has_changes():
        row.deleted_by = writing.actor.officer if row.deleted_at else None


def _mark(row: Row, writing: Writing) -> None:
    """Remember what must be indexed after the flush; a child row that moves concerns both owners."""
    owner_key = writing.catalogue[_key(row)].owner
    if not isinstance(row, Child) or owner_key is None:
        writing.own.add((_key(row), row.id))
        return
    history = get_history(row, "owner")
    for owner in (*history.added, *history.unchanged, *history.deleted):
        writing.below.add((owner_key, owner))


def _changes(session: Session, catalogue: Catalogue, row: Row) -> Iterator[Change]:
    kind = catalogue[_key(row)]
    untouched = inspect(row).unmodified
    for name in journaled(kind):
        if name in untouched:
            continue
        history = get_history(row, name)
        if history.has_changes():
            old = history.deleted[0] if history.deleted else _in_file(session, kind, row.id, name=name)
            new = getattr(row, name)
            change = Change(kind.key, row.id, name, stored.to_stored(kind, name, old), stored.to_stored(kind, name, new))
            if change.old != change.new:
                yield change


def _in_file(session: Session, kind: RecordKind, record: UUID, *, name: str) -> object:
    """Read what an attribute that was never loaded held before it was set."""
    with session.no_autoflush:
        found: object = session.scalar(select(getattr(kind.model, name)).where(kind.model.id == record))
    return found


def _above(session: Session, kind: RecordKind, record: UUID) -> Iterator[Place]:
    """Give the owner of a child row."""
    table = kind.model.__table__
    owner = session.scalar(select(table.c.owner).where(table.c.id == record))
    if owner is not None and kind.owner is not None:
        yield kind.owner, owner


def _tops(session: Session, catalogue: Catalogue, key: str, *, record: UUID) -> Iterator[Place]:
    """Climb from a record to the one that is no child row."""
    kind = catalogue[key]
    if not kind.is_child:
        yield key, record
        return
    for owner_key, owner in _above(session, kind, record):
        yield from _tops(session, catalogue, owner_key, record=owner)


def _purge(session: Session, writing: Writing, row: Row) -> None:
    """Journal that a row leaves the file for good: the fact, without its contents."""
    writing.note([Change(_key(row), row.id, ROW, "true", None)])
    named = (record_link.c.target == row.id) & record_link.c.deleted_at.is_not(None)
    session.execute(delete(record_link).where((record_link.c.owner == row.id) | named))
    if isinstance(row, Child):
        # Now, because after the flush the way up may be gone.
        with session.no_autoflush:
            writing.below.update(_tops(session, writing.catalogue, _key(row), record=row.id))
    else:
        index.forget(session.connection(), [row.id])
