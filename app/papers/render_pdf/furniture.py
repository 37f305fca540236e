"""What stands on every page: title, label in its frame, number of the copy, as-of date, foot text and page number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from app.core.i18n import _
from app.papers.document import Document, LabelGrade, PageWords
from app.papers.persian.lines import Line
from app.papers.persian.shaping import TextStyle
from app.papers.render_pdf.cover import RULE_HEIGHT
from app.papers.render_pdf.sheet import Area, Sheet
from app.papers.render_pdf.styles import (
    BRASS,
    CONFIDENTIAL,
    EDGE,
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
COVER_LABEL_LINE: Final = RULE_HEIGHT - 20 * MM - 15


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of every page, set."""

    setter: Typesetter
    head: Line
    label: Line
    cover_label: Line
    as_of: Line
    foot: Line
    copy: Line
    grade: LabelGrade

    def draw(self, sheet: Sheet, number: int, *, pages: int, on_cover: bool) -> None:
        """Draw head and foot, which nobody needs read out; a cover has its label on the white ground and no head."""
        with sheet.artifact(), sheet.turned(rtl=self.setter.rtl):
            self._draw(sheet, number, pages=pages, on_cover=on_cover)

    def _draw(self, sheet: Sheet, number: int, *, pages: int, on_cover: bool) -> None:
        if on_cover:
            self._draw_label(sheet, self.cover_label, COVER_LABEL_LINE, size=13)
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
        beside = sheet.leading(Area(SIDE, 0, FRAME_WIDTH, 0), FRAME_WIDTH - width - 10 - self.copy.width, self.copy.width)
        sheet.write(self.copy, beside, base_line)

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


def words_of_part(document: Document, on_page: PageWords) -> Document:
    """Give the document with the words of a part on its pages instead of its own."""
    return replace(
        document,
        label=on_page.label or document.label,
        grade=on_page.grade or document.grade,
        head=on_page.head or document.head,
        as_of=on_page.as_of or document.as_of,
        foot=on_page.foot or document.foot,
        copy=on_page.copy or document.copy,
    )


def furniture(document: Document, setter: Typesetter) -> Furniture:
    """Set what stands on every page; texts that are too long end in an ellipsis."""
    running = setter.look.running
    word: TextStyle = replace(setter.look.label_word, colour=_LABEL_WORDS[document.grade])
    label = setter.fitted_line(document.label, word, FRAME_WIDTH * 0.3)
    copy = setter.fitted_line(document.copy, running, FRAME_WIDTH * 0.25)
    side = FRAME_WIDTH * 0.36
    return Furniture(
        setter,
        head=setter.fitted_line(document.head or document.title, running, FRAME_WIDTH - label.width - copy.width - 44),
        label=label,
        cover_label=setter.fitted_line(document.label, replace(word, size=13), FRAME_WIDTH * 0.3),
        as_of=setter.fitted_line(document.as_of, running, side),
        foot=setter.fitted_line(document.foot, running, side),
        copy=copy,
        grade=document.grade,
    )
