"""The window: places, keys under a Persian layout, lock, language, and pages that keep their state."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import language
from app.services import changing
from app.services.editing import blank, save
from app.ui.app import Running
from app.ui.list import ListPage
from app.ui.screens.help_page import HelpPage
from app.ui.shell.deeds import TOPICS, undo_in_text
from app.ui.shell.places import BinPlace, HelpPlace, HomePlace, ListPlace, RecordPlace, SettingsPlace

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(widget: QWidget, key: int, held: Qt.KeyboardModifier = CONTROL) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, held))


def place_of(running: Running) -> object:
    navigator = running.window.navigator
    assert navigator is not None
    return navigator.place


def test_an_open_office_begins_at_home(running: Running) -> None:
    assert place_of(running) == HomePlace()
    assert running.window.frame is not None
    assert running.window.frame.rail.current == "home"


def test_a_persian_layout_opens_the_palette(running: Running, qtbot: QtBot) -> None:
    press(running.host, ord("ن"))
    palette = running.window.palette_
    assert palette is not None
    assert palette.isVisible()


def test_f1_shows_the_keys_and_back_returns(running: Running) -> None:
    press(running.host, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert isinstance(place_of(running), HelpPlace)
    press(running.host, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert place_of(running) == HomePlace()
    press(running.host, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(place_of(running), HelpPlace)


def test_the_language_changes_while_running_and_the_place_stays(running: Running, qtbot: QtBot) -> None:
    running.window.act("settings")
    before = running.window.frame
    running.window.act("language")
    qtbot.waitUntil(lambda: running.window.frame is not before)
    assert language() == "en"
    assert isinstance(place_of(running), SettingsPlace)
    assert QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
    running.window.act("language")
    qtbot.waitUntil(lambda: language() == "fa")


def test_an_undo_goes_to_the_text_first(qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.insert("متن")
    assert undo_in_text(edit, again=False)
    assert edit.text() == ""
    assert not undo_in_text(edit, again=False)
    assert undo_in_text(edit, again=True)
    assert edit.text() == "متن"


def test_nothing_to_undo_is_said_in_a_toast(running: Running, qtbot: QtBot) -> None:
    running.window.act("undo")
    qtbot.waitUntil(lambda: running.window.toast_text() != "")


def test_a_small_window_shows_icons_only(running: Running, qtbot: QtBot) -> None:
    frame = running.window.frame
    assert frame is not None
    running.host.resize(1366, 768)
    qtbot.waitUntil(lambda: frame.rail.size_name == "regular")
    running.host.resize(911, 512)
    qtbot.waitUntil(lambda: frame.rail.size_name == "icons")
    assert running.host.size().width() == 911
    running.window.act("rail")
    assert frame.rail.size_name == "regular"


def test_the_window_closes_without_a_question_when_nothing_is_unsaved(running: Running) -> None:
    assert running.window.leave_allowed()


def test_f1_leads_to_the_topic_of_the_page(running: Running) -> None:
    navigator = running.window.navigator
    assert navigator is not None
    for place in (ListPlace("person"), RecordPlace("person"), BinPlace(), SettingsPlace()):
        navigator.go(place)
        running.window.act("help")
        assert navigator.place == HelpPlace(TOPICS.get(type(place), ""))
        page = navigator.page
        assert isinstance(page, HelpPage)
        assert TOPICS.get(type(place), "") in {"", *page.topics}


def test_every_topic_of_a_place_stands_in_the_help(running: Running) -> None:
    running.window.act("help")
    page = running.window.page
    assert isinstance(page, HelpPage)
    assert set(TOPICS.values()) <= set(page.topics)


def test_the_rows_that_an_undo_brought_back_light_up_once(running: Running, qtbot: QtBot) -> None:
    context = running.context
    assert context is not None
    record = save(context.office, blank(context.office, "person", values={"name_fa": "مریم"})).id
    save(context.office, blank(context.office, "person", values={"name_fa": "هان دونگ‌هیون"}))
    context.go(ListPlace("person"))
    page = running.window.page
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() == 2, timeout=5000)
    changing.delete(context.office, "person", [record])
    qtbot.waitUntil(lambda: page.model.is_settled and page.model.rowCount() == 1, timeout=5000)
    running.window.act("undo")
    qtbot.waitUntil(lambda: bool(page.grid.cells.glowing), timeout=5000)
    assert page.grid.cells.glowing == {page.model.number_of(record)}
    qtbot.waitUntil(lambda: not page.grid.cells.glowing, timeout=5000)


def test_the_bar_has_the_main_button_where_the_page_has_none(running: Running, qtbot: QtBot) -> None:
    frame, context = running.window.frame, running.context
    assert frame is not None
    assert context is not None
    assert frame.new.is_strong
    context.go(RecordPlace("person"))
    assert not frame.new.is_strong
    context.go(ListPlace("person"))
    qtbot.waitUntil(lambda: not frame.new.is_strong, timeout=5000)
    save(context.office, blank(context.office, "person", values={"name_fa": "مریم"}))
    qtbot.waitUntil(lambda: frame.new.is_strong, timeout=5000)
