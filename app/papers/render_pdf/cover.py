"""The first page of a book: petrol ground with a lattice of eight-pointed stars, a brass rule, facts on white."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.papers.document import Cover, Document
from app.papers.persian.fonts import Weight
from app.papers.persian.shaping import TextStyle
from app.papers.render_pdf.flowables import Box, draw_stack, stacked_height
from app.papers.render_pdf.sheet import Area, Sheet
from app.papers.render_pdf.styles import (
    BRASS,
    FRAME_WIDTH,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    PETROL,
    SIDE,
    TEXT,
    WHITE,
    Align,
    ParagraphStyle,
)
from app.papers.render_pdf.typeset import Typesetter

RULE_HEIGHT = PAGE_HEIGHT * 0.38
_LATTICE = "#1B6C77"
_COLUMNS = 11
_CELL = PAGE_WIDTH / _COLUMNS
_FACTS_WIDTH = FRAME_WIDTH * 0.72

_TITLE = ParagraphStyle(TextStyle(Weight.BOLD, 32, WHITE), 54, Align.LEAD, after=4)
_SUBTITLE = ParagraphStyle(TextStyle(Weight.MEDIUM, 16, PALE), 30, Align.LEAD)
_ISSUER = ParagraphStyle(TextStyle(Weight.MEDIUM, 11, PALE), 20, Align.LEAD)
_FACTS = ParagraphStyle(TextStyle(Weight.REGULAR, 12, TEXT), 24, Align.LEAD)


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The texts of a cover, set."""

    issuer: tuple[Box, ...]
    title: tuple[Box, ...]
    facts: tuple[Box, ...]

    def draw(self, sheet: Sheet) -> None:
        """Draw the page, without what stands on every page."""
        ground = Area(0, RULE_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT - RULE_HEIGHT)
        with sheet.artifact():
            sheet.fill(ground, PETROL)
            _draw_lattice(sheet, ground)
            sheet.fill(Area(0, RULE_HEIGHT - 3, PAGE_WIDTH, 3), BRASS)
            sheet.rule(SIDE, RULE_HEIGHT - 8, PAGE_WIDTH - SIDE, RULE_HEIGHT - 8, colour=BRASS, thickness=0.5)
        draw_stack(self.issuer, sheet, SIDE, PAGE_HEIGHT - 24 * MM)
        draw_stack(self.title, sheet, SIDE, RULE_HEIGHT + 20 * MM + stacked_height(self.title))
        facts = sheet.leading(Area(SIDE, 0, FRAME_WIDTH, 0), 0, _FACTS_WIDTH)
        draw_stack(self.facts, sheet, facts, RULE_HEIGHT - 20 * MM)


def cover_sheet(cover: Cover, document: Document, setter: Typesetter) -> CoverSheet:
    """Set the texts of a cover."""
    title = [
        *setter.boxes(cover.title or document.title, _TITLE, FRAME_WIDTH),
        *setter.boxes(cover.subtitle, _SUBTITLE, FRAME_WIDTH),
    ]
    facts: list[Box] = []
    for line in cover.lines:
        facts += setter.boxes(line, _FACTS, _FACTS_WIDTH)
    return CoverSheet(tuple(setter.boxes(cover.issuer, _ISSUER, FRAME_WIDTH)), tuple(title), tuple(facts))


def _draw_lattice(sheet: Sheet, ground: Area) -> None:
    """Draw eight-pointed stars that touch at their tips, with crosses between them."""
    sheet.clip(ground)
    for row in range(math.ceil(ground.height / _CELL)):
        for column in range(_COLUMNS):
            sheet.path(_star((column + 0.5) * _CELL, ground.bottom + (row + 0.5) * _CELL), colour=_LATTICE, thickness=0.7)
    sheet.unclip()


def _star(x: float, y: float) -> list[tuple[float, float]]:
    """Give the corners of a star: two squares of one size laid over each other at 45 degrees."""
    radii = (_CELL / 2, _CELL / 2 * math.cos(math.pi / 4) / math.cos(math.pi / 8))
    corners = ((radii[corner % 2], corner * math.pi / 8) for corner in range(16))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for radius, angle in corners]
