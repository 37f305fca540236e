"""How the page of a delegation words its rules: names, what is in order, what a clearance waits for."""

from collections.abc import Mapping
from datetime import date

from app.core.i18n import Text, _, _n, language, plain
from app.core.numbers import format_integer
from app.rules.clearances import Standing
from app.services.findings import ClearanceLine
from app.ui.theme import FamilyName

GUARDS: Mapping[str, Text] = {
    "quorum": _("Quorum guard"),
    "passport": _("Validity of passports"),
    "rank_match": _("Rank match"),
    "overlap": _("Overlap"),
    "repeat_visit": _("Repeat check"),
}
"""The guards of a journey, by the code of their rule."""
CLEARANCE, CLEARANCE_MISSING = "clearance", "clearance_missing"
CLEARANCE_RULES = frozenset((CLEARANCE, CLEARANCE_MISSING))
"""Rules whose findings the card of clearances says line by line."""
_FAMILIES: Mapping[str, FamilyName] = {
    Standing.GRANTED: "good",
    Standing.LAPSES: "warn",
    Standing.LATE: "bad",
    Standing.REFUSED: "bad",
    Standing.IN_TIME: "neutral",
}


def clearance_family(line: ClearanceLine) -> FamilyName:
    """Give the colours of a clearance."""
    return _FAMILIES.get(line.standing, "neutral")


def clearance_pill(line: ClearanceLine) -> Text:
    """Say how a clearance stands against its day."""
    match line.standing:
        case Standing.LATE:
            return _n("{n} day late", "{n} days late", line.days)
        case Standing.IN_TIME:
            return _n("{n} day left", "{n} days left", line.days) if line.days else _("Today")
        case Standing.LAPSES:
            return _("Expires before the return")
    return line.state


def clearance_sub(line: ClearanceLine) -> Text:
    """Say by which day an answer is needed, and where the question stands."""
    state = line.state if line.row is not None else _("Not in the file yet")
    if line.needed_by is None:
        return state
    return _("needed by {day} · {state}").format(day=line.needed_by, state=state)


def countdown(starts: date | None, ends: date | None, today: date) -> tuple[Text, Text | None]:
    """Say in a figure and its name how far the journey is; the figure is None for what needs none."""
    if starts is None:
        return _("No day of departure yet"), None
    if today < starts:
        return _n("day until departure", "days until departure", (starts - today).days), plain(
            format_integer((starts - today).days, language())
        )
    if ends is None or today <= ends:
        return _("Day of the journey"), _figure((today - starts).days + 1)
    return _n("day since the return", "days since the return", (today - ends).days), plain(
        format_integer((today - ends).days, language())
    )


def _figure(number: int) -> Text:
    return plain(format_integer(number, language()))
