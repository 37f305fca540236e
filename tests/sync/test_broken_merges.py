"""The model sees every fault that was put into the merge on purpose."""

import pytest

from tests.sync.broken_merges import BROKEN
from tests.sync.test_merge_model import KEPT, broken

MOST_WORLDS = 150


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_merge_is_caught(name: str) -> None:
    assert any(broken(seed, BROKEN[name]) for seed in (*range(20), *KEPT, *range(20, MOST_WORLDS)))


def test_there_are_enough_broken_merges() -> None:
    assert len(BROKEN) >= 20
