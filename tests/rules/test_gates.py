"""Gates before stages."""

from datetime import date

import pytest

from app.core.text import strip_isolates
from app.rules.findings import Severity
from app.rules.gates import (
    Homecoming,
    counts_as_agreement,
    follow_up_gate,
    is_in_force,
    proposal_notice,
    report_due_on,
    report_gate,
    report_overdue,
    transition_gate,
)
from app.rules.stages import AgreementStage, Track, UnknownStage


def test_the_next_stage_is_open() -> None:
    assert transition_gate(Track.MEETING, "held", new="minutes_draft") is None
    assert transition_gate(Track.MEETING, "held", new="held") is None


def test_a_leap_is_refused_and_the_possible_steps_are_named() -> None:
    found = transition_gate(Track.OUTGOING, "returned", new="closed")
    assert found is not None
    assert not found.overridable
    assert found.fact.in_("en") == "From “Returned” the next step is not “Closed”."
    assert found.reason.in_("en") == "Possible next steps: Report due, Report accepted."


def test_after_the_last_stage_nothing_follows() -> None:
    found = transition_gate(Track.OUTGOING, "closed", new="proposed")
    assert found is not None
    assert found.reason.in_("en") == "Nothing follows this stage."


def test_a_stage_of_another_track_is_refused_as_unknown() -> None:
    with pytest.raises(UnknownStage):
        transition_gate(Track.MEETING, "held", new="hosted")


def test_a_delegation_closes_only_with_an_accepted_report_or_a_waiver() -> None:
    found = report_gate("closed", report_accepted_on=None, waiver=" ")
    assert found is not None
    assert not found.overridable
    assert report_gate("closed", report_accepted_on=date(2026, 1, 1), waiver="") is None
    assert report_gate("closed", report_accepted_on=None, waiver="the trip was a day long") is None
    assert report_gate("report_due", report_accepted_on=None, waiver="") is None


def test_a_report_is_late_from_the_day_after_its_due_day() -> None:
    back = Homecoming(date(2026, 1, 1))
    assert report_due_on(back.day) == date(2026, 1, 16)
    assert report_overdue("Seoul", "Hosseini", back=back, today=date(2026, 1, 16)) is None
    found = report_overdue("Seoul", "Hosseini", back=back, today=date(2026, 1, 18))
    assert found is not None
    assert strip_isolates(f"{found.fact.in_('en')} {found.reason.in_('en')}") == (
        "The mission report of Seoul is 2 days late. Return: 1 January 2026, responsible: Hosseini."
    )
    assert found.why.in_("en") == "Return 1 January 2026 plus 15 days: 16 January 2026."


def test_without_a_return_the_report_is_counted_from_the_departure_and_says_so() -> None:
    found = report_overdue("Seoul", "Hosseini", back=Homecoming(date(2026, 1, 1), departed=True), today=date(2026, 1, 18))
    assert found is not None
    assert found.reason.in_("en").startswith("No return is recorded; departure: 1 January 2026")
    assert found.why.in_("en") == "Departure 1 January 2026 plus 15 days: 16 January 2026."


def test_a_report_that_was_received_waits_to_be_accepted() -> None:
    back, received = Homecoming(date(2026, 1, 1)), date(2026, 1, 10)
    assert report_overdue("Seoul", "Hosseini", back=back, today=date(2026, 1, 16), received=received) is None
    found = report_overdue("Seoul", "Hosseini", back=back, today=date(2026, 1, 30), received=received)
    assert found is not None
    assert found.severity is Severity.WARN
    assert strip_isolates(found.fact.in_("en")) == "The mission report of Seoul has waited 20 days to be accepted."
    later = report_overdue("Seoul", "Hosseini", back=back, today=date(2026, 1, 31), received=received)
    assert later is not None
    assert found.key == later.key != ""


@pytest.mark.parametrize(
    ("new", "evidence", "reason", "passes"),
    [
        ("done", "letter 12", "", True),
        ("done", " ", "a reason", False),
        ("waived", "letter 12", "", False),
        ("waived", "", "no longer needed", True),
        ("in_progress", "", "", True),
    ],
)
def test_a_follow_up_needs_evidence_or_a_reason(new: str, evidence: str, reason: str, passes: bool) -> None:
    assert (follow_up_gate(new, evidence=evidence, reason=reason) is None) is passes


def test_a_file_is_evidence_too() -> None:
    assert follow_up_gate("done", evidence="", reason="", attached=True) is None
    assert follow_up_gate("waived", evidence="", reason="", attached=True) is not None


@pytest.mark.parametrize("stage", AgreementStage)
def test_a_proposal_is_not_an_agreement_until_it_is_approved(stage: AgreementStage) -> None:
    before = {"idea", "proposal", "internal_review", "legal_review", "clearance", "refused", "withdrawn"}
    assert counts_as_agreement(stage) is (stage not in before)
    assert (proposal_notice(stage) is None) is (stage not in before)


@pytest.mark.parametrize("stage", AgreementStage)
def test_an_agreement_binds_from_entry_into_force_until_it_is_suspended_or_ends(stage: AgreementStage) -> None:
    assert is_in_force(stage) is (stage in {"in_force", "under_review", "renewed", "amended"})
