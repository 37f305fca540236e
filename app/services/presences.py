"""Who is where: journeys and meetings as presences of people, and who is entered in two places at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.core.moments import Moment
from app.records.delegation_rows import ItineraryItem
from app.records.meeting import Attendance, Attendee, Meeting, MeetingKind
from app.rules.findings import Finding
from app.rules.overlap import Days, Hours, Presence, overlap_findings
from app.rules.periods import days_on
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.services.journeys import Journey
from app.store.tables import living

_REMOTE: Final = (MeetingKind.PHONE, MeetingKind.ONLINE)
NOT_HELD: Final = (MeetingStage.CANCELLED, MeetingStage.POSTPONED)
_USUAL_MINUTES: Final = 60
_EARLIEST: Final = date.min + timedelta(days=1)
"""The first day that begins, in every zone, at an instant that can be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person entered somewhere: a delegation or a meeting, and the delegation that a meeting belongs to."""

    person: UUID
    kind: str
    record: UUID | None
    title: str
    span: Days | Hours
    within: str = ""

    def presence(self, name: str) -> Presence:
        """Word it for the rule."""
        return Presence(
            name, self.title, self.span, key=str(self.record or "new"), within=self.within, who=str(self.person)
        )


def of_journeys(journeys: Iterable[Journey]) -> Iterator[Entry]:
    """Walk the presences of journeys of ours."""
    for journey in journeys:
        if journey.is_ours and journey.days is not None:
            for person in journey.travellers:
                yield Entry(person, "delegation", journey.id, journey.title, Days(*journey.days))


def of_meeting(draft: Draft, *, programme: UUID | None = None) -> Iterator[Entry]:
    """Walk the presences of our side at a meeting being edited, stand-ins and the interpreter too; a remote one needs none.

    `programme` is the delegation in whose programme it stands, if any.
    """
    starts = draft[Meeting.starts_at]
    if starts is None or draft[Meeting.kind] in _REMOTE or draft[Meeting.stage] in NOT_HELD:
        return
    span = Hours(starts, _end(starts, draft[Meeting.length_minutes]))
    within = str(draft[Meeting.delegation] or programme or "")
    ours = (row for row in draft.living("attendees") if row[Attendee.side] is not Side.THEIRS)
    coming = [_who_comes(row[Attendee.person], row[Attendee.replaced_by], row[Attendee.attendance]) for row in ours]
    for person in dict.fromkeys((*coming, draft[Meeting.interpreter])):
        if person is not None:
            yield Entry(person, "meeting", draft.id, draft[Meeting.subject] or "", span, within)


def _who_comes(person: UUID | None, instead: UUID | None, attendance: Attendance | None) -> UUID | None:
    """Name who is there: the attendee, the stand-in, or nobody."""
    if attendance is Attendance.REPLACED:
        return instead
    return person if attendance in (None, Attendance.PRESENT) else None


def of_meetings(session: Session, *conditions: ColumnElement[bool]) -> Iterator[Entry]:
    """Walk the presences of our side at meetings, stand-ins and interpreters too."""
    programme = select(ItineraryItem.owner).where(ItineraryItem.meeting == Meeting.id, living(ItineraryItem)).limit(1)
    columns = (
        Meeting.id, Meeting.subject, Meeting.starts_at, Meeting.length_minutes, Meeting.delegation,
        programme.scalar_subquery().label("programme"),
    )  # fmt: skip
    held = (living(Meeting), Meeting.kind.not_in(_REMOTE), Meeting.stage.not_in(NOT_HELD), *conditions)
    ours = (living(Attendee), Attendee.side == Side.OURS, Attendee.attendance.in_((Attendance.PRESENT, Attendance.REPLACED)))
    sides = select(*columns, Attendee.person, Attendee.replaced_by, Attendee.attendance)
    sides = sides.join(Attendee, Attendee.owner == Meeting.id).where(*held, *ours)
    voices = select(*columns, Meeting.interpreter).where(*held, Meeting.interpreter.is_not(None))
    found: list[tuple[Any, UUID | None]] = [
        (row, _who_comes(row.person, row.replaced_by, row.attendance)) for row in session.execute(sides)
    ]
    found += [(row, row.interpreter) for row in session.execute(voices)]
    yield from dict.fromkeys(_at_meeting(row, person) for row, person in found if person is not None)


def _at_meeting(row: Any, person: UUID) -> Entry:  # noqa: ANN401 - a row of `of_meetings`
    span = Hours(row.starts_at, _end(row.starts_at, row.length_minutes))
    return Entry(person, "meeting", row.id, row.subject, span, str(row.delegation or row.programme or ""))


def _end(starts: Moment, minutes: int | None) -> Moment:
    return Moment(starts.wall + timedelta(minutes=minutes or _USUAL_MINUTES), starts.zone)


def around(first: date, last: date, zone: str) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for meetings that may touch some days, a day wider on both sides for far zones."""
    start, end = max(days_on(first, -2), _EARLIEST), days_on(last, 2)
    return (Meeting.starts_at >= midnight(start, zone), Meeting.starts_at <= midnight(end, zone))


def midnight(day: date, zone: str) -> Moment:
    """Give the beginning of a day in a zone."""
    return Moment(datetime.combine(day, time()), zone)


def clashes_with(own: Iterable[Entry], others: Iterable[Entry], names: Mapping[UUID, str]) -> Iterator[Finding]:
    """Warn of every entry that stands against one of the record's own, each person apart."""
    by_person: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in others:
        by_person[entry.person].append(entry)
    for mine in own:
        name = names.get(mine.person, "—")
        for other in by_person.get(mine.person, ()):
            yield from overlap_findings((mine.presence(name), other.presence(name)))


@dataclass(frozen=True, slots=True)
class Clashing:
    """Two entries of one person that meet, with what each of the two records says of it; `later` begins later."""

    later: Entry
    said: Finding
    earlier: Entry
    said_there: Finding


def all_clashes(entries: Collection[Entry], names: Mapping[UUID, str]) -> Iterator[Clashing]:
    """Find every clash among some entries once."""
    by_person: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_person[entry.person].append(entry)
    for person, found in by_person.items():
        ordered = sorted(found, key=lambda entry: (_begins(entry), str(entry.record)))
        called = {person: names.get(person, "—")}
        for place, later in enumerate(ordered):
            for earlier in ordered[:place]:
                both = (*clashes_with([later], [earlier], called), *clashes_with([earlier], [later], called))
                if both:
                    yield Clashing(later, both[0], earlier, both[1])


def days_of(entry: Entry) -> tuple[date, date]:
    """Give the first and the last day of an entry, by the clock of its place."""
    span = entry.span if isinstance(entry.span, Days) else entry.span.days
    return span.first, span.last


def _begins(entry: Entry) -> date:
    return entry.span.first if isinstance(entry.span, Days) else entry.span.start.day
