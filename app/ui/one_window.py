"""One store has one window: a second start raises the first.

Who is first is told by a lock of the operating system, so that a usual start, alone, asks nobody and does not wait for Qt's
network library, a hundredth of a second (measured); it is loaded when the first page stands, to hear later starts.
"""

from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.core.errors import AlreadyLocked
from app.core.paths import user_cache
from app.core.platform import FileLock
from app.ui.startup import after_start

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 200


class OneWindow(QObject):
    """See to it that one store has one window: a second start raises the first and ends."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"safir-{sha256(str(folder.absolute()).encode()).hexdigest()[:20]}"
        self._first = FileLock(user_cache() / f"{self._name}.lock")
        self._server: QLocalServer | None = None

    def raise_first(self) -> bool:
        """Ask the window that is there to come to the front; False when there is none."""
        try:
            self._first.acquire()
        except (AlreadyLocked, OSError):  # without a place for the lock, too, the window itself is asked, should there be one
            return self._ask_first()
        return False

    def _ask_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        found = socket.waitForConnected(_WAIT_MS)
        if found:
            socket.write(b"raise")
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()
        return found

    def listen(self, window: QWidget) -> None:
        """Be the first: raise the window when another start asks."""
        after_start(self, partial(self._listen, window))

    def _listen(self, window: QWidget) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        self._server.newConnection.connect(partial(self._come, window))

    def close(self) -> None:
        """Ask no more."""
        if self._server is not None:
            self._server.close()
        self._first.release()

    def _come(self, window: QWidget) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
