"""A pause stands still while its page is out of sight."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.form.page_timer import PageTimer


def test_it_stops_with_its_page_and_goes_on_when_it_is_seen_again(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    timer = PageTimer(page, 5)
    timer.start()
    page.hide()
    assert not timer.isActive()
    with qtbot.waitSignal(timer.timeout, timeout=2000):
        page.show()


def test_a_page_that_comes_back_with_nothing_to_do_rings_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    timer = PageTimer(page, 5)
    page.show()
    page.hide()
    page.show()
    assert not timer.isActive()
