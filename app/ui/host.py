"""The first paint: a window at its old place with the picture of the lock, before look, words and data are loaded.

Only Qt's widgets are imported here; everything else comes when the window is on the screen.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from app.core.settings import Settings
    from app.ui.lock_picture import LockPicture
    from app.ui.start.gate import Gate

LEAST = (900, 500)
USUAL = (1366, 768)
PLACE = "window"


class Host(QMainWindow):
    """The window of the system; what it holds comes after its first paint. `may_close` is asked before it closes."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painted_at = 0.0
        self.picture: LockPicture | None = None
        self.showed_lock = False
        self.may_close: Callable[[], bool] = lambda: True
        self.setMinimumSize(*LEAST)
        self.resize(*USUAL)

    def place_text(self) -> str:
        """Write size and position, to come back to."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def take_place(self, text: str) -> None:
        """Take the size and position of last time."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    # Not marked as overrides: the module that marks them takes longer to import than this window to paint.
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first paint."""
        super().paintEvent(event)
        if self.picture is not None:
            self.showed_lock = self.picture.paint(self)
        if not self.painted_at:
            self.painted_at = monotonic()
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask only when something is unsaved."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    app.setApplicationName("Safir")
    return app


def _show_last_lock(host: Host, settings: "Settings") -> None:
    from app.ui.lock_picture import LockPicture

    host.picture = LockPicture(settings)


def _start_lean() -> None:
    from app.ui.garbage import spare_the_start
    from app.ui.lean_classes import keep_classes_lean
    from app.ui.lean_imports import keep_imports_lean
    from app.ui.startup import begin

    begin()
    spare_the_start()
    keep_imports_lean()
    keep_classes_lean()


def run(
    make_gate: Callable[[], "Gate"],
    settings: "Settings",
    *,
    settings_path: Path,
    passphrase: str = "",
    locked: bool = False,
    measure: Path | None = None,
) -> int:
    """Run the window until it is closed; a second start for the same store raises the first and ends.

    `locked` tells that the lock comes first, so that its picture of last time may stand there until it does. `measure` writes
    when the window was painted and when the first list stood, on the monotonic clock, and ends.
    """
    app = _application()
    host = Host()
    host.take_place(settings.views.get(PLACE, ""))
    if locked:
        _show_last_lock(host, settings)
    ends: list[Callable[[], None]] = []

    def begin() -> None:
        _start_lean()
        from app.ui.app import start

        running = start(app, host, make_gate(), settings_path=settings_path, passphrase=passphrase, measure=measure)
        host.picture = None
        if running is None:
            app.quit()
        else:
            ends.append(running.finish)

    host.painted.connect(begin)
    host.show()
    status = app.exec()
    for end in ends:
        end()
    return int(status)
