"""A trip as its book tells it: where to, why, at whose invitation, who leads it, and what was reported of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from app.core.i18n import Text
from app.core.moments import UnknownZone, zone_of
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import ItineraryItem
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.stages import MeetingStage
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.schema.fields import Attribute
from app.services.brief import BriefFacts, brief_facts
from app.services.brief_names import Named
from app.services.paper_meetings import HELD, Attending, attending, people_in
from app.services.paper_promises import Promised, promised
from app.services.paper_source import Source, said
from app.store.tables import living

_NOT_HELD: Final = (MeetingStage.CANCELLED, MeetingStage.POSTPONED)


@dataclass(frozen=True, slots=True)
class Trip:
    """An open trip: the reading behind its paper and its draft, which has passed the ceiling."""

    source: Source
    draft: Draft
    id: UUID

    @property
    def bodies(self) -> tuple[UUID, ...]:
        """Give the counterparts of the trip by id."""
        return self.draft[Delegation.counterparts]

    @property
    def country(self) -> UUID | None:
        """Give the country of the trip by id."""
        return self.draft[Delegation.country]

    @property
    def zone(self) -> str:
        """Give the zone of the place, that of the office where none is known."""
        named = said(self.draft, Delegation.place_zone)
        try:
            zone_of(named)
        except UnknownZone:
            return self.source.office.zone
        return named

    def said(self, attribute: Attribute) -> str:
        """Give a text of the trip."""
        return said(self.draft, attribute)


@dataclass(frozen=True, slots=True)
class TripFacts:
    """The head of a trip; days are those of the place."""

    title: Named
    is_incoming: bool
    stage: Text | None
    purpose: str
    expected_results: str
    necessity: str
    counterparts: tuple[Named, ...]
    country: Named | None
    city: str
    starts_on: date | None
    ends_on: date | None
    head: Named | None
    head_rank: Named | None
    host: Named | None
    host_rank: Named | None
    inviter: Named | None
    inviter_letter: str
    inviter_letter_on: date | None
    council_resolution: str
    council_resolution_on: date | None
    funder: str
    host_pays: bool
    repeat_note: str

    @property
    def days(self) -> int:
        """Count the days of the trip, both ends among them; 0 where one is not known."""
        if self.starts_on is None or self.ends_on is None:
            return 0
        return (self.ends_on - self.starts_on).days + 1


def open_trip(source: Source, delegation: UUID) -> Trip:
    """Read a delegation; raises NoSuchRecord, AboveCeiling."""
    return Trip(source, source.needed(Delegation, delegation), delegation)


def trip_facts(trip: Trip) -> TripFacts:
    """Gather the head of a trip."""
    draft, name = trip.draft, trip.source.book.name
    stage = draft[Delegation.stage]
    return TripFacts(
        title=Named(trip.said(Delegation.title)),
        is_incoming=draft[Delegation.direction] is Direction.INCOMING,
        stage=choice_label(stage) if stage else None,
        purpose=trip.said(Delegation.purpose),
        expected_results=trip.said(Delegation.expected_results),
        necessity=trip.said(Delegation.necessity),
        counterparts=tuple(body for body in map(name, trip.bodies) if body),
        country=name(draft[Delegation.country]),
        city=trip.said(Delegation.city),
        starts_on=draft[Delegation.starts_on],
        ends_on=draft[Delegation.ends_on],
        head=name(draft[Delegation.head]),
        head_rank=name(draft[Delegation.head_rank]),
        host=name(draft[Delegation.host]),
        host_rank=name(draft[Delegation.host_rank]),
        inviter=name(draft[Delegation.inviter]),
        inviter_letter=trip.said(Delegation.inviter_letter),
        inviter_letter_on=draft[Delegation.inviter_letter_on],
        council_resolution=trip.said(Delegation.council_resolution),
        council_resolution_on=draft[Delegation.council_resolution_on],
        funder=trip.said(Delegation.funder),
        host_pays=bool(draft[Delegation.host_pays]),
        repeat_note=trip.said(Delegation.repeat_note),
    )


def trip_meetings(trip: Trip) -> tuple[UUID, ...]:
    """Name the meetings of a trip that pass and are not called off, in their order."""
    of_programme = select(ItineraryItem.meeting).where(ItineraryItem.owner == trip.id, living(ItineraryItem))
    wanted = (
        select(Meeting.id, Meeting.label)
        .where(living(Meeting), or_(Meeting.delegation == trip.id, Meeting.id.in_(of_programme)), Meeting.stage.not_in(_NOT_HELD))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    lets = trip.source.book.lets
    return tuple(record for record, label in trip.source.session.execute(wanted) if lets(record, label))


def trip_briefs(trip: Trip) -> tuple[BriefFacts, ...]:
    """Gather the brief of each meeting of a trip."""
    return tuple(brief_facts(trip.source, meeting) for meeting in trip_meetings(trip))


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of a trip that was held, with who was there and what was said and decided."""

    meeting: UUID
    subject: str
    on: date
    place: str
    people: tuple[Attending, ...]


def held_meetings(trip: Trip) -> tuple[Held, ...]:
    """Tell the meetings of a trip that were held, with the people of both sides."""
    source = trip.source
    drafts = [draft for draft in source.drafts(Meeting, trip_meetings(trip)) if draft[Meeting.stage] in HELD]
    source.book.learn({person for draft in drafts for person in people_in(draft)})
    return tuple(_held(source, draft) for draft in drafts)


def _held(source: Source, draft: Draft) -> Held:
    at = draft[Meeting.starts_at]
    return Held(
        draft.id or UUID(int=0),
        said(draft, Meeting.subject),
        at.day if at else source.today,
        said(draft, Meeting.place),
        attending(source, draft),
    )


def trip_promises(trip: Trip) -> tuple[Promised, ...]:
    """Tell the promises made on a trip: those that name it, and those of its meetings."""
    of_trip = or_(FollowUp.delegation == trip.id, FollowUp.meeting.in_(trip_meetings(trip)))
    wanted = select(FollowUp.id).where(living(FollowUp), of_trip, FollowUp.archived.is_(False))
    return promised(trip.source, trip.source.chosen(FollowUp, wanted.order_by(FollowUp.due_on, FollowUp.id)))
