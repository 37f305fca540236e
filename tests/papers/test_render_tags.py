"""What a screen reader finds in a printed paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.papers.document import (
    Column,
    Document,
    Event,
    Heading,
    InLanguage,
    LabelGrade,
    PageWords,
    Paragraph,
    Programme,
    ProgrammeHeads,
    SeparateSheet,
    Table,
)

from .conftest import Paper, paper_of, run_tool

Print = Callable[[Document], Paper]
LONG = "جملهٔ آزمون برای خواندن پیوسته. " * 160


def structure(paper: Paper) -> list[str]:
    """List the elements of the tree in reading order."""
    lines = run_tool("pdfinfo", "-struct", str(paper.file)).splitlines()
    return [line.split()[0] for line in lines if line.strip() and line.split()[0] in {"Document", "H1", "H2", "H3", "P"}]


def actual_texts(paper: Paper) -> list[str]:
    """Give the words of the elements, in the order they stand in the file."""
    found = re.findall(rb"/ActualText\((\xfe\xff(?:\\.|[^\\)])*)\)", paper.file.read_bytes(), re.DOTALL)
    unescaped = (re.sub(rb"\\([()\\r])", lambda m: b"\r" if m[1] == b"r" else m[1], text) for text in found)
    return [text.decode("utf-16") for text in unescaped]


def test_headings_and_paragraphs_are_tagged_in_reading_order(printed: Print) -> None:
    paper = printed(paper_of(Heading("یکم"), Paragraph("متن"), Heading("دوم", 2), Paragraph("متن"), Heading("سوم", 3)))
    assert "Tagged:          yes" in paper.info()
    assert structure(paper) == ["Document", "H1", "P", "H2", "P", "H3"]


def test_a_paragraph_over_two_pages_is_one_element(printed: Print) -> None:
    paper = printed(paper_of(Paragraph(LONG)))
    assert paper.pages >= 2
    assert structure(paper) == ["Document", "P"]


def test_repeated_heads_of_a_table_are_said_once(printed: Print) -> None:
    paper = printed(paper_of(Table((Column("نام"), Column("شرح")), (("الف", "ب"),) * 80)))
    assert paper.pages >= 2
    assert structure(paper) == ["Document", *["P"] * 81]


def test_every_element_of_an_english_part_tells_its_language(printed: Print) -> None:
    blocks = (Heading("Background"), Paragraph("They met twice."))
    paper = printed(paper_of(Paragraph("متن"), InLanguage("en", blocks)))
    assert paper.file.read_bytes().count(b"/Lang(en-GB)") == 2
    assert "They met twice." in paper.text()


def test_words_of_an_element_are_in_logical_order(printed: Print) -> None:
    said = "نشست (نخست) با Seoul در ۱۴۰۳/۰۵/۱۲ \\ پایان"
    assert said in actual_texts(printed(paper_of(Paragraph(said))))


def test_a_separate_sheet_has_its_own_label_and_the_next_page_the_papers_own(printed: Print) -> None:
    sheet = SeparateSheet((Heading("نکات حساس"),), PageWords(label="خیلی محرمانه", grade=LabelGrade.SECRET))
    paper = printed(paper_of(Paragraph("پیش"), sheet, Paragraph("پس"), label="عادی"))
    assert paper.pages == 3
    assert ["خیلی محرمانه" in paper.text(page) for page in (1, 2, 3)] == [False, True, False]
    assert "پس" in paper.text(3)


def test_a_part_with_its_own_words_carries_them_and_its_direction(printed: Print) -> None:
    words = PageWords(label="Confidential", head="Trip book", as_of="as of today", copy="Copy 3 of 12")
    inner = SeparateSheet((Paragraph("Do not raise the loan."),), PageWords(label="Secret"))
    paper = printed(paper_of(Paragraph("متن"), InLanguage("en", (Heading("History"), inner), words)))
    assert "Page 2 of 3" in paper.text(2)
    for said in ("Trip book", "as of today", "Copy 3 of 12"):
        assert said in paper.text(3)
    assert "Secret" in paper.text(3)
    assert "محرمانه" not in paper.text(2)


@pytest.mark.parametrize("office", ["تهران", ""])
def test_a_programme_shows_both_clocks_only_where_they_differ(printed: Print, office: str) -> None:
    heads = ProgrammeHeads("به وقت محل", office, "برنامه", "تدارکات")
    events = (Event("۰۹:۳۰", "۰۴:۰۰", "دیدار شهردار", "تالار شهر", "خودروی ۲"), Event("", "", "ناهار"))
    text = printed(paper_of(Programme(heads, events))).text()
    for said in ("به وقت محل", "۰۹:۳۰", "دیدار شهردار", "تالار شهر", "خودروی ۲", "ناهار", "—"):
        assert said in text
    assert ("۰۴:۰۰" in text) == bool(office)


def test_a_programme_without_events_prints_nothing(printed: Print) -> None:
    assert "برنامه" not in printed(paper_of(Programme(ProgrammeHeads("محل", "", "برنامه", ""), ()))).text()
