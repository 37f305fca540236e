"""A relation as papers tell it: when the sides last met, everything by date, the agreements, and both sides of the ledger."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select

from app.core.i18n import Text
from app.core.moments import moment_now
from app.core.partial_dates import PartialDate
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import Gift
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.followups import Ledger, ledger_of
from app.rules.stages import DelegationStage
from app.schema.choices import choice_label
from app.services.brief_names import Named
from app.services.paper_agreements import AgreementFact, agreements_with
from app.services.paper_meetings import HELD, Earlier, earlier_meetings
from app.services.paper_person import GiftFact, gifts_where
from app.services.paper_promises import Promised, between, promised
from app.services.paper_source import Source
from app.store.tables import living, record_link

_GONE: Final = (DelegationStage.DECLINED, DelegationStage.REFUSED, DelegationStage.CANCELLED, DelegationStage.POSTPONED)


class Happened(StrEnum):
    """What a line of the timeline tells of."""

    MEETING = "meeting"
    JOURNEY = "journey"
    VISIT = "visit"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline; `planned` for what is still to come."""

    on: PartialDate
    what: Happened
    title: Named
    detail: str
    state: Text | None
    planned: bool
    key: UUID


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """What lies between Tehran and some bodies; `journeys` and `visits` count the trips made either way."""

    last_met: Earlier | None
    timeline: tuple[Event, ...]
    agreements: tuple[AgreementFact, ...]
    promises: tuple[Promised, ...]
    ledger: Ledger
    gifts: tuple[GiftFact, ...]
    journeys: int
    visits: int

    @property
    def open_promises(self) -> tuple[Promised, ...]:
        """Give the promises that are still owed."""
        return tuple(promise for promise in self.promises if promise.is_open)


def relation_facts(source: Source, bodies: Collection[UUID]) -> RelationFacts:
    """Gather the relation with some bodies up to the day of the paper, as far as it passes the ceiling."""
    earlier = earlier_meetings(source, bodies, moment_now(source.office.zone), most=1).told
    agreements = agreements_with(source, bodies, in_life=False)
    promises = promises_of(source, bodies)
    events = timeline_of(source, bodies, agreements=agreements)
    trips = [event for event in events if not event.planned]
    return RelationFacts(
        last_met=earlier[0] if earlier else None,
        timeline=events,
        agreements=agreements,
        promises=promises,
        ledger=ledger_of((promise.rule for promise in promises if promise.rule), source.today),
        gifts=tuple(gifts_where(source, Gift.owner.in_(_linked(bodies)))),
        journeys=sum(event.what is Happened.JOURNEY for event in trips),
        visits=sum(event.what is Happened.VISIT for event in trips),
    )


def promises_of(source: Source, bodies: Collection[UUID]) -> tuple[Promised, ...]:
    """Tell every promise between Tehran and some bodies, open or not."""
    return promised(source, source.chosen(FollowUp, between(source, bodies).order_by(FollowUp.due_on, FollowUp.id)))


def timeline_of(source: Source, bodies: Collection[UUID], *, agreements: Collection[AgreementFact]) -> tuple[Event, ...]:
    """Tell meetings, trips either way and signatures by date, the latest first."""
    events = [*_meetings(source, bodies), *_trips(source, bodies), *_signatures(agreements, source.today)]
    return tuple(sorted(events, key=lambda event: (event.on.first, event.key), reverse=True))


def _linked(bodies: Collection[UUID]) -> Select[tuple[UUID]]:
    links = record_link.c
    return select(links.owner).where(links.field == "counterparts", links.target.in_(bodies), links.deleted_at.is_(None))


def _meetings(source: Source, bodies: Collection[UUID]) -> Iterator[Event]:
    wanted = select(Meeting.id, Meeting.label, Meeting.subject, Meeting.starts_at, Meeting.place, Meeting.stage).where(
        living(Meeting), Meeting.id.in_(_linked(bodies)), Meeting.internal.is_(False)
    )
    for row in source.session.execute(wanted.order_by(Meeting.starts_at.desc(), Meeting.id)):
        held = row.stage in HELD
        coming = row.starts_at.day >= source.today
        if (held or coming) and source.book.lets(row.id, row.label):
            state = None if held else choice_label(row.stage)
            yield Event(
                PartialDate.of_day(row.starts_at.day),
                Happened.MEETING,
                Named(row.subject),
                row.place or "",
                state,
                not held,
                row.id,
            )


def _trips(source: Source, bodies: Collection[UUID]) -> Iterator[Event]:
    wanted = select(
        Delegation.id, Delegation.label, Delegation.title, Delegation.direction, Delegation.stage, Delegation.city,
        Delegation.starts_on,
    ).where(
        living(Delegation), Delegation.id.in_(_linked(bodies)), Delegation.starts_on.is_not(None),
        Delegation.stage.not_in(_GONE),
    )  # fmt: skip
    for row in source.session.execute(wanted.order_by(Delegation.starts_on.desc(), Delegation.id)):
        if source.book.lets(row.id, row.label):
            what = Happened.JOURNEY if row.direction is Direction.OUTGOING else Happened.VISIT
            state, planned = choice_label(row.stage), row.starts_on > source.today
            yield Event(PartialDate.of_day(row.starts_on), what, Named(row.title), row.city or "", state, planned, row.id)


def _signatures(agreements: Collection[AgreementFact], today: date) -> Iterator[Event]:
    for agreement in agreements:
        if agreement.signed_on is not None and agreement.key is not None:
            on = agreement.signed_on
            yield Event(
                on, Happened.SIGNATURE, agreement.title, agreement.place, agreement.standing, on.first > today, agreement.key
            )  # fmt: skip
