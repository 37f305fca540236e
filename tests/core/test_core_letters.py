"""Folding: what is left when spelling does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import fold_chars, marked, plain_words, stem, tight, words
from app.core.letters import origins

PERSIAN = st.text(st.sampled_from("ابپتجدرزسشعفقکگلمنوهیئأآةيكءـَّ‌ ٔ.،؛«»()\n۱۲٣4abÉ"), max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        ("بین‌المللی", "بین المللی", "بینالمللی", "بين‌المللي", "بیـن‌المَلَلی", "\u2068بین‌المللی\u2069"),
        ("راه‌اندازی", "راه اندازی", "راهاندازی"),
        ("توافق‌نامه‌های", "توافق نامه های", "توافقنامههای"),
        ("هیئت", "هیأت", "هيئة".replace("ة", "ت")),
        ("مسئله", "مسأله"),
        ("مسئول", "مسؤول"),
        ("پائین", "پایین"),
        ("۱۴۰۳", "١٤٠٣", "1403"),
        ("São Paulo", "SAO PAULO", "Sa\u0303o\u00a0Paulo"),
        ("İstanbul", "istanbul", "Istanbul"),
        ("Łódź", "lodz"),
        ("Yılmaz", "yilmaz"),
        ("مكة", "مکه"),
        ("برنامهٔ", "برنامه"),
    ],
)
def test_spellings_of_one_word_are_one(spellings: tuple[str, ...]) -> None:
    assert len({tight(spelling) for spelling in spellings}) == 1


def test_sentences_and_fields_stay_apart() -> None:
    assert tight(" سلام. (خوب)؟ ") == "سلام|خوب"
    assert tight("عنوان|متن\nدیگر…") == "عنوان|متن|دیگر"
    assert tight("...") == tight("") == ""


def test_folding_keeps_punctuation_and_drops_half_spaces() -> None:
    assert fold_chars("«می‌رود، ۵٪»") == "«میرود، 5٪»"


def test_detached_endings_and_prefixes_belong_to_their_word() -> None:
    assert words("شهر های بزرگ تر می رود و نمی رود") == ["شهرهای", "بزرگتر", "میرود", "و", "نمیرود"]
    assert words("خانه ی ما") == ["خانهی", "ما"]
    assert words("ها قدیمی رود می ۲۰") == ["ها", "قدیمی", "رود", "می", "20"]


def test_figures_and_letters_are_parts_of_a_word() -> None:
    assert marked("۲۷مرداد G20 1404/7") == "27\u200cمرداد g\u200c20 1404 7"


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("شهرها", "شهر"),
        ("شهرهای", "شهر"),
        ("شهرهایی", "شهر"),
        ("شهرهایشان", "شهر"),
        ("تنها", "تنها"),
        ("انتها", "انتها"),
        ("تهران", "تهران"),
    ],
)
def test_the_plural_is_taken_off_where_a_word_remains(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@given(st.text() | PERSIAN)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_chars(fold_chars(text)) == fold_chars(text)
    assert tight(tight(text)) == tight(text)


@given(st.text() | PERSIAN)
def test_words_are_the_letters_of_tight(text: str) -> None:
    assert "".join(words(text)) == tight(text).replace("|", "")


@given(st.text() | PERSIAN)
def test_every_letter_knows_where_it_came_from(text: str) -> None:
    places = origins(text)
    assert len(places) == len(tight(text).replace("|", ""))
    assert places == sorted(places)


def test_words_in_their_plain_form_stand_in_every_text_that_matches() -> None:
    assert plain_words("نقشه‌ی راه، خانه ی ۰۵ / ۱۰") == ["نقشه", "راه", "خانه", "5", "10"]
