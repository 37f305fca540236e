"""The merge against an independent model: random travellers, any order, packages repeated, lost and cut short."""

from itertools import count
from random import Random
from uuid import UUID

import pytest

from app.sync.merge import merge
from tests.sync.model import Home, come_home, faults, new_links_that_lead_to_deleted, picture
from tests.sync.worlds import SHAPES, World, at_work, first_world

RUNS = 200
LONG_RUNS = 20_000
KEPT = (599, 741, 1340, 1_002_172, 1_019_589)
"""Seeds that once failed."""


class Trial:
    """One world: its base, the office that went on, and travellers; some packages are lost, some come twice or in two parts."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        self.base = first_world(random)
        travellers = random.randint(2, 10)
        actions = random.choice((5, 10, 25, 50)) if travellers > 5 else random.choice((10, 25, 50))
        self.office = at_work("office", self.base, random, actions=random.choice((0, 10, 30)))
        self.parties = [at_work(f"t{n}", self.base, random, actions=actions) for n in range(travellers)]
        self.lost = {party.name for party in self.parties if random.random() < 0.15}
        self.orders = [random.sample(self.parties, len(self.parties)) for _order in range(2)]
        self.random = random

    def ends(self) -> list[World]:
        """List what everybody who came home, and the office, hold at their end."""
        return [self.office.rows, *(party.rows for party in self.parties if party.name not in self.lost)]

    def merged(self, order: int, using: object = merge) -> Home:
        """Let everybody come home in one of the orders."""
        home = Home(dict(self.office.rows))
        for party in self.orders[order]:
            if party.name not in self.lost:
                come_home(home, party.name, self.base, party.rows, using)
        return home


def broken(seed: int, using: object = merge) -> list[str]:
    """Name what a merge does wrong in one world."""
    trial = Trial(seed)
    one, other = trial.merged(0, using), trial.merged(1, using)
    found = faults(trial.base, trial.ends(), one)
    if picture(one) != picture(other):
        found.append("the order of returns shows")
    if new_links_that_lead_to_deleted(trial.base, trial.office.rows, one):
        found.append("something points to what is deleted")
    found += again_changes(trial, one, using)
    return found


def again_changes(trial: Trial, home: Home, using: object) -> list[str]:
    """Let one come again: the copy is its base now, so nothing changes; and with more work, only that arrives."""
    came = [party for party in trial.parties if party.name not in trial.lost]
    if not came:
        return []
    party = trial.random.choice(came)
    before = picture(home)
    changes = come_home(home, party.name, party.rows, party.rows, using)
    found = ["the same package twice changes something"] if changes or picture(home) != before else []
    last = dict(party.rows)
    for _time in range(5):
        party.edit()
    come_home(home, party.name, last, party.rows, using)
    for record, row in party.rows.items():
        stands = home.rows.get(record)
        if stands is None and not row.deleted:
            found.append("a second return is lost")
    return found


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_random_worlds_end_as_the_model_says(block: int) -> None:
    size = RUNS // 10
    for seed in range(block * size, (block + 1) * size):
        assert broken(seed) == [], f"seed {seed}"


@pytest.mark.parametrize("seed", KEPT)
def test_worlds_that_once_failed_end_as_the_model_says(seed: int) -> None:
    assert broken(seed) == []


@pytest.mark.long
@pytest.mark.parametrize("block", range(20))
def test_twenty_thousand_random_worlds_end_as_the_model_says(block: int) -> None:
    size = LONG_RUNS // 20
    for seed in range(1_000_000 + block * size, 1_000_000 + (block + 1) * size):
        assert broken(seed) == [], f"seed {seed}"


def test_merging_reads_no_clock() -> None:
    trial = Trial(5)
    shifted = dict(trial.parties[0].rows)
    for party in trial.parties:
        party.day += 400
    assert merge(trial.base, shifted, trial.office.rows, shapes=SHAPES) == merge(
        trial.base, trial.parties[0].rows, trial.office.rows, shapes=SHAPES
    )


def test_a_world_is_rich_enough_to_mean_something() -> None:
    numbers = count()
    kinds = {
        conflict.nature
        for _n, seed in zip(numbers, range(40), strict=False)
        for found in Trial(seed).merged(0).offered.values()
        for conflict in found.values()
    }
    assert {str(nature) for nature in kinds} >= {"both_changed", "deleted_here", "deleted_there", "same_value", "circle"}
    assert isinstance(next(iter(Trial(1).base)), UUID)
