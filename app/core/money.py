"""Amounts of money: whole numbers of the currency's smallest unit in use.

Decimals follow ISO 4217, except the rial, which is counted whole (CLDR), as everyone does.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from app.core.currencies import CURRENCIES
from app.core.errors import SafirError
from app.core.i18n import Language, _
from app.core.letters import tight
from app.core.numbers import fitting, localised, plain_figure
from app.core.text import ltr

_WHOLE = frozenset(
    ["IRR", "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "RWF", "XAF", "XOF", "XPF", "KMF", "DJF", "GNF", "BIF", "VUV"]
)
_THOUSANDTHS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

_NAMES = {
    "IRR": "ریال", "EUR": "یورو", "USD": "دلار آمریکا", "GBP": "پوند", "CHF": "فرانک سوئیس", "JPY": "ین", "CNY": "یوان",
    "TRY": "لیرهٔ ترکیه", "AED": "درهم امارات", "IQD": "دینار عراق", "RUB": "روبل", "INR": "روپیهٔ هند", "KRW": "وون",
    "SAR": "ریال سعودی", "QAR": "ریال قطر", "OMR": "ریال عمان", "KWD": "دینار کویت", "BHD": "دینار بحرین", "SEK": "کرون سوئد",
    "NOK": "کرون نروژ", "DKK": "کرون دانمارک", "PLN": "زلوتی", "CZK": "کرون چک", "CAD": "دلار کانادا", "AUD": "دلار استرالیا",
    "AMD": "درام", "AZN": "منات آذربایجان", "TMT": "منات ترکمنستان", "TJS": "سامانی", "AFN": "افغانی", "PKR": "روپیهٔ پاکستان",
    "SYP": "لیرهٔ سوریه", "LBP": "لیرهٔ لبنان", "BRL": "رئال", "ZAR": "رند", "MYR": "رینگیت", "IDR": "روپیهٔ اندونزی",
}  # fmt: skip

_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"-?(?:\d+|\d{1,3}(?:[,٬ ]\d{3})+)(?:\.\d+)?")

_WITH_CURRENCY = re.compile(r"(?P<before>[^\d.,٬-]*)(?P<figure>-?\d[\d.,٬ ]*?)\s*(?P<behind>[^\d.,٬]*)")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "﷼": "IRR", "¥": "JPY"}


class UnreadableMoney(SafirError):
    """A text that is no amount in its currency."""

    code = "unreadable_money"

    def __init__(self, text: str) -> None:
        super().__init__(_("{text} could not be read as an amount of this currency. Example: 1250.50.").format(text=text))
        self.text = text


class UnknownCurrency(SafirError):
    """A text that is no currency code."""

    code = "unknown_currency"

    def __init__(self, currency: str) -> None:
        super().__init__(_("{currency} is not a currency code. Example: EUR.").format(currency=currency))
        self.currency = currency


def decimals_of(currency: str) -> int:
    """Count the decimals of a currency: 0 rial and yen, 3 dinars, otherwise 2."""
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, rials) and the ISO 4217 code of its currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not _CURRENCY.fullmatch(self.currency):
            raise UnknownCurrency(self.currency)

    @property
    def amount(self) -> Decimal:
        """Give the amount in the currency itself, with all its decimals."""
        return Decimal(self.minor).scaleb(-decimals_of(self.currency))

    def encode(self) -> str:
        """Write the value as ``125050 EUR``."""
        return f"{self.minor} {self.currency}"

    @classmethod
    def decode(cls, text: str) -> "Money":
        """Read what ``encode`` wrote; raise UnreadableMoney, UnknownCurrency."""
        try:
            minor, currency = text.split(" ")
            return cls(int(minor), currency)
        except ValueError as error:
            raise UnreadableMoney(text) from error

    def shown(self, lang: Language) -> str:
        """Write the value inside a sentence."""
        return format_money(self, lang)


def parse_money(amount_text: str, currency: str) -> Money:
    """Read an amount in any digits, grouped or not; raise UnreadableMoney, NumberTooLarge, UnknownCurrency.

    More decimals than the currency has are refused, unless they are zeros.
    """
    figure = plain_figure(amount_text)
    if not _AMOUNT.fullmatch(figure):
        raise UnreadableMoney(amount_text)
    if currency not in CURRENCIES:
        raise UnknownCurrency(currency)
    amount = Decimal(re.sub(r"[,٬ ]", "", figure))
    # First: arithmetic keeps 28 digits, and what is far too large would be rounded without a word.
    fitting(amount)
    minor = amount.scaleb(decimals_of(currency))
    if minor != minor.to_integral_value():
        raise UnreadableMoney(amount_text)
    return Money(fitting(minor), currency)


def parse_amount(words: str, default: str = "IRR") -> Money:
    """Read an amount with its currency before or behind it, as `format_money` and people write it; `default` without one.

    The currency is a code, a sign, or the Persian name. Raises UnreadableMoney, UnknownCurrency.
    """
    found = _WITH_CURRENCY.fullmatch(plain_figure(words))
    if found is None or (found["before"] and found["behind"]):
        raise UnreadableMoney(words)
    said = (found["before"] or found["behind"]).strip()
    if not said:
        return parse_money(found["figure"], default)
    code = _SIGNS.get(said) or _codes_by_name().get(said) or _codes_by_name().get(tight(said)) or said.upper()
    return parse_money(found["figure"], Money(0, code).currency)


@cache
def _codes_by_name() -> dict[str, str]:
    """Know every name as written and folded; two that fold alike (ریال، رئال) stand for the first unless written exactly."""
    folded = {tight(name): code for code, name in reversed(_NAMES.items())}
    return folded | {name: code for code, name in _NAMES.items()}


def currency_name(currency: str, lang: Language) -> str:
    """Name a currency for a reader: in Persian in words where Safir knows them, otherwise its code."""
    return currency if lang == "en" else _NAMES.get(currency) or ltr(currency)


def format_money(money: Money, lang: Language) -> str:
    """Write an amount for a reader: ۱٬۲۵۰٫۵۰ یورو, 1,250.50 EUR; always grouped."""
    figure = localised(f"{money.amount:,f}", lang)
    return f"{figure} {currency_name(money.currency, lang)}"
