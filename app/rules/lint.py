"""The sensitivity lint: what should be looked at before a paper is handed to the other side.

Source: product.md rule 15. Each finding may be overridden, and the reason is recorded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.core.i18n import Text, _, _c, _n
from app.core.numbers import to_latin
from app.core.partial_dates import PartialDate
from app.core.text import ltr
from app.rules.findings import Finding, Severity, two_sentences
from app.rules.labels import Confidentiality, confidentiality_name

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


def labelled_item(title: str, label: Confidentiality) -> Finding:
    """Warn that something labelled above normal stands in the paper, because the ceiling lets it."""
    fact = _("“{title}” is labelled “{label}” and stands in this paper.").format(title=title, label=confidentiality_name(label))
    return _lint(fact, _("The ceiling chosen lets it through; the other side will read it."), severity=Severity.BAD)


class Personal(StrEnum):
    """What is somebody's own affair and seldom the other side's."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    PASSPORT = "passport"
    NATIONAL_CODE = "national_code"
    DIET = "diet"


_PERSONAL: Final[Mapping[Personal, Text]] = {
    Personal.TELEPHONE: _c("personal data", "a telephone number"),
    Personal.EMAIL: _c("personal data", "an e-mail address"),
    Personal.PASSPORT: _c("personal data", "a passport number"),
    Personal.NATIONAL_CODE: _c("personal data", "a national identity number"),
    Personal.DIET: _c("personal data", "a diet"),
}


def personal_data(what: Personal, said: str, *, person: str = "") -> Finding:
    """Warn that the paper tells personal data, as it is said there; `person` is whose, where that is known."""
    if person:
        fact = _("The paper tells {what} of {person}: {said}").format(what=_PERSONAL[what], person=person, said=_shown(said))
    else:
        fact = _("The paper tells {what}: {said}").format(what=_PERSONAL[what], said=_shown(said))
    return _lint(fact, _("Personal data leave the office only where they must."), severity=Severity.WARN)


def _shown(said: str) -> str:
    return ltr(said) if said.isascii() else said


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Personal data met in running text, as it stands there with Latin digits."""

    what: Personal
    said: str


_AFTER: Final = r"(?![\w/-])"
# An international number, or an Iranian one of eleven digits; dates and letter numbers begin otherwise.
_ABROAD: Final = r"(?<![\w/.])(?:\+|00)\d(?:[ ()-]{0,2}\d){6,13}"
_IRANIAN: Final = r"(?<![\w/.+-])0(?:[ -]?\d){10}"
_PATTERNS: Final[Mapping[Personal, re.Pattern[str]]] = {
    # First: codes of Tehran begin with the two zeros of an international number.
    Personal.NATIONAL_CODE: re.compile(r"(?<![\w/.+-])\d{10}" + _AFTER),
    Personal.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    Personal.TELEPHONE: re.compile(f"(?:{_ABROAD}|{_IRANIAN}){_AFTER}"),
    Personal.PASSPORT: re.compile(r"(?<![\w/.-])[A-Z]{1,2}\d{7,8}" + _AFTER),
}


def personal_in(text: str) -> Iterator[PersonalDatum]:
    """Walk the e-mail addresses, telephone and passport numbers and Iranian national codes of a text, each once.

    A national code is ten digits whose last is the check digit of the others (National Organization for Civil Registration).
    """
    seen: set[str] = set()
    latin = to_latin(text)
    for what, pattern in _PATTERNS.items():
        for match in pattern.finditer(latin):
            said = match.group().strip()
            if said not in seen and (what is not Personal.NATIONAL_CODE or _is_national_code(said)):
                seen.add(said)
                yield PersonalDatum(what, said)


def _is_national_code(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    left = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (left if left < 2 else 11 - left)


def _lint(fact: Text, reason: Text, *, severity: Severity) -> Finding:
    # The fact stands in the arithmetic too: an override silences this one, not every finding of the rule.
    reading = _("Papers for the other side are read once more for confidential, outdated and uncleared points.")
    return Finding(RULE, severity, fact=fact, reason=reason, why=two_sentences(fact, reading))
