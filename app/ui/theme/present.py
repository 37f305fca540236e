"""The tokens in force now; the painters read them at every paint, so that a theme changes live."""

from functools import lru_cache

from PySide6.QtGui import QColor

from app.ui.theme.tokens import LIGHT, Tokens, Tone


class _Present:
    """Keep the one value that is in force."""

    tokens: Tokens = LIGHT
    outlined = False


def current() -> Tokens:
    """Return the tokens in force; the light ones before a theme was applied."""
    return _Present.tokens


def put_in_force(tokens: Tokens, *, outlined: bool) -> None:
    """Make tokens the ones in force; outlined says that soft grounds become outlines (high contrast)."""
    _Present.tokens = tokens
    _Present.outlined = outlined


def is_outlined() -> bool:
    """Tell whether soft grounds are to be drawn as outlines."""
    return _Present.outlined


def colour(tone: Tone) -> QColor:
    """Return the colour of a tone in the theme in force; the caller may change it."""
    return QColor(_colour_of(_Present.tokens.hex_of(tone)))


@lru_cache(maxsize=256)
def _colour_of(hex_code: str) -> QColor:
    return QColor(hex_code)
