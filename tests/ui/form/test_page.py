"""The page of a record, used by hand: read, edited, saved, refused, left."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import _
from app.records.counterpart import Counterpart, CounterpartKind
from app.rules.stages import DelegationStage, FollowUpState
from app.rules.vocabulary import Side
from app.schema.fields import Field
from app.services import changing, drafts, editing
from app.ui.context import Context
from app.ui.fields.choices import ChoiceEditor
from app.ui.fields.links import LinkEditor
from app.ui.form.page import FormPage
from app.ui.panels.row_views import PanelRow
from app.ui.shell.places import ListPlace, Page, RecordPlace
from tests.ui.form.hands import key, named, nameless, press, type_into
from tests.ui.form.making import Answers, keep

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(context: Context, qtbot: QtBot, place: RecordPlace) -> FormPage:
    page = FormPage(context, place)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    page.body.finish()
    return page


def field_of(context: Context, kind: str, name: str) -> Field:
    return context.office.catalogue[kind].fields[name]


def label(context: Context, kind: str, name: str) -> str:
    return str(field_of(context, kind, name).label)


def choose(page: QWidget, name: str, code: str) -> None:
    combo = named(page, QComboBox, name)
    editor = next(found for found in page.findChildren(ChoiceEditor) if found.isAncestorOf(combo))
    at = next(place for place, member in enumerate(editor.offered) if str(member) == code)
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def a_trip(context: Context, title: str = "سفر به سئول") -> UUID:
    choices: Any = field_of(context, "delegation", "direction").choices
    return keep(context, "delegation", title=title, direction=choices("outgoing"))


def test_a_delegation_is_registered_with_members_and_programme(context: Context, qtbot: QtBot) -> None:
    """One draft, one save, one deed: the record, a member found by type-ahead, two lines of the programme."""
    person = keep(context, "person", name_fa="علی آزمایشی")
    page = shown(context, qtbot, RecordPlace("delegation"))
    type_into(named(page, QLineEdit, label(context, "delegation", "title")), "سفر به سئول")
    choose(page, label(context, "delegation", "direction"), "outgoing")
    type_into(named(page, QLineEdit, label(context, "delegation", "starts_on")), "۱۵ آذر ۱۴۰۵")
    members = page.body.blocks["s1"].panels["members"]
    members.add_row()
    assert members.form is not None
    who = members.form.grid.editors["person"]
    assert isinstance(who, LinkEditor)
    type_into(who.picker, "علي")
    who.picker.offer()
    who.picker.take(0)
    programme = page.body.blocks["s2"].panels["itinerary"]
    programme.add_row()
    assert programme.form is not None
    type_into(named(programme.form, QLineEdit, label(context, "itinerary_item", "subject")), "دیدار با شهردار")
    key(programme.form, Qt.Key.Key_Return, CTRL)
    assert programme.form is not None
    type_into(named(programme.form, QLineEdit, label(context, "itinerary_item", "subject")), "بازدید")
    key(page, Qt.Key.Key_S, CTRL)
    assert page.summary.isHidden(), page.summary.lines()
    record = page.session.draft.id
    assert record is not None
    stored = editing.open_draft(context.office, "delegation", record)
    assert stored.values["title"] == "سفر به سئول"
    assert [row.values["person"] for row in stored.rows["members"]] == [person]
    assert [row.values["subject"] for row in stored.rows["itinerary"]] == ["دیدار با شهردار", "بازدید"]


def test_ctrl_enter_belongs_to_the_open_row_first(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation"))
    card = page.body.blocks["s2"].panels["itinerary"]
    card.add_row()
    assert card.form is not None
    line = named(card.form, QLineEdit, label(context, "itinerary_item", "subject"))
    type_into(line, "دیدار")
    assert card.next_row(line)
    assert not card.next_row(page)
    assert len(page.session.draft.rows["itinerary"]) == 2


def test_it_is_a_page_and_everything_in_it_has_a_name(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    assert isinstance(page, Page)
    assert nameless(page) == []
    page.edit()
    assert nameless(page) == []


def test_a_record_is_read_first_and_f2_edits_it(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    assert page.reading
    assert page.bar.isHidden()
    key(page, Qt.Key.Key_F2)
    assert not page.reading
    assert named(page, QLineEdit, label(context, "delegation", "title")).text() == "سفر به سئول"
    assert page.bar.isVisible()


def test_missing_required_fields_are_listed_and_each_line_leads_to_its_field(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation"))
    assert not page.save()
    assert len(page.summary.lines()) == 2
    press(page.summary, next(line for line in page.summary.lines() if label(context, "delegation", "title") in line))
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == label(context, "delegation", "title")


def test_an_impossible_day_stops_the_save_and_stays_as_typed(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    page.edit()
    line = named(page, QLineEdit, label(context, "delegation", "starts_on"))
    type_into(line, "۱۴۰۴/۱۲/۳۰")
    assert not page.save()
    assert line.text() == "۱۴۰۴/۱۲/۳۰"
    assert page.summary.isVisible()
    assert page.session.draft.values["starts_on"] is None


def test_leaving_with_changes_asks_and_staying_keeps_them(context: Context, dialogs: Answers, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    assert page.can_leave()
    assert dialogs.asked == []
    page.edit()
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    assert not page.can_leave()
    assert dialogs.asked == [str(_("The changes of this page are not saved. Shall its draft stay?"))]
    assert page.session.draft.values["city"] == "سئول"
    dialogs.answers = ["save"]
    assert page.can_leave()
    assert not page.session.dirty


def test_escape_asks_only_when_something_would_be_lost(context: Context, dialogs: Answers, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    page.edit()
    key(page, Qt.Key.Key_Escape)
    assert page.reading
    assert dialogs.asked == []
    page.edit()
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    dialogs.answers = ["drop"]
    key(page, Qt.Key.Key_Escape)
    assert page.reading
    assert page.session.draft.values["city"] is None


def test_a_stale_save_is_compared_and_mine_may_stay(context: Context, dialogs: Answers, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.edit()
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    other = editing.open_draft(context.office, "delegation", record)
    other.values["city"] = "بوسان"
    editing.save(context.office, other)
    assert not page.save()
    assert page.session.draft.values["city"] == "سئول"
    dialogs.answers = ["compare", "mine"]
    assert page.save()
    assert editing.open_draft(context.office, "delegation", record).values["city"] == "سئول"


def test_what_only_the_other_changed_comes_in_and_rows_are_compared(
    context: Context, dialogs: Answers, qtbot: QtBot
) -> None:
    record = a_trip(context)
    draft = editing.open_draft(context.office, "delegation", record)
    for place in ("الف", "ب"):
        row = editing.blank_row(context.office, draft, panel="itinerary")
        row.values["subject"] = place
        draft.rows["itinerary"].append(row)
    editing.save(context.office, draft)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.edit()
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    page.session.draft.rows["itinerary"][0].values["subject"] = "الف، از من"
    other = editing.open_draft(context.office, "delegation", record)
    other.values["purpose"] = "هدف دیگری"
    other.rows["itinerary"][0].values["subject"] = "الف، از دیگری"
    other.rows["itinerary"][1].values["subject"] = "ب، از دیگری"
    editing.save(context.office, other)
    dialogs.answers = ["compare", "mine"]
    dialogs.asked = []
    assert page.save()
    assert len(dialogs.asked) == 2  # the stale save, and the one row that both changed
    stored = editing.open_draft(context.office, "delegation", record)
    assert stored.values["city"] == "سئول"
    assert stored.values["purpose"] == "هدف دیگری"
    assert [row.values["subject"] for row in stored.rows["itinerary"]] == ["الف، از من", "ب، از دیگری"]


def test_a_stage_is_chosen_from_what_may_follow(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.head.stage_chosen.emit(str(DelegationStage.NECESSITY_STATED))
    stored = editing.open_draft(context.office, "delegation", record)
    assert stored.values["stage"] is DelegationStage.NECESSITY_STATED


def test_sections_exist_only_where_the_kind_says_so(context: Context, qtbot: QtBot) -> None:
    bank = keep(context, "counterpart", name_fa="بانک", kind=CounterpartKind.DEVELOPMENT_BANK)
    page = shown(context, qtbot, RecordPlace("counterpart", bank))
    page.edit()
    loans = next(block for block in page.body.blocks.values() if Counterpart.loan in block.section.items)
    assert not loans.isHidden()
    choose(page, label(context, "counterpart", "kind"), "city")
    assert loans.isHidden()


def test_missing_rows_lead_to_their_panel_with_a_new_row_open(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    members = str(context.office.catalogue.panels("delegation")["members"].kind.plural)
    action = next(action for action in page.gaps_menu().actions() if action.text() == members)
    action.trigger()
    assert not page.reading
    assert len(list(page.session.draft.living("members"))) == 1
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == label(context, "member", "person")


def test_what_is_missing_leads_to_its_field(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot, RecordPlace("delegation", a_trip(context)))
    menu = page.gaps_menu()
    action = next(action for action in menu.actions() if action.text() == label(context, "delegation", "city"))
    action.trigger()
    assert not page.reading
    focus = page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == label(context, "delegation", "city")


def test_deleting_offers_a_way_back(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    with qtbot.waitSignal(context.said) as said:
        page.delete()
    assert said.args[1] is True
    assert page.can_leave()


def test_history_tells_old_and_new_and_puts_a_value_back(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    draft = editing.open_draft(context.office, "delegation", record)
    draft.values["city"] = "سئول"
    editing.save(context.office, draft)
    draft = editing.open_draft(context.office, "delegation", record)
    draft.values["city"] = "بوسان"
    editing.save(context.office, draft)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.show_history()
    qtbot.waitUntil(lambda: len(page.history.deeds) == 3)
    press(page.history, str(_("Put this value back")))
    assert page.session.draft.values["city"] == "سئول"


def test_the_page_comes_back_as_it_was_left(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.edit()
    page.body.editors().__next__()
    state = page.state()
    again = shown(context, qtbot, RecordPlace("delegation", record))
    again.restore(state)
    assert not again.reading


def test_another_hand_is_seen_at_once_when_nothing_would_be_lost(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    context.changed.connect(page.refresh)
    draft = editing.open_draft(context.office, "delegation", record)
    draft.values["city"] = "سئول"
    editing.save(context.office, draft)
    qtbot.waitUntil(lambda: page.session.draft.values["city"] == "سئول")


@pytest.mark.parametrize("kind", ["counterpart", "person", "post", "delegation", "meeting", "agreement", "follow_up"])
def test_every_kind_has_a_form_that_opens_empty(context: Context, qtbot: QtBot, kind: str) -> None:
    page = shown(context, qtbot, RecordPlace(kind))
    assert not page.reading
    assert page.title()
    assert page.crumb() == str(context.office.catalogue[kind].plural)
    assert not page.session.dirty


def test_rows_move_go_and_come_back_by_keys(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    draft = editing.open_draft(context.office, "delegation", record)
    for subject in ("یک", "دو", "سه"):
        row = editing.blank_row(context.office, draft, panel="itinerary")
        row.values["subject"] = subject
        draft.rows["itinerary"].append(row)
    editing.save(context.office, draft)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.edit()
    card = page.body.blocks["s2"].panels["itinerary"]
    key(card.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [found.look.title for found in card.rows] == ["دو", "یک", "سه"]
    key(card.rows[2], Qt.Key.Key_Delete)
    assert [found.look.title for found in card.rows] == ["دو", "یک"]
    assert page.save()
    stored = editing.open_draft(context.office, "delegation", record)
    assert [row.values["subject"] for row in stored.rows["itinerary"]] == ["دو", "یک"]


def test_promises_stand_on_their_sides_with_their_delay(context: Context, qtbot: QtBot) -> None:
    from datetime import date

    from app.rules.vocabulary import Side

    record = keep(context, "agreement", title_fa="تفاهم‌نامه")
    keep(context, "follow_up", what="ارسال داده", side=Side.OURS, due_on=date(2026, 11, 11), agreement=record)
    keep(context, "follow_up", what="اعزام کارشناس", side=Side.THEIRS, due_on=date(2026, 12, 21), agreement=record)
    page = shown(context, qtbot, RecordPlace("agreement", record))
    rows = {row.look.title: row for row in page.findChildren(PanelRow) if row.isVisibleTo(page)}
    assert (rows["ارسال داده"].look.late, rows["ارسال داده"].look.side) == (12, Side.OURS)
    assert (rows["اعزام کارشناس"].look.late, rows["اعزام کارشناس"].look.side) == (0, Side.THEIRS)


def test_sections_below_are_built_in_free_moments_and_a_tab_still_leads_there(context: Context, qtbot: QtBot) -> None:
    record = a_trip(context)
    page = FormPage(context, RecordPlace("delegation", record))
    qtbot.addWidget(page)
    blocks = [block for block in page.body.blocks.values() if not block.isHidden()]
    assert [block.is_built for block in blocks] == [True, *[False] * (len(blocks) - 1)]
    page.resize(1170, 714)
    page.show()
    page.body.go_to_place(2)
    assert page.body.tabs.current == page.body.tabs.keys[2]
    assert all(block.is_built for block in blocks)


def test_cancelling_leaves_a_record_whose_creation_was_undone(
    context: Context, dialogs: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = a_trip(context)
    page = shown(context, qtbot, RecordPlace("delegation", record))
    page.edit()
    type_into(named(page, QLineEdit, label(context, "delegation", "city")), "سئول")
    changing.delete(context.office, "delegation", (record,))
    went: list[object] = []
    monkeypatch.setattr(context, "go", went.append)
    dialogs.answers = ["drop"]
    page.cancel()
    assert went == [ListPlace("delegation")]
    assert page.can_leave()


def test_a_promise_is_ticked_beside_a_day_that_is_half_typed(context: Context, dialogs: Answers, qtbot: QtBot) -> None:
    record = keep(context, "agreement", title_fa="تفاهم‌نامه")
    keep(context, "follow_up", what="ارسال داده", side=Side.OURS, agreement=record)
    page = shown(context, qtbot, RecordPlace("agreement", record))
    page.edit()
    page.body.finish()
    name = label(context, "agreement", "expires_on")
    type_into(named(page, QLineEdit, name), "۱۴۰۵/۱۳/۴")
    page.drafts.keeper.keep()
    box = named(page, QCheckBox, str(_("Done: {promise}").format(promise="ارسال داده")))
    dialogs.reasons = ["نامهٔ شمارهٔ ۱۲"]
    box.click()
    assert len(dialogs.asked) == 1
    assert named(page, QLineEdit, name).text() == "۱۴۰۵/۱۳/۴"
    assert drafts.open_kept(context.office, record) is not None
    (row,) = page.session.draft.rows["obligations"]
    assert row.values["state"] is FollowUpState.DONE
    assert not page.session.dirty
