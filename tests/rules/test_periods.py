"""Periods in two calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import Calendar, day_of, parts_of
from app.rules.periods import ImpossiblePeriod, Period, days_on, earlier, later, whole_months
from app.rules.vocabulary import PeriodCalendar, PeriodUnit

GREGORIAN, JALALI = PeriodCalendar
DAYS, MONTHS, YEARS = PeriodUnit
SOME_DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
SOME_PERIODS = st.builds(Period, st.integers(0, 120), st.sampled_from(PeriodUnit))


def jalali(year: int, month: int, day: int) -> date:
    return day_of(year, month, day, Calendar.JALALI)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    month = Period(1, MONTHS)
    assert later(date(2026, 1, 31), month, calendar=GREGORIAN) == date(2026, 2, 28)
    assert later(date(2028, 1, 31), month, calendar=GREGORIAN) == date(2028, 2, 29)


def test_a_year_after_a_leap_day_is_the_end_of_that_month() -> None:
    year = Period(1, YEARS)
    assert later(date(2028, 2, 29), year, calendar=GREGORIAN) == date(2029, 2, 28)
    assert later(jalali(1403, 12, 30), year, calendar=JALALI) == jalali(1404, 12, 29)


def test_six_months_before_the_last_of_shahrivar_is_the_last_of_esfand() -> None:
    assert earlier(jalali(1405, 6, 31), Period(6, MONTHS), calendar=JALALI) == jalali(1404, 12, 29)


def test_the_two_calendars_count_months_differently() -> None:
    end, month = date(2026, 3, 30), Period(1, MONTHS)
    assert earlier(end, month, calendar=GREGORIAN) == date(2026, 2, 28)
    assert earlier(end, month, calendar=JALALI) == jalali(1404, 12, 10)


def test_days_are_the_same_in_both_calendars() -> None:
    ninety = Period(90, DAYS)
    assert earlier(jalali(1405, 12, 9), ninety, calendar=GREGORIAN) == jalali(1405, 9, 9)


@pytest.mark.parametrize(("number", "unit"), [(-1, DAYS), (401, YEARS), (4801, MONTHS), (200_000, DAYS)])
def test_an_absurd_period_is_refused(number: int, unit: PeriodUnit) -> None:
    with pytest.raises(ImpossiblePeriod):
        Period(number, unit)


def test_far_days_stop_at_the_edge_of_calendars() -> None:
    long = Period(400, YEARS)
    assert later(date(9990, 1, 1), long, calendar=JALALI) == date(9990, 1, 1)
    assert later(date(8990, 1, 1), long, calendar=JALALI) == date(9000, 12, 31)
    assert earlier(date(701, 1, 1), long, calendar=GREGORIAN) == date(700, 1, 1)
    assert earlier(date.min, long, calendar=JALALI) == date.min


def test_periods_say_themselves() -> None:
    assert [Period(5, unit).text.in_("en") for unit in PeriodUnit] == ["5 days", "5 months", "5 years"]
    assert Period(1, YEARS).text.in_("en") == "1 year"


@given(SOME_DAYS, SOME_PERIODS, st.sampled_from(PeriodCalendar))
def test_counting_back_never_goes_on_and_counting_on_never_back(day: date, period: Period, calendar: PeriodCalendar) -> None:
    assert earlier(day, period, calendar=calendar) <= day <= later(day, period, calendar=calendar)


@given(SOME_DAYS, st.integers(0, 100), st.sampled_from(PeriodUnit), st.sampled_from(PeriodCalendar))
def test_a_longer_period_ends_no_earlier(day: date, number: int, unit: PeriodUnit, calendar: PeriodCalendar) -> None:
    shorter, longer = Period(number, unit), Period(number + 1, unit)
    assert later(day, shorter, calendar=calendar) < later(day, longer, calendar=calendar)
    assert earlier(day, shorter, calendar=calendar) > earlier(day, longer, calendar=calendar)


@given(SOME_DAYS, SOME_PERIODS, st.sampled_from(PeriodCalendar))
def test_no_period_lasts_longer_than_it_can(day: date, period: Period, calendar: PeriodCalendar) -> None:
    assert later(day, period, calendar=calendar) - day <= timedelta(days=period.most_days)


@given(SOME_DAYS, st.integers(0, 200))
def test_months_keep_their_day_or_clamp_to_the_end(day: date, number: int) -> None:
    moved = later(day, Period(number, MONTHS), calendar=JALALI)
    assert parts_of(moved, Calendar.JALALI).day <= parts_of(day, Calendar.JALALI).day


@given(SOME_DAYS, st.integers(0, 3000))
def test_full_months_fit_and_one_more_does_not(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = whole_months(start, end)
    assert later(start, Period(months, MONTHS), calendar=JALALI) <= end
    assert later(start, Period(months + 1, MONTHS), calendar=JALALI) > end


def test_there_are_no_months_before_the_start() -> None:
    assert whole_months(date(2026, 5, 1), date(2020, 5, 1)) == 0


def test_months_may_be_counted_in_the_gregorian_calendar() -> None:
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28), calendar=Calendar.GREGORIAN) == 1


def test_days_stop_at_the_ends_of_the_calendar() -> None:
    assert days_on(date(2026, 1, 1), -1) == date(2025, 12, 31)
    assert days_on(date.max, 1) == date.max
    assert days_on(date.min, -180) == date.min
