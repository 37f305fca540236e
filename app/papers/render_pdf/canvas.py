"""reportlab's canvas with our metadata and without its own fonts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.core.clock import now
from app.core.text import strip_isolates
from app.papers.document import Document
from app.papers.render_pdf.styles import PAGE_HEIGHT, PAGE_WIDTH
from app.papers.render_pdf.tags import LOCALES

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFPage
    from reportlab.pdfgen.canvas import Canvas


def open_canvas(file: Path, document: Document) -> Canvas:
    """Open a canvas whose file depends on the document and the clock alone."""
    from reportlab import rl_config

    # Binary streams are smaller and faster than text-encoded ones.
    rl_config.useA85 = 0
    canvas = _clean_canvas()(
        str(file),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 6),
        lang=LOCALES[document.language],
    )
    canvas.setTitle(strip_isolates(document.title))
    canvas.setAuthor(strip_isolates(document.author))
    canvas.setSubject(strip_isolates(document.label))
    canvas.setCreator("Safir")
    canvas.setProducer("Safir")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if document.language == "fa":
        canvas.setViewerPreference("Direction", "R2L")
    _date(canvas)
    return canvas


def _clean_canvas() -> type[Canvas]:
    from reportlab.pdfgen.canvas import Canvas

    class CleanCanvas(Canvas):
        """A canvas that neither names nor references Helvetica, which reportlab never embeds."""

        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

        def save(self) -> None:
            """Finish the file."""
            pdf = pdf_of(self)
            fonts = cast("PDFDictionary", pdf.idToObject["BasicFonts"])
            fonts.dict.pop(pdf.fontMapping.get("Helvetica", "/")[1:], None)
            super().save()

    return CleanCanvas


def pdf_of(canvas: Canvas) -> PDFDocument:
    """Give the file behind a canvas; reportlab keeps it to itself."""
    return cast("PDFDocument", vars(canvas)["_doc"])


def last_page_of(canvas: Canvas) -> PDFPage:
    """Give the page that was finished last; reportlab keeps it to itself."""
    return cast("PDFPage", vars(vars(pdf_of(canvas))["Pages"])["pages"][-1])


def operators_of(canvas: Canvas) -> list[str]:
    """Give the operators of the current page; reportlab has no call for finished ones."""
    return cast("list[str]", vars(canvas)["_code"])


def _date(canvas: Canvas) -> None:
    """Date the file by the program's clock, in UTC."""
    moment = now()
    stamp = vars(pdf_of(canvas))["_timeStamp"]
    stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), moment.utctimetuple(), tuple(moment.utctimetuple())[:6]
