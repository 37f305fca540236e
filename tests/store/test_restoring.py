"""A backup is put in the place of the database in steps that a crash only interrupts; nothing that stood there is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import frozen_at
from app.core.file_work import FileWork, doing_with
from app.store import backups, keys
from app.store.backups import DATABASE, KEYS, Backup
from app.store.errors import DamagedStore, DiskFailed, DiskFull, WrongPassphrase
from app.store.restoring import ASIDE, STAGED, finish_restore, is_unfinished, stage
from app.store.store import Store
from app.store.tables import record_index
from tests.store.making import CATALOGUE, KEY, Person, add


class Failing(FileWork):
    """Fails one kind of step where it is asked to."""

    def __init__(self, step: str, where: Callable[[Path], bool], number: int = 28) -> None:
        self._step, self._where, self._number = step, where, number

    def _ask(self, step: str, path: Path) -> None:
        if step == self._step and self._where(path):
            raise OSError(self._number, "no")

    def make_folder(self, path: Path) -> None:
        self._ask("make_folder", path)
        super().make_folder(path)

    def replace(self, source: Path, target: Path) -> None:
        self._ask("replace", target)
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._ask("remove", path)
        super().remove(path)


@pytest.fixture
def backup(store: Store) -> Backup:
    """Give a backup with one person of a store that then gets a second."""
    add(store, Person(name_fa="علی"))
    made = store.back_up()
    add(store, Person(name_fa="رضا"))
    return made


def names(folder: Path) -> list[str]:
    store = Store.open(folder, KEY, CATALOGUE)
    with store.reading() as session:
        found = sorted(session.scalars(select(record_index.c.title)))
    store.close()
    return found


def test_an_open_store_is_put_back_and_closed(store: Store, backup: Backup) -> None:
    staged = store.put_back(backup.path)
    assert (staged.records, staged.schema) == (1, backup.schema)
    assert (staged.aside / DATABASE).is_file()
    assert names(store.folder) == ["علی"]


def test_two_restores_of_one_second_keep_both_states(store: Store, backup: Backup) -> None:
    store.put_back(backup.path)
    with frozen_at(backup.at):
        for _turn in range(2):
            Store.open(store.folder, KEY, CATALOGUE).put_back(backup.path)
    assert len(list((store.folder / ASIDE).iterdir())) == 3


@pytest.mark.parametrize("moved", [(), (f"{DATABASE}-wal",), (DATABASE,), (DATABASE, KEYS)])
def test_a_restore_stopped_anywhere_goes_on(store: Store, backup: Backup, moved: tuple[str, ...]) -> None:
    folder = store.folder
    store.close()
    (folder / f"{DATABASE}-wal").write_bytes(b"stale")
    staged = stage(folder, KEY, backup=backup.path, keys=backup.keys)
    assert is_unfinished(folder)
    staged.aside.mkdir(parents=True)
    for name in moved:
        if name == KEYS:
            (folder / STAGED / KEYS).replace(folder / KEYS)
        else:
            (folder / name).replace(staged.aside / name)
    assert finish_restore(folder)
    assert not finish_restore(folder)
    assert {DATABASE, f"{DATABASE}-wal"} <= {path.name for path in staged.aside.iterdir()}
    assert (folder / KEYS).is_file()
    assert names(folder) == ["علی"]


def test_a_restore_that_was_done_but_for_its_folder_only_sweeps_it(store: Store, backup: Backup) -> None:
    folder = store.folder
    store.close()
    stage(folder, KEY, backup=backup.path, keys=backup.keys)
    finish_restore(folder)
    (folder / STAGED).mkdir()
    assert finish_restore(folder)
    assert names(folder) == ["علی"]


def test_a_restore_without_room_changes_nothing(store: Store, backup: Backup) -> None:
    with doing_with(Failing("replace", lambda path: path.name == STAGED)), pytest.raises(DiskFull):
        store.put_back(backup.path)
    assert not is_unfinished(store.folder)
    with store.reading() as session:
        assert len(session.scalars(select(record_index.c.title)).all()) == 2


def test_a_disk_that_fails_while_files_are_moved_is_told_and_the_next_opening_goes_on(store: Store, backup: Backup) -> None:
    with doing_with(Failing("replace", lambda path: path == store.folder / DATABASE, 5)), pytest.raises(DiskFailed):
        store.put_back(backup.path)
    assert is_unfinished(store.folder)
    assert names(store.folder) == ["علی"]


def test_a_backup_is_counted_and_read_whole_or_called_what_it_is(store: Store, backup: Backup) -> None:
    broken = Backup(backup.path.with_name("safir-20200101-000000.db"), backup.at)
    shutil.copyfile(backup.path, broken.path)
    broken.path.write_bytes(broken.path.read_bytes()[:5000])
    assert [found.records for found in store.counted([backup, broken])] == [1, -1]
    assert store.verify(backup) == (1, backup.schema)
    with pytest.raises(DamagedStore):
        store.verify(broken)


def test_keys_that_cannot_be_copied_make_no_backup(store: Store) -> None:
    with doing_with(Failing("replace", lambda path: path.suffix == ".key")), pytest.raises(DiskFull):
        store.back_up()
    assert list((store.folder / "backups").iterdir()) == []


def test_what_a_crash_left_of_a_backup_is_swept_by_the_next_even_when_a_piece_is_held(store: Store) -> None:
    folder = store.folder / "backups"
    folder.mkdir()
    for name in ("safir-20250101-000000.key", "safir-20250101-000000.db.part", "safir-20250101-000000.db.part-journal"):
        (folder / name).touch()
    with doing_with(Failing("remove", lambda path: path.suffix == ".key" and "2025" in path.name)):
        made = store.back_up()
    assert sorted(path.name for path in folder.iterdir()) == sorted((made.path.name, made.keys.name, "safir-20250101-000000.key"))
    with frozen_at(made.at):
        store.back_up()
    assert len(backups.backups(store.folder)) == 2
    assert len(list(folder.iterdir())) == 4


def test_a_copy_in_memory_is_read_and_thrown_away(store: Store, backup: Backup) -> None:
    copied = store.in_memory()
    add(copied, Person(name_fa="سوم"))
    with copied.reader() as reader:
        assert len(reader.rows(select(record_index.c.title))) == 3
    copied.close()
    with store.reading() as session:
        assert len(session.scalars(select(record_index.c.title)).all()) == 2


def test_parts_of_attachments_that_a_crash_left_are_swept(store: Store) -> None:
    part = store.folder / "files" / "ab" / "x.bin.part"
    part.parent.mkdir(parents=True)
    part.touch()
    store.close()
    Store.open(store.folder, KEY, CATALOGUE).close()
    assert not part.exists()


def test_the_keys_of_an_open_store_change(store: Store) -> None:
    (store.folder / KEYS).unlink()
    keys.create_keys(store.folder, "نخست")
    store.change_passphrase("دوم")
    recovery = store.new_recovery_key()
    assert keys.unlock(store.folder, "دوم") == KEY
    assert keys.unlock_with_recovery(store.folder, recovery) == KEY
    with pytest.raises(WrongPassphrase):
        keys.unlock(store.folder, "نخست")


def test_the_words_of_the_search_are_compared_with_the_index(store: Store) -> None:
    add(store, Person(name_fa="علی"))
    assert store.search_agrees()
    with store.unjournaled() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_index_changed")
        connection.exec_driver_sql("UPDATE record_index SET tt = 'zzz', tb = 'zzz'")
    assert not store.search_agrees()
