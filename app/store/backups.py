"""A verified copy of the database: written beside its place, opened, counted and sealed, and only then put there."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import Lock
from typing import Final

from sqlcipher3 import dbapi2

from app.core import file_work
from app.core.clock import now
from app.store.database import as_facts, check_header, connect, integrity_errors, translated
from app.store.errors import DamagedStore, ForeignFile, KeyFileMissing
from app.store.rotation import staying

BACKUPS: Final = "backups"
DATABASE: Final = "safir.db"
KEYS: Final = "safir.key"
_STAMP: Final = "%Y%m%d-%H%M%S"
_PAGES: Final = 500
"""Pages copied in one step (2 MB): between two steps the window breathes and a stop is heard."""

_BEFORE_DAYS: Final = 30
"""Days for which a backup made before a migration or a merge stays whatever came after it."""

_ONE_AT_A_TIME: Final = Lock()
"""Two at once, a timer's and a person's, would sweep each other's unfinished files."""

Progress = Callable[[int, int], None]
"""Hears pages done and pages in all; what it raises stops the work without a trace."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder: when it was made (UTC), the records it holds (-1: not counted), and the schema it has.

    `reason` is empty for the usual ones, else what it was made before, such as `schema1` or `merge`.
    """

    path: Path
    at: datetime
    records: int = -1
    schema: int = -1
    reason: str = ""

    @property
    def keys(self) -> Path:
        """Give the key file of that day, which lies beside it."""
        return self.path.with_suffix(".key")


def back_up(folder: Path, key: bytes, *, reason: str = "", progress: Progress | None = None) -> Backup:
    """Copy the live database of a store into its backups, with its key file; gives what was counted.

    `reason` (ASCII, such as `schema1`) becomes part of the name. Raises DiskFull, DamagedStore, FileBusy, ReadOnlyStore;
    nothing half-made stays.
    """
    with _ONE_AT_A_TIME:
        return _back_up(folder, key, reason=reason, progress=progress)


def _back_up(folder: Path, key: bytes, *, reason: str, progress: Progress | None) -> Backup:
    at = now().replace(microsecond=0)
    _sweep(folder / BACKUPS)
    target = _free(folder / BACKUPS, f"safir-{at.strftime(_STAMP)}{'-' if reason else ''}{reason}")
    made = Backup(target, at, reason=reason)
    with ExitStack() as on_failure:
        on_failure.callback(file_work.drop, made.keys)
        try:
            with as_facts(target):
                file_work.copy(folder / KEYS, made.keys)  # first: a database without its keys is no backup
        except FileNotFoundError as error:
            raise KeyFileMissing(str(folder / KEYS)) from error
        records, schema = copy_database(folder / DATABASE, key, target=target, progress=progress)
        on_failure.pop_all()
    return replace(made, records=records, schema=schema)


def copy_database(source: Path, key: bytes, *, target: Path, progress: Progress | None = None) -> tuple[int, int]:
    """Copy a database under the same key and verify the copy before it takes its place; gives records and schema.

    Writes `target.part` first. Raises DamagedStore when source or copy is not sound, DiskFull, DiskFailed, ReadOnlyStore,
    FileBusy, and what `progress` raises.
    """
    part = target.with_name(target.name + ".part")
    doing = file_work.work()
    with ExitStack() as on_failure:
        on_failure.callback(_drop, part)
        with as_facts(target):
            doing.make_folder(target.parent)
            _remove(part)
            _copy_pages(source, part, key=key, progress=progress)
            found = verify(part, key)
            doing.sync(part)
            file_work.replace(part, target)
            file_work.settle(target.parent)
        on_failure.pop_all()
    return found


def _copy_pages(source: Path, part: Path, *, key: bytes, progress: Progress | None) -> None:
    def heard(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    with closing(connect(source, key)) as live, closing(connect(part, key)) as copy:
        # One state of the file is read to the end: without it the copy begins again at every save of the window.
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=_PAGES, progress=heard, sleep=0.001)
        live.execute("COMMIT")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, that needs no neighbours


def verify(path: Path, key: bytes) -> tuple[int, int]:
    """Open a database copy, check every page and count its records; gives (records, schema). Raises DamagedStore."""
    check_header(path, key)
    with closing(connect(path, key)) as connection:
        try:
            faults = integrity_errors(connection)
            if faults:
                raise DamagedStore(str(path), pages=faults)
            return _counted(connection)
        except dbapi2.Error as error:
            raise translated(error, path) or DamagedStore(str(path)) from error


def counted(backup: Backup, key: bytes) -> Backup:
    """Open a backup just far enough to count its records; one that does not open keeps -1."""
    try:
        check_header(backup.path, key)
        with closing(connect(backup.path, key, read_only=True)) as connection:
            records, schema = _counted(connection)
    except (dbapi2.Error, DamagedStore, ForeignFile, OSError):
        return backup
    return replace(backup, records=records, schema=schema)


def _counted(connection: dbapi2.Connection) -> tuple[int, int]:
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return int(connection.execute("SELECT count(*) FROM record_index WHERE NOT deleted").fetchone()[0]), schema


def backups(folder: Path) -> tuple[Backup, ...]:
    """List the backups of a store, newest first, by their names; none is opened."""
    return backups_in(folder / BACKUPS)


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """List the backups that lie in a folder, newest first, by their names; none is opened."""
    found = []
    for path in folder.glob("safir-*.db"):
        try:
            at = datetime.strptime(path.stem[6:21], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, at, reason=_reason(path)))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def rotate(folder: Path, zone: tzinfo = UTC) -> tuple[Backup, ...]:
    """Remove the backups in a folder that need not stay; gives those that went.

    7 daily, 4 weekly and 12 monthly stay; one made before a migration or a merge stays for 30 days. Raises OSError.
    """
    every = backups_in(folder)
    kept = staying((backup.at for backup in every), zone)
    young = now() - timedelta(days=_BEFORE_DAYS)
    gone = tuple(backup for backup in every if backup.at not in kept and not (backup.reason and backup.at > young))
    for backup in gone:
        file_work.remove(backup.path)
        file_work.remove(backup.keys)
    return gone


def copy_out(backup: Backup, target: Path, *, files: Path, digests: Iterable[str]) -> Backup:
    """Copy a backup to a second place with its keys and the attachments it lacks; raises OSError.

    `files` is the store's folder of attachments; they lie sealed and whole there, named by what they contain.
    """
    file_work.copy(backup.keys, target / backup.keys.name)
    for digest in digests:
        name = Path("files") / digest[:2] / f"{digest}.bin"
        kept = files / digest[:2] / f"{digest}.bin"
        there = target / name
        if kept.is_file() and not (there.is_file() and there.stat().st_size == kept.stat().st_size):
            file_work.copy(kept, there)
    there = target / backup.path.name
    file_work.copy(backup.path, there)
    return replace(backup, path=there)


def _reason(path: Path) -> str:
    words = path.stem[22:].split("-")
    return "-".join(words[:-1] if words[-1].isdigit() else words)


def _free(folder: Path, stem: str) -> Path:
    """Name a file that is not there yet: two backups within a second are two."""
    number, target = 1, folder / f"{stem}.db"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


def _sweep(folder: Path) -> None:
    """Remove what a crash left unfinished: parts, and a key file whose database never came."""
    for path in (*folder.glob("safir-*.part"), *folder.glob("safir-*.part-*")):
        file_work.drop(path)
    for path in folder.glob("safir-*.key"):
        if not path.with_suffix(".db").exists():
            file_work.drop(path)


def _remove(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        file_work.remove(part.with_name(part.name + ending))


def _drop(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        file_work.drop(part.with_name(part.name + ending))
