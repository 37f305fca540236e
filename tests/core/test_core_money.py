"""Money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import NumberTooLarge
from app.core.i18n import Language
from app.core.money import Money, UnknownCurrency, UnreadableMoney, format_money, parse_amount, parse_money

CURRENCIES = st.sampled_from(("IRR", "EUR", "KWD", "JPY", "ETB"))


@given(st.integers(), CURRENCIES)
def test_a_stored_amount_comes_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.decode(money.encode()) == money


@given(st.integers(-(10**15), 10**15), CURRENCIES, st.sampled_from(("fa", "en")))
def test_a_written_amount_is_read_back(minor: int, currency: str, lang: Language) -> None:
    money = Money(minor, currency)
    assert parse_money(format_money(money, lang).split(" ")[0], currency) == money
    assert parse_money(str(money.amount), currency) == money


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1250.50", "EUR", 125050),
        ("۱٬۲۵۰٫۵", "EUR", 125050),
        ("1,250,000", "IRR", 1250000),
        ("1.5", "KWD", 1500),
        ("12.00", "IRR", 12),
    ],
)
def test_amounts_become_minor_units(text: str, currency: str, minor: int) -> None:
    assert parse_money(text, currency) == Money(minor, currency)


@pytest.mark.parametrize("text", ["", "x", "1.234", "1,2,3", "1.2.3", "EUR 5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMoney) as caught:
        parse_money(text, "EUR")
    assert caught.value.text == text


def test_currencies_have_three_capital_letters() -> None:
    with pytest.raises(UnknownCurrency) as caught:
        parse_money("5", "euro")
    assert caught.value.currency == "euro"


@pytest.mark.parametrize("text", ["", "5", "x EUR", "5 6 EUR"])
def test_a_foreign_stored_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMoney):
        Money.decode(text)


def test_an_amount_is_written_for_its_reader() -> None:
    assert Money(125050, "EUR").amount == Decimal("1250.50")
    assert format_money(Money(125050, "EUR"), "fa") == "۱٬۲۵۰٫۵۰ یورو"
    assert format_money(Money(125050, "EUR"), "en") == "1,250.50 EUR"
    assert format_money(Money(5, "ETB"), "fa") == "۰٫۰۵ \u2066ETB\u2069"
    assert Money(5, "IRR").shown("fa") == "۵ ریال"


def test_only_real_currencies_are_read() -> None:
    for unknown in ("ZZZ", "XXX", "XTS"):
        with pytest.raises(UnknownCurrency):
            parse_money("1", unknown)
        with pytest.raises(UnknownCurrency):
            parse_amount(f"1 {unknown}")
    assert parse_money("1", "GEL") == Money(100, "GEL")
    assert Money.decode("100 ZZZ").currency == "ZZZ", "what an earlier version took stays readable"


@pytest.mark.parametrize("figure", ["92233720368547758.08", "-92233720368547758.08", "9" * 60, "9" * 5_000, f"1{'0' * 30}.5"])
def test_an_amount_that_no_store_keeps_is_refused(figure: str) -> None:
    with pytest.raises(NumberTooLarge):
        parse_money(figure, "EUR")
    assert parse_money("92233720368547758.07", "EUR").minor == 2**63 - 1
