"""A backup is one verified file with the key file of its day; drafts and readers beside it."""

import errno
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from app.core.clock import frozen_at
from app.core.file_work import FileWork, doing_with
from app.store import backups, drafts
from app.store.database import connect
from app.store.drafts import KeptDraft
from app.store.errors import Cancelled, DamagedStore, DiskFailed, DiskFull, ForeignFile, KeyFileMissing
from app.store.store import Store
from app.store.tables import record_index
from tests.store.making import KEY, OFFICER, Person, add

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


def test_a_backup_is_verified_counted_and_keeps_the_last_commit(store: Store) -> None:
    add(store, Person(name_fa="علی"), Person(name_fa="رضا"))
    with frozen_at(NOON):
        made = store.back_up("before-merge")
    assert made.path.name == "safir-20260502-120000-before-merge.db"
    assert (made.at, made.records, made.schema) == (NOON, 2, backups.verify(made.path, KEY)[1])
    assert made.keys.read_bytes() == b"the key file of the day"
    assert not made.path.read_bytes().startswith(b"SQLite format 3")
    assert [(found.path, found.at) for found in backups.backups(store.folder)] == [(made.path, NOON)]
    assert not list(made.path.parent.glob("*.part"))
    with closing(connect(made.path, KEY, read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (2,)


def test_a_damaged_source_makes_no_backup(store: Store) -> None:
    add(store, *(Person(name_fa=f"نام {number}") for number in range(50)))
    store.close()
    path = store.folder / backups.DATABASE
    content = bytearray(path.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedStore):
        backups.back_up(store.folder, KEY)
    assert list((store.folder / "backups").iterdir()) == []


def test_a_damaged_backup_is_counted_in_pages(store: Store) -> None:
    made = store.back_up()
    content = bytearray(made.path.read_bytes())
    content[5 * 4096 + 9] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(DamagedStore) as caught:
        backups.verify(made.path, KEY)
    assert caught.value.pages == 1
    content[9 * 4096 + 9] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(DamagedStore) as caught:
        backups.verify(made.path, KEY)
    assert caught.value.pages == 2
    content[20] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(DamagedStore):
        backups.verify(made.path, KEY)
    with pytest.raises(ForeignFile):
        backups.verify(made.path, bytes(32))


def test_a_database_of_ours_without_our_tables_is_no_backup(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db", KEY)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(DamagedStore):
        backups.verify(tmp_path / "a.db", KEY)


def test_a_store_without_its_key_file_is_told_and_backed_up_by_nobody(store: Store) -> None:
    (store.folder / "safir.key").unlink()
    with pytest.raises(KeyFileMissing):
        store.back_up()
    assert not list((store.folder / "backups").glob("*"))


@pytest.mark.parametrize(("number", "expected"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_backup_that_cannot_be_finished_leaves_nothing(
    store: Store, number: int, expected: type[Exception]
) -> None:
    class Failing(FileWork):
        def sync(self, path: Path) -> None:
            raise OSError(number, str(path))

    with doing_with(Failing()), pytest.raises(expected):
        store.back_up()
    assert list((store.folder / "backups").iterdir()) == []


def test_a_copy_that_is_found_damaged_never_takes_its_place(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "integrity_errors", lambda _connection: 3)
    with pytest.raises(DamagedStore):
        backups.copy_database(store.folder / backups.DATABASE, KEY, target=tmp_path / "copy.db")
    assert list(tmp_path.glob("copy.db*")) == []


def test_drafts_are_kept_replaced_and_dropped(store: Store) -> None:
    first = KeptDraft(UUID(int=1), "person", OFFICER, NOON, '{"name_fa": "ع"}')
    later = KeptDraft(UUID(int=1), "person", None, NOON.replace(hour=13), '{"name_fa": "علی"}')
    other = KeptDraft(UUID(int=2), "meeting", OFFICER, NOON, "{}")
    with store.unjournaled() as connection:
        for draft in (first, other, later):
            drafts.keep(connection, draft)
        assert drafts.kept(connection) == (later, other)
        drafts.drop(connection, first.id)
        assert drafts.kept(connection) == (other,)


def test_a_reader_sees_one_state_until_it_is_refreshed_and_cannot_write(store: Store) -> None:
    with store.reader() as reader:
        asked = select(record_index.c.title)
        assert reader.rows(asked) == []
        add(store, Person(name_fa="علی"))
        assert reader.rows(asked) == []
        reader.refresh()
        assert [row.title for row in reader.rows(asked)] == ["علی"]
        with pytest.raises(OperationalError, match="no such table"):
            reader.rows(text("SELECT :a FROM absent"), {"a": 1})
        with pytest.raises(dbapi2.OperationalError):
            reader.raw.execute("DELETE FROM record_index")


def test_a_reader_is_stopped_from_another_thread(store: Store) -> None:
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
    with store.reader() as reader:
        stop = threading.Timer(0.05, reader.interrupt)
        stop.start()
        with pytest.raises(Cancelled):
            reader.rows(endless)
        stop.join()
