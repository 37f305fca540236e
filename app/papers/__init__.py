"""Papers: one file per paper turns records into a ``Document``; ``render_pdf`` draws it.

A document holds plain text only, so nothing a user typed can act as markup. ``persian`` sets the text; see its docstring for how.
What draws is imported when a paper is printed, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from app.core.i18n import Language, Text, _
from app.rules.labels import Confidentiality
from app.services.office import Office

if TYPE_CHECKING:
    from app.papers.document import Document

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper before it is drawn: its document and label, and for the author what was left out and what is missing."""

    document: Document
    label: Confidentiality
    left_out: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file: its pages and label, and for the author what was left out and what is missing."""

    pages: int
    label: Confidentiality
    left_out: int
    missing: tuple[str, ...]


class Compose(Protocol):
    """How a paper is made from one record."""

    def __call__(self, office: Office, record: UUID, *, lang: Language, ceiling: Confidentiality) -> Composed:
        """Compose the paper; raises NoSuchRecord, AboveCeiling."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the office: its stable name, its title, and the kind of the record it is made from."""

    name: str
    title: Text
    kind: str
    compose: Compose


def _meeting_brief(office: Office, record: UUID, *, lang: Language, ceiling: Confidentiality) -> Composed:
    from app.papers.meeting_brief import meeting_brief
    from app.services.brief import gather

    facts = gather(office, record, ceiling=ceiling)
    document, missing = meeting_brief(facts, lang)
    return Composed(document, facts.label, facts.left_out, missing)


PAPERS: tuple[Paper, ...] = (Paper("meeting_brief", _("Meeting brief"), "meeting", _meeting_brief),)


def by_name(name: str) -> Paper:
    """Find a paper by its name; raises LookupError."""
    for paper in PAPERS:
        if paper.name == name:
            return paper
    raise LookupError(name)


def print_paper(
    office: Office,
    paper: Paper,
    record: UUID,
    target: Path,
    *,
    lang: Language,
    ceiling: Confidentiality,
    progress: Progress | None = None,
) -> Printed:
    """Write a paper about a record as a PDF file.

    Raises NoSuchRecord, AboveCeiling, and the errors of `render_pdf`; a file of that name is replaced only by a finished one.
    """
    from app.papers.render_pdf.render import render_pdf

    made = paper.compose(office, record, lang=lang, ceiling=ceiling)
    rendered = render_pdf(made.document, target, progress=progress)
    return Printed(rendered.pages, made.label, made.left_out, made.missing)
