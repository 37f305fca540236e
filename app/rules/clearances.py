"""The clearance countdown: each authority's lead time, in calendar days, counted back from departure.

Source: product.md rule 4 (lead times of five weeks and of sixty days are in use). Deadlines are computed and never
stored, so they move when the trip moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.i18n import Text, _
from app.rules.findings import Finding, Severity, key_of
from app.rules.periods import Period, days_on
from app.rules.stage_codes import ClearanceState
from app.rules.vocabulary import PeriodUnit, Route

RULE = "clearance"
SOON_DAYS = 7
BOTH_ROUTES = frozenset(Route)
_GIVEN = frozenset({ClearanceState.GRANTED, ClearanceState.GRANTED_WITH_CONDITION})


@dataclass(frozen=True, slots=True)
class ClearanceStep:
    """One authority's step and where the question to it stands; `lead_days` are calendar days before departure."""

    authority: str
    order: int
    lead_days: int
    routes: frozenset[Route] = BOTH_ROUTES
    state: ClearanceState = ClearanceState.NOT_SENT
    condition: str = ""
    valid_until: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """The days of departure and return."""

    departs: date
    returns: date


class Standing(StrEnum):
    """How a step stands against its deadline."""

    IN_TIME = "in_time"
    LATE = "late"
    GRANTED = "granted"
    LAPSES = "lapses"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step with its day and standing; `days` is how many are left (in time) or how many it is late, else 0.

    Once the journey has begun nothing is counted any more: a step without an answer stands as unanswered.
    """

    step: ClearanceStep
    needed_by: date
    standing: Standing
    days: int = 0


def needed_by(departs: date, lead_days: int) -> date:
    """Give the day by which an authority's answer is needed."""
    return days_on(departs, -lead_days)


def steps_for(steps: Iterable[ClearanceStep], routes: frozenset[Route]) -> tuple[ClearanceStep, ...]:
    """Choose the steps that travellers on these routes need, in the authorities' order."""
    return tuple(sorted((step for step in steps if step.routes & routes), key=lambda step: (step.order, step.authority)))


def countdown(
    steps: Iterable[ClearanceStep], trip: Trip, *, today: date, routes: frozenset[Route] = BOTH_ROUTES
) -> tuple[Deadline, ...]:
    """Count every step's deadline back from departure, in the authorities' order."""
    return tuple(_deadline(step, trip, today=today) for step in steps_for(steps, routes))


def _deadline(step: ClearanceStep, trip: Trip, *, today: date) -> Deadline:
    due = needed_by(trip.departs, step.lead_days)
    if step.state in _GIVEN:
        lapses = step.valid_until is not None and step.valid_until < trip.returns
        return Deadline(step, due, standing=Standing.LAPSES if lapses else Standing.GRANTED)
    if step.state is ClearanceState.REFUSED:
        return Deadline(step, due, standing=Standing.REFUSED)
    if today > trip.departs:
        return Deadline(step, due, standing=Standing.UNANSWERED)
    left = (due - today).days
    return Deadline(step, due, standing=Standing.LATE if left < 0 else Standing.IN_TIME, days=abs(left))


def clearance_findings(
    deadlines: Iterable[Deadline], trip: Trip, *, today: date, soon_days: int = SOON_DAYS
) -> tuple[Finding, ...]:
    """Say what is wrong with a trip's clearances: refused, late, lapsing before return, or due within `soon_days`.

    After departure there is nothing left to count down, and nothing is said.
    """
    if today > trip.departs:
        return ()
    found = (_finding(deadline, trip, today=today, soon_days=soon_days) for deadline in deadlines)
    return tuple(finding for finding in found if finding is not None)


def _finding(deadline: Deadline, trip: Trip, *, today: date, soon_days: int) -> Finding | None:
    match deadline.standing:
        case Standing.REFUSED:
            return _refused(deadline)
        case Standing.LAPSES:
            return _lapses(deadline, trip)
        case Standing.LATE:
            return _late(deadline, trip, today=today)
        case Standing.IN_TIME if deadline.days <= soon_days:
            return _soon(deadline, trip)
        case _:
            return None


def _days(number: int) -> Text:
    return Period(number, PeriodUnit.DAYS).text


def _why(deadline: Deadline, trip: Trip) -> Text:
    why = _("Departure {departs} minus {lead}: {day}.")
    return why.format(departs=trip.departs, lead=_days(deadline.step.lead_days), day=deadline.needed_by)


def _step(deadline: Deadline) -> str:
    return deadline.step.key or deadline.step.authority


def _key(deadline: Deadline, standing: str, departs: date) -> str:
    """Mark a deadline that nears or is past; a clearance that expired says something else than one that never came."""
    expired = "expired" if deadline.step.state is ClearanceState.EXPIRED else ""
    return key_of(_step(deadline), standing, departs, deadline.step.lead_days, expired)


def _not_arrived(deadline: Deadline) -> Text:
    if deadline.step.state is ClearanceState.EXPIRED:
        return _("The clearance of {authority} has expired.").format(authority=deadline.step.authority)
    return _("The clearance of {authority} has not arrived.").format(authority=deadline.step.authority)


def _late(deadline: Deadline, trip: Trip, *, today: date) -> Finding:
    reason = _("Left until departure: {left}; this authority needs {lead}; it is late by {late}.").format(
        left=_days((trip.departs - today).days), lead=_days(deadline.step.lead_days), late=_days(deadline.days)
    )
    why, key = _why(deadline, trip), _key(deadline, "late", trip.departs)
    return Finding(RULE, Severity.BAD, fact=_not_arrived(deadline), reason=reason, why=why, due=deadline.needed_by, key=key)


def _soon(deadline: Deadline, trip: Trip) -> Finding:
    reason = _("Today is the last day for it.")
    if deadline.days:
        reason = _("It is needed by {day}; days left: {left}.").format(day=deadline.needed_by, left=deadline.days)
    why, key = _why(deadline, trip), _key(deadline, "soon", trip.departs)
    return Finding(RULE, Severity.WARN, fact=_not_arrived(deadline), reason=reason, why=why, due=deadline.needed_by, key=key)


def _refused(deadline: Deadline) -> Finding:
    fact = _("{authority} has refused its clearance.").format(authority=deadline.step.authority)
    reason = _("Without the consent of this authority the trip does not go ahead.")
    why = _("The recorded answer of this authority is a refusal.")
    key = key_of(_step(deadline), "refused")
    return Finding(RULE, Severity.BAD, fact=fact, reason=reason, why=why, due=deadline.needed_by, key=key)


def _lapses(deadline: Deadline, trip: Trip) -> Finding:
    until = deadline.step.valid_until or trip.returns
    fact = _("The clearance of {authority} is valid until {date}.").format(authority=deadline.step.authority, date=until)
    if until < trip.departs:
        reason = _("It expires before the departure on {date}.").format(date=trip.departs)
        why = _("Validity {until} is earlier than the departure {departs}.").format(until=until, departs=trip.departs)
    else:
        reason = _("It expires before the return on {date}.").format(date=trip.returns)
        why = _("Validity {until} is earlier than the return {returns}.").format(until=until, returns=trip.returns)
    key = key_of(_step(deadline), "lapses", until, trip.returns)
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=why, due=until, key=key)
