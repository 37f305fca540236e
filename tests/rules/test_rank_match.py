"""Rank match of our head and the host."""

import pytest

from app.rules.rank_match import Heads, rank_match


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


def test_the_heads_of_both_sides_are_named_as_what_they_are() -> None:
    found = rank_match(4, 1, heads=Heads.OF_BOTH_SIDES)
    assert found is not None
    assert found.fact.in_("en") == "The head of our side stands 3 ranks below the head of the other side."
    assert found.fact.in_("fa") == "ردهٔ رئیس هیئت ما ۳ رده پایین‌تر از ردهٔ رئیس هیئت طرف مقابل است."
    assert "میزبان" not in found.fact.in_("fa") + found.why.in_("fa")


def test_other_people_or_other_ranks_are_another_finding() -> None:
    keys = {found.key for who in ("a/b", "a/c") for ranks in ((1, 3), (1, 4)) if (found := rank_match(*ranks, key=who))}
    assert len(keys) == 4
