"""The history of a record by hand: a value goes back, over a newer one only when the person says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import _
from app.core.text import strip_isolates
from app.records.delegation import Direction
from app.schema.fields import FieldKind
from app.services import editing
from app.ui.context import Context
from app.ui.form.history_drawer import HistoryDrawer
from app.ui.theme import apply_theme
from tests.ui.form.making import Answers, keep, open_context

Opened = tuple[Context, Answers]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    apply_theme(qapp, "light", language="fa")
    with open_context(tmp_path) as found:
        yield found


def drawer_of(context: Context, qtbot: QtBot, kind: str, record: object) -> HistoryDrawer:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    drawer = HistoryDrawer(page, context)
    drawer.show_history(kind, record)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(drawer.deeds), timeout=5_000)
    return drawer


def buttons(drawer: HistoryDrawer, text: str) -> list[QPushButton]:
    return [part for part in drawer.findChildren(QPushButton) if strip_isolates(part.text()).startswith(text)]


def test_an_old_value_goes_over_a_newer_one_only_when_asked(opened: Opened, qtbot: QtBot) -> None:
    context, dialogs = opened
    record = keep(context, "person", name_fa="رضا", honorific="آقای")
    for honorific in ("دکتر", "مهندس"):
        draft = editing.open_draft(context.office, "person", record)
        draft.values["honorific"] = honorific
        editing.save(context.office, draft)
    drawer = drawer_of(context, qtbot, "person", record)
    back = str(_("Put this value back"))

    def stands() -> object:
        return editing.open_draft(context.office, "person", record).values["honorific"]

    buttons(drawer, back)[1].click()
    assert "«آقای»" in strip_isolates(dialogs.asked[-1])
    assert stands() == "مهندس"
    dialogs.answers = ["back"]
    with qtbot.waitSignal(drawer.went_back):
        buttons(drawer, back)[1].click()
    assert stands() == "آقای"


def test_every_field_of_a_large_deed_can_be_read(opened: Opened, qtbot: QtBot) -> None:
    context, _dialogs = opened
    known = context.office.catalogue["delegation"].fields
    values = {name: f"متن {name}" for name, field in known.items() if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)}
    values["place_zone"] = "Asia/Seoul"
    record = keep(context, "delegation", direction=Direction.OUTGOING, title="سفر")
    draft = editing.open_draft(context.office, "delegation", record)
    draft.values |= values
    editing.save(context.office, draft)
    drawer = drawer_of(context, qtbot, "delegation", record)
    assert len(drawer.deeds[0].changes) > 12
    (more,) = buttons(drawer, "و ")
    shown = len(drawer.findChildren(QWidget))
    more.click()
    assert not more.isVisibleTo(drawer)
    assert len(drawer.findChildren(QWidget)) > shown
