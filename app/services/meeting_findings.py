"""What the rules find in meetings, saved or not: ranks of the two heads, people entered in two places; read for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import language
from app.records.delegation import Delegation
from app.records.delegation_rows import ItineraryItem
from app.records.meeting import Attendee, Meeting
from app.rules.findings import Finding, by_urgency, key_of
from app.rules.overlap import Hours
from app.rules.rank_match import Heads, rank_match
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.services import presences
from app.services.journeys import journeys, lasting_until
from app.services.office import Office
from app.services.presences import Entry
from app.services.rank_levels import Ladder
from app.services.titles import titles_in
from app.store.tables import living

Head = tuple[UUID | None, UUID | None]
"""The head of a side and the post named with the head."""
_MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as the rules see it: its day by the office's clock, the heads of both sides, our people's presences."""

    id: UUID | None
    title: str
    day: date | None
    heads: Mapping[Side, Head]
    own: tuple[Entry, ...] = ()
    called_off: bool = False

    @property
    def days(self) -> tuple[date, date] | None:
        """Give the days on which our people are there; None for a meeting that needs nobody in a place."""
        spans = [entry.span for entry in self.own if isinstance(entry.span, Hours)]
        return (spans[0].days.first, spans[0].days.last) if spans else None


def gathering_of(office: Office, session: Session, draft: Draft) -> Gathering:
    """Take a meeting from a draft."""
    starts = draft[Meeting.starts_at]
    rows = {row[Attendee.side]: row for row in draft.living("attendees") if row[Attendee.head]}
    heads = {side: (row[Attendee.person], row[Attendee.post]) for side, row in rows.items() if side is not None}
    own = tuple(presences.of_meeting(draft, programme=_programme_of(session, draft.id)))
    day = starts.at(office.zone).date() if starts is not None else None
    return Gathering(draft.id, draft[Meeting.subject] or "", day, heads, own, draft[Meeting.stage] in presences.NOT_HELD)


def _programme_of(session: Session, meeting: UUID | None) -> UUID | None:
    """Find the delegation in whose programme a meeting stands."""
    if meeting is None:
        return None
    return session.scalar(select(ItineraryItem.owner).where(ItineraryItem.meeting == meeting, living(ItineraryItem)).limit(1))


def gatherings(office: Office, session: Session, *conditions: Any, placed: bool = True) -> tuple[Gathering, ...]:  # noqa: ANN401
    """Read living meetings with their heads, and with our people's presences where they are `placed`."""
    meetings = select(Meeting.id, Meeting.subject, Meeting.starts_at, Meeting.stage).where(living(Meeting), *conditions)
    rows = session.execute(meetings).all()
    ids = [row.id for row in rows]
    heads: dict[UUID, dict[Side, Head]] = defaultdict(dict)
    wanted = select(Attendee.owner, Attendee.side, Attendee.person, Attendee.post)
    chosen = wanted.where(Attendee.owner.in_(ids), living(Attendee), Attendee.head.is_(True)).order_by(Attendee.rank, Attendee.id)
    for owner, side, person, post in session.execute(chosen) if ids else ():
        heads[owner][side] = (person, post)
    own: dict[UUID | None, list[Entry]] = defaultdict(list)
    for entry in presences.of_meetings(session, Meeting.id.in_(ids)) if ids and placed else ():
        own[entry.record].append(entry)
    return tuple(
        Gathering(
            row.id, row.subject, _day(row.starts_at, office.zone), heads.get(row.id, {}), tuple(own[row.id]),
            row.stage in presences.NOT_HELD,
        )
        for row in rows
    )


def _day(starts: Any, zone: str) -> date | None:  # noqa: ANN401 - a moment or nothing
    return starts.at(zone).date() if starts is not None else None


def look_at(
    office: Office, session: Session, found: Sequence[Gathering], *, today: date
) -> Iterator[tuple[Gathering, tuple[Finding, ...]]]:
    """Look at some meetings with every rule, the worst finding first; the number of statements does not grow with them."""
    coming = [gathering for gathering in found if gathering.days is not None and gathering.days[1] >= today]
    elsewhere, names = _elsewhere(office, session, coming)
    unequal = {id(gathering): finding for gathering, finding in rank_findings(session, found, today=today)}
    for gathering in found:
        said = [unequal[id(gathering)]] if id(gathering) in unequal else []
        if gathering in coming:
            said += presences.clashes_with(gathering.own, _near(gathering, elsewhere), names)
        yield gathering, tuple(sorted(said, key=by_urgency))


def _near(gathering: Gathering, elsewhere: Mapping[UUID, list[Entry]]) -> Iterator[Entry]:
    """Walk where our people are besides on these days, the zones of far places allowed for."""
    first, last = gathering.days or (date.min, date.max)
    for mine in gathering.own:
        for entry in elsewhere.get(mine.person, ()):
            start, end = presences.days_of(entry)
            near = (start - last).days <= _MARGIN and (first - end).days <= _MARGIN
            if near and (gathering.id is None or entry.record != gathering.id):
                yield entry


def _elsewhere(
    office: Office, session: Session, coming: Collection[Gathering]
) -> tuple[Mapping[UUID, list[Entry]], Mapping[UUID, str]]:
    """Walk where people are on the days of some meetings, by person, with the names of those at the meetings."""
    days = [gathering.days for gathering in coming if gathering.days is not None]
    if not days:
        return {}, {}
    first, last = min(first for first, _last in days), max(last for _first, last in days)
    trips = journeys(session, Delegation.starts_on <= last, lasting_until(first), whole=False)
    meetings = presences.of_meetings(session, *presences.around(first, last, office.zone))
    found: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in (*presences.of_journeys(trips), *meetings):
        found[entry.person].append(entry)
    people = {entry.person for gathering in coming for entry in gathering.own}
    titles = titles_in(session, office.catalogue, people, lang=language())
    return found, {record: title.title for record, title in titles.items()}


def rank_findings(session: Session, found: Collection[Gathering], *, today: date) -> Iterator[tuple[Gathering, Finding]]:
    """Compare the heads of both sides by their posts then, else by those they held on the day of the meeting.

    Ranks are settled before a meeting, not after it, and not for one that is called off.
    """
    coming = [each for each in found if not each.called_off and (each.day is None or each.day >= today)]
    both = [each for each in coming if Side.OURS in each.heads and Side.THEIRS in each.heads]
    heads = [head for gathering in both for head in gathering.heads.values()]
    ladder = Ladder(session, (person for person, _post in heads), posts=(post for _person, post in heads))
    for gathering in both:
        ours, theirs = gathering.heads[Side.OURS], gathering.heads[Side.THEIRS]
        day = gathering.day or today
        first, second = (ladder.level(person, post=post, day=day) for person, post in (ours, theirs))
        unequal = rank_match(first, second, heads=Heads.OF_BOTH_SIDES, key=key_of(ours[0], theirs[0]))
        if unequal is not None:
            yield gathering, unequal
