"""Lines lose nothing, fit their room, and keep together what belongs together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.text import ltr
from app.papers.persian import bidi
from app.papers.persian.breaks import line_ends
from app.papers.persian.fonts import Weight
from app.papers.persian.lines import WIDEST_STRETCH, Line, break_lines, widest_chunk
from app.papers.persian.shaping import ShapedText, StyledRun, TextStyle, shape, tidy

STYLES = (TextStyle(), TextStyle(Weight.SEMIBOLD, 13), TextStyle(size=9, tabular=True))
LETTERS = st.sampled_from(
    "ابپتجدرسشعفکگلمنوهیآئؤأ‌ ٔ ۱۲۳ abcXYZ.,،؛()«»/-@1290\u2066\u2067\u2068\u2069\u200f\u00a0\n北京서울М😀\u0331"
)
RUNS = st.lists(st.tuples(st.text(LETTERS, max_size=40), st.sampled_from(STYLES)), min_size=1, max_size=5)


def shaped(runs: list[tuple[str, TextStyle]], base: int) -> ShapedText:
    return shape(tuple(StyledRun(tidy(text), style) for text, style in runs), base)


def text_of(line: Line, source: ShapedText) -> str:
    return "".join(source.text[token.start : token.end] for token in line.tokens)


@settings(max_examples=250, deadline=None)
@given(RUNS, st.sampled_from([bidi.LTR, bidi.RTL]), st.floats(3, 600))
def test_no_character_is_lost_repeated_or_moved(runs: list[tuple[str, TextStyle]], base: int, width: float) -> None:
    source = shaped(runs, base)
    assert "".join(text_of(line, source) for line in break_lines(source, width)) == source.text


@settings(max_examples=250, deadline=None)
@given(RUNS, st.sampled_from([bidi.LTR, bidi.RTL]), st.floats(40, 600))
def test_no_line_is_wider_than_its_room(runs: list[tuple[str, TextStyle]], base: int, width: float) -> None:
    source = shaped(runs, base)
    for line in break_lines(source, width, first_indent=15):
        assert line.width <= width + 0.02
        gaps = sum(source.text[token.start] in " \u00a0" for token in line.seen())
        assert line.width + line.stretch(width) * gaps <= width + 0.02


def test_a_justified_line_fills_its_room_exactly() -> None:
    source = shaped([("پیگیری مصوبات بر عهدهٔ ادارهٔ کل امور بین‌الملل است " * 8, STYLES[0])], bidi.RTL)
    lines = break_lines(source, 300)
    for line in lines[:-1]:
        gaps = sum(source.text[token.start] == " " for token in line.seen())
        assert abs(line.width + gaps * line.stretch(300) - 300) < 0.01
    assert lines[-1].stretch(300) == 0


def test_spaces_never_grow_beyond_the_limit() -> None:
    source = shaped([("دو " + "کلمه‌ای‌بسیاربلند" * 4 + " دو", STYLES[0])], bidi.RTL)
    for width in range(200, 500, 10):
        for line in break_lines(source, width):
            assert line.stretch(width) <= WIDEST_STRETCH * STYLES[0].size


def test_a_word_of_sixty_letters_stays_whole_where_it_fits() -> None:
    word = "خواهرخواندگی‌" * 5
    source = shaped([(f"پیش {word} پس", STYLES[0])], bidi.RTL)
    width, longest = widest_chunk(source)
    assert longest == word
    assert any(word in text_of(line, source) for line in break_lines(source, width + 1))


def test_a_word_wider_than_a_line_is_cut_between_letters_that_keep_their_joins() -> None:
    source = shaped([("ببببببببببببببببببببببببببببببببببببببببببببببببببببببببببب", STYLES[0])], bidi.RTL)
    lines = break_lines(source, 60)
    assert len(lines) > 2
    assert sum(line.width for line in lines) == source.width


def test_a_telephone_number_in_its_isolate_never_wraps() -> None:
    text = f"با شمارهٔ {ltr('+98 21 5555 1234')} تماس بگیرید"
    inside = range(text.index("+") + 1, text.index("4") + 1)
    assert not set(line_ends(text).joints) & set(inside)


def test_a_long_address_may_break_after_its_punctuation() -> None:
    address = "https://example.org/city.diplomacy/agreements?year=2026&kind=sister-city"
    joints = line_ends(address).joints
    assert max(end - begin for begin, end in zip((0, *joints), joints, strict=False)) < 24
    source = shaped([(f"نک. {address} و صفحهٔ پیش", STYLES[0])], bidi.RTL)
    assert any(address in text_of(line, source) for line in break_lines(source, 480))
    narrow = [text_of(line, source) for line in break_lines(source, 120)]
    assert all(line.strip()[-1] in "/?&=._-@:" for line in narrow[:-1] if line.strip() in address)


@pytest.mark.parametrize(
    "word",
    ["۱۲۳/الف/۴۵۶", "09:30–11:00", "۱۴۰۳–۱۴۰۵", "g/m²", "Sejong-daero", "UCLG-MEWA", "김철수", "李明", "tehran.ir/fa/news?id=12"],
)
def test_what_is_read_as_one_word_stays_on_one_line(word: str) -> None:
    assert line_ends(f"پیش {word} پس").ends == (4, 5 + len(word), 7 + len(word))


def test_a_text_without_spaces_still_wraps() -> None:
    text = "德黑兰市议会决定以城市身份走向世界" * 3
    source = shaped([(text, STYLES[0])], bidi.LTR)
    assert len(break_lines(source, 120)) > 3


def test_offsets_count_characters_beyond_the_basic_plane() -> None:
    assert line_ends("😀😀 سلام 😀").ends == (3, 8, 9)
    assert bidi.levels("😀 سلام", bidi.LTR) == (0, 0, 1, 1, 1, 1)
