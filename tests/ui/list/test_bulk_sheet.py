"""Bulk edit by hand: a field is emptied where somebody chose to, never because nothing could be read."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.services import editing
from app.ui.context import Context
from app.ui.kit import Segmented
from app.ui.list import ListPage
from app.ui.list.bulk_sheet import BulkSheet
from app.ui.shell.places import ListPlace
from tests.ui.form.making import keep

EXPIRES = PartialDate.of_day(date(2027, 3, 1))


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    """Give a list of two agreements with a last day."""
    for title in ("یکم", "دوم"):
        keep(context, "agreement", title_fa=title, expires_on=EXPIRES)
    found = ListPage(context, ListPlace("agreement"))
    qtbot.addWidget(found)
    found.show()
    qtbot.waitUntil(lambda: found.model.is_settled and found.model.rowCount() == 2, timeout=5000)
    return found


def sheet_of(page: ListPage, qtbot: QtBot, field: str) -> BulkSheet:
    rows = tuple(row for row in map(page.model.row, range(page.model.rowCount())) if row is not None)
    sheet = BulkSheet(page, page.context, page.kind, rows, field=field)
    qtbot.addWidget(sheet)
    qtbot.waitUntil(lambda: sheet.preview.rowCount() == 2, timeout=5000)
    sheet.show()
    return sheet


def last_days(page: ListPage) -> set[object]:
    rows = [row for row in map(page.model.row, range(2)) if row is not None]
    return {editing.open_draft(page.context.office, "agreement", row.id).values["expires_on"] for row in rows}


def type_in(sheet: BulkSheet, text: str) -> None:
    assert sheet.editor is not None
    sheet.editor.retype(text)


def test_a_day_that_cannot_be_read_changes_nothing(page: ListPage, qtbot: QtBot) -> None:
    before = last_days(page)
    sheet = sheet_of(page, qtbot, "expires_on")
    type_in(sheet, "1405/13/45")
    sheet.apply()
    assert sheet.isVisible()
    assert sheet.editor is not None
    assert sheet.editor.said()
    page.context.tasks.stop_all()
    assert last_days(page) == before


def test_nothing_typed_empties_nothing_and_says_so(page: ListPage, qtbot: QtBot) -> None:
    before = last_days(page)
    sheet = sheet_of(page, qtbot, "expires_on")
    assert sheet.preview.cell(0, 1) == sheet.preview.cell(0, 2)
    sheet.apply()
    assert sheet.isVisible()
    assert sheet.editor is not None
    assert "خالی" in strip_isolates(sheet.editor.said())
    page.context.tasks.stop_all()
    assert last_days(page) == before


def test_a_field_is_emptied_by_choice(page: ListPage, qtbot: QtBot) -> None:
    sheet = sheet_of(page, qtbot, "expires_on")
    type_in(sheet, "1405/13/45")
    sheet.choose_way("empty")
    assert sheet.preview.cell(0, 2) == "(خالی)"
    with qtbot.waitSignal(page.context.said):
        sheet.apply()
    assert last_days(page) == {None}


def test_a_readable_day_is_set(page: ListPage, qtbot: QtBot) -> None:
    sheet = sheet_of(page, qtbot, "expires_on")
    type_in(sheet, "1406/01/01")
    with qtbot.waitSignal(page.context.said):
        sheet.apply()
    assert last_days(page) == {PartialDate.of_day(date(2027, 3, 21))}


def test_a_field_that_always_has_a_value_is_never_emptied(page: ListPage, qtbot: QtBot) -> None:
    sheet = sheet_of(page, qtbot, "stage")
    assert not sheet.findChildren(Segmented)
    sheet.apply()
    assert sheet.isVisible()
    assert sheet.preview.cell(0, 1) == sheet.preview.cell(0, 2)
