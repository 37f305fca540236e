"""The list of one kind: its first rows, any rows, and the order of all rows, against statements on the driver itself."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from app.services import listing
from app.services.listing import ListQuery
from app.services.office import Office
from tests.benchmarks.data import big_office
from tests.benchmarks.figures import Figure, pairs, timed

_COLUMNS = "t.rowid, t.id, t.version, t.label, t.archived, t.what, t.side, t.counterpart, t.officer, t.due_on, t.state"
_NAMES = "SELECT id, title FROM record_index WHERE id IN"
_WANTED = "FROM follow_up t WHERE t.deleted_at IS NULL AND t.archived = 0"
_ORDER = "ORDER BY t.due_on ASC NULLS LAST, t.id"


def figures(records: int) -> Iterable[Figure]:
    """Measure the default order of the follow-ups."""
    office = big_office(records)
    query = ListQuery("follow_up")
    handles = listing.handles(office, query)
    some = Random(3).sample(list(handles), 128)
    ours, bare = pairs(lambda: listing.first_rows(office, query), lambda: _bare_first(office))
    yield Figure(f"first 200 rows of {records:,}", ours, bare, budget=20)
    ours, bare = pairs(lambda: listing.rows_at(office, query, some), lambda: _bare_rows(office, some))
    yield Figure("any 128 rows", ours, bare, budget=50)
    titled = ListQuery("follow_up", sort="what", descending=True)
    yield Figure("first 200 rows in Persian order", pairs(lambda: listing.first_rows(office, titled), lambda: None)[0], budget=20)
    (whole,) = timed([lambda: listing.handles(office, query)])
    (scan,) = timed([lambda: _rows(office, f"SELECT t.rowid {_WANTED} ORDER BY +t.due_on ASC NULLS LAST, +t.id")])
    yield Figure("the order of all rows (worker)", whole, scan)
    office.close()


def _bare_first(office: Office) -> None:
    _with_names(office, _rows(office, f"SELECT {_COLUMNS} {_WANTED} {_ORDER} LIMIT 200"))


def _bare_rows(office: Office, some: Sequence[int]) -> None:
    _with_names(office, _rows(office, f"SELECT {_COLUMNS} {_WANTED} AND t.rowid IN ({','.join(map(str, some))})"))


def _with_names(office: Office, rows: list[Any]) -> None:
    linked = tuple({row[7] for row in rows})
    _rows(office, f"{_NAMES} ({','.join('?' * len(linked))})", linked)


def _rows(office: Office, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
    with office.store.reading() as session:
        driver: Any = session.connection().connection.dbapi_connection
        found: list[Any] = driver.execute(sql, values).fetchall()
        return found
