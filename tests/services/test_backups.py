"""Backups are made when due, rotated, copied to a second place, and put back with what stood there moved aside."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.file_work import FileWork, doing_with
from app.core.settings import Settings
from app.schema.kinds import Catalogue
from app.services import attachments, backups, editing, health, opening, passphrases
from app.services.backups import Age, NoSuchBackup
from app.services.office import Office, this_actor
from app.store import keys
from app.store.backups import DATABASE, KEYS
from app.store.database import connect
from app.store.errors import Cancelled, DamagedStore, FileBusy, ForeignFile, StoreInUse, WrongPassphrase
from app.store.store import Store
from tests.services.conftest import KEY, NOW

PASSPHRASE = "رود کوه باران چنار"


@contextmanager
def minutes_later(minutes: int) -> Iterator[None]:
    with frozen_at(NOW + timedelta(minutes=minutes)):
        yield


def add_person(office: Office, name: str = "علی") -> None:
    editing.save(office, editing.blank(office, "person", values={"name_fa": name}))


def people(office: Office) -> int:
    with office.store.reading() as session:
        return session.query(office.catalogue["person"].model).count()


def reopened(office: Office) -> Office:
    store = Store.open(office.store.folder, KEY, office.catalogue)
    return replace(office, store=store, _listeners=[])


@pytest.fixture
def keyed(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give an office whose key file is real: its key is wrapped by the passphrase."""
    monkeypatch.setattr("os.urandom", _first_is_the_key(monkeypatch))
    keys.create_keys(office.store.folder, PASSPHRASE)
    return office


def _first_is_the_key(monkeypatch: pytest.MonkeyPatch) -> object:
    import os

    real, asked = os.urandom, []

    def given(count: int) -> bytes:
        asked.append(count)
        if len(asked) == 1:
            return KEY
        monkeypatch.setattr("os.urandom", real)
        return real(count)

    return given


def test_a_backup_is_due_half_an_hour_after_the_last_when_something_changed(keyed: Office) -> None:
    assert backups.last_backup(keyed) is None
    assert backups.back_up_if_due(keyed) is None
    add_person(keyed)
    first = backups.back_up_if_due(keyed)
    assert first is not None
    assert (first.records, first.warning, first.second) == (1, None, None)
    assert "1 record" in first.said.in_("en")
    moment = backups.last_backup(keyed)
    assert moment is not None
    assert moment.wall.hour == 11
    with minutes_later(31):
        assert not backups.is_due(keyed)
        assert backups.back_up_at_close(keyed) is None
        add_person(keyed, "رضا")
        assert backups.is_due(keyed)
    with minutes_later(29):
        assert not backups.is_due(keyed)
        made = backups.back_up_at_close(keyed)
        assert made is not None
        assert made.records == 2
    assert [(found.records, found.where, found.reason) for found in backups.listed(keyed)] == [(2, "here", ""), (1, "here", "")]
    assert len(backups.named(keyed.store.folder)) == 2


def test_a_backup_is_stopped_without_a_trace(keyed: Office) -> None:
    add_person(keyed)

    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.back_up(keyed, progress=stop)
    assert list((keyed.store.folder / "backups").iterdir()) == []
    heard: list[tuple[int, int]] = []
    backups.back_up(keyed, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1] > 0


def test_a_second_place_gets_the_backup_its_keys_and_the_attachments_and_its_absence_is_said(
    keyed: Office, tmp_path: Path
) -> None:
    person = editing.save(keyed, editing.blank(keyed, "person", values={"name_fa": "علی"})).id
    attachments.add(keyed, person, b"letter", name="a.txt")
    stick = tmp_path / "stick"
    keyed.settings = Settings(backup_folder=str(stick))
    absent = backups.back_up(keyed)
    assert absent.second is None
    assert absent.warning is not None
    assert str(stick) in absent.warning.in_("en")
    stick.mkdir()
    with minutes_later(1):
        made = backups.back_up(keyed)
    assert made.warning is None
    assert made.second is not None
    assert made.second.with_suffix(".key").is_file()
    assert len(list(made.second.parent.glob("files/??/*.bin"))) == 1
    with minutes_later(2):
        again = backups.back_up(keyed)
    assert again.second is not None
    found = backups.listed(keyed)
    assert sorted((each.where, each.records) for each in found) == [("here", 2)] * 3 + [("second", 2)] * 2


def test_a_second_place_that_fails_is_a_warning_and_the_backup_here_stands(keyed: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keyed.settings = Settings(backup_folder=str(stick))

    class StickOut(FileWork):
        def make_folder(self, path: Path) -> None:
            if path.is_relative_to(stick):
                raise OSError(28, "No space left on device")
            super().make_folder(path)

    with doing_with(StickOut()):
        made = backups.back_up(keyed)
    assert made.path.is_file()
    assert made.second is None
    assert made.warning is not None
    assert "the disk is full" in made.warning.in_("en")


def test_old_backups_that_cannot_be_removed_are_a_warning(keyed: Office) -> None:
    for minute in range(4):
        with minutes_later(minute):
            backups.back_up(keyed)

    class Held(FileWork):
        def remove(self, path: Path) -> None:
            if path.name.endswith((".part", "-wal", "-shm", "-journal")):
                return super().remove(path)
            raise OSError(13, "held")

    with minutes_later(5), doing_with(Held()):
        made = backups.back_up(keyed)
    assert made.warning is not None


def test_a_restore_of_the_open_office_keeps_what_was_there_and_todays_passphrase(keyed: Office) -> None:
    add_person(keyed)
    made = backups.back_up(keyed)
    add_person(keyed, "رضا")
    with minutes_later(1):
        done = backups.restore_open(keyed, made.path)
    assert done.records == 1
    with closing(connect(done.aside / DATABASE, KEY)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (2,)
    office = reopened(keyed)
    assert people(office) == 1
    assert health.check(office).sound
    assert opening.exists(office.store.folder)
    office.close()
    assert keys.unlock(office.store.folder, PASSPHRASE) == KEY


def test_a_restore_moves_a_stale_log_aside_instead_of_playing_it(keyed: Office) -> None:
    add_person(keyed)
    made = backups.back_up(keyed)
    folder = keyed.store.folder
    keyed.close()
    (folder / f"{DATABASE}-wal").write_bytes(b"another file's log" * 300)
    (folder / f"{DATABASE}-shm").write_bytes(bytes(32768))
    with pytest.raises(WrongPassphrase):
        backups.restore(folder, made.path, "نادرست")
    done = backups.restore(folder, made.path, PASSPHRASE)
    assert sorted(path.name for path in done.aside.iterdir()) == [DATABASE, f"{DATABASE}-shm", f"{DATABASE}-wal", KEYS]
    office = reopened(keyed)
    assert people(office) == 1
    office.close()


def test_a_restore_opens_by_the_passphrase_of_that_day_and_brings_its_keys(keyed: Office) -> None:
    add_person(keyed)
    made = backups.back_up(keyed)
    passphrases.change_passphrase(keyed, PASSPHRASE, "باغ پنجره دریا شمعدان")
    folder = keyed.store.folder
    with pytest.raises(StoreInUse):
        backups.restore(folder, made.path, PASSPHRASE)
    keyed.close()
    backups.restore(folder, made.path, PASSPHRASE)
    assert keys.unlock(folder, PASSPHRASE) == KEY
    with minutes_later(1):
        backups.restore(folder, made.path, PASSPHRASE)


def test_a_restore_drill_into_an_empty_folder_from_the_second_place_gives_every_row_and_file(
    keyed: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keyed.settings = Settings(backup_folder=str(stick))
    person = editing.save(keyed, editing.blank(keyed, "person", values={"name_fa": "علی"})).id
    ref = attachments.add(keyed, person, b"letter", name="a.txt").ref
    made = backups.back_up(keyed)
    assert made.second is not None
    keyed.close()
    laptop = tmp_path / "new"
    assert backups.restore(laptop, made.second, PASSPHRASE).records == 2
    store = Store.open(laptop, KEY, Catalogue(tuple(keyed.catalogue)))
    office = Office(store.catalogue, store, this_actor(), Settings())
    assert editing.open_draft(office, "person", person).values["name_fa"] == "علی"
    assert store.files.read(ref) == b"letter"
    assert health.check(office).sound
    office.close()


def test_what_is_no_backup_is_refused(keyed: Office, tmp_path: Path) -> None:
    add_person(keyed)
    made = backups.back_up(keyed)
    folder = keyed.store.folder
    with pytest.raises(NoSuchBackup):
        backups.restore(folder, tmp_path / "none.db", PASSPHRASE)
    damaged = tmp_path / "safir-20250101-000000.db"
    content = bytearray(made.path.read_bytes())
    content[9000] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(DamagedStore):
        backups.restore_open(keyed, damaged)
    assert people(keyed) == 1
    foreign = tmp_path / "safir-20250102-000000.db"
    foreign.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(NoSuchBackup):
        backups.restore(folder, foreign, PASSPHRASE)
    foreign.with_suffix(".key").write_bytes(made.path.with_suffix(".key").read_bytes())
    with pytest.raises(ForeignFile):
        backups.restore(folder, foreign, PASSPHRASE)
    (folder / "backups" / "safir-20240101-000000.db").write_bytes(b"nothing")
    assert [found.records for found in backups.listed(keyed)] == [1, None]


def test_a_held_file_leaves_the_restore_staged_and_the_next_opening_finishes_it(keyed: Office) -> None:
    add_person(keyed)
    made = backups.back_up(keyed)
    add_person(keyed, "رضا")
    folder = keyed.store.folder

    class Held(FileWork):
        def replace(self, source: Path, target: Path) -> None:
            if target == folder / DATABASE:
                error = OSError(13, "held")
                error.winerror = 32  # type: ignore[attr-defined]
                raise error
            super().replace(source, target)

        def wait(self, seconds: float) -> None:
            assert seconds < 1

    with doing_with(Held()), pytest.raises(FileBusy):
        backups.restore_open(keyed, made.path)
    assert not (folder / DATABASE).exists()
    assert opening.exists(folder)
    office = opening.open_office(folder, PASSPHRASE)
    assert people(office) == 1
    assert not (folder / "restoring").exists()
    office.close()


def test_the_age_of_the_newest_backup_is_told(keyed: Office, tmp_path: Path) -> None:
    office = keyed
    assert backups.age(office) == Age(None, 0, second_absent=False)
    with frozen_at(NOW):
        backups.back_up(office)
        assert not backups.age(office).is_late
    with frozen_at(NOW + timedelta(days=3)):
        assert backups.age(office).days == 3
        assert backups.age(office).is_late
    office.settings = backups.with_second_place(office.settings, tmp_path / "stick that is away")
    with frozen_at(NOW):
        assert backups.age(office).second_absent
