"""Figures beside words of the other direction, where Unicode's rules alone would turn them round or pull them to those words."""

from __future__ import annotations

import re
from typing import Final

_LRI: Final = "\u2066"
_RLI: Final = "\u2067"
_ALM: Final = "\u061c"
_PDI: Final = "\u2069"
_DIGIT = "[0-9\u06f0-\u06f9\u0660-\u0669]"
_MONEY = r"[$\u00a3\u00a5\u20ac][0-9]+(?:[.,][0-9]+)*"
_SIGNS: Final = "+-\u2212\u00b1$\u00a3\u00a5\u20ac"
_FIGURE = re.compile(
    "[\u2066-\u2068][^\u2066-\u2069]*\u2069"  # already isolated
    "|(?<![\\w/.,:+-])("
    r"\+[0-9](?:[0-9]+[-() ]{0,2})*[0-9]"  # an international telephone number
    "|\\+[\u06f0-\u06f9](?:[\u06f0-\u06f9]+[-() ]{0,2})*[\u06f0-\u06f9]"
    rf"|[0\u06f0]{_DIGIT}{{1,4}}(?:-{_DIGIT}{{3,8}}){{1,3}}"  # a national one: 021-5555
    rf"|{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}"  # an ISO day
    rf"|[-+\u2212\u00b1]{_DIGIT}+(?:[.,\u066b\u066c]{_DIGIT}+)*(?:\u00b0[CF]?|[%\u066a])?"  # a figure with its sign
    rf"|{_MONEY}(?:[-\u2013]{_MONEY})?"  # an amount with the sign of its currency before it, or a range of two
    r")(?![\w/-])"
)
_PULLED = re.compile(
    "(?<=[0-9A-Za-z\u00c0-\u024f\u2069%])(?=[^\\w\u2066-\u2069\n]*[ (\u00ab\\[][^\\w\u2066-\u2069\n]*[\u06f0-\u06f9])"
)
_RTL_LETTER = "[\u0590-\u05ff\u0620-\u065f\u066e-\u06d5\u06fa-\u08ff]"
_RTL_PHRASE = re.compile(
    f"[\u2066-\u2068][^\u2066-\u2069]*\u2069|({_RTL_LETTER}"
    f"(?:(?:{_RTL_LETTER}|[\u06d6-\u06f9\u066a-\u066c\u200c \u060c\u061b/-])*(?:{_RTL_LETTER}|[\u06d6-\u06f9\u066a]))?)"
)
"""What is isolated already, or words of Persian with the Persian figures among them."""


def isolate_phrases(text: str) -> str:
    """Isolate stretches of Persian in a line of left-to-right base, so that they pull no figure or sign behind them along."""
    return _RTL_PHRASE.sub(lambda found: f"{_RLI}{found[1]}{_PDI}" if found[1] else found[0], text)


def isolate_figures(text: str) -> str:
    """Isolate telephone numbers, ISO days, signed figures and amounts; keep Persian figures out of Latin words before them.

    For lines of right-to-left base only. Ranges such as «۱۴۰۳-۱۴۰۵» stay as they are: they are read from right to left.
    """
    if any(sign in text for sign in _SIGNS):
        text = _FIGURE.sub(lambda found: f"{_LRI}{found[1]}{_PDI}" if found[1] else found[0], text)
    return _PULLED.sub(_ALM, text)


def with_isolates(text: str, base: int) -> str:
    """Isolate in a line of a base level (0 or 1) what its neighbours would turn round."""
    return isolate_figures(text) if base & 1 else isolate_phrases(text)
