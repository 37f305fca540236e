"""Zones by their cities, and the two clocks of a meeting abroad."""

from datetime import datetime

import pytest

from app.core.letters import tight
from app.core.moments import Moment
from app.core.text import strip_isolates
from app.core.zones import city_of, clock_at, day_and_clocks, two_clocks, zones_by_city

SEOUL = Moment(datetime(2026, 12, 19, 1, 10), "Asia/Seoul")  # noqa: DTZ001 - a wall time


def test_a_zone_is_called_by_its_city_and_found_by_it() -> None:
    assert (city_of("Asia/Tehran", "fa"), city_of("Asia/Seoul", "fa"), city_of("Asia/Seoul", "en")) == ("تهران", "سئول", "Seoul")
    assert zones_by_city()[tight("سئول")] == zones_by_city()[tight("Seoul")] == "Asia/Seoul"
    assert city_of("+03:30", "fa") == "+03:30"


def test_a_clock_and_its_city_are_never_parted() -> None:
    assert " " not in clock_at(SEOUL, "America/New_York", "en")


@pytest.mark.parametrize(
    ("moment", "other", "said"),
    [
        (SEOUL, "", "جمعه ۲۷ آذر ۱۴۰۵ · ۱۹:۴۰ تهران · ۰۱:۱۰ سئول (شنبه)"),
        (Moment(datetime(2026, 11, 23, 10, 0), "Asia/Tehran"), "Asia/Seoul", "دوشنبه ۲ آذر ۱۴۰۵ · ۱۰:۰۰ تهران · ۱۵:۳۰ سئول"),  # noqa: DTZ001
        (Moment(datetime(2026, 11, 23, 10, 0), "Asia/Tehran"), "", "دوشنبه ۲ آذر ۱۴۰۵ · ۱۰:۰۰ تهران"),  # noqa: DTZ001
    ],
)
def test_home_comes_first_and_another_day_there_is_named(moment: Moment, other: str, said: str) -> None:
    told = day_and_clocks(moment, "fa", home="Asia/Tehran", other=other)
    assert strip_isolates(told).replace("\u00a0", " ") == said
    assert bool(two_clocks(moment, "fa", home="Asia/Tehran", other=other)[1]) is (said.count("·") == 2)
