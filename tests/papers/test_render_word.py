"""Papers for Word: what somebody who opens and edits the file finds."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image

from app.core.clock import frozen_at
from app.papers.document import (
    Block,
    Column,
    Contents,
    Event,
    Heading,
    InLanguage,
    LabelGrade,
    NoteLines,
    PageWords,
    Paragraph,
    People,
    Person,
    Programme,
    ProgrammeHeads,
    Run,
    SeparateSheet,
    Table,
)
from app.papers.errors import PaperNotSaved, PaperStopped, RaggedTable
from app.papers.render_pdf.render import render_pdf
from app.papers.render_word.blocks import WRITERS
from app.papers.render_word.render import render_word

from .conftest import paper_of
from .test_render_pdf import EVERYTHING

PARTS = (
    Programme(ProgrammeHeads("محل", "تهران", "برنامه", "تدارکات"), (Event("۰۹:۳۰", "۰۴:۰۰", "دیدار", "تالار"),)),
    InLanguage("en", (Heading("History"), Paragraph("Two visits.")), PageWords(label="Confidential", head="Trip book")),
    SeparateSheet((Heading("نکات حساس"),), PageWords(label="خیلی محرمانه", grade=LabelGrade.SECRET)),
)


def word(folder: Path, *blocks: Block, **changes: Any) -> Any:
    """Write a paper and open it again."""
    import docx

    file = folder / "paper.docx"
    render_word(replace(paper_of(*blocks), **changes), file)
    return docx.Document(str(file))


def part(folder: Path, name: str) -> str:
    with zipfile.ZipFile(folder / "paper.docx") as file:
        return file.read(name).decode("utf-8")


def picture(width: int = 1200, height: int = 1500) -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CameraOfSomebody"
    Image.new("RGB", (width, height), "#336699").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_every_kind_of_block_is_written_by_both_renderers(tmp_path: Path) -> None:
    kinds = set(get_args(Block))
    given = (*EVERYTHING, *PARTS)
    assert set(WRITERS) == kinds
    assert {type(block) for block in given} == kinds
    render_word(paper_of(*given), tmp_path / "paper.docx")
    render_pdf(paper_of(*given), tmp_path / "paper.pdf")


def test_paragraphs_have_words_own_styles(tmp_path: Path) -> None:
    opened = word(tmp_path, *EVERYTHING)
    styles = {paragraph.style.name for paragraph in opened.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "List", "Normal"} <= styles
    assert opened.tables[-1].style.name == "Table Grid"


def test_a_persian_paper_runs_from_right_to_left(tmp_path: Path) -> None:
    opened = word(tmp_path, Paragraph("دیدار با Han Dong-hyun در ۱۴۰۳/۰۵/۱۲"), Table((Column("الف"), Column("ب")), (("۱", "۲"),)))
    body = opened.element.body
    paragraph = opened.paragraphs[0]._p
    assert paragraph.xpath("./w:pPr/w:bidi[@w:val='1']")
    assert body.xpath("./w:tbl/w:tblPr/w:bidiVisual")
    assert body.xpath("./w:sectPr/w:bidi")
    rtl = "".join(run.text for run in opened.paragraphs[0].runs if run._r.xpath("./w:rPr/w:rtl"))
    assert "۱۴۰۳/۰۵/۱۲" in rtl
    assert "Han" not in rtl


def test_an_english_paper_runs_from_left_to_right(tmp_path: Path) -> None:
    opened = word(tmp_path, Paragraph("They met (تهران) twice."), language="en", label="Confidential")
    assert not opened.element.body.xpath(".//w:bidi[@w:val='1'] | .//w:sectPr/w:bidi")
    runs = opened.paragraphs[0].runs
    assert [run.text for run in runs if run._r.xpath("./w:rPr/w:rtl")] == ["تهران"]


def test_text_is_whole_and_free_of_direction_signs(tmp_path: Path) -> None:
    said = "تفاهم‌نامه \u2066(Sister City)\u2069 با \u2068Seoul\u2069 می‌ماند ۳۶٫۵٪"
    paragraph = word(tmp_path, Paragraph(said)).paragraphs[0]
    assert paragraph.text == re.sub("[\u2066-\u2069]", "", said)


@pytest.mark.parametrize("hostile", ["<w:p/> &amp; ]]>", "=HYPERLINK(1) {page}", "a\x00b\x07c\ud83d", "\u202eabc", "\ufffe"])
def test_nothing_a_user_types_is_markup(tmp_path: Path, hostile: str) -> None:
    opened = word(
        tmp_path, Paragraph(hostile), Heading(hostile), Table((Column(hostile),), ((hostile,),)), title=hostile, head=hostile
    )
    kept = re.sub("[\x00-\x1f\ud83d\u202e\ufffe]", "", hostile)
    assert opened.paragraphs[0].text == kept


def test_label_copy_day_and_page_number_stand_on_every_page(tmp_path: Path) -> None:
    word(tmp_path, Paragraph("متن"), copy="نسخهٔ ۳ از ۱۲")
    header, footer = part(tmp_path, "word/header1.xml"), part(tmp_path, "word/footer1.xml")
    assert "محرمانه" in header
    assert "نسخهٔ ۳ از ۱۲" in header
    assert "تا ۲ آذر ۱۴۰۵" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_parts_with_their_own_words_are_sections(tmp_path: Path) -> None:
    opened = word(tmp_path, Paragraph("متن"), *PARTS)
    heads = [section.header.paragraphs[0].text for section in opened.sections]
    assert ["Confidential" in head for head in heads] == [False, True, False, False, False]
    assert ["خیلی محرمانه" in head for head in heads] == [False, False, False, True, False]
    assert [bool(section._sectPr.xpath("./w:bidi")) for section in opened.sections] == [True, False, True, True, True]


def test_links_lead_to_headings_and_addresses(tmp_path: Path) -> None:
    runs = (Run("نشانی", link="https://example.org"), Run("پیشینه", link="#history"), Run("بد", link="file:///etc/passwd"))
    opened = word(tmp_path, Contents(), Paragraph(runs), Heading("پیشینهٔ رابطه", anchor="history"))
    body = opened.element.body
    marks = body.xpath(".//w:bookmarkStart/@w:name")
    assert body.xpath(".//w:hyperlink/@w:anchor") == [marks[0], marks[0]]
    assert "https://example.org" in part(tmp_path, "word/_rels/document.xml.rels")
    assert "passwd" not in part(tmp_path, "word/_rels/document.xml.rels")


def test_a_photo_is_printed_at_its_size_without_what_the_camera_said(tmp_path: Path) -> None:
    people = People(tuple(Person(str(n), "نام", photo=picture()) for n in range(3)))
    opened = word(tmp_path, people)
    assert len(opened.inline_shapes) == 3
    with zipfile.ZipFile(tmp_path / "paper.docx") as file:
        photos = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
    assert len(photos) == 1
    assert Image.open(io.BytesIO(photos[0])).size == (260, 325)
    assert b"CameraOfSomebody" not in photos[0]


def test_heads_of_tables_are_repeated_and_rows_stay_whole(tmp_path: Path) -> None:
    opened = word(tmp_path, Table((Column("الف"), Column("ب", 3)), (("۱", "۲"),) * 300))
    rows = opened.tables[0]._tbl.tr_lst
    assert len(rows) == 301
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows[:2]] == [True, False]
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_the_file_tells_of_the_paper_and_of_nothing_else(tmp_path: Path) -> None:
    facts = word(tmp_path, Paragraph("متن"), author="دفتر").core_properties
    assert (facts.title, facts.subject, facts.author) == ("برگهٔ توجیهی دیدار", "محرمانه", "دفتر")
    assert (facts.last_modified_by, facts.comments, facts.keywords) == ("دفتر", "", "")
    with zipfile.ZipFile(tmp_path / "paper.docx") as file:
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert b"python-docx" not in b"".join(file.read(name) for name in file.namelist())


def test_equal_documents_at_one_moment_are_equal_files(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
            render_word(paper_of(*EVERYTHING, *PARTS), tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_ragged_table_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    target.write_bytes(b"old")
    with pytest.raises(RaggedTable):
        render_word(paper_of(Table((Column("الف"), Column("ب")), (("۱",),))), target)
    assert target.read_bytes() == b"old"


def test_a_stopped_paper_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise PaperStopped

    with pytest.raises(PaperStopped):
        render_word(paper_of(Paragraph("متن")), tmp_path / "paper.docx", progress=stop)
    assert not list(tmp_path.iterdir())


def test_progress_is_told_block_by_block(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    render_word(
        paper_of(Heading("الف"), NoteLines(2)), tmp_path / "paper.docx", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(PaperNotSaved, match="nowhere"):
        render_word(paper_of(Paragraph("متن")), tmp_path / "nowhere" / "paper.docx")
