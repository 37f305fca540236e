"""The quorum guard."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.text import strip_isolates
from app.rules.findings import Severity
from app.rules.quorum import Absence, Tenure, abroad_on, peak_of, quorum_alert, quorum_guard, while_in_office


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
    found = quorum_guard([days(5, 9, "c"), days(5, 9, "d")], [days(1, 6, "a"), days(1, 30, "b")], limit=3)
    assert found is not None
    assert (found.severity, found.due, found.overridable) == (Severity.BAD, date(2026, 11, 5), True)
    said = strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}")
    assert said == (
        "With this trip, 4 council members will be abroad at once; the limit is 3. Overlap: 5 November 2026 to 6 November 2026."
    )


def test_a_trip_within_the_limit_is_not_warned_of() -> None:
    assert quorum_guard([days(5, 9, "c")], [days(1, 6, "a")], limit=2) is None


def test_crowds_on_other_days_do_not_concern_the_trip() -> None:
    assert quorum_guard([days(20, 22, "d")], [days(1, 9, "a"), days(1, 9, "b"), days(1, 9, "c")], limit=2) is None


def test_a_trip_without_council_members_does_not_concern_the_quorum() -> None:
    assert quorum_guard([], [days(1, 9, "a")], limit=0) is None


def test_a_trip_that_ends_before_it_begins_is_left_to_its_own_warning() -> None:
    assert quorum_guard([days(9, 1, "a")], [], limit=0) is None


def test_the_whole_calendar_can_be_watched() -> None:
    crowd = [days(1, 9, "a"), days(1, 9, "b")]
    found = quorum_alert(crowd, limit=1)
    assert found is not None
    assert found.fact.in_("en").startswith("2 council members will be abroad")
    assert quorum_alert(crowd, limit=2) is None
    assert quorum_alert([], limit=0) is None


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
