"""The sensitivity lint: what should be looked at before a paper is handed to the other side.

Source: product.md rule 15. Each finding may be overridden, and the reason is recorded.
"""

from collections.abc import Sequence
from datetime import date

from app.core.i18n import Text, _, _n
from app.core.partial_dates import PartialDate
from app.rules.findings import Finding, Severity

RULE = "sensitivity"


def lint_summary(findings: Sequence[Finding]) -> Text:
    """Head the list of what to look at before printing."""
    return _n(
        "{n} point before printing: this paper is for the other side.",
        "{n} points before printing: this paper is for the other side.",
        len(findings),
    )


def confidential_point(number: int) -> Finding:
    """Say that an item above the ceiling does not come into the paper."""
    fact = _("Item {n} is confidential and does not come into this paper.").format(n=number)
    return _lint(fact, _("Its label is above the ceiling of this paper."), severity=Severity.INFO)


def former_post(person: str, post: str, *, until: PartialDate | None, today: date) -> Finding | None:
    """Warn that somebody is named with a post that has ended; None while it lasts or its end is not known."""
    if until is None or until.last >= today:
        return None
    fact = _("{person} has not been {post} since {date}.").format(person=person, post=post, date=until)
    return _lint(fact, _("The paper names a person with a former post."), severity=Severity.WARN)


def expired_agreement(title: str, *, expired_on: PartialDate | None, today: date) -> Finding | None:
    """Warn that the paper names an agreement that has expired; None while it is valid or its end is not known."""
    if expired_on is None or expired_on.last >= today:
        return None
    fact = _("The agreement “{title}” has been expired since {date}.").format(title=title, date=expired_on)
    return _lint(fact, _("The paper names an agreement that is no longer valid."), severity=Severity.WARN)


def uncleared_item(title: str) -> Finding:
    """Warn that an item still waits for its clearance."""
    fact = _("The item “{title}” has no clearance yet.").format(title=title)
    return _lint(fact, _("What is not cleared is not shown to the other side."), severity=Severity.BAD)


def _lint(fact: Text, reason: Text, *, severity: Severity) -> Finding:
    why = _("Papers for the other side are read once more for confidential, outdated and uncleared points.")
    return Finding(RULE, severity, fact=fact, reason=reason, why=why)
