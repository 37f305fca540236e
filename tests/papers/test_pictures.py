"""Photographs on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from PIL import Image

from app.papers.document import Document, People, Person
from app.papers.render_pdf.pictures import printable

from .conftest import Paper, paper_of, run_tool

Print = Callable[[Document], Paper]


def photo(width: int = 900, height: int = 900) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(file, "PNG")
    return file.getvalue()


def test_a_photograph_is_brought_to_the_resolution_of_print() -> None:
    with Image.open(io.BytesIO(printable(photo(), (72.0, 90.0)))) as picture:
        assert picture.size == (300, 375)
        assert picture.format == "JPEG"
        assert not picture.getexif()


def test_one_photograph_of_two_persons_is_stored_once(printed: Print) -> None:
    data = photo()
    people = People((Person("۱", "الف", photo=data), Person("۲", "ب", photo=data), Person("۳", "پ", photo=photo(700, 500))))
    paper = printed(paper_of(people))
    listed = run_tool("pdfimages", "-list", str(paper.file)).splitlines()[2:]
    assert len(listed) == 3
    assert len({row.split()[10] for row in listed}) == 2
    assert all(re.search(r"\brgb\b.*\bjpeg\b", row) for row in listed)


def test_bytes_that_are_no_picture_leave_a_grey_place(printed: Print) -> None:
    for broken in (b"no picture", photo()[:200]):
        assert "الف" in printed(paper_of(People((Person("۱", "الف", photo=broken),)))).text()
