"""Moments: a wall clock time as agreed, in a time zone.

The wall time and the zone are the truth, because governments change zone rules; the instant is computed from them. A zone
is an IANA name, or a fixed offset such as ``+03:30`` where no zone is known.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.core.calendars import DayStyle, ImpossibleDay, UnreadableDay, format_day, parse_day
from app.core.clock import now
from app.core.errors import SafirError
from app.core.i18n import Language, _
from app.core.numbers import in_language, plain_figure

_YEAR_FIGURES = 4
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")


class UnreadableMoment(SafirError):
    """A text that is no day and time."""

    code = "unreadable_moment"

    def __init__(self, text: str) -> None:
        super().__init__(_("This time could not be read. Example: 1405/09/02 10:30."))
        self.text = text


class UnknownZone(SafirError):
    """A time zone that the zone table does not name."""

    code = "unknown_zone"

    def __init__(self, zone: str) -> None:
        super().__init__(_("{zone} is not a known time zone. Example: Asia/Tehran.").format(zone=zone))
        self.zone = zone


@lru_cache
def zone_of(name: str) -> tzinfo:
    """Give the rules of an IANA zone or of a fixed offset; raise UnknownZone."""
    fixed = _OFFSET.fullmatch(name)
    try:
        if fixed:
            size = timedelta(hours=int(fixed[2]), minutes=int(fixed[3]))
            return timezone(size if fixed[1] == "+" else -size)
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise UnknownZone(name) from error


@dataclass(frozen=True, slots=True)
class Moment:
    """A naive wall time, to the second, and its zone.

    A wall time that a change of clocks repeats means the first one, unless ``wall.fold`` is 1.
    """

    wall: datetime
    zone: str

    def __post_init__(self) -> None:
        zone_of(self.zone)
        # Nothing below a second is ever agreed; equal moments must be equal texts.
        object.__setattr__(self, "wall", self.wall.replace(microsecond=0, tzinfo=None))

    @property
    def instant(self) -> datetime:
        """Compute the instant, aware, in UTC."""
        return self.wall.replace(tzinfo=zone_of(self.zone)).astimezone(UTC)

    @property
    def day(self) -> date:
        """Give the day on the wall calendar of the place."""
        return self.wall.date()

    def at(self, zone: str) -> datetime:
        """Give the naive wall time in another zone at the same instant."""
        return self.wall if zone == self.zone else self.instant.astimezone(zone_of(zone)).replace(tzinfo=None)

    def encode(self) -> str:
        """Write instant, wall time and zone so that texts sort by instant."""
        # Not strftime, which writes the year 622 with three figures on Linux.
        return f"{self.instant.replace(tzinfo=None).isoformat()}Z {self.wall.isoformat()}[{self.zone}]"

    @classmethod
    def decode(cls, text: str) -> "Moment":
        """Read what ``encode`` wrote; raise UnreadableMoment, UnknownZone.

        The instant only tells which of two equal wall times was meant; otherwise it is computed anew. Earlier versions wrote
        the years before 1000 without their zeros: such an instant tells nothing.
        """
        try:
            instant, said = text.split(" ")
            wall, zone = said.removesuffix("]").split("[")
            moment = cls(datetime.fromisoformat(wall), zone)
            then = moment.instant if 0 < instant.find("-") < _YEAR_FIGURES else datetime.fromisoformat(instant)
        except (ValueError, OverflowError) as error:
            raise UnreadableMoment(text) from error
        later = cls(moment.wall.replace(fold=1), zone)
        return later if later.instant == then != moment.instant else moment

    def shown(self, lang: Language) -> str:
        """Write the value inside a sentence."""
        return format_moment(self, lang)


def moment_now(zone: str) -> Moment:
    """Give the current minute in a zone."""
    wall = now().astimezone(zone_of(zone)).replace(tzinfo=None)
    return Moment(wall.replace(second=0), zone)


def iso_moment(moment: Moment) -> str:
    """Write a moment for machines: ``2026-01-01T09:00:00+03:30[Asia/Tehran]``; a fixed offset needs no name."""
    text = moment.wall.replace(tzinfo=zone_of(moment.zone)).isoformat()
    return text if _OFFSET.fullmatch(moment.zone) else f"{text}[{moment.zone}]"


def format_clock(moment: Moment, lang: Language, *, zone: str | None = None) -> str:
    """Write hour and minute: ۱۰:۰۰; in the zone of the moment unless another is given."""
    return in_language(f"{moment.at(zone or moment.zone):%H:%M}", lang)


def format_moment(moment: Moment, lang: Language, *, zone: str | None = None) -> str:
    """Write day and time: ۱۱ دی ۱۴۰۴، ۰۹:۰۰; in the zone of the moment unless another is given."""
    day = format_day(moment.at(zone or moment.zone).date(), lang, style=DayStyle.LONG)
    return f"{day}{'،' if lang == 'fa' else ','} {format_clock(moment, lang, zone=zone)}"


@dataclass(frozen=True, slots=True)
class Clock:
    """The hour and minute of a moment, for a sentence that tells the day apart."""

    moment: Moment

    def encode(self) -> str:
        """Write it as its moment."""
        return self.moment.encode()

    @classmethod
    def decode(cls, text: str) -> "Clock":
        """Read what ``encode`` wrote; raise UnreadableMoment, UnknownZone."""
        return cls(Moment.decode(text))

    def shown(self, lang: Language) -> str:
        """Write the value inside a sentence."""
        return format_clock(self.moment, lang)


_SAID = re.compile(
    r"(?P<day>.+?)(?:\s*[T،,]\s*|\s+)(?:ساعت\s*)?(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*"
    r"(?P<offset>Z|[+-]\d{2}:?\d{2})?\s*(?:\[(?P<zone>[^\]]+)\])?",
    re.IGNORECASE,
)


def parse_moment(text: str, *, office_zone: str) -> Moment:
    """Read a day and a time.

    ISO 8601 with an offset and an optional ``[Zone]``, or a day as people write it followed by a time. Without a zone the
    office's is taken when its offset fits that day, else the fixed offset is kept; without either, the office's. ``Z`` with
    a zone means that instant, said in the zone. Raises UnreadableMoment, UnreadableDay, ImpossibleDay, UnknownZone.
    """
    found = _SAID.fullmatch(plain_figure(text))
    if found is None:
        raise UnreadableMoment(text)
    try:
        wall = datetime.combine(parse_day(found["day"]), _time_of(found["clock"]))
        return _placed(wall, found["offset"] or "", found["zone"] or "", office_zone=office_zone)
    except (ValueError, OverflowError) as error:
        raise UnreadableMoment(text) from error


def _time_of(clock: str) -> time:
    hour, minute, *rest = clock.split(":")
    return time(int(hour), int(minute), int(rest[0].split(".")[0]) if rest else 0)


def _placed(wall: datetime, offset: str, zone: str, *, office_zone: str) -> Moment:
    """Find the zone of a wall time that came with an offset, a zone, both or neither."""
    if not offset:
        return Moment(wall, zone or office_zone)
    utc = offset in "Zz"
    fixed = "+00:00" if utc else f"{offset[:3]}:{offset[-2:]}"
    then = Moment(wall, fixed)
    if utc and zone:
        return Moment(then.at(zone), zone)
    local = then.instant.astimezone(zone_of(zone or office_zone))
    if local.replace(tzinfo=None) == wall:
        return Moment(wall.replace(fold=local.fold), zone or office_zone)
    if zone:
        # Another offset than the zone has on that day: one of the two is wrong.
        raise ValueError(zone)
    return then


__all__ = [
    "Clock", "ImpossibleDay", "Moment", "UnknownZone", "UnreadableDay", "UnreadableMoment", "format_clock", "format_moment",
    "iso_moment", "moment_now", "parse_moment", "zone_of",
]  # fmt: skip
