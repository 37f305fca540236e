"""Dates known in part."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import Calendar, DayStyle, ImpossibleDay, UnreadableDay, parts_of
from app.core.i18n import Language, _
from app.core.partial_dates import Bound, PartialDate, Precision, format_in_column, format_partial, is_whole, parse_partial

LANGUAGES: tuple[Language, ...] = ("fa", "en")


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(1921, 3, 21), date(2100, 1, 1)))
    calendar = draw(st.sampled_from(Calendar))
    year, month, _day = parts_of(day, calendar)
    makers = [
        PartialDate.of_day(day),
        PartialDate.of_month(year, month, calendar),
        PartialDate.of_year(year, calendar),
    ]
    if calendar is not Calendar.HIJRI:
        makers.append(PartialDate.of_season(year, draw(st.integers(1, 4)), calendar))
    made = draw(st.sampled_from(makers))
    return PartialDate(made.first, made.last, made.precision, made.calendar, draw(st.sampled_from(Bound)))


@given(partial_dates())
def test_a_stored_value_comes_back(value: PartialDate) -> None:
    assert PartialDate.decode(value.encode()) == value


@given(st.lists(partial_dates(), max_size=20))
def test_stored_values_sort_by_their_days(values: list[PartialDate]) -> None:
    stored = sorted(values, key=PartialDate.encode)
    assert [(one.first, one.last) for one in stored] == sorted((one.first, one.last) for one in values)


@given(partial_dates(), st.sampled_from(LANGUAGES), st.sampled_from(DayStyle))
def test_a_written_value_is_read_back(value: PartialDate, lang: Language, style: DayStyle) -> None:
    assert parse_partial(format_partial(value, lang, style=style)) == value


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1402-05", "2023-07-23/2023-08-22 month jalali exact"),
        ("5/1402", "2023-07-23/2023-08-22 month jalali exact"),
        ("مرداد ۱۴۰۲", "2023-07-23/2023-08-22 month jalali exact"),
        ("۱۴۰۲ مردادماه", "2023-07-23/2023-08-22 month jalali exact"),
        ("2004", "2004-01-01/2004-12-31 year gregorian exact"),
        ("سال ۱۴۰۲", "2023-03-21/2024-03-19 year jalali exact"),
        ("تابستان 02", "2023-06-22/2023-09-22 season jalali exact"),
        ("winter 2004", "2004-12-01/2005-02-28 season gregorian exact"),
        ("fall 2004", "2004-09-01/2004-11-30 season gregorian exact"),
        ("حدودِ ۲۰۰۴ میلادی", "2004-01-01/2004-12-31 year gregorian about"),
        ("قبل از 1404/7/15", "2025-10-07/2025-10-07 day jalali before"),
        ("after May 2004", "2004-05-01/2004-05-31 month gregorian after"),
        ("c. 1447 AH", "2025-06-26/2026-06-15 year hijri about"),
        ("Mordad 1402 (July–August 2023)", "2023-07-23/2023-08-22 month jalali exact"),
        ("۱۵ رمضان ۱۴۴۷ قمری", "2026-03-04/2026-03-04 day jalali exact"),
    ],
)
def test_a_value_is_read_as_people_write_it(text: str, stored: str) -> None:
    assert parse_partial(text).encode() == stored


def test_a_given_calendar_decides_where_nothing_else_does() -> None:
    assert parse_partial("1447", calendar=Calendar.HIJRI) == PartialDate.of_year(1447, Calendar.HIJRI)
    assert parse_partial("1447/9", calendar=Calendar.HIJRI).first == date(2026, 2, 18)
    assert parse_partial("بهار 04", calendar=Calendar.GREGORIAN).first == date(2004, 3, 1)


@pytest.mark.parametrize("text", ["", "x", "حدود", "بهار ۱۴۴۷ قمری", "خوب ۱۴۰۲", "12345"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDay):
        parse_partial(text)


def test_an_impossible_month_is_refused() -> None:
    with pytest.raises(ImpossibleDay):
        parse_partial("1402/13")
    with pytest.raises(ImpossibleDay):
        PartialDate.of_year(0, Calendar.JALALI)


@pytest.mark.parametrize(
    "text", ["", "2023-07-23", "2023-07-23/2023-08-22 month jalali", "2023-07-23/x month jalali exact", "a/b c d e"]
)
def test_a_foreign_stored_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDay):
        PartialDate.decode(text)


def test_a_foreign_month_is_explained_to_english_readers() -> None:
    def said(text: str) -> str:
        return format_partial(parse_partial(text), "en")

    assert said("مرداد ۱۴۰۲") == "Mordad 1402 (July–August 2023)"
    assert said("دی ۱۴۰۲") == "Dey 1402 (December 2023 – January 2024)"
    assert said("پیش از ۱۴۰۲") == "before 1402 (2023–2024)"
    assert said("2004-05") == "May 2004"


def test_a_value_is_written_in_persian_as_it_was_said() -> None:
    def said(text: str, style: DayStyle = DayStyle.LONG) -> str:
        return format_partial(parse_partial(text), "fa", style=style)

    assert said("about 2004") == "حدود ۲۰۰۴ میلادی"
    assert said("spring 2004") == "بهار ۲۰۰۴ میلادی"
    assert said("1402-05", DayStyle.SHORT) == "۱۴۰۲/۰۵"
    assert said("2004-05", DayStyle.SHORT) == "مه ۲۰۰۴"
    assert said("1447 AH", DayStyle.SHORT) == "۱۴۴۷ قمری"
    assert _("On {day}").format(day=parse_partial("1404/7/15")).in_("fa") == "On ۱۵ مهر ۱۴۰۴"


def test_a_known_day_is_equal_however_it_was_typed() -> None:
    assert parse_partial("2025-10-07") == parse_partial("۱۵ مهر ۱۴۰۴") == PartialDate.of_day(date(2025, 10, 7))
    assert PartialDate.of_day(date(2025, 10, 7)).precision is Precision.DAY


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("1963", "fa", "۱۹۶۳ م"),
        ("پیش از ۱۹۶۳", "fa", "پیش از ۱۹۶۳ م"),
        ("1500 CE", "fa", "۱۵۰۰ میلادی"),
        ("1404", "fa", "۱۴۰۴"),
        ("1404/01/08", "fa", "۱۴۰۴/۰۱/۰۸"),
        ("May 2004", "fa", "مه ۲۰۰۴"),
        ("1404", "en", "1404 SH"),
        ("1963", "en", "1963"),
    ],
)
def test_a_year_of_another_calendar_is_marked_in_a_column(text: str, lang: Language, shown: str) -> None:
    assert format_in_column(parse_partial(text), lang) == shown


@pytest.mark.parametrize("calendar", [Calendar.JALALI, Calendar.GREGORIAN])
def test_a_value_is_whole_when_its_days_are_those_of_what_it_says(calendar: Calendar) -> None:
    year = 1402 if calendar is Calendar.JALALI else 2024
    said = [
        PartialDate.of_day(date(2024, 2, 29), calendar),
        *(PartialDate.of_month(year, month, calendar) for month in (1, 6, 12)),
        *(PartialDate.of_season(year, season, calendar) for season in (1, 2, 3)),
        PartialDate.of_year(year, calendar),
    ]
    for value in said:
        assert is_whole(value), value
        assert not is_whole(replace(value, last=value.last + timedelta(days=1))), value
