"""The palette: places, commands, a day in three calendars, settings."""

from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.editing import blank, save
from app.ui.app import Running
from app.ui.form import FormPage
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


def press(palette: Palette, key: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.sendEvent(palette.edit, QKeyEvent(QEvent.Type.KeyPress, key, held))


@pytest.fixture
def person(running: Running) -> UUID:
    """Give a person whose page was visited."""
    assert running.context is not None
    found = save(running.context.office, blank(running.context.office, "person", values={"name_fa": "مریم"})).id
    running.context.go(RecordPlace("person", found))
    return found


def test_keys_do_not_reach_the_page_under_the_palette(running: Running, person: UUID) -> None:
    window = running.window
    page = window.page
    assert isinstance(page, FormPage)
    page.edit()
    next(editor for editor in page.body.editors() if editor.field.name == "name_fa").put("هان دونگ‌هیون")
    window.open_palette()
    palette = window.palette_
    assert palette is not None
    for action in ("save", "save_close", "edit", "new", "undo", "back", "export", "find", "place_1", "tab_2", "help"):
        assert not window.act(action)
    assert window.page is page
    assert page.session.dirty
    assert palette.isVisible()
    assert window.act("palette")


def test_ctrl_enter_opens_the_hit(running: Running, palette: Palette) -> None:
    palette.edit.setText("تنظیمات")
    press(palette, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not palette.isVisible()
    assert running.window.navigator is not None
    assert isinstance(running.window.navigator.place, SettingsPlace)


def test_tab_shows_what_can_be_done_with_a_record(running: Running, person: UUID) -> None:
    running.window.act("home")
    running.window.open_palette()
    palette = running.window.palette_
    assert palette is not None
    before = titles(palette)
    assert before[0] == "مریم"
    press(palette, Qt.Key.Key_Tab)
    assert {"گشودن", "ویرایش", "رونوشت عنوان", "برگهٔ شخص"} <= set(titles(palette))
    press(palette, Qt.Key.Key_Escape)
    assert palette.isVisible()
    assert titles(palette) == before
    press(palette, Qt.Key.Key_Tab)
    palette.list.setCurrentIndex(palette.rows.index(titles(palette).index("رونوشت عنوان"), 0))
    palette.choose()
    assert QApplication.clipboard().text() == "مریم"


def test_a_hit_is_edited_at_once(running: Running, person: UUID) -> None:
    running.window.act("home")
    running.window.open_palette()
    palette = running.window.palette_
    assert palette is not None
    press(palette, Qt.Key.Key_Tab)
    palette.list.setCurrentIndex(palette.rows.index(titles(palette).index("ویرایش"), 0))
    palette.choose()
    page = running.window.page
    assert isinstance(page, FormPage)
    assert not page.reading


def test_tab_leaves_a_place_as_it_is(palette: Palette) -> None:
    palette.edit.setText("تنظیمات")
    before = titles(palette)
    press(palette, Qt.Key.Key_Tab)
    assert titles(palette) == before
    assert palette.isVisible()


def test_the_last_row_is_shown_whole(palette: Palette) -> None:
    last = palette.rows.index(len(titles(palette)) - 1, 0)
    assert palette.list.viewport().rect().contains(palette.list.visualRect(last))
