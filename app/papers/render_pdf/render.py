"""A document as a PDF file, in two phases: everything is laid out first, and only a faultless layout is drawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.papers.document import Cover, Document, Heading, PageBreak
from app.papers.errors import MissingGlyphs, PaperNotSaved
from app.papers.persian.font_objects import EmbeddedFonts
from app.papers.render_pdf.blocks import boxes_of, heading_boxes
from app.papers.render_pdf.cover import CoverSheet, cover_sheet
from app.papers.render_pdf.flowables import Box
from app.papers.render_pdf.pages import Furniture, Page, furniture, paginate
from app.papers.render_pdf.sheet import Sheet
from app.papers.render_pdf.styles import FRAME_TOP, SIDE
from app.papers.render_pdf.typeset import Typesetter

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
    furniture: Furniture
    rtl: bool


def render_pdf(document: Document, target: Path, *, progress: Progress | None = None) -> Rendered:
    """Write a paper; a file of that name is replaced only by a finished one.

    Raise MissingGlyphs, ColumnTooNarrow or RaggedTable before anything is written, PaperNotSaved when the place refuses it.
    """
    layout = lay_out(document)
    unfinished = target.with_name(target.name + ".part")
    try:
        _draw(layout, unfinished, progress or _silent)
        os.replace(unfinished, target)  # noqa: PTH105 - replaces an existing file on Windows too
    except OSError as fault:
        raise PaperNotSaved(target, fault.strerror or str(fault)) from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return Rendered(len(layout.pages))


def lay_out(document: Document) -> Layout:
    """Set, break and paginate a paper without drawing it."""
    headings = [(f"h{number}", block) for number, block in enumerate(_headings(document), 1)]
    setter = Typesetter(document.language, headings)
    pages = paginate(_flow(document, setter))
    fixed = furniture(document, setter)
    # The figures of page numbers are drawn later: set one of each digit now, so that every character is known.
    setter.line("0123456789۰۱۲۳۴۵۶۷۸۹", setter.look.running)
    if setter.absent:
        raise MissingGlyphs(setter.absent)
    return Layout(document, tuple(pages), fixed, setter.rtl)


def _headings(document: Document) -> Iterator[Heading]:
    return (block for block in document.blocks if isinstance(block, Heading) and block.text.strip())


def _flow(document: Document, setter: Typesetter) -> Iterator[Box | CoverSheet | PageBreak]:
    names = iter(setter.headings)
    for block in document.blocks:
        if isinstance(block, Cover):
            yield cover_sheet(block, document, setter)
        elif isinstance(block, PageBreak):
            yield block
        elif isinstance(block, Heading):
            if block.new_page:
                yield PageBreak()
            if block.text.strip():
                yield from heading_boxes(block, next(names)[0], setter)
        else:
            yield from boxes_of(block, setter)


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _draw(layout: Layout, file: Path, progress: Progress) -> None:
    from app.papers.render_pdf.canvas import open_canvas, pdf_of

    canvas = open_canvas(file, layout.document)
    page_of = {anchor: number for number, page in enumerate(layout.pages, 1) for anchor in page.anchors()}
    sheet = Sheet(canvas, EmbeddedFonts(pdf_of(canvas)), rtl=layout.rtl, page_of=page_of)
    for number, page in enumerate(layout.pages, 1):
        _draw_page(layout, sheet, page, number)
        canvas.showPage()
        progress(number, len(layout.pages))
    if page_of:
        canvas.showOutline()
    canvas.save()


def _draw_page(layout: Layout, sheet: Sheet, page: Page, number: int) -> None:
    if page.cover:
        page.cover.draw(sheet)
    layout.furniture.draw(sheet, page, number, pages=len(layout.pages))
    for placed in page.placed:
        placed.box.draw(sheet, SIDE, FRAME_TOP - placed.down)
