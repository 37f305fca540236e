"""A document as a Word file: every block written, then the whole file put in its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.core.clock import now
from app.papers.document import Document
from app.papers.headings import headings_of
from app.papers.render_word.marks import fit
from app.papers.writing import replacing

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Progress = Callable[[int, int], None]
"""Told after each block: how many are written, of how many."""


def render_word(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write a paper for editing; a file of that name is replaced only by a finished one.

    A `progress` that raises stops the work and leaves nothing behind. Raise RaggedTable before anything is written, PaperNotSaved
    when the place refuses it. The same document at the same moment gives the same bytes.
    """
    data = _packed(_written(document, progress))
    with replacing(target) as unfinished:
        unfinished.write_bytes(data)


def _written(document: Document, progress: Progress | None) -> WordDocument:
    import docx

    from app.papers.render_word.blocks import WordWriter, direct
    from app.papers.render_word.pen import Pen
    from app.papers.render_word.styles import set_styles

    word = docx.Document()
    set_styles(word, document.language)
    headings = [(f"_Toc{number}", heading) for number, heading in enumerate(headings_of(document.blocks), 1)]
    anchors = {heading.anchor: name for name, heading in headings if heading.anchor}
    pen = Pen(word, document.language, anchors)
    _set_page(word)
    direct(word.sections[0]._sectPr, rtl=pen.rtl)  # noqa: SLF001 - python-docx's way to the element
    pen.words_of_pages(word.sections[0], document)
    writer = WordWriter(document, pen, headings)
    for number, block in enumerate(document.blocks, 1):
        writer.write(block)
        if progress:
            progress(number, len(document.blocks))
    _tell(word, document)
    return word


def _set_page(word: WordDocument) -> None:
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(26), Mm(23)
    section.header_distance, section.footer_distance = Mm(13), Mm(11)


def _tell(word: WordDocument, document: Document) -> None:
    """Write the facts of the file; nothing of the computer or of the library is told."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    facts = word.core_properties
    moment = now().replace(tzinfo=None, microsecond=0)
    facts.title, facts.subject = fit(document.title), fit(document.label)
    facts.author = facts.last_modified_by = fit(document.author)
    facts.comments, facts.keywords, facts.revision = "", "", 1
    facts.created = facts.modified = moment
    facts.language = {"fa": "fa-IR", "en": "en-GB"}[document.language]
    package = word.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(name)  # a picture of the library's empty page


def _packed(word: WordDocument) -> bytes:
    """Pack the file with the program's clock instead of the computer's, so that equal papers are equal files."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    moment = now()
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, 0)
    with ZipFile(saved) as given, ZipFile(packed, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            kept.writestr(entry, given.read(name))
    return packed.getvalue()
