"""The marks of direction and script that Word needs, and pieces of text by direction."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from app.core.text import strip_isolates
from app.papers.persian import bidi
from app.papers.persian.figures import with_isolates
from app.papers.persian.shaping import tidy

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_UNWANTED = re.compile("[\u061c\u202a-\u202e\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML forbids, and the overrides of direction, whose effect is in the marks of the runs."""


class Piece(NamedTuple):
    """A piece of a paragraph in one direction."""

    text: str
    rtl: bool


def fit(text: str) -> str:
    """Make a text fit for Word: single spaces and line ends, nothing that XML forbids, no isolates."""
    return _UNWANTED.sub("", strip_isolates(tidy(text)))


def pieces(text: str, base: int) -> list[Piece]:
    """Cut one paragraph, isolates and all, into pieces by direction; Persian figures go with the Persian around them."""
    text = with_isolates(tidy(text), base)
    levels = bidi.levels(text, base)
    found: list[Piece] = []
    for odd, chars in groupby(zip(text, levels, strict=True), lambda pair: pair[1] & 1):
        words = "".join(char for char, _level in chars)
        rtl = bool(odd) or (base == bidi.RTL and not _LATIN.search(words))
        words = _UNWANTED.sub("", strip_isolates(words))
        if found and found[-1].rtl == rtl:
            found[-1] = Piece(found[-1].text + words, rtl)
        elif words:
            found.append(Piece(words, rtl))
    return found


def child(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Add an element of Word's to another, in the place its schema asks for where python-docx knows it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), value)
    parent.append(made)
    return cast("Element", made)


_PARAGRAPH_ORDER = (
    *(
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
    ),
    *(
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
    ),
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss"),
    *("imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs"),
    *("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
)
_TABLE_ORDER = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc"),
    *("tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
)
_ORDERS = {"pPr": _PARAGRAPH_ORDER, "rPr": _RUN_ORDER, "tblPr": _TABLE_ORDER}


def property_(owner: Element, tag: str, /, **attributes: str) -> Element:
    """Set a property of a paragraph, run or table; Word refuses files whose properties stand out of the schema's order."""
    from docx.oxml.ns import qn

    for old in owner.findall(qn(f"w:{tag}")):
        owner.remove(old)
    made = child(owner, tag, **attributes)
    order = _ORDERS[owner.tag.rpartition("}")[2]]
    rank = order.index(tag)
    for place, other in enumerate(owner):
        local = other.tag.rpartition("}")[2]
        if other is not made and local in order and order.index(local) > rank:
            owner.insert(place, made)
            break
    return made
