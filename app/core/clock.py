"""The only readers of the system time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from threading import local
from zoneinfo import ZoneInfo

TEHRAN = "Asia/Tehran"

# Process-wide, not context-local: worker threads must see the frozen time too.
_frozen: list[datetime] = []


class _Here(local):
    """Instants at which this thread alone stands still, the innermost last."""

    def __init__(self) -> None:
        self.instants: list[datetime] = []


_here = _Here()


def now() -> datetime:
    """Give the current instant, aware, in UTC."""
    stopped = _here.instants or _frozen
    return stopped[-1] if stopped else datetime.now(UTC)


def today(zone: str = TEHRAN) -> date:
    """Give the current day in an IANA zone (the office's, unless told otherwise)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def frozen_at(instant: datetime) -> Iterator[datetime]:
    """Stop the clock of the whole process at an aware instant while the block runs."""
    moment = _aware(instant)
    _frozen.append(moment)
    try:
        yield moment
    finally:
        _frozen.remove(moment)


@contextmanager
def standing_at(instant: datetime) -> Iterator[datetime]:
    """Stop the clock of this thread alone at an aware instant: a paper of an earlier day is made beside a window of today."""
    moment = _aware(instant)
    _here.instants.append(moment)
    try:
        yield moment
    finally:
        _here.instants.pop()


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(instant)
    return instant.astimezone(UTC)
