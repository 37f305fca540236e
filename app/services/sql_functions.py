"""Functions of ours that statements may call, and stopping a statement that takes too long.

They are registered on the connection that runs the statement, never used in an index or a trigger: other tools must be able to
write the file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.core.collation import sort_key
from app.core.folding import Matcher, tight
from app.services.first_sight import FirstSight
from app.store.errors import Cancelled
from app.store.index import segments

Cancel = Callable[[], bool]

_STEPS: Final = 200_000
"""So many steps of the database's machine between two questions whether to stop: some milliseconds. Each question waits for the
interpreter, which the window uses, too."""


def never() -> bool:
    """Go on to the end."""
    return False


def own_text(body: str) -> str:
    """Give the texts of an index row for matching: no match may run from one text into the next."""
    return "\n".join([text for _panel, text in segments(body)])


def prepare(connection: Connection, *, text: str = "") -> None:
    """Make `persian_key`, `tight_text` and `honest` (about `text`) known to a connection."""
    driver: Any = connection.connection.dbapi_connection
    driver.create_function("persian_key", 1, _key, deterministic=True)
    driver.create_function("tight_text", 1, _tight, deterministic=True)
    if text:
        driver.create_function("honest", 3, _honest(text), deterministic=True)


def _key(text: str | None) -> bytes | None:
    return None if text is None or not text else sort_key(text)


def _tight(text: str | None) -> str | None:
    return None if text is None else tight(text)


def _honest(query: str) -> Callable[[str, str, str], bool]:
    """Judge rows by the matcher, which reads only what cannot be told at first sight."""
    matcher, sight = Matcher(query), FirstSight(query)

    def judge(title: str, body: str, folded: str) -> bool:
        text = own_text(body)
        if sight.surely(title, text):
            return True
        return not sight.hardly(title, text, folded=folded) and matcher.rank(title, text, folded=folded) is not None

    return judge


@contextmanager
def stoppable(connection: Connection, cancelled: Cancel | None) -> Iterator[None]:
    """Stop the statements of the block when `cancelled` says so; raises Cancelled, also when they were interrupted."""
    driver: Any = connection.connection.dbapi_connection
    if cancelled is not None:
        driver.set_progress_handler(cancelled, _STEPS)
    try:
        yield
    except DBAPIError as error:
        if "interrupted" in str(error.orig):
            raise Cancelled from error
        raise
    finally:
        if cancelled is not None:
            driver.set_progress_handler(None, 0)
