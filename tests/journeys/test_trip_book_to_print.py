"""A trip book as a new user makes it: find the trip, press the book, choose, watch the pages, read the warnings, keep it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.clock import frozen_at
from app.core.settings import Settings, settings_file
from app.core.text import strip_isolates
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services import opening
from app.services.office import Office, this_actor
from app.store.store import Store
from app.ui.app import Running
from app.ui.host import Host
from app.ui.screens.paper_page import PaperPage
from app.ui.shell.places import ListPlace, PaperPlace, RecordPlace
from tests.papers.conftest import Paper
from tests.ui.form.making import KEY, NOW
from tests.ui.screens.conftest import sample_folder  # noqa: F401 - a fixture
from tests.ui.screens.seen import words

pytestmark = pytest.mark.journey
TRIP = "سفر به سئول برای هوای پاک"


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, tmp_path: Path, sample_folder: Path) -> Iterator[Running]:  # noqa: F811
    """Give the window of the sample office, past the lock."""
    shutil.copytree(sample_folder, tmp_path / "store")
    host = Host()
    qtbot.addWidget(host)
    host.resize(1366, 768)
    with frozen_at(NOW):
        store = Store.open(tmp_path / "store", KEY, Catalogue(ALL))
        made = Running(qapp, gate_of(tmp_path / "store"), host=host, settings_path=settings_file())
        host.show()
        office = Office(store.catalogue, store, this_actor(), Settings())
        opening.choose_officer(office, opening.officers(office)[0].id)
        made.enter(office)
        yield made
        made.finish()
        host.close()


def named(root: QWidget, name: str) -> QAbstractButton:
    """Find the one button in sight that a screen reader calls so."""
    found = [
        each
        for each in root.findChildren(QAbstractButton)
        if each.isVisible() and strip_isolates(each.accessibleName() or each.text()) == name
    ]
    assert found, (name, sorted({each.accessibleName() or each.text() for each in root.findChildren(QAbstractButton)}))
    return found[0]


def is_ready(page: PaperPage) -> bool:
    return page.print.isEnabled()


def test_from_the_list_to_numbered_copies_of_the_book(
    running: Running, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, navigator = running.window, running.window.navigator
    assert navigator is not None
    assert running.context is not None
    running.context.go(ListPlace("delegation"))
    window.open_palette()
    palette = window.palette_
    assert palette is not None
    palette.edit.setText(TRIP)
    qtbot.waitUntil(lambda: any(TRIP in entry.title for entry in palette.rows.entries), timeout=10_000)
    palette.choose()
    place = navigator.place
    assert isinstance(place, RecordPlace)

    page_of_trip = navigator.page
    assert isinstance(page_of_trip, QWidget)
    named(page_of_trip, "دفترچهٔ سفر").click()
    assert navigator.place == PaperPlace("trip_book", place.id)
    page = navigator.page
    assert isinstance(page, PaperPage)

    page.choices.set_ceiling(next(level for level in page.choices.ceilings if level.value == "secret"))
    qtbot.waitUntil(lambda: is_ready(page), timeout=30_000)
    whole = len(page.sheets.sheets)
    assert whole >= 20
    qtbot.waitUntil(lambda: page.sheets.sheets[0].picture is not None, timeout=10_000)
    named(page, "هر دو").click()
    qtbot.waitUntil(lambda: is_ready(page), timeout=30_000)
    assert len(page.sheets.sheets) > whole
    named(page, "فارسی").click()
    for key in list(page.choices.parts)[3:]:
        page.choices.parts[key].click()
    qtbot.waitUntil(lambda: is_ready(page), timeout=30_000)
    assert len(page.sheets.sheets) < whole
    named(page, "یک نسخه بیشتر").click()
    qtbot.waitUntil(lambda: is_ready(page), timeout=30_000)
    assert "پیش از چاپ" in words(page.choices)

    target = tmp_path / "book.pdf"
    monkeypatch.setattr(running.dialogs, "save_file", lambda *_title, **_more: target)
    with qtbot.waitSignal(running.context.said, timeout=30_000):
        QApplication.sendEvent(page.window(), QKeyEvent(QKeyEvent.Type.KeyPress, ord("ث"), Qt.KeyboardModifier.ControlModifier))
    first, second = tmp_path / "book (1-2).pdf", tmp_path / "book (2-2).pdf"
    assert "نسخهٔ ۱ از ۲" in Paper(first, 0).text()
    assert "نسخهٔ ۲ از ۲" in Paper(second, 0).text()
    assert window.page is page
