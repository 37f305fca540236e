"""The record index: one searchable row per record, kept in the same transaction as the record.

`body` holds the texts as typed, in segments of panel name and text; `tt` and `tb` hold title and everything folded so that
spelling and spaces do not matter (app.core.folding.tight). Titles of linked records are not folded in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection

from app.core.collation import sort_key
from app.core.folding import tight
from app.schema.kinds import Catalogue
from app.schema.types import INSTANT
from app.store.index_plan import BATCH, Plan, plan

FOLDING = "2"
"""Version of the folding; when it changes, opening a store rebuilds the index."""

_PART, _NAME = "\x1e", "\x1f"
_MARKS = str.maketrans(_PART + _NAME, "  ")
_WRITE = """INSERT INTO record_index
 (id, kind, title, subtitle, sort_key, label, archived, deleted, sample, changed_at, body, tt, tb)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
 ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, subtitle = excluded.subtitle,
 sort_key = excluded.sort_key, label = excluded.label, archived = excluded.archived, deleted = excluded.deleted,
 sample = excluded.sample, changed_at = excluded.changed_at, body = excluded.body, tt = excluded.tt, tb = excluded.tb"""

_LONG = 4000
"""Characters from which a folded text is not remembered."""

Progress = Callable[[int, int], None]
Segment = tuple[str, str]


def segments(body: str) -> tuple[Segment, ...]:
    """Split a body into (panel, text); the panel is empty for the record's own texts."""
    if _PART not in body:
        panel, _mark, text = body.partition(_NAME)
        return ((panel, text),) if text else ()
    return tuple((panel, text) for panel, _mark, text in (part.partition(_NAME) for part in body.split(_PART)) if text)


def refresh(
    connection: Connection, catalogue: Catalogue, key: str, *, ids: Iterable[UUID], children: bool = True, at: str | None = None
) -> None:
    """Write the index rows of records of one kind from what their tables hold now.

    Without `children` the texts of child rows are taken from the index as they are. `at` (a stored instant) is the change
    that the row shows; without it the record's own.
    """
    for batch in _batches(ids):
        statements = plan(catalogue, key, 1 if len(batch) == 1 else BATCH)
        below = {} if not statements.children else _below(connection, statements, batch) if children else _kept(connection, batch)
        rows = [
            _index_row(key, tuple(row), below=below.get(row[0], []), at=at)
            for row in connection.exec_driver_sql(statements.own, statements.own_values(batch))
        ]
        if rows:
            connection.exec_driver_sql(_WRITE, rows)


def forget(connection: Connection, ids: Iterable[UUID]) -> None:
    """Take rows that left the file out of the index."""
    for record in ids:
        connection.exec_driver_sql("DELETE FROM record_index WHERE id = ?", (record.bytes,))


def rebuild(connection: Connection, catalogue: Catalogue, progress: Progress | None = None) -> int:
    """Write every index row anew and the full-text table with it; give the number of records.

    `progress` gets records done and records in all; what it raises stops the work, and the transaction undoes it.
    """
    kinds = [kind.key for kind in catalogue if not kind.is_child]
    counts = {key: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{key}"').scalar_one()) for key in kinds}
    total, done = sum(counts.values()), 0
    for key in kinds:
        connection.exec_driver_sql(f'DELETE FROM record_index WHERE kind = ? AND id NOT IN (SELECT id FROM "{key}")', (key,))
        for ids in _all_ids(connection, key):
            refresh(connection, catalogue, key, ids=ids)
            done += len(ids)
            if progress is not None:
                progress(done, total)
    connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES('rebuild')")
    return total


def rewrite_sort_keys(connection: Connection) -> None:
    """Write every sort key anew, after the collation changed."""
    last = -1
    while rows := connection.exec_driver_sql(
        "SELECT docid, title FROM record_index WHERE docid > ? ORDER BY docid LIMIT 1000", (last,)
    ).all():
        connection.exec_driver_sql(
            "UPDATE record_index SET sort_key = ? WHERE docid = ?", [(sort_key(title), docid) for docid, title in rows]
        )
        last = rows[-1][0]


def _all_ids(connection: Connection, key: str) -> Iterator[list[UUID]]:
    last = b""
    while (
        found := connection.exec_driver_sql(f'SELECT id FROM "{key}" WHERE id > ? ORDER BY id LIMIT {BATCH}', (last,))
        .scalars()
        .all()
    ):
        last = found[-1]
        yield [UUID(bytes=record) for record in found]


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    walk = iter(ids)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _below(connection: Connection, statements: Plan, ids: list[UUID]) -> dict[bytes, list[Segment]]:
    found: dict[bytes, list[Segment]] = defaultdict(list)
    for owner, panel, _rank, text in connection.exec_driver_sql(statements.children, statements.child_values(ids)):
        if text.strip():
            found[owner].append((panel, text.strip()))
    return found


def _kept(connection: Connection, ids: list[UUID]) -> dict[bytes, list[Segment]]:
    places = ",".join("?" * len(ids))
    rows = connection.exec_driver_sql(
        f"SELECT id, body FROM record_index WHERE id IN ({places})", tuple(record.bytes for record in ids)
    )
    return {record: [segment for segment in segments(body) if segment[0]] for record, body in rows}


def _index_row(key: str, row: Sequence[object], *, below: list[Segment], at: str | None) -> tuple[object, ...]:
    record, title, subtitle, label, archived, deleted, sample, changed_at, *texts = row
    title = str(title or "")
    own = [("", str(text)) for text in texts if text]
    parts = [*own, *below]
    body = _PART.join(f"{panel}{_NAME}{text.translate(_MARKS)}" for panel, text in parts)
    folded = _folded(title)
    everything = "|".join(filter(None, (folded, *(_folded(text) for _panel, text in parts))))
    return (
        record, key, title, str(subtitle or ""), sort_key(title), label or "normal", archived, deleted, sample,
        at or changed_at, body, folded, everything,
    )  # fmt: skip


def _folded(text: str) -> str:
    return tight(text) if len(text) > _LONG else _folded_before(text)


@lru_cache(512)
def _folded_before(text: str) -> str:
    # A save writes one text and folds all that stand beside it in the record; most were folded a moment ago.
    return tight(text)


def forget_texts() -> None:
    """Let go of remembered texts, when a store closes."""
    _folded_before.cache_clear()


def stored_instant(at: object) -> str:
    """Write an instant as the columns hold it."""
    return str(INSTANT.process_bind_param(at, None))  # type: ignore[arg-type]
