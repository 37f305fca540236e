"""From the lock to home, to a list and a record, and back: what a person does every morning."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.settings import settings_file
from app.services import opening
from app.ui.app import Running
from app.ui.host import Host
from app.ui.shell.places import HomePlace, ListPlace, RecordPlace
from app.ui.start.unlock import UnlockPage

pytestmark = pytest.mark.journey
PASSPHRASE = "four unrelated words here"


def press(widget: QWidget, key: int, held: Qt.KeyboardModifier) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, held))


def test_from_the_lock_to_a_record_and_back(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="مریم", sample=True).office.close()
    host = Host()
    qtbot.addWidget(host)
    running = Running(qapp, gate_of(folder), host=host, settings_path=settings_file())
    monkeypatch.setattr(running.dialogs, "ask", lambda *_asked: "0")
    running.start()
    lock = host.findChild(UnlockPage)
    assert lock is not None
    lock.secret.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(running.entered, timeout=30_000):
        lock.submit()
    navigator = running.window.navigator
    assert navigator is not None
    assert running.context is not None
    assert str(navigator.place) == str(HomePlace())

    press(host, ord("۲"), Qt.KeyboardModifier.AltModifier)
    place: object = navigator.place
    assert isinstance(place, ListPlace)

    palette_key = ord("ن")
    press(host, palette_key, Qt.KeyboardModifier.ControlModifier)
    palette = running.window.palette_
    assert palette is not None
    palette.edit.setText("آنکارا")
    qtbot.waitUntil(lambda: any("آنکارا" in entry.title for entry in palette.rows.entries), timeout=10_000)
    palette.choose()
    assert isinstance(navigator.place, RecordPlace)

    press(host, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert str(navigator.place) == str(place)
    running.finish()
    host.close()
