"""What can be said of a text before the matcher reads it: it surely matches, it surely does not, or it has to be read.

The matcher is exact and costs a tenth of a millisecond a page; most candidates of a frequent syllable are refused for one reason:
the first word of the query stands only inside other words, or a short word begins nowhere. That is seen at once.
"""

import re
from functools import cache
from itertools import product
from typing import Final

from app.core.folding import fold_chars, plain_words, stem
from app.core.spelling import across, is_unfinished, seats_behind, spellings
from app.core.text import ZWNJ

# The matcher reads this part of some words for another one («گزار»); here nothing is said about them.
_TAKEN_FOR_ANOTHER: Final = "گذار"
_SHORT: Final = 2
_GAP: Final = r"[\W_]{0,3}"
_LETTERS: Final = re.compile(r"[^\W\d_]*")
_ENDINGS: Final = (
    ("", "تر", "ترین"), ("", "ها", "ات", "ان"), ("", "یی", "ای", "ی"),
    ("", "مان", "تان", "شان", "ام", "ات", "اش", "اند", "ند", "م", "ت", "ش"),
)  # fmt: skip
"""What may stand behind a word without its plural, part by part: as the matcher reads it, `folding._ENDING`."""


class FirstSight:
    """A query as far as it can be judged at a glance."""

    def __init__(self, query: str) -> None:
        parts = plain_words(query)
        self._clear = bool(parts) and _TAKEN_FOR_ANOTHER not in "".join(parts) and not any(across(parts))
        first = _stems(parts[0]) if parts else ()
        self._first = _beginning(*first) if parts else None
        plural = parts[0][len(stem(parts[0])) :] if parts else ""
        self._plural = re.compile(_GAP + _GAP.join(map(re.escape, plural))) if plural else None
        self._short = [
            (_beginning(part), _neighbours(parts, place)) for place, part in enumerate(parts) if place and len(part) <= _SHORT
        ]
        self._seats = seats_behind((*parts, *first))
        self._whole = [f" {part}" for part in parts]
        self._simple = self._clear and all(
            len(part) > _SHORT and part.isalpha() and stem(part) == part and not is_unfinished(part) for part in parts
        )

    def surely(self, title: str, body: str) -> bool:
        """Tell that each word stands whole behind a space, which every matcher accepts."""
        if not self._simple:
            return False
        text = f" {fold_chars(title)} {fold_chars(body)}"
        return all(word in text for word in self._whole)

    def hardly(self, title: str, body: str, *, folded: str = "") -> bool:
        """Tell that the first word, or a short one, begins nowhere; `folded` is the tight form of both texts."""
        if not self._clear or self._first is None:
            return False
        text = fold_chars(f"{title}\n{body}".replace(ZWNJ, " "))
        for other, kept in self._seats:
            if other in text:
                # The matcher does so where a word begins, so the text must be found as it is, too.
                text = f"{text}\n{text.replace(other, kept)}"
        if not any(self._ends(text, found.end()) for found in self._first.finditer(text)):
            return True
        return any(not word.search(text) and not any(pair in folded for pair in joined) for word, joined in self._short)

    def _ends(self, text: str, at: int) -> bool:
        """Tell that a first word may end here: a plural's stem is followed by an ending, or by the plural itself."""
        if self._plural is None:
            return True
        rest = _LETTERS.match(text, at)
        return (rest is not None and rest[0] in _begun_endings()) or self._plural.match(text, at) is not None


def _stems(word: str) -> tuple[str, ...]:
    """Give a word without its plural in all its spellings."""
    return tuple(dict.fromkeys((*spellings(stem(word)), *map(stem, spellings(word)))))


@cache
def _begun_endings() -> frozenset[str]:
    """List every ending and the beginnings of each, since a half-space may stand inside one."""
    whole = {"".join(parts) for parts in product(*_ENDINGS)}
    return frozenset(ending[:length] for ending in whole for length in range(len(ending) + 1))


def _beginning(*spelt: str) -> re.Pattern[str]:
    """Find a word, in one of its spellings, where a word, a part of one or a number begins; the text may part its letters.

    All spellings of a word begin with the same letter.
    """
    word = spelt[0]
    first = re.escape(word[0])
    # A pattern that begins with a letter and looks back afterwards is ten times faster than one that looks back everywhere.
    before = rf"(?<!\d{first})" if word[0].isdecimal() else rf"(?<![^\W\d_]{first})"
    if len(word) == 1 and word.isdecimal():
        before = rf"(?:{before}|(?<=0{first})(?<!\d0{first}))"
    rests = ("".join(f"{_GAP}{re.escape(letter)}" for letter in each[1:]) for each in spelt)
    return re.compile(f"{first}{before}(?:{'|'.join(rests)})")


def _neighbours(parts: list[str], place: int) -> list[str]:
    """Give the letters that meet where a short word is written together with its neighbours."""
    found = [each[-1] + parts[place] for each in spellings(parts[place - 1])]
    if place + 1 < len(parts):
        found.append(parts[place] + parts[place + 1][0])
    return found
