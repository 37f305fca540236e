"""A document as a PDF file, in two phases: everything is laid out first, and only a faultless layout is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.papers.document import Block, Cover, Document, Heading, InLanguage, PageBreak, SeparateSheet
from app.papers.errors import MissingGlyphs
from app.papers.headings import headings_of
from app.papers.persian.font_objects import EmbeddedFonts
from app.papers.render_pdf.blocks import boxes_of, heading_boxes
from app.papers.render_pdf.cover import CoverSheet, cover_sheet
from app.papers.render_pdf.flowables import TurnedBox
from app.papers.render_pdf.furniture import Furniture, furniture, words_of_part
from app.papers.render_pdf.pages import Flow, Page, paginate
from app.papers.render_pdf.sheet import Sheet
from app.papers.render_pdf.styles import FRAME_TOP, SIDE
from app.papers.render_pdf.tags import Tags
from app.papers.render_pdf.typeset import Typesetter
from app.papers.writing import replacing

Progress = Callable[[int, int], None]
"""Told after each page: how many are drawn, of how many."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file."""

    pages: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Every page of a paper, ready to be drawn."""

    document: Document
    pages: tuple[Page, ...]
    rtl: bool


def render_pdf(document: Document, target: Path, *, progress: Progress | None = None) -> Rendered:
    """Write a paper; a file of that name is replaced only by a finished one.

    Raise MissingGlyphs, ColumnTooNarrow or RaggedTable before anything is written, PaperNotSaved when the place refuses it.
    """
    layout = lay_out(document)
    with replacing(target) as unfinished:
        _draw(layout, unfinished, progress or _silent)
    return Rendered(len(layout.pages))


def lay_out(document: Document) -> Layout:
    """Set, break and paginate a paper without drawing it."""
    headings = [(f"h{number}", block) for number, block in enumerate(headings_of(document.blocks), 1)]
    setter = Typesetter(document.language, headings)
    pages = paginate(_Flow(document, setter).all())
    # The figures of page numbers are drawn later: set one of each digit now, so that every character is known.
    setter.line("0123456789۰۱۲۳۴۵۶۷۸۹", setter.look.running)
    if setter.absent:
        raise MissingGlyphs(setter.absent)
    return Layout(document, tuple(pages), setter.rtl)


class _Flow:
    """The blocks of a document as what is spread over pages."""

    def __init__(self, document: Document, setter: Typesetter) -> None:
        self._document = document
        self._setter = setter
        self._names = iter(setter.headings)

    def all(self) -> Iterator[Flow]:
        yield furniture(self._document, self._setter)
        yield from self._flow(self._document.blocks, self._setter, self._document)

    def _flow(self, blocks: Iterable[Block], setter: Typesetter, document: Document) -> Iterator[Flow]:
        for block in blocks:
            if isinstance(block, Cover):
                yield cover_sheet(block, document, setter)
            elif isinstance(block, PageBreak):
                yield block
            elif isinstance(block, Heading):
                yield from self._heading(block, setter)
            elif isinstance(block, InLanguage):
                inner = setter.in_language(block.language)
                yield from self._part(block, setter, inner, document=document)
            elif isinstance(block, SeparateSheet):
                yield from self._part(block, setter, setter, document=document)
            else:
                yield from boxes_of(block, setter)

    def _heading(self, block: Heading, setter: Typesetter) -> Iterator[Flow]:
        if block.new_page:
            yield PageBreak()
        if block.text.strip():
            setter.under = block.text
            yield from heading_boxes(block, next(self._names)[0], setter)

    def _part(
        self, part: InLanguage | SeparateSheet, outer: Typesetter, inner: Typesetter, *, document: Document
    ) -> Iterator[Flow]:
        """Flow a part; with words of its own on its pages it begins one, and so does what follows."""
        own = document if part.on_page is None else words_of_part(document, part.on_page)
        if own is not document:
            yield furniture(own, inner)
        for item in self._flow(part.blocks, inner, own):
            if inner is outer or isinstance(item, CoverSheet | PageBreak | Furniture):
                yield item
            else:
                yield TurnedBox(item, inner.rtl)
        if own is not document:
            yield furniture(document, outer)


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _draw(layout: Layout, file: Path, progress: Progress) -> None:
    from app.papers.render_pdf.canvas import last_page_of, open_canvas, pdf_of

    canvas = open_canvas(file, layout.document)
    page_of = {anchor: number for number, page in enumerate(layout.pages, 1) for anchor in page.anchors()}
    tags = Tags(layout.document.language)
    sheet = Sheet(canvas, EmbeddedFonts(pdf_of(canvas)), rtl=layout.rtl, page_of=page_of, tags=tags)
    for number, page in enumerate(layout.pages, 1):
        _draw_page(layout, sheet, page, number)
        canvas.showPage()
        tags.turn(last_page_of(canvas))
        progress(number, len(layout.pages))
    if page_of:
        canvas.showOutline()
    tags.enter(pdf_of(canvas))
    canvas.save()


def _draw_page(layout: Layout, sheet: Sheet, page: Page, number: int) -> None:
    if page.cover:
        page.cover.draw(sheet)
    if page.furniture:
        page.furniture.draw(sheet, number, pages=len(layout.pages), on_cover=page.cover is not None)
    for placed in page.placed:
        placed.box.draw(sheet, SIDE, FRAME_TOP - placed.down)
