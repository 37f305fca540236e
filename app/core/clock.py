"""The only readers of the system time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TEHRAN = "Asia/Tehran"

# Process-wide, not context-local: worker threads must see the frozen time too.
_frozen: list[datetime] = []


def now() -> datetime:
    """Give the current instant, aware, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def today(zone: str = TEHRAN) -> date:
    """Give the current day in an IANA zone (the office's, unless told otherwise)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def frozen_at(instant: datetime) -> Iterator[datetime]:
    """Stop the clock of the whole process at an aware instant while the block runs."""
    if instant.tzinfo is None:
        raise ValueError(instant)
    moment = instant.astimezone(UTC)
    _frozen.append(moment)
    try:
        yield moment
    finally:
        _frozen.remove(moment)
