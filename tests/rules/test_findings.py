"""How findings are ordered and joined."""

from datetime import date

from app.core.i18n import plain
from app.rules.findings import Finding, Severity, by_urgency, two_sentences


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
