"""The model sees every fault that was put into the merge on purpose."""

from itertools import count

import pytest

from tests.sync.broken_merges import BROKEN
from tests.sync.test_merge_model import broken

MOST_WORLDS = 150


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_merge_is_caught(name: str) -> None:
    for seed in count():
        assert seed < MOST_WORLDS, f"not caught: {name}"
        if broken(seed, BROKEN[name]):
            return


def test_there_are_enough_broken_merges() -> None:
    assert len(BROKEN) >= 20
