"""One person in two places at once.

Source: product.md rule 13. Trips take whole days, inclusive at both ends; meetings take instants, and one that begins when
another ends does not overlap it. A trip and a meeting are compared by the civil days of the meeting's own zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from app.core.i18n import Text, _
from app.core.moments import Clock, Moment
from app.rules.findings import Finding, Severity, key_of

RULE = "overlap"


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, inclusive at both ends."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch between two moments; the end itself is free again."""

    start: Moment
    end: Moment

    @property
    def days(self) -> Days:
        """Give the civil days it touches, each in the zone of its moment."""
        return Days(self.start.day, self.end.day)


@dataclass(frozen=True, slots=True)
class Presence:
    """A person somewhere for a while: `key` is the trip or meeting, `within` the trip that it belongs to, if any.

    `who` is the person where the name alone does not tell. Remote meetings (telephone, online) need no presence and are not
    given to the rule.
    """

    person: str
    what: str
    span: Days | Hours
    key: str = ""
    within: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two presences of one person that share the days from `first` to `last`."""

    person: str
    one: Presence
    other: Presence
    first: date
    last: date


def overlapping(one: Days | Hours, other: Days | Hours) -> Days | None:
    """Give the civil days on which two spans meet; None when they do not."""
    if isinstance(one, Hours) and isinstance(other, Hours) and not _hours_meet(one, other):
        return None
    a, b = _days_of(one), _days_of(other)
    first, last = max(a.first, b.first), min(a.last, b.last)
    if first <= last:
        return Days(first, last)
    # Instants may meet although the civil days of two far zones do not.
    return Days(last, first) if isinstance(one, Hours) and isinstance(other, Hours) else None


def _days_of(span: Days | Hours) -> Days:
    return span if isinstance(span, Days) else span.days


def _hours_meet(one: Hours, other: Hours) -> bool:
    a, b = (one.start.instant, one.end.instant), (other.start.instant, other.end.instant)
    return a[0] == b[0] or (a[0] < b[1] and b[0] < a[1])


def _belong_together(one: Presence, other: Presence) -> bool:
    """Tell whether two entries are one and the same, or a trip and a meeting of that trip: no clash."""
    keys = {(one.key, other.key), (one.key, other.within), (one.within, other.key)}
    return any(a and a == b for a, b in keys)


def clashes(presences: Iterable[Presence]) -> tuple[Clash, ...]:
    """Find every pair of presences of one person that meet, earliest first."""
    found = (
        Clash(one.person, one, other=other, first=days.first, last=days.last)
        for one, other in combinations(presences, 2)
        if one.person == other.person and not _belong_together(one, other)
        for days in (overlapping(one.span, other.span),)
        if days is not None
    )
    return tuple(sorted(found, key=lambda clash: (clash.first, clash.last, clash.person)))


def overlap_findings(presences: Iterable[Presence]) -> tuple[Finding, ...]:
    """Warn of each person who is entered in two places at once."""
    return tuple(_finding(clash) for clash in clashes(presences))


def _finding(clash: Clash) -> Finding:
    reason = _("Nobody can be in two places; one of the two entries needs a change.")
    why = _("Trips count whole days, both ends included; meetings count by the clock.")
    return Finding(RULE, Severity.WARN, fact=_fact(clash), reason=reason, why=why, due=clash.first, key=_key(clash))


def _key(clash: Clash) -> str:
    """Mark a clash as the first of the two sees it: who, with what, and when."""
    who = clash.one.who or clash.person
    hours = _shared_hours(clash)
    if hours is None:
        return key_of(who, clash.other.key, clash.first, clash.last)
    return key_of(who, clash.other.key, hours.start.instant.isoformat(), hours.end.instant.isoformat())


def _fact(clash: Clash) -> Text:
    hours = _shared_hours(clash) or _hours_of(clash)
    days = Days(clash.first, clash.last)
    if hours is not None and hours.days == Days(hours.start.day, hours.start.day):
        fact = _("{person} is entered in two places on {day}, {start} to {end}: {a} and {b}.")
        fact = fact.format(day=hours.start.day, start=Clock(hours.start), end=Clock(hours.end))
    elif days.first == days.last:
        fact = _("{person} is entered in two places on {day}: {a} and {b}.").format(day=days.first)
    else:
        fact = _("{person} is entered in two places from {start} to {end}: {a} and {b}.")
        fact = fact.format(start=days.first, end=days.last)
    return fact.format(person=clash.person, a=clash.one.what, b=clash.other.what)


def _shared_hours(clash: Clash) -> Hours | None:
    """Give what two meetings share, by the clock of the first."""
    one, other = clash.one.span, clash.other.span
    if isinstance(one, Days) or isinstance(other, Days):
        return None
    zone = one.start.zone
    start, end = max(one.start, other.start, key=_instant), min(one.end, other.end, key=_instant)
    return Hours(Moment(start.at(zone), zone), Moment(end.at(zone), zone))


def _instant(moment: Moment) -> datetime:
    return moment.instant


def _hours_of(clash: Clash) -> Hours | None:
    """Give the hours of the meeting that falls into a trip."""
    return next((span for span in (clash.one.span, clash.other.span) if isinstance(span, Hours)), None)
