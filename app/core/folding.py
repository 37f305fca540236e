"""Honest search in Persian: whatever the spacing, the letters' shapes and the accents, but never by accident.

A match begins where a word or a part of a word begins, and ends anywhere inside that word. A match that runs over a space
which the query does not have must end where a word ends, but for a mere ending (ها، ی، ات …). A word that is current in two
spellings is found in both. So «بینالمللی», «بین المللی»
and «بین‌المللی» find one another, while «سئول» does not find «مسئول», nor «شهر» «آتش هرگز».
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from app.core import spelling
from app.core.letters import HARD, SOFT, STOP, fold_chars, marked, origins, plain_form, plain_words, stem, tight, words

__all__ = ["Matcher", "fold_chars", "marked", "plain_words", "stem", "tight", "words"]

# So many neighbouring words of a query may be one word in a text.
_MOST_JOINED = 4
_SHORT = 2
_SHORTEST_TERM = 3
# Two word boundaries nearer than this, one on each side, part different words: «بر فراز», «برف راز».
_NEAREST_BOUNDARIES = 3

_ENDING = re.compile(r"(?:ترین|تر)?(?:ها|ات|ان)?(?:یی|ای|ی)?(?:مان|تان|شان|ام|ات|اش|اند|ند|م|ت|ش)?")
# Behind a word that a space parts, one letter is no ending but the rest of another word: «کاردان», «کار دانش».
_ENDING_OF_PARTS = re.compile(
    r"(?:ترین|تر)?(?:ها|ات|ان)?(?:یی|ای|ی)?(?:مان|تان|شان|ام|ات|اش|اند|ند)?|(?:ها|ات|ان)ی?[متش]"
)
_REST_OF_WORD = re.compile(r"[^ |]*")
_LAST_NUMBER = re.compile(r"\d+$")
_FUNCTION_WORDS = frozenset(words("ما در به از با بر تا که را و هم هر این آن او من تو یا نه است بود شد چه چون اگر پس پیش دو سه"))


@dataclass(frozen=True)
class _Page:
    """A text made ready: its marked form between two spaces."""

    text: str

    @cached_property
    def hay(self) -> str:
        return f"{HARD}{marked(self.text)}{HARD}"

    @cached_property
    def letters(self) -> str:
        return self.hay.replace(HARD, "").replace(SOFT, "")


@dataclass(frozen=True)
class _Hit:
    """A match on a page, and whether it is less than the query itself.

    ``split``: a space of the text parts what the query writes as one word; ``stemmed``: a plural ending was taken off.
    """

    start: int
    end: int
    split: bool
    stemmed: bool


@dataclass(frozen=True)
class _Run:
    """Neighbouring words of a query as one run of letters.

    ``joints`` are the places where the query parts them in any way, ``spaces`` those where it has a space. A ``stemmed`` run
    has lost its plural ending.
    """

    letters: str
    joints: frozenset[int]
    spaces: frozenset[int]
    stemmed: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        before = f"[ |{SOFT}]" if len(self.letters) > _SHORT or self.letters.isdecimal() else "[ |]"
        first = self.letters[0]
        if len(self.letters) == 1 and first in "123456789":
            return re.compile(f"{first}(?:(?<={before}{first})|(?<={before}0{first}))")
        rest = (self._between(place) + self.letters[place] for place in range(1, len(self.letters)))
        return re.compile(f"{first}(?<={before}{first}){''.join(rest)}")

    def spelt(self) -> Iterator["_Run"]:
        """Give the run in all spellings of its words, first as it is."""
        found = [piece for piece in spelling.pieces(self.letters) if piece[0] in self.joints]
        for chosen in spelling.choices(found):
            letters = spelling.exchanged(self.letters, chosen)
            yield _Run(letters, _moved(self.joints, chosen), _moved(self.spaces, chosen), self.stemmed) if chosen else self

    def _between(self, place: int) -> str:
        """Say what may stand before a letter; figures are one number or two on both sides."""
        if self.letters[place - 1 : place + 1].isdecimal():
            return f"[ {SOFT}]" if place in self.joints else ""
        return f"[ {SOFT}]?"

    def hits(self, page: _Page) -> Iterator[_Hit]:
        """Find every honest match."""
        if self.letters in page.letters:
            for found in self.pattern.finditer(page.hay):
                yield from self._judged(found, page.hay)

    def _judged(self, found: re.Match[str], hay: str) -> Iterator[_Hit]:
        crossed = _spaces_in(found[0])
        splits = [place for place in crossed if place not in self.joints]
        end = found.end()
        if self._ends_well(hay, end, loose=not splits or splits[-1] != crossed[-1]) and self._splits_well(
            splits, crossed, hay, end
        ):
            yield _Hit(found.start(), end, bool(splits), self.stemmed)

    def _ends_well(self, hay: str, end: int, *, loose: bool) -> bool:
        """Judge the end: a short number is whole; a plural's stem, or a word that a space parts, has at most an ending."""
        number = _LAST_NUMBER.search(self.letters)
        if number and hay[end].isdecimal() and len(number[0]) <= _SHORT:
            return False
        if loose and not self.stemmed:
            return True
        rest = _rest_of_word(hay, end)
        if rest.startswith(SOFT) and not self.stemmed:
            return True
        # Without a half-space «ای» follows only a silent he.
        attached = rest.startswith("ای") and hay[end - 1] != "ه"
        ending = _ENDING if loose else _ENDING_OF_PARTS
        return not attached and ending.fullmatch(rest.replace(SOFT, "")) is not None

    def _splits_well(self, splits: list[int], crossed: list[int], hay: str, end: int) -> bool:
        """Judge the spaces that only the text has: they must part words, and not the words of some other phrase."""
        if not splits:
            return True
        length = len(self.letters)
        if splits[0] < _SHORT or length - splits[-1] < _SHORT:
            return False
        own = self.spaces.difference(crossed)
        if any(abs(split - space) < _NEAREST_BOUNDARIES for split in splits for space in own):
            return False
        edges = [0, *crossed, length]
        pieces = [self.letters[one:next_] for one, next_ in pairwise(edges)]
        pieces[-1] += _rest_of_word(hay, end).replace(SOFT, "")
        return not _FUNCTION_WORDS.issuperset(pieces)


def _moved(places: Iterable[int], exchanged: Sequence[spelling.Piece]) -> frozenset[int]:
    """Move places in a run to where they are after some pieces were exchanged; those inside a piece are gone."""
    return frozenset(
        place + sum(len(other) - (end - start) for start, end, other in exchanged if end <= place)
        for place in places
        if not any(start < place < end for start, end, _other in exchanged)
    )


def _spaces_in(run: str) -> list[int]:
    """List after how many letters each space of a matched run stands."""
    if HARD not in run:
        return []
    places, seen = [], 0
    for mark in run:
        if mark == HARD:
            places.append(seen)
        elif mark != SOFT:
            seen += 1
    return places


def _rest_of_word(hay: str, end: int) -> str:
    rest = _REST_OF_WORD.match(hay, end)
    return rest[0] if rest else ""


def _run(parts: list[str], *, stemmed: bool) -> _Run:
    """Join marked words of a query; ``stemmed`` takes the plural off the last."""
    letters, joints, spaces = "", set[int](), set[int]()
    for part in parts:
        spaces.add(len(letters))
        for piece in part.split(SOFT):
            joints.add(len(letters))
            letters += piece
    if stemmed:
        last = parts[-1].replace(SOFT, "")
        letters = letters[: len(letters) - len(last) + len(stem(last))]
    return _Run(letters, frozenset(joints), frozenset(spaces) - {0}, stemmed)


def _needed(segment: list[str]) -> list[str]:
    """List the folded words that an accepted text holds in one of their spellings.

    Words that have another spelling only together are needed as far as that holds them, too: of «گفت وگو» alone «گفت».
    """
    folded = [plain_form(part).replace(SOFT, "") for part in segment]
    lost = {place for places, other in spelling.across(folded) for place in places if stem(folded[place]) not in other}
    return [word for place, word in enumerate(folded) if place not in lost]


def _spelt(word: str) -> tuple[str, ...]:
    return tuple(map(stem, spelling.spellings(word)))


class Matcher:
    """A query, ready to judge texts.

    ``terms`` are folded words of three letters or more, each in all its spellings: ``tight`` of every accepted text contains
    one spelling of each, for ``LIKE``. ``short`` are the words too short for that, which narrow the result all the same.
    """

    def __init__(self, query: str) -> None:
        self._marked = marked(query)
        self._segments = [segment.split(HARD) for segment in self._marked.split(STOP) if segment]
        needed = [word for segment in self._segments for word in _needed(segment)]
        self.terms = tuple(dict.fromkeys(_spelt(word) for word in needed if len(word) >= _SHORTEST_TERM))
        self.short = tuple(dict.fromkeys(word for word in needed if len(word) < _SHORTEST_TERM))
        self._runs: dict[tuple[int, int, int], tuple[_Run, ...]] = {}

    @property
    def has_words(self) -> bool:
        """Tell whether the query has any letter or figure."""
        return bool(self._segments)

    def rank(self, title: str, body: str = "", *, folded: str | None = None) -> int | None:
        """Judge a record by its title and the rest of its text; None means no honest match.

        0 the title itself, 1 the title's beginning, 2 a run of words in the title, 3 all words in the title, 4 a run in the
        body, 5 all words in title and body. ``folded``, ``tight`` of both, only makes refusals faster. An empty
        query matches nothing.
        """
        if not self._segments or (folded is not None and not self._may_stand_in(folded)):
            return None
        head = _Page(title)
        rank = self._title_rank(head)
        if rank is None and body:
            rank = self._body_rank(head, _Page(body))
        return rank

    def _may_stand_in(self, folded: str) -> bool:
        return all(any(spelt in folded for spelt in term) for term in self.terms)

    def _title_rank(self, head: _Page) -> int | None:
        if head.hay == f"{HARD}{self._marked}{HARD}":
            return 0
        hits = list(self._whole_hits(head))
        if any(hit.start == 1 and hit.end == len(head.hay) - 1 and not hit.stemmed for hit in hits):
            return 0
        unsplit = [hit for hit in hits if not hit.split]
        if unsplit:
            return 1 if unsplit[0].start == 1 else 2
        return 3 if hits or self._all_words((head,)) else None

    def _body_rank(self, head: _Page, page: _Page) -> int | None:
        hits = list(self._whole_hits(page))
        if any(not hit.split for hit in hits):
            return 4
        return 5 if hits or self._all_words((head, page)) else None

    def highlights(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give the places of the query's words in a text as typed: start and end, in order, apart from each other."""
        if not self._segments:
            return ()
        page = _Page(text)
        hits = list(self._whole_hits(page)) or [hit for run in self._every_run() for hit in run.hits(page)]
        return _merged(_places(text, page.hay, hits)) if hits else ()

    def _whole_hits(self, page: _Page) -> Iterator[_Hit]:
        """Find the whole query as one run; a query of several sentences has none."""
        if len(self._segments) == 1:
            for run in self._group(0, 0, len(self._segments[0])):
                yield from run.hits(page)

    def _all_words(self, pages: tuple[_Page, ...]) -> bool:
        return all(self._segment_found(number, pages) for number in range(len(self._segments)))

    def _segment_found(self, number: int, pages: tuple[_Page, ...]) -> bool:
        """Find words one by one; where one fails, try it joined to its neighbours."""
        count = len(self._segments[number])
        reached = [True] + [False] * count
        for stop in range(1, count + 1):
            starts = range(stop - 1, max(stop - 1 - _MOST_JOINED, -1), -1)
            reached[stop] = any(reached[start] and self._found(self._group(number, start, stop), pages) for start in starts)
        return reached[count]

    def _found(self, runs: tuple[_Run, ...], pages: tuple[_Page, ...]) -> bool:
        return any(next(run.hits(page), None) is not None for page in pages for run in runs)

    def _group(self, number: int, start: int, stop: int) -> tuple[_Run, ...]:
        """Give the runs that stand for neighbouring words: as typed, plain, without the last plural; each in all spellings."""
        key = (number, start, stop)
        if key not in self._runs:
            parts = self._segments[number][start:stop]
            plain = [plain_form(part) for part in parts]
            forms = [parts] if plain == parts else [parts, plain]
            runs = [_run(form, stemmed=False) for form in forms]
            last = parts[-1].replace(SOFT, "")
            if stem(last) != last:
                runs.append(_run(parts, stemmed=True))
            self._runs[key] = tuple(spelt for run in runs for spelt in run.spelt())
        return self._runs[key]

    def _every_run(self) -> Iterator[_Run]:
        for number, segment in enumerate(self._segments):
            for start in range(len(segment)):
                for stop in range(start + 1, min(start + _MOST_JOINED, len(segment)) + 1):
                    yield from self._group(number, start, stop)


def _places(text: str, hay: str, hits: Iterable[_Hit]) -> list[tuple[int, int]]:
    """Lead hits on the marked form back to the text as typed."""
    typed = origins(text)
    places, at, letters = [], 0, 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        letters += _letters_in(hay, at, hit.start)
        at = hit.start
        end = typed[letters + _letters_in(hay, at, hit.end) - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        places.append((typed[letters], end))
    return sorted(places)


def _letters_in(hay: str, start: int, end: int) -> int:
    return end - start - sum(hay.count(mark, start, end) for mark in (HARD, SOFT, STOP))


def _merged(places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged = places[:1]
    for start, end in places[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
