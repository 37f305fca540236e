"""Alerts on the notice day, and the notice strip."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.rules.findings import Finding, Severity
from app.rules.notice import NoticeTerms, notice_day
from app.rules.notice_alerts import ALERT_DAYS, PointKind, alert_days, notice_alert, strip_points
from app.rules.periods import Period
from app.rules.vocabulary import PeriodUnit, RenewalMode

END = date(2027, 2, 28)
LAST = END - timedelta(days=90)
TERMS = NoticeTerms(
    RenewalMode.TACIT,
    signed=PartialDate.of_day(date(2016, 11, 29)),
    in_force=PartialDate.of_day(date(2017, 2, 27)),
    expires=PartialDate.of_day(END),
    renewal_term=Period(5, PeriodUnit.YEARS),
    notice=Period(90, PeriodUnit.DAYS),
)


def alert(terms: NoticeTerms, today: date) -> Finding:
    found = notice_alert("Ankara", terms, today)
    assert found is not None
    return found


def said(found: Finding) -> str:
    return strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}")


def test_nothing_is_said_before_the_widest_threshold() -> None:
    assert notice_alert("Ankara", TERMS, LAST - timedelta(days=181)) is None


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (180, Severity.INFO),
        (91, Severity.INFO),
        (90, Severity.WARN),
        (30, Severity.WARN),
        (8, Severity.WARN),
        (7, Severity.BAD),
        (0, Severity.BAD),
    ],
)
def test_the_alert_grows_more_urgent_with_each_threshold(days: int, severity: Severity) -> None:
    found = alert(TERMS, LAST - timedelta(days=days))
    assert (found.severity, found.due) == (severity, LAST)


def test_the_fact_counts_days_to_the_notice_day_and_the_reason_says_what_follows() -> None:
    assert said(alert(TERMS, LAST - timedelta(days=7))) == (
        "7 days are left until the last day for notice of “Ankara”. "
        "If notice is not given by 30 November 2026, it renews itself for 5 years more."
    )


def test_the_last_day_is_said_to_be_today() -> None:
    assert said(alert(TERMS, LAST)).startswith("Today is the last day for notice")


def test_why_names_the_arithmetic_and_the_threshold() -> None:
    why = alert(TERMS, LAST - timedelta(days=20)).why.in_("en")
    assert why == "End of validity 28 February 2027 minus 90 days. The alert stands from 30 days before it."


def test_a_passed_notice_day_says_from_when_the_agreement_is_renewed() -> None:
    found = alert(TERMS, LAST + timedelta(days=1))
    assert said(found) == (
        "The last day for notice of “Ankara” has passed (30 November 2026). The agreement is renewed from 28 February 2027."
    )
    assert found.severity is Severity.WARN


def test_without_a_term_no_length_is_promised() -> None:
    found = alert(replace(TERMS, renewal_term=None), LAST)
    assert said(found).endswith("If notice is not given by 30 November 2026, it renews itself.")


@pytest.mark.parametrize(
    ("days", "beginning"),
    [
        (7, "7 days are left for agreeing"),
        (0, "Today is the last day for agreeing"),
        (-1, "The last day for agreeing to renew “Ankara” has"),
    ],
)
def test_renewal_by_agreement_has_its_own_words(days: int, beginning: str) -> None:
    found = alert(replace(TERMS, mode=RenewalMode.BY_AGREEMENT), LAST - timedelta(days=days))
    assert said(found).startswith(beginning)
    assert said(found).endswith("Unless renewal is agreed, it ends on 28 February 2027.")


@pytest.mark.parametrize(
    ("days", "beginning"), [(7, "7 days are left until the end of validity"), (0, "The validity of “Ankara” ends today")]
)
def test_a_fixed_agreement_counts_down_to_expiry(days: int, beginning: str) -> None:
    found = alert(replace(TERMS, mode=RenewalMode.FIXED), END - timedelta(days=days))
    assert said(found).startswith(beginning)
    assert found.due == END


@pytest.mark.parametrize("mode", [RenewalMode.FIXED, RenewalMode.BY_AGREEMENT])
def test_an_expired_agreement_is_urgent(mode: RenewalMode) -> None:
    found = alert(replace(TERMS, mode=mode), END + timedelta(days=1))
    assert (found.severity, found.due) == (Severity.BAD, END)
    assert said(found).startswith("The agreement “Ankara” has been expired since 28 February 2027.")


def test_a_renewal_of_unknown_length_is_asked_for_and_promises_no_day() -> None:
    terms = replace(TERMS, renewal_term=None)
    found = alert(terms, END + timedelta(days=2000))
    assert said(found) == (
        "The last day for notice of “Ankara” cannot be counted. It has renewed itself since 28 February 2027, and the length of "
        "each renewal is not recorded; enter it."
    )
    assert found.severity is Severity.WARN
    assert alert(terms, END + timedelta(days=1)).why == found.why


def test_an_open_ended_agreement_gives_no_alert() -> None:
    assert notice_alert("Ankara", NoticeTerms(RenewalMode.OPEN_ENDED), LAST) is None


def test_a_single_threshold_is_urgent() -> None:
    found = notice_alert("Ankara", TERMS, LAST, thresholds=(10,))
    assert found is not None
    assert found.severity is Severity.BAD


def test_without_thresholds_only_a_passed_day_is_said() -> None:
    assert notice_alert("Ankara", TERMS, LAST, thresholds=()) is None
    assert notice_alert("Ankara", TERMS, LAST + timedelta(days=1), thresholds=()) is not None


def test_the_days_of_alerts_can_be_put_into_a_calendar() -> None:
    assert alert_days(notice_day(TERMS, LAST)) == tuple(LAST - timedelta(days=n) for n in ALERT_DAYS)
    assert alert_days(notice_day(NoticeTerms(None), LAST)) == ()


def test_the_strip_runs_from_signature_to_expiry() -> None:
    points = strip_points(TERMS, date(2026, 11, 23))
    assert [point.kind for point in points] == [
        PointKind.SIGNED, PointKind.IN_FORCE, PointKind.ALERTS_BEGIN, PointKind.TODAY, PointKind.LAST_DAY, PointKind.EXPIRES,
    ]  # fmt: skip
    assert points[2].day == LAST - timedelta(days=180)
    assert points[4].name.in_("en") == "Last day for notice"


def test_the_strip_leaves_out_what_is_not_known() -> None:
    points = strip_points(NoticeTerms(RenewalMode.OPEN_ENDED), date(2026, 11, 23))
    assert [point.kind for point in points] == [PointKind.TODAY]
