"""The styles of a Word paper: Word's own names, in the look of the printed one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.core.i18n import Language
from app.papers.render_pdf.styles import FAINT, MUTED, PETROL, SECRET, TEXT, WARN, WARN_GROUND, WARN_LINE, WHITE
from app.papers.render_word.marks import child, property_

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FONT = "Vazirmatn"
"""The face of the printed papers; a computer that has it not shows its own Persian face."""
PARAGRAPH = "Normal"
MUTED_TEXT = "Safir Muted"
WARN_TEXT = "Safir Warning Text"
WARNING = "Safir Warning"
NOTE_LINE = "Safir Note Line"
CELL = "Safir Cell"
COLUMN_HEAD = "Safir Column Head"
RUNNING = "Safir Running"


class _Look(NamedTuple):
    """Size and line spacing in points, weight, colour and the spaces around."""

    size: float
    colour: str = TEXT
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    parent: str = ""


_LOOKS = {
    PARAGRAPH: _Look(11, after=6),
    "Title": _Look(30, PETROL, bold=True, after=6),
    "Subtitle": _Look(16, MUTED, after=18),
    "Heading 1": _Look(18, PETROL, bold=True, before=18, after=8, keep=True),
    "Heading 2": _Look(13, PETROL, bold=True, before=12, after=4, keep=True),
    "Heading 3": _Look(11, TEXT, bold=True, before=8, after=2, keep=True),
    "List Bullet": _Look(11, after=3),
    "List": _Look(11, after=3),
    "TOC Heading": _Look(18, PETROL, bold=True, after=8),
    MUTED_TEXT: _Look(9.5, FAINT, after=6, parent=PARAGRAPH),
    WARN_TEXT: _Look(11, SECRET, bold=True, after=6, parent=PARAGRAPH),
    WARNING: _Look(10, WARN, after=0, parent=PARAGRAPH),
    NOTE_LINE: _Look(14, TEXT, after=6, parent=PARAGRAPH),
    CELL: _Look(9, parent=PARAGRAPH),
    COLUMN_HEAD: _Look(9, WHITE, bold=True, parent=PARAGRAPH),
    RUNNING: _Look(8.5, FAINT, parent=PARAGRAPH),
}


def set_styles(word: WordDocument, language: Language) -> None:
    """Give every style its face, size, colour and direction."""
    from docx.enum.style import WD_STYLE_TYPE

    for name, look in _LOOKS.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if look.parent else word.styles[name]
        if look.parent:
            style.base_style = word.styles[look.parent]
        _set(style, look, rtl=language == "fa")
    _frame(word.styles[WARNING].element.get_or_add_pPr(), colour=WARN_LINE, ground=WARN_GROUND)
    borders = property_(word.styles[NOTE_LINE].element.get_or_add_pPr(), "pBdr")
    for side in ("bottom", "between"):
        child(borders, side, val="dotted", sz="4", space="1", color="9AA9AD")


def _set(style: object, look: _Look, *, rtl: bool) -> None:
    from docx.shared import Pt, RGBColor
    from docx.styles.style import ParagraphStyle

    if not isinstance(style, ParagraphStyle):
        raise TypeError(style)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#"))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    style.paragraph_format.keep_with_next, style.paragraph_format.widow_control = look.keep, True
    run = style.element.get_or_add_rPr()
    property_(run, "rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia="Malgun Gothic")
    property_(run, "szCs", val=f"{round(look.size * 2)}")
    property_(run, "bCs", val="1" if look.bold else "0")
    property_(run, "lang", val="en-GB", bidi="fa-IR")
    paragraph = style.element.get_or_add_pPr()
    if look.parent == "":
        property_(paragraph, "pBdr")  # the rule that Word's own titles stand on
    property_(paragraph, "bidi", val="1" if rtl else "0")


def _frame(paragraph: Element, *, colour: str, ground: str) -> None:
    borders = property_(paragraph, "pBdr")
    for side in ("top", "left", "bottom", "right"):
        child(borders, side, val="single", sz="6", space="6", color=colour.removeprefix("#"))
    property_(paragraph, "shd", val="clear", color="auto", fill=ground.removeprefix("#"))
