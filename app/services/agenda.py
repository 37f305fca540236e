"""What happens in the days ahead: meetings by both clocks, programme items of trips, and promises that fall due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.i18n import Text, _, _c, language, plain
from app.core.moments import Moment, format_clock
from app.core.zones import city_of
from app.records.delegation import Delegation
from app.records.delegation_rows import ItineraryItem
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.stages import MeetingStage
from app.schema.choices import choice_family, choice_label
from app.services.alerts import OPEN_STATES
from app.services.journeys import NOT_GOING, lasting_until
from app.services.office import Office
from app.services.presences import NOT_HELD, midnight
from app.services.titles import titles_in
from app.store import links
from app.store.tables import living

_LIMIT: Final = 40
_AHEAD: Final = (MeetingStage.REQUESTED, MeetingStage.CONFIRMED, MeetingStage.PREPARED)
_NO_BRIEF: Final = _c("meeting", "No brief")


@dataclass(frozen=True, slots=True)
class Event:
    """Something of today or this week; `clock` is the office's, `local_clock` is empty where it is the same.

    `kind` and `id` are the record to open; `badge` names its state with the pill family `family`. `unprepared` marks a meeting
    for which nothing was prepared yet.
    """

    kind: str
    id: UUID
    title: str
    detail: Text | None
    day: date
    at: Moment | None
    clock: str
    local_clock: str
    local_place: str
    badge: Text
    family: str
    unprepared: bool = False


def events(session: Session, office: Office, today: date, *, days: int) -> tuple[Event, ...]:
    """List what happens from today on for some days, in the order of the clock; what has only a day stands after its hours."""
    until = today + timedelta(days=days)
    found = [
        *_meetings(session, office, today, until),
        *_programme(session, office, today, until),
        *_due(session, office, today, until),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.at is None, event.clock, event.title)))


def _meetings(session: Session, office: Office, today: date, until: date) -> Iterator[Event]:
    rows = session.execute(
        select(
            Meeting.id, Meeting.subject, Meeting.starts_at, Meeting.place, Meeting.stage, Meeting.delegation,
            Delegation.title.label("trip"), Delegation.city,
            func.coalesce(Meeting.our_objectives, Meeting.arguments, Meeting.press_line).label("prepared"),
        )
        .outerjoin(Delegation, Delegation.id == Meeting.delegation)
        .where(
            living(Meeting), Meeting.starts_at >= midnight(today, office.zone), Meeting.starts_at < midnight(until, office.zone),
            Meeting.stage.not_in(NOT_HELD), Meeting.archived.is_(False),
        )
        .order_by(Meeting.starts_at).limit(_LIMIT)
    ).all()  # fmt: skip
    places = _counterparts(session, office, [row.id for row in rows])
    for row in rows:
        bare = row.stage in _AHEAD and not row.prepared
        where = row.city or places.get(row.id, "") or city_of(row.starts_at.zone, language())
        yield _at(
            office, "meeting", row.id, title=row.subject, at=row.starts_at, where=where, detail=_beside(row.place, row.trip),
            badge=_NO_BRIEF if bare else choice_label(row.stage), family="warn" if bare else choice_family(row.stage),
            unprepared=bare,
        )  # fmt: skip


def _counterparts(session: Session, office: Office, meetings: list[UUID]) -> dict[UUID, str]:
    linked = links.targets_of(session, meetings)
    first = {record: linked[record, "counterparts"][0] for record in meetings if linked.get((record, "counterparts"))}
    names = titles_in(session, office.catalogue, set(first.values()), lang=language()) if first else {}
    return {record: names[body].title for record, body in first.items() if body in names}


def _beside(*parts: str | None) -> Text | None:
    said = [part for part in parts if part]
    return plain(" · ".join(said)) if said else None


def _programme(session: Session, office: Office, today: date, until: date) -> Iterator[Event]:
    """Walk the programme items of journeys under way in these days, without those that are meetings of their own."""
    rows = session.execute(
        select(
            ItineraryItem.subject, ItineraryItem.starts_at, ItineraryItem.place, Delegation.id, Delegation.title, Delegation.city,
            Delegation.stage,
        )
        .join(Delegation, Delegation.id == ItineraryItem.owner)
        .where(
            living(ItineraryItem), living(Delegation), lasting_until(today), Delegation.starts_on < until,
            Delegation.stage.not_in(NOT_GOING), Delegation.archived.is_(False), ItineraryItem.meeting.is_(None),
            ItineraryItem.starts_at >= midnight(today, office.zone), ItineraryItem.starts_at < midnight(until, office.zone),
        )
        .order_by(ItineraryItem.starts_at).limit(_LIMIT)
    )  # fmt: skip
    for row in rows:
        yield _at(
            office, "delegation", row.id, title=row.subject, at=row.starts_at,
            where=row.city or city_of(row.starts_at.zone, language()),
            detail=_beside(row.place, row.title), badge=choice_label(row.stage), family=choice_family(row.stage),
        )  # fmt: skip


def _at(office: Office, kind: str, record: UUID, *, at: Moment, where: str, **words: Any) -> Event:  # noqa: ANN401 - fields of Event
    """Set a moment by the office's clock and, where it differs, by the clock of the place."""
    lang = language()
    here, there = format_clock(at, lang, zone=office.zone), format_clock(at, lang)
    local = "" if at.wall == at.at(office.zone) else there
    return Event(
        kind=kind, id=record, day=at.at(office.zone).date(), at=at, clock=here, local_clock=local,
        local_place=where if local else "", **words,
    )  # fmt: skip


def _due(session: Session, office: Office, today: date, until: date) -> Iterator[Event]:
    rows = session.execute(
        select(FollowUp.id, FollowUp.what, FollowUp.due_on, FollowUp.state, FollowUp.officer, FollowUp.owner_person)
        .where(
            living(FollowUp), FollowUp.due_on >= today, FollowUp.due_on < until, FollowUp.state.in_(OPEN_STATES),
            FollowUp.archived.is_(False),
        )
        .order_by(FollowUp.due_on).limit(_LIMIT)
    ).all()  # fmt: skip
    owners: Mapping[UUID, Any] = titles_in(
        session, office.catalogue, {owner for row in rows for owner in (row.officer, row.owner_person) if owner}, lang=language()
    )
    for row in rows:
        owner = row.officer or row.owner_person
        detail = _("Responsible: {name}").format(name=owners[owner].title) if owner in owners else None
        yield Event(
            "follow_up", row.id, row.what, detail, row.due_on, None, "", "", "",
            badge=choice_label(row.state), family=choice_family(row.state),
        )  # fmt: skip
