"""The promise ledger: what we owe, what they owe, days late, kept of how many.

Source: product.md rules 7 and 10. A due date known only in part is late when its last day has passed. A waived promise
is neither kept nor broken and leaves the totals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.i18n import _, _n
from app.core.partial_dates import PartialDate
from app.rules.findings import Finding, Severity, key_of
from app.rules.stage_codes import FollowUpState
from app.rules.vocabulary import Side

__all__ = ["DueGroup", "Ledger", "Promise", "Side", "SideTotal", "days_late", "group_of", "in_ledger_order", "is_due_soon"]
__all__ += ["late_finding", "ledger_of"]

RULE = "promise"
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Promise:
    """One follow-up as the ledger sees it."""

    what: str
    side: Side
    state: FollowUpState
    due: PartialDate | None = None
    key: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it is still owed."""
        return self.state in {FollowUpState.OPEN, FollowUpState.IN_PROGRESS}


class DueGroup(StrEnum):
    """The groups of the ledger, in order."""

    LATE = "late"
    DUE = "due"
    UNDATED = "undated"
    DONE = "done"


_ORDER = tuple(DueGroup)


def days_late(promise: Promise, today: date) -> int:
    """Count the days since an open promise fell due; 0 when it is not late."""
    if promise.due is None or not promise.is_open:
        return 0
    return max(0, (today - promise.due.last).days)


def is_due_soon(promise: Promise, today: date, *, within: int = SOON_DAYS) -> bool:
    """Tell whether an open promise falls due today or in the next days."""
    return promise.is_open and promise.due is not None and 0 <= (promise.due.last - today).days <= within


def group_of(promise: Promise, today: date) -> DueGroup:
    """Place a promise in its group of the ledger."""
    if not promise.is_open:
        return DueGroup.DONE
    if promise.due is None:
        return DueGroup.UNDATED
    return DueGroup.LATE if days_late(promise, today) else DueGroup.DUE


def in_ledger_order(promises: Iterable[Promise], today: date) -> tuple[Promise, ...]:
    """Sort as the ledger shows them: late (longest first), due (soonest first), undated, done."""

    def place(promise: Promise) -> tuple[int, date]:
        return _ORDER.index(group_of(promise, today)), promise.due.last if promise.due else date.max

    return tuple(sorted(promises, key=place))


@dataclass(frozen=True, slots=True)
class SideTotal:
    """The head of one side of the ledger: kept of how many, how many are late, and the worst delay in days."""

    kept: int
    total: int
    late: int
    worst_delay: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Both sides of a counterpart's ledger."""

    ours: SideTotal
    theirs: SideTotal


def ledger_of(promises: Iterable[Promise], today: date) -> Ledger:
    """Add up the promises of both sides."""
    everything = tuple(promises)
    return Ledger(ours=_total(everything, Side.OURS, today=today), theirs=_total(everything, Side.THEIRS, today=today))


def _total(promises: tuple[Promise, ...], side: Side, *, today: date) -> SideTotal:
    counted = [p for p in promises if p.side is side and p.state is not FollowUpState.WAIVED]
    delays = [days_late(promise, today) for promise in counted]
    return SideTotal(
        kept=sum(promise.state is FollowUpState.DONE for promise in counted),
        total=len(counted),
        late=sum(delay > 0 for delay in delays),
        worst_delay=max(delays, default=0),
    )


def late_finding(promise: Promise, today: date, *, owner: str) -> Finding | None:
    """Warn of a promise that is late: urgent when it is ours; None while it is not."""
    late = days_late(promise, today)
    if not late or promise.due is None:
        return None
    fact = _n("“{what}” is {n} day late.", "“{what}” is {n} days late.", late).format(what=promise.what)
    if promise.side is Side.OURS:
        severity, reason = Severity.BAD, _("It is our promise; responsible: {owner}.")
    else:
        severity, reason = Severity.WARN, _("It is their promise; responsible for following it up: {owner}.")
    why = _("Due: {due}; today: {today}.").format(due=promise.due, today=today)
    reason, due = reason.format(owner=owner), promise.due.last
    return Finding(RULE, severity, fact=fact, reason=reason, why=why, due=due, key=key_of(promise.side, due))
