"""Days in three calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import (
    Calendar,
    DayStyle,
    ImpossibleDay,
    UnreadableDay,
    add_months,
    calendar_of,
    day_of,
    format_day,
    full_year,
    guess_calendar,
    is_leap,
    iso_text,
    month_length,
    month_name,
    named_month,
    parse_day,
    parts_of,
    strip_era,
    weekday_name,
)
from app.core.clock import frozen_at
from app.core.i18n import Language
from app.core.icu_bridge import icu
from tests.core.equinox import nowruz_by_breaks, nowruz_by_equinox

JALALI, GREGORIAN, HIJRI = Calendar.JALALI, Calendar.GREGORIAN, Calendar.HIJRI
# The leap years of the official calendar, 1280 to 1500.
LEAP_YEARS = [
    1280, 1284, 1288, 1292, 1296, 1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362,
    1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449,
    1453, 1457, 1461, 1465, 1469, 1474, 1478, 1482, 1486, 1490, 1494, 1498,
]  # fmt: skip
DAYS = st.dates(date(1882, 11, 12), date(2121, 3, 20))
MONDAY = date(2026, 11, 23)


def test_leap_years_are_those_of_the_official_calendar() -> None:
    assert [year for year in range(1280, 1501) if is_leap(year)] == LEAP_YEARS


@pytest.mark.parametrize("model", [nowruz_by_equinox, nowruz_by_breaks])
def test_every_nowruz_is_the_day_of_the_equinox(model: object) -> None:
    assert callable(model)
    assert [year for year in range(1200, 1503) if model(year) != day_of(year, 1, 1, JALALI)] == []


def test_every_jalali_day_agrees_with_icu_and_comes_back() -> None:
    model = icu.Calendar.createInstance(icu.TimeZone.getGMT(), icu.Locale("fa@calendar=persian"))
    fields = (icu.Calendar.YEAR, icu.Calendar.MONTH, icu.Calendar.DATE)
    first, last = day_of(1280, 1, 1, JALALI), day_of(1500, 12, 29, JALALI)
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        year, month, number = parts = parts_of(day, JALALI)
        model.setTime(float((ordinal - 719163) * 86400))
        assert tuple(model.get(field) for field in fields) == (year, month - 1, number)
        assert day_of(*parts, JALALI) == day


@given(DAYS, st.sampled_from(Calendar))
def test_every_day_comes_back_from_every_calendar(day: date, calendar: Calendar) -> None:
    assert day_of(*parts_of(day, calendar), calendar) == day
    assert parts_of(day, calendar).day <= month_length(*parts_of(day, calendar)[:2], calendar)


@given(DAYS, st.sampled_from(("fa", "en")), st.sampled_from(DayStyle), st.sampled_from(Calendar))
def test_a_written_day_is_read_back(day: date, lang: Language, style: DayStyle, calendar: Calendar) -> None:
    written = format_day(day, lang, style=style, calendar=calendar)
    assert parse_day(written, calendar=calendar) == day
    assert parse_day(iso_text(day, calendar), calendar=calendar) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1404/07/15", "2025-10-07"),
        ("۱۴۰۴/۷/۱۵", "2025-10-07"),
        ("١٤٠٤-٧-١٥", "2025-10-07"),
        ("1404.7.15", "2025-10-07"),
        ("۱۴۰۴٫۷٫۱۵", "2025-10-07"),
        (" 1404 7 15 ", "2025-10-07"),
        ("14040715", "2025-10-07"),
        ("20251007", "2025-10-07"),
        ("2025-10-07", "2025-10-07"),
        ("15/7/1404", "2025-10-07"),
        ("04/7/15", "2025-10-07"),
        ("75/1/1", "1996-03-20"),
        ("15 مهر 1404", "2025-10-07"),
        ("۱۵ مهرماه سال ۱۴۰۴", "2025-10-07"),
        ("سه شنبه ۱۵ مهر ۱۴۰۴", "2025-10-07"),
        ("1404 مهر 15", "2025-10-07"),
        ("2 آذر 05", "2026-11-23"),
        ("Monday 23 November 2026", "2026-11-23"),
        ("Nov 23, 2026", "2026-11-23"),
        ("23rd of November 2026", "2026-11-23"),
        ("12th may 24", "2024-05-12"),
        ("۲ نوامبر ۲۰۲۶ میلادی", "2026-11-02"),
        ("15 رمضان 1447", "2026-03-04"),
        ("۱۵ ربیع الاول ۱۴۴۷ هجری قمری", "2025-09-07"),
        ("1447/09/15 قمری", "2026-03-04"),
        ("\u20681404/07/15\u2069", "2025-10-07"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("امروز", "2026-11-23"),
        ("پس‌فردا", "2026-11-25"),
        ("yesterday", "2026-11-22"),
        ("+7", "2026-11-30"),
        ("- 3", "2026-11-20"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: str) -> None:
    assert parse_day(text, today=MONDAY).isoformat() == day


def test_without_a_day_to_count_from_today_is_meant() -> None:
    with frozen_at(datetime(2026, 11, 23, 21, tzinfo=UTC)):
        assert parse_day("امروز") == date(2026, 11, 24)


def test_a_given_calendar_decides_where_nothing_else_does() -> None:
    assert parse_day("1447/9/15", calendar=HIJRI) == date(2026, 3, 4)
    assert parse_day("1404-07-15", calendar=GREGORIAN) == date(1404, 7, 15)
    assert parse_day("26-11-23", calendar=GREGORIAN) == date(2026, 11, 23)
    assert parse_day("15 مهر 1404", calendar=GREGORIAN) == date(2025, 10, 7)


@pytest.mark.parametrize(
    "text", ["", "x", "1404", "1404/7", "1404/7/15/1", "404/7/15", "2025/1/1000", "15 مهر", "1 2 مهر 1404", "مهر"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDay) as caught:
        parse_day(text)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1404/12/30", "1404/12/30 is not in the calendar: Esfand 1404 has twenty-nine days."),
        ("1404/7/31", "1404/7/31 is not in the calendar: Mehr 1404 has 30 days."),
        ("2025-02-29", "2025-02-29 is not in the calendar: February 2025 has 28 days."),
        ("1404/13/1", "1404/13/1 is not in the calendar: a year has twelve months."),
        ("1404/0/1", "1404/0/1 is not in the calendar: a year has twelve months."),
        ("1404/12/0", "1404/12/0 is not in the calendar: Esfand 1404 has twenty-nine days."),
        ("0000/1/1", "0000/1/1 is not in the calendar: there is no such year."),
    ],
)
def test_an_impossible_day_says_why(text: str, sentence: str) -> None:
    with pytest.raises(ImpossibleDay) as caught:
        parse_day(text)
    said = caught.value.message.in_("en").replace("\u2068", "").replace("\u2069", "")
    assert (said, caught.value.text) == (sentence, text)


def test_years_beyond_what_a_date_holds_are_impossible() -> None:
    for year, calendar in ((9999, JALALI), (10_000, GREGORIAN), (9999, HIJRI)):
        with pytest.raises(ImpossibleDay):
            day_of(year, 1, 1, calendar)
    with pytest.raises(ImpossibleDay):
        add_months(date(9999, 12, 1), 1, GREGORIAN)


def test_lunar_months_have_the_length_of_the_table() -> None:
    assert [month_length(1447, month, HIJRI) for month in (1, 12)] == [30, 29]
    assert day_of(1447, 9, 1, HIJRI) == date(2026, 2, 18)


@pytest.mark.parametrize(
    ("day", "months", "calendar", "result"),
    [
        (date(2025, 1, 31), 1, GREGORIAN, date(2025, 2, 28)),
        (day_of(1403, 6, 31, JALALI), 6, JALALI, day_of(1403, 12, 30, JALALI)),
        (day_of(1403, 6, 31, JALALI), 18, JALALI, day_of(1404, 12, 29, JALALI)),
        (day_of(1404, 1, 1, JALALI), -1, JALALI, day_of(1403, 12, 1, JALALI)),
        (day_of(1447, 1, 30, HIJRI), 12, HIJRI, day_of(1448, 1, 29, HIJRI) + timedelta(days=month_length(1448, 1, HIJRI) - 29)),
    ],
)
def test_months_are_added_to_the_end_of_shorter_months(day: date, months: int, calendar: Calendar, result: date) -> None:
    assert add_months(day, months, calendar) == result


@given(DAYS, st.integers(-600, 600), st.sampled_from((JALALI, GREGORIAN)))
def test_adding_months_and_going_back_loses_at_most_the_end_of_a_month(day: date, months: int, calendar: Calendar) -> None:
    back = add_months(add_months(day, months, calendar), -months, calendar)
    assert 0 <= (day - back).days <= 3


def test_a_day_is_written_for_its_reader() -> None:
    assert [format_day(MONDAY, "fa", style=style) for style in DayStyle] == ["۱۴۰۵/۰۹/۰۲", "۲ آذر ۱۴۰۵", "دوشنبه ۲ آذر ۱۴۰۵"]
    assert [format_day(MONDAY, "en", style=style) for style in DayStyle] == [
        "2026-11-23",
        "23 November 2026",
        "Monday 23 November 2026",
    ]
    assert format_day(MONDAY, "fa", style=DayStyle.LONG, calendar=GREGORIAN) == "۲۳ نوامبر ۲۰۲۶"
    assert (month_name(9, HIJRI, "en"), weekday_name(MONDAY, "fa"), iso_text(MONDAY, JALALI)) == (
        "Ramadan",
        "دوشنبه",
        "1405-09-02",
    )


def test_calendars_and_years_are_guessed_as_people_mean_them() -> None:
    assert (calendar_of("fa"), calendar_of("en"), guess_calendar(1599), guess_calendar(1600)) == (
        JALALI,
        GREGORIAN,
        JALALI,
        GREGORIAN,
    )
    assert [full_year("49", None), full_year("50", None), full_year("99", GREGORIAN)] == [1449, 1350, 1999]
    with pytest.raises(ValueError, match="123"):
        full_year("123", None)


def test_names_of_months_and_eras_are_found_in_a_text() -> None:
    assert (named_month("مهرماه"), named_month("مهرم")) == ((JALALI, 7), None)
    assert (strip_era("1447 قمری"), strip_era("1404")) == (("1447", HIJRI), ("1404", None))
