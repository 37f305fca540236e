"""Isolates and harmless text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import FSI, LRI, PDI, clean, is_isolated, is_latin, isolate, ltr, one_line, strip_isolates, with_ezafe


def test_text_of_unknown_direction_is_isolated_once() -> None:
    assert isolate("Paris") == f"{FSI}Paris{PDI}"
    assert isolate(isolate("Paris")) == isolate("Paris")
    assert isolate(ltr("+98 21")) == f"{LRI}+98 21{PDI}"
    assert ltr(isolate("x")) == isolate("x")


def test_nothing_is_not_isolated() -> None:
    assert isolate("") == ltr("") == ""


def test_two_isolates_in_a_row_are_not_one() -> None:
    pair = isolate("a") + isolate("b")
    assert not is_isolated(pair)
    assert isolate(pair) == f"{FSI}{pair}{PDI}"
    assert not is_isolated(f"{FSI}{FSI}a{PDI}")


@given(st.text())
def test_stripping_gives_back_what_was_isolated(text: str) -> None:
    assert strip_isolates(isolate(text)) == strip_isolates(text)


def test_control_characters_vanish_and_line_ends_stay() -> None:
    assert clean("a\x00b\r\n\tc\ud800\x1b\x7f") == "ab\r\n\tc"
    assert clean("می‌رود\u2068x\u2069") == "می‌رود\u2068x\u2069"


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("سفر\nبه\tسئول\r\n", "سفر به سئول"),
        ("  a \u2028 b\u00a0 c ", "a b c"),
        ("x\u202eexe.fdp\u202c\u200f\u061c", "xexe.fdp"),
        ("می\u200cرود \u2068x\u2069", "می\u200cرود x"),
        ("\u202e\n", ""),
    ],
)
def test_what_is_pasted_becomes_one_harmless_line(pasted: str, line: str) -> None:
    assert one_line(pasted) == line


@pytest.mark.parametrize(
    ("text", "latin"), [("12 Paris", True), ("شهر Paris", False), ("12", False), ("", False), ("Киев", True)]
)
def test_the_first_letter_tells_the_direction(text: str, latin: bool) -> None:
    assert is_latin(text) is latin


@pytest.mark.parametrize(
    ("noun", "tied"),
    [
        ("توافق‌نامه", "توافق‌نامهٔ"), ("گروه", "گروه"), ("راه", "راه"), ("اعضا", "اعضای"), ("هیئت", "هیئت"),
        ("رادیو", "رادیوی"), ("نشانی", "نشانی"), ("\u2068هدیه\u2069", "\u2068هدیهٔ\u2069"), ("", ""),
    ],
)  # fmt: skip
def test_the_ezafe_is_written_as_the_noun_ends(noun: str, tied: str) -> None:
    assert with_ezafe(noun) == tied


def test_what_turns_letters_over_vanishes_and_marks_and_half_spaces_stay() -> None:
    assert clean("نام\u202egnp.exe\u202c") == "نامgnp.exe"
    assert clean("می\u200cرود\u200f (A)\u200e") == "می\u200cرود\u200f (A)\u200e"
