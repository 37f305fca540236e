"""Every way in which a store does not open has its own words, and leaves the file as it was."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from app import __version__
from app.core.clock import frozen_at
from app.core.errors import SafirError
from app.core.platform import DriveKind
from app.store import place
from app.store.backups import DATABASE
from app.store.database import connect, set_up, translated
from app.store.errors import (
    DamagedStore,
    DiskFailed,
    DiskFull,
    FileBusy,
    ForeignFile,
    NewerStore,
    ReadOnlyStore,
    RefusedPlace,
    StoreExists,
    StoreInUse,
    StoreMissing,
)
from app.store.index import FOLDING
from app.store.store import Store
from tests.store.making import CATALOGUE, KEY, Person, add, doing, index_of


def refused(folder: Path, expected: type[SafirError], key: bytes = KEY) -> SafirError:
    """Make sure that a store is refused and its file stays as it was; give the error."""
    path = folder / DATABASE
    before = path.read_bytes()
    with pytest.raises(expected) as caught:
        Store.open(folder, key, CATALOGUE)
    assert path.read_bytes() == before
    assert str(caught.value)
    return caught.value


def test_a_new_store_is_encrypted_and_knows_its_writer(folder: Path) -> None:
    assert not (folder / DATABASE).read_bytes().startswith(b"SQLite format 3")
    store = Store.open(folder, KEY, CATALOGUE)
    assert store.fact("writer") == __version__
    assert store.fact("store")
    assert store.fact("office", "nobody") == "nobody"
    store.state("office", "دفتر")
    store.close()
    store.close()
    again = Store.open(folder, KEY, CATALOGUE)
    assert again.fact("office") == "دفتر"
    again.close()


def test_what_is_written_stands_nowhere_in_plain(folder: Path) -> None:
    store = Store.open(folder, KEY, CATALOGUE)
    add(store, Person(name_fa="نشانهٔ پنهان", name_latin="HIDDENMARK"))
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"HIDDENMARK" not in path.read_bytes()
    store.close()


def test_the_pragmas_of_a_safe_file_are_set(store: Store) -> None:
    with store.reader() as reader:
        asked = {name: reader.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in
                 ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "temp_store")}  # fmt: skip
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "temp_store": 2}


def test_a_folder_without_a_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        Store.open(tmp_path, KEY, CATALOGUE)


def test_a_second_store_is_not_made_over_the_first(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(StoreExists):
        Store.create(folder, KEY, CATALOGUE)
    assert (folder / DATABASE).read_bytes() == before


def test_another_key_opens_nothing(folder: Path) -> None:
    refused(folder, ForeignFile, bytes(32))


def test_a_plain_database_in_its_place_is_foreign(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with closing(sqlite3.connect(folder / DATABASE)) as plain:
        plain.execute("CREATE TABLE a (b)")
    refused(folder, ForeignFile)


def test_any_other_file_in_its_place_is_foreign(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(9000))
    refused(folder, ForeignFile)


def test_an_empty_file_is_damaged(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    refused(folder, DamagedStore)


@pytest.mark.parametrize("place_of_damage", [16, 200, 4000])
def test_a_damaged_first_page_is_damage(folder: Path, place_of_damage: int) -> None:
    content = bytearray((folder / DATABASE).read_bytes())
    content[place_of_damage] ^= 1
    (folder / DATABASE).write_bytes(content)
    error = refused(folder, DamagedStore)
    assert "پشتیبان" in str(error) or "backup" in str(error)


def test_damage_names_the_newest_backup(folder: Path) -> None:
    store = Store.open(folder, KEY, CATALOGUE)
    for day in (1, 2):
        with frozen_at(datetime(2026, 5, day, 12, tzinfo=UTC)):
            store.back_up()
    store.close()
    (folder / "backups" / "safir-notadate.db").touch()
    content = bytearray((folder / DATABASE).read_bytes())
    content[300] ^= 1
    (folder / DATABASE).write_bytes(content)
    error = refused(folder, DamagedStore)
    assert isinstance(error, DamagedStore)
    assert error.newest_backup == datetime(2026, 5, 2, 12, tzinfo=UTC)


def test_damage_deeper_in_the_file_is_counted_and_met_with_words(folder: Path) -> None:
    store = Store.open(folder, KEY, CATALOGUE)
    add(store, *(Person(name_fa=f"نام {number}") for number in range(50)))
    store.close()
    with closing(connect(folder / DATABASE, KEY)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()[0]
    content = bytearray((folder / DATABASE).read_bytes())
    content[(page - 1) * 4096 + 100] ^= 1
    (folder / DATABASE).write_bytes(content)
    opened = Store.open(folder, KEY, CATALOGUE)
    with pytest.raises(DamagedStore), opened.reading() as session:
        session.query(Person).all()
    with opened.reader() as reader, pytest.raises(DamagedStore):
        reader.rows(text("SELECT * FROM person"))
    assert opened.check() == 1
    opened.close()


def test_a_newer_file_is_refused_untouched_and_names_its_writer(folder: Path) -> None:
    with closing(connect(folder / DATABASE, KEY)) as connection:
        connection.execute("UPDATE meta SET value = '9.1' WHERE key = 'writer'")
        connection.execute("PRAGMA user_version = 999")
    error = refused(folder, NewerStore)
    assert isinstance(error, NewerStore)
    assert error.writer == "9.1"
    with closing(connect(folder / DATABASE, KEY)) as connection:
        connection.execute("DELETE FROM meta")
    assert refused(folder, NewerStore).code == "newer_store"


def test_a_second_process_is_told_that_the_store_is_open(store: Store, folder: Path) -> None:
    add(store, Person(name_fa="باز"))
    script = (
        "import sys; from pathlib import Path; from app.store.store import Store; from app.schema.kinds import Catalogue\n"
        "from app.store.errors import StoreInUse\n"
        "try: Store.open(Path(sys.argv[1]), bytes(range(32)), Catalogue(()))\n"
        "except StoreInUse as error: print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "store_in_use", done.stderr


def test_the_lock_is_held_for_the_life_of_the_store(folder: Path) -> None:
    first = Store.open(folder, KEY, CATALOGUE)
    with pytest.raises(StoreInUse):
        Store.open(folder, KEY, CATALOGUE)
    first.close()
    Store.open(folder, KEY, CATALOGUE).close()


def test_a_failed_opening_gives_the_lock_back(folder: Path) -> None:
    with pytest.raises(ForeignFile):
        Store.open(folder, bytes(32), CATALOGUE)
    Store.open(folder, KEY, CATALOGUE).close()


@pytest.mark.parametrize("name", [DATABASE, ""])
def test_a_file_or_folder_that_may_only_be_read_is_refused(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = os.access

    def only_read(path: Path, mode: int) -> bool:
        return Path(path) != (folder / name if name else folder) and allowed(path, mode)

    monkeypatch.setattr(os, "access", only_read)
    refused(folder, ReadOnlyStore)


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.EROFS, ReadOnlyStore), (errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)]
)
def test_a_lock_that_cannot_be_written_says_why(
    folder: Path, number: int, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_lock: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("app.store.store.FileLock.acquire", failing)
    with pytest.raises(expected):
        Store.open(folder, KEY, CATALOGUE)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(DriveKind.NETWORK, "network"), (DriveKind.REMOVABLE, "removable"), (DriveKind.CLOUD, "cloud")],
)
def test_places_that_harm_a_file_are_refused_with_the_reason(
    kind: DriveKind, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "drive_kind", lambda _path: kind)
    place.check_place(tmp_path)
    monkeypatch.setattr(place, "is_temporary", lambda _path: False)
    for attempt in (Store.create, Store.open):
        target = tmp_path / "s"
        target.mkdir(exist_ok=True)
        (target / DATABASE).touch()
        with pytest.raises(RefusedPlace) as caught:
            attempt(target, KEY, CATALOGUE)
        assert caught.value.reason == reason
        assert str(target) in str(caught.value)


def test_a_fixed_drive_is_a_good_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "drive_kind", lambda _path: DriveKind.FIXED)
    monkeypatch.setattr(place, "is_temporary", lambda _path: False)
    place.check_place(tmp_path)


def test_nothing_half_made_stays_when_a_store_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: object, **_options: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr("app.store.store.ensure_schema", failing)
    with pytest.raises(DiskFull):
        Store.create(tmp_path / "new", KEY, CATALOGUE)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["lock"]
    monkeypatch.undo()
    Store.create(tmp_path / "new", KEY, CATALOGUE).close()


def test_a_full_disk_says_so_and_rolls_back(store: Store) -> None:
    add(store, Person(name_fa="پیش از پرشدن"))
    limit = len((store.folder / DATABASE).read_bytes()) // 4096
    with pytest.raises(DiskFull), doing(store) as session:  # noqa: PT012
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={limit}")
        session.add_all(Person(name_fa="بزرگ", biography_fa="الف " * 5000) for _number in range(400))
    with store.reading() as session:
        assert [person.name_fa for person in session.query(Person)] == ["پیش از پرشدن"]
    assert store.check() == 0


def test_a_writer_elsewhere_means_busy(store: Store, folder: Path) -> None:
    with closing(connect(folder / DATABASE, KEY)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy), store.unjournaled() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        other.execute("ROLLBACK")


def test_a_fault_of_the_program_is_no_fault_of_the_disk(store: Store) -> None:
    with pytest.raises(dbapi2.OperationalError), store.reading() as session:  # noqa: PT012
        driver: Any = session.connection().connection.dbapi_connection
        driver.execute("SELECT nonsense")


def _held() -> OSError:
    error = OSError(errno.EACCES, "held")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: dbapi2.OperationalError("disk I/O error"), DiskFailed),
        (lambda: dbapi2.OperationalError("attempt to write a readonly database"), ReadOnlyStore),
        (lambda: dbapi2.OperationalError("unable to open database file"), ReadOnlyStore),
        (lambda: dbapi2.OperationalError("database is locked"), FileBusy),
        (lambda: dbapi2.DatabaseError("database disk image is malformed"), DamagedStore),
        (lambda: OSError(errno.EDQUOT, "quota"), DiskFull),
        (_held, FileBusy),
        (lambda: dbapi2.DatabaseError("fts5: checksum mismatch for table"), DamagedStore),
        (lambda: PermissionError(errno.EACCES, "no"), ReadOnlyStore),
    ],
)
def test_each_failure_of_driver_and_disk_has_its_words(
    make: Callable[[], dbapi2.Error | OSError], expected: type[SafirError], tmp_path: Path
) -> None:
    assert isinstance(translated(make(), tmp_path), expected)


def test_a_missing_file_is_no_failure_of_the_disk(tmp_path: Path) -> None:
    assert translated(FileNotFoundError(errno.ENOENT, "gone"), tmp_path) is None


def test_a_store_that_holds_no_lock_closes_all_the_same(store: Store, folder: Path) -> None:
    beside = Store(folder, KEY, store.catalogue, lock=None)
    beside.close()
    with store.reading() as session:
        assert session.connection() is not None


def test_a_file_system_without_write_ahead_logging_is_refused() -> None:
    with closing(dbapi2.connect(":memory:")) as memory, pytest.raises(OSError, match="write-ahead"):
        set_up(memory)


def test_a_changed_collation_rewrites_the_order_and_a_changed_folding_the_index(folder: Path) -> None:
    store = Store.open(folder, KEY, CATALOGUE)
    person = Person(name_fa="آذر")
    add(store, person)
    right = index_of(store, person.id)
    for fact in ("collation", "folding"):
        with store.unjournaled() as connection:
            connection.exec_driver_sql("UPDATE record_index SET sort_key = x'00'")
            connection.exec_driver_sql("UPDATE meta SET value = 'old' WHERE key = ?", (fact,))
        store.close()
        store = Store.open(folder, KEY, CATALOGUE)
        assert index_of(store, person.id).sort_key == right.sort_key
        assert store.fact(fact) != "old"
    assert store.fact("folding") == FOLDING
    store.state("writer", "0.0.1")
    store.close()
    store = Store.open(folder, KEY, CATALOGUE)
    assert store.fact("writer") == __version__
    store.close()


def test_a_crash_before_write_ahead_logging_began_is_taken_back_and_not_called_damage(folder: Path, tmp_path: Path) -> None:
    """A backup that was put back, or a new file, keeps a rollback journal until its first opening turned to the log."""
    left = tmp_path / "left"
    left.mkdir()
    with closing(connect(folder / DATABASE, KEY)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", ((f"half{number}", "x" * 500) for number in range(400)))
        for path in folder.glob(f"{DATABASE}*"):
            (left / path.name).write_bytes(path.read_bytes())
        connection.execute("ROLLBACK")
    assert (left / f"{DATABASE}-journal").stat().st_size > 0
    store = Store.open(left, KEY, CATALOGUE)
    assert store.fact("half1", "nothing") == "nothing"
    assert store.check() == 0
    store.close()


class Failing:
    """Stand for a connection whose first statement fails."""

    def __init__(self, words: str) -> None:
        self.error = dbapi2.OperationalError(words)

    def execute(self, _statement: str) -> Any:
        raise self.error

    def close(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("words", "free", "expected"),
    [
        ("database or disk is full", 0, DiskFull),
        ("disk I/O error", 0, DiskFull),
        ("disk I/O error", 1 << 30, DiskFailed),
        ("unable to open database file", 0, ReadOnlyStore),
        ("attempt to write a readonly database", 0, ReadOnlyStore),
        ("file is not a database", 0, DamagedStore),
        ("database disk image is malformed", 0, DamagedStore),
        ("no such table: meta", 0, DamagedStore),
    ],
)
def test_what_stops_the_first_look_is_told_as_what_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, free: int, expected: type[SafirError]
) -> None:
    monkeypatch.setattr("app.store.store.connect", lambda *_a, **_k: Failing(words))
    monkeypatch.setattr("app.store.database.disk_usage", lambda _path: SimpleNamespace(free=free))
    error = refused(folder, expected)
    assert "not opened" in error.message.in_("en")
    assert "window" not in error.in_command.in_("en")


def test_a_fault_of_the_program_is_no_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.store.connect", lambda *_a, **_k: Failing("near SELEKT: syntax error"))
    with pytest.raises(dbapi2.OperationalError):
        Store.open(folder, KEY, CATALOGUE)


def test_a_refused_file_gets_nothing_beside_it(folder: Path) -> None:
    content = bytearray((folder / DATABASE).read_bytes())
    content[300] ^= 1
    (folder / DATABASE).write_bytes(content)
    before = sorted(path.name for path in folder.iterdir())
    refused(folder, DamagedStore)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_disk_that_does_not_tell_its_room_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_path: Path) -> None:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr("app.store.database.disk_usage", gone)
    assert isinstance(translated(dbapi2.OperationalError("disk I/O error"), tmp_path / DATABASE), DiskFailed)
