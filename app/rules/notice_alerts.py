"""Alerts and the notice strip of an agreement, both hung on the notice day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.i18n import Text, _, _c, _n
from app.rules.findings import Finding, Severity, key_of, two_sentences
from app.rules.notice import NoticeDay, NoticeKind, NoticeTerms, notice_day, renewal_length
from app.rules.periods import days_on
from app.rules.vocabulary import RenewalMode

ALERT_DAYS = (180, 90, 30, 7)
RULE = "notice_date"


def alert_days(notice: NoticeDay, thresholds: tuple[int, ...] = ALERT_DAYS) -> tuple[date, ...]:
    """List the days on which an alert begins or grows more urgent, earliest first."""
    watched = notice.watched
    if watched is None:
        return ()
    return tuple(days_on(watched, -days) for days in sorted(thresholds, reverse=True))


def notice_alert(title: str, terms: NoticeTerms, today: date, *, thresholds: tuple[int, ...] = ALERT_DAYS) -> Finding | None:
    """Warn that the last day for notice draws near or is past; None outside the widest threshold (days).

    Information from the widest threshold, a warning from the next, urgent from the narrowest on. An agreement that is
    not renewed has no notice day: its alert counts down to expiry. One that renews itself for nobody knows how long has
    none that can be counted, and says so.
    """
    notice = notice_day(terms, today)
    watched = notice.watched
    if watched is None:
        return _uncounted(title, notice)
    left = (watched - today).days
    if left < 0:
        return _passed(title, terms, notice=notice)
    reached = [days for days in thresholds if left <= days]
    if not reached:
        return None
    fact, reason = _coming(title, terms, notice=notice, left=left)
    severity, key = _severity(min(reached), thresholds), key_of(notice.kind, watched, notice.end, min(reached))
    return Finding(RULE, severity, fact=fact, reason=reason, why=_why(notice, min(reached)), due=watched, key=key)


def _severity(threshold: int, thresholds: tuple[int, ...]) -> Severity:
    if threshold == min(thresholds):
        return Severity.BAD
    return Severity.INFO if threshold == max(thresholds) else Severity.WARN


def _why(notice: NoticeDay, threshold: int) -> Text:
    begun = _n("The alert stands from {n} day before it.", "The alert stands from {n} days before it.", threshold)
    return two_sentences(notice.why, begun)


def _coming(title: str, terms: NoticeTerms, *, notice: NoticeDay, left: int) -> tuple[Text, Text]:
    if terms.mode is RenewalMode.FIXED:
        return _expiry_fact(title, left), _("It is not renewed by itself; to go on, it needs a new agreement.")
    if terms.mode is RenewalMode.BY_AGREEMENT:
        return _agreeing_fact(title, left), _unless_agreed(notice)
    return _notice_fact(title, left), _unless_notice(terms, notice)


def _passed(title: str, terms: NoticeTerms, *, notice: NoticeDay) -> Finding:
    if notice.kind is NoticeKind.EXPIRED:
        fact = _("The agreement “{title}” has been expired since {date}.").format(title=title, date=notice.end)
        reason = _("Record what became of it: renewed, replaced or ended.")
        key = key_of(notice.kind, notice.expires)
        return Finding(RULE, Severity.BAD, fact=fact, reason=reason, why=notice.why, due=notice.expires, key=key)
    if terms.mode is RenewalMode.BY_AGREEMENT:
        fact, reason = _("The last day for agreeing to renew “{title}” has passed ({date})."), _unless_agreed(notice)
    else:
        fact = _("The last day for notice of “{title}” has passed ({date}).")
        reason = _("The agreement is renewed from {day}.").format(day=notice.end)
    fact = fact.format(title=title, date=notice.last_day or notice.end)
    key = key_of(notice.kind, notice.last_day, notice.end)
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason, why=notice.why, due=notice.last_day, key=key)


def _uncounted(title: str, notice: NoticeDay) -> Finding | None:
    if notice.kind is not NoticeKind.UNKNOWN or notice.expires is None:
        return None
    fact = _("The last day for notice of “{title}” cannot be counted.").format(title=title)
    reason = _("It has renewed itself since {day}, and the length of each renewal is not recorded; enter it.")
    return Finding(RULE, Severity.WARN, fact=fact, reason=reason.format(day=notice.expires), why=notice.why, due=notice.expires)


def _notice_fact(title: str, left: int) -> Text:
    if left == 0:
        return _("Today is the last day for notice of “{title}”.").format(title=title)
    fact = _n(
        "{n} day is left until the last day for notice of “{title}”.",
        "{n} days are left until the last day for notice of “{title}”.",
        left,
    )
    return fact.format(title=title)


def _agreeing_fact(title: str, left: int) -> Text:
    if left == 0:
        return _("Today is the last day for agreeing to renew “{title}”.").format(title=title)
    fact = _n("{n} day is left for agreeing to renew “{title}”.", "{n} days are left for agreeing to renew “{title}”.", left)
    return fact.format(title=title)


def _expiry_fact(title: str, left: int) -> Text:
    if left == 0:
        return _("The validity of “{title}” ends today.").format(title=title)
    fact = _n(
        "{n} day is left until the end of validity of “{title}”.",
        "{n} days are left until the end of validity of “{title}”.",
        left,
    )
    return fact.format(title=title)


def _unless_notice(terms: NoticeTerms, notice: NoticeDay) -> Text:
    term, last = renewal_length(terms), notice.last_day or notice.end
    if term is None:
        return _("If notice is not given by {date}, it renews itself.").format(date=last)
    return _("If notice is not given by {date}, it renews itself for {period} more.").format(date=last, period=term.text)


def _unless_agreed(notice: NoticeDay) -> Text:
    return _("Unless renewal is agreed, it ends on {day}.").format(day=notice.end)


class PointKind(StrEnum):
    """What a point of the notice strip marks."""

    SIGNED = "signed"
    IN_FORCE = "in_force"
    ALERTS_BEGIN = "alerts_begin"
    TODAY = "today"
    LAST_DAY = "last_day"
    EXPIRES = "expires"


_POINT_NAMES = {
    PointKind.SIGNED: _c("notice strip", "Signed"),
    PointKind.IN_FORCE: _c("notice strip", "In force"),
    PointKind.ALERTS_BEGIN: _c("notice strip", "Alerts begin"),
    PointKind.TODAY: _c("notice strip", "Today"),
    PointKind.LAST_DAY: _c("notice strip", "Last day for notice"),
    PointKind.EXPIRES: _c("notice strip", "End of validity"),
}


@dataclass(frozen=True, slots=True)
class StripPoint:
    """One marked day of the notice strip."""

    kind: PointKind
    day: date

    @property
    def name(self) -> Text:
        """Name the point beneath its mark."""
        return _POINT_NAMES[self.kind]


def strip_points(terms: NoticeTerms, today: date, *, thresholds: tuple[int, ...] = ALERT_DAYS) -> tuple[StripPoint, ...]:
    """List the points of the notice strip in order of time, those that are not known left out.

    Partial dates stand at their first day. On equal days the order is that of an agreement's life.
    """
    notice = notice_day(terms, today)
    begins = alert_days(notice, thresholds)
    days: dict[PointKind, date | None] = {
        PointKind.SIGNED: terms.signed.first if terms.signed else None,
        PointKind.IN_FORCE: terms.in_force.first if terms.in_force else None,
        PointKind.ALERTS_BEGIN: begins[0] if begins else None,
        PointKind.TODAY: today,
        PointKind.LAST_DAY: notice.last_day,
        PointKind.EXPIRES: None if notice.kind is NoticeKind.ANY_DAY else notice.expires,
    }
    points = [StripPoint(kind, day) for kind, day in days.items() if day is not None]
    return tuple(sorted(points, key=lambda point: point.day))
