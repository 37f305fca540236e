"""What Windows does in its own way.

The system's modules are parameters, so that every branch is tested on any machine.
"""

import importlib
import os
from collections.abc import Callable, Mapping
from ctypes import wintypes
from pathlib import Path, PureWindowsPath
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from app.core.drives import DriveKind, in_cloud_folder
from app.core.errors import AlreadyLocked

# GetDriveTypeW, fileapi.h: 2 removable, 3 fixed, 4 remote.
_DRIVE_TYPES = {2: DriveKind.REMOVABLE, 3: DriveKind.FIXED, 4: DriveKind.NETWORK}


class Locking(Protocol):
    """The part of ``msvcrt`` that locks bytes of a file."""

    LK_NBLCK: int
    LK_UNLCK: int

    def locking(self, descriptor: int, mode: int, count: int, /) -> None:
        """Lock or unlock bytes from the current position."""


class FileLock:
    """A lock of the operating system on the first byte of a file; it is free at once when the process dies.

    Keep the object for the life of the process: a collected one holds nothing.
    """

    def __init__(self, path: Path, *, system: Locking | None = None) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self._system = system or cast("Locking", importlib.import_module("msvcrt"))

    def acquire(self) -> Self:
        """Take the lock; raise AlreadyLocked when another process holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+b")
        try:
            file.seek(0)
            self._system.locking(file.fileno(), self._system.LK_NBLCK, 1)
        except OSError as error:
            file.close()
            raise AlreadyLocked(str(self.path)) from error
        self._file = file
        return self

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._file is not None:
            self._file.seek(0)
            self._system.locking(self._file.fileno(), self._system.LK_UNLCK, 1)
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def drive_kind(
    path: Path, *, environment: Mapping[str, str] = os.environ, drive_type: Callable[[str], int] | None = None
) -> DriveKind:
    """Tell what kind of place a folder is; a UNC path is a network place."""
    place = PureWindowsPath(path)
    if in_cloud_folder(place, environment):
        return DriveKind.CLOUD
    if place.drive.startswith("\\\\") and not place.drive.startswith(("\\\\?\\", "\\\\.\\")):
        return DriveKind.NETWORK
    drive = place.drive.removeprefix("\\\\?\\")
    return _DRIVE_TYPES.get((drive_type or _drive_type())(f"{drive}\\"), DriveKind.UNKNOWN)


def _drive_type() -> Callable[[str], int]:
    kernel = importlib.import_module("ctypes").windll.kernel32
    return cast("Callable[[str], int]", kernel.GetDriveTypeW)


def open_outside(path: Path, *, start: Callable[[str], object] | None = None) -> None:
    """Open a file or folder in the program Windows has chosen for it; raise OSError when there is none."""
    (start or cast("Callable[[str], object]", vars(os)["startfile"]))(str(path))


def fsync_folder(path: Path) -> None:
    """Do nothing: NTFS makes a rename durable itself, and a folder cannot be opened for it."""


# winuser.h: WM_POWERBROADCAST with PBT_APMSUSPEND; WM_WTSSESSION_CHANGE with the ways in which a session is left
# (wtsapi32.h: console disconnected, as when users are switched; remote disconnected; logged off; locked).
_SLEEP = (0x0218, frozenset((0x4,)))
_SESSION = (0x02B1, frozenset((0x2, 0x4, 0x6, 0x7)))


def watch_session(window: int, *, register: Callable[[int, int], int] | None = None) -> bool:
    """Ask the system to tell a window, by its handle, when the session is locked or left; False when it refuses."""
    return bool((register or _session_notices())(window, 0))  # NOTIFY_FOR_THIS_SESSION


def _session_notices() -> Callable[[int, int], int]:
    library = vars(importlib.import_module("ctypes"))["windll"].wtsapi32
    return cast("Callable[[int, int], int]", library.WTSRegisterSessionNotification)


def leaves_the_desk(address: int) -> bool:
    """Tell whether a message of the system, at an address, says that the screen is locked, the user switched or sleep begins."""
    message = wintypes.MSG.from_address(address)
    return any(message.message == kind and message.wParam in ways for kind, ways in (_SLEEP, _SESSION))
