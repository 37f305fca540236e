"""Bidirectional isolates and harmless text."""

import re
import unicodedata

ZWNJ = "\u200c"
LRI = "\u2066"
RLI = "\u2067"
FSI = "\u2068"
PDI = "\u2069"

_OPENERS = frozenset((LRI, RLI, FSI))
_ISOLATES = str.maketrans("", "", LRI + RLI + FSI + PDI)
# The letters that Unicode calls Bidi_Control: marks, embeddings, overrides, isolates.
_DIRECTIONS = str.maketrans("", "", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e" + LRI + RLI + FSI + PDI)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ud800-\udfff]")


def is_isolated(text: str) -> bool:
    """Tell whether one isolate encloses the whole text."""
    if len(text) < 2 or text[0] not in _OPENERS or text[-1] != PDI:
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in _OPENERS) - (letter == PDI)
        if depth == 0:
            return place == len(text) - 1
    return False


def isolate(text: str) -> str:
    """Enclose text of unknown direction (FSI … PDI), so that it cannot disturb its neighbours."""
    return text if not text or is_isolated(text) else f"{FSI}{text}{PDI}"


def ltr(text: str) -> str:
    """Enclose a code, phone number or address that reads left to right (LRI … PDI)."""
    return text if not text or is_isolated(text) else f"{LRI}{text}{PDI}"


def with_ezafe(noun: str) -> str:
    """Write a Persian noun with the ezafe that ties it to what follows: توافق‌نامهٔ، اعضای، هیئت.

    A silent he takes a hamza, a long vowel a ye; he after ا or و is a sounded letter (گروه، راه) and takes nothing, like every
    other consonant. Academy of Persian Language, «دستور خط فارسی», on the ezafe.
    """
    bare = noun.rstrip(PDI)
    rest = noun[len(bare) :]
    if bare.endswith("ه") and not bare.endswith(("اه", "وه")):
        return f"{bare}\u0654{rest}"
    return f"{bare}ی{rest}" if bare.endswith(("ا", "و")) else noun


def strip_isolates(text: str) -> str:
    """Remove every isolate mark, keeping the words."""
    return text.translate(_ISOLATES)


def clean(text: str) -> str:
    """Remove control characters, embeddings and overrides of direction, and lone surrogates; keep everything else as typed.

    An override turns the letters behind it over, so that a name or a figure reads as another; marks (LRM, RLM) and half-spaces
    only settle what is unclear.
    """
    return _UNWANTED.sub("", text) if _UNWANTED.search(text) else text


def one_line(text: str) -> str:
    """Write text that was typed or pasted as one line: white space together, nothing that turns the direction of letters.

    Half-spaces stay. Safir isolates names where it shows them; marks inside a name would turn the words around it over.
    """
    return " ".join(clean(text).translate(_DIRECTIONS).split())


def is_latin(text: str) -> bool:
    """Tell whether the first letter is of a script written from left to right; false where there is no letter."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return kind == "L"
    return False
