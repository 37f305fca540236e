"""Panels used by hand: rows opened in place, the next one begun, rows of others only shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.calendars import Calendar, day_of
from app.rules.stages import FollowUpState, VisaState
from app.rules.vocabulary import Side
from app.services import editing
from app.ui.context import Context
from app.ui.form.session import DraftSession
from app.ui.form.stage_steps import next_stages
from app.ui.panels import PanelCard
from app.ui.panels.grip import Grip
from app.ui.panels.looks import looks
from tests.ui.form.hands import key, named, nameless, type_into
from tests.ui.form.making import Answers, keep

CTRL = Qt.KeyboardModifier.ControlModifier


def card_of(context: Context, qtbot: QtBot, session: DraftSession, panel: str) -> PanelCard:
    card = PanelCard(session, session.draft, context.office.catalogue.panels(session.draft.kind)[panel])
    qtbot.addWidget(card)
    card.resize(900, 400)
    card.show()
    qtbot.waitExposed(card)
    return card


def with_gifts(context: Context, qtbot: QtBot, *items: str) -> tuple[PanelCard, DraftSession]:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "gifts")
    for item in items:
        row = editing.blank_row(context.office, session.draft, panel="gifts")
        row.values["item"] = item
        session.draft.rows["gifts"].append(row)
    card.rebuild()
    return card, session


def test_the_next_row_begins_with_ctrl_enter_and_an_empty_one_is_forgotten(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "itinerary")
    name = str(context.office.catalogue["itinerary_item"].fields["subject"].label)
    card.add_row()
    assert card.form is not None
    assert nameless(card) == []
    type_into(named(card.form, QLineEdit, name), "دیدار")
    key(card.form, Qt.Key.Key_Enter, CTRL)
    assert card.form is not None
    key(card.form, Qt.Key.Key_Escape)
    assert [row.look.title for row in card.rows] == ["دیدار"]
    assert len(session.draft.rows["itinerary"]) == 1


def test_a_row_inside_a_row_has_its_own_panel(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "meeting")
    card = card_of(context, qtbot, session, "agenda")
    card.add_row()
    assert card.form is not None
    inner = card.form.panels["promises"]
    assert isinstance(inner, PanelCard)
    inner.add_row()
    assert len(session.draft.rows["agenda"][0].rows["promises"]) == 1


def test_a_removed_row_can_be_put_back_until_it_is_saved(context: Context, qtbot: QtBot) -> None:
    choices: Any = context.office.catalogue["delegation"].fields["direction"].choices
    record = keep(context, "delegation", title="سفر", direction=choices("outgoing"))
    draft = editing.open_draft(context.office, "delegation", record)
    row = editing.blank_row(context.office, draft, panel="itinerary")
    row.values["subject"] = "دیدار"
    draft.rows["itinerary"].append(row)
    editing.save(context.office, draft)
    session = DraftSession.open(context, "delegation", record)
    card = card_of(context, qtbot, session, "itinerary")
    card.remove_row(session.draft.rows["itinerary"][0])
    assert card.rows == ()
    assert session.dirty
    card.put_back()
    assert len(card.rows) == 1
    assert not session.dirty


def test_a_member_is_told_by_name_passport_and_visa(context: Context) -> None:
    person = keep(context, "person", name_fa="علی آزمایشی")
    draft = editing.blank(context.office, "delegation")
    row = editing.blank_row(context.office, draft, panel="members")
    expires = day_of(1406, 2, 3, Calendar.JALALI)
    row.values |= {"person": person, "passport_expires_on": expires, "visa": VisaState.ISSUED}
    (look,) = looks(context.office, context.office.catalogue.panels("delegation")["members"], [row])
    assert (look.title, look.link, look.family, look.done) == ("علی آزمایشی", True, "good", False)
    assert "۱۴۰۶/۰۲/۰۳" in look.sub


def test_a_row_reached_from_the_other_side_is_named_by_its_owner(context: Context) -> None:
    choices: Any = context.office.catalogue["delegation"].fields["direction"].choices
    person = keep(context, "person", name_fa="علی آزمایشی")
    record = keep(context, "delegation", title="سفر به سئول", direction=choices("outgoing"))
    draft = editing.open_draft(context.office, "delegation", record)
    row = editing.blank_row(context.office, draft, panel="members")
    row.values["person"] = person
    draft.rows["members"].append(row)
    editing.save(context.office, draft)
    opened = editing.open_draft(context.office, "person", person)
    (look,) = looks(context.office, context.office.catalogue.panels("person")["travels"], opened.rows["travels"])
    assert (look.title, look.link) == ("سفر به سئول", False)


def test_a_promise_is_ticked_with_its_evidence_and_saved_at_once(opened: tuple[Context, Answers], qtbot: QtBot) -> None:
    context, dialogs = opened
    record = keep(context, "agreement", title_fa="تفاهم‌نامه")
    keep(context, "follow_up", what="ارسال داده", side=Side.OURS, agreement=record)
    session = DraftSession.open(context, "agreement", record)
    card = card_of(context, qtbot, session, "obligations")
    card.findChildren(QCheckBox)[0].click()
    assert not card.rows[0].look.done
    dialogs.reasons = ["نامهٔ شمارهٔ ۱۲"]
    card.findChildren(QCheckBox)[0].click()
    stored = editing.open_draft(context.office, "agreement", record)
    (row,) = stored.rows["obligations"]
    assert (row.values["state"], row.values["evidence"]) == (FollowUpState.DONE, "نامهٔ شمارهٔ ۱۲")
    assert not session.dirty


def test_ctrl_d_takes_the_value_of_the_row_above(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "itinerary")
    name = str(context.office.catalogue["itinerary_item"].fields["subject"].label)
    card.add_row()
    assert card.form is not None
    type_into(named(card.form, QLineEdit, name), "دیدار")
    card.add_row()
    assert card.form is not None
    editor = card.form.grid.editors["subject"]
    assert card.same_as_above(named(card.form, QLineEdit, name))
    assert editor.value == "دیدار"


def test_a_stage_that_cannot_be_entered_says_what_it_needs(context: Context) -> None:
    record = keep(context, "follow_up", what="ارسال داده")
    steps = {str(step.stage): step.needs for step in next_stages(DraftSession.open(context, "follow_up", record))}
    assert steps["done"] is not None
    assert steps["in_progress"] is None


def test_what_is_typed_in_a_row_is_read_before_the_row_closes(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "members")
    name = str(context.office.catalogue["member"].fields["passport_expires_on"].label)
    card.add_row()
    assert card.form is not None
    type_into(named(card.form, QLineEdit, name), "1405/07/15")
    key(card.form, Qt.Key.Key_Enter, CTRL)
    assert [row.values.get("passport_expires_on") for row in session.draft.rows["members"]] == [date(2026, 10, 7), None]


def test_a_row_with_unreadable_words_stays_open_with_its_reason(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "members")
    name = str(context.office.catalogue["member"].fields["passport_expires_on"].label)
    card.add_row()
    form = card.form
    assert form is not None
    type_into(named(form, QLineEdit, name), "1405/13/45")
    for code, held in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Enter, CTRL)):
        key(form, code, held)
        assert card.form is form
        assert form.grid.editors["passport_expires_on"].trouble is not None
    line = named(form, QLineEdit, name)
    line.selectAll()
    key(line, Qt.Key.Key_Delete)
    key(form, Qt.Key.Key_Escape)
    assert card.form is None


def test_a_removed_row_comes_back_by_its_toast_and_the_keyboard_goes_to_its_neighbour(context: Context, qtbot: QtBot) -> None:
    card, _session = with_gifts(context, qtbot, "خاتم", "قلم", "فرش")
    said: list[tuple[str, Any]] = []
    context.said.connect(lambda text, back: said.append((text, back)))
    card.rows[1].setFocus()
    key(card.rows[1], Qt.Key.Key_Delete)
    assert [row.look.title for row in card.rows] == ["خاتم", "فرش"]
    assert card.window().focusWidget() is card.rows[1]
    ((text, back),) = said
    assert "قلم" in text
    back()
    assert [row.look.title for row in card.rows] == ["خاتم", "قلم", "فرش"]
    assert card.window().focusWidget() is card.rows[1]


def test_a_problem_stands_at_the_field_of_its_row_and_marks_the_closed_row(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "meeting")
    card = card_of(context, qtbot, session, "agenda")
    item = editing.blank_row(context.office, session.draft, panel="agenda")
    item.values["documents"] = "نقشه"
    promise = editing.blank_row(context.office, item, panel="promises")
    promise.values["evidence"] = "نامه"
    item.rows["promises"].append(promise)
    session.draft.rows["agenda"].append(item)
    card.rebuild()
    problems = session.check()
    card.say(problems)
    assert card.rows[0].accessibleDescription()
    card.open_row(item)
    assert card.form is not None
    assert card.form.grid.editors["subject"].said() == str(next(each.message for each in problems if each.panel == "agenda"))
    inner = card.form.panels["promises"]
    assert isinstance(inner, PanelCard)
    inner.open_row(promise)
    assert inner.form is not None
    assert inner.form.grid.editors["what"].said()
    card.say(())
    assert not card.form.grid.editors["subject"].said()


def test_a_row_is_pulled_to_another_place_by_its_grip(context: Context, qtbot: QtBot) -> None:
    card, _session = with_gifts(context, qtbot, "خاتم", "قلم", "فرش")
    qtbot.waitUntil(lambda: card.rows[2].y() > card.rows[0].y())
    grip = card.rows[0].findChildren(Grip)[0]
    under = grip.mapFromGlobal(card.rows[2].mapToGlobal(QPoint(5, card.rows[2].height() - 2)))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    QTest.mouseMove(grip, under)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=under)
    assert [row.look.title for row in card.rows] == ["قلم", "فرش", "خاتم"]
    assert card.form is None


def test_a_grip_let_go_at_its_place_changes_nothing(context: Context, qtbot: QtBot) -> None:
    card, _session = with_gifts(context, qtbot, "خاتم")
    QTest.mouseClick(card.rows[0].findChildren(Grip)[0], Qt.MouseButton.LeftButton)
    assert card.form is None
    assert [each.look.title for each in card.rows] == ["خاتم"]


@pytest.mark.parametrize("deed", ["move", "remove", "put back", "paste", "unpaste"])
def test_half_typed_words_of_the_open_row_outlive_what_is_done_to_other_rows(context: Context, qtbot: QtBot, deed: str) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "members")
    rows = [editing.blank_row(context.office, session.draft, panel="members") for _place in range(3)]
    for place, row in enumerate(rows):
        row.values["person"] = keep(context, "person", name_fa=f"نفر {place}")
    session.draft.rows["members"] = rows[:]
    card.rebuild()
    card.open_row(rows[0])
    form = card.form
    assert form is not None
    line = named(form, QLineEdit, str(context.office.catalogue["member"].fields["passport_expires_on"].label))
    type_into(line, "1405/13/45")
    pasted = [editing.blank_row(context.office, session.draft, panel="members")]
    deeds: dict[str, Callable[[], object]] = {
        "move": lambda: card.move_row(rows[2], -1),
        "remove": lambda: card.remove_row(rows[1]),
        "put back": card.put_back,
        "paste": lambda: card.clipboard.taken.emit(pasted),
        "unpaste": lambda: card.clipboard.dropped.emit(pasted),
    }
    deeds[deed]()
    assert card.form is form
    assert form.isVisibleTo(card)
    assert line.text() == "1405/13/45"
    assert not card.settle()


def test_the_form_of_a_row_that_went_does_not_stay(context: Context, qtbot: QtBot) -> None:
    session = DraftSession.begin(context, "delegation")
    card = card_of(context, qtbot, session, "gifts")
    row = editing.blank_row(context.office, session.draft, panel="gifts")
    row.values["item"] = "خاتم"
    card.clipboard.taken.emit([row])
    card.open_row(row)
    form = card.form
    card.clipboard.dropped.emit([row])
    assert form is not None
    assert card.form is None
    assert form.isHidden()
