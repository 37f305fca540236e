"""Digits and figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import NumberTooLarge, UnreadableNumber
from app.core.numbers import (
    LARGEST,
    format_decimal,
    format_integer,
    format_percent,
    in_language,
    parse_integer,
    to_latin,
    to_persian,
)


def test_digits_of_any_script_become_latin() -> None:
    assert to_latin("۱۴۰۴ ١٤٠٤ १४ 14") == "1404 1404 14 14"
    assert to_latin("½ x²") == "½ x²"


def test_digits_become_persian() -> None:
    assert to_persian("1404/٠٧") == "۱۴۰۴/۰۷"
    assert in_language("12", "fa") == "۱۲"
    assert in_language("۱۲", "en") == "12"


@pytest.mark.parametrize(
    ("number", "fa", "en"), [(1404, "۱۴۰۴", "1404"), (9999, "۹۹۹۹", "9999"), (10_000, "۱۰٬۰۰۰", "10,000"), (-5, "\u200e−۵", "-5")]
)
def test_grouping_begins_at_ten_thousand(number: int, fa: str, en: str) -> None:
    assert format_integer(number, "fa") == fa
    assert format_integer(number, "en") == en


def test_decimals_are_kept_or_fixed() -> None:
    assert format_decimal(Decimal("1250.50"), "fa") == "۱۲۵۰٫۵۰"
    assert format_decimal(Decimal("1E+5"), "en") == "100,000"
    assert format_decimal(Decimal("2.345"), "en", places=1) == "2.3"


def test_percent_signs_are_of_the_language() -> None:
    assert format_percent(26, "fa") == "۲۶٪"
    assert format_percent(Decimal("0.5"), "en") == "0.5%"


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(("fa", "en")))
def test_a_written_number_is_read_back(number: int, lang: str) -> None:
    assert parse_integer(format_integer(number, "fa" if lang == "fa" else "en")) == number


@pytest.mark.parametrize("text", ["", "x", "1.5", "1,2", "12,34,567", "--1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumber) as caught:
        parse_integer(text)
    assert caught.value.text == text


@pytest.mark.parametrize("figure", ["9223372036854775808", "-9223372036854775808", "۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹", "9" * 5_000])
def test_a_number_that_no_store_keeps_is_refused(figure: str) -> None:
    with pytest.raises(NumberTooLarge):
        parse_integer(figure)
    assert parse_integer("۹۲۲۳۳۷۲۰۳۶۸۵۴۷۷۵۸۰۷") == LARGEST
    assert parse_integer("0" * 40 + "7") == 7
