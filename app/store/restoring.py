"""Putting a backup in the place of the database: staged first, then moved in steps that a crash only interrupts.

`restoring/` holds the verified copy and the key file of its day. Once that folder has its name the restore will happen: opening
the store goes on where a crash stopped it. What stood there before, with its `-wal` and `-shm`, lies in `replaced/<time>/`.
A `-wal` left beside a file put in its place would be played into it and damage it (reliability-ux.md, incident 16).
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core import file_work
from app.core.clock import now
from app.store.backups import DATABASE, KEYS, Progress, copy_database, verify
from app.store.database import as_facts

STAGED: Final = "restoring"
ASIDE: Final = "replaced"
_UNDER_WAY: Final = "restoring.part"
_STAMP: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Staged:
    """A verified copy that waits for its place: where the files that stand there now will lie, and what the copy holds."""

    aside: Path
    records: int
    schema: int


def stage(folder: Path, key: bytes, *, backup: Path, keys: Path, progress: Progress | None = None) -> Staged:
    """Copy a backup and a key file beside the database, ready for `finish_restore`; `key` opens the backup.

    The database may be open meanwhile. Raises DamagedStore, ForeignFile, DiskFull, DiskFailed, FileBusy, ReadOnlyStore, and
    what `progress` raises; nothing changed then. The caller holds the lock of the folder.
    """
    part, name = folder / _UNDER_WAY, _free_name(folder / ASIDE)
    with as_facts(folder / DATABASE):
        with ExitStack() as on_failure:
            verify(backup, key)
            file_work.drop_folder(part)
            on_failure.callback(file_work.drop_folder, part)
            records, schema = copy_database(backup, key, target=part / DATABASE, progress=progress)
            file_work.copy(keys, part / KEYS)
            file_work.put(part / ASIDE, (name.encode(),))
            file_work.replace(part, folder / STAGED)
            on_failure.pop_all()
        file_work.settle(folder)
    return Staged(folder / ASIDE / name, records, schema)


def is_unfinished(folder: Path) -> bool:
    """Tell whether a restore was begun in a folder that opening it will finish."""
    return (folder / STAGED).is_dir()


def finish_restore(folder: Path) -> bool:
    """Go on with a restore wherever it stopped; tells whether there was one. The caller holds the lock of the folder.

    Raises DiskFailed, FileBusy, ReadOnlyStore; the next attempt goes on again.
    """
    file_work.drop_folder(folder / _UNDER_WAY)
    if not is_unfinished(folder):
        return False
    staged = folder / STAGED
    with as_facts(folder / DATABASE):
        if (staged / DATABASE).is_file():
            _move_aside(folder, folder / ASIDE / (staged / ASIDE).read_text("ascii"))
            _place(staged / KEYS, folder / KEYS)
            _place(staged / DATABASE, folder / DATABASE)  # last: while it is staged, the restore is not done
            file_work.settle(folder)
    file_work.drop_folder(staged)
    return True


def _free_name(folder: Path) -> str:
    """Name a folder after this moment that is not there yet, so that nothing moved aside is ever written over."""
    stamp = now().strftime(_STAMP)
    number, name = 1, stamp
    while (folder / name).exists():
        number += 1
        name = f"{stamp}-{number}"
    return name


def _move_aside(folder: Path, aside: Path) -> None:
    file_work.work().make_folder(aside)
    # The log first: without it the database is the state before its last commits, never one that a stranger's log changed.
    for name in (f"{DATABASE}-shm", f"{DATABASE}-wal", DATABASE):
        if (folder / name).is_file():
            file_work.replace(folder / name, aside / name)
    if (folder / STAGED / KEYS).is_file() and (folder / KEYS).is_file() and not (aside / KEYS).exists():
        file_work.copy(folder / KEYS, aside / KEYS)
    file_work.settle(aside)


def _place(staged: Path, target: Path) -> None:
    if staged.is_file():
        file_work.replace(staged, target)
