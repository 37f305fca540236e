"""Pages: which boxes stand where."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.papers.document import PageBreak
from app.papers.render_pdf.cover import CoverSheet
from app.papers.render_pdf.flowables import Box, HeadingBox, TurnedBox, gap_between
from app.papers.render_pdf.furniture import Furniture
from app.papers.render_pdf.styles import FRAME_HEIGHT

Flow = Box | CoverSheet | PageBreak | Furniture
"""What is spread over pages; what stands on every page from here on begins one."""


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
    furniture: Furniture | None = None

    def anchors(self) -> Iterator[str]:
        """Name the headings of the page."""
        boxes = (placed.box.inner if isinstance(placed.box, TurnedBox) else placed.box for placed in self.placed)
        return (box.anchor for box in boxes if isinstance(box, HeadingBox))


def paginate(flow: Iterable[Flow], height: float = FRAME_HEIGHT) -> list[Page]:
    """Spread boxes over pages; a heading stays with what follows, and what can be divided is."""
    binder = _Binder(deque(flow), height)
    while binder.waiting:
        binder.place_next()
    binder.turn()
    return binder.pages or [Page(furniture=binder.furniture)]


class _Binder:
    def __init__(self, waiting: deque[Flow], height: float) -> None:
        self.waiting = waiting
        self.pages: list[Page] = []
        self.furniture: Furniture | None = None
        self._height = height
        self._page: list[Placed] = []
        self._used = 0.0

    def turn(self) -> None:
        """Close the page, unless nothing stands on it."""
        if self._page:
            self.pages.append(Page(tuple(self._page), furniture=self.furniture))
        self._page, self._used = [], 0.0

    def place_next(self) -> None:
        """Take the next thing: place it, place a part of it, or turn the page for it."""
        item = self.waiting.popleft()
        if isinstance(item, PageBreak | CoverSheet | Furniture):
            self.turn()
            if isinstance(item, CoverSheet):
                self.pages.append(Page(cover=item, furniture=self.furniture))
            elif isinstance(item, Furniture):
                self.furniture = item
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
            if not upper.keep or isinstance(lower, PageBreak | CoverSheet | Furniture):
                break
            needed += gap_between(upper, lower) + (lower.height if lower.keep else lower.least)
            upper = lower
        return needed

    def _put(self, box: Box, gap: float) -> None:
        self._page.append(Placed(box, self._used + gap))
        self._used += gap + box.height
