"""Digits and figures in Persian and English.

Grouping begins at 10 000, so that years, ranks and rooms stay whole; separators are those of CLDR for ``fa``.
"""

import re
import unicodedata
from decimal import Decimal

from app.core.errors import NumberTooLarge, UnreadableNumber
from app.core.i18n import Language

LARGEST = 2**63 - 1
"""The largest whole number, and the largest amount in minor units, that the store keeps."""
_GROUP_FROM = 10_000
_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹" * 2)
_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
# An LRM keeps the minus sign on the left of Persian digits (CLDR writes it so).
_PERSIAN_MINUS = "\u200e\u2212"
_INVISIBLE = str.maketrans("", "", "\u200c\u200e\u200f\u2066\u2067\u2068\u2069\u061c")
_INTEGER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[,٬ ]\d{3})+)")


def to_persian(text: str) -> str:
    """Write every Latin or Arabic-Indic digit as a Persian digit."""
    return text.translate(_TO_PERSIAN)


def to_latin(text: str) -> str:
    """Write the digits of any script as ASCII digits."""
    text = text.translate(_TO_LATIN)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def in_language(text: str, lang: Language) -> str:
    """Write the digits of a text as the language writes them."""
    return to_persian(text) if lang == "fa" else to_latin(text)


def format_integer(number: int, lang: Language) -> str:
    """Write a whole number with the digits of the language, grouped from 10 000 on."""
    return format_decimal(Decimal(number), lang)


def format_decimal(number: Decimal, lang: Language, *, places: int | None = None) -> str:
    """Write a number; ``places`` fixes the decimals, otherwise they are kept as given."""
    if places is not None:
        number = round(number, places)
    return localised(f"{number:,f}" if abs(number) >= _GROUP_FROM else f"{number:f}", lang)


def localised(figure: str, lang: Language) -> str:
    """Turn an English figure (``-1,234.5``) into the figure of the language."""
    if lang == "en":
        return figure
    figure = figure.replace(".", "٫").replace(",", "٬").replace("-", _PERSIAN_MINUS)
    return to_persian(figure)


def format_percent(number: int | Decimal, lang: Language) -> str:
    """Write a percentage; 26 means twenty-six percent."""
    return format_decimal(Decimal(number), lang) + ("٪" if lang == "fa" else "%")


def plain_figure(text: str) -> str:
    """Bring a typed figure to ASCII: digits, minus, no invisible marks; separators stay."""
    return to_latin(text.translate(_INVISIBLE)).replace("\u2212", "-").replace("٫", ".").strip()


def parse_integer(text: str) -> int:
    """Read a whole number in any digits, grouped or not; raise UnreadableNumber, NumberTooLarge."""
    figure = plain_figure(text)
    if not _INTEGER.fullmatch(figure):
        raise UnreadableNumber(text)
    return fitting(Decimal(re.sub(r"[,٬ ]", "", figure)))


def fitting(number: Decimal | int) -> int:
    """Give a whole number that the store keeps; raise NumberTooLarge."""
    if not -LARGEST <= number <= LARGEST:
        raise NumberTooLarge
    return int(number)
