"""Letters join, marks stay with their letters, and every code is one character."""

from __future__ import annotations

from itertools import pairwise

import pytest
import uharfbuzz as hb

from app.core.text import FSI, LRI, PDI
from app.papers.persian import bidi
from app.papers.persian.figures import isolate_figures, isolate_phrases
from app.papers.persian.fonts import Weight, chain
from app.papers.persian.shaping import GlyphCode, ShapedText, StyledRun, TextStyle, shape, tidy

PLAIN = TextStyle()
BOLD = TextStyle(Weight.SEMIBOLD)
NEVER_JOIN_ON = "ادذرزژوأإآؤ"
SENTENCE = (
    "در دیدار پیشین، دو طرف بر تبادل تجربه در حوزهٔ مدیریت پسماند، حمل‌ونقل عمومی و تاب‌آوری شهری تأکید کردند؛ "
    "سهم سفرهای انجام‌شده با مترو به ۳۶٫۵ درصد رسید (۱۴۰۳/۰۵/۱۲) و «شورای اسلامی شهر تهران» آن را پذیرفت. لله الله لا"
)


def persian(*runs: str | StyledRun) -> ShapedText:
    return shape(tuple(StyledRun(run, PLAIN) if isinstance(run, str) else run for run in runs), bidi.RTL)


def glyphs(shaped: ShapedText) -> list[int]:
    """List the visible glyphs in logical order of the tokens."""
    return [step.glyph for token in shaped.tokens for step in token.word.steps if isinstance(step, GlyphCode) and step.glyph >= 0]


def characters(shaped: ShapedText) -> str:
    """Read the characters behind the codes in logical order."""
    text = ""
    for token in shaped.tokens:
        chars = "".join(step.char for step in token.word.steps if isinstance(step, GlyphCode))
        text += chars[::-1] if token.level & 1 else chars
    return text


@pytest.mark.parametrize("word", ["سلام", "می‌رود", "کتابخانه", "تفاهم‌نامهٔ", "بین‌الملل"])
def test_letters_join_unless_their_kind_never_does(word: str) -> None:
    font = chain(Weight.REGULAR)[0].font
    isolated = [font.get_nominal_glyph(ord(char)) for char in word]
    shaped = glyphs(persian(word))[::-1]
    for first, second in pairwise(range(len(word))):
        joined = word[first] not in NEVER_JOIN_ON and "\u200c" not in word[first : second + 1] and word[second] != "ٔ"
        if joined:
            assert isolated[first] not in shaped or word[:first].count(word[first]) or word[second:].count(word[first])


def test_letters_join_across_a_change_of_weight() -> None:
    whole = glyphs(persian("کتابخانه"))
    parts = glyphs(persian("کتاب", StyledRun("خانه", BOLD)))
    alone = glyphs(persian("کتاب")) + glyphs(persian("خانه"))
    assert len(whole) == len(parts) == 8
    assert parts != alone


def test_words_are_shaped_as_the_whole_paragraph_would_be() -> None:
    face = chain(Weight.REGULAR)[0]
    buffer = hb.Buffer()
    text = "".join(char for char in SENTENCE if char not in "۰۱۲۳۴۵۶۷۸۹٫/()«»؛،.")
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "fa"
    hb.shape(face.font, buffer, {"kern": True, "liga": True, "calt": True})
    whole = sum(place.x_advance for place in buffer.glyph_positions) * face.scale * PLAIN.size / 1000
    assert persian(text).width == pytest.approx(whole, abs=0.05)


@pytest.mark.parametrize(
    "text", [SENTENCE, "شبکهٔ گفت‌وگوی اسلامی", "العربيّة مُشَكَّلة", "naïve café", "Москва Αθήνα 北京 서울", "a\u0331 x\u0323\u0301"]
)
def test_every_code_stands_for_one_character_and_none_is_lost(text: str) -> None:
    shaped = persian(text)
    assert not shaped.absent
    assert characters(shaped) == text
    assert all(len(step.char) <= 1 for token in shaped.tokens for step in token.word.steps if isinstance(step, GlyphCode))


def test_declared_widths_and_moves_add_up_to_the_width_of_the_word() -> None:
    for token in persian(SENTENCE).tokens:
        steps = token.word.steps
        widths = sum(step.width for step in steps if isinstance(step, GlyphCode)) + sum(
            step for step in steps if isinstance(step, float)
        )
        assert widths == pytest.approx(token.word.advance, abs=0.2)


def test_isolates_are_obeyed_but_never_written() -> None:
    shaped = persian(f"تلفن {LRI}+98 21 5555{PDI} و {FSI}C++{PDI}.")
    assert characters(shaped) == "تلفن +98 21 5555 و C++."


def test_tabular_figures_have_one_width() -> None:
    widths = {persian(StyledRun(figure, TextStyle(tabular=True))).width for figure in "۰۱۲۳۴۵۶۷۸۹"}
    assert len(widths) == 1
    assert len({persian(figure).width for figure in "۱۳"}) == 2


def test_other_scripts_take_the_first_face_that_has_them() -> None:
    faces = dict.fromkeys(token.face.name for token in persian("تهران Москва 北京 서울").tokens if not token.blank)
    assert list(faces) == ["Vazirmatn-Regular", "DejaVuSans", "DroidSansFallbackFull", "NanumGothic"]


def test_a_character_that_no_face_has_is_named() -> None:
    assert persian("پایان \U00012000 و \U00012001").absent == {"\U00012000", "\U00012001"}


def test_tidying_keeps_half_spaces_and_drops_controls() -> None:
    assert tidy("می\u200cرود\u00a0و  \t باز\x00\x1b\ud800 می‌آید") == "می\u200cرود\u00a0و باز می‌آید"
    assert tidy("یک\r\nدو \u2028 سه\r") == "یک\nدو\nسه\n"


def test_presentation_forms_become_letters() -> None:
    assert tidy("ﺳﻼم ﷲ، ۵۰ ﷼") == "سلام الله، ۵۰ ریال"


def test_soft_hyphens_and_byte_order_marks_are_left_out() -> None:
    assert tidy("\ufeffتک\u00adواژه") == "تکواژه"


@pytest.mark.parametrize(
    ("written", "isolated"),
    [
        ("تلفن +98 21 5555 1234 و", "تلفن \u2066+98 21 5555 1234\u2069 و"),
        ("تلفن ۰۲۱-۵۵۵۵۱۲۳۴ و", "تلفن \u2066۰۲۱-۵۵۵۵۱۲۳۴\u2069 و"),
        ("روز 2024-08-02.", "روز \u20662024-08-02\u2069."),
        ("دمای −۵°C بود", "دمای \u2066−۵°C\u2069 بود"),
        ("سال‌های ۱۴۰۳-۱۴۰۵", "سال‌های ۱۴۰۳-۱۴۰۵"),
        ("\u2066+98 21 5555\u2069", "\u2066+98 21 5555\u2069"),
        ("شمارهٔ ۱۲-الف/۳-۴", "شمارهٔ ۱۲-الف/۳-۴"),
        ("Kraków ۵۰٪", "Kraków\u061c ۵۰٪"),
    ],
)
def test_figures_that_would_turn_round_are_isolated(written: str, isolated: str) -> None:
    assert isolate_figures(written) == isolated


@pytest.mark.parametrize(
    ("written", "isolated"),
    [
        ("Tehran (تهران) 12%", "Tehran (\u2067تهران\u2069) 12%"),
        ("the mayor, شهردارِ تهران, 2 days", "the mayor, \u2067شهردارِ تهران\u2069, 2 days"),
        ("code کدپستی ۱۱۳۶۹-۱۲۳۴۵.", "code \u2067کدپستی ۱۱۳۶۹-۱۲۳۴۵\u2069."),
        ("\u2068کرهٔ جنوبی\u2069 12", "\u2068کرهٔ جنوبی\u2069 12"),
        ("no Persian 12", "no Persian 12"),
    ],
)
def test_persian_in_english_pulls_nothing_along(written: str, isolated: str) -> None:
    assert isolate_phrases(written) == isolated
