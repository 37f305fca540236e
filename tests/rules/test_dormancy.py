"""Relations that sleep."""

from datetime import date

import pytest

from app.core.text import strip_isolates
from app.rules.dormancy import Exchange, dormancy, paper_agreement, reciprocity

TODAY = date(2026, 11, 23)


def test_an_agreement_in_force_without_activity_is_on_paper_only() -> None:
    found = paper_agreement("Ankara", "in_force", last_activity=date(2025, 11, 23), today=TODAY)
    assert found is not None
    assert strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}") == (
        "“Ankara” is in force but has had no meeting, project or letter for 12 months. Revive, renew, downgrade or let it lapse?"
    )


@pytest.mark.parametrize(
    ("stage", "last"), [("in_force", date(2025, 11, 24)), ("expired", date(2020, 1, 1)), ("signed", date(2020, 1, 1))]
)
def test_a_living_or_a_dead_agreement_is_not(stage: str, last: date) -> None:
    assert paper_agreement("Ankara", stage, last_activity=last, today=TODAY) is None


def test_the_tier_says_how_long_a_counterpart_may_be_silent() -> None:
    assert dormancy("Seoul", last_contact=date(2026, 6, 1), today=TODAY, months=6) is None
    found = dormancy("Seoul", last_contact=date(2026, 5, 1), today=TODAY, months=6)
    assert found is not None
    assert strip_isolates(found.fact.in_("en")) == "There has been no meeting or letter with Seoul for 6 months."


def test_visits_owed_are_told_both_ways() -> None:
    ours, theirs = reciprocity("Seoul", Exchange(2, 1)), reciprocity("Seoul", Exchange(0, 2))
    assert ours is not None
    assert theirs is not None
    assert strip_isolates(ours.fact.in_("en")) == "Seoul has been our guest 2 times and we have gone 1 time."
    assert ours.reason.in_("en") == "We owe 1 visit."
    assert theirs.reason.in_("en") == "They owe 2 visits."


def test_even_visits_owe_nothing() -> None:
    assert reciprocity("Seoul", Exchange(3, 3)) is None
