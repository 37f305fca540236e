"""A paper in both languages, a numbered copy, a file for Word, and a sign that no font draws: printed from records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.papers import PaperOptions, by_name, composed_as_asked, print_paper
from app.papers.document import Contents, Cover, Heading, InLanguage, PageBreak, PageWords, Paragraph
from app.papers.errors import MissingGlyphs
from app.papers.facing import facing
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.services import editing
from app.services.office import Office
from app.services.where_written import where_written

from .conftest import MARKS, paper_of, run_tool
from .golden_pages import sample_office
from .test_papers_as_of import MEETING

SECRET = Confidentiality.SECRET
CUNEIFORM = "\U00012000"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with sample_office(tmp_path) as made:
        yield made


def composed(*blocks: object, language: str = "fa", label: Confidentiality = Confidentiality.NORMAL) -> object:
    from app.papers import Composed

    return Composed(paper_of(*blocks, language=language, title="T", label=language), label, 1)  # type: ignore[arg-type]


def test_sections_take_turns_and_the_front_is_there_once() -> None:
    fa = composed(
        Cover("جلد"), Contents(), PageBreak(), Heading("یک", new_page=True), Heading("یک‌ونیم"), Heading("دو", new_page=True)
    )
    en = composed(
        *(
            Cover("Cover"),
            Contents(),
            PageBreak(),
            Heading("One", new_page=True),
            Heading("And a half"),
            Heading("Two", new_page=True),
        ),
        language="en",
        label=SECRET,
    )
    made = facing(fa, en)  # type: ignore[arg-type]
    words = PageWords("en", en.document.grade, "T", "as of 23 November 2026")  # type: ignore[attr-defined]
    assert made.document.blocks == (
        *(Cover("جلد"), Contents(), PageBreak(), Heading("یک", new_page=True), Heading("یک‌ونیم")),
        InLanguage("en", (Heading("One", new_page=True), Heading("And a half")), words),
        Heading("دو", new_page=True),
        InLanguage("en", (Heading("Two", new_page=True),), words),
    )
    assert made.label is SECRET
    assert made.left_out == 1


def test_a_section_that_only_one_language_has_is_kept() -> None:
    made = facing(composed(Paragraph("الف")), composed(Heading("Only"), language="en"))  # type: ignore[arg-type]
    assert [type(block) for block in made.document.blocks] == [Paragraph, InLanguage]


def test_both_languages_stand_in_one_file_each_with_its_page_words(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    options = PaperOptions(SECRET, "both", copy=3, copies=12)
    pages = print_paper(office, by_name("meeting_brief"), MEETING, target, options=options).pages
    text = [MARKS.sub("", run_tool("pdftotext", "-f", str(n), "-l", str(n), str(target), "-")) for n in range(1, pages + 1)]
    assert any("Copy 3 of 12" in page and "Top secret" not in page for page in text)
    assert "نسخهٔ ۳ از ۱۲" in text[0]
    assert all(("Page" in page) != ("صفحهٔ" in page) for page in text)


def test_the_ending_of_the_target_chooses_word(office: Office, tmp_path: Path) -> None:
    import docx

    target = tmp_path / "brief.DOCX"
    printed = print_paper(office, by_name("meeting_brief"), MEETING, target, options=PaperOptions(SECRET))
    subject = editing.open_draft(office, "meeting", MEETING)[Meeting.subject]
    assert printed.pages == 0
    assert docx.Document(str(target)).paragraphs[0].text == subject


def test_a_single_copy_has_no_number(office: Office) -> None:
    made = composed_as_asked(office, by_name("meeting_brief"), MEETING, options=PaperOptions(SECRET))
    assert made.document.copy == ""


def test_a_missing_glyph_names_the_record_it_stands_in(office: Office, tmp_path: Path) -> None:
    draft = editing.open_draft(office, "meeting", MEETING)
    draft[Meeting.our_objectives] = f"نشان {CUNEIFORM} بر کتیبه"
    editing.save(office, draft, overrides={"reopened": "آزمایش"})
    with pytest.raises(MissingGlyphs) as caught:
        print_paper(office, by_name("meeting_brief"), MEETING, tmp_path / "brief.pdf", options=PaperOptions(SECRET))
    subject = draft[Meeting.subject] or "?"
    assert caught.value.records == (subject,)
    assert subject in str(caught.value)
    assert [(found.kind, found.record) for found in where_written(office, CUNEIFORM)] == [("meeting", MEETING)]
    assert not (tmp_path / "brief.pdf").exists()
