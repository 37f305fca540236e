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


def test_two_meetings_are_told_by_day_and_clock() -> None:
    one = Presence("Hosseini", "the mayor", hours(9, 11), key="1")
    (found,) = overlap_findings([one, Presence("Hosseini", "the council", hours(10, 12), key="2")])
    assert strip_isolates(found.fact.in_("en")) == (
        "Hosseini is entered in two places on 5 November 2026, 10:00 to 11:00: the mayor and the council."
    )
    assert "ساعت ۱۰:۰۰ تا ۱۱:۰۰" in strip_isolates(found.fact.in_("fa"))


def test_a_meeting_in_another_zone_is_told_by_the_clock_of_the_first() -> None:
    pair = [Presence("H", "Tehran", hours(10, 11), key="1"), Presence("H", "Seoul", hours(15, 16, SEOUL), key="2")]
    assert "10:00 to 10:30" in strip_isolates(overlap_findings(pair)[0].fact.in_("en"))


def test_a_meeting_on_a_trip_is_told_by_its_own_hours_and_one_shared_day_is_said_once() -> None:
    trip = Presence("H", "Baku", days(1, 9), key="t")
    assert "on 5 November 2026, 09:00 to 10:00" in strip_isolates(
        overlap_findings([trip, Presence("H", "m", hours(9, 10), key="m")])[0].fact.in_("en")
    )
    short = overlap_findings([trip, Presence("H", "Seoul", days(9, 12), key="s")])[0]
    assert "on 9 November 2026: Baku and Seoul" in strip_isolates(short.fact.in_("en"))


def test_every_person_and_every_clash_has_a_key_of_its_own() -> None:
    mine = [Presence(name, "here", hours(9, 11), key="1", who=name) for name in "ab"]
    others = [Presence(name, "there", hours(10, 12), key=key, who=name) for name, key in (("a", "2"), ("a", "3"), ("b", "2"))]
    keys = {found.key for one in mine for other in others for found in overlap_findings([one, other])}
    assert len(keys) == 3
    moved = overlap_findings([mine[0], Presence("a", "there", hours(10, 11), key="2", who="a")])[0]
    assert moved.key in keys  # the other meeting ends earlier, what is shared is the same
    assert overlap_findings([mine[0], Presence("a", "there", hours(9, 11), key="2", who="a")])[0].key not in keys
