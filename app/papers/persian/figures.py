"""Figures in Persian text that are read from left to right whatever stands before them."""

from __future__ import annotations

import re
from typing import Final

_LRI: Final = "\u2066"
_PDI: Final = "\u2069"
_DIGIT = "[0-9\u06f0-\u06f9\u0660-\u0669]"
_FIGURE = re.compile(
    "[\u2066-\u2068][^\u2066-\u2069]*\u2069"  # already isolated
    "|(?<![\\w/.,:+-])("
    rf"\+{_DIGIT}[-() /]?(?:{_DIGIT}+[-() ]{{0,2}})*{_DIGIT}"  # an international telephone number
    rf"|[0\u06f0]{_DIGIT}{{1,4}}(?:-{_DIGIT}{{3,8}}){{1,3}}"  # a national one: 021-5555
    rf"|{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}"  # an ISO day
    rf"|[-+\u2212]{_DIGIT}+(?:[.,\u066b\u066c]{_DIGIT}+)*(?:\u00b0[CF]?|[%\u066a])?"  # a figure with its sign
    r")(?![\w/-])"
)


def isolate_figures(text: str) -> str:
    """Isolate telephone numbers, ISO days and signed figures, which Unicode's rules would turn round behind a Persian word.

    Ranges such as «۱۴۰۳-۱۴۰۵» stay as they are: they are read from right to left.
    """
    if not any(sign in text for sign in "+-\u2212"):
        return text
    return _FIGURE.sub(lambda found: f"{_LRI}{found[1]}{_PDI}" if found[1] else found[0], text)
