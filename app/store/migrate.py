"""Bringing a store to the schema of this program, after a verified backup; a newer file is refused untouched."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from app.store.errors import NewerStore
from app.store.triggers import create_triggers

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA = 3
"""The number of the newest migration; the file keeps its own in `user_version`."""

FOLDER = Path(__file__).parent / "migrations"


def refuse_newer(version: int, writer: str) -> None:
    """Raise NewerStore for a file whose schema this program does not know."""
    if version > SCHEMA:
        raise NewerStore(writer)


def ensure_schema(engine: Engine, *, back_up: Callable[[], object], target: int = SCHEMA, folder: Path = FOLDER) -> bool:
    """Run the missing migrations in one transaction; tell whether there were any.

    `back_up` is called before the first change of a file that holds data; when it raises, nothing was changed.
    """
    with engine.connect() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        connection.rollback()
        if version == target:
            return False
        if version:
            back_up()
        driver: Any = connection.connection.dbapi_connection
        # Inside a transaction the pragma is ignored, and a table rebuilt with keys on takes its children with it.
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(rw=True).begin():
                _upgrade(connection, target, folder)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
    engine.dispose()
    return True


def configuration(connection: Connection, folder: Path = FOLDER) -> "Config":
    """Make Alembic's configuration in code; there is no ini file."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(folder).replace("%", "%%"))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def _upgrade(connection: Connection, target: int, folder: Path) -> None:
    from alembic import command

    command.upgrade(configuration(connection, folder), f"{target:04d}")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError("a migration left rows without their parents")
    create_triggers(connection)
    connection.exec_driver_sql(f"PRAGMA user_version={target}")
