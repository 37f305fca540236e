"""The store of an office: one folder with the encrypted database, its wrapped keys, attachments and backups."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2

from app.core import file_work
from app.core.clock import TEHRAN, now
from app.core.collation import collation_version
from app.core.errors import AlreadyLocked
from app.core.ids import uuid7
from app.core.moments import Moment
from app.core.platform import FileLock
from app.schema.kinds import Catalogue
from app.store import flush, index, keys
from app.store.backups import DATABASE, KEYS, Backup, Progress, back_up, counted, verify
from app.store.database import as_facts, check_header, connect, integrity_errors, make_engine, translated
from app.store.errors import NOT_OPENED, DamagedStore, ReadOnlyStore, StaleRecord, StoreExists, StoreInUse, beginning
from app.store.files import Vault
from app.store.last_backup import damaged, missing
from app.store.migrate import ensure_schema, refuse_newer
from app.store.place import check_place
from app.store.reader import Reader
from app.store.restoring import Staged, finish_restore, is_unfinished, stage
from app.store.tables import SEARCH, add_sort_indexes, meta, record_index
from app.store.writing import Actor, Deed, Writing

if TYPE_CHECKING:
    from app.store.copied import Copied

__all__ = ["Actor", "Deed", "Store"]


class Store:
    """An open store; one process holds it at a time. Made by `create` or `open`, given back by `close`."""

    def __init__(
        self, folder: Path, key: bytes, catalogue: Catalogue, *, lock: FileLock | None, engine: Engine | None = None
    ) -> None:
        self.folder, self.catalogue = folder, catalogue
        self.zone = TEHRAN
        self._key, self._lock = key, lock
        self._engine: Engine = engine or make_engine(folder / DATABASE, key)
        self._read = sessionmaker(self._engine, autoflush=False, expire_on_commit=False)
        self._write = sessionmaker(self._engine.execution_options(rw=True), expire_on_commit=False)
        flush.install(self._read)
        flush.install(self._write)
        self.files = Vault(folder / "files", key, sweeping=lock is not None)

    @classmethod
    def create(cls, folder: Path, key: bytes, catalogue: Catalogue) -> "Store":
        """Make a new store in a folder whose keys exist already; nothing half-made stays behind.

        Raises RefusedPlace, StoreExists, StoreInUse, ReadOnlyStore, DiskFull.
        """
        check_place(folder)
        with held(folder) as lock:
            if (folder / DATABASE).exists():
                raise StoreExists(str(folder))
            with ExitStack() as on_failure:
                on_failure.callback(remove_database, folder)
                store = cls._opened(folder, key, catalogue, lock=lock)
                on_failure.pop_all()
            return store

    @classmethod
    def open(cls, folder: Path, key: bytes, catalogue: Catalogue, *, progress: index.Progress | None = None) -> "Store":
        """Open a store; migrates it after a backup, and rewrites the index when folding or collation changed.

        Raises StoreMissing, PartMissing, RefusedPlace, StoreInUse, ReadOnlyStore, DiskFull, ForeignFile, DamagedStore,
        NewerStore; the file is untouched then.
        """
        path = folder / DATABASE
        if not path.is_file() and not is_unfinished(folder):
            raise missing(folder)
        check_place(folder, opening=True)
        with beginning(NOT_OPENED), held(folder) as lock:
            finish_restore(folder)
            check_writable(path)
            _look_first(path, key, folder)
            return cls._opened(folder, key, catalogue, lock=lock, progress=progress)

    @classmethod
    def _opened(
        cls, folder: Path, key: bytes, catalogue: Catalogue, *, lock: FileLock, progress: index.Progress | None = None
    ) -> "Store":
        add_sort_indexes(catalogue)
        store = cls(folder, key, catalogue, lock=lock)
        with ExitStack() as on_failure, store._translating():
            on_failure.callback(store._engine.dispose)
            ensure_schema(store._engine, back_up=store._before_migration)
            check_header(folder / DATABASE, key)
            store._stamp(progress)
            on_failure.pop_all()
        return store

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; a flush in it raises RuntimeError."""
        with self._translating(), self._read() as session:
            yield session

    @contextmanager
    def transaction(self, deed: Deed, actor: Actor) -> Iterator[Session]:
        """Open the session of one use case: committed at the end of the block, undone whole when it raises.

        Every flush is journaled and indexed; a deed that changes nothing leaves no trace. Raises StaleRecord, DiskFull,
        FileBusy, ReadOnlyStore.
        """
        writing = Writing(self.catalogue, deed, actor, now())
        session = self._write(info={"writing": writing})
        try:
            with self._translating(), session.begin():
                yield session
                flush.finish(session)
        except StaleDataError as error:
            raise self._stale(writing) from error
        finally:
            session.close()

    @contextmanager
    def unjournaled(self) -> Iterator[Connection]:
        """Open a writing connection for what is no record: kept drafts and facts about the file."""
        with self._translating(), self._engine.execution_options(rw=True).begin() as connection:
            yield connection

    def reader(self) -> Reader:
        """Open a reading connection of its own for a worker; close it after use."""
        return Reader(self.folder / DATABASE, self._key)

    def fact(self, key: str, default: str = "") -> str:
        """Read a fact about the file, such as `store` (its id) or `writer`."""
        with self._engine.connect() as connection:
            return str(connection.scalar(select(meta.c.value).where(meta.c.key == key)) or default)

    def state(self, key: str, value: str) -> None:
        """Write a fact about the file."""
        with self.unjournaled() as connection:
            _state(connection, key, value)

    def rebuild_index(self, progress: index.Progress | None = None) -> int:
        """Write the search index anew; gives the number of records. What `progress` raises stops it without a trace."""
        with self.unjournaled() as connection:
            return index.rebuild(connection, self.catalogue, progress)

    def back_up(self, reason: str = "", *, progress: Progress | None = None) -> Backup:
        """Make a verified backup in the store's folder; what `progress` raises stops it without a trace."""
        return back_up(self.folder, self._key, reason=reason, progress=progress)

    def counted(self, found: Iterable[Backup]) -> tuple[Backup, ...]:
        """Count the records in backups of this store; one that cannot be opened keeps -1."""
        return tuple(counted(backup, self._key) for backup in found)

    def verify(self, backup: Backup) -> tuple[int, int]:
        """Read a backup of this store whole; gives records and schema. Raises DamagedStore, ForeignFile."""
        return verify(backup.path, self._key)

    def put_back(self, backup: Path, *, progress: Progress | None = None) -> Staged:
        """Put a backup in the place of the database and close the store; its own keys stay.

        Raises what `restoring.stage` does, with the store open and unchanged; once it is staged, the next opening finishes it.
        """
        staged = stage(self.folder, self._key, backup=backup, keys=self.folder / KEYS, progress=progress)
        try:
            self._engine.dispose()
            finish_restore(self.folder)
        finally:
            self.close()
        return staged

    def change_passphrase(self, passphrase: str) -> None:
        """Wrap the same key by a new passphrase; nothing is encrypted anew. Raises the errors of the disk."""
        keys.change_passphrase(self.folder, self._key, passphrase)

    def new_recovery_key(self) -> str:
        """Make a new recovery key; the old one opens this file no more, only earlier backups. Raises the errors of the disk."""
        return keys.new_recovery_key(self.folder, self._key)

    def in_memory(self) -> "Copied":
        """Copy the database into memory, encrypted there too; what is done to the copy never reaches the file."""
        from app.store.copied import Copied

        with self._translating():
            made = Copied(self.folder, self._key, self.catalogue)
        made.zone = self.zone
        return made

    def check(self) -> int:
        """Check every page of the database; gives the number of faults, 0 when it is sound."""
        with closing(connect(self.folder / DATABASE, self._key)) as connection:
            return integrity_errors(connection)

    def search_agrees(self) -> bool:
        """Tell whether the full-text table holds the words of the index, by its own check; nothing is changed."""
        try:
            with self.unjournaled() as connection:
                connection.exec_driver_sql(f"INSERT INTO {SEARCH}({SEARCH}, rank) VALUES ('integrity-check', 1)")
        except DamagedStore:
            return False
        return True

    def close(self) -> None:
        """Sweep plain copies, close the file and let others open it; a second call does nothing."""
        self.files.sweep()
        index.forget_texts()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raise failures of the driver and the disk as facts a person understands."""
        try:
            yield
        except (DBAPIError, dbapi2.Error) as error:
            found = translated(error, self.folder / DATABASE)
            if isinstance(found, DamagedStore):
                raise damaged(self.folder, self.folder / DATABASE, key=self._key) from error
            if found is None:
                raise
            raise found from error

    def _before_migration(self) -> None:
        back_up(self.folder, self._key, reason=f"schema{_version(self._engine)}")

    def _stamp(self, progress: index.Progress | None) -> None:
        """Write what a file says about itself, and bring the index to this program's folding and collation."""
        from app import __version__

        facts = _facts(self._engine)
        wanted = {"writer": __version__, "folding": index.FOLDING, "collation": collation_version()}
        if all(facts.get(key) == value for key, value in wanted.items()):
            return
        with self.unjournaled() as connection:
            if "store" not in facts:
                wanted |= {"store": str(uuid7()), "made_at": index.stored_instant(now())}
            elif facts["folding"] != index.FOLDING:
                index.rebuild(connection, self.catalogue, progress)
            elif facts["collation"] != wanted["collation"]:
                index.rewrite_sort_keys(connection)
            for key, value in wanted.items():
                _state(connection, key, value)

    def _stale(self, writing: Writing) -> StaleRecord:
        """Find the record that somebody saved since it was read."""
        with self.reading() as session:
            for (key, record), version in writing.loaded.items():
                table = self.catalogue[key].model.__table__
                row = session.execute(select(table).where(table.c.id == record)).one_or_none()
                if row is None or row.version != version:
                    return self.stale_record(session, key, record)
        return StaleRecord("", uuid7())

    def stale_record(self, session: Session, kind: str, record: UUID) -> StaleRecord:
        """Say who changed a record last, for a save that came too late."""
        table = self.catalogue[kind].model.__table__
        row = session.execute(select(table.c.changed_by, table.c.changed_at).where(table.c.id == record)).one_or_none()
        if row is None or row.changed_at is None:
            return StaleRecord(kind, record)
        by = session.scalar(select(record_index.c.title).where(record_index.c.id == row.changed_by))
        wall = row.changed_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return StaleRecord(kind, record, by=by or "", at=Moment(wall, self.zone))


def check_writable(path: Path) -> None:
    """Raise ReadOnlyStore for a database that may only be read; nothing is written."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ReadOnlyStore(str(path))


@contextmanager
def held(folder: Path) -> Iterator[FileLock]:
    """Take the lock of a folder and keep it when the block succeeds."""
    try:
        with as_facts(folder):
            lock = FileLock(folder / "lock").acquire()
    except AlreadyLocked as error:
        raise StoreInUse from error
    with ExitStack() as on_failure:
        on_failure.callback(lock.release)
        yield lock
        on_failure.pop_all()


def _look_first(path: Path, key: bytes, folder: Path) -> None:
    """Read the file without writing to it: raises ForeignFile, DamagedStore, NewerStore and what the disk refuses.

    Only a rollback journal is taken back, which a crash left before the file turned to write-ahead logging: without that there
    is no state to read.
    """
    try:
        check_header(path, key)
        version, writer = _said_by(path, key)
    except (DamagedStore, dbapi2.Error) as error:
        fact = error if isinstance(error, DamagedStore) else translated(error, path)
        if fact is None and _NO_TABLE not in str(error):
            raise
        if fact is None or isinstance(fact, DamagedStore):
            raise damaged(folder, path, key=key) from error
        raise fact from error
    refuse_newer(version, writer)


_NO_TABLE = "no such table"
"""A database without our tables under our key was never finished, or lost them."""


def _said_by(path: Path, key: bytes) -> tuple[int, str]:
    """Read the schema of a file and the version of Safir that wrote it; what was beside it stays, what was not goes again."""
    journal = path.with_name(f"{path.name}-journal")
    beside = [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm")]
    made = [file for file in beside if not file.exists()]
    try:
        with closing(connect(path, key, read_only=not journal.is_file())) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            writer = connection.execute("SELECT value FROM meta WHERE key = 'writer'").fetchone()
    except dbapi2.Error:
        # Only a log that holds nothing: one with pages in it is part of the data.
        for file in (file for file in made if file.exists() and (file.suffix.endswith("-shm") or not file.stat().st_size)):
            file_work.drop(file)
        raise
    return int(version), writer[0] if writer else ""


def remove_database(folder: Path) -> None:
    """Remove a database that was never finished, with the files beside it."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)


def _version(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _facts(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(meta))}


def _state(connection: Connection, key: str, value: str) -> None:
    statement = insert(meta).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
