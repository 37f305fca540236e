"""The official look: petrol and brass on white, Vazirmatn, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from app.core.i18n import Language
from app.papers.document import Ink
from app.papers.persian.fonts import Weight
from app.papers.persian.shaping import TextStyle

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
SIDE: Final = 20 * MM
FRAME_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
FRAME_TOP: Final = PAGE_HEIGHT - 26 * MM
FRAME_BOTTOM: Final = 23 * MM
FRAME_HEIGHT: Final = FRAME_TOP - FRAME_BOTTOM

PETROL: Final = "#0E5C68"
BRASS: Final = "#B3862B"
TEXT: Final = "#14252A"
MUTED: Final = "#44555B"
FAINT: Final = "#5C6B71"
HAIRLINE: Final = "#D8E0E1"
EDGE: Final = "#7E8C91"
BAND: Final = "#F4F7F7"
WHITE: Final = "#FFFFFF"
PALE: Final = "#CFE1E4"
WARN: Final = "#734600"
WARN_GROUND: Final = "#FCEED0"
WARN_LINE: Final = "#B0700A"
CONFIDENTIAL: Final = "#8F5600"
SECRET: Final = "#97191B"  # noqa: S105 - a colour
INKS: Final = {
    Ink.NORMAL: "",
    Ink.MUTED: FAINT,
    Ink.STRONG: PETROL,
    Ink.WARN: SECRET,
    Ink.GOOD: "#1A5A31",
    Ink.OURS: PETROL,
    Ink.THEIRS: "#7A3B62",
}


class Align(Enum):
    """Where the lines of a paragraph stand; START follows the text, LEAD the paper, RIGHT neither."""

    START = auto()
    JUSTIFY = auto()
    LEAD = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph is set; measures in points, indent from the leading edge."""

    text: TextStyle
    leading: float
    align: Align = Align.START
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    keep: bool = False
    least: int = 2
    """Fewest lines left on either page when the paragraph is split."""


@dataclass(frozen=True, slots=True)
class Look:
    """Every paragraph style of a paper."""

    headings: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]
    body: ParagraphStyle
    muted: ParagraphStyle
    warn: ParagraphStyle
    item: ParagraphStyle
    cell: ParagraphStyle
    figure: ParagraphStyle
    column_head: ParagraphStyle
    figure_head: ParagraphStyle
    label: ParagraphStyle
    value: ParagraphStyle
    date: ParagraphStyle
    name: ParagraphStyle
    rank: ParagraphStyle
    warning_title: ParagraphStyle
    contents: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]
    running: TextStyle
    label_word: TextStyle


@lru_cache(maxsize=2)
def look(language: Language) -> Look:
    """Give the styles of a language; Persian letters need more room between lines than Latin ones."""
    return _tighter(_persian()) if language == "en" else _persian()


def _persian() -> Look:
    body = ParagraphStyle(TextStyle(), 20, Align.JUSTIFY, after=7)
    cell = ParagraphStyle(TextStyle(size=9), 15, Align.LEAD, least=1)
    heavy = TextStyle(Weight.SEMIBOLD, 9)
    figure = replace(cell, text=TextStyle(size=9, tabular=True), align=Align.RIGHT)
    column_head = replace(cell, text=replace(heavy, colour=WHITE))
    contents = replace(cell, text=TextStyle(Weight.SEMIBOLD, 11, PETROL), leading=20, before=7)
    return Look(
        headings=(
            ParagraphStyle(TextStyle(Weight.BOLD, 18, PETROL), 32, Align.LEAD, before=18, after=9, keep=True),
            ParagraphStyle(TextStyle(Weight.SEMIBOLD, 13, PETROL), 24, Align.LEAD, before=13, after=4, keep=True),
            ParagraphStyle(TextStyle(Weight.SEMIBOLD, 11, TEXT), 20, Align.LEAD, before=9, after=2, keep=True),
        ),
        body=body,
        muted=replace(body, text=TextStyle(size=9.5, colour=FAINT), leading=16.5),
        warn=replace(body, text=TextStyle(Weight.MEDIUM, colour=SECRET)),
        item=replace(body, align=Align.START, after=3.5, indent=18),
        cell=cell,
        figure=figure,
        column_head=column_head,
        figure_head=replace(column_head, align=Align.RIGHT),
        label=replace(cell, text=TextStyle(size=9, colour=FAINT), leading=17),
        value=replace(cell, text=TextStyle(size=10), leading=17),
        date=replace(figure, text=TextStyle(Weight.SEMIBOLD, 9.5, PETROL), leading=17, align=Align.LEAD),
        name=replace(cell, text=TextStyle(Weight.SEMIBOLD, 10.5), leading=18),
        rank=replace(cell, text=TextStyle(Weight.BOLD, 10.5, BRASS, tabular=True), leading=18, align=Align.CENTRE),
        warning_title=replace(cell, text=TextStyle(Weight.BOLD, 11, WARN), leading=20),
        contents=(
            contents,
            replace(contents, text=TextStyle(size=10), leading=17, before=0, indent=16),
            replace(contents, text=TextStyle(size=9, colour=MUTED), leading=15, before=0, indent=32),
        ),
        running=TextStyle(size=8.5, colour=FAINT),
        label_word=TextStyle(Weight.BOLD, 9, CONFIDENTIAL),
    )


def _tighter(given: Look) -> Look:
    """Bring the lines of body text closer for Latin letters."""
    body = replace(given.body, text=replace(given.body.text, size=10.5), leading=16.5)
    return replace(
        given,
        body=body,
        muted=replace(given.muted, text=replace(given.muted.text, size=9), leading=14),
        warn=replace(given.warn, text=replace(given.warn.text, size=10.5), leading=16.5),
        item=replace(given.item, text=body.text, leading=16.5),
        cell=replace(given.cell, leading=13.5),
        figure=replace(given.figure, leading=13.5),
        column_head=replace(given.column_head, leading=13.5),
        figure_head=replace(given.figure_head, leading=13.5),
    )


@lru_cache(maxsize=1024)
def run_style(style: TextStyle, ink: Ink, link: str, *, bold: bool) -> TextStyle:
    """Change the style of a paragraph for one run; bold is 600, because 700 clogs at these sizes."""
    colour = INKS[ink] or (PETROL if link else style.colour)
    heavy = bold and style.weight in {Weight.REGULAR, Weight.MEDIUM}
    return replace(style, weight=Weight.SEMIBOLD if heavy else style.weight, colour=colour, link=link)
