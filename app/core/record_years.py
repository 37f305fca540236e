"""The years in which a record may lie: what is far outside them is a slip of the hand, and no list or rule expects it.

Dates are converted in every year that a calendar has; only what is kept is bounded. Source of the bounds: from 1178 SH, the year
before 1800, the 33-year rule agrees with the official calendar (see `calendars`), and the first treaties whose texts are in use
are younger; no passport, agreement or plan reaches beyond 2200.
"""

from datetime import date
from typing import Final, TypeVar

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.moments import Moment
from app.core.partial_dates import PartialDate

FIRST: Final = date(1800, 1, 1)
LAST: Final = date(2200, 12, 31)
Dated = TypeVar("Dated", date, PartialDate, Moment)


class YearOutOfReach(SafirError):
    """A day in a year of which the office keeps no record."""

    code = "year_out_of_reach"

    def __init__(self, day: date, *, historic: bool = False) -> None:
        message = _("{day} was not accepted: records lie between the years 1800 and 2200. See whether the year is right.")
        if historic:
            message = _("{day} was not accepted: records lie before the year 2200. See whether the year is right.")
        super().__init__(message.format(day=day))
        self.day = day


def in_reach(value: Dated, *, historic: bool = False) -> Dated:
    """Give a value back that a record may hold; a `historic` one, such as the founding of a city, may be of any age.

    Raises YearOutOfReach.
    """
    if isinstance(value, PartialDate):
        first, last = value.first, value.last
    else:
        first = last = value.day if isinstance(value, Moment) else value
    if last > LAST:
        raise YearOutOfReach(last, historic=historic)
    if first < FIRST and not historic:
        raise YearOutOfReach(first)
    return value
