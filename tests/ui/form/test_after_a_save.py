"""After a save the hands stay where they are; what is written here survives what history and archive do to the record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.i18n import _
from app.rules.stages import DelegationStage
from app.services import drafts, editing
from app.ui.context import Context
from app.ui.form.page import FormPage
from app.ui.shell.places import RecordPlace
from tests.ui.form.hands import key, named, press, type_into
from tests.ui.form.making import Answers, keep

CTRL = Qt.KeyboardModifier.ControlModifier


def label(context: Context, kind: str, name: str) -> str:
    return str(context.office.catalogue[kind].fields[name].label)


def a_trip(context: Context, **values: Any) -> UUID:
    choices: Any = context.office.catalogue["delegation"].fields["direction"].choices
    return keep(context, "delegation", title="سفر به سئول", direction=choices("outgoing"), **values)


def change(context: Context, record: UUID, **values: Any) -> None:
    draft = editing.open_draft(context.office, "delegation", record)
    draft.values.update(values)
    editing.save(context.office, draft)


def stored(context: Context, record: UUID, name: str) -> object:
    return editing.open_draft(context.office, "delegation", record).values[name]


@pytest.fixture
def written(context: Context, qtbot: QtBot) -> Callable[[UUID], FormPage]:
    """Open a record for writing, in a window that has the keyboard."""

    def opened(record: UUID) -> FormPage:
        page = FormPage(context, RecordPlace("delegation", record))
        qtbot.addWidget(page)
        page.resize(1170, 400)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.body.finish()
        page.edit()
        page.body.finish()
        return page

    return opened


Written = Callable[[UUID], FormPage]


def test_a_save_leaves_keyboard_cursor_and_page_where_they_are(context: Context, qtbot: QtBot, written: Written) -> None:
    page = written(a_trip(context))
    line = named(page, QLineEdit, label(context, "delegation", "funder"))
    line.setFocus()
    page.body.page.ensureWidgetVisible(line)
    type_into(line, "شهرداری تهران")
    line.setCursorPosition(3)
    at = page.body.page.verticalScrollBar().value()
    key(line, Qt.Key.Key_S, CTRL)
    assert not page.session.dirty
    qtbot.wait(1)
    assert page.focusWidget() is line
    assert line.cursorPosition() == 3
    assert page.body.page.verticalScrollBar().value() == at > 0


def test_paragraphs_keep_their_cursor_when_they_are_saved(context: Context, written: Written) -> None:
    page = written(a_trip(context))
    text = named(page, QPlainTextEdit, label(context, "delegation", "purpose"))
    type_into(text, "هدف سفر ")
    at = text.textCursor().position()
    assert page.save()
    assert page.focusWidget() is text
    assert (text.textCursor().position(), text.toPlainText()) == (at, "هدف سفر ")


def test_an_open_row_stays_open_with_the_keyboard_in_it(context: Context, written: Written) -> None:
    page = written(a_trip(context))
    card = page.body.blocks["s2"].panels["itinerary"]
    card.add_row()
    form = card.form
    assert form is not None
    line = named(form, QLineEdit, label(context, "itinerary_item", "subject"))
    type_into(line, "دیدار")
    assert page.save()
    assert card.form is form
    assert page.focusWidget() is line
    assert not form.isHidden()
    type_into(line, " با شهردار")
    assert page.save()
    rows = editing.open_draft(context.office, "delegation", page.session.draft.id or UUID(int=0)).rows["itinerary"]
    assert [row.values["subject"] for row in rows] == ["دیدار با شهردار"]


def test_a_row_with_the_keyboard_keeps_it(context: Context, written: Written) -> None:
    record = a_trip(context)
    draft = editing.open_draft(context.office, "delegation", record)
    row = editing.blank_row(context.office, draft, panel="itinerary")
    row.values["subject"] = "یک"
    draft.rows["itinerary"].append(row)
    editing.save(context.office, draft)
    page = written(record)
    card = page.body.blocks["s2"].panels["itinerary"]
    card.rows[0].setFocus()
    page.session.draft.values["city"] = "سئول"
    page.session.touch()
    assert page.save()
    assert page.focusWidget() is card.rows[0]


def test_the_stage_offers_what_follows_after_a_save(context: Context, written: Written) -> None:
    from app.ui.fields.choices import ChoiceEditor

    page = written(a_trip(context))
    page.head.stage_chosen.emit(str(DelegationStage.NECESSITY_STATED))
    editor = next(found for found in page.findChildren(ChoiceEditor) if found.field.name == "stage")
    stage = page.session.kind.stage
    assert stage is not None
    assert {str(one) for one in editor.offered} == {"necessity_stated", *stage.following(page.session.draft)}


def test_a_save_that_changed_something_has_a_way_back(context: Context, qtbot: QtBot, written: Written) -> None:
    page = written(a_trip(context))
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    with qtbot.waitSignal(context.said) as said:
        page.save()
    assert said.args == [str(_("Saved.")), True]
    with qtbot.waitSignal(context.said) as said:
        page.save()
    assert said.args == [str(_("Saved.")), False]
    with qtbot.waitSignal(context.said) as said:
        page.head.stage_chosen.emit(str(DelegationStage.NECESSITY_STATED))
    assert said.args == [str(_("Saved.")), True]


def test_a_stage_is_not_saved_over_what_cannot_be_read(context: Context, written: Written) -> None:
    record = a_trip(context)
    page = written(record)
    type_into(named(page, QLineEdit, label(context, "delegation", "starts_on")), "۱۴۰۴/۱۲/۳۰")
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    page.head.stage_chosen.emit(str(DelegationStage.NECESSITY_STATED))
    assert page.summary.isVisible()
    assert stored(context, record, "stage") is DelegationStage.PROPOSED
    assert page.session.draft.values["stage"] is DelegationStage.PROPOSED
    assert stored(context, record, "city") is None


@pytest.mark.parametrize("words", ["Put this value back", "Undo the whole deed"])
def test_history_takes_nothing_away_that_is_being_written(
    context: Context, qtbot: QtBot, dialogs: Answers, written: Written, words: str
) -> None:
    record = a_trip(context, city="سئول")
    change(context, record, city="بوسان")
    page = written(record)
    type_into(named(page, QLineEdit, label(context, "delegation", "funder")), "شهرداری")
    type_into(named(page, QLineEdit, label(context, "delegation", "head")), "کیم")
    page.drafts.keeper.keep()
    page.show_history()
    qtbot.waitUntil(lambda: len(page.history.deeds) == 2)
    press(page.history, str(_(words)))
    assert stored(context, record, "city") == "سئول"
    assert dialogs.asked == []
    values = page.session.draft.values
    assert (values["city"], values["funder"]) == ("سئول", "شهرداری")
    assert named(page, QLineEdit, label(context, "delegation", "city")).text() == "سئول"
    assert named(page, QLineEdit, label(context, "delegation", "head")).text() == "کیم"
    assert drafts.open_kept(context.office, record) is not None


def test_what_history_and_the_page_both_changed_is_asked(
    context: Context, qtbot: QtBot, dialogs: Answers, written: Written
) -> None:
    record = a_trip(context, city="سئول")
    change(context, record, city="بوسان")
    page = written(record)
    line = named(page, QLineEdit, label(context, "delegation", "city"))
    type_into(line, " بزرگ")
    mine = page.session.draft.values["city"]
    page.show_history()
    qtbot.waitUntil(lambda: len(page.history.deeds) == 2)
    dialogs.answers = ["mine"]
    press(page.history, str(_("Put this value back")))
    assert dialogs.asked == [label(context, "delegation", "city")]
    assert page.session.draft.values["city"] == mine
    assert page.save()
    assert stored(context, record, "city") == mine


def test_a_draft_that_was_to_stay_survives_archiving(context: Context, dialogs: Answers, written: Written) -> None:
    record = a_trip(context)
    page = written(record)
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    dialogs.answers = ["keep"]
    page.archive()
    assert stored(context, record, "archived") is True
    assert page.session.draft.values["city"] == "سئول"
    assert drafts.open_kept(context.office, record) is not None


def test_another_hand_does_not_take_away_a_day_that_is_half_typed(context: Context, written: Written) -> None:
    record = a_trip(context)
    page = written(record)
    line = named(page, QLineEdit, label(context, "delegation", "starts_on"))
    type_into(line, "۱۴۰۵/۰")
    assert page.would_lose()
