"""The palette: places, commands, a day in three calendars, settings."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.app import Running
from app.ui.shell.palette import Palette
from app.ui.shell.palette_entries import MOST
from app.ui.shell.places import ListPlace, PaperPlace, RecordPlace, SettingsPlace


@pytest.fixture
def palette(running: Running) -> Palette:
    running.window.open_palette()
    found = running.window.palette_
    assert found is not None
    return found


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.rows.entries]


def test_it_opens_with_places_and_commands_and_never_more_than_nine(palette: Palette) -> None:
    assert 0 < len(titles(palette)) <= MOST


def test_a_typed_day_is_shown_in_three_calendars(palette: Palette) -> None:
    palette.edit.setText("۱۴۰۵/۰۹/۰۲")
    first = palette.rows.entries[0]
    assert "۲ آذر ۱۴۰۵" in first.title
    assert "۲۰۲۶" in first.sub or "2026" in first.sub
    assert "۱۴۴۸" in first.sub
    palette.choose()
    assert "۱۴۰۵" in QApplication.clipboard().text()


def test_enter_goes_to_the_chosen_place(palette: Palette, running: Running) -> None:
    kind = next(iter(running.context.office.catalogue.pages())) if running.context else None
    assert kind is not None
    palette.edit.setText(str(kind.plural))
    assert palette.rows.entries[0].title == str(kind.plural)
    palette.choose()
    navigator = running.window.navigator
    assert navigator is not None
    assert navigator.place == ListPlace(kind.key)
    assert not palette.isVisible()


def test_a_setting_is_found_by_its_name(palette: Palette, running: Running) -> None:
    from app.core.i18n import _

    palette.edit.setText(str(_("Text size")))
    assert str(_("Text size")) in titles(palette)
    palette.list.setCurrentIndex(palette.rows.index(titles(palette).index(str(_("Text size"))), 0))
    palette.choose()
    navigator = running.window.navigator
    assert navigator is not None
    assert navigator.place == SettingsPlace("look")


def test_what_is_not_there_is_said(palette: Palette, qtbot: QtBot) -> None:
    palette.edit.setText("ضضضضقق")
    qtbot.waitUntil(lambda: "ضضضضقق" in palette.said)


def test_a_paper_is_found_by_its_name_and_asks_for_its_record(palette: Palette, running: Running) -> None:
    palette.edit.setText("برگه توجیهی")
    assert palette.rows.entries[0].title == "برگهٔ توجیهی"
    palette.choose()
    navigator = running.window.navigator
    assert navigator is not None
    assert navigator.place == ListPlace("meeting")


def test_a_paper_is_printed_for_the_record_now_open(running: Running) -> None:
    from app.services.editing import blank, save

    context, navigator = running.context, running.window.navigator
    assert context is not None
    assert navigator is not None
    person = save(context.office, blank(context.office, "person", values={"name_fa": "مریم"})).id
    context.go(RecordPlace("person", person))
    running.window.open_palette()
    found = running.window.palette_
    assert found is not None
    found.edit.setText("برگهٔ شخص")
    found.choose()
    assert navigator.place == PaperPlace("person_sheet", person)


def test_a_register_needs_no_record(palette: Palette, running: Running) -> None:
    from app.papers import by_name

    palette.edit.setText(str(by_name("agreement_register").title))
    palette.choose()
    navigator = running.window.navigator
    assert navigator is not None
    assert navigator.place == PaperPlace("agreement_register")
