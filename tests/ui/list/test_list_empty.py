"""Empty places of a list: what they say, what they offer, and one main button a page."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services import changing
from app.ui.context import Context
from app.ui.kit import EmptyState, PrimaryButton
from app.ui.list import ListPage
from app.ui.shell.places import ListPlace
from tests.ui.form.making import keep


def shown(qtbot: QtBot, context: Context) -> tuple[ListPage, list[bool]]:
    page = ListPage(context, ListPlace("person"))
    said: list[bool] = []
    page.offers_new.connect(said.append)
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    qtbot.waitUntil(lambda: page.model.is_settled and bool(said), timeout=5000)
    return page, said


def main_buttons(page: ListPage) -> list[str]:
    return [button.text() for button in page.findChildren(PrimaryButton) if button.isVisible()]


def words(page: ListPage) -> str:
    state = page.findChild(EmptyState)
    return "" if state is None else state.accessibleName()


def test_an_empty_list_has_one_main_button_and_no_head(context: Context, qtbot: QtBot) -> None:
    page, said = shown(qtbot, context)
    qtbot.waitUntil(lambda: len(main_buttons(page)) == 1, timeout=5000)
    assert said == [True]
    assert not page.search.isVisible()
    assert not page.excel.isVisible()


def test_a_list_with_rows_leaves_the_main_button_to_the_bar(context: Context, qtbot: QtBot) -> None:
    keep(context, "person", name_fa="مریم")
    page, said = shown(qtbot, context)
    assert main_buttons(page) == []
    assert said == [False]
    assert page.search.isVisible()


def test_a_list_of_archived_rows_says_so_and_shows_them(context: Context, qtbot: QtBot) -> None:
    person = keep(context, "person", name_fa="مریم")
    changing.archive(context.office, "person", [person], archived=True)
    page, said = shown(qtbot, context)
    assert "بایگانی" in words(page)
    assert said == [False]
    next(button for button in page.findChildren(QPushButton) if "بایگانی‌شده" in button.text()).click()
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() == 1, timeout=5000)


def test_words_that_find_nothing_keep_the_head(context: Context, qtbot: QtBot) -> None:
    keep(context, "person", name_fa="مریم")
    page, said = shown(qtbot, context)
    page.search.set_text("ژژژ")
    qtbot.waitUntil(lambda: "ژژژ" in words(page), timeout=5000)
    assert page.search.isVisible()
    assert not any(said)
