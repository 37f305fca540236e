"""Papers: one file per paper turns records into a ``Document``; ``render_pdf`` draws it.

A document holds plain text only, so nothing a user typed can act as markup. ``persian`` sets the text; see its docstring for how.
What draws is imported when a paper is printed, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import UUID

from app.core.i18n import Text, _, _c
from app.papers import parts, trip_parts
from app.papers.parts import Part as Part
from app.rules.labels import Confidentiality
from app.services.office import Office

if TYPE_CHECKING:
    from app.papers.document import Document
    from app.services.lint import Concern

Progress = Callable[[int, int], None]
"""Told how much is done, of how much. What it raises stops the making, and `PaperStopped` is the way to cancel."""
PaperLanguage = Literal["fa", "en", "both"]
"""``both`` prints each section in Persian and then in English, facing each other."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What the author chooses, the ceiling first.

    ``parts`` names the parts to print (None: all); ``as_of`` is the day whose end the data are read at (None: now), in the
    office's zone; ``copy`` numbers this copy on every page, of ``copies``; 0 prints no number. ``year`` is the Iranian year of a
    paper kept by the year (None: the year of its day).
    """

    ceiling: Confidentiality
    language: PaperLanguage = "fa"
    parts: frozenset[str] | None = None
    as_of: date | None = None
    copy: int = 0
    copies: int = 0
    year: int | None = None

    def wants(self, part: str) -> bool:
        """Tell whether a part is printed."""
        return self.parts is None or part in self.parts


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a paper lacks, in words of its language, and the record where it can be mended (``kind`` empty: none)."""

    text: str
    kind: str = ""
    record: UUID | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper before it is drawn: its document and label, and for the author what was left out and what is missing.

    `because` names what gives it its label, in the language of the window.
    """

    document: Document
    label: Confidentiality
    left_out: int
    gaps: tuple[Gap, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file: its pages and label, and for the author what was left out, what is missing and what the lint found.

    `because` names what gives it its label, in the language of the window.
    """

    pages: int
    label: Confidentiality
    left_out: int
    gaps: tuple[Gap, ...] = ()
    concerns: tuple[Concern, ...] = ()
    because: str = ""


class Compose(Protocol):
    """How a paper is made from one record; a register is made from none."""

    def __call__(self, office: Office, record: UUID | None, options: PaperOptions) -> Composed:
        """Compose the paper in one language; raises NoSuchRecord, AboveCeiling."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the office: its stable name, its title, and the kind of the record it is made from.

    A register is made from no single record: ``register`` is set, and ``kind`` names the list beside which it is offered.
    ``also`` names kinds of which one record may be asked for all the same. ``yearly`` papers are kept by the Iranian year.
    ``shareable`` papers leave the office, so the sensitivity lint is read before they are printed.
    """

    name: str
    title: Text
    kind: str
    compose: Compose
    parts: tuple[Part, ...] = ()
    register: bool = False
    shareable: bool = False
    also: tuple[str, ...] = ()
    yearly: bool = False


def _made_by(module: str) -> Compose:
    """Compose with a module of this package, which is imported when the paper is made and not before."""

    def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
        made: Composed = import_module(f"app.papers.{module}").compose(office, record, options)
        return made

    return compose


PAPERS: tuple[Paper, ...] = (
    Paper("meeting_brief", _("Meeting brief"), "meeting", _made_by("meeting_brief")),
    Paper("trip_book", _("Trip book"), "delegation", _made_by("trip_book"), trip_parts.TRIP_BOOK),
    Paper("visit_file", _("Visit file"), "delegation", _made_by("visit_file"), trip_parts.VISIT_FILE),
    Paper("mission_report", _("Mission report"), "delegation", _made_by("mission_report"), trip_parts.MISSION_REPORT),
    Paper("minutes", _("Minutes of the meeting"), "meeting", _made_by("minutes"), parts.MINUTES),
    Paper("readout", _c("paper", "Shareable readout"), "meeting", _made_by("readout"), parts.READOUT, shareable=True),
    Paper("decision_extract", _("Extract of decisions"), "meeting", _made_by("decision_extract"), parts.DECISIONS),
    Paper("person_sheet", _("Person sheet"), "person", _made_by("person_sheet"), parts.PERSON),
    Paper("city_profile", _("City profile"), "counterpart", _made_by("city_profile"), parts.CITY),
    Paper("relation_sheet", _("Relation sheet"), "counterpart", _made_by("relation_sheet"), parts.RELATION),
    Paper(
        "agreement_register",
        _("Register of agreements"),
        "agreement",
        _made_by("agreement_register"),
        parts.AGREEMENTS,
        register=True,
    ),
    Paper(
        "follow_up_sheet",
        _("Follow-up sheets"),
        "follow_up",
        _made_by("follow_up_sheet"),
        parts.FOLLOW_UPS,
        register=True,
        also=("person", "officer"),
    ),
    Paper(
        "gift_register", _("Register of gifts"), "delegation", _made_by("gift_register"), parts.GIFTS, register=True, yearly=True
    ),
)


def by_name(name: str) -> Paper:
    """Find a paper by its name; raises LookupError."""
    for paper in PAPERS:
        if paper.name == name:
            return paper
    raise LookupError(name)


def papers_of(kind: str) -> tuple[Paper, ...]:
    """List the papers made from one record of a kind, in their order."""
    return tuple(paper for paper in PAPERS if (paper.kind == kind and not paper.register) or kind in paper.also)


def registers_of(kind: str) -> tuple[Paper, ...]:
    """List the registers offered beside the list of a kind, in their order."""
    return tuple(paper for paper in PAPERS if paper.kind == kind and paper.register)


def print_paper(
    office: Office,
    paper: Paper,
    record: UUID | None,
    target: Path,
    *,
    options: PaperOptions,
    progress: Progress | None = None,
) -> Printed:
    """Write a paper about a record; the ending of the target says how: .pdf, .docx for Word, .xlsx for a register's workbook.

    Word files and workbooks have no pages. Raises NoSuchRecord, AboveCeiling, DayNotYet, MissingGlyphs, PaperNotSaved and what
    `progress` raises; a file of that name is replaced only by a finished one. The same data and the same ``as_of`` give the same
    bytes, whenever it is printed.
    """
    with as_asked(office, options) as then:
        made = composed_as_asked(then, paper, record, options=options)
        ending = target.suffix.lower()
        if ending == ".xlsx":
            from app.papers.workbook import write_as_workbook

            return write_as_workbook(then, paper, target, record=record, options=options, made=made, progress=progress)
        concerns = _looked_over(then, paper, record, options=options, made=made) if paper.shareable else ()
        pages = _RENDERERS.get(ending, _as_pdf)(then, made.document, target, progress)
    return Printed(pages, made.label, made.left_out, made.gaps, concerns, made.because)


def composed_as_asked(office: Office, paper: Paper, record: UUID | None, *, options: PaperOptions) -> Composed:
    """Compose a paper in the language asked for, or in both with facing sections, with the number of the copy."""
    if options.language == "both":
        from app.papers.facing import facing

        parts = (
            _numbered(paper.compose(office, record, replace(options, language=language)), options) for language in ("fa", "en")
        )
        return facing(*parts)
    return _numbered(paper.compose(office, record, options), options)


def _numbered(made: Composed, options: PaperOptions) -> Composed:
    if not options.copy:
        return made
    said = _("Copy {copy} of {copies}").format(copy=options.copy, copies=options.copies).in_(made.document.language)
    return replace(made, document=replace(made.document, copy=said))


def _as_pdf(office: Office, document: Document, target: Path, progress: Progress | None) -> int:
    from app.papers.errors import MissingGlyphs
    from app.papers.render_pdf.render import render_pdf

    try:
        return render_pdf(document, target, progress=progress).pages
    except MissingGlyphs as fault:
        from app.services.where_written import where_written

        written = where_written(office, fault.chars)
        raise MissingGlyphs(fault.places, [found.title for found in written]) from None


def _as_word(office: Office, document: Document, target: Path, progress: Progress | None) -> int:  # noqa: ARG001 - see _as_pdf
    from app.papers.render_word.render import render_word

    render_word(document, target, progress=progress)
    return 0


_RENDERERS = {".pdf": _as_pdf, ".docx": _as_word}
ENDINGS = (*_RENDERERS, ".xlsx")
"""The endings of files that a paper can be written as; only a register is written as the last."""


def look_over(office: Office, paper: Paper, record: UUID | None, *, options: PaperOptions) -> tuple[Concern, ...]:
    """Read a paper as the sensitivity lint does, without printing it; any paper may be asked for.

    Raises NoSuchRecord, AboveCeiling, DayNotYet.
    """
    with as_asked(office, options) as then:
        return _looked_over(then, paper, record, options=options, made=composed_as_asked(then, paper, record, options=options))


def _looked_over(
    office: Office, paper: Paper, record: UUID | None, *, options: PaperOptions, made: Composed
) -> tuple[Concern, ...]:
    from app.papers.words import text_of
    from app.services.lint import ToPrint, lint

    return lint(office, ToPrint(text_of(made.document), paper.kind, record, options.ceiling))


def copy_files(target: Path, copies: int) -> tuple[Path, ...]:
    """Name the file of each numbered copy, such as `name (2-3)`; a single copy is the target itself."""
    if copies == 1:
        return (target,)
    return tuple(target.with_name(f"{target.stem} ({copy}-{copies}){target.suffix}") for copy in range(1, copies + 1))


@contextmanager
def as_asked(office: Office, options: PaperOptions) -> Iterator[Office]:
    """Open the office at the end of the day asked for, or as it is now; raises DayNotYet."""
    if options.as_of is None:
        yield office
        return
    from app.services.as_of import office_as_of

    with office_as_of(office, options.as_of) as then:
        yield then
