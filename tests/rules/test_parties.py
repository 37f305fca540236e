"""Two parties or more, from the signature on."""

import pytest

from app.rules.parties import too_few_parties


@pytest.mark.parametrize(("count", "fact"), [(0, "No party of this"), (1, "Only one party of this")])
@pytest.mark.parametrize("stage", ["signed", "in_force", "under_review", "suspended"])
def test_a_signed_agreement_needs_two_parties(stage: str, count: int, fact: str) -> None:
    found = too_few_parties(stage, count)
    assert found is not None
    assert found.overridable
    assert found.fact.in_("en").startswith(fact)
    assert f"Parties recorded: {count}; needed from the signature on: 2." in found.why.in_("en")


@pytest.mark.parametrize("stage", ["idea", "initialled", "expired", "archived", "withdrawn"])
def test_before_the_signature_and_after_the_end_nothing_is_said(stage: str) -> None:
    assert too_few_parties(stage, 0) is None


def test_two_parties_are_enough() -> None:
    assert too_few_parties("signed", 2) is None
