"""When the two sides last met."""

from datetime import date

from app.rules.last_met import Encounter, last_met, last_met_sentence

TODAY = date(2026, 11, 23)


def test_the_latest_meeting_before_the_day_is_found() -> None:
    met = last_met([Encounter(date(2024, 1, 1)), Encounter(date(2026, 1, 1), "b"), Encounter(date(2027, 1, 1))], TODAY)
    assert met is not None
    assert (met.encounter.key, met.months) == ("b", 10)


def test_the_meeting_being_prepared_is_left_out() -> None:
    met = last_met([Encounter(date(2026, 11, 1), "this"), Encounter(date(2020, 1, 1), "that")], TODAY, leaving_out="this")
    assert met is not None
    assert met.encounter.key == "that"


def test_those_who_never_met_are_told_so() -> None:
    assert last_met([Encounter(TODAY)], TODAY) is None
    assert last_met_sentence(None).in_("en") == "No earlier meeting of the two sides is recorded."


def test_the_sentence_counts_months() -> None:
    assert last_met_sentence(last_met([Encounter(date(2026, 10, 1))], TODAY)).in_("en") == (
        "The two sides last met on 1 October 2026, 1 month before."
    )
    assert "less than a month" in last_met_sentence(last_met([Encounter(date(2026, 11, 20))], TODAY)).in_("en")
