"""Pages: which boxes stand where, and what stands on every one of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.core.i18n import _
from app.papers.document import Document, LabelGrade, PageBreak
from app.papers.persian.lines import Line
from app.papers.persian.shaping import TextStyle
from app.papers.render_pdf.cover import RULE_HEIGHT, CoverSheet
from app.papers.render_pdf.flowables import Box, HeadingBox, gap_between
from app.papers.render_pdf.sheet import Area, Sheet
from app.papers.render_pdf.styles import (
    BRASS,
    CONFIDENTIAL,
    EDGE,
    FRAME_HEIGHT,
    FRAME_WIDTH,
    HAIRLINE,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECRET,
    SIDE,
    WHITE,
)
from app.papers.render_pdf.typeset import Typesetter

HEAD_LINE: Final = PAGE_HEIGHT - 16.5 * MM
FOOT_LINE: Final = 12 * MM


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and how far below the top of the frame it stands, in points."""

    box: Box
    down: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    placed: tuple[Placed, ...] = ()
    cover: CoverSheet | None = None

    def anchors(self) -> Iterator[str]:
        """Name the headings of the page."""
        return (placed.box.anchor for placed in self.placed if isinstance(placed.box, HeadingBox))


def paginate(flow: Iterable[Box | CoverSheet | PageBreak], height: float = FRAME_HEIGHT) -> list[Page]:
    """Spread boxes over pages; a heading stays with what follows, and what can be divided is."""
    binder = _Binder(deque(flow), height)
    while binder.waiting:
        binder.place_next()
    binder.turn()
    return binder.pages or [Page()]


class _Binder:
    def __init__(self, waiting: deque[Box | CoverSheet | PageBreak], height: float) -> None:
        self.waiting = waiting
        self.pages: list[Page] = []
        self._height = height
        self._page: list[Placed] = []
        self._used = 0.0

    def turn(self) -> None:
        """Close the page, unless nothing stands on it."""
        if self._page:
            self.pages.append(Page(tuple(self._page)))
        self._page, self._used = [], 0.0

    def place_next(self) -> None:
        """Take the next thing: place it, place a part of it, or turn the page for it."""
        item = self.waiting.popleft()
        if isinstance(item, PageBreak | CoverSheet):
            self.turn()
            if isinstance(item, CoverSheet):
                self.pages.append(Page(cover=item))
            return
        gap = gap_between(self._page[-1].box, item) if self._page else 0.0
        room = self._height - self._used - gap
        if self._need(item) <= room + 0.01:
            self._put(item, gap)
            return
        parts = item.split(room)
        if parts:
            self._put(parts[0], gap)
            self.waiting.extendleft(reversed(parts[1:]))
            self.turn()
        elif self._page:
            self.waiting.appendleft(item)
            self.turn()
        else:
            self._put(item, gap)

    def _need(self, box: Box) -> float:
        """Tell the height of a box with the beginning of whatever it must stay with."""
        needed, upper = box.height, box
        for lower in self.waiting:
            if not upper.keep or isinstance(lower, PageBreak | CoverSheet):
                break
            needed += gap_between(upper, lower) + (lower.height if lower.keep else lower.least)
            upper = lower
        return needed

    def _put(self, box: Box, gap: float) -> None:
        self._page.append(Placed(box, self._used + gap))
        self._used += gap + box.height


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: title, label in its frame, as-of date, foot text and page number."""

    setter: Typesetter
    head: Line
    label: Line
    cover_label: Line
    as_of: Line
    foot: Line
    grade: LabelGrade

    def draw(self, sheet: Sheet, page: Page, number: int, *, pages: int) -> None:
        """Draw head and foot; a cover has its label on the white ground and no head."""
        if page.cover:
            self._draw_label(sheet, self.cover_label, RULE_HEIGHT - 20 * MM - 15, size=13)
        else:
            self._draw_label(sheet, self.label, HEAD_LINE, size=9)
            area = Area(SIDE, HEAD_LINE, FRAME_WIDTH, 0)
            sheet.write(self.head, sheet.leading(area, 0, self.head.width), HEAD_LINE)
            sheet.rule(SIDE, HEAD_LINE - 8, PAGE_WIDTH - SIDE, HEAD_LINE - 8, colour=BRASS, thickness=0.9)
        self._draw_foot(sheet, number, pages=pages)

    def _draw_label(self, sheet: Sheet, word: Line, base_line: float, *, size: float) -> None:
        colour, ground = _LABEL_FRAMES[self.grade]
        pad = size * 0.78
        width = word.width + 2 * pad
        left = sheet.leading(Area(SIDE, 0, FRAME_WIDTH, 0), FRAME_WIDTH - width, width)
        box = Area(left, base_line - size * 0.51, width, size * 1.78)
        sheet.frame(box, colour=colour, thickness=size / 10, radius=2, ground=ground)
        sheet.write(word, left + pad, base_line)

    def _draw_foot(self, sheet: Sheet, number: int, *, pages: int) -> None:
        text = _("Page {page} of {pages}").format(page=number, pages=pages).in_(self.setter.language)
        count = self.setter.line(text, self.setter.look.running)
        area = Area(SIDE, FOOT_LINE, FRAME_WIDTH, 0)
        sheet.rule(SIDE, FOOT_LINE + 13, PAGE_WIDTH - SIDE, FOOT_LINE + 13, colour=HAIRLINE, thickness=0.5)
        sheet.write(self.as_of, sheet.leading(area, 0, self.as_of.width), FOOT_LINE)
        sheet.write(count, SIDE + (FRAME_WIDTH - count.width) / 2, FOOT_LINE)
        sheet.write(self.foot, sheet.leading(area, FRAME_WIDTH - self.foot.width, self.foot.width), FOOT_LINE)


_LABEL_FRAMES: Final = {
    LabelGrade.NORMAL: (EDGE, ""),
    LabelGrade.CONFIDENTIAL: (CONFIDENTIAL, ""),
    LabelGrade.SECRET: (SECRET, SECRET),
}
_LABEL_WORDS: Final = {LabelGrade.NORMAL: MUTED, LabelGrade.CONFIDENTIAL: CONFIDENTIAL, LabelGrade.SECRET: WHITE}


def furniture(document: Document, setter: Typesetter) -> Furniture:
    """Set what stands on every page; texts that are too long end in an ellipsis."""
    running = setter.look.running
    word: TextStyle = replace(setter.look.label_word, colour=_LABEL_WORDS[document.grade])
    label = setter.fitted_line(document.label, word, FRAME_WIDTH * 0.3)
    side = FRAME_WIDTH * 0.36
    return Furniture(
        setter,
        head=setter.fitted_line(document.head or document.title, running, FRAME_WIDTH - label.width - 34),
        label=label,
        cover_label=setter.fitted_line(document.label, replace(word, size=13), FRAME_WIDTH * 0.3),
        as_of=setter.fitted_line(document.as_of, running, side),
        foot=setter.fitted_line(document.foot, running, side),
        grade=document.grade,
    )
