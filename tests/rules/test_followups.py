"""The promise ledger."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import Calendar
from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.rules.findings import Severity
from app.rules.followups import (
    DueGroup,
    Promise,
    Side,
    SideTotal,
    days_late,
    group_of,
    in_ledger_order,
    is_due_soon,
    late_finding,
    ledger_of,
)
from app.rules.stages import FollowUpState

TODAY = date(2026, 11, 23)
OPEN, IN_PROGRESS, DONE, WAIVED = FollowUpState


def due_in(days: int | None, *, side: Side = Side.OURS, state: FollowUpState = OPEN, key: str = "") -> Promise:
    due = None if days is None else PartialDate.of_day(TODAY + timedelta(days=days))
    return Promise("send data", side, state, due, key)


@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 0), (-1, 1), (-30, 30), (None, 0)])
def test_days_late_are_counted_from_the_day_after(days: int | None, late: int) -> None:
    assert days_late(due_in(days), TODAY) == late


def test_a_kept_promise_is_never_late() -> None:
    assert days_late(due_in(-30, state=DONE), TODAY) == 0


def test_a_month_is_late_only_when_it_is_over() -> None:
    promise = Promise("send data", Side.OURS, OPEN, PartialDate.of_month(2026, 11, Calendar.GREGORIAN))
    assert days_late(promise, TODAY) == 0
    assert days_late(promise, date(2026, 12, 1)) == 1


def test_due_soon_is_today_and_the_next_week() -> None:
    assert [is_due_soon(due_in(n), TODAY) for n in (-1, 0, 7, 8, None)] == [False, True, True, False, False]
    assert not is_due_soon(due_in(3, state=WAIVED), TODAY)


def test_promises_fall_into_four_groups() -> None:
    assert [group_of(promise, TODAY) for promise in (due_in(-1), due_in(0), due_in(None), due_in(-1, state=DONE))] == list(
        DueGroup
    )


def test_the_ledger_shows_the_longest_late_first_and_the_done_last() -> None:
    promises = [
        due_in(-9, state=DONE, key="done"), due_in(None, key="undated"), due_in(9, key="later"),
        due_in(-2, key="late"), due_in(1, key="soon"), due_in(-8, state=IN_PROGRESS, key="latest"),
    ]  # fmt: skip
    assert [promise.key for promise in in_ledger_order(promises, TODAY)] == ["latest", "late", "soon", "later", "undated", "done"]


def test_each_side_is_headed_by_kept_of_all_and_the_worst_delay() -> None:
    ledger = ledger_of(
        [due_in(-3), due_in(-9), due_in(1, state=DONE), due_in(1, state=WAIVED), due_in(5, side=Side.THEIRS)], TODAY
    )
    assert ledger.ours == SideTotal(kept=1, total=3, late=2, worst_delay=9)
    assert ledger.theirs == SideTotal(kept=0, total=1, late=0, worst_delay=0)


def test_a_counterpart_without_promises_owes_nothing() -> None:
    assert ledger_of([], TODAY).ours == SideTotal(kept=0, total=0, late=0, worst_delay=0)


def test_our_late_promise_is_urgent_and_theirs_is_a_warning() -> None:
    ours, theirs = (late_finding(due_in(-2, side=side), TODAY, owner="Hosseini") for side in Side)
    assert ours is not None
    assert theirs is not None
    assert (ours.severity, theirs.severity) == (Severity.BAD, Severity.WARN)
    assert strip_isolates(f"{ours.fact.in_('en')} {ours.reason.in_('en')}") == (
        "“send data” is 2 days late. It is our promise; responsible: Hosseini."
    )
    assert late_finding(due_in(0), TODAY, owner="Hosseini") is None


PROMISES = st.lists(
    st.builds(
        due_in, st.none() | st.integers(-50, 50), side=st.sampled_from(Side), state=st.sampled_from(FollowUpState)
    ),
    max_size=20,
)  # fmt: skip


@given(PROMISES)
def test_sorting_loses_nothing_and_totals_never_exceed_the_promises(promises: list[Promise]) -> None:
    assert len(in_ledger_order(promises, TODAY)) == len(promises)
    ledger = ledger_of(promises, TODAY)
    assert ledger.ours.total + ledger.theirs.total <= len(promises)
    assert all(total.kept + total.late <= total.total for total in (ledger.ours, ledger.theirs))
