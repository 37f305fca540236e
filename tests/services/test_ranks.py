"""Fractional keys always leave room, stay in order and stay short."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.ranks import DIGITS, rank_between, reranked, spread

keys = st.text(alphabet=DIGITS, min_size=1, max_size=6).filter(lambda key: not key.endswith("0"))


@given(keys, keys)
def test_a_key_fits_between_any_two(one: str, two: str) -> None:
    if one == two:
        return
    low, high = sorted((one, two))
    key = rank_between(low, high)
    assert low < key < high
    assert not key.endswith("0")


@given(keys)
def test_a_key_fits_at_either_end(key: str) -> None:
    assert rank_between(None, key) < key < rank_between(key, None)
    assert not rank_between(None, key).endswith("0")
    assert not rank_between(key, None).endswith("0")


@given(st.one_of(st.none(), keys), st.one_of(st.none(), keys), st.integers(0, 40))
def test_many_keys_fit_in_order(one: str | None, two: str | None, count: int) -> None:
    if one is not None and two is not None:
        if one == two:
            return
        one, two = sorted((one, two))
    found = spread(one, two, count)
    whole = [key for key in (one, *found, two) if key is not None]
    assert len(found) == count
    assert whole == sorted(set(whole))


@given(st.lists(st.one_of(st.none(), keys), max_size=25))
def test_any_order_can_be_written(ranks: list[str | None]) -> None:
    found = reranked(ranks)
    assert len(found) == len(ranks)
    assert found == sorted(set(found))


@given(st.lists(keys, unique=True, min_size=3, max_size=20), st.data())
def test_moving_one_row_changes_one_key(ranks: list[str], data: st.DataObject) -> None:
    ranks.sort()
    moved = list(ranks)
    moved.insert(data.draw(st.integers(0, len(ranks) - 1)), moved.pop(data.draw(st.integers(0, len(ranks) - 1))))
    found = reranked(list(moved))
    assert sum(old != new for old, new in zip(moved, found, strict=True)) <= 1


def test_two_hundred_rows_in_a_row_keep_short_keys() -> None:
    assert max(map(len, spread(None, None, 200))) < 20


def test_rows_that_share_a_key_are_parted() -> None:
    assert reranked(["m", "m", "m"]) == sorted(set(reranked(["m", "m", "m"])))
