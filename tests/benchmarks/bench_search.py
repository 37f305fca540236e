"""Search of an encrypted store by 200 mixed queries, against a LIKE scan of the same folded rows."""

from collections.abc import Iterable
from functools import partial
from random import Random
from statistics import median
from typing import Any

from app.core.folding import Matcher
from app.services.office import Office
from app.services.search import find
from tests.benchmarks.data import REAL, Words, big_office
from tests.benchmarks.figures import Figure, p95, timed

QUERIES = 200
_SCANNED = 40
_LARGE = 1_000_000


def queries(words: Words, count: int = QUERIES) -> list[str]:
    """Mix queries as people type them: frequent and rare words, several, beginnings, split and joined forms, short ones."""
    random, real = Random(11), REAL.split()
    half_spaces = [word for word in real if "\u200c" in word]
    makers = (
        lambda: random.choice(real),
        lambda: words.some(1)[0],
        lambda: random.choice(words.all),
        lambda: " ".join(random.sample(real, 2)),
        lambda: " ".join(words.some(2)),
        lambda: random.choice(words.cities),
        lambda: f"{random.choice(real)} {random.choice(words.cities)}",
        lambda: random.choice(real)[:4],
        lambda: random.choice(half_spaces).replace("\u200c", random.choice((" ", ""))),
        lambda: " ".join(random.sample(real, 3)),
        lambda: random.choice(words.all) + " " + random.choice(real)[:2],
        lambda: random.choice(real)[:2],
    )
    return [makers[number % len(makers)]() for number in range(count)]


def figures(records: int) -> Iterable[Figure]:
    """Measure a first and a second run of all queries, and the scan for some of them."""
    office = big_office(records)
    asked = queries(Words(seed=5))
    first = timed(partial(find, office, text) for text in asked)
    again = timed(partial(find, office, text) for text in asked)
    scans = timed(partial(_scan, office, text) for text in asked[::QUERIES // _SCANNED])
    office.close()
    large = records >= _LARGE
    yield Figure(f"search of {records:,} records, median", median(first), median(scans), least=20, budget=60 if large else 40)
    yield Figure(f"search of {records:,} records, p95", p95(first), p95(scans), budget=250 if large else 40)
    yield Figure(f"search of {records:,} records, warm median", median(again), median(scans), least=20)


def _scan(office: Office, text: str) -> list[Any]:
    """Look through every folded row for the letters asked for."""
    matcher = Matcher(text)
    pieces = (*matcher.terms, *matcher.short)
    tests = " AND ".join("tb LIKE ?" for _piece in pieces) or "1"
    with office.store.reading() as session:
        found = session.connection().exec_driver_sql(
            f"SELECT docid, title FROM record_index WHERE deleted = 0 AND {tests}", tuple(f"%{piece}%" for piece in pieces)
        )
        return list(found)[-50:]
