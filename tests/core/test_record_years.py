"""Records lie in the years of the office; the founding of a city may be of any age."""

from datetime import date, datetime

import pytest

from app.core.calendars import Calendar
from app.core.moments import Moment
from app.core.partial_dates import PartialDate, parse_partial
from app.core.record_years import YearOutOfReach, in_reach


@pytest.mark.parametrize(
    "value",
    [
        date(1799, 12, 31),
        date(2201, 1, 1),
        Moment(datetime.fromisoformat("0622-03-21T09:00"), "Asia/Tehran"),
        PartialDate.of_year(1799, Calendar.GREGORIAN),
        parse_partial("0040/05/12"),
    ],
)
def test_what_is_far_outside_is_refused_with_its_day(value: date) -> None:
    with pytest.raises(YearOutOfReach) as refused:
        in_reach(value)
    assert "1800" in refused.value.message.in_("en")


@pytest.mark.parametrize("value", [date(1800, 1, 1), date(2200, 12, 31), PartialDate.of_year(1405, Calendar.JALALI)])
def test_what_the_office_keeps_stays_as_it_is(value: date) -> None:
    assert in_reach(value) == value


def test_a_founding_may_be_of_any_age_but_not_of_the_far_future() -> None:
    cairo = PartialDate.of_year(969, Calendar.GREGORIAN)
    assert in_reach(cairo, historic=True) == cairo
    with pytest.raises(YearOutOfReach):
        in_reach(date(2300, 1, 1), historic=True)
