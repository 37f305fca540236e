"""Candidates of a search: rows of the index that hold the letters asked for, the newest first. The matcher judges them later.

The full-text table knows only which trigrams a record holds, so it names row numbers, many and fast; reading a row of an
encrypted file is what costs. So the newest numbers are fetched, and their rows are read portion by portion, as long as somebody
asks. Of a kind with few records all are looked at: a frequent word would be looked up among all other kinds for nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product, repeat
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection

from app.core.collation import sort_key
from app.core.folding import Matcher, fold_chars, tight
from app.core.spelling import spellings
from app.schema.kinds import Catalogue, Group, RecordKind
from app.services.first_sight import FirstSight
from app.services.sql_functions import Cancel, words_to_match
from app.store.errors import Cancelled
from app.store.tables import SEARCH

_NEAR: Final = 2_000
_FAR: Final = 4_000
"""How many records are looked at for one query: the newest, and older ones while too few of those are honest."""
_SIDE_BY_SIDE: Final = 2_000
_PORTIONS: Final = (400, 800, 1_600)
_BEGINNINGS: Final = 15
_NEWEST: Final = 1_000
_LAST: Final = 2**62
_SMALL: Final = 3_000
_COLUMNS: Final = "r.docid, r.id, r.kind, r.title, r.subtitle, r.label, r.archived, r.changed_at, r.body"
_LEVEL_END: Final = b"\x01"
_AFTER_ALL: Final = b"\xff\xff"
_ALEPHS: Final = {"ا": "اآ"}

Where = Literal["tt", "tb"]
"""In titles, or anywhere."""
Reach = Literal["near", "far"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the index, as it is shown."""

    docid: int
    id: bytes
    kind: str
    title: str
    subtitle: str
    label: str
    archived: int
    changed_at: str
    body: str


class Seen(NamedTuple):
    """What is judged of a row that may be a hit; a tuple of little, because thousands are read for one query.

    `folded` is the folded text where the query has short words, else nothing: only they need it. `is_run` tells that the letters
    of the query stand side by side. Where titles are looked at, the body is left out.
    """

    docid: int
    title: str
    body: str
    folded: str
    is_run: int


class Candidates:
    """The candidates for one query among the records of one kind, or of all that people look for."""

    def __init__(
        self, connection: Connection, catalogue: Catalogue, text: str, *, kind: str | None, cancelled: Cancel | None = None
    ) -> None:
        self._connection = connection
        self._cancelled = cancelled
        self.text = text
        self._run = tight(text)
        self.matcher = Matcher(text)
        self.sight = FirstSight(text)
        self._kinds = [catalogue[kind]] if kind else [each for each in catalogue if _is_found(each)]
        self._one = kind

    def heed(self) -> None:
        """Stop when somebody asked to: raises Cancelled. Judging is Python's work, which no statement interrupts."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    @cached_property
    def lists(self) -> frozenset[str]:
        """Name the lists that are found beside records; none when one kind was asked for."""
        return frozenset(kind.key for kind in self._kinds if kind.group is Group.LISTS and not self._one)

    def holding(self, where: Where, reach: Reach) -> Iterator[list[Seen]]:
        """Give rows that hold all words, the newest first, in growing portions; of short words alone only the newest records."""
        pieces = (*self.matcher.terms, *((word,) for word in self.matcher.short))
        # The plus keeps SQLite from walking a whole kind instead of the numbers: without statistics it believes kinds are small.
        tests = f"+r.kind IN ({self._places}) AND +r.deleted = 0{''.join(_holds(where, len(piece)) for piece in pieces)}"
        values = [*self._keys, *chain(*pieces)]
        for numbers in _portions(self._near if reach == "near" else self._far):
            rest = f"FROM record_index r WHERE r.docid IN ({_list(numbers)}) AND {tests}"
            yield sorted(self._seen(rest, values, where=where), reverse=True)

    def rows(self, numbers: Collection[int]) -> list[Candidate]:
        """Read rows whole, in no order."""
        return self._rows(f"FROM record_index r WHERE r.docid IN ({_list(numbers)})", ())

    @cached_property
    def _near(self) -> list[int]:
        """List the newest records worth looking at."""
        if self._is_small:
            return self._integers(
                "SELECT docid FROM record_index WHERE kind = ? AND deleted = 0 ORDER BY +docid DESC", (self._one,)
            )
        if not self.matcher.terms:
            return self._integers(f"SELECT docid FROM record_index ORDER BY docid DESC LIMIT {_NEWEST}", ())
        return self._with_trigrams(self.matcher.terms, _NEAR)

    @cached_property
    def _far(self) -> list[int]:
        """List older records worth looking at, and of all ages those that may hold the words side by side."""
        if len(self._near) < _NEAR or self._is_small or not self.matcher.terms:
            return []
        found = self._with_trigrams(self.matcher.terms, _FAR, before=self._near[-1])
        if len(found) == _FAR and len(self.matcher.terms) > 1 and "|" not in self._run:
            found += self._with_trigrams((spellings(self._run),), _SIDE_BY_SIDE, before=found[-1])
        return found

    def _with_trigrams(self, pieces: Sequence[Sequence[str]], limit: int, *, before: int = _LAST) -> list[int]:
        """Give the newest records with the trigrams of all pieces, each in one of its spellings."""
        sql = f"SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT {limit}"
        return self._integers(sql, (words_to_match(pieces), before))

    def _integers(self, sql: str, values: tuple[Any, ...]) -> list[int]:
        return [number for (number,) in self._connection.exec_driver_sql(sql, values).all()]

    def beginning(self) -> list[Seen]:
        """Give records of any age whose title begins with the query: the sort key of a beginning begins the key of the whole."""
        found: list[Seen] = []
        # As typed, too: the order knows the hamza, which folding takes away.
        texts = chain([self.text], *map(_spellings, spellings(fold_chars(self.text))))
        for first in dict.fromkeys(sort_key(text.strip()).partition(_LEVEL_END)[0] for text in texts):
            if first:
                rest = f"sort_key >= ? AND sort_key < ? ORDER BY sort_key LIMIT {_BEGINNINGS}"
                found += self._seen(*self._of_each(self._keys, rest, (first, first + _AFTER_ALL)), where="tt")
        return found

    def recent(self, limit: int) -> list[Candidate]:
        """Give the records changed last; items of lists only when asked for."""
        kinds = [kind.key for kind in self._kinds if self._one or kind.group is not Group.LISTS]
        rows = self._rows(*self._of_each(kinds, f"changed_at IS NOT NULL ORDER BY changed_at DESC LIMIT {limit}", ()))
        return sorted(rows, key=lambda row: (row.changed_at, row.docid), reverse=True)[:limit]

    def _of_each(self, kinds: Sequence[str], rest: str, values: tuple[Any, ...]) -> tuple[str, list[Any]]:
        """Write the first rows of each kind off one of its indexes."""
        each = f"SELECT * FROM (SELECT docid FROM record_index WHERE kind = ? AND deleted = 0 AND {rest})"
        parts = " UNION ALL ".join(each for _kind in kinds)
        bound = [value for kind in kinds for value in (kind, *values)]
        return f"FROM ({parts}) c CROSS JOIN record_index r ON r.docid = c.docid", bound

    @cached_property
    def _is_small(self) -> bool:
        if self._one is None:
            return False
        count = f"SELECT count(*) FROM (SELECT 1 FROM record_index WHERE kind = ? LIMIT {_SMALL + 1})"
        return int(self._connection.exec_driver_sql(count, (self._one,)).scalar_one()) <= _SMALL

    @property
    def _keys(self) -> list[str]:
        return [kind.key for kind in self._kinds]

    @property
    def _places(self) -> str:
        return ",".join("?" * len(self._kinds))

    def _seen(self, rest: str, values: Sequence[Any], *, where: Where) -> list[Seen]:
        body, run = ("r.body", "instr(r.tb, ?) > 0") if where == "tb" else ("''", "?")
        folded = f"r.{where}" if self.matcher.short else "''"
        sql = f"SELECT r.docid, r.title, {body}, {folded}, {run} {rest}"
        return list(map(Seen._make, self._connection.exec_driver_sql(sql, (self._run, *values)).all()))

    def _rows(self, rest: str, values: Sequence[Any]) -> list[Candidate]:
        found = self._connection.exec_driver_sql(f"SELECT {_COLUMNS} {rest}", tuple(values))
        return [Candidate(*row) for row in found.all()]


def _holds(where: Where, spellings_: int) -> str:
    """Ask for a piece in one of so many spellings."""
    return f" AND ({' OR '.join([f'instr(r.{where}, ?) > 0'] * spellings_)})"


def _list(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _portions(numbers: list[int]) -> Iterator[list[int]]:
    at = 0
    for size in chain(_PORTIONS, repeat(_PORTIONS[-1])):
        if at >= len(numbers):
            return
        yield numbers[at : at + size]
        at += size


def _is_found(kind: RecordKind) -> bool:
    return kind.group is not Group.HIDDEN and not kind.is_child


def _spellings(text: str) -> Iterator[str]:
    """Spell the first two letters with and without the madda, which people omit and the order of titles minds."""
    heads = (_ALEPHS.get(letter, letter) for letter in text[:2])
    return ("".join(head) + text[2:] for head in product(*heads))
