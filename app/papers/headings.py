"""The headings of a document, for outline, contents and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.papers.document import Block, Heading, InLanguage, SeparateSheet


def headings_of(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Give the headings in reading order, those of the parts too; an empty one is none."""
    for block in blocks:
        if isinstance(block, Heading) and block.text.strip():
            yield block
        elif isinstance(block, InLanguage | SeparateSheet):
            yield from headings_of(block.blocks)
