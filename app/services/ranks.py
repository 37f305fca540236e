"""Order of rows by fractional keys: text that sorts by code point, with room between any two.

Moving a row changes one key only, so two people may reorder the same list and merge. A key never ends in the lowest digit,
so there is always room before it.
"""

from bisect import bisect_left
from collections.abc import Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST = "m"


def rank_between(low: str | None, high: str | None) -> str:
    """Give a key after `low` and before `high`; None stands for the open end. Raises ValueError unless low < high."""
    if low is not None and high is not None and low >= high:
        raise ValueError((low, high))
    if low is None and high is None:
        return FIRST
    if high is None:
        return _after(low or "")
    if low is None:
        return _before(high)
    return _middle(low, high)


def spread(low: str | None, high: str | None, count: int) -> list[str]:
    """Give `count` keys in order between two keys; halving keeps the keys short."""
    if count <= 0:
        return []
    if low is None or high is None:
        return _in_a_row(low, high, count)
    middle = rank_between(low, high)
    before = (count - 1) // 2
    return [*spread(low, middle, before), middle, *spread(middle, high, count - 1 - before)]


def reranked(ranks: Sequence[str | None]) -> list[str]:
    """Give every row a key so that the keys rise in the order given; as many keys as possible stay (None: a new row)."""
    kept = _longest_rising(ranks)
    result: list[str] = []
    for place, rank in enumerate(ranks):
        if place in kept and rank is not None:
            result.append(rank)
        elif len(result) == place:
            end = next((later for later in range(place, len(ranks)) if later in kept), len(ranks))
            low = result[-1] if result else None
            result.extend(spread(low, ranks[end] if end < len(ranks) else None, end - place))
    return result


def _in_a_row(low: str | None, high: str | None, count: int) -> list[str]:
    keys: list[str] = []
    for _step in range(count):
        if high is None:
            keys.append(rank_between(keys[-1] if keys else low, None))
        else:
            keys.insert(0, rank_between(None, keys[0] if keys else high))
    return keys


def _after(low: str) -> str:
    place = next((at for at, digit in enumerate(low) if digit != DIGITS[-1]), None)
    return low + FIRST if place is None else low[:place] + DIGITS[DIGITS.index(low[place]) + 1]


def _before(high: str) -> str:
    for place, digit in enumerate(high):
        if DIGITS.index(digit) > 1:
            return high[:place] + DIGITS[DIGITS.index(digit) - 1]
        if digit == DIGITS[1]:
            return high[:place] + DIGITS[0] + FIRST
    raise ValueError(high)


def _middle(low: str, high: str | None) -> str:
    if high is not None:
        same = next(at for at, digit in enumerate(high) if at >= len(low) or digit != low[at])
        padded = same
        # "a" < "a0b": the missing digits of the lower key count as the lowest digit.
        while padded >= len(low) and padded < len(high) and high[padded] == DIGITS[0]:
            padded += 1
        if padded:
            return high[:padded] + _middle(low[padded:], high[padded:])
    below = DIGITS.index(low[0]) if low else 0
    above = DIGITS.index(high[0]) if high else len(DIGITS)
    if above - below > 1:
        return DIGITS[(below + above + 1) // 2]
    if high is not None and len(high) > 1:
        return high[:1]
    return DIGITS[below] + _middle(low[1:], None)


def _longest_rising(ranks: Sequence[str | None]) -> set[int]:
    """Find the places of a longest strictly rising run of keys, not necessarily next to each other."""
    tails: list[str] = []
    tail_places: list[int] = []
    previous: dict[int, int | None] = {}
    for place, rank in enumerate(ranks):
        if not rank or rank[-1] == DIGITS[0] or any(digit not in DIGITS for digit in rank):
            continue
        at = bisect_left(tails, rank)
        previous[place] = tail_places[at - 1] if at else None
        tails[at : at + 1] = [rank]
        tail_places[at : at + 1] = [place]
    kept: set[int] = set()
    place_now = tail_places[-1] if tail_places else None
    while place_now is not None:
        kept.add(place_now)
        place_now = previous[place_now]
    return kept
