"""The gates of the rules bound to their kinds: one sentence, its reason and its why, in both directions of a delegation."""

from datetime import date

import pytest

from app.records.delegation import DELEGATIONS, Delegation, Direction, PurposeMet
from app.rules.gates import follow_up_gate, report_gate
from app.rules.stages import DelegationStage, FollowUpState
from app.schema.draft import Problem
from app.schema.kinds import Panel
from app.schema.values import Value
from app.services import editing
from app.services.json_values import draft_from_json
from app.services.office import Office

CLOSED = DelegationStage.CLOSED


def refusals(office: Office, kind: str, values: dict[str, Value]) -> list[Problem]:
    return [found for found in editing.check(office, editing.blank(office, kind, values=values)) if found.rule.endswith("_gate")]


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("settled", [{"report_accepted_on": date(2025, 10, 1)}, {"report_waiver": "بازدید یک‌ساعته"}])
def test_a_delegation_of_either_direction_closes_only_with_its_report(
    office: Office, direction: Direction, settled: dict[str, Value]
) -> None:
    closing: dict[str, Value] = {"title": "هیئت", "direction": direction, "stage": CLOSED}
    (refused,) = refusals(office, "delegation", closing)
    assert refused.field == "report_accepted_on"
    with pytest.raises(editing.Invalid):
        editing.save(office, editing.blank(office, "delegation", values=closing))
    assert not refusals(office, "delegation", {**closing, **settled})
    assert editing.save(office, editing.blank(office, "delegation", values={**closing, **settled}))


def test_the_gate_of_a_delegation_is_that_of_the_rules_with_its_why(office: Office) -> None:
    (refused,) = refusals(office, "delegation", {"title": "هیئت", "direction": Direction.OUTGOING, "stage": CLOSED})
    found = report_gate("closed", report_accepted_on=None, waiver="")
    assert found is not None
    assert refused.message.in_("fa").startswith(found.fact.in_("fa"))
    assert refused.message.in_("fa").endswith(found.reason.in_("fa"))
    assert refused.why == found.why


@pytest.mark.parametrize("direction", Direction)
def test_the_report_and_its_promises_have_a_place_in_either_direction(office: Office, direction: Direction) -> None:
    draft = editing.blank(office, "delegation", values={"direction": direction})
    items = [item for section in DELEGATIONS.sections(draft) for item in section.items]
    assert {"report_accepted_on", "report_waiver", "report_summary"} <= {
        item.key for item in items if not isinstance(item, Panel)
    }
    assert Panel("promises") in items


def test_a_promise_is_done_with_words_or_with_a_file(office: Office) -> None:
    done: dict[str, Value] = {"what": "نامه", "state": FollowUpState.DONE}
    (refused,) = refusals(office, "follow_up", {**done, "evidence": " "})
    found = follow_up_gate("done", evidence="", reason="")
    assert found is not None
    assert (refused.field, refused.why) == ("evidence", found.why)
    assert not refusals(office, "follow_up", {**done, "evidence_file": office.store.files.put("رسید".encode(), "رسید.txt")})


def test_a_promise_is_waived_with_a_reason(office: Office) -> None:
    (refused,) = refusals(office, "follow_up", {"what": "نامه", "state": FollowUpState.WAIVED})
    assert refused.field == "waiver_reason"
    assert not refusals(office, "follow_up", {"what": "نامه", "state": FollowUpState.WAIVED, "waiver_reason": "منتفی شد"})


@pytest.mark.parametrize(
    ("given", "read"),
    [(True, PurposeMet.MET), (False, None), ("met", PurposeMet.MET), ("not_met", PurposeMet.NOT_MET), (None, None)],
)
def test_scripts_that_say_yes_or_no_are_still_read(office: Office, given: object, read: PurposeMet | None) -> None:
    told = {"title": "هیئت", "direction": "outgoing", "purpose_met": given}
    draft = draft_from_json(office, "delegation", told)
    assert draft[Delegation.purpose_met] is read
