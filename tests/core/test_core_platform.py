"""What operating systems do in their own way, driven by fakes where this one is another."""

import os
import subprocess
import sys
from collections.abc import Sequence
from ctypes import addressof, wintypes
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.core import platform, platform_posix, platform_windows
from app.core.drives import DriveKind, in_cloud_folder
from app.core.errors import AlreadyLocked


class FakeMsvcrt:
    """Locks of one byte, as msvcrt gives them, between the descriptors of one process."""

    LK_NBLCK = 2
    LK_UNLCK = 0

    def __init__(self) -> None:
        self.holder: int | None = None

    def locking(self, descriptor: int, mode: int, count: int, /) -> None:
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.holder == descriptor
            self.holder = None
        elif self.holder is not None:
            raise PermissionError(13, "Permission denied")
        else:
            self.holder = descriptor


def locks(
    path: Path,
) -> list[tuple[platform_posix.FileLock, platform_posix.FileLock] | tuple[platform_windows.FileLock, platform_windows.FileLock]]:
    system = FakeMsvcrt()
    return [
        (platform_posix.FileLock(path / "posix"), platform_posix.FileLock(path / "posix")),
        (platform_windows.FileLock(path / "nt", system=system), platform_windows.FileLock(path / "nt", system=system)),
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_a_lock_has_one_holder(tmp_path: Path, number: int) -> None:
    first, second = locks(tmp_path / "new")[number]
    with first as held:
        assert held is first
        with pytest.raises(AlreadyLocked) as caught:
            second.acquire()
        assert caught.value.path == str(second.path)
    second.acquire()
    second.release()
    second.release()
    first.acquire().release()


def test_a_lock_is_free_when_its_process_dies(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    script = f"""
import sys
from pathlib import Path
from app.core.platform import FileLock
lock = FileLock(Path({str(path)!r})).acquire()
print("held", flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", script]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(AlreadyLocked):
        platform.FileLock(path).acquire()
    process.kill()
    process.communicate()
    with platform.FileLock(path):
        pass


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\a\AppData\Local\Safir", DriveKind.FIXED),
        (r"\\?\C:\Users", DriveKind.FIXED),
        (r"E:\Safir", DriveKind.REMOVABLE),
        (r"S:\Safir", DriveKind.NETWORK),
        (r"X:\Safir", DriveKind.UNKNOWN),
        (r"\\server\share\Safir", DriveKind.NETWORK),
        (r"C:\Users\a\OneDrive - City\Safir", DriveKind.CLOUD),
        (r"D:\Wolke\Safir", DriveKind.CLOUD),
    ],
)
def test_windows_tells_kinds_of_drives(path: str, kind: DriveKind) -> None:
    types = {"C:\\": 3, "D:\\": 3, "E:\\": 2, "S:\\": 4}
    found = platform_windows.drive_kind(
        PureWindowsPath(path),  # type: ignore[arg-type]  # a Path of Windows cannot be made here
        environment={"OneDrive": r"D:\Wolke"},
        drive_type=lambda root: types.get(root, 1),
    )
    assert found is kind


def mounts(root: Path, *lines: str) -> Path:
    (root / "proc").mkdir(parents=True)
    (root / "proc/mounts").write_text("\n".join(lines))
    return root


def test_linux_tells_kinds_of_drives(tmp_path: Path) -> None:
    system = mounts(
        tmp_path,
        "/dev/sda1 / ext4 rw 0 0",
        "/dev/sdb1 /media/stick vfat rw 0 0",
        "host:/x /media/my\\040share nfs4 rw 0 0",
        "none /dev tmpfs rw 0 0",
    )
    for disk, flag in (("sda", "0"), ("sdb", "1")):
        folder = system / "sys/block" / disk
        (folder / f"{disk}1").mkdir(parents=True)
        (folder / "removable").write_text(f"{flag}\n")

    def kind(path: str) -> DriveKind:
        return platform_posix.drive_kind(Path(path), environment={}, system=system)

    assert kind("/home/a") is DriveKind.FIXED
    assert kind("/media/stick/store") is DriveKind.REMOVABLE
    assert kind("/media/my share/store") is DriveKind.NETWORK
    assert kind("/home/a/Dropbox/store") is DriveKind.CLOUD


def test_a_system_without_a_list_of_mounts_does_not_know(tmp_path: Path) -> None:
    assert platform_posix.drive_kind(Path("/x"), environment={}, system=tmp_path) is DriveKind.UNKNOWN


def test_the_temporary_folder_of_this_machine_is_no_network() -> None:
    assert platform.drive_kind(Path("/tmp")) in {DriveKind.FIXED, DriveKind.UNKNOWN}


def test_cloud_folders_are_known_by_name_or_variable() -> None:
    assert in_cloud_folder(PurePosixPath("/home/a/Google Drive/x"), {})
    assert in_cloud_folder(PurePosixPath("/data/x/y"), {"OneDriveCommercial": "/data/x"})
    assert not in_cloud_folder(PurePosixPath("/data/x/y"), {"OneDrive": ""})


def test_files_open_in_the_program_of_the_desktop() -> None:
    asked: list[object] = []

    def run(command: Sequence[str]) -> None:
        asked.extend(command)

    platform_posix.open_outside(Path("/a b.pdf"), run=run)
    platform_windows.open_outside(Path("/a b.pdf"), start=asked.append)
    assert asked[1:] == ["/a b.pdf", "/a b.pdf"]


def test_a_desktop_without_a_program_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="open"):
        platform_posix.open_outside(tmp_path)


def test_a_desktop_program_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "heard")
    for name in ("xdg-open", "open"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/heard"\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    platform_posix.open_outside(tmp_path / "a b")
    assert (tmp_path / "heard").read_text() == f"{tmp_path / 'a b'}\n"


def test_folders_are_made_durable(tmp_path: Path) -> None:
    platform_posix.fsync_folder(tmp_path)
    platform_windows.fsync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        platform_posix.fsync_folder(tmp_path / "nowhere")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own parts")
def test_the_parts_of_windows_are_missing_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ModuleNotFoundError):
        platform_windows.FileLock(tmp_path / "x")
    with pytest.raises(AttributeError):
        platform_windows.drive_kind(Path("C:/"), environment={})
    with pytest.raises(KeyError):
        platform_windows.open_outside(tmp_path)


def test_windows_tells_when_the_desk_is_left() -> None:
    told = []

    def register(window: int, scope: int) -> int:
        told.append((window, scope))
        return 1

    assert platform_windows.watch_session(42, register=register)
    assert told == [(42, 0)]
    assert not platform_windows.watch_session(42, register=lambda _window, _scope: 0)
    assert not platform_posix.watch_session(42)


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [
        (0x02B1, 0x7, True),  # the screen is locked
        (0x02B1, 0x2, True),  # another user takes the console
        (0x02B1, 0x6, True),  # logged off
        (0x02B1, 0x8, False),  # unlocked
        (0x0218, 0x4, True),  # sleep begins
        (0x0218, 0x12, False),  # awake again
        (0x0100, 0x7, False),  # a key
    ],
)
def test_a_message_of_windows_is_read(message: int, what: int, leaves: bool) -> None:
    told = wintypes.MSG(message=message, wParam=what)
    assert platform_windows.leaves_the_desk(addressof(told)) is leaves
    assert not platform_posix.leaves_the_desk(addressof(told))
