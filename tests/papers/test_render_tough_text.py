"""Notes as people really write them come back from the paper as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.papers.document import Column, Document, Paragraph, People, Person, Table

from .conftest import MARKS, Paper, paper_of

Print = Callable[[Document], Paper]

TOUGH = (
    "دیدار با آقای Han Dong-hyun (معاون شهردار) در ۱۴۰۵/۰۹/۱۴ ساعت ۱۰:۳۰ در Seoul City Hall برگزار شد.",
    "سهم حمل‌ونقل عمومی ۳۶٫۵٪ است؛ هدف ۲۰۳۰: ۴۵٪ (رشد سالانه ۱٫۷٪).",
    "تلفن دفتر: +98 21 5555 1234 و نمابر ۰۲۱-۵۵۵۵۱۲۳۵ (داخلی ۴۰۲).",
    "نشانی: 110 Sejong-daero, Jung-gu, Seoul 04524، کرهٔ جنوبی؛ رایانامه intl@seoul.go.kr",
    "قرارداد شمارهٔ ۱۲۳/الف/۴۵۶ (نسخهٔ ۲) به تاریخ 2024-08-02 [پیوست «ب»] امضا شد.",
    "هیئت ۱۲ نفره (۸ مرد و ۴ زن) با پرواز TK 871 از IKA به ICN می‌رود.",
    "بند ۳(الف) و ۳(ب) از MoU میان Tehran و Kraków هنوز امضا نشده‌اند.",
    "«طرح C40» را شهرداری (نه وزارت) پیگیری می‌کند؛ نک. https://www.c40.org/cities و صفحهٔ ۱۲–۱۴.",
    "مبلغ ۱۲٬۵۰۰٬۰۰۰ ریال (معادل 250 EUR) در ۱۴۰۴/۱۲/۲۹ پرداخت شد.",
    "گفت‌وگوی سه‌جانبه: تهران، سئول و Ulaanbaatar؛ نتیجه: «می‌پذیریم» (۷ رأی موافق، ۲ مخالف).",
    "A note that begins in English و به فارسی ادامه می‌یابد (۵۰٪ از کار) ادامه دارد.",
    "ایمیل‌های reza@tehran.ir و info@un-habitat.org؛ وب‌گاه tehran.ir/fa/news?id=12",
    "نسبت ۲:۱ و دمای −۵°C در ۱۲/۰۹؛ ارتفاع ۱٬۲۰۰ m.",
    "هزینهٔ هر شب: €120–€145 (بدون مالیات ۹٪)، جمع سه شب برای ۸ نفر: ۲٬۸۸۰–۳٬۴۸۰ یورو.",
    "نسخهٔ A4/B5، ۲۴۰×۳۲۰ mm، وزن ۸۰ g/m²، تیراژ ۱٬۵۰۰ (±۵٪).",
    "نرخ مشارکت از ۱۲٫۵٪ به ۳۷٫۸٪ رسید؛ یعنی ۲۵٫۳ واحد درصد (نگاه کنید به جدول ۳-۲، ص ۱۷). UN-Habitat و UCLG-MEWA دعوت شده‌اند.",
    "خانم Зарина Ахмедова و آقای 李明 همراه 김철수 و Γιώργος Παπαδόπουλος و Şükrü Çağlar آمدند.",
)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", MARKS.sub("", text)).strip()


@pytest.mark.parametrize("tough", TOUGH, ids=range(1, len(TOUGH) + 1))
def test_a_tough_paragraph_comes_back_in_logical_order(printed: Print, tough: str) -> None:
    assert squeezed(tough) in printed(paper_of(Paragraph(tough))).text()


def test_many_tough_paragraphs_keep_every_half_space_and_no_shape_of_a_letter(printed: Print) -> None:
    raw = printed(paper_of(*map(Paragraph, TOUGH))).raw_text()
    assert raw.count("\u200c") == "".join(TOUGH).count("\u200c")
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc\ue000-\uf8ff]", raw)


def test_a_name_in_five_scripts_is_drawn_in_text_table_and_card(printed: Print) -> None:
    name = "رضا Reza Реза Ρεζά 雷扎 れざ 레자"
    text = printed(paper_of(Paragraph(name), Table((Column("نام"),), ((name,),)), People((Person("۱", name),)))).text()
    for word in name.split():
        assert text.count(word) == 3, word


def test_a_note_of_three_thousand_words_is_whole(printed: Print) -> None:
    words = [
        f"{'ابپتثجچحخد'[n % 10]}{'رزژسشصضطظع'[n // 10 % 10]}{'فقکگلمنوهی'[n // 100 % 10]}{n % 7 * 'م'}ن" for n in range(3000)
    ]
    paper = printed(
        paper_of(
            Paragraph(
                " ".join(words),
            ),
            label="ع",
        )
    )
    found = paper.text()
    assert paper.pages >= 4
    assert sum(1 for word in words if word in found) == len(words)


def test_three_hundred_rows_repeat_their_head_on_every_page(printed: Print) -> None:
    rows = tuple((f"ردیف {n}", "شرح کار " * 6) for n in range(300))
    paper = printed(paper_of(Table((Column("سرستون‌ویژه"), Column("شرح", 3)), rows)))
    assert paper.pages > 5
    assert all("سرستون‌ویژه" in paper.text(page) for page in range(1, paper.pages + 1))
    found = paper.text()
    assert all(re.search(rf"ردیف {n}(?!\d)", found) for n in range(300))


def test_no_rows_print_the_sentence_for_it(printed: Print) -> None:
    assert "هیچ ردیفی نیست" in printed(paper_of(Table((Column("الف"),), (), empty="هیچ ردیفی نیست"))).text()


def test_a_broken_photo_leaves_a_frame_and_the_words(printed: Print) -> None:
    broken = (b"\xff\xd8\xff\xe0 not a picture", b"\x89PNG\r\n\x1a\n" + bytes(40), b"GIF89a")
    people = tuple(Person(str(n), f"شخص {n}", photo=data) for n, data in enumerate(broken))
    paper = printed(paper_of(People(people)))
    assert all(f"شخص {n}" in paper.text() for n in range(3))
