"""The sensitivity lint."""

from datetime import date, timedelta

from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.rules.lint import confidential_point, expired_agreement, former_post, lint_summary, uncleared_item

TODAY = date(2026, 11, 23)
TODAY_EXACT, YESTERDAY = PartialDate.of_day(TODAY), PartialDate.of_day(TODAY - timedelta(days=1))


def test_a_former_post_is_noticed_from_the_day_after_it_ended() -> None:
    found = former_post("Kim", "mayor", until=YESTERDAY, today=TODAY)
    assert found is not None
    assert strip_isolates(found.fact.in_("en")) == "Kim has not been mayor since 22 November 2026."
    assert former_post("Kim", "mayor", until=TODAY_EXACT, today=TODAY) is None
    assert former_post("Kim", "mayor", until=None, today=TODAY) is None


def test_an_expired_agreement_is_noticed() -> None:
    assert expired_agreement("Ankara", expired_on=YESTERDAY, today=TODAY) is not None
    assert expired_agreement("Ankara", expired_on=TODAY_EXACT, today=TODAY) is None
    assert expired_agreement("Ankara", expired_on=None, today=TODAY) is None


def test_the_summary_counts_the_points() -> None:
    points = [confidential_point(3), uncleared_item("Loan")]
    assert lint_summary(points).in_("en") == "2 points before printing: this paper is for the other side."
    assert points[0].fact.in_("en") == "Item 3 is confidential and does not come into this paper."
    assert strip_isolates(points[1].fact.in_("en")) == "The item “Loan” has no clearance yet."
