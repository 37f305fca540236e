"""Columns, order and views by the keyboard: ticked, moved and sorted, kept where they belong."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from app.rules.stage_codes import AgreementStage
from app.services import views
from app.services.listing import Condition, Filter, ListQuery
from app.services.views import View
from app.ui.context import Context
from app.ui.list import ListPage, sheets
from app.ui.list.columns_sheet import ColumnsSheet
from app.ui.list.kept import looks_of
from app.ui.list.saved_views import ALL
from tests.ui.form.making import keep
from tests.ui.list.showing import settle, shown

SMALL = QRect(0, 0, 911, 512)
IN_FORCE = Filter("stage", Condition.IS, (AgreementStage.IN_FORCE,))
ALT = Qt.KeyboardModifier.AltModifier


def columns(page: ListPage) -> tuple[str, ...]:
    return page.query.columns


def filters(page: ListPage) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """Give the filters in force and those set aside."""
    return page.query.filters, page.filtering.aside


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    """Give a list of agreements with three columns."""
    for title in ("یکم", "دوم", "سوم"):
        keep(context, "agreement", title_fa=title)
    found = shown(qtbot, context, "agreement")
    found.shape.choose_columns(("title_fa", "stage", "signed_on", "expires_on"))
    settle(qtbot, found)
    return found


@pytest.fixture
def sheet(page: ListPage, monkeypatch: pytest.MonkeyPatch) -> ColumnsSheet:
    """Give its open sheet of columns, on a small screen."""
    monkeypatch.setattr("app.ui.list.columns_sheet.room_of", lambda _button: SMALL)
    return page.menus.open_columns()


def line(sheet: ColumnsSheet, name: str) -> QListWidgetItem:
    items = [sheet.lines.item(number) for number in range(sheet.lines.count())]
    return next(item for item in items if item.data(Qt.ItemDataRole.UserRole) == name)


def test_the_sheet_stays_on_a_small_screen(sheet: ColumnsSheet) -> None:
    assert SMALL.contains(sheet.geometry())
    assert sheet.height() <= SMALL.height() - sheets.FREE


def test_what_is_shown_stands_first_in_its_order(sheet: ColumnsSheet) -> None:
    names = [sheet.lines.item(number).data(Qt.ItemDataRole.UserRole) for number in range(1, 5)]
    assert names == ["title_fa", "stage", "signed_on", "expires_on"]
    heads = [sheet.lines.item(number).text() for number in range(sheet.lines.count()) if not sheet.lines.item(number).flags()]
    assert len(heads) > 3


def test_a_tick_shows_a_column_and_takes_it_away(sheet: ColumnsSheet, page: ListPage) -> None:
    line(sheet, "register_number").setCheckState(Qt.CheckState.Checked)
    assert columns(page) == ("title_fa", "stage", "signed_on", "expires_on", "register_number")
    line(sheet, "stage").setCheckState(Qt.CheckState.Unchecked)
    assert columns(page) == ("title_fa", "signed_on", "expires_on", "register_number")
    assert not line(sheet, "title_fa").flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_keys_tick_and_move_a_column(sheet: ColumnsSheet, page: ListPage, qtbot: QtBot) -> None:
    sheet.lines.setCurrentItem(line(sheet, "expires_on"))
    qtbot.keyClick(sheet.lines, Qt.Key.Key_Up, ALT)  # type: ignore[no-untyped-call]
    qtbot.keyClick(sheet.lines, Qt.Key.Key_Up, ALT)  # type: ignore[no-untyped-call]
    qtbot.keyClick(sheet.lines, Qt.Key.Key_Up, ALT)  # type: ignore[no-untyped-call]
    assert columns(page) == ("title_fa", "expires_on", "stage", "signed_on")
    qtbot.keyClick(sheet.lines, Qt.Key.Key_Down, ALT)  # type: ignore[no-untyped-call]
    assert columns(page) == ("title_fa", "stage", "expires_on", "signed_on")
    qtbot.keyClick(sheet.lines, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    assert columns(page) == ("title_fa", "stage", "signed_on")


def test_a_column_is_found_by_its_name(sheet: ColumnsSheet, page: ListPage) -> None:
    sheet.search.set_text(str(page.kind.fields["register_number"].label))
    found = [item for item in map(sheet.lines.item, range(sheet.lines.count())) if item.flags() and not item.isHidden()]
    assert line(sheet, "register_number") in found
    assert len(found) < 5


def test_the_list_is_sorted_from_its_menu(page: ListPage, qtbot: QtBot) -> None:
    part = page.menus.more_menu().actions()[0].menu()
    by = {action.text(): action for action in part.actions()}  # type: ignore[attr-defined]
    by["نزولی"].trigger()
    settle(qtbot, page)
    assert page.grid.head.descending


def test_a_dragged_column_keeps_its_place(page: ListPage, context: Context, qtbot: QtBot) -> None:
    page.grid.head.moveSection(3, 1)
    qtbot.waitUntil(lambda: page.query.columns == ("title_fa", "expires_on", "stage", "signed_on"), timeout=5000)
    assert page.grid.head.visualIndex(1) == 1
    assert looks_of(context.settings, "agreement").columns == ("title_fa", "expires_on", "stage", "signed_on")
    assert page.state()["query"].columns == ("title_fa", "expires_on", "stage", "signed_on")


@pytest.fixture
def narrow(page: ListPage, context: Context) -> View:
    """Give a pinned view with two columns, archived rows and roomy lines."""
    query = ListQuery("agreement", filters=(IN_FORCE,), archived=True, columns=("title_fa", "stage"))
    view = views.save_view(context.office, query, title="جاری", density="roomy")
    found = views.mark_view(context.office, view, shared=False, pinned=True)
    page.views.read()
    return found


def test_all_is_the_list_as_it_was(page: ListPage, narrow: View) -> None:
    before = (page.query, page.shape.density)
    page.views.show(str(narrow.id))
    assert columns(page) == ("title_fa", "stage")
    assert page.shape.density == "roomy"
    page.views.show(ALL)
    assert (page.query, page.shape.density) == before


def test_what_is_changed_in_a_view_is_not_kept_for_the_list(page: ListPage, narrow: View, context: Context) -> None:
    kept = looks_of(context.settings, "agreement")
    page.views.show(str(narrow.id))
    page.shape.choose_columns(("title_fa", "stage", "expires_on"))
    page.shape.choose_density("dense")
    now = looks_of(context.settings, "agreement")
    assert (now.columns, now.density) == (kept.columns, kept.density)


def test_a_view_keeps_its_tab_over_going_away_and_back(page: ListPage, narrow: View, context: Context, qtbot: QtBot) -> None:
    page.views.show(str(narrow.id))
    again = shown(qtbot, context, "agreement")
    again.restore(page.state())
    assert again.views.tabs.current == str(narrow.id)
    assert again.shape.density == "roomy"
    assert again.query.columns == ("title_fa", "stage")


def test_a_view_of_the_menu_marks_its_tab(page: ListPage, narrow: View, context: Context) -> None:
    views.mark_view(context.office, narrow, shared=False, pinned=False)
    page.views.read()
    entry = next(action for action in page.views.menu().actions() if action.text() == "جاری")
    entry.trigger()
    assert page.views.tabs.isVisible()
    assert page.views.tabs.current == str(narrow.id)


def test_keys_go_from_tab_to_tab(page: ListPage, narrow: View) -> None:
    assert page.act("tab_2")
    assert page.views.current == str(narrow.id)
    assert page.act("next_tab")
    assert page.views.current == ALL
    assert not page.act("tab_9")


def test_filters_are_turned_off_and_on_without_being_lost(page: ListPage) -> None:
    page.filtering.put(IN_FORCE)
    assert page.act("filters")
    assert filters(page) == ((), (IN_FORCE,))
    assert page.act("filters")
    assert filters(page) == ((IN_FORCE,), ())


def test_the_next_hit_is_the_next_row(page: ListPage) -> None:
    page.grid.go_to(0)
    for row in (1, 2, 0):
        assert page.act("find_next")
        assert page.grid.currentIndex().row() == row
