"""What was deleted comes back from the bin, what was typed when the program died is offered, and two starts are one window."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.settings import settings_file
from app.core.text import strip_isolates
from app.services import opening
from app.services.listing import ListQuery, first_rows
from app.ui.app import Running
from app.ui.host import Host
from app.ui.list import ListPage
from app.ui.one_window import OneWindow
from app.ui.screens.bin_page import BinPage
from app.ui.screens.home_drafts import DraftsCard
from app.ui.shell.places import ListPlace
from tests.ui.screens.conftest import bare, sample_folder, staged  # noqa: F401 - fixtures
from tests.ui.screens.seen import Stage, words

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "four unrelated words here"
TYPED = "معاون ساختگی شهردار اوساکا"
DYING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.bootstrap import gate_of
from app.core.settings import settings_file
from app.services import drafts, opening
from app.ui.app import Running
from app.ui.host import Host
from app.ui.shell.places import RecordPlace

app = QApplication([])
folder = Path(sys.argv[2])
running = Running(app, gate_of(folder), host=Host(), settings_path=settings_file())
running.host.resize(1100, 700)
running.host.show()
office = opening.open_office(folder, sys.argv[3])
running.enter(office)
running.context.go(RecordPlace("person"))

def type_name():
    editor = next(each for each in running.window.page.body.editors() if each.field.name == "name_fa")
    editor.put(sys.argv[4])

def die_when_kept():
    if drafts.count(office):
        os.kill(os.getpid(), signal.SIGKILL)

QTimer.singleShot(800, type_name)
ticker = QTimer(interval=50)
ticker.timeout.connect(die_when_kept)
ticker.start()
app.exec()
"""
SECOND = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QCoreApplication
from app.ui.one_window import OneWindow
app = QCoreApplication([])
sys.exit(0 if OneWindow(Path(sys.argv[2])).raise_first() else 7)
"""


def _button(page: QWidget, start: str) -> QPushButton:
    names = [(part, strip_isolates(part.accessibleName() or part.text())) for part in page.findChildren(QPushButton)]
    return next(part for part, name in names if name.startswith(start))


def _python(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return subprocess.Popen([sys.executable, "-c", script, str(ROOT), *arguments], env=environment)


def test_a_deleted_person_comes_back_from_the_bin_whole(staged: Stage, qtbot: QtBot) -> None:  # noqa: F811
    context, dialogs = staged.context, staged.dialogs
    page = ListPage(context, ListPlace("person"))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: page.model.row(0) is not None, timeout=5_000)
    row = page.model.row(0)
    assert row is not None
    name = str(row.values[0])
    page.grid.go_to(0)
    dialogs.answers = ["delete"] * 2
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)  # type: ignore[no-untyped-call]

    def there() -> set[str]:
        return {str(found.values[0]) for found in first_rows(context.office, ListQuery("person"), limit=200)}

    qtbot.waitUntil(lambda: name not in there(), timeout=5_000)
    found = BinPage(context)
    qtbot.addWidget(found)
    qtbot.waitUntil(lambda: strip_isolates(name) in words(found), timeout=5_000)
    _button(found, f"بازیابی {strip_isolates(name)}").click()
    qtbot.waitUntil(lambda: name in there(), timeout=5_000)
    qtbot.waitUntil(lambda: strip_isolates(name) not in words(found), timeout=5_000)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_was_typed_when_the_program_died_is_offered_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="مریم").office.close()
    dying = _python(DYING, str(folder), PASSPHRASE, TYPED)
    assert dying.wait(60) == -signal.SIGKILL
    host = Host()
    qtbot.addWidget(host)
    running = Running(qapp, gate_of(folder), host=host, settings_path=settings_file())
    host.show()
    running.enter(opening.open_office(folder, PASSPHRASE))
    qtbot.waitUntil(lambda: any(TYPED in words(card) for card in host.findChildren(DraftsCard)), timeout=10_000)
    running.finish()
    host.close()


def test_a_second_start_raises_the_window_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = OneWindow(tmp_path)
    assert not first.raise_first()
    first.listen(window)
    window.showMinimized()
    second = _python(SECOND, str(tmp_path))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isVisible(), timeout=5_000)
    other = _python(SECOND, str(tmp_path / "another store"))
    assert other.wait(30) == 7
    first.close()
