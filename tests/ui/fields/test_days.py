"""Days typed by hand: many ways in, one way shown; what cannot be read stays."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.partial_dates import PartialDate
from app.schema.draft import Draft
from app.services import editing
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.fields.days import DayEditor
from app.ui.fields.holidays import holidays
from app.ui.kit import Label
from tests.ui.form.hands import key, type_into


@pytest.fixture
def draft(context: Context) -> Draft:
    return editing.blank(context.office, "delegation")


def editor_of(context: Context, draft: Draft, name: str, qtbot: QtBot) -> FieldEditor:
    field = context.office.catalogue[draft.kind].fields[name]
    editor = make_editor(context, field, draft)
    qtbot.addWidget(editor)
    editor.set_reading(reading=False)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def leave(line: QLineEdit) -> None:
    line.editingFinished.emit()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("۱۴۰۵/۰۹/۰۲", date(2026, 11, 23)),
        ("1405-9-2", date(2026, 11, 23)),
        ("۱۴۰۵.۹.۲", date(2026, 11, 23)),
        ("٠٢ ٩ ١٤٠٥", date(2026, 11, 23)),
        ("14050902", date(2026, 11, 23)),
        ("۰۵/۹/۲", date(2026, 11, 23)),
        ("۲ آذر ۱۴۰۵", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23 November 2026", date(2026, 11, 23)),
        ("امروز", date(2026, 11, 23)),
        ("فردا", date(2026, 11, 24)),
        ("+۷", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read_however_it_is_typed(context: Context, draft: Draft, qtbot: QtBot, typed: str, day: date) -> None:
    editor = editor_of(context, draft, "starts_on", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, typed)
    leave(line)
    assert draft.values["starts_on"] == day
    assert editor.trouble is None


def test_a_day_is_shown_in_figures_with_the_other_calendar_beneath(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, "starts_on", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, "2 9 1405")
    leave(line)
    assert line.text() == "۱۴۰۵/۰۹/۰۲"
    texts = [label.text() for label in editor.findChildren(Label)]
    assert any("دوشنبه" in text and "۲۳ نوامبر ۲۰۲۶" in text for text in texts)


@pytest.mark.parametrize("typed", ["۱۴۰۴/۱۲/۳۰", "۱۴۰۵/۱۳/۰۱", "روزی"])
def test_an_impossible_day_is_refused_and_kept_as_typed(context: Context, draft: Draft, qtbot: QtBot, typed: str) -> None:
    draft.values["starts_on"] = date(2026, 11, 23)
    editor = editor_of(context, draft, "starts_on", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_into(line, typed)
    leave(line)
    assert line.text() == typed
    assert editor.trouble is not None
    assert editor.said() == str(editor.trouble)
    assert line.property("state") == "error"
    assert draft.values["starts_on"] == date(2026, 11, 23)


def test_the_keys_of_a_day_step_it_and_bring_today(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, "starts_on", qtbot)
    line = editor.focus_target()
    assert line is not None
    key(line, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    key(line, Qt.Key.Key_Up)
    assert draft.values["starts_on"] == date(2026, 11, 24)
    key(line, Qt.Key.Key_Down)
    key(line, Qt.Key.Key_Down)
    assert draft.values["starts_on"] == date(2026, 11, 22)


def test_the_calendar_moves_as_seen_and_gives_the_day(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, "starts_on", qtbot)
    assert isinstance(editor, DayEditor)
    line = editor.focus_target()
    assert line is not None
    key(line, Qt.Key.Key_F4)
    popup = editor.popup
    assert popup is not None
    assert popup.isVisible()
    key(popup.grid, Qt.Key.Key_Left)
    key(popup.grid, Qt.Key.Key_Down)
    key(popup.grid, Qt.Key.Key_Return)
    assert draft.values["starts_on"] == date(2026, 12, 1)


@pytest.mark.parametrize(("typed", "shown"), [("۱۴۰۵", "۱۴۰۵"), ("آذر ۱۴۰۵", "آذر ۱۴۰۵"), ("۱۳۹۵/۹/۹", "۱۳۹۵/۰۹/۰۹")])
def test_part_of_a_date_is_enough_where_the_field_allows_it(context: Context, qtbot: QtBot, typed: str, shown: str) -> None:
    draft = editing.blank(context.office, "agreement")
    editor = editor_of(context, draft, "signed_on", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, typed)
    leave(line)
    assert isinstance(draft.values["signed_on"], PartialDate)
    assert line.text() == shown


def test_holidays_are_known_by_their_day() -> None:
    assert holidays()[date(2024, 3, 20)].name("fa") == "جشن نوروز"


def test_a_year_far_outside_is_refused_and_stays_as_typed(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, "starts_on", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, "0622-03-21")
    leave(line)
    assert editor.value is None
    assert editor.trouble is not None
    assert line.text() == "0622-03-21"
