"""The clearance countdown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import strip_isolates
from app.rules.clearances import (
    ClearanceStep,
    Deadline,
    Standing,
    Trip,
    clearance_findings,
    countdown,
    needed_by,
    steps_for,
)
from app.rules.findings import Finding, Severity
from app.rules.stages import ClearanceState
from app.rules.vocabulary import Route

TRIP = Trip(date(2026, 12, 5), date(2026, 12, 14))
TODAY = date(2026, 11, 23)
INTERIOR = ClearanceStep("Interior", 1, 20, state=ClearanceState.AWAITED)
FOREIGN = ClearanceStep("Foreign Affairs", 2, 10)


def only(step: ClearanceStep, *, today: date = TODAY) -> Finding | None:
    found = clearance_findings(countdown([step], TRIP, today=today), TRIP, today=today)
    return found[0] if found else None


def said(step: ClearanceStep, *, today: date = TODAY) -> str:
    found = only(step, today=today)
    assert found is not None
    return strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}")


def test_lead_times_are_counted_back_from_departure_in_calendar_days() -> None:
    assert needed_by(date(2026, 12, 5), 35) == date(2026, 10, 31)


def test_each_step_has_its_day_and_its_standing() -> None:
    assert countdown([FOREIGN, INTERIOR], TRIP, today=TODAY) == (
        Deadline(INTERIOR, date(2026, 11, 15), Standing.LATE, 8),
        Deadline(FOREIGN, date(2026, 11, 25), Standing.IN_TIME, 2),
    )


def test_the_day_itself_is_in_time() -> None:
    (deadline,) = countdown([INTERIOR], TRIP, today=date(2026, 11, 15))
    assert (deadline.standing, deadline.days) == (Standing.IN_TIME, 0)


def test_a_step_belongs_to_a_route() -> None:
    council = replace(INTERIOR, routes=frozenset({Route.COUNCIL_MEMBER}))
    municipal = replace(FOREIGN, routes=frozenset({Route.MUNICIPAL_EMPLOYEE}))
    assert steps_for([municipal, council], frozenset({Route.COUNCIL_MEMBER})) == (council,)
    assert steps_for([municipal, council], frozenset(Route)) == (council, municipal)


def test_a_late_step_says_how_late_and_why() -> None:
    assert said(INTERIOR) == (
        "The clearance of Interior has not arrived. "
        "Left until departure: 12 days; this authority needs 20 days; it is late by 8 days."
    )
    found = only(INTERIOR)
    assert found is not None
    assert (found.severity, found.due) == (Severity.BAD, date(2026, 11, 15))
    assert found.why.in_("en") == "Departure 5 December 2026 minus 20 days: 15 November 2026."


def test_an_expired_clearance_must_be_asked_again() -> None:
    assert said(replace(INTERIOR, state=ClearanceState.EXPIRED)).startswith("The clearance of Interior has expired.")


def test_a_step_due_within_a_week_is_warned_of() -> None:
    assert said(FOREIGN).endswith("It is needed by 25 November 2026; days left: 2.")
    assert said(FOREIGN, today=date(2026, 11, 25)).endswith("Today is the last day for it.")
    assert only(FOREIGN, today=date(2026, 11, 17)) is None


@pytest.mark.parametrize("state", [ClearanceState.GRANTED, ClearanceState.GRANTED_WITH_CONDITION])
def test_a_granted_step_is_quiet(state: ClearanceState) -> None:
    assert only(replace(INTERIOR, state=state)) is None
    assert only(replace(INTERIOR, state=state, valid_until=TRIP.returns)) is None


def test_a_clearance_that_lapses_before_return_is_warned_of() -> None:
    step = replace(INTERIOR, state=ClearanceState.GRANTED, valid_until=date(2026, 12, 10))
    assert said(step) == (
        "The clearance of Interior is valid until 10 December 2026. It expires before the return on 14 December 2026."
    )


def test_a_clearance_that_lapses_before_departure_says_so() -> None:
    step = replace(INTERIOR, state=ClearanceState.GRANTED, valid_until=date(2026, 12, 1))
    assert said(step).endswith("It expires before the departure on 5 December 2026.")


def test_a_refusal_is_urgent() -> None:
    found = only(replace(INTERIOR, state=ClearanceState.REFUSED))
    assert found is not None
    assert found.severity is Severity.BAD


def test_after_departure_nothing_is_counted_down() -> None:
    assert only(INTERIOR, today=TRIP.departs) is not None
    assert only(INTERIOR, today=TRIP.departs + timedelta(days=1)) is None
    (deadline,) = countdown([INTERIOR], TRIP, today=TRIP.departs + timedelta(days=400))
    assert deadline == Deadline(INTERIOR, date(2026, 11, 15), Standing.UNANSWERED)


STEPS = st.lists(
    st.builds(ClearanceStep, st.sampled_from(["a", "b", "c", "d"]), st.integers(1, 5), st.integers(0, 90)), max_size=6
)


@given(STEPS, st.integers(-200, 200))
def test_moving_the_trip_moves_every_deadline_with_it(steps: list[ClearanceStep], moved: int) -> None:
    by = timedelta(days=moved)
    before = countdown(steps, TRIP, today=TODAY)
    after = countdown(steps, Trip(TRIP.departs + by, TRIP.returns + by), today=TODAY)
    assert [deadline.needed_by + by for deadline in before] == [deadline.needed_by for deadline in after]


@given(STEPS)
def test_no_deadline_is_after_departure(steps: list[ClearanceStep]) -> None:
    assert all(deadline.needed_by <= TRIP.departs for deadline in countdown(steps, TRIP, today=TODAY))
