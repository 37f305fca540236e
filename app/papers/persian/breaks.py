"""Where a line may end (UAX #14, found by ICU)."""

from __future__ import annotations

import re
import threading

from app.core.icu_bridge import icu

_CODE = re.compile("\u2066[^\u2066-\u2069]{1,24}\u2069")
_SHORT_NAME = re.compile(r"(?<![!-~])[0-9A-Za-z]{1,10}-[0-9A-Za-z-]{1,10}(?![!-~])")
_LONG_ADDRESS = re.compile(r"[!-~]{31,}")
_ADDRESS_JOINTS = "/?&=._-@:"


class _Finder(threading.local):
    """One break iterator for each thread: it holds the text it is asked about."""

    def __init__(self) -> None:
        self.iterator = icu.BreakIterator.createLineInstance(icu.Locale("fa"))


_finder = _Finder()


def line_ends(text: str) -> list[int]:
    """List the offsets before which a new line may begin, without 0, with the length of the text.

    Short left-to-right isolates (telephone numbers, flight and file codes) and short names with a hyphen (UN-Habitat) stay
    whole, and addresses of more than 30
    signs may also break after their punctuation.
    """
    if not text:
        return []
    ends = _found_by_icu(text)
    for code in (*_CODE.finditer(text), *_SHORT_NAME.finditer(text)):
        ends = [end for end in ends if not code.start() < end < code.end()]
    joints = [
        address.start() + index + 1
        for address in _LONG_ADDRESS.finditer(text)
        for index, char in enumerate(address.group())
        if char in _ADDRESS_JOINTS and 8 <= index < len(address.group()) - 8
    ]
    return sorted({*ends, *joints}) if joints else ends


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
