"""One paper in two languages: each section in Persian and then in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from app.papers import Composed
from app.papers.document import Block, Contents, Cover, Document, Heading, InLanguage, PageBreak, PageWords
from app.rules.labels import is_above


def facing(first: Composed, second: Composed) -> Composed:
    """Interleave two compositions of one paper by their level-1 sections, in the order of the first.

    There is one cover and one list of contents, in the first language; the pages of each part carry words in its own language.
    """
    document = replace(first.document, blocks=tuple(_interleaved(first.document, second.document)))
    higher = second if is_above(second.label, first.label) else first
    gaps = tuple(dict.fromkeys((*first.gaps, *second.gaps)))
    return Composed(document, higher.label, max(first.left_out, second.left_out), gaps, higher.because)


def _interleaved(first: Document, second: Document) -> Iterator[Block]:
    words = PageWords(second.label, second.grade, second.head or second.title, second.as_of, second.foot, second.copy)
    for own, other in zip_longest(_sections(first.blocks), _sections(_without_front(second.blocks)), fillvalue=()):
        yield from own
        kept = tuple(_trimmed(other))
        if kept:
            yield InLanguage(second.language, kept, words)


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Cut blocks before each heading of level 1 that begins a page, or before each of level 1 where none does.

    What stands before the first one is a section, too, if only an empty one.
    """
    given = tuple(blocks)
    heads = [block for block in given if isinstance(block, Heading) and block.level == 1]
    cuts = [block for block in heads if block.new_page] or heads
    section: list[Block] = []
    for block in given:
        if any(block is cut for cut in cuts):
            yield tuple(section)
            section = []
        section.append(block)
    yield tuple(section)


def _without_front(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if not isinstance(block, Cover | Contents))


def _trimmed(section: tuple[Block, ...]) -> Iterator[Block]:
    """Leave out page breaks at the ends: a part begins a page of its own anyway."""
    kept = list(section)
    while kept and isinstance(kept[0], PageBreak):
        del kept[0]
    while kept and isinstance(kept[-1], PageBreak):
        del kept[-1]
    yield from kept
