"""The head of a record in a low window: its facts stay folded behind a sign, whatever changes."""

from typing import Any

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.i18n import _
from app.ui.context import Context
from app.ui.form.page import FormPage
from app.ui.kit import IconButton, Label
from app.ui.shell.places import RecordPlace
from tests.ui.form.hands import named, type_into
from tests.ui.form.making import keep


def test_folded_facts_stay_folded_and_stand_behind_a_sign(context: Context, qtbot: QtBot) -> None:
    kinds: Any = context.office.catalogue["counterpart"].fields["kind"].choices
    record = keep(context, "counterpart", name_fa="سئول", kind=kinds("city"), name_en="Seoul", time_zone="Asia/Seoul")
    page = FormPage(context, RecordPlace("counterpart", record))
    qtbot.addWidget(page)
    page.resize(911, 512)
    page.show()
    qtbot.waitExposed(page)
    facts = next(part for part in page.head.findChildren(Label) if "سئول" in part.text() and "Seoul" in part.text())
    assert facts.isHidden()
    page.edit()
    type_into(named(page, QLineEdit, str(context.office.catalogue["counterpart"].fields["name_fa"].label)), " بزرگ")
    assert facts.isHidden()
    sign = named(page.head, IconButton, str(_("Facts of this item")))
    assert "سئول" in sign.accessibleDescription()
    menu = page.head.facts_menu()
    assert "سئول" in "".join(label.text() for label in menu.findChildren(Label))
    page.resize(1366, 768)
    assert not facts.isHidden()
    assert sign.isHidden()
