"""How long a start takes, against a bare window of the binding: `python tests/benchmarks/first_paint.py [PAIRS]`.

Pairs are interleaved, so that a busy machine slows both alike. Aim: the first paint, with the look of the lock, within 1.4 times
a bare PySide6 window; process start to the first rows of a list, with the passphrase given, within 7 times (aim 5). The lock
paints its picture of last time, as on every start but the first; "lock ready" is when its own fields are painted.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.done)
    def done(self):
        print(time.monotonic()); QApplication.quit()
app = QApplication([]); window = Window(); window.resize(1366, 768); window.show(); app.exec()
"""
MAKE = """
import sys
from pathlib import Path
from app.services import opening
made = opening.create_office(Path(sys.argv[1]), sys.argv[2], office_name="Office", officer_name="Officer", sample=True)
from app.core import settings
settings.save(settings.settings_file(), settings.Settings(last_officer=opening.officers(made.office)[0].code))
made.office.close()
"""
PASSPHRASE = "a long benchmark phrase"


def bare() -> float:
    """Give the seconds from process start to the first paint of an empty window."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout.split()[-1]) - begun


def safir(folder: Path, *, passphrase: str = "") -> dict[str, float]:
    """Give the seconds from process start to each moment that a start notes."""
    target = folder / "moments.json"
    target.unlink(missing_ok=True)
    environment = {**os.environ, "SAFIR_PASSPHRASE": passphrase} if passphrase else dict(os.environ)
    begun = time.monotonic()
    command = [sys.executable, "main.py", "--store", str(folder / "store"), "--measure", str(target)]
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment, timeout=60)
    return {name: at - begun for name, at in json.loads(target.read_text("utf-8")).items()}


def main(pairs: int) -> None:
    """Measure and print medians and ratios."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("SAFIR_CONFIG_DIR", "SAFIR_DATA_DIR", "SAFIR_CACHE_DIR"):
            os.environ[variable] = str(folder / variable.lower())
        # As an installed program: modules are compiled once, by the start that is not counted.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        subprocess.run([sys.executable, "-c", MAKE, str(folder / "store"), PASSPHRASE], check=True, cwd=ROOT)
        safir(folder, passphrase=PASSPHRASE)
        safir(folder)
        bares, paints, locks, rows = [], [], [], []
        for _pair in range(pairs):
            bares.append(bare())
            moments = safir(folder)
            paints.append(moments["lock"])
            locks.append(moments["done"])
            rows.append(safir(folder, passphrase=PASSPHRASE)["done"])
    for label, found in (("bare window", bares), ("first paint", paints), ("lock ready", locks), ("first rows", rows)):
        middle = statistics.median(found)
        print(f"{label}: {1000 * middle:.0f} ms, {middle / statistics.median(bares):.2f} times a bare window")  # noqa: T201 - its purpose


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
