"""What every paper is made from: one open reading, its names under the ceiling, and records as drafts that passed it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import _, language
from app.rules.labels import Confidentiality, confidentiality_name, effective, is_above
from app.schema.draft import Draft
from app.schema.fields import Attribute
from app.schema.record import ListItem, Record
from app.schema.values import FileRef
from app.services.brief_names import Book
from app.services.draft_loading import load_draft, load_drafts
from app.services.office import Office
from app.services.titles import titles_in
from app.store.errors import DamagedFile

_BATCH = 500


class AboveCeiling(SafirError):
    """A record that may not leave under the ceiling chosen."""

    code = "above_ceiling"

    def __init__(self, label: Confidentiality, ceiling: Confidentiality) -> None:
        message = _(
            "The paper was not made; the records are unchanged. "
            "This record is labelled “{label}”, above the ceiling “{ceiling}”. "
            "Choose a higher ceiling, or lower the label of the record."
        )
        super().__init__(message.format(label=confidentiality_name(label), ceiling=confidentiality_name(ceiling)))


@dataclass(slots=True)
class Source:
    """The reading behind one paper; whatever is taken from it has passed the ceiling of its book."""

    office: Office
    session: Session
    book: Book

    @property
    def today(self) -> date:
        """Give the day of the paper in the office's zone."""
        return self.office.today()

    def needed(self, model: type[Record | ListItem], record: UUID) -> Draft:
        """Read the record a paper is about; raises NoSuchRecord, AboveCeiling."""
        catalogue = self.office.catalogue
        draft = load_draft(self.session, catalogue, catalogue[model.__tablename__], record=record, today=self.today)
        label = label_of(draft)
        if is_above(label, self.book.ceiling):
            raise AboveCeiling(label, self.book.ceiling)
        self.book.pass_label(label, of=record)
        return draft

    def drafts(self, model: type[Record | ListItem], ids: Iterable[UUID]) -> list[Draft]:
        """Read living records that pass, in the order of their ids, with the rows of their panels."""
        catalogue, every = self.office.catalogue, list(ids)
        found = load_drafts(self.session, catalogue, catalogue[model.__tablename__], ids=every, today=self.today)
        return [found[record] for record in every if record in found and self.book.lets(record, label_of(found[record]))]

    def chosen(self, model: type[Record | ListItem], wanted: Select[Any]) -> list[Draft]:
        """Read the records that a statement chooses, in its order."""
        return self.drafts(model, self.session.scalars(wanted))

    def rows(self, draft: Draft, panel: str) -> Iterator[Draft]:
        """Walk the rows of a panel that pass under the label of their owner or their own."""
        for row in draft.living(panel):
            if self.book.passes(effective(label_of(draft), row_label(row)), of=row.id):
                yield row

    @property
    def because(self) -> str:
        """Name what gives the paper its label, in the language of the window; empty where nothing raised it."""
        cause = self.book.raised_by
        if not isinstance(cause, UUID):
            return str(cause or "")
        catalogue = self.office.catalogue
        found = titles_in(self.session, catalogue, (cause,), lang=language()).get(cause)
        if found is None:
            return ""
        return found.title or str(catalogue[found.kind].name)

    def picture(self, ref: FileRef | None) -> bytes:
        """Give the bytes of an attached picture; nothing where there is none, or where its stored content is damaged."""
        if ref is None:
            return b""
        try:
            return self.office.store.files.read(ref)
        except DamagedFile:
            return b""


@contextmanager
def reading(office: Office, ceiling: Confidentiality) -> Iterator[Source]:
    """Open the reading of one paper."""
    with office.store.reading() as session:
        yield Source(office, session, Book(session, ceiling))


def label_of(draft: Draft) -> Confidentiality:
    """Give the label a record carries itself."""
    return row_label(draft) or Confidentiality.NORMAL


def row_label(row: Draft) -> Confidentiality | None:
    """Give the label of a row, None where it follows its owner."""
    # Every kind has the column; on the classes they share it is no attribute of a table.
    value = row.values.get("label")
    return value if isinstance(value, Confidentiality) else None


def said(draft: Draft, attribute: Attribute) -> str:
    """Give a text without the space around it, empty where nothing is written."""
    return str(draft.values.get(attribute.key) or "").strip()


def number(draft: Draft, attribute: Attribute) -> int:
    """Give a figure, 0 where nothing is written."""
    return int(str(draft.values.get(attribute.key) or 0))


def lines(text: str) -> tuple[str, ...]:
    """Part a text into its lines, without the empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
