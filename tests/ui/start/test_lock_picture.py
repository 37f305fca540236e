"""The picture of the lock: taken while it is empty, painted by the next start, and never with what somebody typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.settings import Settings
from app.ui.host import Host
from app.ui.lock_picture import LockPicture, keep_picture, picture_file
from app.ui.start.unlock import UnlockPage
from app.ui.tasks import Tasks

SETTINGS = Settings(office_name="دفتر امور بین‌الملل")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def lock(qtbot: QtBot, tmp_path: Path) -> Host:
    gate, host = gate_of(tmp_path), Host()
    qtbot.addWidget(host)
    host.setCentralWidget(UnlockPage(Tasks(lambda _error: None), by_passphrase=gate.verify, by_recovery=gate.recover))
    host.show()
    return host


def next_start(qtbot: QtBot, settings: Settings, size: QSize) -> Host:
    host = Host()
    qtbot.addWidget(host)
    host.resize(size)
    host.picture = LockPicture(settings)
    with qtbot.waitSignal(host.painted):
        host.show()
    return host


def test_the_next_start_paints_the_lock_before_there_is_one(qtbot: QtBot, lock: Host) -> None:
    keep_picture(lock, picture_file(SETTINGS))
    host = next_start(qtbot, SETTINGS, lock.size())
    assert host.showed_lock
    kept = QImage(str(picture_file(SETTINGS)))
    assert host.grab().toImage().convertToFormat(kept.format()) == kept


def test_what_is_typed_is_in_no_picture(lock: Host) -> None:
    lock.findChildren(QLineEdit)[0].setText("a phrase")
    keep_picture(lock, picture_file(SETTINGS))
    assert not picture_file(SETTINGS).exists()


@pytest.mark.parametrize("changed", [{"language": "en"}, {"theme": "dark"}, {"text_scale": 1.25}, {"office_name": "دفتر دیگر"}])
def test_another_look_has_another_picture(qtbot: QtBot, lock: Host, changed: dict[str, str]) -> None:
    keep_picture(lock, picture_file(SETTINGS))
    assert not next_start(qtbot, replace(SETTINGS, **changed), lock.size()).showed_lock  # type: ignore[arg-type]


def test_a_window_of_another_size_stays_plain(qtbot: QtBot, lock: Host) -> None:
    keep_picture(lock, picture_file(SETTINGS))
    assert not next_start(qtbot, SETTINGS, lock.size() + QSize(10, 0)).showed_lock


def test_only_the_newest_picture_is_kept(lock: Host) -> None:
    older = picture_file(replace(SETTINGS, theme="dark"))
    keep_picture(lock, older)
    keep_picture(lock, picture_file(SETTINGS))
    assert picture_file(SETTINGS).exists()
    assert not older.exists()
