"""Passports must stay valid for six months after return.

Source: product.md rule 5; the six months are counted in the Gregorian calendar, in which passports are issued. A partial
date of expiry counts from its first day.
"""

from datetime import date

from app.core.i18n import Text, _, _n
from app.core.partial_dates import PartialDate
from app.rules.findings import Finding, Severity, key_of
from app.rules.periods import Period, later
from app.rules.vocabulary import PeriodCalendar, PeriodUnit

RULE = "passport"
MONTHS = 6


def needed_until(returns: date, months: int = MONTHS) -> date:
    """Give the first day of expiry that is late enough for a return on that day."""
    return later(returns, Period(months, PeriodUnit.MONTHS), calendar=PeriodCalendar.GREGORIAN)


def passport_finding(
    person: str, valid_until: PartialDate, *, returns: date, departed: bool = False, key: str = ""
) -> Finding | None:
    """Warn that a member's passport has less than six months left at return; urgent if it expires before.

    `departed` says that no return is known and the departure stands for it: what is too short then is too short anyway.
    `key` is whose it is, where the name alone does not tell.
    """
    needed, until = needed_until(returns), valid_until.first
    if until >= needed:
        return None
    fact = _("The passport of {person} is valid until {date}.").format(person=person, date=valid_until)
    severity = Severity.BAD if until < returns else Severity.WARN
    reason, why = _words(severity, departed=departed)
    mark, why = key_of(key or person, until, returns), why.format(day=returns, needed=needed)
    return Finding(RULE, severity, fact=fact, reason=reason, why=why, due=returns, key=mark)


def _words(severity: Severity, *, departed: bool) -> tuple[Text, Text]:
    is_over = severity is Severity.BAD
    if departed:
        reason = _("It expires before the day of departure.") if is_over else _("Less than six months of it remain at departure.")
        return reason, _n("Departure {day} plus {n} month: {needed}.", "Departure {day} plus {n} months: {needed}.", MONTHS)
    reason = _("It expires before the day of return.")
    if not is_over:
        reason = _("Less than six months of it remain on the day of return.")
    return reason, _n("Return {day} plus {n} month: {needed}.", "Return {day} plus {n} months: {needed}.", MONTHS)
