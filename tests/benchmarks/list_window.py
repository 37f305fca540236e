"""A list of a million rows in the window: `python tests/benchmarks/list_window.py [RECORDS]`.

Aims: first rows under 100 ms after the click, no pause of the window over 50 ms, a jump to any place within 40 ms (p95), at
most 120 MB more memory.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.settings import Settings
from app.ui.context import Context
from app.ui.dialogs import Dialogs
from app.ui.list import ListPage
from app.ui.shell.places import ListPlace
from app.ui.theme import apply_theme
from tests.benchmarks.data import big_office

JUMPS = 200


def memory() -> float:
    """Give the resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


class Gaps:
    """How long the window was away between two beats of a fast timer, in milliseconds."""

    def __init__(self) -> None:
        self.worst, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, 1000 * (now - self._last)), now

    def start(self) -> None:
        """Count from now."""
        self.worst, self._last = 0.0, time.perf_counter()


def main(records: int) -> None:
    """Measure and print."""
    app = QApplication([])
    apply_theme(app, "light", language="fa")
    office = big_office(records)
    with tempfile.TemporaryDirectory() as folder:
        context = Context(office, Dialogs(), Settings(), settings_path=Path(folder) / "settings.json")
        warm = ListPage(context, ListPlace("agreement"))
        warm.show()
        QTest.qWait(500)
        before, begun = memory(), time.perf_counter()
        page = ListPage(context, ListPlace("follow_up"))
        page.resize(1170, 714)
        page.show()
        page.grab()
        say(f"first rows after {1000 * (time.perf_counter() - begun):.0f} ms")
        gaps = Gaps()
        QTest.qWait(50)
        gaps.start()
        while not page.model.is_settled:
            QTest.qWait(20)
        QTest.qWait(200)
        say(f"{page.model.rowCount():,} rows after {time.perf_counter() - begun:.1f} s; worst pause {gaps.worst:.0f} ms")
        say(f"memory {memory() - before:+.0f} MB")
        jumps(page)
        say(f"memory with the jumps {memory() - before:+.0f} MB")
        context.close()


def jumps(page: ListPage) -> None:
    """Go to places at random and paint them."""
    random, taken = Random(7), []
    for _jump in range(JUMPS):
        begun = time.perf_counter()
        page.grid.verticalScrollBar().setValue(random.randrange(page.model.rowCount()))
        page.grid.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - begun))
    late = sorted(taken)[int(JUMPS * 0.95)]
    say(f"jump median {statistics.median(taken):.1f} ms, p95 {late:.1f} ms, worst {max(taken):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
