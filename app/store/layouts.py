"""What somebody meant who typed a passphrase with the keyboard in the other language.

The letters stand on the same keys: ISIRI 9147 (the standard Persian board) beside the American one. Windows' older Persian board
puts four letters elsewhere. Nothing is guessed beyond that: at most three readings of one typed line are tried.
"""

from collections.abc import Iterator
from typing import Final

_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,QASDFGHJKLZCM"
_STANDARD: Final = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو\u0652ؤئيإأآةنمكژء"
_LATIN: Final[dict[int, str]] = {ord(key): letter for key, letter in zip(_KEYS, _STANDARD, strict=True)}
_OLDER: Final[dict[int, str]] = {**_LATIN, ord("m"): "ئ", ord("\\"): "پ", ord("`"): "پ", ord("C"): "ژ", ord("M"): "ء"}
_PERSIAN: Final[dict[int, str]] = {ord(letter): key for key, letter in zip(reversed(_KEYS), reversed(_STANDARD), strict=True)}


def readings(typed: str) -> Iterator[str]:
    """Give what was typed, then what the same keys write on the other board, each once."""
    given = {typed}
    yield typed
    others = (typed.translate(_LATIN), typed.translate(_OLDER)) if typed.isascii() else (typed.translate(_PERSIAN),)
    for other in others:
        if other not in given:
            given.add(other)
            yield other
