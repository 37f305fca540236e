"""Current spellings of one word."""

import pytest

from app.core.letters import SEATS, SPELLINGS, fold_chars, stem
from app.core.spelling import across, choices, exchanged, is_unfinished, pieces, seats_behind, spellings


def test_both_spellings_of_a_word_begin_alike_and_are_folded() -> None:
    for one, other in (*SEATS, *SPELLINGS):
        assert one[0] == other[0]
        assert one != other
        assert (fold_chars(one), fold_chars(other)) == (one, other)
        assert len(stem(one)) == len(one) >= 4
    assert all(len(one) == len(other) for one, other in SEATS)


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("گفتگوها", {"گفتگوها", "گفتوگوها"}),
        ("گفتوگو", {"گفتگو", "گفتوگو"}),
        ("مسیله", {"مسیله", "مسایل"}),
        ("هیا", {"هیا", "هیی"}),
        ("هیاهو", {"هیاهو"}),
        ("اطاقبلیط", {"اطاقبلیط", "اتاقبلیط", "اطاقبلیت", "اتاقبلیت"}),
        ("تهران", {"تهران"}),
    ],
)
def test_a_word_is_spelt_in_every_way(word: str, spelt: set[str]) -> None:
    assert spellings(word)[0] == word
    assert set(spellings(word)) == spelt


def test_many_differing_places_are_not_tried_in_every_combination() -> None:
    many = pieces("اتاق" * 30)
    assert len(many) == 30
    assert len(list(choices(many))) == 16
    assert exchanged("اتاق" * 30, many) == "اطاق" * 30


def test_words_that_are_another_spelling_only_together_are_named() -> None:
    assert list(across(["میز", "گفت", "و", "گو", "تازه"])) == [(range(1, 4), "گفتگو")]
    assert list(across(["گفت", "گو"])) == [(range(2), "گفتوگو")]
    assert list(across(["میز", "گفتگو"])) == []
    assert list(across([])) == []


def test_beginnings_of_words_stand_for_words_with_hamza_on_another_seat() -> None:
    assert [kept for _other, kept in seats_behind(["هیی", "تهران"])] == ["هییت"]
    assert [kept for _other, kept in seats_behind(["مسیولان"])] == ["مسیول"]
    assert seats_behind(["هی", "م"]) == ()
    assert is_unfinished("جرا")
    assert not is_unfinished("جریا")
