"""Unicode's own test of the bidirectional algorithm, through our line layout."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.papers.persian import bidi
from app.papers.persian.lines import break_lines, visual_tokens
from app.papers.persian.shaping import StyledRun, TextStyle, shape, shape_word

SOURCE = Path("/usr/share/unicode/BidiCharacterTest.txt")
CASES = 91_707
ICU_DEPARTS = frozenset(
    [
        59,
        60,
        61,
        62,
        65,
        66,
        67,
        68,
        69,
        70,
        71,
        72,
        73,
        74,
        75,
        76,
        77,
        78,
        79,
        80,
        83,
        84,
        85,
        86,
        87,
        88,
        102,
        108,
        113,
        120,
        164,
    ]
)
"""Lines of the file (Unicode 15.0) whose levels ICU 77 resolves otherwise: brackets beside embeddings and marks, 63 brackets."""


class Case(NamedTuple):
    line: int
    text: str
    direction: int
    paragraph_level: int
    levels: tuple[int | None, ...]
    order: tuple[int, ...]


def cases() -> Iterator[Case]:
    packed = SOURCE.with_suffix(".txt.gz")
    if not SOURCE.exists() and not packed.exists():
        if os.environ.get("CI"):
            pytest.fail("the package unicode-data is not installed")
        pytest.skip("the package unicode-data is not installed")
    content = SOURCE.read_text("utf-8") if SOURCE.exists() else gzip.decompress(packed.read_bytes()).decode("utf-8")
    for number, line in enumerate(content.splitlines(), 1):
        if line and not line.startswith("#"):
            codes, direction, level, levels, order = line.split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            resolved = tuple(None if level == "x" else int(level) for level in levels.split())
            yield Case(number, text, int(direction), int(level), resolved, tuple(map(int, order.split())))


def test_every_level_is_unicodes_except_where_icu_departs() -> None:
    count, wrong = 0, set()
    for case in cases():
        count += 1
        found = bidi.levels(case.text, bidi.AUTO if case.direction == 2 else case.direction)
        if any(want not in {None, have} for want, have in zip(case.levels, found, strict=True)):
            wrong.add(case.line)
    assert count == CASES
    assert wrong == ICU_DEPARTS


def drawn_order(case: Case) -> Iterator[tuple[list[int], list[int]]]:
    """Set a case in our lines; give for each line the characters as drawn and as Unicode orders them."""
    shaped = shape.__wrapped__((StyledRun(case.text, TextStyle()),), case.paragraph_level)
    for line in break_lines(shaped, 1e9):
        drawn: list[int] = []
        for token in visual_tokens(line):
            span = range(token.start, token.end)
            drawn += reversed(span) if token.level & 1 else span
        kept = {index for index in drawn if case.levels[index] is not None}
        yield [index for index in drawn if index in kept], [index for index in case.order if index in kept]


def test_no_line_is_drawn_in_another_order_than_unicodes_except_where_icu_departs() -> None:
    count, wrong = 0, set()
    for case in cases():
        count += 1
        if any(drawn != wanted for drawn, wanted in drawn_order(case)):
            wrong.add(case.line)
    shape_word.cache_clear()
    assert count == CASES
    assert wrong <= ICU_DEPARTS
