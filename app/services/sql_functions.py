"""What statements of a search share: functions of ours, words as the full-text table wants them, and stopping them.

They are registered on the connection that runs the statement, never used in an index or a trigger: other tools must be able to
write the file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
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


def prepare(connection: Connection, *, text: str = "", cancelled: Cancel = never) -> None:
    """Make `persian_key`, `tight_text` and `honest` (about `text`) known to a connection.

    `honest` is asked for many rows in few steps of the database's machine, so it asks `cancelled` itself and interrupts.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.create_function("persian_key", 1, _key, deterministic=True)
    driver.create_function("tight_text", 1, _tight, deterministic=True)
    if text:
        judge = _honest(text)

        def honest(title: str, body: str, folded: str) -> bool:
            if cancelled():
                driver.interrupt()
                return False
            return judge(title, body, folded)

        driver.create_function("honest", 3, honest, deterministic=True)


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


def words_to_match(pieces: Iterable[Sequence[str]]) -> str:
    """Write what MATCH asks for: the trigrams of each piece, in one of its spellings."""
    return " AND ".join(dict.fromkeys(chain.from_iterable(map(_asked, pieces))))


def _asked(spelt: Sequence[str]) -> Sequence[str]:
    """List what is asked for a piece: its trigrams, or those of any of its spellings."""
    # Folded words are letters and digits: nothing in them is an operator of MATCH inside quotes.
    each = [[f'"{one[at : at + 3]}"' for at in range(len(one) - 2)] for one in spelt]
    return each[0] if len(each) == 1 else [" OR ".join(f"({' AND '.join(one)})" for one in each).join("()")]


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
