"""Printed papers: what a reader sees, copies and is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.text import isolate, ltr
from app.papers.document import (
    Bullets,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Document,
    Fact,
    Facts,
    Heading,
    Ink,
    LabelGrade,
    NoteLines,
    Numbered,
    PageBreak,
    Paragraph,
    People,
    Person,
    Run,
    Table,
    Tone,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
)
from app.papers.errors import ColumnTooNarrow, MissingGlyphs, PaperNotSaved, RaggedTable
from app.papers.render_pdf.render import render_pdf

from .conftest import MARKS, Paper, paper_of, run_tool

Print = Callable[[Document], Paper]
SENTENCE = (
    f"تفاهم‌نامهٔ خواهرخواندگی ({ltr('Sister City Agreement')}) در تاریخ ۱۴۰۳/۰۵/۱۲ برابر {ltr('2 August 2024')} "
    f"با شورای اسلامی شهر امضا شد؛ مسئول پیگیری {isolate('Han Dong-hyun')} و نشانی او {ltr('intl@seoul.go.kr')} است. "
    "گفت‌وگو دربارهٔ شبکهٔ شهرها می‌ماند؛ سهم مترو ۳۶٫۵٪ بود (۲۳ آذر)."
)
EVERYTHING = (
    Cover("دفترچهٔ سفر", "سفر به سئول", ("۱۴ تا ۲۳ آذر ۱۴۰۵", "نسخهٔ ۳ از ۱۲"), "شهرداری تهران"),
    Contents(),
    Heading("پیشینهٔ همکاری", 1, anchor="history", new_page=True),
    Paragraph(SENTENCE),
    Paragraph(
        (Run("ما: ", bold=True, ink=Ink.OURS), Run("پروژهٔ مشترک "), Run("با پیوند", link="https://example.org")), Tone.MUTED
    ),
    Heading("محورها", 2),
    Numbered(("بند نخست", "بند دوم")),
    Bullets(("گلولهٔ یکم", "گلولهٔ دوم")),
    Facts((Fact("۱۴ مهر ۱۴۰۲", "دیدار شهرداران"), Fact("مرداد ۱۴۰۳", "امضای تفاهم‌نامه"))),
    TwoColumnFacts((("شهردار", "هان دونگ‌هیون"), ("تلفن", ltr("+98 21 5555 1234")), ("نشانی", "خیابان سجونگ " * 12))),
    People((Person("۱", "احمد محمدی", "شهردار تهران", "سرپرست هیئت"), Person("۲", "زهرا کاظمی", text="زندگی‌نامهٔ کوتاه"))),
    Table(
        (Column("ردیف", 0.5, ColumnKind.NUMBER), Column("موضوع", 3), Column("تاریخ", 1, ColumnKind.DATE)),
        (("۱", "آب", "۱۴۰۵/۰۱/۰۲"),),
    ),
    Warning("از طرح موضوع وام خودداری شود.", "نکتهٔ حساس"),
    Table((Column("ستون"),), (), empty="هیچ ردیفی نیست"),
    PageBreak(),
    NoteLines(5),
)


def codes_between(text: str, first: int, last: int) -> list[str]:
    return [char for char in text if first <= ord(char) <= last]


def test_copied_text_is_what_was_written(printed: Print) -> None:
    text = printed(paper_of(Paragraph(SENTENCE))).text()
    assert MARKS.sub("", SENTENCE) in text


def test_copied_text_has_letters_only_no_shapes_and_no_private_codes(printed: Print) -> None:
    raw = printed(paper_of(*EVERYTHING)).raw_text()
    assert not codes_between(raw, 0xFB50, 0xFDFF)
    assert not codes_between(raw, 0xFE70, 0xFEFC)
    assert not codes_between(raw, 0xE000, 0xF8FF)
    assert not codes_between(raw, 0xF0000, 0x10FFFF)
    assert "\ufffd" not in raw


def test_the_sign_of_a_figure_stands_on_its_left(printed: Print) -> None:
    columns = (Column("شهر"), Column("مانده", kind=ColumnKind.NUMBER))
    paper = printed(paper_of(Table(columns, (("تهران", "−۱۲٬۵۰۰"), ("سئول", "\u200e−۳۶٫۵")))))
    boxes = run_tool("pdftotext", "-bbox", str(paper.file), "-")
    assert "−۱۲٬۵۰۰" in boxes
    assert "−۳۶٫۵" in boxes


def test_every_half_space_survives(printed: Print) -> None:
    paragraph = "می‌رود، نمی‌آید، خانه‌های تهران‌نشین‌ها و بین‌الملل. " * 40
    document = Document("برگه", "fa", "عادی", "امروز", (Paragraph(paragraph),))
    assert printed(document).raw_text().count("\u200c") == paragraph.count("\u200c")


def test_every_word_of_a_long_paragraph_is_copied_in_order(printed: Print) -> None:
    words = [f"واژه‌{'ابپتثجچحخ'[index % 9]}{'دذرزژسشصض'[index // 9 % 9]}{'طظعغفقکگل'[index // 81]}" for index in range(700)]
    found = printed(paper_of(Paragraph(" ".join(words)))).text().split()
    assert [word for word in found if word.startswith("واژه")] == words


def test_all_fonts_are_embedded_with_their_characters(printed: Print) -> None:
    paper = printed(paper_of(*EVERYTHING, Paragraph("Москва 北京 서울")))
    fonts = run_tool("pdffonts", str(paper.file)).splitlines()[2:]
    assert len(fonts) >= 6
    for line in fonts:
        assert re.search(r"CID TrueType\s+Identity-H\s+yes yes yes", line), line


def test_the_file_is_sound(printed: Print) -> None:
    paper = printed(paper_of(*EVERYTHING))
    assert "No syntax or stream encoding errors found" in run_tool("qpdf", "--check", str(paper.file))


def test_every_page_has_its_number_its_label_and_its_day(printed: Print) -> None:
    paper = printed(paper_of(*EVERYTHING, *[Paragraph(SENTENCE)] * 40))
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    assert paper.pages >= 5
    for page in range(1, paper.pages + 1):
        text = paper.text(page)
        assert f"صفحهٔ {page} از {paper.pages}".translate(digits) in text
        assert "محرمانه" in text
        assert "تا ۲ آذر ۱۴۰۵" in text


def test_the_file_tells_title_language_and_direction(printed: Print) -> None:
    paper = printed(paper_of(Heading("سرفصل"), title="برگهٔ \u2068Seoul\u2069"))
    assert re.search(r"Title:\s+برگهٔ Seoul", paper.info())
    content = paper.file.read_bytes()
    assert b"fa-IR" in content
    assert b"/Direction /R2L" in content
    assert b"Helvetica" not in content


def test_an_english_paper_reads_from_left_to_right_with_persian_in_its_own_direction(printed: Print) -> None:
    document = paper_of(
        Heading("Background"),
        Paragraph("The mayors met twice."),
        Paragraph("متن فارسی بدون برگردان، ۱۴۰۳/۰۵/۱۲"),
        Numbered(("One", "Two")),
        PageBreak(),
        Paragraph("End"),
        language="en",
        title="Meeting brief",
        label="Confidential",
    )
    paper = printed(document)
    text = paper.text()
    assert paper.pages == 2
    for words in ("Page 2 of 2", "Confidential", "as of 23 November 2026", "The mayors met twice.", "2. Two"):
        assert words in text
    assert "متن فارسی بدون برگردان" in text
    assert "۱۴۰۳/۰۵/۱۲" in text
    content = paper.file.read_bytes()
    assert b"en-GB" in content
    assert b"R2L" not in content


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>bold</b> <img src='file:///etc/passwd'/> &lt;para&gt; &amp;",
        "=HYPERLINK(1) {page} %s %(x)s \\n ) Tj ET (",
        "a\u0301\u0323\u0331 ".strip() + "x",
        "«((([[[{{{<<<",
        "100% -5 +7 #1 @home",
    ],
)
def test_nothing_a_user_types_is_markup(printed: Print, hostile: str) -> None:
    english = paper_of(
        Paragraph(hostile),
        Bullets((hostile,)),
        Table((Column("c"),), ((hostile,),)),
        Heading(hostile),
        language="en",
        title=hostile,
        label="x",
    )
    paper = printed(english)
    assert paper.text().count(re.sub(r"\s+", " ", hostile)) >= 4
    run_tool("qpdf", "--check", str(paper.file))


def test_stray_controls_overrides_and_surrogates_do_no_harm(printed: Print) -> None:
    text = printed(
        paper_of(Paragraph("سلام\x00\x07 \u202eدنیا\u202c \ud83d پایان \u2067بی‌بست"), Paragraph("پاراگراف بعد"))
    ).text()
    for word in ("سلام", "دنیا", "پایان", "پاراگراف بعد"):
        assert word in text


def test_a_missing_glyph_stops_the_paper_and_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"old")
    with pytest.raises(MissingGlyphs) as caught:
        render_pdf(paper_of(Paragraph("خط میخی \U00012000"), Table((Column("\U00012001"),), (("x",),))), target)
    assert caught.value.chars == ("\U00012000", "\U00012001")
    assert "U+12000 CUNEIFORM SIGN A" in caught.value.message.in_("en")
    assert caught.value.code == "missing_glyphs"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_column_narrower_than_its_longest_word_stops_the_paper(tmp_path: Path) -> None:
    columns = (Column("نام"), Column("شناسه", 2))
    with pytest.raises(ColumnTooNarrow) as caught:
        render_pdf(paper_of(Table(columns, (("الف", "ب" * 400),))), tmp_path / "paper.pdf")
    assert caught.value.column == "شناسه"
    assert caught.value.word == "ب" * 400
    assert not list(tmp_path.iterdir())


def test_many_columns_that_cannot_stand_side_by_side_stop_the_paper(tmp_path: Path) -> None:
    columns = tuple(Column(f"ستون‌بسیارپهناور{number}") for number in range(12))
    with pytest.raises(ColumnTooNarrow):
        render_pdf(paper_of(Table(columns, (("الف",) * 12,))), tmp_path / "paper.pdf")


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RaggedTable):
        render_pdf(paper_of(Table((Column("الف"), Column("ب")), (("۱", "۲"), ("۳",)))), tmp_path / "paper.pdf")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(PaperNotSaved) as caught:
        render_pdf(paper_of(Paragraph("متن")), tmp_path / "nowhere" / "paper.pdf")
    assert "nowhere" in str(caught.value)


def test_a_word_of_sixty_letters_is_printed_whole_in_text_and_table(printed: Print) -> None:
    word = "خواهرخواندگی" * 5
    text = printed(
        paper_of(Paragraph(f"پیش {word} پس"), Table((Column("الف", 3), Column("ب", 1)), (("متن " * 30, word),)))
    ).text()
    assert text.count(word) == 2


def test_contents_give_the_page_of_each_heading(printed: Print) -> None:
    chapters = [
        block
        for number in "۱۲۳۴"
        for block in (Heading(f"فصل {number}", new_page=True), Paragraph(SENTENCE), Heading(f"بخش {number}", 2), Paragraph("متن"))
    ]
    paper = printed(paper_of(Contents(), *chapters))
    rows = [MARKS.sub("", row) for row in run_tool("pdftotext", "-layout", "-l", "1", str(paper.file), "-").splitlines()]
    for page, number in enumerate("۱۲۳۴", 2):
        assert f"فصل {number}" in paper.text(page)
        for heading in (f"فصل {number}", f"بخش {number}"):
            row = next(row for row in rows if heading in row)
            assert row.replace(heading, "").strip() == "۰۱۲۳۴۵"[page]


def test_headings_form_the_outline_and_links_lead_to_them(printed: Print) -> None:
    paper = printed(
        paper_of(
            Paragraph((Run("به پیشینه", link="#history"), Run("به ناکجا", link="#nowhere"))),
            Heading("ژرف", 3),
            Heading("پیشینه", 1, anchor="history"),
            Heading("زیر", 2),
        )
    )
    outline = json.loads(run_tool("qpdf", "--json", "--json-key=outlines", str(paper.file)))["outlines"]
    assert [entry["title"] for entry in outline] == ["ژرف", "پیشینه"]
    assert [entry["title"] for entry in outline[1]["kids"]] == ["زیر"]


def test_equal_documents_at_one_moment_are_equal_files(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        with frozen_at(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
            render_pdf(paper_of(*EVERYTHING), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = render_pdf(
        paper_of(*EVERYTHING), tmp_path / "paper.pdf", progress=lambda done, total: told.append((done, total))
    ).pages
    assert told == [(number, pages) for number in range(1, pages + 1)]


def test_an_interrupted_paper_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_pdf(paper_of(Paragraph("متن")), tmp_path / "paper.pdf", progress=stop)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("grade", list(LabelGrade))
def test_each_grade_prints_its_word(printed: Print, grade: LabelGrade) -> None:
    document = Document(
        "برگه", "fa", "خیلی محرمانه", "امروز", (Paragraph("متن"),), grade=grade, foot="ادارهٔ کل", head="سرصفحهٔ دراز " * 30
    )
    text = printed(document).text()
    assert "خیلی محرمانه" in text
    assert "…" in text


def test_an_empty_document_is_one_page(printed: Print) -> None:
    assert printed(paper_of()).pages == 1
