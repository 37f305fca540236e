"""Directions of a paragraph and the visual order of its lines (UAX #9, resolved by ICU)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.core.icu_bridge import icu

LTR: Final = 0
RTL: Final = 1
AUTO: Final = 254
"""Base level of the first strong letter, left to right without one (rules P2 and P3)."""

_RTL_LETTER = re.compile("[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile(
    "[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0589\u0904-\u1fff"
    "\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufaff]"
)

_MOSTLY = 2 / 3


def levels(text: str, base: int) -> tuple[int, ...]:
    """Resolve the embedding level of each character; base is LTR, RTL or AUTO."""
    if not text or (base == LTR and text.isascii()):
        return (0,) * len(text)
    bidi = icu.Bidi()
    units = icu.UnicodeString(text)  # must outlive the question: ICU keeps no copy
    bidi.setPara(units, base)
    found = tuple(bidi.getLevels())
    return found if len(found) == len(text) else _per_character(text, found)


def _per_character(text: str, unit_levels: Sequence[int]) -> tuple[int, ...]:
    """Drop the second halves of surrogate pairs: ICU counts UTF-16 units."""
    result, unit = [], 0
    for char in text:
        result.append(unit_levels[unit])
        unit += 2 if char > "\uffff" else 1
    return tuple(result)


def own_base(text: str, default: int) -> int:
    """Choose the base level of a paragraph inside a paper whose base is default.

    A text goes its own way when it has no letter of the paper's direction, or when it begins with the other direction
    and two of three letters are in it: below that the reader, and every search tool, takes it for a text of the paper.
    """
    rtl, ltr = _RTL_LETTER.search(text), _LTR_LETTER.search(text)
    if rtl is None and ltr is None:
        return default
    if rtl is None or ltr is None:
        return LTR if rtl is None else RTL
    first = RTL if rtl.start() < ltr.start() else LTR
    if first == default:
        return default
    with_paper, against = (len(letters.findall(text)) for letters in _by_direction(default))
    return first if against >= _MOSTLY * (with_paper + against) else default


def _by_direction(direction: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Name the letters of a direction, then those of the other."""
    return (_RTL_LETTER, _LTR_LETTER) if direction == RTL else (_LTR_LETTER, _RTL_LETTER)


def settle_line_end(line_levels: Sequence[int], blank: Sequence[bool], base: int) -> list[int]:
    """Give the blank end of a line the base level (rule L1); blank tells which parts are white space or invisible."""
    settled = list(line_levels)
    for index in range(len(settled) - 1, -1, -1):
        if not blank[index]:
            break
        settled[index] = base
    return settled


def visual_order(line_levels: Sequence[int]) -> list[int]:
    """Order the parts of a line from left to right (rule L2); the result holds indices of the given levels.

    PyICU 2.15 offers Bidi.reorderVisual, but it misreads the levels and answers with the order it was given.
    """
    order = list(range(len(line_levels)))
    shallowest = min((level for level in line_levels if level & 1), default=0)
    if shallowest:
        for depth in range(max(line_levels), shallowest - 1, -1):
            _turn_runs(order, line_levels, depth)
    return order


def _turn_runs(order: list[int], line_levels: Sequence[int], depth: int) -> None:
    """Reverse each run of parts whose level is depth or deeper."""
    begin = -1
    for place in range(len(order) + 1):
        if place < len(order) and line_levels[order[place]] >= depth:
            begin = place if begin < 0 else begin
        elif begin >= 0:
            order[begin:place] = order[begin:place][::-1]
            begin = -1
