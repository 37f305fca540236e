"""A kind with rows inside rows, which no record of Safir has yet: an owner, its chapters, and the lines of each."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _
from app.schema.fields import integer, text
from app.schema.kinds import Catalogue, Group, RecordKind, Section, Sort
from app.schema.record import Child, Row, owner_link


class Book(Row):
    """Something that is no record with a page: no label, no archive."""

    __tablename__ = "test_book"
    number: Mapped[int] = integer(_("Number"))
    remark: Mapped[str | None] = text(_("Remark"), searchable=True)


class Chapter(Child):
    """A row of a book."""

    __tablename__ = "test_chapter"
    owner_key = "test_book"
    owner: Mapped[UUID] = owner_link("test_book")
    heading: Mapped[str] = text(_("Heading"), searchable=True)


class Line(Child):
    """A row of a chapter."""

    __tablename__ = "test_line"
    owner_key = "test_chapter"
    owner: Mapped[UUID] = owner_link("test_chapter")
    words: Mapped[str] = text(_("Words"), searchable=True)


def _kind(model: Any, title: Any, **options: Any) -> RecordKind:
    return RecordKind(
        model=model, name=_("Kind"), plural=_("Kinds"), icon="x", group=Group.HIDDEN, title=title, columns=(title,),
        sort=Sort(title), form=(Section(_("Kind"), (title,)),), **options,
    )  # fmt: skip


NESTED = Catalogue(
    (
        _kind(Book, Book.number),
        _kind(Chapter, Chapter.heading, owner="test_book", panel="chapters"),
        _kind(Line, Line.words, owner="test_chapter", panel="lines"),
    )
)
