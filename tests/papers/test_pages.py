"""How boxes are spread over pages."""

from __future__ import annotations

from collections.abc import Iterable

from app.papers.document import Column, Heading, NoteLines, Paragraph, Table, Warning  # noqa: A004 - the paper's own word
from app.papers.render_pdf.flowables import Box, HeadingBox, RowBox, TextBox
from app.papers.render_pdf.pages import Page
from app.papers.render_pdf.render import lay_out
from app.papers.render_pdf.styles import FRAME_HEIGHT
from app.papers.render_pdf.tables import TableBox

from .conftest import paper_of

LINES = "پیگیری مصوبات بر عهدهٔ ادارهٔ کل امور بین‌الملل شهرداری تهران است. "


def pages_of(*blocks: Heading | Paragraph | Table | NoteLines | Warning) -> tuple[Page, ...]:
    return lay_out(paper_of(*blocks)).pages


def boxes(page: Page) -> list[Box]:
    return [placed.box for placed in page.placed]


def tables(pages: Iterable[Page]) -> list[TableBox]:
    return [box for page in pages for box in boxes(page) if isinstance(box, TableBox)]


def test_nothing_stands_below_the_frame() -> None:
    pages = pages_of(*[block for number in range(1, 40) for block in (Heading("سرفصل", 2), Paragraph(LINES * (number % 13 + 1)))])
    assert len(pages) > 5
    for page in pages:
        for placed in page.placed:
            assert placed.down + placed.box.height <= FRAME_HEIGHT + 0.02


def test_no_paragraph_leaves_a_single_line_on_a_page() -> None:
    for length in range(3, 40):
        for page in pages_of(*[Paragraph(LINES * length)] * 6):
            for box in boxes(page):
                assert isinstance(box, TextBox)
                whole = len(box.lines) == len({line.tokens[0].start for line in box.lines}) and box.opening and box.lines[-1].last
                assert whole or len(box.lines) >= 2


def test_no_heading_ends_a_page() -> None:
    for length in range(1, 30):
        blocks = [block for _ in range(12) for block in (Heading("سرفصل", 1), Heading("زیرسرفصل", 2), Paragraph(LINES * length))]
        for page in pages_of(*blocks):
            assert not isinstance(boxes(page)[-1], HeadingBox)


def test_a_heading_stays_with_the_table_under_it() -> None:
    for fill in range(20, 45):
        table = Table((Column("الف"), Column("ب")), tuple((str(n), "متن") for n in range(8)))
        for page in pages_of(*[Paragraph("خط")] * fill, Heading("جدول", 2), table):
            assert not isinstance(boxes(page)[-1], HeadingBox)


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    rows = tuple((f"ردیف {number}", LINES) for number in range(120))
    parts = tables(pages_of(Table((Column("نام"), Column("متن", 3)), rows)))
    assert len(parts) > 2
    assert sum(len(part.rows) for part in parts) == 120
    assert all(part.height > sum(row.height for row in part.rows) for part in parts)


def test_a_head_is_printed_once_where_it_is_not_wanted_again() -> None:
    rows = tuple((f"ردیف {number}", LINES) for number in range(120))
    first, *others = tables(pages_of(Table((Column("نام"), Column("متن", 3)), rows, repeat_head=False)))
    assert first.height > sum(row.height for row in first.rows)
    assert all(part.height == sum(row.height for row in part.rows) for part in others)


def test_a_row_taller_than_a_page_is_divided_without_loss() -> None:
    parts = tables(pages_of(Table((Column("نام"), Column("متن", 3)), (("یک", LINES * 150), ("دو", "کوتاه")))))
    assert len(parts) > 1

    def words(row: RowBox) -> int:
        return sum(len(box.lines) for box in row.cells[1].boxes if isinstance(box, TextBox))

    whole = tables(pages_of(Table((Column("نام"), Column("متن", 3)), (("یک", LINES * 10), ("دو", "کوتاه")))))
    assert sum(words(row) for part in parts for row in part.rows) > 10 * words(whole[0].rows[0])


def test_note_lines_run_over_pages() -> None:
    pages = pages_of(NoteLines(70))
    assert len(pages) == 3
