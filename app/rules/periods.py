"""Durations as agreements write them: so many days, months or years of one calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.calendars import Calendar, add_months
from app.core.i18n import Text, _n
from app.rules.vocabulary import PeriodCalendar, PeriodUnit

_MONTHS_IN = {PeriodUnit.MONTHS: 1, PeriodUnit.YEARS: 12}
_LONGEST = {PeriodUnit.DAYS: 146_097, PeriodUnit.MONTHS: 4_800, PeriodUnit.YEARS: 400}
# Calendars stop at the years 1 and 9999; a day this near the edge is as good as never.
_EARLIEST, _LATEST = date(700, 1, 1), date(9_000, 12, 31)


class ImpossiblePeriod(ValueError):
    """A period is negative or longer than four hundred years."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in one unit; zero means "none". Raises ImpossiblePeriod below zero and above 400 years."""

    number: int
    unit: PeriodUnit

    def __post_init__(self) -> None:
        if not 0 <= self.number <= _LONGEST[self.unit]:
            raise ImpossiblePeriod(f"{self.number} {self.unit}")

    @property
    def text(self) -> Text:
        """Write the period in words: "5 years"."""
        match self.unit:
            case PeriodUnit.DAYS:
                return _n("{n} day", "{n} days", self.number)
            case PeriodUnit.MONTHS:
                return _n("{n} month", "{n} months", self.number)
            case _:
                return _n("{n} year", "{n} years", self.number)

    @property
    def most_days(self) -> int:
        """Give the greatest number of days the period can last in any calendar."""
        return self.number * {PeriodUnit.DAYS: 1, PeriodUnit.MONTHS: 31, PeriodUnit.YEARS: 366}[self.unit]


def later(day: date, period: Period, *, calendar: PeriodCalendar, times: int = 1) -> date:
    """Count a period on from a day, `times` over, clamped to the end of the month of the agreement's calendar."""
    return _moved(day, period, count=period.number * times, calendar=calendar)


def earlier(day: date, period: Period, *, calendar: PeriodCalendar) -> date:
    """Count a period back from a day, clamped to the end of the month of the agreement's calendar."""
    return _moved(day, period, count=-period.number, calendar=calendar)


def days_on(day: date, days: int) -> date:
    """Count days on from a day, or back; what a calendar does not reach stops at its first or last day."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _moved(day: date, period: Period, *, count: int, calendar: PeriodCalendar) -> date:
    days_at_most = count * (1 if period.unit is PeriodUnit.DAYS else 31 * _MONTHS_IN[period.unit])
    reach = day.toordinal() + days_at_most
    if day < _EARLIEST or reach < _EARLIEST.toordinal():
        return min(day, _EARLIEST)
    if reach > _LATEST.toordinal():
        return max(day, _LATEST)
    if period.unit is PeriodUnit.DAYS:
        return day + timedelta(days=count)
    return add_months(day, count * _MONTHS_IN[period.unit], calendar.calendar)


def whole_months(start: date, end: date, *, calendar: Calendar = Calendar.JALALI) -> int:
    """Count the full months from one day to a later one; 0 when `end` is not later."""
    months = max(0, (end - start).days // 31)
    while add_months(start, months + 1, calendar) <= end:
        months += 1
    return months
