"""Honest search."""

from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.folding import Matcher, tight, words

WORDS = (
    *("بین‌المللی", "بین", "المللی", "بینالمللی", "شهر", "شهرها", "شهرهای", "شهر‌داری", "شهرداری", "شهردار", "هرگز", "آتش"),
    *("توافق", "توافق‌نامه", "نامه", "توافقنامه", "نامه‌های", "ها", "برف", "بر", "فراز", "راز", "می", "می‌رود", "رود", "هیئت"),
    *("هیأت", "27", "۲۷مرداد", "مرداد", "۱۴۰۳", "14", "03", "São", "Paulo", "g20", "G", "20", "و", "گفت", "گو", "گفت‌وگو"),
    *("«سفر»:", ".", "به", "در", "ما", "مادر", "گفتگو", "وگو", "گوها", "مسائل", "مسأله", "اطاق", "اتاق", "ا", "طاق", "هیا"),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join) | st.lists(st.sampled_from(WORDS), max_size=5).map("".join)


def rank(query: str, title: str, body: str = "") -> int | None:
    return Matcher(query).rank(title, body)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("بین المللی", "روابط بین‌المللی شهرها"),
        ("بین المللی", "روابط بینالمللی شهرها"),
        ("بینالمللی", "روابط بین المللی شهرها"),
        ("بين‌المللي", "روابط بینالمللی"),
        ("راه‌اندازی", "راهاندازی پروژه"),
        ("راهانداز", "راه اندازی پروژه"),
        ("توافق نامه‌های", "توافقنامههای شهری"),
        ("توافقنامه", "توافق نامه‌ای تازه"),
        ("شهرهای", "یک شهر"),
        ("توافق‌نامه‌ها", "توافق‌نامه"),
        ("شهر", "شهرداری"),
        ("نامه", "توافق‌نامه"),
        ("گفتوگو", "گفت و گو"),
        ("توافق‌نامهٔ خواه", "توافق نامهٔ خواهرخواندگی"),
        ("بین المل", "بین المللی"),
        ("۲۷ مرداد", "نشست 27 مرداد"),
        ("27مرداد", "روز ۲۷ مرداد"),
        ("g20", "نشست G 20"),
        ("g 20", "نشست G20"),
        ("1404/7/15", "۱۴۰۴-۷-۱۵"),
        ("sao", "São Paulo"),
        ("ISTANBUL", "İstanbul"),
        ("lodz", "Łódź"),
        ("ته", "تهران"),
        ("هیات شهر", "هیئتِ شهرداری"),
        ("برنامهٔ سفر", "برنامه‌ی سفر"),
        ("شورای بین المللی شهرها", "شهرهای عضو شورای بینالمللی"),
        ("سفر تهران", "سفر: تهران"),
        ("سفر. تهران", "تهران، سفر"),
        ("نقشه‌ی راه", "نقشهٔ راه"),
        ("خانه ی بزرگ", "خانه بزرگ"),
        ("سیاست‌گذاری", "روند سیاستگزاری"),
        ("سیاستگزاری شهری", "سیاست گذاری شهری"),
        ("1403/5/12", "روز ۱۴۰۳/۰۵/۱۲"),
        ("1403/05/12", "روز ۱۴۰۳/۵/۱۲"),
        ("گفتگو", "میز گفت‌وگو"),
        ("گفتگوهای شهری", "گفت و گوی شهری"),
        ("گفت‌وگو", "میز گفتگوها"),
        ("گفت گو", "گفت‌وگو"),
        ("گفت وگوها", "گفتگو"),
        ("جستجو و گفتگو", "گفت‌وگو و جست‌وجو"),
        ("میز گفتگو و اطاق", "میز گفت‌وگو و اتاق بازرگانی"),
        ("مسأله‌ها", "مسائل شهر"),
        ("مسائل شهری", "مسأله‌ی شهری"),
        ("راهکار", "راه کارهایش"),
        ("هیأ", "دیدار با هیأت"),
        ("مسؤو", "مسؤول پیگیری"),
    ],
)
def test_a_text_is_found_however_it_is_spelt(query: str, text: str) -> None:
    assert rank(query, text) is not None
    assert rank(query, "", text) is not None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("سئول", "مسئول"),
        ("شهر", "آتش هرگز"),
        ("برف", "بر فراز"),
        ("شهردار", "شهر"),
        ("شهردار", "این شهر دارای"),
        ("شهردار", "شهر دارالحکومه"),
        ("شهرها", "شهردار"),
        ("بر فراز", "برف راز"),
        ("مادر", "ما در تهران"),
        ("کاردان", "کار دانش بنیان"),
        ("مانیس", "ما نیست"),
        ("بامرف", "بام رفت"),
        ("گفتگو", "گفت و گوینده"),
        ("شگفتگر", "شگفت‌وگر"),
        ("بهم", "به من"),
        ("برفب", "برف ب"),
        ("المللی", "بینالمللی"),
        ("27 مرداد", "127 مرداد"),
        ("2 مرداد", "27 مرداد"),
        ("مرداد 2", "مرداد 27"),
        ("1234", "12 34"),
        ("12 34", "1234"),
        ("تهرن", "تهران"),
        ("گذارش", "گزارش"),
        ("5 مرداد", "15 مرداد"),
        ("5 مرداد", "50 مرداد"),
        ("تهران برلین", "تهران"),
        ("سفر. تهران", "سفر"),
        ("ته", "پایتخته"),
        ("", "تهران"),
        (" . ", "تهران"),
        ("تهران", ""),
    ],
)
def test_nothing_is_found_by_accident(query: str, text: str) -> None:
    assert rank(query, text) is None
    assert rank(query, "", text) is None


@pytest.mark.parametrize("word", ["تهران", "استانبول", "خواهرخواندگی", "Istanbul", "۱۴۰۳۵"])
def test_one_other_letter_is_another_word(word: str) -> None:
    for place in range(len(word)):
        other = word[:place] + ("ث" if word[place] != "ث" else "ص") + word[place + 1 :]
        assert rank(other, f"سفر به {word} و بازگشت") is None


def test_better_matches_come_first() -> None:
    body = "شرح سفر به شهر بین المللی"
    ranked = [
        ("بین المللی", "بین‌المللی", ""),
        ("بین المللی", "بینالمللی و دیگر", ""),
        ("بین المللی", "روابط بین‌المللی", ""),
        ("روابط شهر", "شهر و روابط", ""),
        ("بین المللی", "سفر", body),
        ("سفر بین", "سفر", body.replace("سفر", "")),
    ]
    assert [rank(*one) for one in ranked] == [0, 1, 2, 3, 4, 5]


def test_a_run_over_a_space_or_without_its_plural_ranks_lower() -> None:
    assert rank("بینالمللی", "بین المللی") == 0
    assert rank("بینالمللی", "سازمان بین المللی") == 3
    assert rank("بینالمللی", "سازمان", "نهاد بین المللی") == 5
    assert (rank("شهرها", "شهرها"), rank("شهرها", "شهر")) == (0, 1)
    assert rank("سفر: تهران", "سفر: تهران") == 0


def test_folded_text_refuses_at_once_and_changes_nothing_else() -> None:
    title, body = "سفر به تهران", "نشست شهرهای خواهرخوانده"
    folded = f"{tight(title)}|{tight(body)}"
    for query in ("تهران شهرها", "پاریس", "شهر"):
        assert Matcher(query).rank(title, body, folded=folded) == rank(query, title, body)


def test_terms_are_long_enough_for_an_index_and_the_rest_is_short() -> None:
    matcher = Matcher("شهرهای ۲۷ مرداد و شهرها")
    assert (matcher.terms, matcher.short) == ((("شهر",), ("مرداد",)), ("27", "و"))
    assert matcher.has_words
    assert not Matcher(" ؟!\u200c").has_words


@given(TEXTS, TEXTS, TEXTS)
def test_an_index_of_the_terms_misses_nothing(query: str, title: str, body: str) -> None:
    matcher = Matcher(query)
    folded = f"{tight(title)}|{tight(body)}"
    found = matcher.rank(title, body)
    assert matcher.rank(title, body, folded=folded) == found
    if found is not None:
        assert all(any(spelt in folded for spelt in term) for term in matcher.terms)


@given(TEXTS)
def test_every_text_finds_itself(text: str) -> None:
    assume(words(text))
    assert rank(text, text) == 0
    assert rank(text, "", text) is not None


@given(TEXTS, TEXTS)
def test_what_is_found_in_a_title_is_highlighted(query: str, title: str) -> None:
    matcher = Matcher(query)
    places = matcher.highlights(title)
    assert places == tuple(sorted(places))
    assert all(0 <= start < end <= len(title) for start, end in places)
    if matcher.rank(title) not in {None, 0}:
        assert places


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("بین المللی", "سازمانِ بینُ‌المللیِ شهرها و بینالمللی", ["بینُ‌المللیِ", "بینالمللی"]),
        ("شهرها", "شهر، شهرهای، شهردار", ["شهر", "شهرها"]),
        ("sao", "شهر São Paulo", ["São"]),
        ("ae", "Ærø", ["Æ"]),
        ("27 تهران", "تهران ۲۷/۲۷۱", ["تهران", "۲۷"]),
        ("تهران پاریس", "از تهران", ["تهران"]),
        ("توافق نامه خوب", "خوب: توافقنامه", ["خوب", "توافقنامه"]),
        ("x", "تهران", []),
        ("", "تهران", []),
        ("تهران", "", []),
    ],
)
def test_highlights_stand_on_the_text_as_typed(query: str, text: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in Matcher(query).highlights(text)] == shown


def test_words_that_end_a_spelling_together_are_no_terms_of_their_own() -> None:
    matcher = Matcher("گفت وگوها اطاق")
    assert (matcher.terms, matcher.short) == ((("گفت",), ("اطاق", "اتاق")), ())


def test_marking_takes_longer_only_as_the_text_does() -> None:
    def seconds(words: int) -> float:
        text, matcher = "نشست تهران " * words, Matcher("تهران")
        started = process_time()
        assert len(matcher.highlights(text)) == words
        return process_time() - started

    seconds(100)
    assert min(seconds(16_000) for _turn in range(3)) < 16 * min(seconds(4_000) for _turn in range(3))
