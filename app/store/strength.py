"""How well a passphrase protects, in a word and a reason."""

import math
import re
from dataclasses import dataclass

from app.core.i18n import Text, _, _c
from app.store.keys import normalised

_COMMON = frozenset(
    """password 12345678 123456789 1234567890 qwertyuiop qwerty123 password1 iloveyou letmein admin123 welcome1 abc12345
    safir safir123 tehran tehran123 shora shora123 council محمد تهران شورا شهرداری رمزعبور گذرواژه سلام سفیر""".split()  # noqa: SIM905
)
LEAST_SCORE = 2
"""The least score (of 0 to 4) that a new passphrase must have."""
_BITS = (28, 45, 60, 80)
"""Estimated bits from which the score is 1, 2, 3 and 4; Argon2id adds about 17 bits of work to each guess."""

_POOLS = (("[a-z]", 26), ("[A-Z]", 26), (r"\d", 10), ("[\u0600-\u06ff]", 33), (r"[^\w\u0600-\u06ff]", 30))
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ")
_WORDS = (
    _c("passphrase strength", "Very weak"),
    _c("passphrase strength", "Weak"),
    _c("passphrase strength", "Fair"),
    _c("passphrase strength", "Good"),
    _c("passphrase strength", "Strong"),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0 to 4, its word, and what would help most (None when nothing need)."""

    score: int
    word: Text
    reason: Text | None


def strength(text: str) -> Strength:
    """Estimate how hard a passphrase is to guess; nothing is looked up outside the program."""
    phrase = normalised(text)
    if phrase.casefold().strip() in _COMMON:
        return Strength(0, _WORDS[0], _("This is one of the first that anyone would try."))
    bits = sum(_bits(part) for part in re.findall(r"[^\W\d_]+|[\W\d_]+", phrase))
    score = sum(bits >= limit for limit in _BITS)
    return Strength(score, _WORDS[score], None if score >= 3 else _advice(phrase))


def _bits(part: str) -> float:
    """Estimate one word, or what stands between words; a word of any length is worth a choice among 65 000."""
    bits = _effective_length(part) * math.log2(max(2, _pool(part)))
    return min(bits, 16) if part.isalpha() and len(part) <= 10 else bits


def _pool(phrase: str) -> int:
    return sum(size for pattern, size in _POOLS if re.search(pattern, phrase))


def _effective_length(phrase: str) -> float:
    """Count the characters that a guesser does not get for nothing: repeats and keyboard runs count a quarter."""
    length = 0.0
    for place, letter in enumerate(phrase):
        before = phrase[place - 1] if place else ""
        length += 0.25 if before and (letter == before or _follows(before, letter)) else 1
    return min(length, 2.0 * len(set(phrase)))


def _follows(before: str, letter: str) -> bool:
    pair = (before + letter).lower()
    return any(pair in row or pair in row[::-1] for row in _ROWS)


def _advice(phrase: str) -> Text:
    if len(phrase) < 12:
        return _("Make it longer: four unrelated words are easy to remember and hard to guess.")
    return _("It repeats itself or follows the keyboard; add unrelated words.")
