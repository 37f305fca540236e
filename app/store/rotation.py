"""Which backups stay: the latest three, and of the last days, weeks and months that have one, the newest of each."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

LATEST: Final = 3
"""The latest stay whatever their day, so that a morning's mistake is found at noon."""

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12
_SATURDAY: Final = 5
"""The week of the office begins on this `weekday()`."""


def staying(instants: Iterable[datetime], zone: tzinfo = UTC) -> frozenset[datetime]:
    """Choose the instants that stay: the latest 3 and the newest of each of 7 days, 4 weeks and 12 months, counted in a zone.

    Days, weeks (from Saturday) and months without a backup do not count, so that a computer at rest loses none.
    """
    newest_first = sorted(set(instants), reverse=True)
    rules: tuple[tuple[Callable[[datetime], Hashable], int], ...] = ((_day, DAYS), (_week, WEEKS), (_month, MONTHS))
    kept = set(newest_first[:LATEST])
    for period, most in rules:
        found: dict[Hashable, datetime] = {}
        for instant in newest_first:
            found.setdefault(period(instant.astimezone(zone)), instant)
        kept.update(list(found.values())[:most])
    return frozenset(kept)


def _day(instant: datetime) -> Hashable:
    return instant.date()


def _week(instant: datetime) -> Hashable:
    return instant.date() - timedelta(days=(instant.weekday() - _SATURDAY) % 7)


def _month(instant: datetime) -> Hashable:
    return instant.year, instant.month
