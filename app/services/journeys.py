"""Delegations as the rules see them: who travels when, in which seats, with which clearances; read a few statements at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import Clearance, Member
from app.records.lists import ClearanceStep, Seat
from app.records.person import Post
from app.rules.clearances import BOTH_ROUTES
from app.rules.clearances import ClearanceStep as Step
from app.rules.quorum import Tenure
from app.rules.stages import ClearanceState, DelegationStage
from app.rules.vocabulary import Route
from app.schema.draft import Draft
from app.schema.record import OwnerBody
from app.store import links
from app.store.tables import living

NOT_GOING: Final = (DelegationStage.CANCELLED, DelegationStage.REFUSED, DelegationStage.DECLINED, DelegationStage.POSTPONED)
REPORT_SETTLED: Final = (DelegationStage.REPORT_ACCEPTED, DelegationStage.CLOSED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One clearance asked for a journey; `row` is its own row."""

    row: UUID | None
    step: UUID
    state: ClearanceState
    condition: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A delegation with its travellers (the head among them), their passports where known, and its clearances.

    `head_post` is the post named with the head among the members.
    """

    id: UUID | None
    title: str
    direction: Direction | None
    stage: DelegationStage | None
    first: date | None
    last: date | None
    head: UUID | None
    head_rank: UUID | None
    host_rank: UUID | None
    purpose: str
    owner_body: OwnerBody | None
    repeat_note: str
    report_due_on: date | None
    report_received_on: date | None
    report_settled: bool
    city: str = ""
    travellers: tuple[UUID, ...] = ()
    passports: tuple[tuple[UUID, date], ...] = ()
    asked: tuple[Asked, ...] = ()
    counterparts: frozenset[UUID] = frozenset()
    domains: frozenset[UUID] = frozenset()
    host: UUID | None = None
    head_post: UUID | None = None

    @property
    def key(self) -> str:
        """Name the journey for the rules."""
        return str(self.id or "")

    @property
    def days(self) -> tuple[date, date] | None:
        """Give the first and the last day; None without a departure.

        The departure stands for a return that is not known yet, or is still the one of the day before.
        """
        if self.first is None:
            return None
        return self.first, self.first if self.last is None else max(self.first, self.last)

    @property
    def returns(self) -> bool:
        """Tell whether a return is recorded that is not before the departure."""
        return self.days is not None and self.last == self.days[1]

    @property
    def is_ours(self) -> bool:
        """Tell a journey of ours that goes ahead."""
        return self.direction is not Direction.INCOMING and self.goes_ahead

    @property
    def goes_ahead(self) -> bool:
        """Tell a journey that was not called off, put off or refused."""
        return self.stage not in NOT_GOING


def journey_of(draft: Draft) -> Journey:
    """Take a journey from a draft."""
    rows = list(draft.living("members"))
    head = draft[Delegation.head]
    people = [row[Member.person] for row in rows]
    passports = [(row[Member.person], row[Member.passport_expires_on]) for row in rows]
    return Journey(
        id=draft.id,
        title=draft[Delegation.title] or "",
        **{name: draft.values.get(column) for name, column in _COLUMNS.items()},  # type: ignore[arg-type]
        purpose=_said(draft, "purpose"),
        repeat_note=_said(draft, "repeat_note"),
        report_settled=_is_settled(draft[Delegation.stage], draft[Delegation.report_accepted_on], _said(draft, "report_waiver")),
        city=_said(draft, "city"),
        travellers=_once([*([head] if head else []), *(person for person in people if person)]),
        passports=tuple((person, until) for person, until in passports if person and until),
        asked=tuple(_asked_row(row) for row in draft.living("clearances") if row[Clearance.step]),
        counterparts=frozenset(draft[Delegation.counterparts]),
        domains=frozenset(draft[Delegation.domains]),
        head_post=_post_of(head, ((row[Member.person], row[Member.post]) for row in rows)),
    )


_COLUMNS: Final = {
    "direction": "direction",
    "stage": "stage",
    "first": "starts_on",
    "last": "ends_on",
    "head": "head",
    "head_rank": "head_rank",
    "host_rank": "host_rank",
    "host": "host",
    "owner_body": "owner_body",
    "report_due_on": "report_due_on",
    "report_received_on": "report_received_on",
}


def _is_settled(stage: DelegationStage | None, accepted_on: date | None, waiver: str | None) -> bool:
    """Tell that no report is owed any more: it was accepted, or waived."""
    return stage in REPORT_SETTLED or accepted_on is not None or bool(waiver and waiver.strip())


def _said(draft: Draft, name: str) -> str:
    return str(draft.values.get(name) or "")


def _post_of(head: UUID | None, members: Iterable[tuple[UUID | None, UUID | None]]) -> UUID | None:
    return next((post for person, post in members if head and person == head), None)


def _once(people: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(people))


def _asked_row(row: Draft) -> Asked:
    step: UUID = row.values["step"]  # type: ignore[assignment]
    state = row[Clearance.state] or ClearanceState.NOT_SENT
    return Asked(row.id, step, state, _said(row, "condition"), row[Clearance.valid_to])


def journeys(session: Session, *conditions: ColumnElement[bool], whole: bool = True) -> tuple[Journey, ...]:
    """Read living delegations with their travellers; `whole` reads clearances, passports and links too."""
    rows = session.execute(
        select(
            Delegation.id, Delegation.title, Delegation.city, Delegation.purpose, Delegation.repeat_note,
            Delegation.report_accepted_on, Delegation.report_waiver,
            *(getattr(Delegation, column) for column in _COLUMNS.values()),
        ).where(living(Delegation), *conditions).order_by(Delegation.starts_on, Delegation.id)
    ).all()  # fmt: skip
    ids = [row.id for row in rows]
    members = _by_owner(session, Member, ids, Member.person, Member.passport_expires_on, Member.post)
    asked = _by_owner(session, Clearance, ids, *_ASKED) if whole else {}
    linked = links.targets_of(session, ids) if whole else {}
    return tuple(_read(row, members.get(row.id, ()), asked.get(row.id, ()), linked) for row in rows)


def lasting_until(day: date) -> ColumnElement[bool]:
    """Give the condition for journeys that are not over before a day, as `Journey.days` counts; both columns have an index."""
    return or_(Delegation.ends_on >= day, Delegation.starts_on >= day)


def over_before(day: date) -> ColumnElement[bool]:
    """Give the condition for journeys that are over before a day."""
    return and_(Delegation.starts_on < day, or_(Delegation.ends_on.is_(None), Delegation.ends_on < day))


_ASKED: Final = (Clearance.id, Clearance.step, Clearance.state, Clearance.condition, Clearance.valid_to)


def _by_owner(session: Session, model: Any, ids: list[UUID], *columns: Any) -> dict[UUID, list[Any]]:  # noqa: ANN401
    found: dict[UUID, list[Any]] = defaultdict(list)
    wanted = select(model.owner, *columns).where(model.owner.in_(ids), living(model)).order_by(model.rank, model.id)
    for owner, *values in session.execute(wanted):
        found[owner].append(tuple(values))
    return found


def _read(row: Any, members: Sequence[Any], asked: Sequence[Any], linked: Mapping[tuple[UUID, str], tuple[UUID, ...]]) -> Journey:  # noqa: ANN401
    return Journey(
        id=row.id,
        title=row.title,
        **{name: getattr(row, column) for name, column in _COLUMNS.items()},
        purpose=row.purpose or "",
        repeat_note=row.repeat_note or "",
        report_settled=_is_settled(row.stage, row.report_accepted_on, row.report_waiver),
        city=row.city or "",
        travellers=_once([*([row.head] if row.head else []), *(person for person, _until, _post in members)]),
        passports=tuple((person, until) for person, until, _post in members if until),
        asked=tuple(Asked(found[0], found[1], found[2], found[3] or "", found[4]) for found in asked),
        counterparts=frozenset(linked.get((row.id, "counterparts"), ())),
        domains=frozenset(linked.get((row.id, "domains"), ())),
        head_post=_post_of(row.head, ((person, post) for person, _until, post in members)),
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """A seat that a person holds from one day to another; open ends are None. Partial days count whole."""

    person: UUID
    seat: UUID
    counts: bool
    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        """Tell whether it is held on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def holdings(session: Session, people: Collection[UUID]) -> tuple[Holding, ...]:
    """Read the seats that people hold or held."""
    wanted = (
        select(Post.person, Post.seat, Seat.council_member, Post.held_from, Post.held_to)
        .join(Seat, Seat.id == Post.seat)
        .where(Post.person.in_(people), living(Post))
    )
    return tuple(
        Holding(person, seat, bool(counts), start.first if start else None, end.last if end else None)
        for person, seat, counts, start, end in session.execute(wanted)
        if seat is not None
    )


def tenures(held: Iterable[Holding]) -> tuple[Tenure, ...]:
    """Give the days on which people count for the quorum."""
    return tuple(Tenure(str(seat.person), seat.first, seat.last) for seat in held if seat.counts)


@dataclass(frozen=True, slots=True)
class KnownStep:
    """A step of the office's list: `seats` narrow it to travellers in them (empty: everybody on its routes)."""

    id: UUID
    authority: str
    name: str
    position: int
    lead_days: int | None
    routes: frozenset[Route]
    seats: frozenset[UUID]
    retired: bool


def known_steps(session: Session) -> dict[UUID, KnownStep]:
    """Read the clearance steps of the office's list, retired ones too, because old trips name them."""
    found = session.scalars(select(ClearanceStep).where(living(ClearanceStep)).order_by(ClearanceStep.position)).all()
    linked = links.targets_of(session, [step.id for step in found])
    return {
        step.id: KnownStep(
            step.id,
            step.authority or step.label_fa,
            step.label_fa,
            step.position,
            step.lead_days,
            frozenset({step.route}) if step.route else BOTH_ROUTES,
            frozenset(linked.get((step.id, "seats"), ())),
            step.retired,
        )
        for step in found
    }


def asked_step(known: KnownStep, asked: Asked | None) -> Step | None:
    """Put a step and where the question stands together for the countdown; None for a step without lead time."""
    if known.lead_days is None:
        return None
    return Step(
        known.authority,
        known.position,
        known.lead_days,
        routes=known.routes,
        state=asked.state if asked else ClearanceState.NOT_SENT,
        condition=asked.condition if asked else "",
        valid_until=asked.valid_to if asked else None,
        key=str(known.id),
    )


def proposed_steps(journey: Journey, held: Collection[Holding], steps: Mapping[UUID, KnownStep]) -> tuple[KnownStep, ...]:
    """List the steps that the travellers need by the seats they hold at departure, and that are not on the list yet.

    The routes are those of council members and employees of the municipality: guests need none of them.
    """
    if journey.first is None or not journey.travellers or not journey.is_ours:
        return ()
    seats = {seat for seat in held if seat.person in journey.travellers and seat.on(journey.first)}
    council = {seat.person for seat in seats if seat.counts}
    routes = {Route.COUNCIL_MEMBER if person in council else Route.MUNICIPAL_EMPLOYEE for person in journey.travellers}
    have = {asked.step for asked in journey.asked}
    taken = {seat.seat for seat in seats}
    return tuple(
        step
        for step in steps.values()
        if step.id not in have and not step.retired and step.routes & routes and (not step.seats or step.seats & taken)
    )
