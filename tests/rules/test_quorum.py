"""The quorum guard."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.core.text import strip_isolates
from app.rules.findings import Severity
from app.rules.quorum import Absence, Tenure, abroad_on, peak_of, quorum_alert, quorum_guard, runs_above, while_in_office


def days(first: int, last: int, person: str, delegation: str = "") -> Absence:
    return Absence(person, date(2026, 11, first), date(2026, 11, last), delegation or f"trip of {person}")


def test_the_days_shared_by_all_are_the_peak() -> None:
    peak = peak_of([days(1, 10, "a"), days(5, 15, "b"), days(8, 20, "c")])
    assert peak is not None
    assert (peak.count, peak.first, peak.last) == (3, date(2026, 11, 8), date(2026, 11, 10))
    assert peak.people == ("a", "b", "c")
    assert peak.delegations == ("trip of a", "trip of b", "trip of c")


def test_both_ends_of_a_trip_count() -> None:
    peak = peak_of([days(1, 5, "a"), days(5, 9, "b")])
    assert peak is not None
    assert (peak.count, peak.first, peak.last) == (2, date(2026, 11, 5), date(2026, 11, 5))


def test_the_first_of_two_equal_peaks_is_told() -> None:
    peak = peak_of([days(1, 2, "a"), days(8, 9, "b")])
    assert peak is not None
    assert peak.people == ("a",)


def test_one_person_on_two_trips_counts_once() -> None:
    peak = peak_of([days(1, 5, "a", "x"), days(4, 9, "a", "y")])
    assert peak is not None
    assert (peak.count, peak.first, peak.last) == (1, date(2026, 11, 1), date(2026, 11, 9))


def test_nobody_abroad_is_no_peak() -> None:
    assert peak_of([]) is None
    assert peak_of([days(9, 2, "a")]) is None


def test_who_is_abroad_on_a_day() -> None:
    assert abroad_on([days(1, 5, "a"), days(6, 9, "b")], date(2026, 11, 5)) == {"a"}


def test_only_the_days_in_office_count() -> None:
    trips = [days(1, 9, "a"), days(1, 9, "b"), days(1, 9, "c")]
    seats = [Tenure("a", first=date(2026, 11, 5)), Tenure("b", last=date(2026, 11, 2)), Tenure("c", last=date(2020, 1, 1))]
    assert while_in_office(trips, seats) == (
        Absence("a", date(2026, 11, 5), date(2026, 11, 9), "trip of a"),
        Absence("b", date(2026, 11, 1), date(2026, 11, 2), "trip of b"),
    )


def test_the_trip_that_breaks_the_limit_is_warned_of() -> None:
    (found,) = quorum_guard([days(5, 9, "c"), days(5, 9, "d")], [days(1, 6, "a"), days(1, 30, "b")], limit=3)
    assert (found.severity, found.due, found.overridable) == (Severity.BAD, date(2026, 11, 5), True)
    said = strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}")
    assert said == (
        "With this trip, 4 council members will be abroad at once; the limit is 3. Overlap: 5 November 2026 to 6 November 2026."
    )


def test_a_trip_within_the_limit_is_not_warned_of() -> None:
    assert quorum_guard([days(5, 9, "c")], [days(1, 6, "a")], limit=2) == ()


def test_crowds_on_other_days_do_not_concern_the_trip() -> None:
    assert quorum_guard([days(20, 22, "d")], [days(1, 9, "a"), days(1, 9, "b"), days(1, 9, "c")], limit=2) == ()


def test_a_trip_without_council_members_does_not_concern_the_quorum() -> None:
    assert quorum_guard([], [days(1, 9, "a")], limit=0) == ()


def test_a_trip_that_ends_before_it_begins_is_left_to_its_own_warning() -> None:
    assert quorum_guard([days(9, 1, "a")], [], limit=0) == ()


def test_every_run_of_days_above_the_limit_is_told_apart() -> None:
    crowd = [days(1, 9, "a"), days(3, 4, "b"), days(4, 6, "c"), days(20, 25, "a", "later"), days(21, 22, "d")]
    runs = runs_above(crowd, 1)
    assert [(run.first.day, run.last.day, run.peak.count) for run in runs] == [(3, 6, 3), (21, 22, 2)]
    assert runs[0].delegations == ("trip of a", "trip of b", "trip of c")
    first, second = (quorum_alert(run, limit=1) for run in runs)
    assert first.fact.in_("en").startswith("3 council members will be abroad")
    assert strip_isolates(first.reason.in_("en")) == "Overlap: 3 November 2026 to 6 November 2026."
    assert "4 November 2026 to 4 November 2026" in strip_isolates(first.why.in_("en"))
    assert first.key != second.key
    assert runs_above(crowd, 3) == ()
    assert runs_above([], 0) == ()


def test_a_trip_through_two_crowded_runs_is_warned_of_both() -> None:
    others = [days(1, 3, "a"), days(10, 12, "b")]
    assert [found.due for found in quorum_guard([days(1, 30, "c")], others, limit=1)] == [date(2026, 11, 1), date(2026, 11, 10)]


def test_the_trip_and_the_calendar_name_the_same_crowd_alike() -> None:
    trip, others = [days(4, 6, "c")], [days(1, 9, "a"), days(3, 4, "b")]
    (run,) = runs_above([*trip, *others], 1)
    (guard,) = quorum_guard(trip, others, limit=1)
    assert guard.key == quorum_alert(run, limit=1).key


def test_more_people_in_the_same_days_are_another_finding() -> None:
    few = quorum_guard([days(1, 5, "a")], [days(1, 5, "b")], limit=1)
    more = quorum_guard([days(1, 5, "a")], [days(1, 5, "b"), days(1, 5, "c")], limit=1)
    assert few[0].key != more[0].key


ABSENCES = st.lists(
    st.builds(
        lambda who, start, length: Absence(who, start, start + timedelta(days=length), who),
        st.sampled_from("abcdef"),
        st.dates(date(2026, 1, 1), date(2026, 3, 1)),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=12,
)


@given(ABSENCES)
def test_the_peak_never_exceeds_the_number_of_people(absences: list[Absence]) -> None:
    peak = peak_of(absences)
    assert peak is not None
    assert 1 <= peak.count <= len({absence.person for absence in absences})


@given(ABSENCES)
def test_the_peak_is_what_counting_day_by_day_finds(absences: list[Absence]) -> None:
    peak = peak_of(absences)
    assert peak is not None
    calendar = [date(2026, 1, 1) + timedelta(days=n) for n in range(100)]
    assert peak.count == max(len(abroad_on(absences, day)) for day in calendar)
    assert all(abroad_on(absences, day) == set(peak.people) for day in calendar if peak.first <= day <= peak.last)


@given(ABSENCES, st.integers(0, 4))
def test_the_runs_are_the_days_above_the_limit_and_no_others(absences: list[Absence], limit: int) -> None:
    calendar = [date(2026, 1, 1) + timedelta(days=n) for n in range(100)]
    above = {day for day in calendar if len(abroad_on(absences, day)) > limit}
    runs = runs_above(absences, limit)
    assert {day for day in calendar if any(run.first <= day <= run.last for run in runs)} == above
    assert all(one.last + timedelta(days=1) < two.first for one, two in pairwise(runs))
    assert all(run.first <= run.peak.first <= run.peak.last <= run.last for run in runs)
