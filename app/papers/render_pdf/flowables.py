"""Boxes that stand one under another, know their height, and split where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from app.papers.persian import bidi
from app.papers.persian.fonts import chain
from app.papers.persian.lines import Line
from app.papers.render_pdf.sheet import Area, Sheet
from app.papers.render_pdf.styles import HAIRLINE, MM, Align, ParagraphStyle
from app.papers.render_pdf.tags import Spoken


class Box(Protocol):
    """Something with a height; measures in points."""

    @property
    def height(self) -> float:
        """Height without the space around."""

    @property
    def before(self) -> float:
        """Space wished above; the larger of two neighbours' wishes counts."""

    @property
    def after(self) -> float:
        """Space wished below."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the page of what follows."""

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand alone at the foot of a page."""

    def split(self, room: float) -> Sequence[Box]:
        """Divide into a part that fits the room and the rest; nothing when no part fits."""

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw with the upper left corner at a point."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the indent of a list item: a figure, or a dot where no line is given."""

    line: Line | None
    colour: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """A paragraph broken into lines."""

    lines: tuple[Line, ...]
    style: ParagraphStyle
    width: float
    base: int
    rtl: bool
    mark: Mark | None = None
    opening: bool = True
    """Whether these are the first lines of the paragraph."""
    spoken: Spoken | None = None

    @property
    def height(self) -> float:
        """Height of the lines."""
        return len(self.lines) * self.style.leading

    @property
    def before(self) -> float:
        """Space above."""
        return self.style.before if self.opening else 0.0

    @property
    def after(self) -> float:
        """Space below."""
        return self.style.after

    @property
    def keep(self) -> bool:
        """Whether it is a heading."""
        return self.style.keep

    @property
    def least(self) -> float:
        """Height of the fewest lines that may stand alone."""
        count = len(self.lines)
        return (count if count < 2 * self.style.least else self.style.least) * self.style.leading

    def split(self, room: float) -> Sequence[Box]:
        """Divide between lines, leaving no widow and no orphan."""
        fitting = int((room + 0.01) // self.style.leading)
        fitting = min(fitting, len(self.lines) - self.style.least)
        if self.keep or fitting < self.style.least:
            return ()
        return (replace(self, lines=self.lines[:fitting]), replace(self, lines=self.lines[fitting:], mark=None, opening=False))

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the lines and the mark."""
        with sheet.tagged(self.spoken):
            self._draw_lines(sheet, left, top - self._drop())

    def _draw_lines(self, sheet: Sheet, left: float, base_line: float) -> None:
        if self.mark:
            self._draw_mark(sheet, self.mark, left, base_line)
        for line in self.lines:
            room = self.width - self.style.indent
            gap = line.stretch(room) if self.style.align is Align.JUSTIFY else 0.0
            if gap:
                sheet.write(line, self._column_left(left), base_line, gap=gap)
            else:
                sheet.write(line, self._column_left(left) + self._slack(room - line.width), base_line)
            base_line -= self.style.leading

    def _drop(self) -> float:
        """Measure from the top of a line to its base line."""
        face, size = chain(self.style.text.weight)[0], self.style.text.size
        ascent, descent = face.ascent * size / 1000, -face.descent * size / 1000
        return (self.style.leading - ascent - descent) / 2 + ascent

    def _column_left(self, left: float) -> float:
        return left if self.rtl else left + self.style.indent

    def _slack(self, room: float) -> float:
        """Tell how much of the free room stands on the left."""
        align = self.style.align
        if align is Align.CENTRE:
            return room / 2
        to_right = align is Align.RIGHT or (self.rtl if align is Align.LEAD else self.base == bidi.RTL)
        return room if to_right else 0.0

    def _draw_mark(self, sheet: Sheet, mark: Mark, left: float, base_line: float) -> None:
        """Draw the mark where the paragraph begins, which in an English paper is the right edge for a Persian one."""
        right = left + self.width
        if mark.line is None:
            x = right - 7 if self.rtl else left + 7
            sheet.dot(x, base_line + self.style.text.size * 0.32, radius=1.7, colour=mark.colour)
        else:
            sheet.write(mark.line, right - mark.line.width if self.rtl else left, base_line)


@dataclass(frozen=True, slots=True)
class HeadingBox:
    """A heading that enters the outline."""

    text: TextBox
    anchor: str
    title: str
    level: int
    new_page: bool = False
    least: float = field(init=False)
    keep: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "least", self.text.height)

    @property
    def height(self) -> float:
        """Height of the text."""
        return self.text.height

    @property
    def before(self) -> float:
        """Space above."""
        return self.text.before

    @property
    def after(self) -> float:
        """Space below."""
        return self.text.after

    def split(self, room: float) -> Sequence[Box]:  # noqa: ARG002 - the protocol's
        """Never divide."""
        return ()

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw and mark the place."""
        sheet.mark_heading(self.anchor, self.title, level=self.level, top=top)
        self.text.draw(sheet, left, top)


@dataclass(frozen=True, slots=True)
class RuledBox:
    """Lines for writing by hand, 9 mm apart."""

    count: int
    width: float
    before: float = 4.0
    after: float = 8.0
    keep: bool = False
    least: float = 18 * MM

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.count * 9 * MM

    def split(self, room: float) -> Sequence[Box]:
        """Divide between lines."""
        fitting = int(room // (9 * MM))
        return (replace(self, count=fitting), replace(self, count=self.count - fitting)) if 0 < fitting < self.count else ()

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the lines."""
        with sheet.artifact():
            for index in range(1, self.count + 1):
                y = top - index * 9 * MM
                sheet.rule(left, y, left + self.width, y, colour="#9AA9AD", thickness=0.6, dash="0.6 2.6")


@dataclass(frozen=True, slots=True)
class Cell:
    """Boxes in a row, from an offset to the leading edge on."""

    boxes: tuple[Box, ...]
    offset: float
    width: float

    @property
    def height(self) -> float:
        """Height of the boxes with the space between them."""
        return stacked_height(self.boxes)


@dataclass(frozen=True, slots=True)
class RowLook:
    """Ground, lines and padding of a row; bar is the colour of a thick line at its leading edge."""

    pad: float = 3.5
    ground: str = ""
    line_below: str = HAIRLINE
    bar: str = ""
    frame: str = ""

    @property
    def is_seen(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self.ground or self.line_below or self.bar or self.frame)


@dataclass(frozen=True, slots=True)
class RowBox:
    """Cells side by side; splits inside its cells when a page ends."""

    cells: tuple[Cell, ...]
    width: float
    look: RowLook = field(default_factory=RowLook)
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    spoken: Spoken | None = None
    """What the whole row says, where its cells say nothing for themselves."""

    @property
    def height(self) -> float:
        """Height of the tallest cell with its padding."""
        return max((cell.height for cell in self.cells), default=0.0) + 2 * self.look.pad

    @property
    def least(self) -> float:
        """Height of the row, or of a third page for tall ones."""
        return min(self.height, 220.0)

    def split(self, room: float) -> Sequence[Box]:
        """Divide each cell at the same height; short rows stay whole."""
        if room < self.least or self.height < 220:
            return ()
        parts = [split_stack(cell.boxes, room - 2 * self.look.pad) for cell in self.cells]
        if not any(fit for fit, _ in parts):
            return ()
        pairs = list(zip(self.cells, parts, strict=True))
        first = replace(self, cells=tuple(replace(cell, boxes=fit) for cell, (fit, _) in pairs), after=0.0)
        return (first, replace(self, cells=tuple(replace(cell, boxes=rest) for cell, (_, rest) in pairs), before=0.0))

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw ground, lines and cells."""
        area = Area(left, top - self.height, self.width, self.height)
        if self.look.is_seen:
            with sheet.artifact():
                self._draw_ground(sheet, area)
        with sheet.tagged(self.spoken):
            for cell in self.cells:
                draw_stack(cell.boxes, sheet, sheet.leading(area, cell.offset, cell.width), top - self.look.pad)

    def _draw_ground(self, sheet: Sheet, area: Area) -> None:
        look = self.look
        if look.frame:
            sheet.frame(area, colour=look.frame, thickness=0.7, radius=0, ground=look.ground)
        elif look.ground:
            sheet.fill(area, look.ground)
        if look.line_below and not look.frame:
            below = area.bottom + 0.25  # inside the row: the ground of the next one would cover half of it
            sheet.rule(area.left, below, area.left + area.width, below, colour=look.line_below, thickness=0.5)
        if look.bar:
            sheet.fill(area._replace(left=sheet.leading(area, 0, 3), width=3), look.bar)


@dataclass(frozen=True, slots=True)
class TurnedBox:
    """A box of a part whose leading edge is not the page's."""

    inner: Box
    rtl: bool

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.inner.height

    @property
    def before(self) -> float:
        """Space above."""
        return self.inner.before

    @property
    def after(self) -> float:
        """Space below."""
        return self.inner.after

    @property
    def keep(self) -> bool:
        """Whether the box must stand on the page of what follows."""
        return self.inner.keep

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand alone."""
        return self.inner.least

    def split(self, room: float) -> Sequence[Box]:
        """Divide the box."""
        return tuple(replace(self, inner=part) for part in self.inner.split(room))

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the box in its own direction."""
        with sheet.turned(rtl=self.rtl):
            self.inner.draw(sheet, left, top)


def gap_between(upper: Box, lower: Box) -> float:
    """Tell the space between two boxes."""
    return max(upper.after, lower.before)


def stacked_height(boxes: Sequence[Box]) -> float:
    """Add up the heights of boxes and the spaces between them."""
    return sum(box.height for box in boxes) + sum(gap_between(upper, lower) for upper, lower in pairwise(boxes))


def draw_stack(boxes: Sequence[Box], sheet: Sheet, left: float, top: float) -> None:
    """Draw boxes one under another."""
    for index, box in enumerate(boxes):
        if index:
            top -= gap_between(boxes[index - 1], box)
        box.draw(sheet, left, top)
        top -= box.height


def split_stack(boxes: Sequence[Box], room: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Divide boxes into those that fit the room and the rest."""
    used = 0.0
    for index, box in enumerate(boxes):
        gap = gap_between(boxes[index - 1], box) if index else 0.0
        if used + gap + box.height > room + 0.01:
            parts = tuple(box.split(room - used - gap))
            return (*boxes[:index], *parts[:1]), (*parts[1:], *(() if parts else (box,)), *boxes[index + 1 :])
        used += gap + box.height
    return tuple(boxes), ()
