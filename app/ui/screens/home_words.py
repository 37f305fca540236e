"""How home says things: days as one speaks of them, and what each rule of an alert is called and asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core.calendars import calendar_of, month_name, parts_of, weekday_name
from app.core.i18n import Text, _, _c, _n, language, plain
from app.core.moments import format_clock
from app.core.numbers import format_integer, in_language
from app.core.text import isolate
from app.rules.findings import Severity, two_sentences
from app.rules.vocabulary import Side
from app.services.backups import Age
from app.services.next_alert import NextAlert
from app.ui.theme import FamilyName


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule as a person knows it: its icon, its name over a group of alerts, and the verb of its button."""

    icon: str
    name: Text
    action: Text


_RULES: Mapping[str, RuleWords] = {
    "notice_date": RuleWords("file-check-2", _("Last days for notice"), _c("alert", "Decide")),
    "clearance": RuleWords("shield-alert", _("Clearances that are late"), _c("alert", "See clearances")),
    "clearance_missing": RuleWords("shield", _("Clearances not in the file"), _c("alert", "See clearances")),
    "quorum": RuleWords("users", _("Quorum guard"), _c("alert", "See the overlap")),
    "overlap": RuleWords("calendar-range", _("One person in two places"), _c("alert", "See the overlap")),
    "passport": RuleWords("id-card", _("Validity of passports"), _c("alert", "See members")),
    "report_overdue": RuleWords("file-text", _("Mission reports that are late"), _c("alert", "See the report")),
    "rank_match": RuleWords("scale", _("Rank match"), _c("alert", "See the heads")),
    "repeat_visit": RuleWords("history", _("Repeat check"), _c("alert", "See the earlier visit")),
    "promise": RuleWords("flag", _("Promises that are late"), _c("alert", "Follow up")),
}
_OTHER = RuleWords("triangle-alert", _("Other alerts"), _c("alert", "Open"))
SECTIONS: Mapping[str, str] = {
    "clearance": "clearances",
    "clearance_missing": "clearances",
    "quorum": "members",
    "overlap": "members",
    "passport": "members",
    "report_overdue": "report",
}
"""Where to look in the record of an alert."""
FAMILIES: Mapping[Severity, FamilyName] = {Severity.BAD: "bad", Severity.WARN: "warn", Severity.INFO: "info"}
_THRESHOLDS: Mapping[int, FamilyName] = {7: "bad", 30: "warn", 90: "info"}


def rule_words(rule: str) -> RuleWords:
    """Give the words of a rule."""
    return _RULES.get(rule, _OTHER)


def day_heading(day: date, today: date) -> Text:
    """Name a day of this week: today, tomorrow, or its weekday, each with its date."""
    written = plain(f"{weekday_name(day, language())} {day_and_month(day)}")
    near = {0: _("Today"), 1: _("Tomorrow")}.get((day - today).days)
    return written if near is None else _("{near} · {day}").format(near=near, day=written)


def day_and_clock(day: date, clock: str, today: date) -> Text:
    """Put the day before a clock where it is not today: tomorrow, or its weekday."""
    near = (day - today).days
    if not near:
        return plain(clock)
    return plain(f"{_('Tomorrow') if near == 1 else weekday_name(day, language())} {clock}")


def no_alert_words(coming: NextAlert | None) -> Text:
    """Say that nothing needs a decision today, and which alert comes next."""
    nothing = _("Nothing needs a decision today.")
    if coming is None:
        return nothing
    return two_sentences(nothing, _("Next alert: {title}, {date}.").format(title=coming.title, date=coming.on))


def day_and_month(day: date) -> str:
    """Write a day of this year: ۲ آذر."""
    parts = parts_of(day, calendar_of(language()))
    return in_language(f"{parts.day} {month_name(parts.month, calendar_of(language()), language())}", language())


def short_range(first: date, last: date) -> str:
    """Write two days as one stretch: ۱ – ۵ آذر, ۲۹ آبان – ۶ آذر."""
    calendar = calendar_of(language())
    one, two = parts_of(first, calendar), parts_of(last, calendar)
    start = in_language(str(one.day), language()) if (one.year, one.month) == (two.year, two.month) else day_and_month(first)
    return f"{start} – {day_and_month(last)}"


def side_words(side: Side) -> Text:
    """Say whose promise it is."""
    return _("Our promise") if side is Side.OURS else _("Their promise")


def late_words(late: int, left: int) -> Text:
    """Say how late a promise is, or how long it still has."""
    if late:
        return _n("{n} day late", "{n} days late", late)
    return _n("{n} day left", "{n} days left", left) if left else _("Today")


def late_family(late: int, left: int) -> FamilyName:
    """Give the colours of a promise's delay."""
    return "bad" if late else "warn" if not left else "neutral"


def notice_family(threshold: int) -> FamilyName:
    """Give the colours of the alert that stands for a notice day."""
    return _THRESHOLDS.get(threshold, "neutral")


def part_of(shown: int, total: int) -> Text:
    """Say how many of all are shown."""
    return _("{shown} of {total}").format(shown=shown, total=total) if shown < total else plain(figure(total))


def figure(number: int) -> str:
    """Write a whole number in the language of the moment."""
    return format_integer(number, language())


def backup_words(age: Age) -> Text:
    """Say how fresh the newest backup is, and what is wrong with it."""
    if age.at is None:
        return _("No backup yet")
    if age.second_absent:
        return _("The second place for backups is not there")
    if age.days > 0:
        return _n("Last backup {n} day ago", "Last backup {n} days ago", age.days)
    return _("Backup: today {time}, sound").format(time=isolate(format_clock(age.at, language())))
