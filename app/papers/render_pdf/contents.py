"""The contents: headings, dots and page numbers, each line a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.numbers import in_language
from app.papers.persian.lines import Line
from app.papers.persian.shaping import TextStyle
from app.papers.render_pdf.flowables import Box, TextBox
from app.papers.render_pdf.sheet import Area, Sheet
from app.papers.render_pdf.styles import EDGE, FRAME_WIDTH
from app.papers.render_pdf.typeset import Typesetter


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One heading with its page, which is known when drawing begins."""

    text: TextBox
    anchor: str
    figures: TextStyle
    setter: Typesetter
    after: float = 0.0
    keep: bool = False

    @property
    def height(self) -> float:
        """Height of the heading's lines."""
        return self.text.height

    @property
    def before(self) -> float:
        """Space above."""
        return self.text.before

    @property
    def least(self) -> float:
        """Whole or not at all."""
        return self.height

    def split(self, room: float) -> Sequence[Box]:  # noqa: ARG002 - the protocol's
        """Never divide."""
        return ()

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw heading, dots and page number."""
        text, area = self.text, Area(left, top - self.height, FRAME_WIDTH, self.height)
        page = in_language(str(sheet.page_of[self.anchor]), self.setter.language)
        number = self.setter.line(page, self.figures)
        said = f"{text.spoken.words} {page}" if text.spoken else page
        with sheet.tagged(self.setter.spoken(said)):
            self._draw_words(sheet, area, number)
        sheet.link(area, "#" + self.anchor)

    def _draw_words(self, sheet: Sheet, area: Area, number: Line) -> None:
        text = self.text
        text.draw(sheet, sheet.leading(area, 0, text.width), area.bottom + area.height)
        base_line = area.bottom + text.style.leading * 0.36
        sheet.write(number, sheet.leading(area, FRAME_WIDTH - number.width, number.width), base_line)
        begin = text.style.indent + text.lines[-1].width + 7
        length = FRAME_WIDTH - number.width - 7 - begin
        if length > 6:
            dots = sheet.leading(area, begin, length)
            # A dashed line, not full stops: copied text stays free of dots.
            sheet.rule(dots, base_line, dots + length, base_line, colour=EDGE, thickness=0.8, dash="0 3.6")
