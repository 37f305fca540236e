"""Passports must stay valid for six months after return.

Source: product.md rule 5; the six months are counted in the Gregorian calendar, in which passports are issued. A partial
date of expiry counts from its first day.
"""

from datetime import date

from app.core.i18n import _, _n
from app.core.partial_dates import PartialDate
from app.rules.findings import Finding, Severity
from app.rules.periods import Period, later
from app.rules.vocabulary import PeriodCalendar, PeriodUnit

RULE = "passport"
MONTHS = 6


def needed_until(returns: date, months: int = MONTHS) -> date:
    """Give the first day of expiry that is late enough for a return on that day."""
    return later(returns, Period(months, PeriodUnit.MONTHS), calendar=PeriodCalendar.GREGORIAN)


def passport_finding(person: str, valid_until: PartialDate, *, returns: date) -> Finding | None:
    """Warn that a member's passport has less than six months left at return; urgent if it expires before."""
    needed, until = needed_until(returns), valid_until.first
    if until >= needed:
        return None
    fact = _("The passport of {person} is valid until {date}.").format(person=person, date=valid_until)
    if until < returns:
        severity, reason = Severity.BAD, _("It expires before the day of return.")
    else:
        severity, reason = Severity.WARN, _("Less than six months of it remain on the day of return.")
    why = _n("Return {returns} plus {n} month: {needed}.", "Return {returns} plus {n} months: {needed}.", MONTHS)
    return Finding(RULE, severity, fact=fact, reason=reason, why=why.format(returns=returns, needed=needed), due=returns)
