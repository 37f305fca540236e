"""Values of LINKS fields: one row per owner, field and target, revived instead of doubled."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.core.ids import link_id
from app.schema.kinds import RecordKind
from app.store import stored
from app.store.tables import record_link
from app.store.writing import Change, Writing, writing_of

_COLUMNS = record_link.c
_LIVING = (
    select(_COLUMNS.owner, _COLUMNS.field, _COLUMNS.target)
    .where(_COLUMNS.owner.in_(bindparam("owners", expanding=True)), _COLUMNS.deleted_at.is_(None))
    .order_by(_COLUMNS.owner, _COLUMNS.field, _COLUMNS.rank, _COLUMNS.id)
)
"""Built once: it runs at every reading and every save, and building it costs more than running it."""


def targets(session: Session, owner: UUID, field: str) -> tuple[UUID, ...]:
    """Read the ids that one field of one record links to, in their order."""
    return targets_of(session, [owner]).get((owner, field), ())


def targets_of(session: Session, owners: Sequence[UUID]) -> Mapping[tuple[UUID, str], tuple[UUID, ...]]:
    """Read every link of some records at once, by owner and field name."""
    found: dict[tuple[UUID, str], tuple[UUID, ...]] = {}
    for owner, field, target in session.execute(_LIVING, {"owners": owners}):
        found[owner, field] = (*found.get((owner, field), ()), target)
    return found


def set_links(session: Session, kind: RecordKind, owner: UUID, *, field: str, targets: Iterable[UUID]) -> bool:
    """Make a LINKS field hold exactly these ids in this order; tell whether that changed anything.

    The change is journaled as one change of the owner's field, and the owner's row counts as changed.
    """
    writing = writing_of(session)
    wanted = tuple(dict.fromkeys(targets))
    before = session.execute(select(record_link).where(_COLUMNS.owner == owner, _COLUMNS.field == field)).all()
    living = [row for row in sorted(before, key=lambda row: (row.rank, row.id)) if row.deleted_at is None]
    old = tuple(row.target for row in living)
    if old == wanted:
        return False
    known = {row.target: row for row in before}
    for row in living:
        if row.target not in wanted:
            _change(session, row.id, deleted_at=writing.at, deleted_by=writing.actor.officer)
    for rank, target in enumerate(wanted):
        if target not in known:
            _add(session, writing, (kind.key, owner, field), target=target, rank=rank)
        elif known[target].deleted_at is not None or known[target].rank != rank:
            _change(session, known[target].id, deleted_at=None, deleted_by=None, rank=rank)
    _note(session, kind, owner, field=field, old=old, new=wanted)
    return True


def _add(session: Session, writing: Writing, place: tuple[str, UUID, str], *, target: UUID, rank: int) -> None:
    kind, owner, field = place
    row = {
        "id": link_id(owner, field, target),
        "kind": kind,
        "owner": owner,
        "field": field,
        "target": target,
        "rank": rank,
        "version": 1,
        "created_at": writing.at,
        "created_by": writing.actor.officer,
        "changed_at": writing.at,
        "changed_by": writing.actor.officer,
        "sample": False,
    }
    session.execute(insert(record_link), row)


def _change(session: Session, link: UUID, **values: object) -> None:
    writing = writing_of(session)
    session.execute(
        update(record_link)
        .where(_COLUMNS.id == link)
        .values(version=_COLUMNS.version + 1, changed_at=writing.at, changed_by=writing.actor.officer, **values)
    )


def _note(session: Session, kind: RecordKind, owner: UUID, *, field: str, old: tuple[UUID, ...], new: tuple[UUID, ...]) -> None:
    """Journal the change, and touch the owner so that its version, its author and its index row follow."""
    change = Change(
        kind.key, owner, field, stored.to_stored(kind, field, old) if old else None, stored.to_stored(kind, field, new)
    )
    writing_of(session).note([change])
    row = session.get(kind.model, owner)
    if row is None:
        raise KeyError(owner)
    row.changed_at = writing_of(session).at
