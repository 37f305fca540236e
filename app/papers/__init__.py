"""Papers: one file per paper turns records into a ``Document``; ``render_pdf`` draws it.

A document holds plain text only, so nothing a user typed can act as markup. ``persian`` sets the text; see its docstring for how.
What draws is imported when a paper is printed, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import UUID

from app.core.i18n import Text, _
from app.rules.labels import Confidentiality
from app.services.office import Office

if TYPE_CHECKING:
    from app.papers.document import Document
    from app.services.lint import Concern

Progress = Callable[[int, int], None]
PaperLanguage = Literal["fa", "en", "both"]
"""``both`` prints each section in Persian and then in English, facing each other."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What the author chooses, the ceiling first.

    ``parts`` names the parts to print (None: all); ``as_of`` is the day whose end the data are read at (None: now), in the
    office's zone; ``copy`` numbers this copy on every page, of ``copies``; 0 prints no number.
    """

    ceiling: Confidentiality
    language: PaperLanguage = "fa"
    parts: frozenset[str] | None = None
    as_of: date | None = None
    copy: int = 0
    copies: int = 0

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
    """A paper before it is drawn: its document and label, and for the author what was left out and what is missing."""

    document: Document
    label: Confidentiality
    left_out: int
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file: its pages and label, and for the author what was left out, what is missing and what the lint found."""

    pages: int
    label: Confidentiality
    left_out: int
    gaps: tuple[Gap, ...] = ()
    concerns: tuple[Concern, ...] = ()


class Compose(Protocol):
    """How a paper is made from one record; a register is made from none."""

    def __call__(self, office: Office, record: UUID | None, options: PaperOptions) -> Composed:
        """Compose the paper in one language; raises NoSuchRecord, AboveCeiling."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper that may be left out."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the office: its stable name, its title, and the kind of the record it is made from.

    A register is made from no single record: ``register`` is set, and ``kind`` names the list beside which it is offered.
    ``shareable`` papers leave the office, so the sensitivity lint is read before they are printed.
    """

    name: str
    title: Text
    kind: str
    compose: Compose
    parts: tuple[Part, ...] = ()
    register: bool = False
    shareable: bool = False


def _meeting_brief(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    from app.papers.meeting_brief import compose

    return compose(office, record, options)


PAPERS: tuple[Paper, ...] = (Paper("meeting_brief", _("Meeting brief"), "meeting", _meeting_brief),)


def by_name(name: str) -> Paper:
    """Find a paper by its name; raises LookupError."""
    for paper in PAPERS:
        if paper.name == name:
            return paper
    raise LookupError(name)


def papers_of(kind: str) -> tuple[Paper, ...]:
    """List the papers made from one record of a kind, in their order."""
    return tuple(paper for paper in PAPERS if paper.kind == kind and not paper.register)


def print_paper(
    office: Office,
    paper: Paper,
    record: UUID | None,
    target: Path,
    *,
    options: PaperOptions,
    progress: Progress | None = None,
) -> Printed:
    """Write a paper about a record as a PDF file.

    Raises NoSuchRecord, AboveCeiling, DayNotYet, and the errors of `render_pdf`; a file of that name is replaced only by a
    finished one. The same data and the same ``as_of`` give the same bytes, whenever it is printed.
    """
    from app.papers.render_pdf.render import render_pdf

    with as_asked(office, options) as then:
        made = paper.compose(then, record, options)
        concerns = _looked_over(then, paper, record, options=options, made=made) if paper.shareable else ()
        rendered = render_pdf(made.document, target, progress=progress)
    return Printed(rendered.pages, made.label, made.left_out, made.gaps, concerns)


def look_over(office: Office, paper: Paper, record: UUID | None, *, options: PaperOptions) -> tuple[Concern, ...]:
    """Read a paper as the sensitivity lint does, without printing it; any paper may be asked for.

    Raises NoSuchRecord, AboveCeiling, DayNotYet.
    """
    with as_asked(office, options) as then:
        return _looked_over(then, paper, record, options=options, made=paper.compose(then, record, options))


def _looked_over(
    office: Office, paper: Paper, record: UUID | None, *, options: PaperOptions, made: Composed
) -> tuple[Concern, ...]:
    from app.papers.words import text_of
    from app.services.lint import ToPrint, lint

    return lint(office, ToPrint(text_of(made.document), paper.kind, record, options.ceiling))


@contextmanager
def as_asked(office: Office, options: PaperOptions) -> Iterator[Office]:
    """Open the office at the end of the day asked for, or as it is now; raises DayNotYet."""
    if options.as_of is None:
        yield office
        return
    from app.services.as_of import office_as_of

    with office_as_of(office, options.as_of) as then:
        yield then
