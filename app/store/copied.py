"""A copy of an open store in memory: another state of the same office, to be read and thrown away."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import NullPool, QueuePool
from sqlcipher3 import dbapi2
from typing_extensions import override

from app.core.ids import uuid7
from app.schema.kinds import Catalogue
from app.store.backups import DATABASE
from app.store.database import connect, connect_memory, engine_of
from app.store.reader import Reader
from app.store.store import Store


class Copied(Store):
    """A store whose database is in memory and whose attachments are those of the file it was copied from."""

    def __init__(self, folder: Path, key: bytes, catalogue: Catalogue) -> None:
        self._name = f"safir-{uuid7()}"
        # The memory lives as long as one connection to it, and the pool may close all of its own.
        self._kept = connect_memory(self._name, key)
        with closing(connect(folder / DATABASE, key)) as live:
            live.backup(self._kept)
        super().__init__(folder, key, catalogue, lock=None, engine=engine_of(self._opened_here, pool=QueuePool))

    def _opened_here(self) -> dbapi2.Connection:
        return connect_memory(self._name, self._key)

    @override
    def reader(self) -> Reader:
        """Open a reading connection to the copy."""
        return Reader(self.folder / DATABASE, self._key, engine=engine_of(self._opened_here, pool=NullPool))

    @override
    def close(self) -> None:
        """Give the memory back; plain copies of attachments stay with the file's own store."""
        self._engine.dispose()
        self._kept.close()
