"""What the merge must know of office rows that did not travel: who points to a record, who has a value, what stands above."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.schema.kinds import Catalogue, RecordKind
from app.services.undoing import taken_back
from app.store import stored
from app.store.tables import check_out_conflict, living, record_link
from app.sync.merge import Around
from app.sync.rows import PackedRow, Rows, shape_of
from app.sync.stored_rows import parts


def around(session: Session, catalogue: Catalogue, *, theirs: Rows, current: Rows) -> Around:
    """Read the surroundings of one package."""
    leaving = {row.id: row.kind for row in theirs.values() if row.deleted and row.id in current}
    return Around(
        held=_held(session, catalogue, leaving, inside=current) | _offered(session, catalogue, leaving),
        having=_having(session, catalogue, theirs.values()),
        above=_above(session, catalogue, theirs.values()),
    )


def _held(session: Session, catalogue: Catalogue, leaving: Mapping[UUID, str], *, inside: Rows) -> frozenset[UUID]:
    """Find records that living rows outside the package point to."""
    by_kind: defaultdict[str, list[UUID]] = defaultdict(list)
    for record, key in leaving.items():
        by_kind[key].append(record)
    found: set[UUID] = set()
    for kind in catalogue:
        for name, goal in _pointers(kind):
            for part in parts(by_kind.get(goal, ())):
                column = getattr(kind.model, name)
                rows = session.execute(select(kind.model.id, column).where(column.in_(part), living(kind)))
                found.update(target for record, target in rows if record not in inside)
    columns = record_link.c
    for part in parts(leaving):
        wanted = select(columns.owner, columns.target).where(columns.target.in_(part), columns.deleted_at.is_(None))
        found.update(target for owner, target in session.execute(wanted) if owner not in inside)
    return frozenset(found)


def _pointers(kind: RecordKind) -> Iterable[tuple[str, str]]:
    """List the columns that point to one record, with the kind of that record."""
    for name in sorted(shape_of(kind).links):
        goal = kind.fields[name].target if name in kind.fields else kind.owner
        if goal is not None:
            yield name, goal


def _offered(session: Session, catalogue: Catalogue, leaving: Collection[UUID]) -> frozenset[UUID]:
    """Find records that an open conflict offers as a value: what a person may choose must be there."""
    if not leaving:
        return frozenset()
    gone = taken_back(session)
    found: set[UUID] = set()
    for row in session.execute(select(check_out_conflict)):
        is_open = row.merge not in gone and (row.decided is None or row.decided in gone)
        if is_open and row.kind in catalogue:
            found.update(shape_of(catalogue[row.kind]).references(row.field, row.theirs))
    return frozenset(found & set(leaving))


def _having(session: Session, catalogue: Catalogue, rows: Iterable[PackedRow]) -> Mapping[tuple[str, str, str], frozenset[UUID]]:
    """Find living records that have the unique values of these rows."""
    wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for name in shape_of(catalogue[row.kind]).unique:
            text = row.values.get(name)
            if text is not None and not row.deleted:
                wanted[row.kind, name].add(text)
    found: defaultdict[tuple[str, str, str], set[UUID]] = defaultdict(set)
    for (key, name), texts in wanted.items():
        kind = catalogue[key]
        column: Any = getattr(kind.model, name)
        values = {stored.from_stored(kind, name, text): text for text in texts}
        for record, value in session.execute(select(kind.model.id, column).where(column.in_(list(values)), living(kind))):
            found[key, name, values[value]].add(record)
    return {place: frozenset(records) for place, records in found.items()}


def _above(session: Session, catalogue: Catalogue, rows: Iterable[PackedRow]) -> Mapping[tuple[str, UUID], UUID]:
    """Climb from what these rows point to within their own kind, as far as it goes."""
    found: dict[tuple[str, UUID], UUID] = {}
    starts: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
    for row in rows:
        shape = shape_of(catalogue[row.kind])
        for name in shape.circles:
            starts[row.kind, name].update(shape.references(name, row.values.get(name)))
    for (key, name), first in starts.items():
        model: Any = catalogue[key].model
        waiting = first
        while waiting:
            column = getattr(model, name)
            pairs = [
                (record, above)
                for part in parts(waiting)
                for record, above in session.execute(select(model.id, column).where(model.id.in_(part), column.is_not(None)))
            ]
            found |= {(name, record): above for record, above in pairs}
            waiting = {above for _record, above in pairs if (name, above) not in found}
    return found
