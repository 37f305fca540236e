"""Paragraphs, runs, links, fields and section words of a Word paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.core.i18n import Language, _
from app.papers.document import Document, Ink, Run, Words
from app.papers.persian import bidi
from app.papers.render_pdf.styles import INKS, PETROL
from app.papers.render_word.marks import child, fit, pieces, property_
from app.papers.render_word.styles import PARAGRAPH, RUNNING

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.section import Section
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

_WEB = ("https://", "http://", "mailto:", "tel:")
_PLACES = ("\ue000", "\ue001")
"""Stand for page number and page count until their fields are written."""


class Pen:
    """Writes paragraphs into the body of a paper, or into a cell of it."""

    def __init__(self, word: WordDocument, language: Language, anchors: dict[str, str], *, into: _Cell | None = None) -> None:
        self.word = word
        self.language = language
        self.anchors = anchors
        """Name inside the file by anchor of the heading."""
        self.place: WordDocument | _Cell = into if into is not None else word

    @property
    def rtl(self) -> bool:
        """Tell whether the leading edge is the right one."""
        return self.language == "fa"

    @property
    def base(self) -> int:
        """Give the base level of paragraphs."""
        return bidi.RTL if self.rtl else bidi.LTR

    def inside(self, cell: _Cell) -> Pen:
        """Give a pen that writes into a cell."""
        return Pen(self.word, self.language, self.anchors, into=cell)

    def in_language(self, language: Language) -> Pen:
        """Give a pen of another language and direction."""
        return Pen(self.word, language, self.anchors)

    def paragraph(self, style: str = PARAGRAPH) -> WordParagraph:
        """Begin a paragraph in the direction of the language."""
        made = self.place.add_paragraph(style=self.word.styles[style])
        property_(made._p.get_or_add_pPr(), "bidi", val="1" if self.rtl else "0")  # noqa: SLF001 - python-docx's way to the element
        return made

    def write(self, words: Words, style: str = PARAGRAPH) -> list[WordParagraph]:
        """Write words, a paragraph for each of their lines; empty lines are left out."""
        written = []
        for line in _lines(words):
            paragraph = self.paragraph(style)
            for run in line:
                self.run(paragraph, run)
            written.append(paragraph)
        return written

    def run(self, paragraph: WordParagraph, run: Run) -> None:
        """Add a run, cut by direction; a link leads to an address or to a heading."""
        owner = self._owner(paragraph, run.link)
        for piece in pieces(run.text, self.base):
            element = child(owner, "r")
            marks = child(element, "rPr")
            if run.bold:
                property_(marks, "b")
                property_(marks, "bCs")
            colour = INKS[run.ink] or (PETROL if owner is not paragraph._p else "")  # noqa: SLF001
            if colour and (run.ink is not Ink.NORMAL or owner is not paragraph._p):  # noqa: SLF001
                property_(marks, "color", val=colour.removeprefix("#"))
            if owner is not paragraph._p:  # noqa: SLF001
                property_(marks, "u", val="single")
            if piece.rtl:
                property_(marks, "rtl")
            _text(element, piece.text)

    def _owner(self, paragraph: WordParagraph, link: str) -> Element:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        element: Element = paragraph._p  # noqa: SLF001
        if link.startswith("#") and link[1:] in self.anchors:
            return child(element, "hyperlink", anchor=self.anchors[link[1:]])
        if link.startswith(_WEB):
            owner = child(element, "hyperlink")
            owner.set(qn("r:id"), paragraph.part.relate_to(fit(link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            return owner
        return element

    def field(self, paragraph: WordParagraph, code: str, *, shown: str = "") -> None:
        """Add a field, such as the page number; Word fills it in."""
        for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
            element = child(paragraph._p, "r")  # noqa: SLF001
            if self.rtl:
                property_(child(element, "rPr"), "rtl")
            if kind in {"begin", "separate", "end"}:
                child(element, "fldChar", fldCharType=kind)
            elif kind == "shown":
                _text(element, text)
            else:
                child(element, "instrText").text = f" {text} "

    def words_of_pages(self, section: Section, document: Document) -> None:
        """Write what stands on every page of a section."""
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        head = self._running(section.header.paragraphs[0], RUNNING)
        self.run(head, Run(document.head or document.title))
        _tab(head)
        self.run(head, Run(document.copy))
        _tab(head)
        self.run(head, Run(document.label, bold=True, ink=Ink.WARN))
        foot = self._running(section.footer.paragraphs[0], RUNNING)
        self.run(foot, Run(document.as_of))
        _tab(foot)
        self._count(foot)
        _tab(foot)
        self.run(foot, Run(document.foot))

    def _running(self, paragraph: WordParagraph, style: str) -> WordParagraph:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        paragraph.style = self.word.styles[style]
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        property_(properties, "bidi", val="1" if self.rtl else "0")
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(85), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
        return paragraph

    def _count(self, paragraph: WordParagraph) -> None:
        text = _("Page {page} of {pages}").format(page=_PLACES[0], pages=_PLACES[1]).in_(self.language)
        before, _page, rest = text.partition(_PLACES[0])
        between, _pages, after = rest.partition(_PLACES[1])
        self.run(paragraph, Run(before))
        self.field(paragraph, "PAGE", shown="1")
        self.run(paragraph, Run(between))
        self.field(paragraph, "NUMPAGES", shown="1")
        self.run(paragraph, Run(after))


def _tab(paragraph: WordParagraph) -> None:
    child(child(paragraph._p, "r"), "tab")  # noqa: SLF001


def _text(run: Element, text: str) -> None:
    element = child(run, "t")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = text


def _lines(words: Words) -> Iterator[list[Run]]:
    """Divide words at their line ends, without the empty lines."""
    runs = (Run(words),) if isinstance(words, str) else words
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line.append(_with(run, first))
        for text in others:
            yield from _kept(line)
            line = [_with(run, text)]
    yield from _kept(line)


def _kept(line: list[Run]) -> Iterator[list[Run]]:
    if any(fit(run.text).strip() for run in line):
        yield line


def _with(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.ink, run.link)
