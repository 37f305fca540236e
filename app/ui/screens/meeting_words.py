"""What the meeting editor says of a meeting: its two clocks, its people with the posts of that day, its talks before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.i18n import Text, _, _c, _n, language
from app.core.moments import Moment
from app.core.partial_dates import PartialDate
from app.core.zones import day_and_clocks
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.rules.stages import MeetingStage
from app.schema.draft import Draft
from app.services import editing
from app.services.brief import AboveCeiling, BriefFacts, gather
from app.services.findings import GonePast, gone_past
from app.services.listing import Condition, Filter, ListQuery, first_rows
from app.services.office import Office
from app.services.titles import titles

STAGES: dict[str, Text] = {
    MeetingStage.REQUESTED: _c("meeting strip", "Request"),
    MeetingStage.CONFIRMED: _c("meeting strip", "Confirmation"),
    MeetingStage.PREPARED: _c("meeting strip", "Preparation"),
    MeetingStage.HELD: _c("meeting strip", "Meeting held"),
    MeetingStage.MINUTES_DRAFT: _c("meeting strip", "Draft minutes"),
    MeetingStage.MINUTES_APPROVED: _c("meeting strip", "Approved minutes"),
    MeetingStage.CLOSED: _c("meeting strip", "Closed"),
}
AFTER_TALKS = (
    MeetingStage.HELD,
    MeetingStage.MINUTES_DRAFT,
    MeetingStage.MINUTES_APPROVED,
    MeetingStage.CLOSED,
    MeetingStage.REOPENED,
)
_MOST_POSTS = 40


@dataclass(frozen=True, slots=True)
class Around:
    """What is read beside the window: the relation, the warnings gone past, and the zone of the other side."""

    facts: BriefFacts | None
    gone_past: tuple[GonePast, ...]
    zone: str


def look_around(office: Office, meeting: UUID, bodies: Iterable[UUID]) -> Around:
    """Read what stands around a stored meeting (in the worker)."""
    try:
        facts = gather(office, meeting, ceiling=Confidentiality.SECRET)
    except AboveCeiling:
        facts = None
    return Around(facts, gone_past(office, meeting), _zone_of(office, bodies))


def _zone_of(office: Office, bodies: Iterable[UUID]) -> str:
    for body in bodies:
        zone = editing.open_draft(office, "counterpart", body).values.get("time_zone")
        if zone:
            return str(zone)
    return ""


def clocks_of(draft: Draft, office: Office, other: str) -> str:
    """Say when a meeting is; nothing while no time is set."""
    at = draft[Meeting.starts_at]
    return day_and_clocks(at, language(), home=office.zone, other=other) if isinstance(at, Moment) else ""


def post_on(office: Office, person: UUID, day: date) -> UUID | None:
    """Find what a person held on a day, the highest in precedence first; partial days count whole."""
    query = ListQuery(
        "post",
        filters=(Filter("person", Condition.IS, (person,)),),
        sort="precedence",
        columns=("held_from", "held_to"),
    )
    for row in first_rows(office, query, limit=_MOST_POSTS):
        start, end = row.values
        if _holds(start, end, day):
            return row.id
    return None


def _holds(start: object, end: object, day: date) -> bool:
    begun = not isinstance(start, PartialDate) or start.first <= day
    return begun and (not isinstance(end, PartialDate) or day <= end.last)


def names_of(office: Office, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Name records in the language shown."""
    return {key: found.title for key, found in titles(office, {record for record in ids if record}, lang=language()).items()}


def lines_of(value: object) -> tuple[str, ...]:
    """Part a text into its points, one a line."""
    return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())


def minutes_words(minutes: int) -> Text:
    """Say a length in minutes."""
    return _n("{n} minute", "{n} minutes", minutes)


def invitation(side_name: Text) -> Text:
    """Ask for a person of one side."""
    return _("Add to {side}: type a name…").format(side=side_name)
