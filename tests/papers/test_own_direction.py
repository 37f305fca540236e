"""Which way a paragraph runs inside a paper."""

from __future__ import annotations

import pytest

from app.papers.persian import bidi

PERSIAN_PAPER, ENGLISH_PAPER = bidi.RTL, bidi.LTR


@pytest.mark.parametrize(
    ("text", "paper", "direction"),
    [
        ("دیدار با شهردار سئول", PERSIAN_PAPER, bidi.RTL),
        ("UN-Habitat از تهران دعوت کرد و هیئت پاسخ داد.", PERSIAN_PAPER, bidi.RTL),
        ("Seoul Metropolitan Government", PERSIAN_PAPER, bidi.LTR),
        ("\u2068Seoul Metropolitan Government\u2069", PERSIAN_PAPER, bidi.LTR),
        ("۱۴۰۵/۰۹/۰۲", PERSIAN_PAPER, bidi.RTL),
        ("12:30", ENGLISH_PAPER, bidi.LTR),
        ("شهرداری تهران با UN-Habitat دیدار کرد", ENGLISH_PAPER, bidi.RTL),
        ("«تهران» was named the host of the meeting", ENGLISH_PAPER, bidi.LTR),
        ("Meeting with شهرداری تهران و سازمان زیباسازی شهر", ENGLISH_PAPER, bidi.LTR),
        ("", ENGLISH_PAPER, bidi.LTR),
    ],
)
def test_a_paragraph_runs_in_its_own_direction(text: str, paper: int, direction: int) -> None:
    assert bidi.own_base(text, paper) == direction
