"""Where a line may end (UAX #14, found by ICU)."""

from __future__ import annotations

import re
import threading
from typing import NamedTuple

from app.core.icu_bridge import icu

_CODE = re.compile("\u2066[^\u2066-\u2069]{1,24}\u2069")
_SPACE_LIKE = frozenset(" \t\n\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000\u200b—")
_IDEOGRAPH = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED_RUN = 9
"""A run of this many ideographs is a text, shorter ones are names: 李明 stays on one line."""
_ADDRESS = re.compile(r"[!-~]{31,}")
_ADDRESS_JOINTS = "/?&=._-@:"


class LineEnds(NamedTuple):
    """Offsets before which a new line may begin, without 0, with the length of the text, in order."""

    ends: tuple[int, ...]
    """Beside white space: dates, file numbers, names with a hyphen and addresses stay whole, to be copied whole."""
    joints: tuple[int, ...]
    """These and the ones inside such words, for where a word is wider than its line."""


class _Finder(threading.local):
    """One break iterator for each thread: it holds the text it is asked about."""

    def __init__(self) -> None:
        self.iterator = icu.BreakIterator.createLineInstance(icu.Locale("fa"))


_finder = _Finder()


def line_ends(text: str) -> LineEnds:
    """Find where lines of a text may end.

    Left-to-right isolates of one code (telephone numbers, flight and file codes) are never broken. Addresses of more than 30
    signs have joints after their punctuation.
    """
    if not text:
        return LineEnds((), ())
    found = _found_by_icu(text)
    for code in _CODE.finditer(text):
        found = [end for end in found if not code.start() < end < code.end()]
    joints = {
        address.start() + index + 1
        for address in _ADDRESS.finditer(text)
        for index, char in enumerate(address.group())
        if char in _ADDRESS_JOINTS and 8 <= index < len(address.group()) - 8
    }
    ends = tuple(end for end in found if text[end - 1] in _SPACE_LIKE or end == len(text) or _parts_unspaced(text, end))
    return LineEnds(ends, tuple(sorted(joints.union(found))) if joints else tuple(found))


def _parts_unspaced(text: str, end: int) -> bool:
    """Tell whether a line end stands inside a text in a script that writes no spaces."""
    if not (_IDEOGRAPH.match(text, end - 1) or _IDEOGRAPH.match(text, end)):
        return False
    around = text[max(0, end - _UNSPACED_RUN) : end + _UNSPACED_RUN]
    return len(_IDEOGRAPH.findall(around)) >= _UNSPACED_RUN


def _found_by_icu(text: str) -> list[int]:
    units = icu.UnicodeString(text)  # must outlive the question: ICU keeps no copy
    _finder.iterator.setText(units)
    ends = list(_finder.iterator)
    return ends if ends[-1] == len(text) else _per_character(text, ends)


def _per_character(text: str, unit_ends: list[int]) -> list[int]:
    """Turn offsets in UTF-16 units into offsets in characters."""
    character_at, unit = {0: 0}, 0
    for index, char in enumerate(text, 1):
        unit += 2 if char > "\uffff" else 1
        character_at[unit] = index
    return [character_at[end] for end in unit_ends if end in character_at]
