"""The office's rules bound to its records: what is worth a warning in one record, and in the whole store."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.core.i18n import Text
from app.rules.findings import Finding
from app.rules.notice import NoticeDay
from app.rules.notice_alerts import StripPoint
from app.schema.draft import Draft
from app.services.office import Office


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding and the record to open for it; `subject` names the record."""

    finding: Finding
    kind: str
    id: UUID
    subject: str


@dataclass(frozen=True, slots=True)
class GonePast:
    """A warning that somebody went past: its rule, its words then, the reason, who and when (UTC)."""

    rule: str
    fact: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """One step of the clearance countdown; `row` is the record's own row, None for a step that is only proposed.

    `days` are left (in time) or late (late); `standing` is a code of `rules.clearances.Standing`.
    """

    step: UUID
    row: UUID | None
    authority: str
    name: str
    needed_by: date | None
    standing: str
    days: int
    state: Text


@dataclass(frozen=True, slots=True)
class NoticeStrip:
    """The notice strip of an agreement: its points in order of time, its notice day with the arithmetic, and its alert."""

    notice: NoticeDay
    points: tuple[StripPoint, ...]
    alert: Finding | None


def findings(office: Office, kind: str, subject: Draft | UUID) -> tuple[Finding, ...]:
    """Find what the rules say about one record, the worst first; what was gone past with a reason is left out."""
    del office, kind, subject
    return ()


def gone_past(office: Office, record: UUID) -> tuple[GonePast, ...]:
    """List the warnings of a record that somebody went past, the latest first."""
    del office, record
    return ()


def go_past(office: Office, record: UUID, finding: Finding, *, reason: str) -> None:
    """Ignore a finding of a record from now on, with the reason; one deed, which undo takes back."""
    del office, record, finding, reason


def notice_strip(office: Office, subject: Draft | UUID) -> NoticeStrip | None:
    """Give the notice strip of an agreement; None for a proposal and for one that is over."""
    del office, subject


def clearance_lines(office: Office, subject: Draft | UUID) -> tuple[ClearanceLine, ...]:
    """Count the clearances of a delegation back from its departure; steps its travellers need are proposed."""
    del office, subject
    return ()


def alerts(office: Office) -> tuple[Alert, ...]:
    """Find what needs a decision in the whole store, the most urgent first."""
    del office
    return ()
