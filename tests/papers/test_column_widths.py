"""How a table shares its width."""

from __future__ import annotations

import pytest

from app.papers.document import Column, Table, Words
from app.papers.render_pdf.render import lay_out
from app.papers.render_pdf.styles import FRAME_WIDTH
from app.papers.render_pdf.tables import TableBox

from .conftest import paper_of


def widths(columns: tuple[Column, ...], *rows: tuple[Words, ...]) -> list[float]:
    table = lay_out(paper_of(Table(columns, rows))).pages[0].placed[0].box
    assert isinstance(table, TableBox)
    return [cell.width for cell in table.head.cells]


def test_weights_decide_where_every_column_has_much_to_say() -> None:
    text = "متن دراز " * 60
    narrow, wide = widths((Column("الف", 1), Column("ب", 3)), (text, text))
    assert wide / narrow == pytest.approx(3, rel=0.15)


def test_what_a_short_column_does_not_need_goes_to_the_long_one() -> None:
    short, long = widths((Column("الف"), Column("ب")), ("۱", "متن دراز " * 60))
    assert long > 5 * short


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    word = "intl.affairs.office@municipality.example.org"[:30]
    narrow, _wide = widths((Column("الف", 0.01), Column("ب", 5)), (word, "متن دراز " * 60))
    assert narrow > 100


def test_columns_fill_the_frame() -> None:
    found = widths((Column("الف"), Column("ب"), Column("پ", 2)), ("۱", "۲", "۳"))
    assert sum(found) + len(found) * 11 == pytest.approx(FRAME_WIDTH)
