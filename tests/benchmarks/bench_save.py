"""Saving one record with journal and index, against a bare session that writes the same row."""

import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.core.ids import uuid7
from app.records.follow_up import FollowUp
from app.schema.record import Base
from app.services.editing import blank, open_draft, save
from app.services.office import Office
from app.store.database import connect, set_up
from tests.benchmarks.data import KEY, Words, office_of
from tests.benchmarks.figures import Figure, pairs

_TIMES = 60


def figures(_records: int) -> Iterable[Figure]:
    """Measure adding a follow-up, and changing one."""
    words = Words()
    with tempfile.TemporaryDirectory() as name:
        office = office_of(_made(Path(name) / "store"), fresh=True)
        bare = _bare(Path(name) / "bare.db")
        ours, plain = pairs(lambda: _add(office, words), lambda: _add_bare(bare, words), times=_TIMES)
        yield Figure("adding a record (check, journal, index)", ours, plain)
        record, stored = _add(office, words), _add_bare(bare, words)
        numbers = count()
        ours, plain = pairs(
            lambda: _change(office, record, next(numbers)), lambda: _change_bare(bare, stored, next(numbers)), times=_TIMES
        )
        yield Figure("changing a record (check, journal, index)", ours, plain)
        bare.close()
        office.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _add(office: Office, words: Words) -> UUID:
    return save(office, blank(office, "follow_up", values={"what": words.title(), "evidence": words.text()})).id


def _change(office: Office, record: UUID, number: int) -> None:
    draft = open_draft(office, "follow_up", record)
    draft.values["what"] = f"کار {number}"
    save(office, draft)


def _bare(path: Path) -> Session:
    def ready() -> dbapi2.Connection:
        connection = connect(path, KEY)
        set_up(connection)
        return connection

    engine = create_engine(URL.create("sqlite+pysqlite"), creator=ready, module=dbapi2)
    Base.metadata.create_all(engine)
    return Session(engine, expire_on_commit=False)


def _add_bare(session: Session, words: Words) -> FollowUp:
    row = FollowUp(id=uuid7(), what=words.title(), evidence=words.text())
    session.add(row)
    session.commit()
    return row


def _change_bare(session: Session, row: FollowUp, number: int) -> None:
    row.what = f"کار {number}"
    session.commit()
