"""Hearing from the system that somebody leaves the desk: the screen is locked, users are switched, the computer goes to sleep."""

from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.core.platform import leaves_the_desk, watch_session

_MESSAGES = frozenset((b"windows_generic_MSG", b"windows_dispatcher_MSG"))


class DeskWatch(QObject):
    """Tell `left` when the system says that the desk is left; where it says nothing, idle minutes lock."""

    left = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._filter = _Messages(self)

    def watch(self, window: QWidget) -> None:
        """Hear what the system tells a window that is on the screen."""
        if watch_session(int(window.winId())):
            self._app.installNativeEventFilter(self._filter)

    def hear(self, kind: bytes, address: int) -> None:
        """Take a message; what is to be done follows when the system has its answer."""
        if kind in _MESSAGES and leaves_the_desk(address):
            QTimer.singleShot(0, self, self.left.emit)


class _Messages(QAbstractNativeEventFilter):
    """Pass every message on, after a look at it."""

    def __init__(self, desk: DeskWatch) -> None:
        super().__init__()
        self._desk = desk

    @override
    def nativeEventFilter(self, eventType: Any, message: int) -> tuple[bool, int]:
        """Look at a message of the system."""
        self._desk.hear(bytes(eventType), int(message))
        return False, 0
