"""No text of a page is cut while the page is still being built, nor on a page with nothing on it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.listing import ListQuery, first_rows
from app.ui.form.record_form import RecordForm
from app.ui.kit import EmptyState, Label, column
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.shell.screens import make_page
from tests.ui.screens.seen import Stage


def cut(page: QWidget) -> set[str]:
    """Find the shown labels that are lower than their text."""
    return {
        f"{label.height()} of {label.heightForWidth(label.width())}: {label.text()}"
        for label in page.findChildren(Label)
        if label.isVisible() and label.height() < label.heightForWidth(label.width())
    }


@pytest.mark.parametrize("kind", ["delegation", "agreement"])
def test_no_text_is_cut_while_a_record_opens(staged: Stage, qtbot: QtBot, kind: str) -> None:
    record = first_rows(staged.context.office, ListQuery(kind), limit=1)[0].id
    page = make_page(staged.context, RecordPlace(kind, record))
    assert isinstance(page, RecordForm)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    found: set[str] = set()
    looking = QTimer(page, interval=5)
    looking.timeout.connect(lambda: found.update(cut(page)))
    looking.start()
    qtbot.waitUntil(lambda: all(block.is_built or block.isHidden() for block in page.body.blocks.values()), timeout=20_000)
    qtbot.wait(100)
    looking.stop()
    page.hide()
    assert not found, sorted(found)


def test_an_empty_list_says_its_whole_sentence(bare: Stage, qtbot: QtBot) -> None:
    page = make_page(bare.context, ListPlace("agreement"))
    assert isinstance(page, QWidget)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: any(part.isVisible() for part in page.findChildren(EmptyState)), timeout=5_000)
    qtbot.wait(50)
    assert not cut(page)


def test_an_empty_state_keeps_its_sentence_in_a_wide_place(qtbot: QtBot) -> None:
    holder = QWidget()
    state = EmptyState("file-text", "هنوز توافق‌نامه‌ای ثبت نشده است", "هر توافق‌نامه با مهلت اعلام خود می‌آید. " * 6)
    holder.setLayout(column(state))
    qtbot.addWidget(holder)
    holder.resize(900, 400)
    holder.show()
    qtbot.waitExposed(holder)
    assert not cut(holder)
