"""What a paper says, without how it looks: values that PDF and Word renderings read.

Every text is plain: nothing in it is ever markup. Digits, dates and words are already those of the paper's language;
Latin names and codes inside Persian text stand in isolates (``core.text.isolate``, ``core.text.ltr``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import Language


class Ink(StrEnum):
    """What a run's colour means."""

    NORMAL = "normal"
    MUTED = "muted"
    STRONG = "strong"
    WARN = "warn"
    GOOD = "good"
    OURS = "ours"
    THEIRS = "theirs"


class Tone(StrEnum):
    """How loudly a paragraph speaks."""

    NORMAL = "normal"
    MUTED = "muted"
    WARN = "warn"


class ColumnKind(StrEnum):
    """How a column is set: figures and dates stand to the right in both directions, with digits of one width."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class LabelGrade(StrEnum):
    """How the confidentiality label looks; its word is always there."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a grade, not a password


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; link is a web address, mailto: or #anchor of a heading."""

    text: str
    bold: bool = False
    ink: Ink = Ink.NORMAL
    link: str = ""


Words = str | tuple[Run, ...]
"""A paragraph: plain text, or runs of it. A line end begins a new paragraph of the same look."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; it enters the outline and the contents, and never ends a page. Level 1 may begin one."""

    text: str
    level: int = 1
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in order, with the figures of the language."""

    items: tuple[Words, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened on a day; the date is already written out."""

    date: str
    words: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """Dated facts, one under another."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the width is a weight; logical order, so the first stands at the leading edge."""

    head: str
    weight: float = 1.0
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on every page; each row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    repeat_head: bool = True
    empty: str = ""
    """What to print instead of a table without rows."""


@dataclass(frozen=True, slots=True)
class TwoColumnFacts:
    """Short facts as label and value, two beside each other."""

    pairs: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a programme: from when to when by the clock of the place and by the office's, both written out.

    Empty clocks stand for a time not agreed; a line end in them sets the beginning over the end.
    """

    local: str
    office: str
    title: Words
    place: Words = ""
    details: Words = ""


@dataclass(frozen=True, slots=True)
class ProgrammeHeads:
    """The heads of a programme's columns; without `office` the office's clock is left out, for a place of the same zone."""

    local: str
    office: str
    what: str
    details: str


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of one day, row by row; the day stands in a heading above it."""

    heads: ProgrammeHeads
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person in a list by precedence; photo holds the bytes of a picture file, printed at 300 dots per inch."""

    precedence: str
    name: str
    post: str = ""
    role: str = ""
    text: Words = ""
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class People:
    """Persons in order of precedence."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class NoteLines:
    """Ruled lines for writing by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the paper's own word; the built-in one is never raised here
    """A framed warning."""

    words: Words
    title: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings with their pages; levels says how deep it goes."""

    title: str = ""
    levels: int = 2


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a book: the title of the paper, or its own, with lines under it."""

    title: str = ""
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page of a part, where it differs from the document's; an empty text is the document's."""

    label: str = ""
    grade: LabelGrade | None = None
    head: str = ""
    as_of: str = ""
    foot: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A part in another language and direction; with words of its own on its pages it begins one, and so does what follows."""

    language: Language
    blocks: tuple[Block, ...]
    on_page: PageWords | None = None


@dataclass(frozen=True, slots=True)
class SeparateSheet:
    """Pages with a label of their own that can be taken out of the paper, such as sensitive points."""

    blocks: tuple[Block, ...]
    on_page: PageWords


Block = (
    Heading
    | Paragraph
    | Bullets
    | Numbered
    | Facts
    | Table
    | TwoColumnFacts
    | Programme
    | People
    | NoteLines
    | Warning
    | Contents
    | Cover
    | PageBreak
    | InLanguage
    | SeparateSheet
)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: label is the word on every page, as_of the day its facts were read («تا ۲ آذر ۱۴۰۵»).

    `copy` is the number of this copy, written out («نسخهٔ ۳ از ۱۲»), on every page beside the label.
    """

    title: str
    language: Language
    label: str
    as_of: str
    blocks: tuple[Block, ...]
    grade: LabelGrade = LabelGrade.CONFIDENTIAL
    head: str = ""
    foot: str = ""
    author: str = ""
    copy: str = ""
