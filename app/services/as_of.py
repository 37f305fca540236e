"""The office as it was at the end of a day: a copy in memory, rewound by its journal.

Nothing of it is kept and nothing reaches the file. Deeds that came in later by a merge are taken back too, even those that were
done elsewhere before that day: the office did not know them then. What was removed for good cannot be brought back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import standing_at
from app.core.errors import SafirError
from app.core.i18n import _, plain
from app.schema.kinds import Catalogue
from app.schema.record import Row
from app.services.office import Office
from app.store import journal
from app.store.journal import DELETED, ROW
from app.store.tables import journal_change, journal_deed
from app.store.writing import Change, Deed

REWIND: Final = "rewind"
"""The use case under which the copy is taken back; it is none of the office's own."""
_BATCH: Final = 500


class DayNotYet(SafirError):
    """A state asked for of a day that has not come."""

    code = "day_not_yet"

    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "The paper was not made; the records are unchanged. {day} has not come yet: choose today or an earlier day."
            ).format(day=day)
        )


@contextmanager
def office_as_of(office: Office, day: date) -> Iterator[Office]:
    """Open the office as it was at the end of a day of its zone, with the clock of this thread standing there.

    Raises DayNotYet. The office given is untouched; the one opened is gone at the end of the block.
    """
    if day > office.today():
        raise DayNotYet(day)
    end = end_of(day, office.zone)
    with ExitStack() as open_things:
        copied = office.store.in_memory()
        open_things.callback(copied.close)
        open_things.enter_context(standing_at(end - timedelta(seconds=1)))
        then = replace(office, store=copied, _listeners=[])
        _rewind(then, end)
        yield then


def end_of(day: date, zone: str) -> datetime:
    """Give the instant at which a day of an IANA zone ends."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def _rewind(office: Office, end: datetime) -> None:
    """Take back everything that the file learnt from the first deed after an instant on."""
    with office.store.transaction(Deed(REWIND, plain(REWIND)), office.actor) as session:
        changes = _since(session, end)
        young = {change.record for change in changes if change.field == ROW and change.old is None}
        wanted = [change for change in journal.inverse(changes) if change.field == ROW or change.record not in young]
        known = _Known(session, office.catalogue, wanted)
        with session.no_autoflush:
            for change in sorted(wanted, key=_turn):
                if known.has(change):
                    journal.apply(session, office.catalogue, change)


def _since(session: Session, end: datetime) -> tuple[Change, ...]:
    first = session.scalar(
        select(func.min(journal_change.c.seq)).join(journal_deed, journal_deed.c.id == journal_change.c.deed).where(
            journal_deed.c.at >= end
        )
    )  # fmt: skip
    return () if first is None else journal.changes_from(session, first)


def _turn(change: Change) -> int:
    """Bring records back before their fields are written, and take away only after."""
    if change.field == ROW:
        return 2
    return 0 if change.field == DELETED and change.new is None else 1


class _Known:
    """The rows that changes speak of, read together; a row that left the file for good has none."""

    def __init__(self, session: Session, catalogue: Catalogue, changes: Iterable[Change]) -> None:
        self._catalogue = catalogue
        asked: dict[str, set[UUID]] = defaultdict(set)
        for change in changes:
            asked[change.kind].add(change.record)
        # Held, because a session forgets rows that nobody holds.
        self._rows = {
            row.id: row for key, ids in asked.items() if key in catalogue for row in _rows(session, catalogue, key, ids=ids)
        }

    def has(self, change: Change) -> bool:
        """Tell whether a change can be written: its row is there, and its field still exists."""
        return change.record in self._rows and (change.field == ROW or hasattr(self._catalogue[change.kind].model, change.field))


def _rows(session: Session, catalogue: Catalogue, key: str, *, ids: set[UUID]) -> Iterator[Row]:
    model, every = catalogue[key].model, sorted(ids)
    for start in range(0, len(every), _BATCH):
        yield from session.scalars(select(model).where(model.id.in_(every[start : start + _BATCH])))
