"""Persian order."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.collation import collation_version, sort_key
from app.core.icu_bridge import icu


def test_letters_stand_in_persian_order() -> None:
    names = ["آبادان", "اصفهان", "بم", "پاریس", "پکن", "تهران", "چین", "ژنو", "کابل", "گرگان", "وین", "هرات", "یزد"]
    shuffled = names[1::2] + names[::2]
    assert sorted(shuffled, key=sort_key) == names


def test_arabic_letters_and_half_spaces_do_not_move_a_word() -> None:
    assert sorted(["كابل ۲", "کابل ۱", "کابل ۳"], key=sort_key) == ["کابل ۱", "كابل ۲", "کابل ۳"]
    assert sorted(["میز", "می‌روم", "مینو"], key=sort_key) == ["می‌روم", "میز", "مینو"]


def test_figures_are_compared_digit_by_digit() -> None:
    assert sorted(["بند 10", "بند 9"], key=sort_key) == ["بند 10", "بند 9"]


def test_isolates_do_not_move_a_word() -> None:
    assert sort_key("\u2068تهران\u2069") == sort_key("تهران")


@given(st.text(), st.text())
def test_keys_order_as_icu_compares(one: str, other: str) -> None:
    collator = icu.Collator.createInstance(icu.Locale("fa"))
    order = collator.compare(one, other)
    assert (sort_key(one) > sort_key(other)) - (sort_key(one) < sort_key(other)) == order


def test_the_version_names_the_tables() -> None:
    assert collation_version() == f"icu {icu.ICU_VERSION} unicode {icu.UNICODE_VERSION}"
