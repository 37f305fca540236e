"""A verified copy of the database: written beside its place, opened, counted and sealed, and only then put there."""

import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from app.core.clock import now
from app.core.platform import fsync_folder, replace_file
from app.store.database import check_header, connect, integrity_errors, translated
from app.store.errors import DamagedStore

BACKUPS = "backups"
DATABASE = "safir.db"
KEYS = "safir.key"
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder: when it was made (UTC), the records it holds (-1: not counted), and the schema it has."""

    path: Path
    at: datetime
    records: int = -1
    schema: int = -1

    @property
    def keys(self) -> Path:
        """Give the key file of that day, which lies beside it."""
        return self.path.with_suffix(".key")


def back_up(folder: Path, key: bytes, *, reason: str = "") -> Backup:
    """Copy the live database of a store into its backups, with its key file; gives what was counted.

    `reason` (ASCII, such as `schema1`) becomes part of the name. Raises DiskFull, DamagedStore; nothing half-made stays.
    """
    at = now()
    target = folder / BACKUPS / f"safir-{at.strftime(_STAMP)}{'-' if reason else ''}{reason}.db"
    target.parent.mkdir(exist_ok=True)
    records, schema = copy_database(folder / DATABASE, key, target=target)
    made = Backup(target, at.replace(microsecond=0), records, schema)
    shutil.copyfile(folder / KEYS, made.keys)
    return made


def copy_database(source: Path, key: bytes, *, target: Path) -> tuple[int, int]:
    """Copy a database under the same key and verify the copy before it takes its place; gives records and schema.

    Writes `target.part` first. Raises DamagedStore when source or copy is not sound, DiskFull, ReadOnlyStore.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(connect(source, key)) as live, closing(connect(part, key)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, that needs no neighbours
        found = verify(part, key)
        _sync(part)
        replace_file(part, target)
        fsync_folder(target.parent)
    except (dbapi2.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise translated(error, target) or error from error
    except DamagedStore:
        part.unlink(missing_ok=True)
        raise
    return found


def verify(path: Path, key: bytes) -> tuple[int, int]:
    """Open a database copy, check every page and count its records; gives (records, schema). Raises DamagedStore."""
    check_header(path, key)
    with closing(connect(path, key)) as connection:
        try:
            faults = integrity_errors(connection)
            if faults:
                raise DamagedStore(str(path), pages=faults)
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
            return int(connection.execute("SELECT count(*) FROM record_index").fetchone()[0]), schema
        except dbapi2.Error as error:
            raise translated(error, path) or DamagedStore(str(path)) from error


def backups(folder: Path) -> tuple[Backup, ...]:
    """List the backups of a store, newest first, by their names; none is opened."""
    found = []
    for path in (folder / BACKUPS).glob("safir-*.db"):
        try:
            at = datetime.strptime(path.stem[6:21], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, at))
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
