"""An office is made once, opened by its passphrase or its printed key, and knows who is at the keyboard."""

import errno
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from typing_extensions import override

from app.core.file_work import FileWork, doing_with
from app.core.i18n import plain
from app.core.moments import UnknownZone
from app.core.settings import Settings, save, settings_file
from app.services import opening
from app.services.office import Changed, this_actor
from app.services.opening import (
    EmptyPassphrase,
    TooWeak,
    UnknownOfficer,
    choose_officer,
    exists,
    officers,
    open_office,
    open_with_recovery,
)
from app.store.errors import DiskFull, StoreExists, StoreInUse, StoreMissing, WrongPassphrase, WrongRecoveryKey
from app.store.writing import Deed

PHRASE = "کبوتر ۱۲ نامه‌رسان"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make one office and close it; give its folder and its recovery key."""
    folder = tmp_path_factory.mktemp("made") / "store"
    new = opening.create_office(folder, PHRASE, office_name="دفتر روابط", officer_name="مریم رضایی", zone="Europe/Paris")
    new.office.close()
    return folder, new.recovery_key


@pytest.fixture
def folder(made: tuple[Path, str], tmp_path: Path) -> Path:
    """Give a copy of a closed office."""
    return Path(shutil.copytree(made[0], tmp_path / "store"))


def test_a_new_office_has_its_name_zone_lists_and_first_officer(folder: Path) -> None:
    office = open_office(folder, "كبوتر 12 نامه رسان".replace(" رسان", "رسان"))
    assert (office.settings.office_name, office.zone, office.settings.office_zone) == (
        "دفتر روابط",
        "Europe/Paris",
        "Europe/Paris",
    )
    (first,) = officers(office)
    assert (first.code, first.name_fa, first.name_en) == ("officer1", "مریم رضایی", "")
    assert office.actor.officer == first.id
    with office.store.reading() as session:
        assert session.query(office.catalogue["country"].model).count() > 100
    assert office.today()
    office.close()


def test_the_recovery_key_opens_it_too(made: tuple[Path, str], folder: Path) -> None:
    open_with_recovery(folder, made[1].lower()).close()
    with pytest.raises(WrongRecoveryKey):
        open_with_recovery(folder, "ABCD")


def test_a_wrong_passphrase_and_an_empty_folder_are_told_apart(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        open_office(folder, "x")
    with pytest.raises(StoreMissing):
        open_office(tmp_path, PHRASE)
    assert exists(folder)
    assert not exists(tmp_path)
    (folder / "safir.key").unlink()
    assert not exists(folder)


def test_an_office_that_is_open_is_not_opened_again(folder: Path) -> None:
    office = open_office(folder, PHRASE)
    with pytest.raises(StoreInUse):
        open_office(folder, PHRASE)
    office.close()


def test_an_office_is_not_made_over_another(folder: Path) -> None:
    with pytest.raises(StoreExists):
        opening.create_office(folder, PHRASE, office_name="", officer_name="")
    open_office(folder, PHRASE).close()


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyPassphrase):
        opening.create_office(tmp_path / "new", " \u200c ", office_name="", officer_name="")
    assert not (tmp_path / "new").exists()


def test_a_passphrase_that_is_guessed_too_soon_begins_nothing_but_a_demonstration(tmp_path: Path) -> None:
    with pytest.raises(TooWeak):
        opening.create_office(tmp_path / "new", "safir123", office_name="", officer_name="")
    assert not (tmp_path / "new").exists()
    opening.create_office(tmp_path / "new", "safir123", office_name="", officer_name="", secret=False).office.close()


def test_keys_without_a_database_are_set_aside_not_lost(folder: Path) -> None:
    for number in (1, 2):
        (folder / "safir.db").unlink()
        before = (folder / "safir.key").read_bytes()
        opening.create_office(folder, PHRASE, office_name="", officer_name=" ").office.close()
        assert (folder / f"safir.key.old{number}").read_bytes() == before
    open_office(folder, PHRASE).close()


def test_nothing_half_made_stays_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_office: object) -> int:
        raise DiskFull("D:")

    monkeypatch.setattr("app.services.reference.load", failing)
    with pytest.raises(DiskFull):
        opening.create_office(tmp_path / "new", PHRASE, office_name="", officer_name="")
    assert not exists(tmp_path / "new")
    assert not (tmp_path / "new" / "safir.key").exists()
    monkeypatch.undo()
    opening.create_office(tmp_path / "new", PHRASE, office_name="", officer_name="").office.close()


def test_a_sample_is_filled_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[object] = []
    monkeypatch.setattr("app.services.sample.fill", filled.append)
    new = opening.create_office(tmp_path / "new", PHRASE, office_name="", officer_name="", sample=True)
    assert filled == [new.office]
    new.office.close()


def test_the_person_at_the_keyboard_is_chosen_by_code_or_id(folder: Path) -> None:
    office = open_office(folder, PHRASE)
    model = office.catalogue["officer"].model
    with office.doing(Deed("add", plain("x"))) as session:
        session.add_all([model(code="Karimi", label_fa="کریمی"), model(code="gone", label_fa="رفته", retired=True)])
    assert choose_officer(office, "KARIMI ").name_fa == "کریمی"
    (first, karimi) = officers(office)
    assert office.actor.officer == karimi.id
    assert choose_officer(office, first.id) == first
    with pytest.raises(UnknownOfficer):
        choose_officer(office, "gone")
    office.close()
    again = open_office(folder, PHRASE)
    assert again.actor.officer is None
    again.close()
    save(settings_file(), Settings(last_officer="Karimi"))
    last = open_office(folder, PHRASE)
    assert last.actor.officer == karimi.id
    last.close()


def test_listeners_hear_of_what_was_committed_and_of_nothing_else(folder: Path) -> None:
    office = open_office(folder, PHRASE)
    heard: list[Changed] = []
    stop = office.listen(heard.append)
    model = office.catalogue["tag"].model
    with office.doing(Deed("add", plain("x"))) as session:
        tag = model(code="a", label_fa="الف")
        session.add(tag)
        assert heard == []
    with office.doing(Deed("add", plain("nothing"))):
        pass
    with pytest.raises(ZeroDivisionError), office.doing(Deed("add", plain("fails"))) as session:  # noqa: PT012
        session.add(model(code="b", label_fa="ب"))
        session.flush()
        raise ZeroDivisionError
    assert [(change.kinds, change.ids) for change in heard] == [(frozenset(("tag",)), frozenset((tag.id,)))]
    stop()
    stop()
    with office.doing(Deed("add", plain("x"))) as session:
        session.add(model(code="c", label_fa="پ"))
    assert len(heard) == 1
    office.close()


def test_a_system_without_user_names_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_actor().os_user

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert this_actor().os_user == ""


@pytest.mark.parametrize("made", ["store", "a/b/store"])
def test_an_office_refused_by_a_full_disk_leaves_nothing(tmp_path: Path, made: str) -> None:
    class Full(FileWork):
        @override
        def write(self, path: Path, pieces: Iterable[bytes]) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with doing_with(Full()), pytest.raises(DiskFull) as caught:
        opening.create_office(tmp_path / made, PHRASE, office_name="د", officer_name="ک")
    assert not (tmp_path / made.split("/", maxsplit=1)[0]).exists()
    assert caught.value.message.in_("en").startswith("No new data was made.")


def test_an_unknown_zone_makes_no_office(tmp_path: Path) -> None:
    with pytest.raises(UnknownZone):
        opening.create_office(tmp_path / "s", PHRASE, office_name="د", officer_name="ک", zone="Bad/Zone")
    assert not (tmp_path / "s").exists()


def test_a_file_is_no_folder_for_an_office(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"")
    with pytest.raises(opening.NotAFolder):
        opening.create_office(tmp_path / "s", PHRASE, office_name="د", officer_name="ک")


def test_an_office_whose_zone_no_table_names_opens_by_the_clock_of_tehran(tmp_path: Path) -> None:
    made = opening.create_office(tmp_path / "s", PHRASE, office_name="د", officer_name="ک")
    made.office.store.state("zone", "Bad/Zone")
    made.office.close()
    office = opening.open_office(tmp_path / "s", PHRASE)
    assert office.zone == "Asia/Tehran"
    office.close()
