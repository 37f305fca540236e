"""Search of an encrypted store by 200 stated queries, against a LIKE scan of the same folded rows."""

from collections.abc import Iterable
from functools import partial
from random import Random
from statistics import median
from typing import Any

from app.core.folding import Matcher
from app.services.office import Office
from app.services.search import find
from tests.benchmarks.data import Words, big_office
from tests.benchmarks.figures import Figure, p95, timed

QUERIES = 200
_SCANNED = 40
_LARGE = 1_000_000
_HALF = 0.5
_FREQUENT, _MIDDLING, _RARE = slice(0, 300), slice(600, 4_000), slice(20_000, None)


def queries(words: Words, count: int = QUERIES) -> list[str]:
    """Mix a fifth each of frequent, middling and rare words, of two words, and of words that are absent or differ by a letter."""
    random = Random(11)
    by_frequency = [word for word in words.all if len(word) > 1]
    letters = "".join(by_frequency)
    makers = (
        lambda: random.choice(by_frequency[_FREQUENT]),
        lambda: random.choice(by_frequency[_MIDDLING]),
        lambda: random.choice(by_frequency[_RARE]),
        lambda: " ".join(random.sample(by_frequency[_FREQUENT], 2)) if random.random() < _HALF else " ".join(words.some(2)),
        lambda: _nearly(random, random.choice(by_frequency), letters),
    )
    return [makers[number % len(makers)]() for number in range(count)]


def _nearly(random: Random, word: str, letters: str) -> str:
    """Put another letter in the place of one: a near miss, or a word that is nowhere."""
    place = random.randrange(len(word))
    return word[:place] + random.choice(letters) + word[place + 1 :]


def figures(records: int) -> Iterable[Figure]:
    """Measure a first and a second run of all queries, and the scan for some of them."""
    office = big_office(records)
    asked = queries(Words(seed=5))
    first = timed(partial(find, office, text) for text in asked)
    again = timed(partial(find, office, text) for text in asked)
    scans = timed(partial(_scan, office, text) for text in asked[:: QUERIES // _SCANNED + 1])
    office.close()
    large = records >= _LARGE
    yield Figure(f"search of {records:,} records, median", median(first), median(scans), least=20, budget=60 if large else 40)
    yield Figure(f"search of {records:,} records, p95", p95(first), p95(scans), budget=250 if large else 40)
    yield Figure(f"search of {records:,} records, warm median", median(again), median(scans), least=20)


def _scan(office: Office, text: str) -> list[Any]:
    """Look through every folded row for the letters asked for."""
    matcher = Matcher(text)
    pieces = (*(term[0] for term in matcher.terms), *matcher.short)
    tests = " AND ".join("tb LIKE ?" for _piece in pieces) or "1"
    with office.store.reading() as session:
        found = session.connection().exec_driver_sql(
            f"SELECT docid, title FROM record_index WHERE deleted = 0 AND {tests}", tuple(f"%{piece}%" for piece in pieces)
        )
        return list(found)[-50:]
