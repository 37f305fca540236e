"""Rows of a panel from the clipboard, by hand: columns mapped, refused cells told, rows added and taken out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.records.meeting import Attendee
from app.rules.vocabulary import Side
from app.services import editing
from app.services.editing import blank
from app.ui.context import Context
from app.ui.form.session import DraftSession
from app.ui.locking import clipboard
from app.ui.panels import PanelCard
from app.ui.panels.paste_sheet import PasteSheet
from app.ui.screens.meeting_people import AttendeesCard
from tests.ui.form.hands import key, nameless, press
from tests.ui.form.making import Answers, keep

CTRL = Qt.KeyboardModifier.ControlModifier


def card_of(context: Context, qtbot: QtBot, kind: str, panel: str) -> tuple[PanelCard, DraftSession]:
    session = DraftSession.begin(context, kind)
    rows = context.office.catalogue.panels(kind)[panel]
    card = (AttendeesCard if panel == "attendees" else PanelCard)(session, session.draft, rows)
    qtbot.addWidget(card)
    card.resize(900, 400)
    card.show()
    qtbot.waitExposed(card)
    return card, session


def pasted(card: PanelCard, qtbot: QtBot, text: str) -> PasteSheet:
    clipboard().setText(text)
    key(card, Qt.Key.Key_V, CTRL)
    sheet = card.clipboard.sheet
    assert sheet is not None
    read(sheet, qtbot)
    return sheet


def read(sheet: PasteSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sheet._pasted is not None)


def choose(box: QComboBox, name: str) -> None:
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def test_a_table_with_headings_is_mapped_read_and_added_at_once(context: Context, qtbot: QtBot) -> None:
    card, session = card_of(context, qtbot, "delegation", "itinerary")
    fields = context.office.catalogue["itinerary_item"].fields
    head = "\t".join(str(fields[name].label) for name in ("starts_at", "subject"))
    sheet = pasted(card, qtbot, f"{head}\n1404/07/15 10:00\tدیدار شهردار\n1404/07/16 09:30\tبازدید\n")
    assert nameless(sheet) == []
    assert sheet.mapped.headed
    assert "۲" in sheet.add_button.text()
    press(sheet, sheet.add_button.text())
    assert [row.look.title for row in card.rows] == ["دیدار شهردار", "بازدید"]
    assert session.dirty
    assert card.clipboard.sheet is None


def test_rows_just_added_can_all_be_taken_out_again(context: Context, qtbot: QtBot) -> None:
    card, session = card_of(context, qtbot, "delegation", "gifts")
    pasted(card, qtbot, "خاتم\nقلم").take()
    assert len(session.draft.rows["gifts"]) == 2
    press(card, "برداشتن آنچه افزوده شد")
    assert session.draft.rows["gifts"] == []
    assert not session.dirty


def test_a_refused_cell_holds_the_rows_back_until_it_may_stay_empty(context: Context, qtbot: QtBot) -> None:
    card, session = card_of(context, qtbot, "delegation", "members")
    sheet = pasted(card, qtbot, "ناشناس\tA12")
    choose(sheet.boxes[1], "passport_number")
    read(sheet, qtbot)
    assert sheet.mapped.fields == ("person", "passport_number")
    assert any("ناشناس" in said for said in sheet.troubles())
    assert not sheet.add_button.isEnabled()
    sheet.leave_empty.click()
    sheet.add_button.click()
    (row,) = session.draft.rows["members"]
    assert (row.values.get("person"), row.values["passport_number"]) == (None, "A12")


def test_a_column_can_be_left_out_and_a_field_stands_once(context: Context, qtbot: QtBot) -> None:
    card, _session = card_of(context, qtbot, "delegation", "gifts")
    sheet = pasted(card, qtbot, "خاتم\tدوم")
    choose(sheet.boxes[1], "item")
    assert sheet.mapped.fields == (None, "item")
    assert sheet.boxes[0].currentData() == ""
    choose(sheet.boxes[1], "")
    assert not any(sheet.mapped.fields)
    read(sheet, qtbot)
    assert not sheet.add_button.isEnabled()


def test_esc_leaves_without_a_row_and_an_empty_clipboard_is_told(opened: tuple[Context, Answers], qtbot: QtBot) -> None:
    context, dialogs = opened
    card, session = card_of(context, qtbot, "delegation", "gifts")
    key(pasted(card, qtbot, "خاتم"), Qt.Key.Key_Escape)
    assert card.clipboard.sheet is None
    clipboard().setText(" ")
    card.paste()
    assert len(dialogs.told) == 1
    assert not session.dirty


def test_attendees_from_a_sheet_are_seated_with_the_post_of_the_day(context: Context, qtbot: QtBot) -> None:
    people = [keep(context, "person", name_fa=name) for name in ("آرش نمونه", "بیتا نمونه")]
    post = keep(context, "post", title_fa="شهردار", person=people[0])
    card, session = card_of(context, qtbot, "meeting", "attendees")
    pasted(card, qtbot, "آرش نمونه\nبیتا نمونه").take()
    first, second = session.draft.rows["attendees"]
    assert (first[Attendee.post], first[Attendee.head], first[Attendee.precedence]) == (post, True, 1)
    assert (second[Attendee.post], second[Attendee.head], second[Attendee.precedence]) == (None, False, 2)
    assert first[Attendee.side] is Side.OURS


def test_copied_rows_come_back_as_they_were(context: Context, qtbot: QtBot) -> None:
    card, session = card_of(context, qtbot, "delegation", "gifts")
    row = editing.blank_row(context.office, session.draft, panel="gifts")
    row.values |= {"item": "خاتم‌کاری", "kept_at": "دفتر"}
    session.draft.rows["gifts"].append(row)
    card.rebuild()
    key(card, Qt.Key.Key_C, CTRL)
    other, fresh = card_of(context, qtbot, "delegation", "gifts")
    pasted(other, qtbot, clipboard().text()).take()
    assert fresh.draft.rows["gifts"] == [row]


@pytest.mark.parametrize("reading", [True, False])
def test_the_button_stands_where_rows_are_edited(context: Context, qtbot: QtBot, reading: bool) -> None:
    card, _session = card_of(context, qtbot, "delegation", "gifts")
    card.set_reading(reading=reading)
    (button,) = [found for found in card.findChildren(QPushButton) if "Ctrl+V" in found.toolTip()]
    assert button.isVisible() is not reading


def test_rows_of_others_take_no_paste(context: Context, qtbot: QtBot) -> None:
    person = keep(context, "person", name_fa="آرش نمونه")
    session = DraftSession.open(context, "person", person)
    card = PanelCard(session, session.draft, context.office.catalogue.panels("person")["travels"])
    qtbot.addWidget(card)
    clipboard().setText("خاتم")
    card.paste()
    assert card.clipboard.sheet is None
    assert blank(context.office, "person").rows["travels"] == []


def test_an_attendee_moves_by_precedence_below_the_head(context: Context, qtbot: QtBot) -> None:
    for name in ("آرش نمونه", "بیتا نمونه", "پری نمونه"):
        keep(context, "person", name_fa=name)
    card, session = card_of(context, qtbot, "meeting", "attendees")
    pasted(card, qtbot, "آرش نمونه\nبیتا نمونه\nپری نمونه").take()
    head, second, third = session.draft.rows["attendees"]
    card.move_row(third, -1)
    assert [row[Attendee.precedence] for row in (head, second, third)] == [1, 3, 2]
    clean = session.draft.copied()
    card.move_row(third, -1)
    card.move_row(head, 1)
    assert session.draft == clean
