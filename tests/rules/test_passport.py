"""Passports and the six months after return."""

from datetime import date

import pytest

from app.core.calendars import Calendar
from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.rules.findings import Severity
from app.rules.passport import needed_until, passport_finding


def test_six_months_are_gregorian_and_clamped() -> None:
    assert needed_until(date(2026, 8, 31)) == date(2027, 2, 28)
    assert needed_until(date(2027, 8, 30)) == date(2028, 2, 29)


def test_exactly_six_months_are_enough() -> None:
    assert passport_finding("Hosseini", PartialDate.of_day(date(2027, 6, 14)), returns=date(2026, 12, 14)) is None


@pytest.mark.parametrize(
    ("until", "severity", "reason"),
    [
        (date(2027, 6, 13), Severity.WARN, "Less than six months of it remain on the day of return."),
        (date(2026, 12, 14), Severity.WARN, "Less than six months of it remain on the day of return."),
        (date(2026, 12, 13), Severity.BAD, "It expires before the day of return."),
    ],
)
def test_a_day_less_is_warned_of_and_expiry_on_the_way_is_urgent(until: date, severity: Severity, reason: str) -> None:
    found = passport_finding("Hosseini", PartialDate.of_day(until), returns=date(2026, 12, 14))
    assert found is not None
    assert (found.severity, found.reason.in_("en")) == (severity, reason)
    assert strip_isolates(found.why.in_("en")) == "Return 14 December 2026 plus 6 months: 14 June 2027."


def test_a_month_of_expiry_counts_from_its_first_day() -> None:
    assert passport_finding("Hosseini", PartialDate.of_month(2027, 6, Calendar.GREGORIAN), returns=date(2026, 12, 14)) is not None
    assert passport_finding("Hosseini", PartialDate.of_month(2027, 7, Calendar.GREGORIAN), returns=date(2026, 12, 14)) is None


@pytest.mark.parametrize("returns", [date(9999, 12, 1), date.max, date.min])
def test_a_return_at_the_edge_of_the_calendar_is_answered(returns: date) -> None:
    assert needed_until(returns) == returns


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (date(2026, 12, 14), "Less than six months of it remain at departure."),
        (date(2026, 12, 13), "It expires before the day of departure."),
    ],
)
def test_without_a_return_the_departure_is_named(until: date, reason: str) -> None:
    found = passport_finding("Hosseini", PartialDate.of_day(until), returns=date(2026, 12, 14), departed=True)
    assert found is not None
    assert found.reason.in_("en") == reason
    assert strip_isolates(found.why.in_("en")) == "Departure 14 December 2026 plus 6 months: 14 June 2027."
