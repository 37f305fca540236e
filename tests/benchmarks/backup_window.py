"""A backup of a million records while somebody works: `python tests/benchmarks/backup_window.py [RECORDS]`.

Makes the backup as the clock of the window does, with a list open, and tells the longest time the window was away. Aim: no pause
over 50 ms. What it costs is told against a plain copy of the same file.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.settings import Settings
from app.services import backups
from app.store.backups import DATABASE
from app.ui.context import Context
from app.ui.dialogs import Dialogs
from app.ui.list import ListPage
from app.ui.shell.places import ListPlace
from app.ui.theme import apply_theme
from tests.benchmarks.copies import copied
from tests.benchmarks.form_window import Pauses

PAUSE = 50.0


def backed_up(context: Context) -> tuple[float, float]:
    """Give the seconds of one backup and the longest pause of the window meanwhile, in milliseconds."""
    done: list[object] = []
    office = context.office
    begun = time.perf_counter()
    pauses = Pauses()
    context.tasks.run(
        lambda job: backups.back_up(office, reason="bench", progress=backups.unless(job.cancelled, job.tell)),
        done.append,
        failed=done.append,
    )
    while not done:
        QTest.qWait(20)
    worst = pauses.stop()
    if isinstance(done[0], Exception):
        raise done[0]
    return time.perf_counter() - begun, worst


def idle(seconds: float) -> float:
    """Give the longest pause while nothing is done: what this machine does to any window."""
    pauses = Pauses()
    QTest.qWait(round(1000 * seconds))
    return pauses.stop()


def main(records: int = 1_000_000) -> int:
    """Measure and print; 1 when the window was away too long."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light", language="fa")
    with tempfile.TemporaryDirectory() as name:
        office = copied(records, Path(name) / "store")
        database = office.store.folder / DATABASE
        begun = time.perf_counter()
        shutil.copyfile(database, Path(name) / "copy")
        bare = time.perf_counter() - begun
        context = Context(office, Dialogs(None), Settings(), settings_path=Path(name) / "settings.json")
        page = ListPage(context, ListPlace("follow_up"))
        page.resize(1170, 714)
        page.show()
        QTest.qWait(1500)
        quiet = idle(3.0)
        spent, worst = backed_up(context)
        context.close()
    sys.stdout.write(
        f"backup of {records:,} records ({database.name}): {spent:.1f} s, {spent / bare:.1f} times a plain copy\n"
        f"longest pause of the window meanwhile: {worst:.0f} ms (at most {PAUSE:.0f}); while nothing is done: {quiet:.0f} ms\n"
    )
    return int(worst > PAUSE)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])) if len(sys.argv) > 1 else main())
