"""The repeat check: the same body travelling again for the same subject within two years.

Source: product.md rule 6; the two years are counted in the Solar Hijri calendar, the office's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.i18n import _
from app.core.letters import fold_chars
from app.rules.findings import Finding, Severity, key_of
from app.rules.periods import Period, earlier
from app.rules.vocabulary import PeriodCalendar, PeriodUnit

RULE = "repeat_visit"
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: whose, about what (title in words, or topics by id), and the day it began."""

    body: str
    subject: str
    on: date
    title: str = ""
    topics: frozenset[str] = frozenset()
    key: str = ""


def is_same_subject(one: Visit, other: Visit) -> bool:
    """Tell whether two visits share a topic, or a subject whatever its spelling."""
    if one.topics & other.topics:
        return True
    said = tight_subject(one.subject)
    return bool(said) and said == tight_subject(other.subject)


def tight_subject(subject: str) -> str:
    """Leave the letters and digits of a subject only: spaces and half-spaces are typed in every way."""
    return "".join(letter for letter in fold_chars(subject) if letter.isalnum())


def _two_years_before(day: date) -> date:
    return earlier(day, Period(MONTHS, PeriodUnit.MONTHS), calendar=PeriodCalendar.JALALI)


def earlier_visits(visit: Visit, others: Iterable[Visit]) -> tuple[Visit, ...]:
    """List the visits of the same body for the same subject in the two years before, the latest first."""
    since = _two_years_before(visit.on)
    same = (
        other
        for other in others
        if other.body == visit.body and since <= other.on < visit.on and other.key != visit.key and is_same_subject(visit, other)
    )
    return tuple(sorted(same, key=lambda other: other.on, reverse=True))


def repeat_visit(visit: Visit, others: Iterable[Visit], *, body: str) -> Finding | None:
    """Show the latest earlier visit of the same body (named `body`) for the same subject; None when there is none."""
    found = earlier_visits(visit, others)
    if not found:
        return None
    last = found[0]
    fact = _("{body} has travelled for this same subject in the past two years: {title}, {date}.")
    reason = _("See the result of that visit before deciding on this one.")
    why = _("Two years before {day} begin on {since}.").format(day=visit.on, since=_two_years_before(visit.on))
    fact = fact.format(body=body, title=last.title, date=last.on)
    mark = key_of(last.key or last.title, last.on, visit.on)
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=why, due=visit.on, key=mark)
