"""Writing what a draft changes into an open transaction; the store journals and indexes on flush."""

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.schema.kinds import Catalogue, RecordKind
from app.services.draft_loading import is_own
from app.services.draft_plan import RowPlan
from app.store import links
from app.store.tables import living
from app.store.writing import writing_of

_BATCH = 500


def write(session: Session, catalogue: Catalogue, plans: Iterable[RowPlan]) -> None:
    """Write planned rows, owners before what lives in them, because rows name their owner's row."""
    for _depth, level in groupby(sorted(plans, key=lambda found: found.depth), key=lambda found: found.depth):
        rows = list(level)
        for found in rows:
            _write_row(session, found)
        session.flush()
        for found in rows:
            for name, targets in found.links.items():
                links.set_links(session, found.kind, found.record, field=name, targets=targets)
        for found in rows:
            if found.removed:
                delete_rows(session, catalogue, found.kind, ids=[found.record])
    session.flush()


def _write_row(session: Session, found: RowPlan) -> None:
    values = {**found.values, **found.placed}
    if found.stored is None:
        found.stored = found.kind.model(id=found.record, **values)
        session.add(found.stored)
        return
    for name, value in values.items():
        setattr(found.stored, name, value)


def delete_rows(session: Session, catalogue: Catalogue, kind: RecordKind, *, ids: Collection[UUID]) -> int:
    """Mark living rows and the child rows inside them as deleted; records that only link to them stay. Gives the number."""
    writing = writing_of(session)
    wanted = (select(kind.model).where(kind.model.id.in_(part), living(kind)) for part in _parts(ids))
    rows = [row for statement in wanted for row in session.scalars(statement)]
    for row in rows:
        row.deleted_at, row.deleted_by = writing.at, writing.actor.officer
    for panel in catalogue.panels(kind.key).values():
        if is_own(panel, kind) and rows:
            via = getattr(panel.kind.model, panel.via)
            parts = _parts([row.id for row in rows])
            below = (select(panel.kind.model.id).where(via.in_(part), living(panel.kind)) for part in parts)
            inside = [found for statement in below for found in session.scalars(statement)]
            delete_rows(session, catalogue, panel.kind, ids=inside)
    return len(rows)


def restore_rows(session: Session, catalogue: Catalogue, kind: RecordKind, *, ids: Collection[UUID]) -> int:
    """Bring deleted rows back, with the child rows that were deleted together with them. Gives the number."""
    rows = [
        row
        for part in _parts(ids)
        for row in session.scalars(select(kind.model).where(kind.model.id.in_(part), kind.model.deleted_at.is_not(None)))
    ]
    for row in rows:
        gone_at, row.deleted_at, row.deleted_by = row.deleted_at, None, None
        for panel in catalogue.panels(kind.key).values():
            if is_own(panel, kind):
                via, deleted_at = getattr(panel.kind.model, panel.via), panel.kind.model.deleted_at
                together = session.scalars(select(panel.kind.model.id).where(via == row.id, deleted_at == gone_at)).all()
                restore_rows(session, catalogue, panel.kind, ids=together)
    return len(rows)


def _parts(ids: Collection[UUID]) -> Iterable[list[UUID]]:
    every = list(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))
