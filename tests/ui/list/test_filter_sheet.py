"""The sheet of a filter by hand: it stays on a small screen, and tells what it waits for."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from app.services.listing import Condition
from app.ui.context import Context
from app.ui.kit import Label, SearchBox
from app.ui.list import ListPage, sheets
from app.ui.list.filter_sheet import FilterSheet
from app.ui.shell.places import ListPlace

SMALL = QRect(0, 0, 911, 512)


@pytest.fixture
def sheet(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FilterSheet:
    """Give the sheet over a list of agreements, on a small screen."""
    monkeypatch.setattr(sheets, "room_of", lambda _sheet: SMALL)
    page = ListPage(context, ListPlace("agreement"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.is_settled, timeout=5000)
    found = FilterSheet(page, context, page.kind)
    qtbot.addWidget(found)
    found.show()
    return found


def choose(sheet: FilterSheet, field: str, condition: Condition = Condition.IS) -> None:
    sheet.field_box.setCurrentIndex(sheet.field_box.findData(field))
    sheet.condition_box.setCurrentIndex(sheet.condition_box.findData(condition))


def test_its_buttons_stay_on_a_small_screen(sheet: FilterSheet) -> None:
    choose(sheet, "stage")
    assert len(sheet.findChildren(QCheckBox)) > 8
    assert sheet.height() <= SMALL.height() - sheets.FREE
    for button in sheet.findChildren(QPushButton):
        if button.isVisible():
            assert sheet.rect().contains(button.mapTo(sheet, button.rect().bottomRight()))


def test_a_long_choice_is_searched(sheet: FilterSheet) -> None:
    choose(sheet, "stage")
    search = sheet.findChild(SearchBox)
    assert search is not None
    search.set_text("لازم الاجرا")
    assert [box.text() for box in sheet.findChildren(QCheckBox) if box.isVisible()] == ["لازم‌الاجرا"]


def test_nothing_ticked_is_told(sheet: FilterSheet) -> None:
    choose(sheet, "stage")
    sheet.apply()
    assert sheet.isVisible()
    assert sheet.result_filter is None
    assert any("برگزینید" in label.text() for label in sheet.findChildren(Label) if label.isVisible())


def test_a_missing_value_and_an_unreadable_one_are_told_at_their_field(sheet: FilterSheet) -> None:
    choose(sheet, "expires_on", Condition.BETWEEN)
    first, second = sheet.editors
    first.retype("1405/13/45")
    sheet.apply()
    assert sheet.isVisible()
    assert first.said()
    assert second.said()
    first.retype("1405/01/01")
    second.retype("1405/02/01")
    sheet.apply()
    assert sheet.result_filter is not None
