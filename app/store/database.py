"""The encrypted database file: opening it with a raw key, and telling what is wrong with one that does not open.

The salt in the first 16 bytes is derived from the key, so every database under one key begins alike: a file with that
beginning that cannot be read is damaged, any other is not ours.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, Pool, QueuePool, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.core.drives import drive_of
from app.core.errors import SafirError
from app.store.errors import DamagedStore, DiskFailed, DiskFull, FileBusy, ForeignFile, ReadOnlyStore

PLAIN = b"SQLite format 3\x00"
_SALT = 16
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=3000",
    "cache_size=-64000",
    "temp_store=MEMORY",
)


def subkey(key: bytes, purpose: str, *, length: int = 32) -> bytes:
    """Derive a key for one purpose from the store's key (HKDF-SHA256)."""
    return HKDF(SHA256(), length, salt=None, info=b"safir " + purpose.encode()).derive(key)


def key_literal(key: bytes) -> str:
    """Spell the raw key and the salt as `PRAGMA key` and `ATTACH … KEY` take them; hex only, nothing to escape."""
    return f"\"x'{key.hex()}{subkey(key, 'salt', length=_SALT).hex()}'\""


def connect(path: Path, key: bytes, *, read_only: bool = False, any_thread: bool = False) -> dbapi2.Connection:
    """Open a driver connection without transactions of its own; nothing is read yet.

    `any_thread` is for a connection that another thread interrupts.
    """
    mode = "ro" if read_only else "rwc"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}", isolation_level=None, check_same_thread=not any_thread, uri=True
    )
    connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key prints lines on stderr
    connection.execute(f"PRAGMA key={key_literal(key)}")
    return connection


def connect_memory(name: str, key: bytes) -> dbapi2.Connection:
    """Open a connection to a database of this name in memory, encrypted like a file; it lasts while one is open."""
    connection = dbapi2.connect(f"file:{name}?mode=memory&cache=shared", isolation_level=None, check_same_thread=False, uri=True)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key={key_literal(key)}")
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def set_up(connection: dbapi2.Connection) -> None:
    """Set what every connection to a live store needs; raises OSError where write-ahead logging is not to be had."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        raise OSError(errno.ENOTSUP, "write-ahead logging refused")


def make_engine(path: Path, key: bytes, *, pool: type[Pool] = QueuePool) -> Engine:
    """Make the engine of a store. Connections with the execution option `rw` begin at once as the writer."""
    return engine_of(lambda: _ready(path, key), pool=pool)


def engine_of(opened: Callable[[], dbapi2.Connection], *, pool: type[Pool] = QueuePool) -> Engine:
    """Make an engine of connections that are opened so; with the option `rw` they begin at once as the writer."""
    engine = create_engine(URL.create("sqlite+pysqlite"), creator=opened, module=dbapi2, poolclass=pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("rw")
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            # Kinds point at each other in rings, so no order of inserts satisfies every key at once: the commit checks them.
            driver.execute("PRAGMA defer_foreign_keys=ON")

    return engine


def _ready(path: Path, key: bytes) -> dbapi2.Connection:
    connection = connect(path, key, any_thread=True)
    set_up(connection)
    return connection


def check_header(path: Path, key: bytes) -> None:
    """Make sure that a file begins as databases under this key do; reads 16 bytes and writes nothing.

    Raises ForeignFile for a plain SQLite file and any other file, DamagedStore for an empty one.
    """
    with path.open("rb") as file:
        start = file.read(_SALT)
    if not start:
        raise DamagedStore(str(path))
    if start != subkey(key, "salt", length=_SALT):
        raise ForeignFile(str(path))


def integrity_errors(connection: dbapi2.Connection) -> int:
    """Count the pages whose seal is broken and the faults of the structure; 0 for a sound file."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the cipher check reads the main file only
    pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if pages:
        return pages
    found = connection.execute("PRAGMA quick_check").fetchall()
    return 0 if found == [("ok",)] else len(found)


@contextmanager
def as_facts(path: Path) -> Iterator[None]:
    """Raise the failures of the driver and of the disk as facts a person understands; a fault of the program as it is."""
    try:
        yield
    except (DBAPIError, dbapi2.Error, OSError) as error:
        fact = translated(error, path)
        if fact is None:
            raise
        raise fact from error


def translated(error: DBAPIError | dbapi2.Error | OSError, path: Path) -> SafirError | None:
    """Name a failure of the driver or the disk; None for one that is a fault of the program."""
    if isinstance(error, OSError):
        return _of_system(error, path)
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    for phrase, fact in _SAID:
        if phrase in said:
            return fact(path)
    return None


_LEAST_ROOM = 1 << 20
"""A disk with less room left is full: a log and its `-shm` find no place on it."""


def _of_disk(path: Path) -> SafirError:
    """Tell a full disk from a broken one: SQLite calls it an error of the disk, too, when the file `-shm` cannot grow."""
    try:
        left = disk_usage(path.parent).free
    except OSError:
        return DiskFailed(drive_of(path))
    return DiskFull(drive_of(path)) if left < _LEAST_ROOM else DiskFailed(drive_of(path))


_SAID = (
    ("disk is full", lambda path: DiskFull(drive_of(path))),
    ("disk I/O error", _of_disk),
    ("readonly database", lambda path: ReadOnlyStore(str(path))),
    ("unable to open database", lambda path: ReadOnlyStore(str(path))),
    ("is locked", lambda _path: FileBusy()),
    ("file is not a database", lambda path: DamagedStore(str(path))),
    ("malformed", lambda path: DamagedStore(str(path))),
    ("checksum mismatch", lambda path: DamagedStore(str(path))),
)


_HELD = (32, 33)
"""Sharing and lock violation (winerror.h)."""


def _of_system(error: OSError, path: Path) -> SafirError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(drive_of(path))
    if error.errno == errno.EIO:
        return DiskFailed(drive_of(path))
    if getattr(error, "winerror", None) in _HELD:
        return FileBusy()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyStore(str(path))
    return None
