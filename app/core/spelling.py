"""Current spellings of one word: what else may stand in a text where a query has a word.

The index keeps texts as they are spelt, so the other spellings are looked for with the query.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, product

from app.core.letters import SEATS, SPELLINGS

# More differing places in one text of a query are not tried in every combination.
_MOST = 16

Piece = tuple[int, int, str]
"""Where a spelling stands, and what stands there in the other one."""

# While «هیأت», «مسأله» and «مسؤول» are being typed, they already find what is kept as «هیئت», «مسئله» and «مسئول».
_UNFINISHED = {"هیا": "هیی", "مسال": "مسیل", "مسوو": "مسیو"}
_CURRENT = {one: other for pair in SPELLINGS for one, other in (pair, pair[::-1])}
_OTHER = _CURRENT | _UNFINISHED
_SPELT = re.compile("|".join((*_CURRENT, *(rf"{begun}\Z" for begun in _UNFINISHED))))
# Every place, also within another one, because words are joined in every way.
_SPELT_TOGETHER = re.compile(f"(?=({'|'.join(_CURRENT)}))")


def pieces(letters: str) -> list[Piece]:
    """List the places where folded letters may be spelt in another way."""
    return [(found.start(), found.end(), _OTHER[found[0]]) for found in _SPELT.finditer(letters)]


def choices(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Give the ways to exchange some of the pieces; the first exchanges none."""
    for taken in islice(product((False, True), repeat=len(found)), _MOST):
        yield [piece for piece, take in zip(found, taken, strict=True) if take]


def exchanged(letters: str, found: Sequence[Piece]) -> str:
    """Write pieces in their other spelling."""
    for start, end, other in reversed(found):
        letters = letters[:start] + other + letters[end:]
    return letters


def spellings(word: str) -> tuple[str, ...]:
    """Give a folded word in all its current spellings, first as it is."""
    return tuple(exchanged(word, chosen) for chosen in choices(pieces(word)))


def seats_behind(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of SEATS that words of a query, or beginnings of words, may stand for in texts."""
    every = tuple(words)
    return tuple((other, kept) for other, kept in SEATS if any(_may_be(word, other, kept) for word in every))


def _may_be(word: str, other: str, kept: str) -> bool:
    return kept in word or (kept.startswith(word) and not other.startswith(word))


def is_unfinished(word: str) -> bool:
    """Tell whether a word of a query may grow into one that is kept with hamza on another seat."""
    return any(other.startswith(word) for other, _kept in SEATS)


def across(words: Sequence[str]) -> Iterator[tuple[range, str]]:
    """Find words that make up one with another spelling only together: «گفت و گو»; give their places and that spelling."""
    joined = "".join(words)
    edges = [0, *accumulate(map(len, words))]
    for found in _SPELT_TOGETHER.finditer(joined):
        first = max(place for place, edge in enumerate(edges) if edge <= found.start(1))
        last = min(place for place, edge in enumerate(edges) if edge >= found.end(1))
        if last - first > 1:
            start, end = edges[first], edges[last]
            piece = (found.start(1) - start, found.end(1) - start, _OTHER[found[1]])
            yield range(first, last), exchanged(joined[start:end], [piece])
