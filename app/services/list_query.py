"""What a list asks for, and what it is given: values only, so that a view can be kept and a screen can be drawn from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Text, _, _c, plain
from app.rules.labels import Confidentiality
from app.schema.kinds import RecordKind
from app.schema.values import Value

if TYPE_CHECKING:
    from app.services.derived import Mark

CHANGED: Final = "changed_at"
"""The order by last change, which every kind has beside its fields."""
RECORDS: Final = "id"
"""The filter by the records themselves, for a list of exactly those that a figure counts; its one condition is IS."""


class Condition(StrEnum):
    """The closed grammar of filters; which conditions a field knows is told by `list_filters.CONDITIONS`.

    Days, times and numbers read BEFORE as less and AFTER as more, both strictly; BETWEEN takes both ends in. A day known in part
    is met when any of its days is. Several values of IS and CONTAINS mean any of them; IS_NOT means none of them, and takes
    rows without a value in.
    """

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    EMPTY = "empty"
    FILLED = "filled"


_NAMES: Mapping[Condition, Text] = {
    Condition.IS: _c("filter", "is"),
    Condition.IS_NOT: _c("filter", "is not"),
    Condition.CONTAINS: _c("filter", "contains"),
    Condition.BEFORE: _c("filter", "is before"),
    Condition.AFTER: _c("filter", "is after"),
    Condition.BETWEEN: _c("filter", "is between"),
    Condition.EMPTY: _c("filter", "is empty"),
    Condition.FILLED: _c("filter", "is filled"),
}


def condition_name(condition: Condition) -> Text:
    """Name a condition as a chip shows it between the field and its value."""
    return _NAMES[condition]


@dataclass(frozen=True, slots=True)
class Filter:
    """One chip: a field by name, a condition, and typed values (as many as the condition takes)."""

    field: str
    condition: Condition
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list of one kind: the words in it, its filters (all must hold), its order, and its columns by name.

    An empty `sort` is the order of the kind, with its own direction; empty `columns` are those of the kind. Columns may also name
    derived ones (`derived.DERIVED`). Archived rows come only when `archived` asks for them, deleted ones never.
    """

    kind: str
    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    archived: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: its values in the order of the columns, and the names behind its links.

    `handle` is good while the store is open; `label` is the effective one. `marks` are on computed values, by column.
    """

    handle: int
    id: UUID
    version: int
    label: Confidentiality
    archived: bool
    values: tuple[Value, ...]
    titles: Mapping[UUID, str] = field(default_factory=dict)
    marks: Mapping[str, "Mark"] = field(default_factory=dict)


class UnknownColumn(SafirError):
    """A filter, an order or a column that the kind does not have; a kept view may be older than the program."""

    code = "unknown_column"

    def __init__(self, kind: RecordKind, name: str) -> None:
        message = _("The list was not shown; your data is safe. “{name}” is not a column of {kind}. Choose the columns again.")
        super().__init__(message.format(name=plain(name), kind=kind.plural))
        self.kind, self.name = kind.key, name


class UnfitFilter(SafirError):
    """A condition that the field does not know, or values that the condition cannot take."""

    code = "unfit_filter"

    def __init__(self, label: Text, condition: Condition) -> None:
        message = _("The list was not filtered; your data is safe. The filter “{field} {condition}” does not fit. Choose again.")
        super().__init__(message.format(field=label, condition=condition_name(condition)))
        self.condition = condition
