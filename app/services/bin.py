"""The bin: what was deleted, by whom and when; bringing it back, and letting what is old leave the file for good.

Nothing leaves that something still in the file names. The journal keeps the fact that a row is gone, and what was written
before: it is append-only (architecture.md, section 4a).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.errors import SafirError
from app.core.i18n import Text, _n, language
from app.core.moments import Moment
from app.schema.fields import Links
from app.schema.kinds import RecordKind
from app.services import changing
from app.services.editing import office_moment
from app.services.office import Office
from app.services.titles import titles_in
from app.store.tables import check_out, check_out_row, journal_deed, record_link
from app.store.writing import Deed, writing_of

KEPT_DAYS: Final = 30
"""For so long every deleted record can be brought back, whoever empties the bin."""

_BATCH: Final = 500
_SETTLED: Final = ("closed", "lost")
"""States of a trip that asks for nothing more; until then what it took along stays."""


class NotConfirmed(SafirError):
    """The bin is emptied only by somebody who says so."""

    code = "not_confirmed"

    def __init__(self, count: int) -> None:
        super().__init__(
            _n(
                "Nothing left the bin. {n} record would be gone for good; confirm that first.",
                "Nothing left the bin. {n} records would be gone for good; confirm that first.",
                count,
            )
        )


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted record: its kind, id and title, when it went (in the office's zone), and the name of who deleted it.

    `days_left` counts the days for which it surely stays; 0 when emptying the bin may take it.
    """

    kind: str
    id: UUID
    title: str
    at: Moment
    by: str
    days_left: int


@dataclass(frozen=True, slots=True)
class Emptied:
    """What emptying the bin did: records gone, those that stay because something names them, and its deed."""

    gone: int
    staying: tuple[Deleted, ...]
    deed: UUID | None
    said: Text


def deleted(office: Office, *, kind: str = "") -> tuple[Deleted, ...]:
    """List what was deleted, newest first: records, and rows that were deleted without the record they live in."""
    with office.store.reading() as session:
        found = [row for each in office.catalogue if kind in ("", each.key) for row in _deleted(session, office, each)]
        return tuple(_described(session, office, sorted(found, key=lambda row: row.at, reverse=True)))


def count(office: Office) -> int:
    """Count the deleted records."""
    with office.store.reading() as session:
        kinds = [each for each in office.catalogue if not each.is_child]
        wanted = (select(func.count()).select_from(each.model).where(each.model.deleted_at.is_not(None)) for each in kinds)
        return sum(session.scalar(statement) or 0 for statement in wanted)


def restore(office: Office, kind: str, ids: Collection[UUID]) -> changing.Done:
    """Bring deleted records back, with the rows that were deleted together with them; one deed."""
    return changing.restore(office, kind, ids)


def may_go(office: Office, *, older_than_days: int = KEPT_DAYS) -> tuple[int, tuple[Deleted, ...]]:
    """Tell how many records emptying would remove now, and which old ones stay because something still names them."""
    with office.store.reading() as session:
        old, going = _going(session, office, days=older_than_days)
        staying = [row for row in old if row.id not in going]
        return len(going), tuple(_described(session, office, staying))


def empty(office: Office, *, confirmed: bool, older_than_days: int = KEPT_DAYS) -> Emptied:
    """Let records that were deleted more than 30 days ago leave the file for good; this cannot be undone.

    What a living record, a younger deleted one or a trip that is out still names stays, and is given. Raises NotConfirmed.
    """
    days = max(older_than_days, KEPT_DAYS)
    number, _staying = may_go(office, older_than_days=days)
    if number and not confirmed:
        raise NotConfirmed(number)
    title = _n("{n} deleted record left the file for good", "{n} deleted records left the file for good", number)
    with office.doing(Deed("empty_bin", title)) as session:
        old, going = _going(session, office, days=days)
        staying = tuple(_described(session, office, [row for row in old if row.id not in going]))
        for kind_key, ids in _by_kind(old, going).items():
            _remove(session, office.catalogue[kind_key], ids)
        session.flush()
        writing = writing_of(session)
        deed = writing.id if writing.entered else None
    return Emptied(len(going), staying, deed, title)


@dataclass(frozen=True, slots=True)
class _Gone:
    """A deleted row as it is read: its kind and id, when and by whom."""

    kind: str
    id: UUID
    at: datetime
    by: UUID | None


def _deleted(session: Session, office: Office, kind: RecordKind) -> Iterator[_Gone]:
    """Walk the deleted rows of a kind; a child row that went with its owner is part of it."""
    model: Any = kind.model
    wanted = select(model.id, model.deleted_at, model.deleted_by).where(model.deleted_at.is_not(None))
    if kind.owner is not None:
        above: Any = office.catalogue[kind.owner].model
        wanted = wanted.join(above, above.id == model.owner).where(above.deleted_at.is_(None))
    for record, at, by in session.execute(wanted):
        yield _Gone(kind.key, record, at, by)


def _described(session: Session, office: Office, rows: Sequence[_Gone]) -> list[Deleted]:
    people = {row.by for row in rows if row.by is not None}
    names = titles_in(session, office.catalogue, {row.id for row in rows} | people, lang=language())

    def name(record: UUID | None) -> str:
        return names[record].title if record in names else ""

    today = now()
    return [
        Deleted(
            row.kind,
            row.id,
            name(row.id) or str(office.catalogue[row.kind].name),
            office_moment(office, row.at),
            name(row.by),
            max(0, KEPT_DAYS - (today - row.at).days),
        )
        for row in rows
    ]


def _going(session: Session, office: Office, *, days: int) -> tuple[tuple[_Gone, ...], frozenset[UUID]]:
    """Find the old deleted rows, and those of them that nothing which stays in the file names."""
    limit = now() - timedelta(days=days)
    old = tuple(row for kind in office.catalogue for row in _every_deleted(session, kind) if row.at < limit)
    going = {row.id for row in old} - _out(session, [row.id for row in old])
    while named := _named(session, office, going):
        going -= named
    return old, frozenset(going)


def _every_deleted(session: Session, kind: RecordKind) -> Iterator[_Gone]:
    model: Any = kind.model
    wanted = select(model.id, model.deleted_at, model.deleted_by).where(model.deleted_at.is_not(None))
    return (_Gone(kind.key, *row) for row in session.execute(wanted))


def _out(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Find the records that a trip took along which is still out."""
    return {
        record
        for part in _parts(ids)
        for record in session.scalars(
            select(check_out_row.c.record)
            .join(check_out, check_out.c.copy == check_out_row.c.copy)
            .where(check_out.c.state.not_in(_SETTLED), check_out_row.c.record.in_(part))
        )
    }


def _named(session: Session, office: Office, ids: Collection[UUID]) -> set[UUID]:
    """Find those of some rows that a row which stays names: by a link, as its owner, or as what it hangs on."""
    found: set[UUID] = set()
    for part in _parts(ids):
        for kind in office.catalogue:
            table = kind.model.__table__
            for name in _pointing(kind):
                column = table.c[name]
                rows = session.execute(select(table.c.id, column).where(column.in_(part)))
                found |= {target for row, target in rows if row not in ids}
        links = select(record_link.c.owner, record_link.c.target).where(
            record_link.c.target.in_(part), record_link.c.deleted_at.is_(None)
        )
        found |= {target for owner, target in session.execute(links) if owner not in ids}
        # Whoever did something stays for the sake of history, which names officers by id.
        found |= set(session.scalars(select(journal_deed.c.officer).where(journal_deed.c.officer.in_(part)).distinct()))
    return found


def _pointing(kind: RecordKind) -> Iterator[str]:
    """Walk the columns of a kind that hold the id of another row."""
    for name, field in kind.fields.items():
        if field.target is not None and not isinstance(kind.attributes[name], Links):
            yield getattr(kind.model, name).property.columns[0].name
    yield from (name for name in ("owner", "record") if name in kind.model.__table__.c and name not in kind.fields)


def _by_kind(rows: Sequence[_Gone], ids: Collection[UUID]) -> Mapping[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.id in ids:
            found[row.kind].append(row.id)
    return found


def _remove(session: Session, kind: RecordKind, ids: Sequence[UUID]) -> None:
    """Delete rows through the session, whose flush journals that they are gone and forgets them in the index."""
    for part in _parts(ids):
        for row in session.scalars(select(kind.model).where(kind.model.id.in_(part))):
            session.delete(row)


def _parts(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    every = list(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))
