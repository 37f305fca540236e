"""The surface boxes draw on: a page in points, origin at the lower left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from app.papers.persian.emit import Fonts, fill_operator, line_operators, link_areas
from app.papers.persian.lines import Line
from app.papers.render_pdf.canvas import operators_of
from app.papers.render_pdf.tags import Spoken, Tags

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_CURVE = 0.5523
"""How far a control point stands from the corner of a quarter circle, as a share of its radius."""


class Area(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    width: float
    height: float


class Sheet:
    """Draws text, rules, grounds, pictures, links and outline entries on the current page of a canvas."""

    def __init__(self, canvas: Canvas, fonts: Fonts, *, rtl: bool, page_of: Mapping[str, int], tags: Tags) -> None:
        self.canvas = canvas
        self.rtl = rtl
        self.page_of = page_of
        self._fonts = fonts
        self._tags = tags
        self._is_marking = False
        self._outline_level = -1

    @contextmanager
    def tagged(self, spoken: Spoken | None) -> Iterator[None]:
        """Mark what is drawn as an element of the reading order; inside another mark it says nothing itself."""
        if spoken is None or self._is_marking:
            yield
            return
        yield from self._marked(self._tags.mark(spoken))

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as ornament, or as a repetition, that is not read out."""
        if self._is_marking:
            yield
            return
        yield from self._marked("/Artifact BMC")

    def _marked(self, operator: str) -> Iterator[None]:
        self._is_marking = True
        self._add(operator)
        yield
        self._add("EMC")
        self._is_marking = False

    @contextmanager
    def turned(self, *, rtl: bool) -> Iterator[None]:
        """Draw with the leading edge on the other side for a while."""
        before, self.rtl = self.rtl, rtl
        yield
        self.rtl = before

    def write(self, line: Line, left: float, base_line: float, *, gap: float = 0.0) -> None:
        """Set a line of text; gap is added to each space."""
        if not line.tokens:
            return
        self._add(line_operators(self._fonts, line, x=left, y=base_line, gap=gap))
        for area in link_areas(line, gap):
            self.rule(left + area.left, base_line - 2.2, left + area.right, base_line - 2.2, colour=area.colour, thickness=0.5)
            self.link(Area(left + area.left, base_line - 4, area.right - area.left, 14), area.link)

    def fill(self, area: Area, colour: str) -> None:
        """Lay a ground."""
        self._add(f"{fill_operator(colour)} {area.left:.2f} {area.bottom:.2f} {area.width:.2f} {area.height:.2f} re f")

    def dot(self, x: float, y: float, *, radius: float, colour: str) -> None:
        """Draw a filled circle round a point."""
        self._add(f"{fill_operator(colour)} {_rounded(Area(x - radius, y - radius, 2 * radius, 2 * radius), radius)} f")

    def frame(self, area: Area, *, colour: str, thickness: float, radius: float, ground: str = "") -> None:
        """Draw a rounded frame, on a ground where one is given."""
        paint = f"{fill_operator(ground)} " if ground else ""
        self._add(f"q {paint}{_stroke(colour)} {thickness:.2f} w {_rounded(area, radius)} {'B' if ground else 'S'} Q")

    def rule(self, x: float, y: float, to_x: float, to_y: float, *, colour: str, thickness: float, dash: str = "") -> None:
        """Draw a line; dash is the inside of a PDF dash array."""
        dashes = f"[{dash}] 0 d 1 J " if dash else ""
        self._add(f"q {dashes}{_stroke(colour)} {thickness:.2f} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S Q")

    def path(self, points: list[tuple[float, float]], *, colour: str, thickness: float) -> None:
        """Draw a closed line through points."""
        steps = " ".join(f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points))
        self._add(f"q {_stroke(colour)} {thickness:.2f} w {steps} s Q")

    def clip(self, area: Area) -> None:
        """Keep drawing inside an area until unclip."""
        self._add(f"q {area.left:.2f} {area.bottom:.2f} {area.width:.2f} {area.height:.2f} re W n")

    def unclip(self) -> None:
        """End clip."""
        self._add("Q")

    def picture(self, data: bytes, left: float, bottom: float, *, width: float, height: float) -> None:
        """Draw a picture file; equal pictures are stored once."""
        import io

        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(io.BytesIO(data)), left, bottom, width, height)

    def link(self, area: Area, target: str) -> None:
        """Make an area lead to an address or to the #anchor of a heading."""
        corners = (area.left, area.bottom, area.left + area.width, area.bottom + area.height)
        if target.startswith("#"):
            self.canvas.linkRect("", target[1:], corners, relative=0, thickness=0)
        else:
            self.canvas.linkURL(target, corners, relative=0)

    def mark_heading(self, anchor: str, title: str, *, level: int, top: float) -> None:
        """Enter a heading into the outline; levels count from 0 and never skip one."""
        level = self._outline_level = min(level, self._outline_level + 1)
        self.canvas.bookmarkPage(anchor, fit="XYZ", left=0, top=top + 12)
        self.canvas.addOutlineEntry(title, anchor, level, closed=level > 0)

    def leading(self, area: Area, offset: float, width: float) -> float:
        """Find the left end of something that stands offset from the leading edge of an area."""
        return area.left + (area.width - offset - width if self.rtl else offset)

    def _add(self, operators: str) -> None:
        operators_of(self.canvas).append(operators)


def _stroke(colour: str) -> str:
    return fill_operator(colour).replace("rg", "RG")


def _rounded(area: Area, radius: float) -> str:
    """Draw a rectangle with round corners as a path."""
    left, bottom, right, top = area.left, area.bottom, area.left + area.width, area.bottom + area.height
    bend = radius * (1 - _CURVE)
    corners = (
        (right - radius, bottom, right - bend, bottom, right, bottom + bend, right, bottom + radius),
        (right, top - radius, right, top - bend, right - bend, top, right - radius, top),
        (left + radius, top, left + bend, top, left, top - bend, left, top - radius),
        (left, bottom + radius, left, bottom + bend, left + bend, bottom, left + radius, bottom),
    )
    steps = [f"{left + radius:.2f} {bottom:.2f} m"]
    for x, y, *curve in corners:
        steps.append(f"{x:.2f} {y:.2f} l " + " ".join(f"{value:.2f}" for value in curve) + " c")
    return " ".join(steps) + " h"
