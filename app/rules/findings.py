"""What a rule has to say: a fact, its reason, and the arithmetic in words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.core.i18n import Text, _c

_BETWEEN: Final = "/"


class Severity(StrEnum):
    """How much a finding asks for: to know, to decide, or to act now."""

    INFO = "info"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """State one fact that a rule found, for an alert card or a form's warning.

    `rule` is the stable code of the rule, `why` the arithmetic, rule and threshold in words, `due` the day on which it
    bites (None where no day does). An overridable finding lets the work go on once a reason is recorded.

    `key` tells the findings of one rule in one record apart (made by `key_of`): whom or what it is about, then the figures
    that it hangs on, never the day on which it was looked at. A reason silences this key; other figures speak up again.
    """

    rule: str
    severity: Severity
    fact: Text
    reason: Text
    why: Text
    due: date | None = None
    overridable: bool = True
    key: str = ""

    @property
    def subject(self) -> str:
        """Give whom or what it is about: the first part of its key."""
        return self.key.partition(_BETWEEN)[0]


def key_of(subject: object, *figures: object) -> str:
    """Make the key of a finding; days are written as ISO 8601, what is not known is empty."""
    return _BETWEEN.join("" if part is None else str(part) for part in (subject, *figures))


_WEIGHT = {Severity.BAD: 0, Severity.WARN: 1, Severity.INFO: 2}


def by_urgency(finding: Finding) -> tuple[int, date]:
    """Give the sort key that puts the worst first and, among equals, the earliest due (undated last)."""
    return _WEIGHT[finding.severity], finding.due or date.max


def two_sentences(first: Text, second: Text) -> Text:
    """Join two whole sentences in the order of the language."""
    return _c("two sentences", "{first} {second}").format(first=first, second=second)
