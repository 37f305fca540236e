"""What Linux and macOS do in their own way."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from app.core.drives import DriveKind, in_cloud_folder
from app.core.errors import AlreadyLocked

_NETWORK_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "ceph", "davfs", "fuse.rclone")
)


class FileLock:
    """A lock of the operating system on a file; it is free at once when the process dies.

    Keep the object for the life of the process: a collected one holds nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> Self:
        """Take the lock; raise AlreadyLocked when another process holds it."""
        import fcntl

        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise AlreadyLocked(str(self.path)) from error
        self._file = file
        return self

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def drive_kind(path: Path, *, environment: Mapping[str, str] = os.environ, system: Path = Path("/")) -> DriveKind:
    """Tell what kind of place a folder is; ``system`` is the root under which ``proc`` and ``sys`` are read."""
    path = Path(os.path.realpath(path))
    if in_cloud_folder(path, environment):
        return DriveKind.CLOUD
    mounts = system / "proc/mounts"
    if not mounts.is_file():
        return DriveKind.UNKNOWN
    device, kind = _mounted_at(path, mounts.read_text("utf-8", "replace"))
    if kind in _NETWORK_SYSTEMS:
        return DriveKind.NETWORK
    return DriveKind.REMOVABLE if _is_removable(device, system) else DriveKind.FIXED


def _mounted_at(path: Path, mounts: str) -> tuple[str, str]:
    """Find the device and the file system of the deepest mount above a path."""
    found = ("", "", "")
    for line in mounts.splitlines():
        device, place, kind = line.split()[:3]
        place = place.replace("\\040", " ")
        if path.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, device, kind)
    return found[1:]


def _is_removable(device: str, system: Path) -> bool:
    name = Path(device).name
    # A partition (sdb1) is listed inside its disk (sdb).
    flags = [system / "sys/block" / name / "removable", *system.glob(f"sys/block/*/{name}/../removable")]
    return bool(name) and any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def open_outside(path: Path, *, run: Callable[[Sequence[str]], object] | None = None) -> None:
    """Open a file or folder in the program the desktop has chosen for it; raise OSError when there is none."""
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    (run or _start)([opener, str(path)])


def _start(command: Sequence[str]) -> None:
    # The opener hands the file on and ends at once; its own end is not waited for.
    threading.Thread(target=_start_detached(command).wait, daemon=True).start()


def _start_detached(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  the command is ours, the path a single argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def fsync_folder(path: Path) -> None:
    """Make a rename inside a folder durable."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def watch_session(window: int) -> bool:  # noqa: ARG001 - the twin of Windows takes the handle
    """Hear nothing of locked screens: the desktops have no common way without their libraries. Idle minutes lock all the same."""
    return False


def leaves_the_desk(address: int) -> bool:  # noqa: ARG001 - the twin of Windows takes the address
    """Say no: messages of this form come from Windows only."""
    return False
