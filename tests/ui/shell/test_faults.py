"""What nobody caught: written down without its words, told once with what is safe."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.logs import close_log
from app.ui.faults import Faults

SECRET = "هان دونگ‌هیون"


@pytest.fixture
def told() -> list[SafirError]:
    """Give what a person was told."""
    return []


@pytest.fixture
def faults(qtbot: QtBot, told: list[SafirError], tmp_path: Path) -> Iterator[Faults]:
    """Give the hook of a window, without installing it."""
    holder = QObject()
    yield Faults(told.append, tmp_path / "logs", holder)
    close_log()


def fail(faults: Faults, error: Exception) -> None:
    faults.hear(type(error), error, raised(error).__traceback__)


def raised(error: Exception) -> BaseException:
    with pytest.raises(type(error)) as found:
        raise error
    return found.value


def test_an_error_is_told_with_what_is_safe_and_logged_without_its_words(
    faults: Faults, told: list[SafirError], qtbot: QtBot, tmp_path: Path
) -> None:
    fail(faults, KeyError(SECRET))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].code == "unexpected"
    written = (tmp_path / "logs" / "safir.log").read_text("utf-8")
    assert "KeyError" in written
    assert "test_faults.py" in written
    assert SECRET not in written


def test_a_fact_for_the_person_is_told_as_it_is(faults: Faults, told: list[SafirError], qtbot: QtBot) -> None:
    fact = SafirError(_("Nothing was changed: there is nothing to take back."))
    fail(faults, fact)
    qtbot.waitUntil(lambda: told == [fact])


def test_it_is_never_told_twice_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[SafirError] = []
    failing: list[Faults] = []
    holder = QObject()

    def report(error: SafirError) -> None:
        told.append(error)
        fail(failing[0], ValueError())  # something fails again while the dialog stands
        QCoreApplication.processEvents()

    watch = Faults(report, tmp_path / "logs", holder)
    failing.append(watch)
    fail(watch, ValueError())
    qtbot.waitUntil(lambda: bool(told))
    fail(watch, ValueError())
    QCoreApplication.processEvents()
    assert len(told) == 1
    close_log()


def test_it_is_told_in_the_thread_of_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    where: list[threading.Thread] = []
    holder = QObject()
    faults = Faults(lambda _error: where.append(threading.current_thread()), tmp_path / "logs", holder)
    worker = threading.Thread(target=lambda: fail(faults, ValueError()))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: where == [threading.main_thread()])
    close_log()


def test_an_interruption_is_left_alone(faults: Faults, told: list[SafirError], monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, _error, _trace: passed.append(kind))
    faults.hear(KeyboardInterrupt, KeyboardInterrupt(), None)
    QCoreApplication.processEvents()
    assert passed == [KeyboardInterrupt]
    assert told == []


def test_the_start_installs_it(faults: Faults, told: list[SafirError], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.install()
    sys.excepthook(ValueError, ValueError(), None)
    qtbot.waitUntil(lambda: len(told) == 1)
