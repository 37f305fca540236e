"""The last day for notice, in both calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.calendars import Calendar, day_of
from app.core.partial_dates import Bound, PartialDate
from app.rules.notice import NoticeDay, NoticeKind, NoticeTerms, expiry_of, first_expiry, notice_day, over_since
from app.rules.periods import Period, earlier, later
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, RenewalMode

GREGORIAN, JALALI = PeriodCalendar
DAYS, MONTHS, YEARS = PeriodUnit
FIXED, BY_AGREEMENT, TACIT, OPEN_ENDED = RenewalMode
FIVE_YEARS, NINETY_DAYS, THREE_MONTHS = Period(5, YEARS), Period(90, DAYS), Period(3, MONTHS)


def jalali(year: int, month: int, day: int) -> date:
    return day_of(year, month, day, Calendar.JALALI)


def exact(day: date) -> PartialDate:
    return PartialDate.of_day(day)


# Tehran – Ankara of the design: in force 9 Esfand 1395 for ten years, then five by five, notice ninety days before.
ANKARA = NoticeTerms(
    TACIT,
    signed=exact(jalali(1395, 9, 9)),
    in_force=exact(jalali(1395, 12, 9)),
    duration=Period(10, YEARS),
    renewal_term=FIVE_YEARS,
    notice=NINETY_DAYS,
    calendar=JALALI,
)


def test_a_tacit_agreement_must_be_ended_a_notice_period_before_it_expires() -> None:
    notice = notice_day(ANKARA, jalali(1405, 9, 2))
    assert notice == NoticeDay(
        NoticeKind.UPCOMING,
        notice.why,
        last_day=jalali(1405, 9, 9),
        expires=jalali(1405, 12, 9),
        renews_from=jalali(1405, 12, 9),
        renews_until=jalali(1410, 12, 9),
    )
    assert notice.watched == jalali(1405, 9, 9)
    assert notice.end == jalali(1405, 12, 9)


def test_the_arithmetic_is_told_in_words() -> None:
    why = notice_day(ANKARA, jalali(1405, 9, 2)).why.in_("en")
    assert why == (
        "End of validity 28 February 2027 minus 90 days. Counted from the entry into force (27 February 2017), the first term of "
        "10 years ends on 28 February 2027. Months are counted in the Solar Hijri calendar."
    )


def test_an_end_that_is_recorded_needs_no_counting() -> None:
    terms = NoticeTerms(BY_AGREEMENT, signed=exact(date(2020, 5, 1)), expires=exact(date(2026, 5, 1)), notice=NINETY_DAYS)
    assert notice_day(terms, date(2026, 1, 1)).why.in_("en") == (
        "End of validity 1 May 2026 minus 90 days. Renewal must be agreed before the end of validity."
    )


def test_an_end_counted_from_the_signature_says_so() -> None:
    terms = NoticeTerms(BY_AGREEMENT, signed=exact(date(2020, 5, 1)), duration=FIVE_YEARS)
    why = notice_day(terms, date(2021, 1, 1)).why.in_("en")
    assert "Counted from the signature (1 May 2020), the first term of 5 years ends on 1 May 2025." in why


def test_the_last_day_itself_is_still_in_time() -> None:
    assert notice_day(ANKARA, jalali(1405, 9, 9)).kind is NoticeKind.UPCOMING


def test_the_day_after_it_is_too_late_and_the_agreement_is_renewed() -> None:
    notice = notice_day(ANKARA, jalali(1405, 9, 10))
    assert (notice.kind, notice.last_day) == (NoticeKind.PASSED, jalali(1405, 9, 9))
    assert notice.watched == jalali(1405, 9, 9)


def test_after_expiry_the_next_term_is_watched() -> None:
    notice = notice_day(ANKARA, jalali(1405, 12, 10))
    assert (notice.kind, notice.expires) == (NoticeKind.UPCOMING, jalali(1410, 12, 9))
    assert notice.last_day == jalali(1410, 12, 9) - timedelta(days=90)
    assert "renewed itself since 28 February 2027" in notice.why.in_("en")


def test_many_terms_may_have_passed() -> None:
    assert notice_day(ANKARA, jalali(1462, 1, 1)).expires == jalali(1465, 12, 9)


def test_terms_are_counted_from_the_first_so_a_month_end_comes_back() -> None:
    terms = NoticeTerms(TACIT, expires=exact(date(2026, 1, 31)), renewal_term=Period(1, MONTHS), notice=Period(0, DAYS))
    assert notice_day(terms, date(2026, 2, 15)).expires == date(2026, 2, 28)
    assert notice_day(terms, date(2026, 3, 15)).expires == date(2026, 3, 31)


def test_months_are_counted_in_the_calendar_of_the_agreement() -> None:
    gregorian = NoticeTerms(TACIT, expires=exact(date(2026, 3, 30)), notice=Period(1, MONTHS))
    assert notice_day(gregorian, date(2026, 1, 1)).last_day == date(2026, 2, 28)
    jalali_terms = NoticeTerms(TACIT, expires=exact(date(2026, 3, 30)), notice=Period(1, MONTHS), calendar=JALALI)
    notice = notice_day(jalali_terms, date(2026, 1, 1))
    assert notice.last_day == jalali(1404, 12, 10)
    assert "Solar Hijri" in notice.why.in_("en")


def test_the_duration_is_the_term_when_no_other_is_said() -> None:
    terms = NoticeTerms(TACIT, in_force=exact(date(2020, 5, 1)), duration=FIVE_YEARS, notice=THREE_MONTHS)
    notice = notice_day(terms, date(2024, 1, 1))
    assert (notice.last_day, notice.renews_until) == (date(2025, 2, 1), date(2030, 5, 1))
    assert "Gregorian" in notice.why.in_("en")


def test_without_a_term_the_agreement_is_renewed_for_an_unknown_time() -> None:
    terms = NoticeTerms(TACIT, expires=exact(date(2026, 5, 1)), notice=THREE_MONTHS, renewal_term=Period(0, YEARS))
    assert notice_day(terms, date(2026, 4, 1)).kind is NoticeKind.PASSED
    assert notice_day(terms, date(2026, 4, 1)).renews_until is None
    notice = notice_day(terms, date(2030, 1, 1))
    assert (notice.kind, notice.watched, notice.expires) == (NoticeKind.UNKNOWN, None, date(2026, 5, 1))
    assert "How long each renewal lasts is not recorded" in notice.why.in_("en")
    assert "It has renewed itself since 1 May 2026." in notice.why.in_("en")


def test_without_a_notice_period_the_end_itself_is_the_last_day() -> None:
    notice = notice_day(NoticeTerms(TACIT, expires=exact(date(2026, 5, 1)), renewal_term=FIVE_YEARS), date(2026, 1, 1))
    assert notice.last_day == date(2026, 5, 1)
    assert "No notice period" in notice.why.in_("en")


def test_a_date_known_in_part_counts_from_its_first_day_and_says_so() -> None:
    mordad = PartialDate.of_month(1405, 5, Calendar.JALALI)
    notice = notice_day(NoticeTerms(TACIT, expires=mordad, notice=NINETY_DAYS), date(2026, 1, 1))
    assert notice.expires == jalali(1405, 5, 1)
    assert "not exact" in notice.why.in_("en")


def test_a_hedged_day_is_said_not_to_be_exact() -> None:
    about = PartialDate(date(2026, 5, 1), date(2026, 5, 1), bound=Bound.ABOUT)
    assert "not exact" in notice_day(NoticeTerms(TACIT, expires=about), date(2026, 1, 1)).why.in_("en")


def test_the_recorded_expiry_wins_over_the_duration() -> None:
    terms = NoticeTerms(FIXED, expires=exact(date(2027, 1, 1)), in_force=exact(date(2020, 1, 1)), duration=FIVE_YEARS)
    assert first_expiry(terms) == date(2027, 1, 1)


def test_signature_begins_the_duration_when_entry_into_force_is_unknown() -> None:
    assert first_expiry(NoticeTerms(FIXED, signed=exact(date(2020, 1, 1)), duration=FIVE_YEARS)) == date(2025, 1, 1)
    assert first_expiry(NoticeTerms(FIXED, signed=exact(date(2020, 1, 1)))) is None
    assert first_expiry(NoticeTerms(FIXED, duration=FIVE_YEARS)) is None


def test_an_expiry_from_a_leap_day_is_clamped() -> None:
    assert expiry_of(date(2024, 2, 29), Period(1, YEARS)) == date(2025, 2, 28)
    assert expiry_of(jalali(1403, 12, 30), Period(1, YEARS), calendar=JALALI) == jalali(1404, 12, 29)


@pytest.mark.parametrize(("today", "kind"), [(date(2026, 5, 1), NoticeKind.EXPIRES), (date(2026, 5, 2), NoticeKind.EXPIRED)])
def test_a_fixed_agreement_needs_no_notice(today: date, kind: NoticeKind) -> None:
    notice = notice_day(NoticeTerms(FIXED, expires=exact(date(2026, 5, 1)), notice=NINETY_DAYS), today)
    assert (notice.kind, notice.last_day, notice.watched) == (kind, None, date(2026, 5, 1))


def test_an_expiry_from_a_duration_is_explained() -> None:
    terms = NoticeTerms(FIXED, in_force=exact(date(2020, 5, 1)), duration=FIVE_YEARS)
    assert "the first term of 5 years ends on 1 May 2025" in notice_day(terms, date(2021, 1, 1)).why.in_("en")


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (date(2026, 2, 1), NoticeKind.UPCOMING),
        (date(2026, 2, 2), NoticeKind.PASSED),
        (date(2026, 5, 1), NoticeKind.PASSED),
        (date(2026, 5, 2), NoticeKind.EXPIRED),
    ],
)
def test_renewal_by_agreement_must_be_agreed_before_expiry(today: date, kind: NoticeKind) -> None:
    notice = notice_day(NoticeTerms(BY_AGREEMENT, expires=exact(date(2026, 5, 1)), notice=THREE_MONTHS), today)
    assert (notice.kind, notice.last_day, notice.renews_from) == (kind, date(2026, 2, 1), date(2026, 5, 1))


def test_an_open_ended_agreement_can_be_ended_on_any_day() -> None:
    notice = notice_day(NoticeTerms(OPEN_ENDED, notice=THREE_MONTHS), date(2026, 5, 1))
    assert (notice.kind, notice.last_day, notice.expires) == (NoticeKind.ANY_DAY, None, date(2026, 8, 1))
    assert notice.watched is None
    assert notice_day(NoticeTerms(OPEN_ENDED), date(2026, 5, 1)).expires == date(2026, 5, 1)


def test_notice_ends_an_open_ended_agreement_after_its_period() -> None:
    terms = NoticeTerms(OPEN_ENDED, notice=THREE_MONTHS, notice_given=exact(date(2026, 5, 1)))
    assert notice_day(terms, date(2026, 8, 1)).kind is NoticeKind.GIVEN
    ended = notice_day(terms, date(2026, 8, 2))
    assert (ended.kind, ended.expires) == (NoticeKind.ENDED, date(2026, 8, 1))


def test_notice_without_a_period_takes_effect_at_once() -> None:
    terms = NoticeTerms(OPEN_ENDED, notice_given=exact(date(2026, 5, 1)))
    assert notice_day(terms, date(2026, 5, 1)).expires == date(2026, 5, 1)


def test_notice_never_carries_a_fixed_agreement_past_its_end() -> None:
    terms = NoticeTerms(FIXED, expires=exact(date(2026, 6, 1)), notice=THREE_MONTHS, notice_given=exact(date(2026, 5, 1)))
    assert notice_day(terms, date(2026, 5, 2)).expires == date(2026, 6, 1)


def test_notice_in_time_ends_the_running_term_of_a_tacit_agreement() -> None:
    terms = NoticeTerms(TACIT, expires=exact(date(2026, 5, 1)), renewal_term=FIVE_YEARS, notice=THREE_MONTHS,
                        notice_given=exact(date(2026, 2, 1)))  # fmt: skip
    notice = notice_day(terms, date(2026, 3, 1))
    assert (notice.kind, notice.expires) == (NoticeKind.GIVEN, date(2026, 5, 1))


def test_notice_too_late_ends_only_the_next_term() -> None:
    terms = NoticeTerms(TACIT, expires=exact(date(2026, 5, 1)), renewal_term=FIVE_YEARS, notice=THREE_MONTHS,
                        notice_given=exact(date(2026, 2, 2)))  # fmt: skip
    notice = notice_day(terms, date(2026, 3, 1))
    assert (notice.kind, notice.expires) == (NoticeKind.GIVEN, date(2031, 5, 1))


def test_an_ended_agreement_waits_for_nothing() -> None:
    notice = notice_day(NoticeTerms(TACIT, ended=exact(date(2025, 1, 1))), date(2026, 1, 1))
    assert (notice.kind, notice.watched) == (NoticeKind.ENDED, None)


def test_what_is_not_recorded_is_said_and_not_guessed() -> None:
    today = date(2026, 1, 1)
    assert notice_day(NoticeTerms(None, expires=exact(today)), today).kind is NoticeKind.UNKNOWN
    unknown = notice_day(NoticeTerms(TACIT), today)
    assert (unknown.kind, unknown.last_day, unknown.end) == (NoticeKind.UNKNOWN, None, date.max)


SOME_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 60), st.sampled_from(PeriodUnit))
CALENDARS = st.sampled_from(PeriodCalendar)


@given(SOME_DAYS, SOME_DAYS, PERIODS, PERIODS, CALENDARS, st.sampled_from([TACIT, BY_AGREEMENT]))
def test_the_last_day_for_notice_is_never_after_expiry(
    end: date, today: date, notice: Period, term: Period, calendar: PeriodCalendar, mode: RenewalMode
) -> None:
    terms = NoticeTerms(mode, expires=exact(end), renewal_term=term, notice=notice, calendar=calendar)
    found = notice_day(terms, today)
    assert found.last_day is not None
    assert found.expires is not None
    assert found.last_day <= found.expires


@given(SOME_DAYS, SOME_DAYS, st.integers(1, 60), st.sampled_from(PeriodUnit), CALENDARS)
def test_a_longer_notice_period_never_gives_a_later_day(
    end: date, today: date, number: int, unit: PeriodUnit, calendar: PeriodCalendar
) -> None:
    short, long = (
        NoticeTerms(TACIT, expires=exact(end), renewal_term=FIVE_YEARS, notice=Period(n, unit), calendar=calendar)
        for n in (number, number + 1)
    )
    a, b = notice_day(short, today).last_day, notice_day(long, today).last_day
    assert a is not None
    assert b is not None
    assert b < a


@given(SOME_DAYS, SOME_DAYS, PERIODS, CALENDARS)
def test_the_watched_term_is_the_one_that_runs_today(end: date, today: date, term: Period, calendar: PeriodCalendar) -> None:
    terms = NoticeTerms(TACIT, expires=exact(end), renewal_term=term, notice=NINETY_DAYS, calendar=calendar)
    found = notice_day(terms, today)
    assert found.expires is not None
    assert found.renews_until is not None
    assert today <= found.expires or found.expires == end
    assert found.expires < found.renews_until
    if found.expires != end:
        assert earlier(found.expires, term, calendar=calendar) <= today + timedelta(days=3)


@given(SOME_DAYS, st.integers(0, 400))
def test_an_expiry_counted_from_entry_into_force_is_the_counted_period(start: date, number: int) -> None:
    period = Period(number, MONTHS)
    terms = NoticeTerms(FIXED, in_force=exact(start), duration=period, calendar=JALALI)
    assert first_expiry(terms) == later(start, period, calendar=JALALI)


@pytest.mark.parametrize("given", [None, exact(date(2026, 1, 1))])
@pytest.mark.parametrize("first_end", [jalali(40, 5, 12), date(1, 1, 1), date(699, 12, 31)])
def test_an_end_at_the_edge_of_the_calendar_is_not_counted_on_for_ever(first_end: date, given: PartialDate | None) -> None:
    terms = NoticeTerms(TACIT, expires=exact(first_end), renewal_term=FIVE_YEARS, notice=NINETY_DAYS, notice_given=given)
    assert notice_day(terms, date(2026, 11, 28)).expires == first_end


ENDS = date(2025, 1, 1)
LATER = date(2026, 11, 28)
YEAR = PartialDate.of_year(2026, Calendar.GREGORIAN)


@pytest.mark.parametrize(
    ("terms", "over"),
    [
        (NoticeTerms(FIXED, expires=exact(ENDS)), exact(ENDS)),
        (NoticeTerms(BY_AGREEMENT, expires=exact(ENDS)), exact(ENDS)),
        (NoticeTerms(None, expires=exact(ENDS)), exact(ENDS)),
        (NoticeTerms(FIXED, in_force=exact(date(2020, 1, 1)), duration=FIVE_YEARS), exact(ENDS)),
        (NoticeTerms(TACIT, expires=exact(ENDS), duration=FIVE_YEARS, notice_given=exact(date(2024, 1, 1))), exact(ENDS)),
        (NoticeTerms(OPEN_ENDED, notice=NINETY_DAYS, notice_given=exact(date(2024, 10, 3))), exact(ENDS)),
        (NoticeTerms(None, ended=exact(ENDS)), exact(ENDS)),
        (NoticeTerms(None, ended=exact(LATER + timedelta(days=1))), None),
        (NoticeTerms(FIXED, expires=exact(LATER)), None),
        (NoticeTerms(FIXED, expires=YEAR), None),
        (NoticeTerms(FIXED), None),
        (NoticeTerms(None), None),
        (NoticeTerms(TACIT, expires=exact(ENDS), duration=FIVE_YEARS), None),
        (NoticeTerms(OPEN_ENDED), None),
        (NoticeTerms(OPEN_ENDED, notice=NINETY_DAYS, notice_given=exact(LATER)), None),
    ],
)
def test_an_agreement_is_over_once_its_last_day_has_passed(terms: NoticeTerms, over: PartialDate | None) -> None:
    assert over_since(terms, LATER) == over
