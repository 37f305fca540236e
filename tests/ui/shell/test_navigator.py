"""Going from place to place: what was deleted keeps nobody from going on, and what was begun is there again."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import SafirError
from app.core.i18n import language
from app.services import changing
from app.services.editing import blank, save
from app.ui.app import Running
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.form import FormPage
from app.ui.shell.navigator import Navigator
from app.ui.shell.places import HomePlace, ListPlace, RecordPlace, SettingsPlace


@pytest.fixture
def context(running: Running) -> Context:
    """Give the context of the open window."""
    assert running.context is not None
    return running.context


@pytest.fixture
def navigator(context: Context) -> Navigator:
    """Give the history of visits of the open window."""
    assert context.navigator is not None
    return context.navigator


@pytest.fixture
def told(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[SafirError]:
    """Give what was reported instead of showing it."""
    found: list[SafirError] = []
    monkeypatch.setattr(context.dialogs, "report", found.append)
    return found


def place_of(navigator: Navigator) -> object:
    return navigator.place


def person(context: Context, name: str = "مریم") -> UUID:
    return save(context.office, blank(context.office, "person", values={"name_fa": name})).id


def delete(context: Context, record: UUID) -> None:
    changing.delete(context.office, "person", [record])


def test_a_deleted_record_is_told_and_leaves_the_page_as_it_is(
    context: Context, navigator: Navigator, told: list[SafirError]
) -> None:
    record = person(context)
    navigator.go(ListPlace("person"))
    navigator.go(RecordPlace("person", record))
    navigator.back()
    delete(context, record)
    page = navigator.page
    assert not navigator.forward()
    assert [error.code for error in told] == ["no_such_record"]
    assert place_of(navigator) == ListPlace("person")
    assert navigator.page is page
    assert not navigator.can_go_forward
    assert navigator.back()
    assert place_of(navigator) == HomePlace()


def test_a_deleted_record_behind_is_passed_over(context: Context, navigator: Navigator, told: list[SafirError]) -> None:
    record = person(context)
    navigator.go(RecordPlace("person", record))
    navigator.go(SettingsPlace())
    delete(context, record)
    assert not navigator.back()
    assert place_of(navigator) == SettingsPlace()
    assert navigator.back()
    assert place_of(navigator) == HomePlace()
    assert len(told) == 1


def test_nobody_goes_to_a_record_that_is_gone(context: Context, navigator: Navigator, told: list[SafirError]) -> None:
    record = person(context)
    delete(context, record)
    assert not navigator.go(RecordPlace("person", record))
    assert place_of(navigator) == HomePlace()
    assert not navigator.can_go_back
    assert len(told) == 1


def test_a_language_switch_leaves_a_deleted_record(
    running: Running, context: Context, navigator: Navigator, told: list[SafirError]
) -> None:
    record = person(context)
    navigator.go(ListPlace("person"))
    navigator.go(RecordPlace("person", record))
    delete(context, record)
    running.window.build()
    assert place_of(navigator) == ListPlace("person")
    assert len(told) == 1


def test_the_palette_offers_nothing_that_was_deleted(running: Running, context: Context, navigator: Navigator) -> None:
    gone, kept = person(context, "مریم"), person(context, "هان دونگ‌هیون")
    navigator.go(RecordPlace("person", gone))
    navigator.go(RecordPlace("person", kept))
    delete(context, gone)
    running.window.open_palette()
    assert [place.id for place, _title in running.window.recent.places] == [kept]


def typing(navigator: Navigator, name: str) -> FormPage:
    navigator.go(RecordPlace("person"))
    page = navigator.page
    assert isinstance(page, FormPage)
    next(editor for editor in page.body.editors() if editor.field.name == "name_fa").put(name)
    return page


def keeps_the_draft(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(_question: object, _detail: object, choices: tuple[Choice, ...]) -> str:
        return next(choice.key for choice in choices if choice.key == "keep")

    monkeypatch.setattr(context.dialogs, "ask", answer)


def name_on(navigator: Navigator) -> object:
    assert isinstance(navigator.page, FormPage)
    return navigator.page.session.draft.values["name_fa"]


def test_a_draft_that_stays_is_there_on_the_way_back(
    context: Context, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps_the_draft(context, monkeypatch)
    typing(navigator, "شهردار ساختگی")
    navigator.go(SettingsPlace())
    navigator.back()
    assert name_on(navigator) == "شهردار ساختگی"


def test_a_draft_that_stays_speaks_the_other_language(
    running: Running, context: Context, navigator: Navigator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps_the_draft(context, monkeypatch)
    page = typing(navigator, "شهردار ساختگی")
    running.window.act("language")
    qtbot.waitUntil(lambda: navigator.page is not page)
    assert language() == "en"
    assert QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert name_on(navigator) == "شهردار ساختگی"


def test_what_a_new_record_begins_with_is_there_on_the_way_back(navigator: Navigator) -> None:
    navigator.go(RecordPlace("person", values={"name_fa": "مریم"}))
    navigator.go(SettingsPlace())
    navigator.back()
    assert name_on(navigator) == "مریم"
