"""What the tests of the store build with: the real catalogue, one key, one person at the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.i18n import plain
from app.core.moments import Moment
from app.records import ALL
from app.schema.kinds import Catalogue
from app.store.store import Store
from app.store.tables import record_index
from app.store.writing import Actor, Deed, writing_of

CATALOGUE = Catalogue(ALL)
KEY = bytes(range(32))
OFFICER = UUID(int=7)
ACTOR = Actor(OFFICER, "desk", "somebody")

PERSON, MEETING, TAG, OFFICER_KIND = (CATALOGUE[key] for key in ("person", "meeting", "tag", "officer"))
Person: Any = PERSON.model
AgendaItem: Any = CATALOGUE["agenda_item"].model
Tag: Any = TAG.model
Officer: Any = OFFICER_KIND.model
MORNING = Moment(datetime(2026, 1, 1, 8), "Asia/Tehran")  # noqa: DTZ001 - a wall time
LATER = Moment(datetime(2026, 1, 1, 9, 30), "Asia/Tehran")  # noqa: DTZ001 - a wall time


def Meeting(**values: Any) -> Any:  # noqa: N802 - stands for the model
    """Make a meeting, which always has a start."""
    model: Any = MEETING.model
    return model(**{"starts_at": MORNING, **values})


@contextmanager
def doing(store: Store, use_case: str = "edit", *, undoes: UUID | None = None) -> Iterator[Session]:
    """Open a transaction of a use case."""
    with store.transaction(Deed(use_case, plain(use_case), undoes), ACTOR) as session:
        yield session


def deed_id(session: Session) -> UUID:
    """Name the deed of a session."""
    return writing_of(session).id


def add(store: Store, *rows: Any) -> UUID:
    """Add rows in one deed; give its id."""
    with doing(store, "add") as session:
        session.add_all(rows)
        return deed_id(session)


def index_of(store: Store, record: UUID) -> Any:
    """Read the index row of a record; None when there is none."""
    with store.reading() as session:
        return session.execute(select(record_index).where(record_index.c.id == record)).one_or_none()


def found(store: Store, folded: str) -> set[UUID]:
    """Find records by a folded run in the full-text table."""
    sql = "SELECT i.id FROM search_fts f JOIN record_index i ON i.docid = f.rowid WHERE f.tb LIKE :run"
    with store.reading() as session:
        return {UUID(bytes=row.id) for row in session.execute(text(sql), {"run": f"%{folded}%"})}


def one(session: Session, model: Any, record: UUID | str) -> Any:
    """Read one row by its id; None when it is not in the file."""
    return session.get(model, record)
