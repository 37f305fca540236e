"""A record being written: typed values by attribute, its child rows, and the problems found in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, overload
from uuid import UUID

from sqlalchemy.orm import InstrumentedAttribute

from app.core.i18n import Text
from app.rules.findings import Finding, two_sentences
from app.schema.fields import Attribute, Links
from app.schema.values import Value

T = TypeVar("T")


class Severity(StrEnum):
    """How a problem is met: an error stops the save, a warning may be overridden with a recorded reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a draft: the field it stands at (its name), one sentence, and the rule that found it.

    `key` tells several of one rule apart, each with a reason of its own: the row, or the key of a finding. `why` is the
    arithmetic or the rule in words, where the rule gives one.
    """

    field: str | None
    message: Text
    severity: Severity = Severity.ERROR
    rule: str = ""
    panel: str | None = None
    row: int | None = None
    key: str = ""
    why: Text | None = None

    @property
    def mark(self) -> str:
        """Give the name under which a reason answers this problem and no other."""
        return f"{self.rule}/{self.key}" if self.key else self.rule


def problem(attribute: Attribute | None, message: Text, *, rule: str = "", severity: Severity = Severity.ERROR) -> Problem:
    """State a problem at an attribute."""
    return Problem(None if attribute is None else attribute.key, message, severity, rule)


def finding_problem(finding: Finding, attribute: Attribute | None = None) -> Problem:
    """Turn a finding of the rules into a problem at an attribute: what may be overridden only warns."""
    severity = Severity.WARNING if finding.overridable else Severity.ERROR
    field = None if attribute is None else attribute.key
    return Problem(field, two_sentences(finding.fact, finding.reason), severity, finding.rule, key=finding.key, why=finding.why)


@dataclass(slots=True)
class Draft:
    """The values of one record being edited, by attribute name, and its rows by panel name.

    `id` and `version` are None for a record not saved yet. `removed` marks a row to be deleted. `today` is the day of the
    office's zone, so that rules stay pure.
    """

    kind: str
    today: date
    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, list["Draft"]] = field(default_factory=dict)
    id: UUID | None = None
    version: int | None = None
    removed: bool = False

    @overload
    def __getitem__(self, attribute: Links) -> tuple[UUID, ...]: ...
    @overload
    def __getitem__(self, attribute: InstrumentedAttribute[T]) -> T | None: ...
    def __getitem__(self, attribute: Any) -> Any:
        value = self.values.get(attribute.key)
        return () if value is None and isinstance(attribute, Links) else value

    def __setitem__(self, attribute: Attribute, value: Value) -> None:
        self.values[attribute.key] = value

    def living(self, panel: str) -> Iterator["Draft"]:
        """Walk the rows of a panel that are not being removed."""
        return (row for row in self.rows.get(panel, ()) if not row.removed)

    def with_values(self, values: Mapping[str, Value]) -> "Draft":
        """Copy the draft with some values changed."""
        return Draft(self.kind, self.today, {**self.values, **values}, dict(self.rows), self.id, self.version, self.removed)

    def copied(self, known: "dict[int, Draft] | None" = None) -> "Draft":
        """Copy the draft with the rows of all its panels, for another thread; values are shared, since none can change.

        `known` holds the copies made already: a row that stands in two panels is one row in the copy too.
        """
        copies = {} if known is None else known
        if id(self) not in copies:
            made = Draft(self.kind, self.today, dict(self.values), {}, self.id, self.version, self.removed)
            copies[id(self)] = made
            made.rows = {panel: [row.copied(copies) for row in rows] for panel, rows in self.rows.items()}
        return copies[id(self)]


Rule = Callable[[Draft], Iterable[Problem]]
