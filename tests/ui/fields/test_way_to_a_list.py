"""The last line of a field of an office list leads to that list."""

from pytestqt.qtbot import QtBot

from app.services import editing
from app.ui.context import Context
from app.ui.fields import make_editor
from app.ui.fields.links import EDIT_LIST, LinkEditor
from app.ui.shell.navigator import Navigator
from app.ui.shell.places import ListPlace
from tests.ui.screens.seen import SeenPage


def test_edit_this_list_leads_to_the_list(context: Context, qtbot: QtBot) -> None:
    context.navigator = Navigator(SeenPage, lambda _page: None)
    draft = editing.blank(context.office, "agreement")
    editor = make_editor(context, context.office.catalogue["agreement"].fields["type"], draft)
    qtbot.addWidget(editor)
    assert isinstance(editor, LinkEditor)
    editor.set_reading(reading=False)
    editor.picker.asked.emit(EDIT_LIST, "")
    assert context.navigator.place == ListPlace("agreement_type")
