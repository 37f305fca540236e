"""What one transaction knows while it runs: whose deed it is, and what it has changed so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Text
from app.core.ids import uuid7
from app.schema.kinds import Catalogue

Place = tuple[str, UUID]
"""A record by the key of its kind and its id."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the keyboard: an officer of the office's list (attribution, not proof), the device, the system's user."""

    officer: UUID | None
    device: str
    os_user: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One transaction of one use case; `use_case` is a stable snake_case code, `undoes` the deed it takes back."""

    use_case: str
    title: Text
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record, from a stored value to a stored value; `seq` and `deed` are set on what was read."""

    kind: str
    record: UUID
    field: str
    old: str | None
    new: str | None
    deed: UUID | None = None
    seq: int = 0


@dataclass(slots=True)
class Writing:
    """A transaction in progress. `at` is the one instant of all its rows; nothing is journaled until something changes.

    `loaded` keeps the versions that changed rows were read with; `own` are records to index, `below` owners whose child rows
    changed; both are emptied by each flush, `changed` grows until the commit.
    """

    catalogue: Catalogue
    deed: Deed
    actor: Actor
    at: datetime
    id: UUID = field(default_factory=uuid7)
    entered: bool = False
    changed: set[Place] = field(default_factory=set)
    pending: list[Change] = field(default_factory=list)
    loaded: dict[Place, int] = field(default_factory=dict)
    own: set[Place] = field(default_factory=set)
    below: set[Place] = field(default_factory=set)

    def note(self, changes: Iterable[Change]) -> None:
        """Keep changes for the journal and remember the records they belong to."""
        for change in changes:
            self.pending.append(change)
            self.changed.add((change.kind, change.record))


def writing_of(session: Session) -> Writing:
    """Give the transaction that a session belongs to; raises RuntimeError for a session that only reads."""
    found = session.info.get("writing")
    if not isinstance(found, Writing):
        raise RuntimeError("this session only reads; open one with Store.transaction")  # noqa: TRY004 - a wrong use, not a wrong type
    return found
