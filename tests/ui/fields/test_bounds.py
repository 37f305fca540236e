"""What a field cannot keep is refused there: numbers beyond the store, counts below zero, marks in a line."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.errors import NumberTooLarge
from app.core.moments import Moment
from app.schema.fields import NEGATIVE
from app.services import editing
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.zone_combo import ZoneCombo
from tests.ui.form.hands import type_into

HUGE = "۹" * 20


def opened(context: Context, kind: str, name: str, qtbot: QtBot) -> tuple[FieldEditor, QLineEdit]:
    editor = make_editor(context, context.office.catalogue[kind].fields[name], editing.blank(context.office, kind))
    qtbot.addWidget(editor)
    editor.set_reading(reading=False)
    editor.show()
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    return editor, line


@pytest.mark.parametrize(("kind", "name"), [("counterpart", "population"), ("counterpart", "dues")])
def test_a_number_beyond_the_store_is_refused_at_the_field(context: Context, qtbot: QtBot, kind: str, name: str) -> None:
    editor, line = opened(context, kind, name, qtbot)
    type_into(line, HUGE)
    assert str(editor.trouble) == str(NumberTooLarge().message)
    assert editor.half_typed() == HUGE


def test_a_count_below_zero_is_refused_at_the_field(context: Context, qtbot: QtBot) -> None:
    editor, line = opened(context, "counterpart", "population", qtbot)
    type_into(line, "-۵")
    assert str(editor.trouble) == str(NEGATIVE)
    assert editor.value is None


def test_what_is_pasted_into_a_line_becomes_one_line(context: Context, qtbot: QtBot) -> None:
    editor, line = opened(context, "delegation", "title", qtbot)
    QApplication.clipboard().setText("سفر\nبه\u202e سئول\t")
    line.paste()
    assert editor.value == "سفر به سئول"
    line.editingFinished.emit()
    assert line.text() == "سفر به سئول"


def test_spaces_may_be_typed_between_words_and_the_cursor_stays(context: Context, qtbot: QtBot) -> None:
    editor, line = opened(context, "delegation", "title", qtbot)
    type_into(line, "سفر ")
    assert line.text() == "سفر "
    type_into(line, "سئول")
    assert editor.value == "سفر سئول"
    line.setCursorPosition(4)
    QApplication.clipboard().setText("به\n")
    line.paste()
    assert (line.text(), line.cursorPosition()) == ("سفر به سئول", 7)


def test_half_spaces_stay(context: Context, qtbot: QtBot) -> None:
    editor, line = opened(context, "delegation", "title", qtbot)
    type_into(line, "تفاهم\u200cنامه")
    assert editor.value == "تفاهم\u200cنامه"


def test_a_half_typed_moment_keeps_the_zone_it_was_typed_for(context: Context, qtbot: QtBot) -> None:
    editor, day = opened(context, "meeting", "starts_at", qtbot)
    zone = editor.findChildren(ZoneCombo)[0]
    zone.choose("Asia/Seoul")
    type_into(day, "1405/09/27")
    kept = editor.half_typed()
    fresh, _line = opened(context, "meeting", "starts_at", qtbot)
    fresh.retype(kept.replace("\n\n", "\n10:30\n"))
    assert fresh.value == Moment(datetime(2026, 12, 18, 10, 30), "Asia/Seoul")  # noqa: DTZ001 - a wall time
