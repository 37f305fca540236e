"""What stands around the words of every paper: title, label, day, office, the list of what is only in Persian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from app.core.i18n import Language, Text, _
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Document, Heading, LabelGrade, Paragraph, Tone
from app.papers.pen import Pen
from app.rules.labels import confidentiality_name

if TYPE_CHECKING:
    from app.services.paper_source import Source


def pen_for(options: PaperOptions, source: Source) -> Pen:
    """Take the pen of the language asked for; of a paper in both, the Persian part is written first."""
    return pen_of(language_of(options), source.office.settings.office_name)


def pen_of(lang: Language, office_name: str) -> Pen:
    """Take the pen of a language for an office, whose name stands on every page."""
    pen = Pen(lang)
    pen.of_office(office_name)
    return pen


def language_of(options: PaperOptions) -> Language:
    """Give the one language in which a paper is composed."""
    return "en" if options.language == "en" else "fa"


def framed(source: Source, pen: Pen, title: Text, *, blocks: Iterable[Block]) -> Document:
    """Make the document of some blocks; the label is that of everything let through until now, so the blocks come first."""
    lang, written = pen.lang, tuple(blocks)
    office_name, said = source.office.settings.office_name, title.in_(lang)
    return Document(
        said,
        lang,
        confidentiality_name(source.book.label).in_(lang),
        _("Data as of {day}").format(day=source.today).in_(lang),
        written,
        grade=LabelGrade(str(source.book.label)),
        head=said,
        foot=pen.office,
        author=office_name,
    )


def composed(source: Source, document: Document, gaps: Iterable[Gap] = ()) -> Composed:
    """Give a finished document with its label and what the author is told."""
    return Composed(document, source.book.label, source.book.left_out, tuple(gaps), source.because)


def lacking(pen: Pen, kind: str, record: UUID | None) -> Iterator[Gap]:
    """Name what a pen found missing, each at the record it was writing of, else at the one the paper is about."""
    for lack in pen.lacking:
        own = lack.about.record is not None
        yield Gap(lack.what, lack.about.kind if own else kind, lack.about.record if own else record)


def only_in_persian(pen: Pen) -> Iterator[Block]:
    """List what stands in Persian on an English paper, if anything does."""
    if not pen.untranslated:
        return
    told = _("These parts have no English text in the records and stand in Persian, marked {mark}.")
    yield Heading(pen.say(_("Only in Persian")), 2)
    yield Paragraph(told.format(mark=pen.MARK).in_(pen.lang), Tone.MUTED)
    yield Paragraph(" · ".join(pen.untranslated))
