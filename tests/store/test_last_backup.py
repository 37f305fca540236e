"""Data that do not open name the backup that would: one that was checked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.services import opening
from app.store import keys
from app.store.backups import DATABASE, KEYS, back_up
from app.store.errors import DamagedStore, PartMissing, StoreMissing, WrongPassphrase

SECRET = "رود کوه باران ۱۴۰۵ چنار"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "store"
    made = opening.create_office(folder, SECRET, office_name="دفتر", officer_name="کارشناس")
    made.office.close()
    key = keys.unlock(folder, SECRET)
    for day in (1, 2, 3):
        with frozen_at(datetime(2026, 5, day, 12, tzinfo=UTC)):
            back_up(folder, key)
    return folder


@pytest.fixture
def folder(_made: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(_made, tmp_path / "store"))


def backup(folder: Path, day: int) -> Path:
    return folder / "backups" / f"safir-2026050{day}-120000.db"


def refusal(folder: Path) -> DamagedStore:
    with pytest.raises(DamagedStore) as caught:
        opening.open_office(folder, SECRET)
    return caught.value


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"passphrase": 5}', b'{"passphrase": {"memory": 99999999999}}'])
def test_a_damaged_key_file_names_the_newest_backup_whose_keys_are_whole(folder: Path, content: bytes) -> None:
    (folder / KEYS).write_bytes(content)
    backup(folder, 3).with_suffix(".key").write_bytes(b"{}")
    error = refusal(folder)
    assert error.backup == str(backup(folder, 2))
    assert error.newest_backup == datetime(2026, 5, 2, 12, tzinfo=UTC)
    assert backup(folder, 2).name in str(error)


def test_a_damaged_database_names_the_newest_backup_that_is_sound(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    content = bytearray(backup(folder, 3).read_bytes())
    content[len(content) // 2] ^= 1
    backup(folder, 3).write_bytes(content)
    assert refusal(folder).backup == str(backup(folder, 2))


def test_without_a_sound_backup_that_is_said(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    for day in (1, 2, 3):
        backup(folder, day).write_bytes(b"x")
    error = refusal(folder)
    assert error.newest_backup is None
    assert "There is no sound backup" in error.message.in_("en")


def test_a_damaged_backup_says_nothing_of_other_backups(folder: Path) -> None:
    assert "backup" not in DamagedStore("/x/package.safir").message.in_("en")


def test_a_wrong_passphrase_is_no_damage(folder: Path) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        opening.open_office(folder, "x")
    assert "SAFIR_RECOVERY_KEY" in caught.value.in_command.in_("en")


def test_a_lost_key_file_is_named_with_the_newest_of_the_backups(folder: Path) -> None:
    (folder / KEYS).unlink()
    with pytest.raises(PartMissing) as caught:
        opening.open_office(folder, SECRET)
    assert caught.value.path == str(folder / KEYS)
    assert caught.value.spare == str(backup(folder, 3).with_suffix(".key"))
    assert str(folder / KEYS) in caught.value.message.in_("en")


def test_a_lost_database_is_named_with_the_newest_backup(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with pytest.raises(PartMissing) as caught:
        opening.open_office(folder, SECRET)
    assert caught.value.spare == str(backup(folder, 3))


def test_a_folder_that_never_held_data_has_none(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        opening.open_office(tmp_path, SECRET)
