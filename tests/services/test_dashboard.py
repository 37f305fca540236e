"""Home: every figure is true, and its list counts the same."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import frozen_at
from app.core.i18n import speaking
from app.services import dashboard, editing, listing, reference, sample
from app.services.office import Office


@pytest.fixture
def filled(office: Office) -> Office:
    reference.load(office)
    sample.fill(office)
    return office


def test_the_day_stands_in_three_calendars(office: Office) -> None:
    dates = dashboard.home(office).dates
    assert dates.first == "سه‌شنبه ۱۵ مهر ۱۴۰۴"
    assert dates.others[0] == "7 October 2025"
    assert "۱۴۴۷" in dates.others[1]
    with speaking("en"):
        assert dashboard.dates_of(dates.day).first == "Tuesday 7 October 2025"


def test_every_figure_opens_a_list_that_counts_the_same(filled: Office) -> None:
    home = dashboard.home(filled)
    assert [figure.key for figure in home.figures] == ["abroad", "meetings", "ours_late", "theirs_late"]
    for figure in home.figures:
        assert figure.count == listing.count(filled, figure.query), figure.key
        assert figure.count > 0


def test_events_carry_both_clocks_and_open_their_record(filled: Office) -> None:
    events = dashboard.home(filled).events
    assert [event.day for event in events] == sorted(event.day for event in events)
    committee = next(event for event in events if "بیشکک" in event.title)
    assert (committee.clock, committee.local_clock, committee.local_place) == ("۱۴:۰۰", "۱۶:۳۰", "بیشکک")
    assert committee.unprepared
    for event in events:
        assert editing.open_draft(filled, event.kind, event.id)


def test_a_trip_abroad_tells_its_day_of_days(filled: Office) -> None:
    home = dashboard.home(filled)
    trip = next(trip for trip in home.trips if trip.city == "سارایوو")
    assert (trip.day_number, trip.days, trip.people, trip.council) == (4, 8, 2, 2)
    assert len(home.council) == 2
    assert home.council_limit == filled.settings.council_limit


def test_late_and_coming_promises_and_notice_days_are_listed(filled: Office) -> None:
    home = dashboard.home(filled)
    assert home.overdue[0].late == 61
    assert all(line.late == 0 for line in home.due)
    assert [line.threshold for line in home.notices] == [7, 30, 90, 180]


def test_four_alerts_of_all_are_shown(filled: Office) -> None:
    home = dashboard.home(filled)
    assert len(home.alerts) == 4
    assert home.alert_total > 4


def test_the_sample_is_told_as_long_as_it_is_there(filled: Office) -> None:
    assert dashboard.home(filled).has_sample
    sample.remove(filled)
    home = dashboard.home(filled)
    assert not home.has_sample
    assert (home.alerts, home.events, home.trips, home.notices) == ((), (), (), ())


def test_an_empty_office_has_a_quiet_home(office: Office) -> None:
    home = dashboard.home(office)
    assert [figure.count for figure in home.figures] == [0, 0, 0, 0]
    assert home.alert_total == 0


def test_a_meeting_late_in_the_evening_far_west_belongs_to_the_day_of_the_office(filled: Office) -> None:
    with frozen_at(datetime(2025, 10, 7, 8, tzinfo=UTC)):
        today = filled.today()
        events = dashboard.home(filled).events
    assert all(today <= event.day < today + timedelta(days=dashboard.WEEK) for event in events)
