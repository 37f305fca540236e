"""The keys of a list: letters search, J and K walk, and one's place is kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import changing
from app.ui.context import Context
from app.ui.list import ListPage
from app.ui.list.model import ListRows
from app.ui.shell.places import ListPlace
from tests.ui.form.making import keep

NAMES = ("الف", "ب", "پ", "ت", "ث")


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[ListPage]:
    """Give a list of five persons, the keyboard on its rows."""
    for name in NAMES:
        keep(context, "person", name_fa=name)
    found = ListPage(context, ListPlace("person"))
    qtbot.addWidget(found)
    found.resize(1170, 714)
    found.show()
    qtbot.waitUntil(lambda: found.model.is_settled and found.model.rowCount() == len(NAMES), timeout=5000)
    context.changed.connect(found.refresh)
    yield found
    context.changed.disconnect(found.refresh)


def press(page: ListPage, letter: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(page.grid, event)


def test_a_letter_searches_the_list_and_walks_no_row(page: ListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    words = ListRows.words

    def counted(self: ListRows, number: int) -> tuple[str, ...]:
        asked.append(number)
        return words(self, number)

    monkeypatch.setattr(ListRows, "words", counted)
    monkeypatch.setattr(ListRows, "match", lambda *_asked: pytest.fail("the rows were walked"))
    press(page, "س")
    assert page.search.text() == "س"
    assert page.search.edit.hasFocus() or page.focusWidget() is page.search.edit
    assert asked == []
    press(page, "ع")
    assert page.search.text() == "سع"


@pytest.mark.parametrize(("following", "before"), [("j", "k"), ("ت", "ن")])
def test_j_and_k_walk_the_rows_under_both_layouts(page: ListPage, following: str, before: str) -> None:
    page.grid.go_to(1)
    press(page, following)
    assert page.grid.currentIndex().row() == 2
    press(page, before)
    press(page, before)
    press(page, before)
    assert page.grid.currentIndex().row() == 0
    assert page.search.text() == ""


def delete(page: ListPage, qtbot: QtBot, *numbers: int) -> None:
    left = page.model.rowCount() - len(numbers)
    ids = [row.id for row in map(page.model.row, numbers) if row is not None]
    changing.delete(page.context.office, "person", ids)
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() == left, timeout=5000)


def test_after_a_deletion_one_stands_on_the_row_that_came_into_its_place(page: ListPage, qtbot: QtBot) -> None:
    page.grid.go_to(2)
    delete(page, qtbot, 2)
    assert page.grid.currentIndex().row() == 2
    assert page.model.words(2)[0] == NAMES[3]
    page.grid.go_to(3)
    delete(page, qtbot, 3)
    assert page.grid.currentIndex().row() == 2


def test_a_row_deleted_elsewhere_moves_nobody_from_their_record(page: ListPage, qtbot: QtBot) -> None:
    page.grid.go_to(3)
    delete(page, qtbot, 0)
    assert page.model.words(page.grid.currentIndex().row())[0] == NAMES[3]


def test_another_query_begins_with_no_row_chosen(page: ListPage, qtbot: QtBot) -> None:
    page.grid.go_to(3)
    page.sort_by("name_fa")
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.words(0)[0] == NAMES[-1], timeout=5000)
    assert page.grid.currentIndex() == QModelIndex()
