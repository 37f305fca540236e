"""Every kind of field has an editor that can be named, read and written."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.moments import Moment
from app.core.money import Money
from app.rules.stages import DelegationStage
from app.schema.draft import Draft, Severity
from app.schema.fields import FieldKind
from app.schema.values import FileRef, Place
from app.services import editing
from app.ui.context import Context
from app.ui.fields import EDITORS, FieldEditor, make_editor
from app.ui.fields.choices import ChoiceEditor
from app.ui.fields.files import FileEditor
from app.ui.fields.links import LinkChip, LinkEditor
from app.ui.kit import Label
from tests.ui.form.hands import key, nameless, type_into
from tests.ui.form.making import Answers, keep


def editor_of(context: Context, draft: Draft, name: str, qtbot: QtBot, *, reading: bool = False) -> FieldEditor:
    editor = make_editor(context, context.office.catalogue[draft.kind].fields[name], draft)
    qtbot.addWidget(editor)
    editor.set_reading(reading=reading)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def test_every_kind_of_field_has_an_editor() -> None:
    assert set(EDITORS) == set(FieldKind)


def test_every_field_of_every_kind_can_be_read_and_edited_and_has_a_name(context: Context, qtbot: QtBot) -> None:
    for kind in context.office.catalogue:
        draft = editing.blank(context.office, kind.key)
        for field in kind.fields.values():
            editor = make_editor(context, field, draft)
            qtbot.addWidget(editor)
            editor.set_reading(reading=False)
            assert nameless(editor) == [], f"{kind.key}.{field.name}"
            editor.set_reading(reading=True)


def test_a_required_field_says_so_to_a_screen_reader(context: Context, qtbot: QtBot) -> None:
    editor = editor_of(context, editing.blank(context.office, "delegation"), "title", qtbot)
    target = editor.focus_target()
    assert target is not None
    assert target.accessibleDescription() != ""
    assert target.accessibleName() == str(editor.field.label)


def test_a_problem_takes_the_place_of_the_hint(context: Context, qtbot: QtBot) -> None:
    from app.core.i18n import _

    editor = editor_of(context, editing.blank(context.office, "delegation"), "title", qtbot)
    editor.say(_("Required"), Severity.ERROR)
    target = editor.focus_target()
    assert target is not None
    assert target.property("state") == "error"
    assert editor.said() == str(_("Required"))


def test_whole_numbers_are_read_in_any_digits_and_grouped(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "counterpart")
    editor = editor_of(context, draft, "population", qtbot)
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, "٩٧٠٠٠٠٠")
    line.editingFinished.emit()
    assert draft.values["population"] == 9_700_000
    assert line.text() == "۹٬۷۰۰٬۰۰۰"


def test_an_amount_has_a_currency_and_a_value_in_rials(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "budget_line", values={"rial_rate": 1_000_000})
    editor = editor_of(context, draft, "planned", qtbot)
    combo = editor.findChildren(QComboBox)[0]
    combo.setCurrentIndex(combo.findData("EUR"))
    line = editor.focus_target()
    assert isinstance(line, QLineEdit)
    type_into(line, "۱٬۲۵۰٫۵۰")
    line.editingFinished.emit()
    assert draft.values["planned"] == Money(125_050, "EUR")
    assert any("۱٬۲۵۰٬۵۰۰٬۰۰۰" in label.text() for label in editor.findChildren(Label))


def test_long_text_is_left_with_tab_and_keeps_paragraphs(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "delegation")
    editor = editor_of(context, draft, "purpose", qtbot)
    text = editor.findChildren(QPlainTextEdit)[0]
    text.setPlainText("یک\n\nدو")
    assert draft.values["purpose"] == "یک\n\nدو"
    assert text.tabChangesFocus()


def test_a_moment_keeps_its_zone_and_tells_the_time_in_tehran(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "itinerary_item")
    editor = editor_of(context, draft, "starts_at", qtbot)
    lines = editor.findChildren(QLineEdit)
    zone = editor.findChildren(QComboBox)[0]
    zone.setCurrentIndex(zone.findData("Asia/Seoul"))
    type_into(lines[0], "۱۵ آذر ۱۴۰۵")
    lines[0].editingFinished.emit()
    type_into(lines[1], "")
    lines[1].selectAll()
    type_into(lines[1], "1530")
    lines[1].editingFinished.emit()
    moment = draft.values["starts_at"]
    assert isinstance(moment, Moment)
    assert (moment.wall.date(), moment.zone) == (date(2026, 12, 6), "Asia/Seoul")
    assert f"{moment.wall:%H:%M}" == "15:30"
    assert any("۱۰:۰۰" in label.text() for label in editor.findChildren(Label))


def test_a_stage_offers_only_what_may_follow(context: Context, qtbot: QtBot) -> None:
    record = keep(context, "delegation", title="سفر", direction=member(context, "delegation", "direction", "outgoing"))
    draft = editing.open_draft(context.office, "delegation", record)
    editor = editor_of(context, draft, "stage", qtbot)
    assert isinstance(editor, ChoiceEditor)
    kind = context.office.catalogue["delegation"]
    assert kind.stage is not None
    assert {str(stage) for stage in editor.offered} == {str(DelegationStage.PROPOSED), *kind.stage.following(draft)}


def member(context: Context, kind: str, field: str, code: str) -> Any:
    choices = context.office.catalogue[kind].fields[field].choices
    assert choices is not None
    return choices(code)


def test_yes_or_no_is_a_box_with_its_own_words(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "delegation")
    editor = editor_of(context, draft, "host_pays", qtbot)
    editor.findChildren(QCheckBox)[0].setChecked(True)
    assert draft.values["host_pays"] is True


def test_a_point_on_the_map_is_two_figures_in_any_digits(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "counterpart")
    name = next(context.office.catalogue["counterpart"].of_kind(FieldKind.PLACE)).name
    editor = editor_of(context, draft, name, qtbot)
    north, east = editor.findChildren(QLineEdit)
    type_into(north, "۳۵٫۶۸۹۲")
    assert editor.trouble is not None
    type_into(east, "51.3890")
    assert draft.values[name] == Place(35.6892, 51.389)


@pytest.mark.parametrize("typed", ["سیول", "سئو", "Seoul"])
def test_a_link_is_found_however_its_name_is_spelt(context: Context, qtbot: QtBot, typed: str) -> None:
    city = keep(
        context,
        "counterpart",
        kind=member(context, "counterpart", "kind", "city"),
        name_fa="سئول",
        name_en="Seoul",
        other_spellings="سیول",
    )
    draft = editing.blank(context.office, "delegation")
    editor = editor_of(context, draft, "inviter", qtbot)
    assert isinstance(editor, LinkEditor)
    type_into(editor.picker, typed)
    editor.picker.offer()
    assert editor.picker.offers[0].record == city
    editor.picker.take(0)
    assert draft.values["inviter"] == city
    assert [chip.record.title for chip in editor.findChildren(LinkChip) if not chip.isHidden()] == ["سئول"]


@pytest.mark.parametrize(("spelt", "typed"), [("كيم", "کیم"), ("علی‌رضا", "علیرضا"), ("رئیسی", "رییسی")])
def test_persian_spellings_of_one_name_are_one(context: Context, qtbot: QtBot, spelt: str, typed: str) -> None:
    person = keep(context, "person", name_fa=spelt)
    editor = editor_of(context, editing.blank(context.office, "delegation"), "head", qtbot)
    assert isinstance(editor, LinkEditor)
    type_into(editor.picker, typed)
    editor.picker.offer()
    assert editor.picker.offers[0].record == person


def test_the_last_line_makes_what_was_not_found(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "delegation")
    editor = editor_of(context, draft, "head", qtbot)
    assert isinstance(editor, LinkEditor)
    type_into(editor.picker, "پارک مین")
    editor.picker.offer()
    assert editor.picker.offers[-1].act == "make"
    editor.picker.take(len(editor.picker.offers) - 1)
    form = editor.quick
    assert form is not None
    assert form.isVisible()
    key(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert draft.values["head"] is not None


def test_backspace_takes_a_link_away(context: Context, qtbot: QtBot) -> None:
    person = keep(context, "person", name_fa="کیم")
    draft = editing.blank(context.office, "delegation", values={"head": person})
    editor = editor_of(context, draft, "head", qtbot)
    key(next(chip for chip in editor.findChildren(LinkChip)), Qt.Key.Key_Backspace)
    assert draft.values["head"] is None


def test_a_list_of_the_office_is_offered_in_its_order_with_the_way_to_edit_it(context: Context, qtbot: QtBot) -> None:
    keep(context, "rank", code="b", label_fa="دوم", position=2)
    keep(context, "rank", code="a", label_fa="اول", position=1)
    keep(context, "rank", code="c", label_fa="کنار", position=0, retired=True)
    editor = editor_of(context, editing.blank(context.office, "delegation"), "head_rank", qtbot)
    assert isinstance(editor, LinkEditor)
    editor.picker.offer()
    assert [offer.title for offer in editor.picker.offers][:2] == ["اول", "دوم"]
    assert editor.picker.offers[-1].act == "edit_list"


def test_a_file_is_kept_and_named(context: Context, dialogs: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    scan = tmp_path / "اسکن.pdf"
    scan.write_bytes(b"%PDF-1.4 sample")
    draft = editing.blank(context.office, "agreement")
    editor = editor_of(context, draft, "scan", qtbot)
    assert isinstance(editor, FileEditor)
    editor.attach(scan)
    ref = draft.values["scan"]
    assert isinstance(ref, FileRef)
    assert ref.name == "اسکن.pdf"
    editor.set_reading(reading=True)


def test_figures_of_a_judgement_are_five(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "agreement", values={"review_value": 4})
    editor = editor_of(context, draft, "review_value", qtbot, reading=True)
    assert "۴" in editor.words()


def test_a_time_zone_is_chosen_and_read_by_its_city(context: Context, qtbot: QtBot) -> None:
    draft = editing.blank(context.office, "counterpart")
    editor = editor_of(context, draft, "time_zone", qtbot)
    combo = editor.findChildren(QComboBox)[0]
    assert combo.currentText() == "—"
    at = combo.findText("سئول")
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    assert draft.values["time_zone"] == "Asia/Seoul"
    assert editor.words() == "سئول"
