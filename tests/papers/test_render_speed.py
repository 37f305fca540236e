"""A book of a hundred pages is ready before anyone looks for a cup of tea."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import process_time

import pytest

from app.papers.document import Block, Column, ColumnKind, Heading, Paragraph, Table
from app.papers.render_pdf.render import render_pdf

from .conftest import paper_of

MILLISECONDS_A_PAGE = 30
LETTERS = "ابپتجچحخدرزسشصطعغفقکگلمنوهی"


def book(chapters: int) -> list[Block]:
    """Write chapters of words that hardly repeat, so that no cache helps more than in life."""
    dice = random.Random(7)
    vocabulary = ["".join(dice.choices(LETTERS, k=dice.randint(2, 9))) for _ in range(6000)] + [
        "می‌رود",
        "UN-Habitat",
        "۱۴۰۳/۰۵/۱۲",
    ]
    blocks: list[Block] = []
    for number in range(chapters):
        blocks += [
            Heading(f"فصل {number}", new_page=True),
            *[Paragraph(" ".join(dice.choices(vocabulary, k=150))) for _ in range(4)],
        ]
        rows = tuple((str(row), *(" ".join(dice.choices(vocabulary, k=5)) for _ in range(3)), "۱۴۰۳/۰۵/۱۲") for row in range(12))
        blocks.append(
            Table((Column("ردیف", 0.5), Column("الف"), Column("ب"), Column("پ"), Column("تاریخ", 1, ColumnKind.DATE)), rows)
        )
    return blocks


@pytest.mark.skipif(sys.gettrace() is not None, reason="tracing branches costs more than the page")
def test_a_hundred_pages_take_at_most_thirty_milliseconds_each(tmp_path: Path) -> None:
    document = paper_of(*book(50))
    begun = process_time()
    pages = render_pdf(document, tmp_path / "book.pdf").pages
    spent = (process_time() - begun) * 1000
    assert pages >= 100
    assert spent / pages <= MILLISECONDS_A_PAGE
    assert (tmp_path / "book.pdf").stat().st_size / pages < 15_000
