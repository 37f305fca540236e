"""An open office in a window, made once for each test that asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import gate_of
from app.core.settings import settings_file
from app.services import opening
from app.ui.app import Running
from app.ui.host import Host

PASSPHRASE = "four unrelated words here"


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    """Give a window with an open, empty office."""
    folder = tmp_path / "store"
    host = Host()
    qtbot.addWidget(host)
    run = Running(qapp, gate_of(folder), host=host, settings_path=settings_file())
    host.show()
    # Nobody but the window may hold the office: the lock must be able to forget it.
    run.enter(opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="مریم رضایی").office)
    yield run
    run.leave()
    run.tasks.stop_all()
    if run.context is not None:
        run.context.close()
