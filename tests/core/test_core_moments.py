"""Moments: wall time and zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import ImpossibleDay, UnreadableDay
from app.core.clock import frozen_at
from app.core.i18n import _
from app.core.moments import (
    Moment,
    UnknownZone,
    UnreadableMoment,
    format_clock,
    format_moment,
    iso_moment,
    moment_now,
    parse_moment,
)

TEHRAN, BERLIN = "Asia/Tehran", "Europe/Berlin"
ZONES = st.sampled_from((TEHRAN, BERLIN, "America/New_York", "Pacific/Apia", "UTC", "+03:30", "-05:00", "+00:00"))
# Minutes, so that no time of a zone's own second offset comes up; fold is drawn, too.
WALLS = st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001
MOMENTS = st.builds(lambda wall, zone, fold: Moment(wall.replace(fold=fold), zone), WALLS, ZONES, st.integers(0, 1))


def read(text: str) -> Moment:
    return parse_moment(text, office_zone=TEHRAN)


def wall(*numbers: int) -> datetime:
    year, month, day, hour, minute = numbers
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


@given(MOMENTS)
def test_a_stored_moment_comes_back_with_its_instant(moment: Moment) -> None:
    back = Moment.decode(moment.encode())
    assert (back, back.instant) == (moment, moment.instant)


@given(st.lists(MOMENTS, max_size=20))
def test_stored_moments_sort_by_instant(moments: list[Moment]) -> None:
    stored = sorted(moments, key=Moment.encode)
    assert [one.instant for one in stored] == sorted(one.instant for one in moments)


@given(MOMENTS)
def test_a_written_moment_is_read_back_at_its_instant(moment: Moment) -> None:
    local = moment.instant.astimezone(UTC)
    if Moment(moment.at("UTC"), "UTC").at(moment.zone) == moment.wall:  # a wall time the clocks skip has no offset of its own
        assert read(iso_moment(moment)).instant == local


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-01T09:00:00+03:30", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("2026-01-01T09:00:00+0330", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("2026-01-01T09:00:00+03:30[Asia/Tehran]", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("2026-01-01T09:00:00.250+01:00", "2026-01-01T09:00:00+01:00"),
        ("2026-01-01T09:00+01:00[Europe/Berlin]", "2026-01-01T09:00:00+01:00[Europe/Berlin]"),
        ("2026-01-01T09:00[Europe/Berlin]", "2026-01-01T09:00:00+01:00[Europe/Berlin]"),
        ("2026-01-01T05:30Z[Asia/Tehran]", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("2026-01-01T05:30Z", "2026-01-01T05:30:00+00:00"),
        ("2026-01-01 09:00", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("1404-10-11T09:00", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("۱۱ دی ۱۴۰۴، ساعت ۹:۰۰", "2026-01-01T09:00:00+03:30[Asia/Tehran]"),
        ("6 October 2025, 10:00", "2025-10-06T10:00:00+03:30[Asia/Tehran]"),
    ],
)
def test_a_moment_is_read_as_people_and_machines_write_it(text: str, iso: str) -> None:
    assert iso_moment(read(text)) == iso


def test_an_hour_that_comes_twice_keeps_which_one_was_meant() -> None:
    first, second = (parse_moment(f"2026-10-25T02:30{offset}", office_zone=BERLIN) for offset in ("+02:00", "+01:00"))
    assert (first.wall, first.zone, second.zone) == (second.wall, BERLIN, BERLIN)
    assert second.instant - first.instant == timedelta(hours=1)
    assert Moment.decode(second.encode()).instant == second.instant


def test_the_wall_time_is_the_truth_when_the_rules_of_a_zone_have_changed() -> None:
    stored = Moment(wall(2026, 7, 1, 9, 0), TEHRAN).encode().replace("05:30:00Z", "04:30:00Z")
    assert Moment.decode(stored) == Moment(wall(2026, 7, 1, 9, 0), TEHRAN)


@pytest.mark.parametrize(
    "text", ["", "2026-01-01", "09:00", "2026-01-01T25:00", "2026-01-01T09:00+01:00[Asia/Tehran]", "0001-01-01T00:00+25:00"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises((UnreadableMoment, UnreadableDay, UnknownZone)):
        read(text)


def test_each_part_refuses_in_its_own_words() -> None:
    with pytest.raises(ImpossibleDay):
        read("1404/12/30 09:00")
    with pytest.raises(UnreadableDay):
        read("someday 09:00")
    with pytest.raises(UnknownZone) as caught:
        read("2026-01-01T09:00[Nowhere/City]")
    assert caught.value.zone == "Nowhere/City"
    with pytest.raises(UnknownZone):
        Moment(wall(2026, 1, 1, 9, 0), "../etc/passwd")


@pytest.mark.parametrize("text", ["", "x y", "2026-01-01T05:30:00Z 2026-01-01T09:00:00", "x 2026-01-01T09:00:00[UTC]"])
def test_a_foreign_stored_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMoment):
        Moment.decode(text)


def test_a_moment_is_written_for_its_reader() -> None:
    moment = Moment(wall(2026, 1, 1, 9, 0), TEHRAN)
    assert format_moment(moment, "fa") == "۱۱ دی ۱۴۰۴، ۰۹:۰۰"
    assert format_moment(moment, "en", zone="America/New_York") == "1 January 2026, 00:30"
    assert format_clock(moment, "fa", zone="UTC") == "۰۵:۳۰"
    assert format_clock(moment, "en") == "09:00"
    assert _("At {m}").format(m=moment).in_("en") == "At 1 January 2026, 09:00"


def test_a_moment_knows_its_day_and_other_walls() -> None:
    moment = Moment(wall(2026, 1, 1, 2, 0), TEHRAN)
    assert (moment.day, moment.at("UTC"), moment.at(TEHRAN)) == (date(2026, 1, 1), wall(2025, 12, 31, 22, 30), moment.wall)


def test_now_is_the_minute_in_the_zone() -> None:
    with frozen_at(datetime(2026, 1, 1, 5, 30, 45, 123, tzinfo=UTC)):
        assert moment_now(TEHRAN) == Moment(wall(2026, 1, 1, 9, 0), TEHRAN)


def test_a_moment_of_an_early_year_is_written_with_four_figures_and_read_back() -> None:
    early = Moment(datetime.fromisoformat("0622-03-21T09:00"), "Asia/Tehran")
    assert early.encode().startswith("0622-")
    assert Moment.decode(early.encode()) == early


def test_an_early_year_as_earlier_versions_wrote_it_is_read_by_its_wall_time() -> None:
    read = Moment.decode("622-03-21T05:34:16Z 0622-03-21T09:00:00[Asia/Tehran]")
    assert read.wall == datetime.fromisoformat("0622-03-21T09:00")
