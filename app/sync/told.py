"""What the window, the command line and the papers hear of packages and merges: plain values, worded in one language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.core.i18n import Language, Text
from app.core.moments import Moment
from app.rules.labels import Confidentiality
from app.schema.values import Value
from app.sync.merge import Nature

if TYPE_CHECKING:
    from app.sync.preparing import Prepared


@dataclass(frozen=True, slots=True)
class Need:
    """How many records of one kind a trip takes along; `name` is the plural of the kind."""

    kind: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a trip needs under a ceiling: records by kind, files, size in bytes, estimated pages, and how many were left out."""

    delegation: UUID
    title: str
    ceiling: Confidentiality
    needs: tuple[Need, ...]
    files: int
    size: int
    pages: int
    left_out: int

    @property
    def records(self) -> int:
        """Count the records of all kinds."""
        return sum(need.count for need in self.needs)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package written: its place, the check-out, the recovery key to print once (empty for a return), and its counts."""

    path: Path
    check_out: UUID
    title: str
    recovery_key: str
    records: int
    files: int
    size: int
    left_out: int = 0
    ceiling: Confidentiality = Confidentiality.NORMAL

    @property
    def message(self) -> Text:
        """Say in one or two sentences what was packed."""
        from app.sync.words import packed_message

        return packed_message(self)


class PackageKind(StrEnum):
    """Which way a package goes."""

    TRIP = "trip"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class PackageSeen:
    """What a package says of itself, after every byte of it was checked; nothing was written. `packed_at` is in UTC."""

    kind: PackageKind
    check_out: UUID
    title: str
    office_name: str
    to_whom: str
    until: date | None
    packed_at: datetime
    records: int
    files: int


class OutState(StrEnum):
    """Where a package is: out, back (may return again), or closed because it came home for good or was lost."""

    OUT = "out"
    BACK = "back"
    CLOSED = "closed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """One line of the register of what is out; moments are those of the office's zone."""

    id: UUID
    delegation: UUID
    title: str
    to_whom: str
    until: date | None
    packed_at: Moment
    packed_by: str
    records: int
    state: OutState
    returned_at: Moment | None
    is_late: bool
    open_conflicts: int


@dataclass(frozen=True, slots=True)
class Trip:
    """What a travel copy knows of itself; `returns` counts the packages it has written for the office."""

    check_out: UUID
    title: str
    to_whom: str
    until: date | None
    returns: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a value, when (None: not known), and in which use case, in words."""

    who: str = ""
    at: Moment | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class SideValue:
    """One of the two values of a conflict: as stored, in words, and where it comes from."""

    stored: str | None
    words: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ConflictInWords:
    """One conflict for a person; `id` names it in decisions, `sentence` says why it is one, `base` is the value when it left."""

    id: UUID
    kind: str
    record: UUID
    title: str
    field: str
    label: Text
    nature: Nature
    sentence: Text
    base: str
    theirs: SideValue
    ours: SideValue
    other: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that the merge takes over, before and after, in words."""

    field: str
    label: Text
    old: str
    new: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """One record that the merge changes or adds."""

    kind: str
    record: UUID
    title: str
    is_new: bool
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging a package would do; nothing has changed yet. Counts are of fields, but `new` and `records` of records.

    `already` is the moment at which this package, or a later one of the same copy, was merged: then nothing would change.
    `label` is the highest of everything that is told. `prepared` is what `applying.apply` goes on with.
    """

    path: Path | None
    check_out: UUID
    title: str
    to_whom: str
    packed_at: Moment
    returned_at: Moment
    lang: Language
    changes: int
    clean: int
    new: int
    records: tuple[RecordChanges, ...]
    conflicts: tuple[ConflictInWords, ...]
    files: int
    already: Moment | None = None
    deed: UUID | None = None
    label: Confidentiality = Confidentiality.CONFIDENTIAL
    prepared: "Prepared | None" = field(default=None, repr=False, compare=False)

    @property
    def message(self) -> Text:
        """Say in one sentence what the merge would do."""
        from app.sync.words import plan_message

        return plan_message(self)


class Choice(StrEnum):
    """What a person decides about a conflict."""

    THEIRS = "theirs"
    OURS = "ours"
    OTHER = "other"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice for one conflict; `value` is read with OTHER only, `reason` is kept in the history."""

    choice: Choice
    value: Value = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a merge left: its deed (None when nothing changed), counts, and the moment of the backup before it."""

    deed: UUID | None
    changes: int
    new: int
    open_conflicts: int
    backup_at: Moment | None
    message: Text
