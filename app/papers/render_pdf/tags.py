"""Tags of a PDF file: its headings and paragraphs in reading order, with their words as they were written (PDF 32000-1, 14.7).

What is marked on the page stands in visual order; the words of an element are in logical order, as a screen reader
says them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from app.core.i18n import Language
from app.core.text import strip_isolates

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage

LOCALES = {"fa": "fa-IR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an element says: its kind (P, H1 to H3), a number that all parts of one paragraph share, words and language."""

    kind: str
    number: int
    words: str
    language: Language


@dataclass(slots=True)
class _Element:
    spoken: Spoken
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page, counted from 0, and number of the marked content on it."""


class Tags:
    """Collects what is marked, page by page, and enters the tree into the file."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._elements: dict[int, _Element] = {}
        self._pages: list[list[_Element]] = [[]]

    def mark(self, spoken: Spoken) -> str:
        """Mark the next content of the page as (a further part of) an element; gives the operator that opens it."""
        element = self._elements.get(spoken.number)
        if element is None:
            element = self._elements[spoken.number] = _Element(spoken)
        here = self._pages[-1]
        element.marks.append((len(self._pages) - 1, len(here)))
        here.append(element)
        return f"/{spoken.kind} <</MCID {len(here) - 1}>> BDC"

    def turn(self, page: PDFPage) -> None:
        """End a page of the file and tie it to the tree."""
        vars(page)["__NoDefault__"] = [*type(page).__NoDefault__, "StructParents", "Tabs"]
        vars(page).update(StructParents=len(self._pages) - 1, Tabs=b"/S")
        self._pages.append([])

    def enter(self, pdf: PDFDocument) -> None:
        """Enter the tree into the file, whose pages are all finished."""
        pages = [_reference(pdf, page) for page in vars(vars(pdf)["Pages"])["pages"]]
        root, whole = _reserved(pdf, "StructRoot"), _reserved(pdf, "StructDocument")
        names = {number: _reserved(pdf, f"Struct{number}") for number in self._elements}
        for number, element in self._elements.items():
            _fill(pdf, f"Struct{number}", self._element(element, pages, whole))
        kids = b" ".join(names.values())
        _fill(pdf, "StructDocument", b"<</Type/StructElem/S/Document/P " + root + b"/K[" + kids + b"]>>")
        parents = b" ".join(
            b"%d [%s]" % (number, b" ".join(names[element.spoken.number] for element in page))
            for number, page in enumerate(self._pages[: len(pages)])
        )
        tree = b"/ParentTree<</Nums[" + parents + b"]>>/ParentTreeNextKey %d" % len(pages)
        _fill(pdf, "StructRoot", b"<</Type/StructTreeRoot/K " + whole + tree + b">>")
        catalog = vars(pdf)["Catalog"]
        catalog.StructTreeRoot = root
        catalog.MarkInfo = b"<</Marked true>>"

    def _element(self, element: _Element, pages: list[bytes], whole: bytes) -> bytes:
        spoken = element.spoken
        first = element.marks[0][0]
        kids = b" ".join(
            b"%d" % mark if page == first else b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[page], mark)
            for page, mark in element.marks
        )
        lang = b"" if spoken.language == self._language else b"/Lang(" + LOCALES[spoken.language].encode() + b")"
        words = b"/ActualText(" + _escaped(spoken.words) + b")" if spoken.words else b""
        return b"<</S/%s/P %s/Pg %s/K[%s]%s%s>>" % (spoken.kind.encode(), whole, pages[first], kids, lang, words)


def _escaped(words: str) -> bytes:
    """Write words as the inside of a literal string of UTF-16."""
    data = b"\xfe\xff" + strip_isolates(words).encode("utf-16-be", "replace")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")


def _reserved(pdf: PDFDocument, name: str) -> bytes:
    """Reserve the number of an object that is filled later; gives its reference."""
    return _reference(pdf, b"", name)


def _fill(pdf: PDFDocument, name: str, data: bytes) -> None:
    # Ready text: the tree has thousands of objects, and reportlab's dictionaries would cost more than the pages.
    cast("dict[str, object]", vars(pdf)["idToObject"])[name] = data


def _reference(pdf: PDFDocument, thing: object, name: str | None = None) -> bytes:
    return cast("bytes", pdf.Reference(thing, name).format(pdf))  # type: ignore[no-untyped-call]
