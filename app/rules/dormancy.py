"""Relations that sleep: counterparts without contact, agreements on paper only, visits owed.

Source: product.md rules 8 and 9. Months are full months of the Solar Hijri calendar; the thresholds are the office's.
"""

from dataclasses import dataclass
from datetime import date

from app.core.i18n import _, _n
from app.rules.findings import Finding, Severity
from app.rules.gates import is_in_force
from app.rules.periods import whole_months

PAPER_MONTHS = 12


def paper_agreement(title: str, stage: str, *, last_activity: date, today: date, months: int = PAPER_MONTHS) -> Finding | None:
    """Warn of an agreement in force with no meeting, project or letter for `months`.

    `last_activity` is the latest of those, or the day it entered into force when there was none.
    """
    silent = whole_months(last_activity, today)
    if not is_in_force(stage) or silent < months:
        return None
    fact = _n(
        "“{title}” is in force but has had no meeting, project or letter for {n} month.",
        "“{title}” is in force but has had no meeting, project or letter for {n} months.",
        silent,
    )
    reason = _("Revive, renew, downgrade or let it lapse?")
    why = _("Last activity: {day}; the threshold is {months} months.").format(day=last_activity, months=months)
    return Finding("paper_agreement", Severity.WARN, fact=fact.format(title=title), reason=reason, why=why)


def dormancy(city: str, *, last_contact: date, today: date, months: int) -> Finding | None:
    """Warn of a counterpart without meeting or letter for the months that its tier allows; None before that."""
    silent = whole_months(last_contact, today)
    if silent < months:
        return None
    fact = _n(
        "There has been no meeting or letter with {city} for {n} month.",
        "There has been no meeting or letter with {city} for {n} months.",
        silent,
    )
    reason = _("The tier of this relation asks for a contact every {months} months.").format(months=months)
    why = _("Last contact: {day}; the threshold is {months} months.").format(day=last_contact, months=months)
    return Finding("dormancy", Severity.WARN, fact=fact.format(city=city), reason=reason, why=why)


@dataclass(frozen=True, slots=True)
class Exchange:
    """How often a counterpart came to us and how often we went to them."""

    hosted: int
    visited: int

    @property
    def owed(self) -> int:
        """Count the visits we owe; below zero they owe them to us."""
        return self.hosted - self.visited


def reciprocity(city: str, exchange: Exchange) -> Finding | None:
    """Note that visits are owed by one side; None when they are even."""
    if exchange.owed == 0:
        return None
    times = _n("{n} time", "{n} times", exchange.hosted), _n("{n} time", "{n} times", exchange.visited)
    fact = _("{city} has been our guest {hosted} and we have gone {visited}.").format(
        city=city, hosted=times[0], visited=times[1]
    )
    if exchange.owed > 0:
        reason = _n("We owe {n} visit.", "We owe {n} visits.", exchange.owed)
    else:
        reason = _n("They owe {n} visit.", "They owe {n} visits.", -exchange.owed)
    why = _("Visits received minus visits paid.")
    return Finding("reciprocity", Severity.INFO, fact=fact, reason=reason, why=why)
