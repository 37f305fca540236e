"""Texts that are translated when they are shown.

A declaration holds a ``Text``; ``str()`` of it speaks the language of that moment, so the language may change while the
program runs. Catalogues are gettext files read with the standard library; a missing one means English message ids.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from app.core.text import isolate, with_ezafe

Language = Literal["fa", "en"]
LANGUAGES: tuple[Language, ...] = ("fa", "en")

_PLACE = re.compile(r"\{(\w+)(?::(ezafe))?\}")
_chosen: list[Language] = ["fa"]
_catalogues: list[Path] = []
# Context-local: a worker may print an English paper while the window stays Persian.
_spoken: ContextVar[Language | None] = ContextVar("_spoken", default=None)


@runtime_checkable
class Shown(Protocol):
    """A value that knows how a language writes it in a sentence (partial dates, moments, money)."""

    def shown(self, lang: Language) -> str:
        """Write the value in a language."""


Value: TypeAlias = "str | int | Decimal | date | Shown | Text"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or a word, translated when shown.

    Made by ``_``, ``_c``, ``_n`` and ``plain``. ``values`` fill the named places of the message.
    """

    msgid: str
    context: str = ""
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""
    count: int = 0
    translated: bool = True

    def __str__(self) -> str:
        return self.in_(language())

    def format(self, **values: Value) -> "Text":
        """Fill named places; strings are isolated, numbers and days written as the language writes them."""
        return replace(self, values=(*self.values, *values.items()))

    def in_(self, lang: Language) -> str:
        """Translate into a given language."""
        if not self.translated:
            return self.msgid
        message = self._message(lang)
        if not self.values:
            return message
        values = dict(self.values)
        return _PLACE.sub(lambda place: _filled(place, values, lang), message)

    def _message(self, lang: Language) -> str:
        catalogue = _catalogue(lang)
        if self.plural:
            return catalogue.ngettext(self.msgid, self.plural, self.count)
        if self.context:
            return catalogue.pgettext(self.context, self.msgid)
        # The empty id is the catalogue's own header.
        return catalogue.gettext(self.msgid) if self.msgid else ""


@lru_cache
def _catalogue(lang: Language) -> NullTranslations:
    return translation("messages", _folder(), [lang], fallback=True)


def _folder() -> Path:
    from app.core.paths import translations

    return _catalogues[-1] if _catalogues else translations()


@contextmanager
def catalogues_in(folder: Path) -> Iterator[None]:
    """Read the message catalogues of another folder inside the block, in the whole process."""
    _catalogues.append(folder)
    _catalogue.cache_clear()
    try:
        yield
    finally:
        _catalogues.remove(folder)
        _catalogue.cache_clear()


def _filled(place: re.Match[str], values: dict[str, Value], lang: Language) -> str:
    """Fill one named place; a Persian message may ask there for the ezafe of the noun: «{kind:ezafe} جدید»."""
    if place[1] not in values:
        return place[0]
    said = _shown(values[place[1]], lang)
    return with_ezafe(said) if place[2] else said


def _shown(value: Value, lang: Language) -> str:
    """Write a value as a language writes it inside a sentence."""
    from app.core.calendars import DayStyle, format_day
    from app.core.numbers import format_decimal

    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, str):
        return isolate(value)
    if isinstance(value, int | Decimal):
        return format_decimal(Decimal(value), lang)
    if isinstance(value, date):
        return format_day(value, lang, style=DayStyle.LONG)
    return value.shown(lang)


def _(msgid: str) -> Text:
    """Mark a message for translation."""
    return Text(msgid)


def _c(context: str, msgid: str) -> Text:
    """Mark a message whose translation depends on where it stands."""
    return Text(msgid, context)


def _n(singular: str, plural: str, n: int) -> Text:
    """Mark a message that depends on a number, which fills the place ``{n}``."""
    return Text(singular, values=(("n", n),), plural=plural, count=n)


def plain(text: str) -> Text:
    """Wrap a text of the user, which is never translated and whose braces mean nothing."""
    return Text(text, translated=False)


def language() -> Language:
    """Tell which language is spoken here and now."""
    return _spoken.get() or _chosen[0]


def use_language(lang: Language) -> None:
    """Choose the language of the whole process."""
    _chosen[0] = lang


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Speak another language inside the block, in this thread only."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def is_rtl() -> bool:
    """Tell whether the current language is written from right to left."""
    return language() == "fa"
