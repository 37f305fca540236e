"""A reading connection of its own for a worker: it can be interrupted from another thread."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Executable, NullPool
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.store.database import make_engine, translated
from app.store.errors import Cancelled

_CACHE = 8_000
"""Kibibytes of pages kept: a pass over many rows meets each page once, so that more would only take memory."""


class Reader:
    """One read-only connection. `connection` takes SQLAlchemy statements, `raw` is the driver's own; close it after use.

    It sees one state of the file until `refresh`. Statements stopped by `interrupt` raise Cancelled.
    """

    def __init__(self, path: Path, key: bytes, *, engine: Engine | None = None) -> None:
        self._path = path
        self._engine = engine or make_engine(path, key, pool=NullPool)
        self.connection: Connection = self._engine.connect()
        driver: Any = self.connection.connection.dbapi_connection
        self.raw: dbapi2.Connection = driver
        self.raw.execute("PRAGMA query_only=ON")
        self.raw.execute(f"PRAGMA cache_size=-{_CACHE}")

    def rows(self, statement: Executable, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """Run a select and give all its rows; raises Cancelled when interrupted, DamagedStore on a broken page."""
        try:
            return self.connection.execute(statement, values or {}).all()
        except DBAPIError as error:
            if "interrupted" in str(error.orig):
                raise Cancelled from error
            fact = translated(error, self._path)
            if fact is None:
                raise
            raise fact from error

    def refresh(self) -> None:
        """See what was committed since the first statement."""
        self.connection.rollback()

    def interrupt(self) -> None:
        """Stop the running statement; may be called from any thread, and does nothing when none runs."""
        self.raw.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self.connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
