"""All words of a document, for whoever reads it over before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from app.papers.document import Document, Run

_UNSEEN = frozenset(("link", "anchor", "language"))
"""Attributes that a reader of the paper does not see."""


def text_of(document: Document) -> str:
    """Give every text of a document, one a line, in reading order; runs of one paragraph stay on one line."""
    return "\n".join(_lines(document))


def _lines(part: object) -> Iterator[str]:
    # Walked by its fields, so that a kind of block made later is read too.
    if isinstance(part, str) and not isinstance(part, Enum):
        yield part
    elif isinstance(part, tuple):
        yield from _together(part)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in _UNSEEN:
                yield from _lines(getattr(part, field.name))


def _together(parts: tuple[object, ...]) -> Iterator[str]:
    if parts and all(isinstance(part, Run) for part in parts):
        yield "".join(line for part in parts for line in _lines(part))
        return
    for part in parts:
        yield from _lines(part)
