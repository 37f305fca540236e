"""The lock puts the data away and loses no word: the office is closed, nothing of it is shown, and what was typed comes back."""

import weakref
from ctypes import addressof, wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core import platform_windows
from app.core.text import strip_isolates
from app.services import drafts, opening
from app.services.office import Office
from app.store.errors import DiskFull
from app.ui import desk_watch, locking
from app.ui.app import Running
from app.ui.dialogs import Choice
from app.ui.form import FormPage
from app.ui.form.quick_form import QuickForm
from app.ui.form.resumed import ResumedNote
from app.ui.kit import Label, SmallButton
from app.ui.screens.home_drafts import DraftsCard
from app.ui.shell.places import HomePlace, RecordPlace, SettingsPlace
from app.ui.start.unlock import UnlockPage
from tests.ui.shell.conftest import PASSPHRASE

NAME = "شهردار ساختگی اوساکا"


def typing(running: Running, name: str = NAME) -> FormPage:
    """Begin a new person and type a name that nobody saves."""
    assert running.context is not None
    running.context.go(RecordPlace("person"))
    page = running.window.page
    assert isinstance(page, FormPage)
    editor = next(editor for editor in page.body.editors() if editor.field.name == "name_fa")
    editor.put(name)
    return page


def unlock(qtbot: QtBot, running: Running) -> None:
    found = running.host.findChildren(UnlockPage)[-1]
    found.secret.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(running.entered, timeout=30_000):
        found.submit()


def shown(widget: QWidget) -> str:
    return strip_isolates("\n".join(part.text() for part in widget.findChildren(QLabel)))


def test_the_lock_closes_the_office_and_forgets_it(running: Running, qtbot: QtBot, tmp_path: Path) -> None:
    assert running.context is not None
    store = weakref.ref(running.context.office.store)
    typing(running)
    running.lock()
    assert running.window.is_locked
    assert running.host.windowTitle() in ("سفیر", "Safir")
    qtbot.waitUntil(lambda: NAME not in shown(running.host), timeout=5_000)
    qtbot.waitUntil(lambda: store() is None, timeout=5_000)
    again = opening.open_office(tmp_path / "store", PASSPHRASE)
    again.close()


def test_the_place_and_the_words_come_back(running: Running, qtbot: QtBot) -> None:
    typing(running)
    running.lock()
    unlock(qtbot, running)
    page = running.window.page
    assert isinstance(page, FormPage)
    assert page.session.draft.values["name_fa"] == NAME
    assert not page.reading
    assert page.findChildren(ResumedNote)
    assert page.save()
    assert running.context is not None
    assert drafts.count(running.context.office) == 0


def test_a_page_without_words_comes_back_too(running: Running, qtbot: QtBot) -> None:
    running.window.act("settings")
    running.lock()
    unlock(qtbot, running)
    assert running.window.navigator is not None
    assert isinstance(running.window.navigator.place, SettingsPlace)


class Copied:
    """A clipboard that knows whose its content is; the one of the tests' platform does not."""

    def __init__(self, *, ours: bool) -> None:
        self.ours, self.emptied = ours, False

    def ownsClipboard(self) -> bool:  # noqa: N802 - Qt's name
        return self.ours

    def clear(self) -> None:
        self.emptied = True


@pytest.mark.parametrize("ours", [True, False])
def test_only_what_was_copied_here_is_forgotten(running: Running, monkeypatch: pytest.MonkeyPatch, ours: bool) -> None:
    copied = Copied(ours=ours)
    monkeypatch.setattr(locking, "clipboard", lambda: copied)
    running.lock()
    assert copied.emptied is ours


def test_an_open_question_is_left_with_its_safe_answer(running: Running, qtbot: QtBot) -> None:
    answers: list[str] = []

    choices = (Choice("drop", "برود", danger=True), Choice("stay", "بماند", safe=True))
    QTimer.singleShot(0, lambda: answers.append(running.dialogs.ask("بماند؟", "", choices)))
    QTimer.singleShot(50, running.lock)
    qtbot.waitUntil(lambda: running.window.is_locked and bool(answers), timeout=5_000)
    assert answers == ["stay"]
    assert QApplication.activeModalWidget() is None


def test_nobody_at_the_keys_for_some_minutes_locks(running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_MINUTE_MS", 1)
    watch = locking.IdleWatch(running.app, running)
    watch.idle.connect(running.lock)
    watch.begin(1)
    qtbot.waitUntil(lambda: running.window.is_locked, timeout=5_000)


def test_words_that_no_disk_takes_stay_behind_the_lock(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    page = typing(running)

    def full(_office: Office, _draft: object, **_more: object) -> None:
        raise DiskFull("C:\\")

    monkeypatch.setattr(drafts, "keep", full)
    told: list[str] = []
    monkeypatch.setattr(running.dialogs, "tell", lambda fact, *_more: told.append(str(fact)))
    running.lock()
    assert running.window.is_locked
    assert running.context is not None
    running.host.close()
    assert running.host.isVisible()
    assert len(told) == 1
    running.window.unlock()
    assert running.window.page is page
    assert page.session.draft.values["name_fa"] == NAME
    page.drafts.keeper.stop()
    page.session.reload()


def test_two_seconds_after_the_last_key_a_draft_is_kept(running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "AFTER_SECONDS", 0)
    typing(running)
    assert running.context is not None
    office = running.context.office
    qtbot.waitUntil(lambda: drafts.count(office) == 1, timeout=5_000)
    assert any("محفوظ شد" in label.text() for label in running.host.findChildren(Label))


def test_closing_keeps_the_words_without_a_question_and_backs_up(running: Running, qtbot: QtBot, tmp_path: Path) -> None:
    typing(running)
    running.host.close()
    qtbot.waitUntil(lambda: running.context is None, timeout=30_000)
    assert list((tmp_path / "store" / "backups").glob("safir-*.db"))
    again = opening.open_office(tmp_path / "store", PASSPHRASE)
    assert [one.title for one in drafts.waiting(again)] == [NAME]
    again.close()


def test_home_offers_what_was_written_and_not_saved(running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(running)
    running.lock()
    unlock(qtbot, running)
    assert running.context is not None
    monkeypatch.setattr(running.context.dialogs, "ask", lambda *_asked: "keep")
    running.context.go(HomePlace())
    qtbot.waitUntil(lambda: bool(running.host.findChildren(DraftsCard)), timeout=10_000)
    card = running.host.findChildren(DraftsCard)[0]
    assert NAME in shown(card)
    go = next(button for button in card.findChildren(SmallButton) if NAME in button.accessibleName())
    go.click()
    page = running.window.page
    assert isinstance(page, FormPage)
    assert page.session.draft.values["name_fa"] == NAME


def test_the_lock_keeps_what_a_small_window_holds(running: Running, qtbot: QtBot, tmp_path: Path) -> None:
    assert running.context is not None
    form = QuickForm(running.context, "counterpart", "شهر نیمه‌نوشته", parent=running.host)
    form.session.touch()
    QTimer.singleShot(0, form.exec)
    QTimer.singleShot(50, running.lock)
    qtbot.waitUntil(lambda: running.window.is_locked, timeout=5_000)
    again = opening.open_office(tmp_path / "store", PASSPHRASE)
    assert [one.title for one in drafts.waiting(again)] == ["شهر نیمه‌نوشته"]
    again.close()


def test_the_system_s_word_that_the_desk_is_left_locks(running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_watch, "watch_session", lambda _window: True)
    monkeypatch.setattr(desk_watch, "leaves_the_desk", platform_windows.leaves_the_desk)
    desk = desk_watch.DeskWatch(running.app, running)
    desk.left.connect(running.lock)
    desk.watch(running.host)
    told = wintypes.MSG(message=0x02B1, wParam=0x7)
    desk.hear(b"xcb_generic_event_t", addressof(told))
    desk.hear(b"windows_generic_MSG", addressof(told))
    qtbot.waitUntil(lambda: running.window.is_locked, timeout=5_000)
