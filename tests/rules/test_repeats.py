"""The repeat check."""

from datetime import date

from app.core.text import strip_isolates
from app.rules.repeats import Visit, earlier_visits, is_same_subject, repeat_visit

NOW = Visit("council", "حمل‌ونقل پاک", date(2026, 11, 23), key="now")


def before(day: date, subject: str = "حمل‌ونقل پاک", *, body: str = "council", topics: frozenset[str] = frozenset()) -> Visit:
    return Visit(body, subject, day, title="Seoul", topics=topics, key=str(day))


def test_spelling_does_not_hide_the_same_subject() -> None:
    assert is_same_subject(NOW, before(date(2025, 1, 1), "حمل و نقل پاك"))
    assert not is_same_subject(NOW, before(date(2025, 1, 1), "پسماند"))


def test_a_shared_topic_is_the_same_subject() -> None:
    one, other = (before(date(2025, 1, n), f"subject {n}", topics=frozenset({"air", str(n)})) for n in (1, 2))
    assert is_same_subject(one, other)


def test_two_empty_subjects_are_not_the_same() -> None:
    assert not is_same_subject(before(date(2025, 1, 1), ""), before(date(2025, 1, 2), ""))


def test_two_years_are_counted_in_the_offices_calendar() -> None:
    # 2 Azar 1405 minus two years is 2 Azar 1403, 22 November 2024.
    in_time, too_old = before(date(2024, 11, 22)), before(date(2024, 11, 21))
    assert earlier_visits(NOW, [too_old, in_time]) == (in_time,)


def test_only_earlier_visits_of_the_same_body_count() -> None:
    others = [NOW, before(date(2027, 1, 1)), before(date(2025, 1, 1), body="municipality"), before(date(2025, 1, 1), "پسماند")]
    assert earlier_visits(NOW, others) == ()
    assert repeat_visit(NOW, others, body="The council") is None


def test_the_latest_earlier_visit_is_shown() -> None:
    found = repeat_visit(NOW, [before(date(2025, 1, 1)), before(date(2026, 1, 1))], body="The council")
    assert found is not None
    assert strip_isolates(found.fact.in_("en")) == (
        "The council has travelled for this same subject in the past two years: Seoul, 1 January 2026."
    )
    assert found.why.in_("en") == "Two years before 23 November 2026 begin on 22 November 2024."
