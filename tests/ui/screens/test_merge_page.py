"""The review of a returned package, where reading it needs a person or fails."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.sync import planning
from app.sync.errors import NoKeyFits
from app.ui.merge_pictures import returned_trip
from app.ui.screens.merge_page import MergePage
from app.ui.shell.places import MergePlace
from tests.ui.screens.conftest import bare, sample_folder, staged  # noqa: F401 - fixtures
from tests.ui.screens.seen import Stage, words


def test_a_package_of_unknown_keys_asks_for_its_passphrase(
    staged: Stage,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = returned_trip(staged.context.office, tmp_path)
    plain, given = planning.plan, []

    def plan(*arguments: object, **named: object) -> object:
        given.append(named.get("passphrase"))
        if named.get("passphrase") != "winter road":
            raise NoKeyFits(str(home))
        return plain(*arguments, **{**named, "passphrase": None})  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "plan", plan)
    staged.dialogs.secrets = ["wrong one", "winter road"]
    page = MergePage(staged.context, MergePlace(home))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.review is not None, timeout=20_000)
    assert given == [None, "wrong one", "winter road"]
    assert sum("گذرواژه یا کلید بازیابی" in question for question in staged.dialogs.asked) == 2


def test_the_reason_keeps_its_place_while_the_window_is_narrow(
    staged: Stage,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page = MergePage(staged.context, MergePlace(returned_trip(staged.context.office, tmp_path)))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: page.sheet is not None, timeout=20_000)
    sheet = page.sheet
    assert sheet is not None
    sheet.trip.click()
    places = []
    for narrow in (True, True, False, True):
        sheet.set_narrow(narrow=narrow)
        qtbot.wait(20)
        places.append(sheet.reason.mapTo(sheet, sheet.reason.rect().topLeft()))
    assert places[0] == places[1] == places[3]
    assert places[2] != places[0]


def test_whoever_knows_no_passphrase_is_told_and_nothing_changes(staged: Stage, qtbot: QtBot, tmp_path: Path) -> None:  # noqa: F811
    package = tmp_path / "notes.safir"
    package.write_bytes(b"these are notes, and no package")
    page = MergePage(staged.context, MergePlace(package))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "notes.safir" in words(page), timeout=20_000)
    assert page.review is None
