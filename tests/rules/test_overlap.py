"""One person in two places."""

from datetime import date, datetime

from app.core.moments import Moment
from app.core.text import strip_isolates
from app.rules.overlap import Days, Hours, Presence, clashes, overlap_findings, overlapping

TEHRAN, SEOUL, HONOLULU, AUCKLAND = "Asia/Tehran", "Asia/Seoul", "Pacific/Honolulu", "Pacific/Auckland"


def days(first: int, last: int) -> Days:
    return Days(date(2026, 11, first), date(2026, 11, last))


def at(hour: int, zone: str, *, day: int) -> Moment:
    return Moment(datetime.fromisoformat(f"2026-11-{day:02}T{hour:02}:00"), zone)


def hours(start: int, end: int, zone: str = TEHRAN, *, day: int = 5) -> Hours:
    return Hours(at(start, zone, day=day), at(end, zone, day=day))


def test_trips_that_share_a_day_overlap() -> None:
    assert overlapping(days(1, 5), days(5, 9)) == days(5, 5)
    assert overlapping(days(1, 4), days(5, 9)) is None


def test_meetings_that_touch_do_not_overlap() -> None:
    assert overlapping(hours(9, 10), hours(10, 11)) is None
    assert overlapping(hours(9, 11), hours(10, 12)) == days(5, 5)


def test_a_meeting_without_length_overlaps_one_that_begins_with_it() -> None:
    assert overlapping(hours(9, 9), hours(9, 10)) == days(5, 5)
    assert overlapping(hours(9, 9), hours(8, 9)) is None


def test_meetings_in_two_zones_are_compared_by_the_instant() -> None:
    assert overlapping(hours(10, 11), hours(15, 16, SEOUL)) == days(5, 5)
    assert overlapping(hours(10, 11), hours(10, 11, SEOUL)) is None


def test_instants_may_meet_although_the_civil_days_differ() -> None:
    morning, evening = hours(9, 12, AUCKLAND, day=6), hours(9, 12, HONOLULU, day=5)
    assert overlapping(morning, evening) == days(5, 6)


def test_a_trip_and_a_meeting_meet_on_the_meetings_day() -> None:
    assert overlapping(days(4, 9), hours(9, 10)) == days(5, 5)
    assert overlapping(hours(9, 10), days(6, 9)) is None


def test_only_the_same_person_can_clash() -> None:
    assert clashes([Presence("a", "Seoul", days(1, 5)), Presence("b", "Baku", days(1, 5))]) == ()


def test_a_meeting_of_the_trip_is_no_clash_with_it() -> None:
    trip = Presence("a", "Seoul", days(1, 9), key="trip")
    meeting = Presence("a", "the mayor", hours(9, 10), key="meeting", within="trip")
    assert clashes([trip, meeting]) == ()
    assert clashes([meeting, trip]) == ()
    assert clashes([trip, trip]) == ()


def test_two_meetings_of_one_trip_can_clash() -> None:
    one = Presence("a", "the mayor", hours(9, 11), key="1", within="trip")
    other = Presence("a", "the council", hours(10, 12), key="2", within="trip")
    assert [clash.first for clash in clashes([one, other])] == [date(2026, 11, 5)]


def test_clashes_are_told_earliest_first() -> None:
    found = clashes([Presence("a", "x", days(10, 20)), Presence("a", "y", days(1, 12)), Presence("a", "z", days(2, 3))])
    assert [(clash.first.day, clash.last.day) for clash in found] == [(2, 3), (10, 12)]


def test_a_clash_names_both_places() -> None:
    (found,) = overlap_findings([Presence("Hosseini", "Seoul", days(1, 5)), Presence("Hosseini", "Baku", days(4, 9))])
    assert strip_isolates(found.fact.in_("en")) == (
        "Hosseini is entered in two places from 4 November 2026 to 5 November 2026: Seoul and Baku."
    )
    assert found.due == date(2026, 11, 4)
