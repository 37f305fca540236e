"""Persian order, as ICU knows it; figures are compared digit by digit."""

import threading
from functools import cache

from app.core.text import strip_isolates


class _PersianOrder:
    def __init__(self) -> None:
        from app.core.icu_bridge import icu

        self._guard = threading.Lock()
        self._collator = icu.Collator.createInstance(icu.Locale("fa"))
        self._collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.OFF)
        self.version = f"icu {icu.ICU_VERSION} unicode {icu.UNICODE_VERSION}"

    def key(self, text: str) -> bytes:
        # The collator keeps a buffer of its own while it makes a key.
        with self._guard:
            return self._collator.getSortKey(text)


@cache
def _order() -> _PersianOrder:
    return _PersianOrder()


def sort_key(text: str) -> bytes:
    """Make the key under which a text sorts in Persian order; keys compare as bytes."""
    return _order().key(strip_isolates(text))


def collation_version() -> str:
    """Name the tables behind ``sort_key``; stored keys are made anew when it changes."""
    return _order().version
