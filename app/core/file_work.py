"""The one way in which Safir changes files beside its database: write, copy, put in place, move, remove.

Every step asks `FileWork` first, so that a test lets any of them fail as a full disk, a broken one or a virus scanner does,
and sees that nothing half-done stays. What SQLite itself writes does not pass here.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from app.core.platform import fsync_folder

CHUNK: Final = 1 << 20
"""Bytes read and written at a time while copying."""

BUSY: Final = frozenset((5, 32, 33))
"""Access denied, sharing violation, lock violation (winerror.h): a virus scanner or an indexer holds a file for a moment."""

_WAITS: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)


class FileWork:
    """The steps themselves; a test stands in its place with `doing_with` and fails the step it wants."""

    def write(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Write a new file, or a file anew; `sync` makes it durable."""
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)

    def create(self, path: Path) -> BinaryIO:
        """Open a new file, or a file anew, that is written piece by piece."""
        return path.open("wb")

    def sync(self, path: Path) -> None:
        """Make the content of a file durable that something else wrote."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        fsync_folder(path)

    def replace(self, source: Path, target: Path) -> None:
        """Put a finished file or folder in the place of another, on the same drive, atomically."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file; one that is not there is removed already."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder with those above it; one that is there stays."""
        path.mkdir(parents=True, exist_ok=True)

    def wait(self, seconds: float) -> None:
        """Wait for another program to let go of a file."""
        time.sleep(seconds)


_doing: list[FileWork] = [FileWork()]


def work() -> FileWork:
    """Give what does the work now."""
    return _doing[-1]


@contextmanager
def doing_with(other: FileWork) -> Iterator[None]:
    """Let something else do the work of the whole process while the block runs."""
    _doing.append(other)
    try:
        yield
    finally:
        _doing.remove(other)


def put(path: Path, pieces: Iterable[bytes]) -> None:
    """Make or replace a file, whole or not at all, also when the power fails; its folder is made when it is missing.

    Raises OSError with the old file untouched; the ``.part`` beside it is removed.
    """
    doing = work()
    doing.make_folder(path.parent)
    with beside(path) as part:
        doing.write(part, pieces)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give the name of an unfinished file beside a target, which takes its place, durable, when the block succeeds.

    Raises OSError with the old file untouched; the unfinished one never stays.
    """
    part = target.with_name(target.name + ".part")
    with ExitStack() as on_failure:
        on_failure.callback(drop, part)
        yield part
        patiently(lambda: work().sync(part))
        replace(part, target)
        on_failure.pop_all()
    settle(target.parent)


def replace(source: Path, target: Path) -> None:
    """Put a finished file or folder in the place of another, waiting at most 1.6 seconds for a scanner to let go."""
    patiently(lambda: work().replace(source, target))


def remove(path: Path) -> None:
    """Remove a file that may be missing, waiting at most 1.6 seconds for a scanner to let go."""
    patiently(lambda: work().remove(path))


def settle(folder: Path) -> None:
    """Make the names in a folder durable. A failure is left, as SQLite leaves it: what was put there is whole and stands.

    To report it would say that the old file is still there, such as a key file under its old passphrase.
    """
    try:
        work().sync_folder(folder)
    except OSError:
        return


def patiently(step: Callable[[], None]) -> None:
    """Do a step again while another program holds the file; raises what the last attempt raised."""
    for seconds in _WAITS:
        try:
            return step()
        except OSError as error:
            if getattr(error, "winerror", None) not in BUSY:
                raise
            work().wait(seconds)
    return step()


def copy(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all; raises OSError."""
    put(target, chunks(source))


def chunks(path: Path) -> Iterator[bytes]:
    """Read a file in pieces; raises OSError."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def drop(path: Path) -> None:
    """Remove what was not finished. A failure is left: the first error says more, and the next attempt writes over it."""
    try:
        remove(path)
    except OSError:
        return


def drop_folder(path: Path) -> None:
    """Remove a folder with everything in it that can be removed."""
    shutil.rmtree(path, ignore_errors=True)
