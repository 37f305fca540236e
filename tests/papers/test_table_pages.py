"""Where tables are divided: no row stands alone at the foot or the head of a page, and a small table is not divided at all."""

from __future__ import annotations

import pytest

from app.papers.document import Column, Heading, Paragraph, Table
from app.papers.render_pdf.flowables import HeadingBox
from app.papers.render_pdf.pages import Page
from app.papers.render_pdf.render import lay_out
from app.papers.render_pdf.styles import FRAME_HEIGHT
from app.papers.render_pdf.tables import TableBox

from .conftest import paper_of


def pages_with(lines_before: int, rows: int, *, words: str = "ردیف") -> tuple[Page, ...]:
    """Spread a heading and a table below some lines."""
    table = Table((Column("ستون"),), tuple((f"{words} {number}",) for number in range(rows)))
    before = (Paragraph("سطر") for _line in range(lines_before))
    return lay_out(paper_of(*before, Heading("جدول", 2), table)).pages


def rows_by_page(pages: tuple[Page, ...]) -> list[int]:
    return [sum(len(placed.box.rows) for placed in page.placed if isinstance(placed.box, TableBox)) for page in pages]


@pytest.mark.parametrize("before", range(20, 45))
@pytest.mark.parametrize("rows", [2, 3, 5, 8, 30])
def test_no_row_stands_alone(before: int, rows: int) -> None:
    pages = pages_with(before, rows)
    counts = [count for count in rows_by_page(pages) if count]
    assert sum(counts) == rows
    assert min(counts) >= 2
    if rows <= 3:
        assert counts == [rows]
    for page in pages:
        assert not isinstance(page.placed[-1].box, HeadingBox)
        last = page.placed[-1]
        assert last.down + last.box.height <= FRAME_HEIGHT + 0.1


def test_tall_rows_fill_a_page_all_the_same() -> None:
    pages = pages_with(0, 3, words="کلمه‌ای در متنی دراز " * 60)
    assert sum(rows_by_page(pages)) >= 3
    for page in pages:
        last = page.placed[-1]
        assert last.down + last.box.height <= FRAME_HEIGHT + 0.1
