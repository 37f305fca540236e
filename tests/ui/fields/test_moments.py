"""A moment is a day and a time: what is wrong or missing in either stays as typed, with its reason, and is never guessed."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.i18n import _
from app.core.moments import Moment
from app.schema.draft import Draft
from app.services import editing
from app.ui.context import Context
from app.ui.fields import make_editor
from app.ui.fields.days import DayLine
from app.ui.fields.moments import MomentEditor
from tests.ui.form.hands import type_into


def in_tehran(*wall: int) -> Moment:
    return Moment(datetime(*wall), "Asia/Tehran")  # type: ignore[arg-type]  # noqa: DTZ001 - a wall time has no zone of its own


AGREED = in_tehran(2026, 11, 15, 10, 0)
NO_DAY = str(_("Write the day as well, or empty the time."))
NO_TIME = str(_("Write the time as well, or empty the day."))


@pytest.fixture
def draft(context: Context) -> Draft:
    return editing.blank(context.office, "meeting", values={"starts_at": AGREED})


def editor_of(context: Context, draft: Draft, qtbot: QtBot) -> MomentEditor:
    editor = make_editor(context, context.office.catalogue["meeting"].fields["starts_at"], draft)
    qtbot.addWidget(editor)
    editor.set_reading(reading=False)
    editor.show()
    qtbot.waitExposed(editor)
    assert isinstance(editor, MomentEditor)
    return editor


def lines_of(editor: MomentEditor) -> tuple[QLineEdit, QLineEdit]:
    day, clock = editor.findChildren(QLineEdit)[:2]
    return day, clock


def write(line: QLineEdit, text: str) -> None:
    """Type over what stands in a line, and leave it."""
    line.clear()
    type_into(line, text)
    line.textEdited.emit(line.text())
    line.editingFinished.emit()


def test_a_wrong_day_stays_refused_when_the_time_beside_it_is_passed(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, qtbot)
    day, clock = lines_of(editor)
    write(day, "۱۴۰۵/۱۳/۴۵")
    reason = editor.said()
    assert editor.trouble is not None
    clock.editingFinished.emit()
    editor.settle()
    assert (editor.said(), day.text()) == (reason, "۱۴۰۵/۱۳/۴۵")
    assert editor.trouble is not None
    assert draft.values["starts_at"] == AGREED
    assert editor.half_typed() == "۱۴۰۵/۱۳/۴۵\n۱۰:۰۰\nAsia/Tehran"


def test_another_zone_does_not_take_the_reason_away(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, qtbot)
    write(lines_of(editor)[0], "۱۴۰۵/۱۳/۴۵")
    editor.findChildren(QComboBox)[0].activated.emit(1)
    assert editor.trouble is not None
    assert draft.values["starts_at"] == AGREED


def test_the_reason_goes_when_both_can_be_read(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, qtbot)
    day, clock = lines_of(editor)
    write(clock, "۲۵:۹۰")
    write(day, "۱۴۰۵/۰۹/۰۵")
    assert editor.trouble is not None
    write(clock, "۱۱")
    assert editor.trouble is None
    assert draft.values["starts_at"] == in_tehran(2026, 11, 26, 11, 0)


def test_a_time_without_a_day_asks_for_the_day(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "meeting")
    editor = editor_of(context, draft, qtbot)
    write(lines_of(editor)[1], "۱۰:۳۰")
    assert editor.said() == NO_DAY
    assert editor.half_typed() == "\n۱۰:۳۰\nAsia/Tehran"
    write(lines_of(editor)[0], "۱۴۰۵/۰۹/۰۵")
    assert draft.values["starts_at"] == in_tehran(2026, 11, 26, 10, 30)
    assert editor.trouble is None


def test_a_day_without_a_time_waits_for_it_and_is_never_midnight(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "meeting")
    editor = editor_of(context, draft, qtbot)
    day, clock = lines_of(editor)
    write(day, "۱۴۰۵/۰۹/۰۵")
    assert editor.trouble is None, "the keyboard is still on its way to the time"
    assert editor.half_typed() == "۱۴۰۵/۰۹/۰۵\n\nAsia/Tehran"
    editor.settle()
    assert editor.said() == NO_TIME
    assert draft.values.get("starts_at") is None
    write(clock, "۰۰:۰۰")
    assert editor.trouble is None
    assert draft.values["starts_at"] == in_tehran(2026, 11, 26, 0, 0)


def test_a_day_without_a_time_is_refused_when_the_field_is_left(context: Context, qtbot: QtBot) -> None:
    editor = editor_of(context, editing.blank(context.office, "meeting"), qtbot)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    day, clock = lines_of(editor)
    type_into(day, "۱۴۰۵/۰۹/۰۵")
    clock.setFocus()
    assert editor.trouble is None
    editor.findChildren(QComboBox)[0].setFocus()
    assert editor.said() == NO_TIME


def test_both_emptied_are_no_moment(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, qtbot)
    day, clock = lines_of(editor)
    write(day, "")
    assert editor.said() == NO_DAY
    write(clock, "")
    assert editor.trouble is None
    assert draft.values["starts_at"] is None


def test_the_calendar_empties_the_whole_moment(context: Context, draft: Draft, qtbot: QtBot) -> None:
    editor = editor_of(context, draft, qtbot)
    editor.findChildren(DayLine)[0].choose(None)
    assert draft.values["starts_at"] is None
    assert lines_of(editor)[1].text() == ""


def test_settling_a_moment_that_nobody_touched_changes_nothing(context: Context, qtbot: QtBot) -> None:
    exact = in_tehran(2026, 11, 15, 10, 0, 30)
    draft = editing.blank(context.office, "meeting", values={"starts_at": exact})
    editor = editor_of(context, draft, qtbot)
    editor.settle()
    assert draft.values["starts_at"] == exact
