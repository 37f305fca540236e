"""Panels used by hand: rows opened in place, the next one begun, rows of others only shown."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.calendars import Calendar, day_of
from app.rules.stages import VisaState
from app.services import editing
from app.ui.context import Context
from app.ui.form.session import DraftSession
from app.ui.panels import PanelCard
from app.ui.panels.looks import looks
from tests.ui.form.hands import key, named, nameless, type_into
from tests.ui.form.making import keep

CTRL = Qt.KeyboardModifier.ControlModifier


def card_of(context: Context, qtbot: QtBot, session: DraftSession, panel: str) -> PanelCard:
    card = PanelCard(session, session.draft, context.office.catalogue.panels(session.draft.kind)[panel])
    qtbot.addWidget(card)
    card.resize(900, 400)
    card.show()
    qtbot.waitExposed(card)
    return card


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
