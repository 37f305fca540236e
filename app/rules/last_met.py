"""When the two sides last met, which every brief must state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.i18n import Text, _, _n
from app.rules.periods import whole_months


@dataclass(frozen=True, slots=True)
class Encounter:
    """One occasion on which both sides sat together; `key` is the meeting or visit."""

    on: date
    key: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class LastMet:
    """The latest encounter before a day, and how many full months lie between (Solar Hijri)."""

    encounter: Encounter
    months: int


def last_met(encounters: Iterable[Encounter], before: date, *, leaving_out: str = "") -> LastMet | None:
    """Find the latest encounter before a day, leaving out the meeting being prepared; None when they never met."""
    earlier = [e for e in encounters if e.on < before and (not leaving_out or e.key != leaving_out)]
    if not earlier:
        return None
    latest = max(earlier, key=lambda encounter: (encounter.on, encounter.key))
    return LastMet(latest, whole_months(latest.on, before))


def last_met_sentence(met: LastMet | None) -> Text:
    """State in a sentence when the two sides last met, or that no meeting is recorded."""
    if met is None:
        return _("No earlier meeting of the two sides is recorded.")
    day = met.encounter.on
    if met.months == 0:
        return _("The two sides last met on {day}, less than a month before.").format(day=day)
    sentence = _n(
        "The two sides last met on {day}, {n} month before.", "The two sides last met on {day}, {n} months before.", met.months
    )
    return sentence.format(day=day)
