"""One person in two places at once.

Source: product.md rule 13. Trips take whole days, inclusive at both ends; meetings take instants, and one that begins when
another ends does not overlap it. A trip and a meeting are compared by the civil days of the meeting's own zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.core.i18n import _
from app.core.moments import Moment
from app.rules.findings import Finding, Severity

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

    Remote meetings (telephone, online) need no presence and are not given to the rule.
    """

    person: str
    what: str
    span: Days | Hours
    key: str = ""
    within: str = ""


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
    fact = _("{person} is entered in two places from {start} to {end}: {a} and {b}.")
    fact = fact.format(person=clash.person, start=clash.first, end=clash.last, a=clash.one.what, b=clash.other.what)
    reason = _("Nobody can be in two places; one of the two entries needs a change.")
    why = _("Trips count whole days, both ends included; meetings count by the clock.")
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=why, due=clash.first)
