"""Errors that nobody caught: written to the log without their words, and told to the person once, with what is safe."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.errors import SafirError
from app.core.logs import failure, open_log
from app.ui.startup import after_start
from app.ui.tasks import Unexpected

QUIET_MS: Final = 5_000
"""After one was told: what goes wrong at every paint would else leave nobody at the keys."""


class Faults(QObject):
    """The hook for what nobody caught in this process; `report` shows one error to the person.

    Only the start of the program installs it: in tests such an error must stay as loud as it is.
    """

    _happened = Signal(object)

    def __init__(self, report: Callable[[SafirError], object], folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report, self._folder = report, folder
        self._has_log = False
        self._telling = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        # Never inside the event that failed, which may be a paint, and always in the thread of the window.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of every error from now on; the log is opened when the first page stands."""
        sys.excepthook = self.hear
        threading.excepthook = lambda heard: self.hear(heard.exc_type, heard.exc_value, heard.exc_traceback)
        after_start(self, self._open_log)

    def hear(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write an error down and tell of it; whoever sits at a terminal reads all of it there."""
        if error is None or not isinstance(error, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        if sys.stderr is not None and sys.stderr.isatty():
            sys.__excepthook__(kind, error, trace)
        self._open_log()
        failure(error)
        self._happened.emit(error if isinstance(error, SafirError) else Unexpected())

    def _open_log(self) -> None:
        if not self._has_log:
            self._has_log = True
            with suppress(OSError):  # without a log the person is told all the same
                open_log(self._folder)

    def _tell(self, error: SafirError) -> None:
        if self._telling or self._quiet.isActive():
            return
        self._telling = True
        try:
            self._report(error)
        finally:
            self._telling = False
            self._quiet.start()
