"""The people of a trip: who travels, in order of precedence, and whom they will meet and when they last met them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core.i18n import Text
from app.core.moments import Moment, moment_now
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import Member, MemberRole
from app.records.lists import Rank
from app.records.meeting import Attendance, Attendee, Meeting
from app.records.person import Post
from app.rules.labels import effective
from app.rules.periods import whole_months
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_meetings import HELD
from app.services.paper_person import PersonFacts, is_held, person_card
from app.services.paper_source import said
from app.services.trip import Trip, trip_meetings
from app.store.tables import living

_LAST_PLACE: Final = 10_000
_PEOPLE: Final = 60


@dataclass(frozen=True, slots=True)
class LastTime:
    """The last meeting with somebody: its day, its subject, full months since, and who led the other side there."""

    at: Moment
    subject: str
    months: int
    across: Named | None


@dataclass(frozen=True, slots=True)
class Traveller:
    """A member of the delegation with the post of that day and the papers of the journey."""

    card: PersonFacts
    post: Named | None
    role: Text
    passport_until: date | None = None
    visa: Text | None = None
    insurance: str = ""
    met: LastTime | None = None


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Somebody of the side that is met, with the post of that day and the last meeting with ours."""

    card: PersonFacts
    post: Named | None
    is_host: bool
    met: LastTime | None


def is_incoming(trip: Trip) -> bool:
    """Tell guests of ours from a journey of ours."""
    return trip.draft[Delegation.direction] is Direction.INCOMING


def travellers(trip: Trip) -> tuple[Traveller, ...]:
    """List who travels: the head first, then by precedence; a head who stands in no row is there, too."""
    rows = sorted(enumerate(trip.source.rows(trip.draft, "members")), key=lambda pair: _place(trip, *pair))
    people = [row[Member.person] for _place, row in rows]
    head = trip.draft[Delegation.head]
    met = last_times(trip, [person for person in people if person]) if is_incoming(trip) else {}
    found = [made for _place, row in rows if (made := _traveller(trip, row, met)) is not None]
    card = person_card(trip.source, head) if head and head not in people else None
    if card is not None:
        found.insert(0, Traveller(card, _post_on(trip, card.person), choice_label(MemberRole.HEAD)))
    return tuple(found)


def _place(trip: Trip, place: int, row: Draft) -> tuple[bool, int, int]:
    is_head = row[Member.role] is MemberRole.HEAD or row[Member.person] == trip.draft[Delegation.head]
    precedence = row[Member.precedence]
    return not is_head, _LAST_PLACE if precedence is None else precedence, place


def _traveller(trip: Trip, row: Draft, met: dict[UUID, LastTime]) -> Traveller | None:
    person, visa = row[Member.person], row[Member.visa]
    card = person_card(trip.source, person) if person else None
    if card is None:
        return None
    return Traveller(
        card,
        trip.source.book.name(row[Member.post]) or _post_on(trip, card.person),
        choice_label(row[Member.role] or MemberRole.MEMBER),
        row[Member.passport_expires_on],
        choice_label(visa) if visa else None,
        said(row, Member.insurance),
        met.get(card.person),
    )


def _day(trip: Trip) -> date:
    return trip.draft[Delegation.starts_on] or trip.source.today


def _post_on(trip: Trip, person: UUID) -> Named | None:
    return trip.source.book.post_on(person, _day(trip))


def other_side(trip: Trip) -> tuple[OtherSide, ...]:
    """List whom a journey of ours meets, by protocol: those entered at its meetings, and who holds a post at the counterparts."""
    return tuple(islice(_others(trip, [*_entered(trip, Side.THEIRS), *_in_post(trip)]), _PEOPLE))


def hosts(trip: Trip) -> tuple[OtherSide, ...]:
    """List who of ours receives guests: the host first, then by protocol those entered at the meetings of the visit."""
    return tuple(islice(_others(trip, list(_entered(trip, Side.OURS))), _PEOPLE))


def _others(trip: Trip, people: Collection[UUID]) -> Iterator[OtherSide]:
    host = trip.draft[Delegation.host]
    places = _places(trip, people)
    last = (_LAST_PLACE, _LAST_PLACE)
    ordered = sorted(dict.fromkeys(people), key=lambda person: places.get(person, last))
    ids = list(dict.fromkeys([*([host] if host else []), *ordered]))
    met = last_times(trip, ids)
    for person in ids:
        card = person_card(trip.source, person)
        if card is not None:
            yield OtherSide(card, _post_on(trip, person), person == host, met.get(person))


def _places(trip: Trip, people: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Give the place of people in the order of protocol: by rank, then precedence, of the post they hold at departure."""
    wanted = (
        select(Post.person, Post.held_from, Post.held_to, Rank.level, Post.precedence)
        .outerjoin(Rank, Rank.id == Post.rank)
        .where(Post.person.in_(people), living(Post))
    )
    places: dict[UUID, tuple[int, int]] = {}
    for person, start, end, *order in trip.source.session.execute(wanted):
        if (start is None or start.first <= _day(trip)) and (end is None or _day(trip) <= end.last):
            level, precedence = (_LAST_PLACE if place is None else place for place in order)
            places[person] = min(places.get(person, (level, precedence)), (level, precedence))
    return places


def _entered(trip: Trip, side: Side) -> Iterator[UUID]:
    """Walk the people of a side entered at the meetings of a trip: heads first, then by precedence."""
    wanted = (
        select(Attendee.person, Attendee.label, Meeting.label.label("owner"))
        .join(Meeting, Meeting.id == Attendee.owner)
        .where(Meeting.id.in_(trip_meetings(trip)), living(Attendee), Attendee.side == side,
               Attendee.attendance == Attendance.PRESENT)
        .order_by(Attendee.head.desc(), Attendee.precedence.is_(None), Attendee.precedence, Meeting.starts_at, Attendee.rank)
    )  # fmt: skip
    for row in trip.source.session.execute(wanted):
        if trip.source.book.passes(effective(row.owner, row.label)):
            yield row.person


def _in_post(trip: Trip) -> Iterator[UUID]:
    """Walk who holds a post at the counterparts on the day of departure, the highest first."""
    wanted = select(Post.id).where(Post.body.in_(trip.bodies), living(Post))
    ordered = wanted.order_by(Post.precedence.is_(None), Post.precedence, Post.id)
    for row in trip.source.chosen(Post, ordered):
        person = row[Post.person]
        if person is not None and is_held(row, _day(trip)):
            yield person


def last_times(trip: Trip, people: Collection[UUID]) -> dict[UUID, LastTime]:
    """Find the last meeting of the two sides that each of some people was at, before today."""
    own = aliased(Attendee)
    wanted = (
        select(own.person, own.side, own.id.label("row"), own.label.label("own"), Meeting.id, Meeting.label, Meeting.subject,
               Meeting.starts_at)
        .join(Meeting, Meeting.id == own.owner)
        .where(living(Meeting), own.deleted_at.is_(None), own.person.in_(people), Meeting.stage.in_(HELD),
               Meeting.internal.is_(False), own.attendance == Attendance.PRESENT,
               Meeting.starts_at < moment_now(trip.source.office.zone))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )  # fmt: skip
    found: dict[UUID, LastTime] = {}
    for row in trip.source.session.execute(wanted):
        if row.person not in found and trip.source.book.lets_row(row.id, row.label, row=row.row, own=row.own):
            across = _heads(trip, row.id, Side.OURS if row.side is Side.THEIRS else Side.THEIRS)
            months = whole_months(row.starts_at.day, _day(trip))
            found[row.person] = LastTime(row.starts_at, row.subject, months, next(iter(across), None))
    return found


def _heads(trip: Trip, meeting: UUID, side: Side) -> Iterable[Named]:
    wanted = (
        select(Attendee.person)
        .where(Attendee.owner == meeting, living(Attendee), Attendee.side == side, Attendee.attendance == Attendance.PRESENT)
        .order_by(Attendee.head.desc(), Attendee.precedence.is_(None), Attendee.precedence, Attendee.rank)
    )
    return (name for person in trip.source.session.scalars(wanted) if (name := trip.source.book.name(person)))
