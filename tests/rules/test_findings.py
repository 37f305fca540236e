"""How findings are ordered and joined."""

from datetime import date

from app.core.i18n import plain
from app.core.partial_dates import PartialDate
from app.rules.clearances import ClearanceStep, Trip, clearance_findings, countdown
from app.rules.findings import Finding, Severity, by_urgency, key_of, two_sentences
from app.rules.followups import Promise, Side, late_finding
from app.rules.stages import FollowUpState


def finding(severity: Severity, due: date | None = None) -> Finding:
    return Finding("rule", severity, fact=plain("fact"), reason=plain("reason"), why=plain("why"), due=due)


def test_the_worst_comes_first_then_the_earliest_due() -> None:
    info, late = finding(Severity.INFO, date(2026, 1, 1)), finding(Severity.BAD)
    soon, sooner = finding(Severity.BAD, date(2026, 3, 2)), finding(Severity.BAD, date(2026, 3, 1))
    assert sorted([info, late, soon, sooner], key=by_urgency) == [sooner, soon, late, info]


def test_two_sentences_stand_one_after_the_other() -> None:
    assert two_sentences(plain("One."), plain("Two.")).in_("en") == "One. Two."


def test_a_finding_can_be_overridden_unless_it_says_otherwise() -> None:
    assert finding(Severity.WARN).overridable


def test_a_key_begins_with_what_the_finding_is_about_and_never_holds_the_day_of_the_look() -> None:
    promise = Promise("letter", Side.OURS, FollowUpState.OPEN, PartialDate.of_day(date(2026, 1, 1)))
    today, tomorrow = (late_finding(promise, date(2026, 2, day), owner="—") for day in (1, 2))
    assert today is not None
    assert tomorrow is not None
    assert today.key == tomorrow.key != ""
    assert key_of("who", date(2026, 1, 1), None, 5) == "who/2026-01-01//5"
    step = ClearanceStep("Foreign Ministry", 1, 35, key="mfa")
    trip = Trip(date(2026, 3, 1), date(2026, 3, 9))
    first, second = (
        clearance_findings(countdown([step], trip, today=day), trip, today=day)[0] for day in (date(2026, 2, 1), date(2026, 2, 2))
    )
    assert first.key == second.key
    assert first.subject == "mfa"


def test_three_clearances_with_one_lead_time_have_three_keys() -> None:
    trip, today = Trip(date(2026, 3, 1), date(2026, 3, 9)), date(2026, 2, 20)
    steps = [ClearanceStep(name, 1, 35, key=name) for name in "abc"]
    assert len({found.key for found in clearance_findings(countdown(steps, trip, today=today), trip, today=today)}) == 3
