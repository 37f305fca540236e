"""Saving one record with journal and index, against a bare session that reads and writes the same row as a form does."""

import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from app.core.ids import uuid7
from app.records.follow_up import FollowUp
from app.schema.record import Base
from app.services.editing import blank, open_draft, save
from app.services.office import Office
from app.store.backups import DATABASE
from app.store.database import make_engine
from tests.benchmarks.data import KEY, Words, office_of
from tests.benchmarks.figures import Figure, pairs

_TIMES = 80
_MOST = 3.0
Sessions = sessionmaker[Session]


def figures(_records: int) -> Iterable[Figure]:
    """Measure adding a follow-up, and opening one and changing it."""
    words = Words()
    with tempfile.TemporaryDirectory() as name:
        office = office_of(_made(Path(name) / "store"), fresh=True)
        bare = _bare(Path(name) / DATABASE)
        texts = ((words.title(), words.text()) for _number in count())
        ours, plain = pairs(lambda: _add(office, *next(texts)), lambda: _add_bare(bare, *next(texts)), times=_TIMES)
        yield Figure("adding a record (check, journal, index)", ours, plain, most=_MOST)
        record, stored = _add(office, *next(texts)), _add_bare(bare, *next(texts))
        numbers = count()
        ours, plain = pairs(
            lambda: _change(office, record, next(numbers)), lambda: _change_bare(bare, stored, next(numbers)), times=_TIMES
        )
        yield Figure("changing a record (check, journal, index)", ours, plain, most=_MOST)
        bare.kw["bind"].dispose()
        office.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _add(office: Office, what: str, evidence: str) -> UUID:
    return save(office, blank(office, "follow_up", values={"what": what, "evidence": evidence})).id


def _change(office: Office, record: UUID, number: int) -> None:
    draft = open_draft(office, "follow_up", record)
    draft.values["what"] = f"کار {number}"
    save(office, draft)


def _bare(path: Path) -> Sessions:
    """Make sessions over the same tables under the same pragmas, with neither journal nor index."""
    engine = make_engine(path, KEY).execution_options(rw=True)
    Base.metadata.create_all(engine)
    return sessionmaker(engine, expire_on_commit=False)


def _add_bare(sessions: Sessions, what: str, evidence: str) -> UUID:
    record = uuid7()
    with sessions() as session:
        session.add(FollowUp(id=record, what=what, evidence=evidence))
        session.commit()
    return record


def _change_bare(sessions: Sessions, record: UUID, number: int) -> None:
    """Open a row, let go of the file as a form does, and save it in a transaction of its own."""
    with sessions() as session:
        row = session.get_one(FollowUp, record)
    row.what = f"کار {number}"
    with sessions() as session:
        session.add(row)
        session.commit()
