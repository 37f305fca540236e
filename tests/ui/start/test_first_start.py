"""The first run and the lock, over a real store in a temporary folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.errors import SafirError
from app.core.i18n import speaking
from app.core.numbers import to_persian
from app.services import opening
from app.ui.dialogs import Dialogs
from app.ui.start.first_run import FirstRunPage
from app.ui.start.secret import caps_seen
from app.ui.start.unlock import UnlockPage
from app.ui.tasks import Tasks
from tests.ui.form.hands import type_into

ROOT = Path(__file__).resolve().parents[3]
PASSPHRASE = "four unrelated words here"


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks(lambda _error: None)


def first_run(qtbot: QtBot, tasks: Tasks, folder: Path) -> FirstRunPage:
    page = FirstRunPage(gate_of(folder), tasks, Dialogs())
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_missing_name_keeps_the_first_step(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    page = first_run(qtbot, tasks, tmp_path / "store")
    page.go_on()
    assert page.step is page.office_step


def test_two_different_passphrases_are_not_taken(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    page = first_run(qtbot, tasks, tmp_path / "store")
    page.passphrase_step.first.edit.setText(PASSPHRASE)
    page.passphrase_step.second.edit.setText(PASSPHRASE + "x")
    assert page.passphrase_step.fault() is not None
    page.passphrase_step.second.edit.setText(PASSPHRASE)
    assert page.passphrase_step.fault() is None


def test_a_common_passphrase_is_refused(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    page = first_run(qtbot, tasks, tmp_path / "store")
    page.passphrase_step.first.edit.setText("12345678")
    page.passphrase_step.second.edit.setText("12345678")
    assert page.passphrase_step.fault() is not None


def test_the_five_steps_lead_to_an_open_office(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    page = first_run(qtbot, tasks, folder)
    page.office_step.officer.setText("مریم رضایی")
    page.go_on()
    page.passphrase_step.first.edit.setText(PASSPHRASE)
    page.passphrase_step.second.edit.setText(PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: page.recovery_step is not None, timeout=20_000)
    recovery = page.recovery_step
    assert recovery is not None
    page.go_on()
    assert page.step.title == recovery.title
    for edit, group in zip(recovery.answers, recovery.asked_groups, strict=True):
        edit.setText(group.lower())
    page.go_on()
    page.go_on()
    assert page.step.title == page.begin_step.title
    with qtbot.waitSignal(page.begun, timeout=20_000) as begun:
        page.go_on()
    office = begun.args[0]
    assert opening.exists(folder)
    office.close()


def test_a_page_in_another_language_goes_on_with_the_key_and_all_that_was_typed(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    page = first_run(qtbot, tasks, tmp_path / "store")
    type_into(page.office_step.officer, "مریم رضایی")
    page.go_on()
    page.passphrase_step.first.edit.setText(PASSPHRASE)
    page.passphrase_step.second.edit.setText(PASSPHRASE)
    with speaking("en"):
        other = first_run(qtbot, tasks, tmp_path / "store")
        other.take_up(page)
    assert other.office_step.office.text() == "International affairs office"
    assert other.office_step.officer.text() == "مریم رضایی"
    assert other.step is other.passphrase_step
    other.go_on()
    assert other.is_waiting
    qtbot.waitUntil(lambda: other.recovery_step is not None, timeout=20_000)
    made = other.recovery_step
    assert made is not None
    made.answers[0].setText("۷m4k")
    third = first_run(qtbot, tasks, tmp_path / "store")
    third.take_up(other)
    assert third.recovery_step is not None
    assert third.step is third.recovery_step
    assert third.recovery_step.asked_groups == made.asked_groups
    assert third.recovery_step.answers[0].text() == "۷m4k"
    for edit, group in zip(third.recovery_step.answers, made.asked_groups, strict=True):
        edit.setText(to_persian(group.lower()))
    assert third.recovery_step.fault() is None
    with qtbot.waitSignal(third.begun, timeout=20_000) as begun:
        for _step in range(3):
            third.go_on()
    begun.args[0].close()


def locked(qtbot: QtBot, tasks: Tasks, folder: Path) -> UnlockPage:
    opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="مریم").office.close()
    gate = gate_of(folder)
    page = UnlockPage(tasks, by_passphrase=gate.open, by_recovery=gate.recover)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    page = locked(qtbot, tasks, tmp_path / "store")
    page.secret.edit.setText("not this one at all")
    page.submit()
    qtbot.waitUntil(lambda: page.fault != "", timeout=20_000)
    page.secret.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(page.opened, timeout=20_000) as opened:
        page.submit()
    opened.args[0].close()


@pytest.mark.parametrize("harm", ["damaged", "foreign"])
def test_a_file_that_is_not_sound_is_told_and_left_alone(qtbot: QtBot, tasks: Tasks, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "store"
    page = locked(qtbot, tasks, folder)
    content = b"" if harm == "damaged" else b"SQLite format 3\x00" + bytes(4080)
    (folder / "safir.db").write_bytes(content)
    page.secret.edit.setText(PASSPHRASE)
    page.submit()
    qtbot.waitUntil(lambda: page.fault != "", timeout=20_000)
    assert (folder / "safir.db").read_bytes() == content


def test_caps_lock_shows_in_the_letters() -> None:
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    assert caps_seen(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, none, "A"), before=False)
    assert not caps_seen(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, "A"), before=True)
    assert caps_seen(QKeyEvent(QEvent.Type.KeyPress, 0x633, none, "س"), before=True)


PAINTED = """
import sys
from pathlib import Path
from app.bootstrap import gate_of
from app.core.i18n import speaking
from app.core.numbers import to_persian
from app.core.settings import Settings, settings_file
from app.ui import host
from app.ui.host import Host
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
window = Host()
def painted():
    heavy = [name for name in ("sqlalchemy", "sqlcipher3", "cryptography", "icu", "app.schema.kinds") if name in sys.modules]
    import app.ui.app, app.ui.start.unlock
    late = [name for name in ("sqlalchemy", "app.records") if name in sys.modules]
    print("heavy", heavy, late)
    QApplication.quit()
window.painted.connect(painted)
window.show()
app.exec()
"""


def test_the_lock_is_painted_before_the_database_layer_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert "heavy [] []" in done.stdout


def test_a_start_can_be_measured(tmp_path: Path) -> None:
    target = tmp_path / "moments.json"
    command = [sys.executable, "main.py", "--store", str(tmp_path / "none"), "--measure", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60, env=dict(os.environ))
    assert {"painted", "done"} <= json.loads(target.read_text("utf-8")).keys()


def test_without_a_display_one_sentence_names_the_commands() -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run([sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "search" in done.stderr
    assert "Traceback" not in done.stderr


def test_data_without_their_key_file_ask_for_it_and_begin_no_new_office(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    made = opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="مریم رضایی")
    made.office.close()
    (folder / "safir.key").unlink()
    gate = gate_of(folder)
    assert gate.exists()
    for way in (gate.open, gate.recover):
        with pytest.raises(SafirError) as refused:
            way(PASSPHRASE)
        assert refused.value.code == "part_missing"


def test_a_key_file_with_backups_and_no_database_is_no_new_office(tmp_path: Path) -> None:
    assert not gate_of(tmp_path).exists()
    (tmp_path / "safir.key").touch()
    assert not gate_of(tmp_path).exists()
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "safir-20260501-120000.db").touch()
    assert gate_of(tmp_path).exists()
