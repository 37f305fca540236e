"""What is typed in the line of a link is neither a trap nor lost: refused, kept in drafts, forgiven when it goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.i18n import _c
from app.services import editing
from app.ui.context import Context
from app.ui.fields import make_editor
from app.ui.fields.links import LinkEditor
from app.ui.form.page import FormPage
from app.ui.shell.places import RecordPlace
from tests.ui.form.hands import key, named, type_into
from tests.ui.form.making import keep

CHOOSE = str(_c("link field", "Choose one from the list, or make it."))
NAMES = ("head", "counterparts", "head_rank")


def editor_of(context: Context, name: str, qtbot: QtBot) -> LinkEditor:
    draft = editing.blank(context.office, "delegation")
    editor = make_editor(context, context.office.catalogue["delegation"].fields[name], draft)
    qtbot.addWidget(editor)
    editor.set_reading(reading=False)
    editor.show()
    qtbot.waitExposed(editor)
    assert isinstance(editor, LinkEditor)
    return editor


def write(editor: LinkEditor, text: str) -> None:
    """Type a name, without waiting for the hits."""
    type_into(editor.picker, text)
    editor.picker.close_list()


@pytest.mark.parametrize("name", NAMES)
def test_the_reason_goes_when_the_line_is_emptied(context: Context, qtbot: QtBot, name: str) -> None:
    editor = editor_of(context, name, qtbot)
    write(editor, "xyzxyz")
    editor.settle()
    assert editor.said() == CHOOSE
    editor.picker.selectAll()
    key(editor.picker, Qt.Key.Key_Delete)
    editor.picker.close_list()
    assert editor.trouble is None
    assert CHOOSE not in editor.said()
    editor.settle()
    assert editor.trouble is None


def test_the_reason_goes_while_another_name_is_typed(context: Context, qtbot: QtBot) -> None:
    editor = editor_of(context, "head", qtbot)
    write(editor, "xyz")
    editor.settle()
    write(editor, "w")
    assert editor.trouble is None


@pytest.mark.parametrize("name", NAMES)
def test_what_is_typed_is_kept_in_a_draft_and_typed_again(context: Context, qtbot: QtBot, name: str) -> None:
    editor = editor_of(context, name, qtbot)
    write(editor, "سفر به")
    assert editor.half_typed() == "سفر به"
    again = editor_of(context, name, qtbot)
    again.retype("سفر به")
    assert (again.picker.text(), again.said(), again.half_typed()) == ("سفر به", CHOOSE, "سفر به")
    assert not again.picker.is_open


def test_a_save_does_not_lose_what_was_typed_and_not_chosen(context: Context, qtbot: QtBot) -> None:
    choices = context.office.catalogue["delegation"].fields["direction"].choices
    assert choices is not None
    record = keep(context, "delegation", title="سفر", direction=choices("outgoing"))  # type: ignore[arg-type]
    page = FormPage(context, RecordPlace("delegation", record))
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    page.body.finish()
    page.edit()
    line = named(page, QLineEdit, str(context.office.catalogue["delegation"].fields["head"].label))
    type_into(line, "سفر به")
    assert page.drafts.keeper.would_lose
    assert not page.save()
    assert line.text() == "سفر به"
    assert CHOOSE in page.summary.lines()[0]


def test_one_link_chosen_leaves_nothing_half_typed(context: Context, qtbot: QtBot) -> None:
    person = keep(context, "person", name_fa="کیم")
    editor = editor_of(context, "head", qtbot)
    write(editor, "کیم")
    editor.settle()
    editor.take(person)
    assert (editor.trouble, editor.half_typed()) == (None, "")
