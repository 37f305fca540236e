"""Rank match of our head and the host."""

import pytest

from app.rules.rank_match import rank_match


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (1, 2), (3, 2), (None, 5), (5, None)])
def test_one_rank_apart_or_an_unknown_rank_needs_no_reason(ours: int | None, theirs: int | None) -> None:
    assert rank_match(ours, theirs) is None


@pytest.mark.parametrize(("ours", "theirs", "word"), [(1, 3, "above"), (4, 2, "below")])
def test_two_ranks_apart_need_a_reason(ours: int, theirs: int, word: str) -> None:
    found = rank_match(ours, theirs)
    assert found is not None
    assert found.fact.in_("en") == f"The head of our delegation stands 2 ranks {word} the host."
    assert found.reason.in_("en") == "A difference of more than 1 rank needs a reason."


def test_the_office_may_allow_a_wider_gap() -> None:
    assert rank_match(1, 3, allowed_gap=2) is None
