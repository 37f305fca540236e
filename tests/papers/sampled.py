"""An office with the sample on a frozen day, for papers that are tested on a whole trip."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import UUID

from app.core.clock import frozen_at
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers import Composed, PaperOptions, by_name
from app.papers.document import (
    Block,
    Bullets,
    Contents,
    Cover,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    People,
    Programme,
    SeparateSheet,
    Table,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
    Words,
)
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services import editing, reference, sample
from app.services.office import Office, this_actor
from app.store.store import Store

_KEY = bytes(range(32))
TODAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
"""The golden day: 2 Azar 1405, 10:00 in Tehran."""


def sample_office(folder: Path, *, filled: bool = True) -> Iterator[Office]:
    """Open an office on the golden day, with the sample unless an empty one is wanted."""
    with frozen_at(TODAY):
        shutil.copytree(_closed(filled=filled), folder / "store")
        made = _office(Store.open(folder / "store", _KEY, Catalogue(ALL)))
        yield made
        made.close()


@cache
def _closed(*, filled: bool) -> Path:
    """Fill a closed store once; each test gets a copy."""
    kept = Path(mkdtemp(prefix="safir-sampled-"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    made = _office(Store.create(kept / "store", _KEY, Catalogue(ALL)))
    reference.load(made)
    if filled:
        sample.fill(made)
    made.close()
    return kept / "store"


def _office(store: Store) -> Office:
    return Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))


def row(key: str) -> UUID:
    """Name a row of the sample."""
    return shipped_id("sample", key)


def changed(office: Office, kind: str, record: UUID, **values: Any) -> None:
    """Save a record with some values changed."""
    draft = editing.open_draft(office, kind, record)
    editing.save(office, draft.with_values(values))


def composed(office: Office, paper: str, record: UUID, options: PaperOptions) -> Composed:
    """Compose a paper without drawing it."""
    return by_name(paper).compose(office, record, options)


def words_of(made: Composed) -> str:
    """Give every word of a paper, a block a line."""
    return "\n".join(text for block in _flat(made.document.blocks) for text in texts_of(block))


def headings_of(made: Composed, *, most: int = 1) -> list[str]:
    """Name the headings of a paper down to a level."""
    return [block.text for block in _flat(made.document.blocks) if isinstance(block, Heading) and block.level <= most]


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Walk the blocks, those on sheets of their own among them."""
    for block in blocks:
        if isinstance(block, SeparateSheet):
            yield from _flat(block.blocks)
        else:
            yield block


def below(made: Composed, heading: str) -> tuple[Block, ...]:
    """Give the blocks under a heading of the first level."""
    blocks = tuple(_flat(made.document.blocks))
    firsts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    start = next(place for place in firsts if heading in getattr(blocks[place], "text", ""))
    end = next((place for place in firsts if place > start), len(blocks))
    return blocks[start:end]


def said(words: Words) -> str:
    """Give the letters of some words."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def texts_of(block: Block) -> list[str]:
    """Give the words of a block."""
    reader = _READERS.get(type(block))
    return reader(block) if reader else []


_READERS: Mapping[type, Callable[[Any], list[str]]] = {
    Heading: lambda block: [block.text],
    Paragraph: lambda block: [said(block.words)],
    Bullets: lambda block: [said(item) for item in block.items],
    Numbered: lambda block: [said(item) for item in block.items],
    Facts: lambda block: [f"{fact.date} {said(fact.words)}" for fact in block.facts],
    Table: lambda block: [" | ".join(said(cell) for cell in line) for line in block.rows] or [block.empty],
    TwoColumnFacts: lambda block: [f"{label}: {said(value)}" for label, value in block.pairs],
    People: lambda block: [f"{one.precedence} {one.name} {one.post} {one.role} {said(one.text)}" for one in block.people],
    Programme: lambda block: [
        " | ".join((event.local, event.office, said(event.title), said(event.place), said(event.details)))
        for event in block.events
    ],
    Warning: lambda block: [block.title, said(block.words)],
    Cover: lambda block: [block.title, block.subtitle, *block.lines],
    Contents: lambda block: [block.title],
}
