"""The words of the bar at the bottom of a form."""

from collections.abc import Sequence

from app.core.i18n import Text, _, _c, language
from app.core.moments import Moment, format_clock
from app.core.text import isolate
from app.services.reading import Gap
from app.ui.kit import SaveBar, SaveBarWords

SHOWN = 2


def save_bar() -> SaveBar:
    """Make the bar with its words."""
    return SaveBar(
        SaveBarWords(
            save=_("Save"),
            save_close=_("Save and close"),
            cancel=_("Cancel"),
            ring_name=_("Completeness; click to see what is missing"),
        )
    )


def percent_words(percent: int) -> Text:
    """Say how complete a record is."""
    return _("{n}% complete").format(n=percent)


def draft_words(at: Moment | None) -> Text | str:
    """Say when the draft was kept, by the office's clock; nothing for a draft that was forgotten."""
    return "" if at is None else _("Draft kept at {time}").format(time=isolate(format_clock(at, language())))


def missing_words(gaps: Sequence[Gap]) -> Text | str:
    """Name the first two things that are missing, and count the others."""
    if not gaps:
        return ""
    first = gaps[0].name
    if len(gaps) > 1:
        first = _c("list", "{first}, {rest}").format(first=first, rest=gaps[1].name)
    if len(gaps) > SHOWN:
        return _("Missing: {names} and {n} more").format(names=first, n=len(gaps) - SHOWN)
    return _("Missing: {names}").format(names=first)
