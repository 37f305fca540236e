"""The quorum guard: how many council members are abroad at once, over all overlapping delegations.

Source: product.md rule 2. A person on two trips counts once; days are whole and inclusive at both ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from app.core.i18n import Text, _, _n
from app.rules.findings import Finding, Severity, key_of, two_sentences

RULE = "quorum"


@dataclass(frozen=True, slots=True)
class Absence:
    """The days that one person spends abroad with one delegation; both ends count."""

    person: str
    first: date
    last: date
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days on which a person holds a seat that counts for the quorum; an open end is None."""

    person: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Peak:
    """The first run of days on which the most people are abroad together, and who they are."""

    count: int
    first: date
    last: date
    people: tuple[str, ...]
    delegations: tuple[str, ...]


def _clipped(absence: Absence, first: date | None, last: date | None) -> tuple[Absence, ...]:
    begins, ends = max(absence.first, first or date.min), min(absence.last, last or date.max)
    return (replace(absence, first=begins, last=ends),) if begins <= ends else ()


def while_in_office(absences: Iterable[Absence], tenures: Iterable[Tenure]) -> tuple[Absence, ...]:
    """Keep of each absence the days on which the person held a seat that counts."""
    seats = tuple(tenures)
    return tuple(
        part
        for absence in absences
        for seat in seats
        if seat.person == absence.person
        for part in _clipped(absence, seat.first, seat.last)
    )


def abroad_on(absences: Iterable[Absence], day: date) -> frozenset[str]:
    """Name the people who are abroad on a day."""
    return frozenset(absence.person for absence in absences if absence.first <= day <= absence.last)


def peak_of(absences: Iterable[Absence]) -> Peak | None:
    """Find the days with the most people abroad at once; None when nobody is."""
    known = tuple(absence for absence in absences if absence.first <= absence.last)
    edges = sorted({a.first.toordinal() for a in known} | {a.last.toordinal() + 1 for a in known})
    best: tuple[int, int, frozenset[str]] | None = None
    for start, after in pairwise(edges):
        people = abroad_on(known, date.fromordinal(start))
        if best is not None and best[1] == start and best[2] == people:
            best = (best[0], after, people)
        elif people and (best is None or len(people) > len(best[2])):
            best = (start, after, people)
    return None if best is None else _peak(known, first=date.fromordinal(best[0]), last=date.fromordinal(best[1] - 1))


def _peak(absences: tuple[Absence, ...], *, first: date, last: date) -> Peak:
    there = [absence for absence in absences if absence.first <= last and first <= absence.last]
    people = tuple(sorted({absence.person for absence in there}))
    trips = tuple(sorted({absence.delegation for absence in there}))
    return Peak(len(people), first=first, last=last, people=people, delegations=trips)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row, each with more people abroad than the limit; `peak` are those of them with the most."""

    first: date
    last: date
    peak: Peak
    delegations: tuple[str, ...]


def runs_above(absences: Iterable[Absence], limit: int) -> tuple[Run, ...]:
    """Find every run of days on which more than `limit` people are abroad at once, the earliest first."""
    known = tuple(absence for absence in absences if absence.first <= absence.last)
    edges = sorted({a.first.toordinal() for a in known} | {a.last.toordinal() + 1 for a in known})
    spans: list[tuple[int, int]] = []
    for start, after in pairwise(edges):
        if len(abroad_on(known, date.fromordinal(start))) > limit:
            joined = bool(spans) and spans[-1][1] == start
            spans[-1:] = [(spans[-1][0], after)] if joined else [*spans[-1:], (start, after)]
    return tuple(_run(known, first=date.fromordinal(start), last=date.fromordinal(after - 1)) for start, after in spans)


def _run(known: tuple[Absence, ...], *, first: date, last: date) -> Run:
    inside = tuple(part for absence in known for part in _clipped(absence, first, last))
    peak = peak_of(inside) or _peak(inside, first=first, last=last)
    return Run(first, last, peak, tuple(sorted({part.delegation for part in inside})))


def quorum_guard(trip: Iterable[Absence], others: Iterable[Absence], *, limit: int) -> tuple[Finding, ...]:
    """Warn of each run of days of this trip on which more council members than `limit` are abroad at once.

    Both lists hold council members only; only the days of the trip itself are looked at.
    """
    going = tuple(trip)
    if not going:
        return ()
    first, last = min(a.first for a in going), max(a.last for a in going)
    beside = (part for absence in others for part in _clipped(absence, first, last))
    return tuple(_on_the_trip(run, limit) for run in runs_above((*going, *beside), limit))


def _on_the_trip(run: Run, limit: int) -> Finding:
    fact = _n(
        "With this trip, {n} council member will be abroad at once; the limit is {limit}.",
        "With this trip, {n} council members will be abroad at once; the limit is {limit}.",
        run.peak.count,
    )
    return _too_many(run, fact, limit=limit)


def quorum_alert(run: Run, *, limit: int) -> Finding:
    """Say that in a run of days more council members than `limit` are abroad at once.

    It has the key under which `quorum_guard` finds the same days at a trip that is abroad on all days of the peak.
    """
    fact = _n(
        "{n} council member will be abroad at once; the limit is {limit}.",
        "{n} council members will be abroad at once; the limit is {limit}.",
        run.peak.count,
    )
    return _too_many(run, fact, limit=limit)


def _too_many(run: Run, fact: Text, *, limit: int) -> Finding:
    peak = run.peak
    reason = _("Overlap: {start} to {end}.").format(start=run.first, end=run.last)
    why = _n("Counted on each day from the days of {n} delegation.", "Counted on each day from the days of {n} delegations.",
             len(run.delegations))  # fmt: skip
    if (peak.first, peak.last) != (run.first, run.last):
        why = two_sentences(why, _("The most are abroad from {start} to {end}.").format(start=peak.first, end=peak.last))
    key = key_of(peak.first, peak.last, peak.count, limit)
    return Finding(RULE, Severity.BAD, fact=fact.format(limit=limit), reason=reason, why=why, due=run.first, key=key)
