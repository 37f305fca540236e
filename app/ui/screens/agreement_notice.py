"""The notice strip of an agreement: which day to denounce by, why, and what can be recorded about it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _n, language
from app.rules.findings import Severity
from app.rules.notice import NoticeDay, NoticeKind
from app.rules.notice_alerts import PointKind, StripPoint
from app.rules.vocabulary import RenewalMode
from app.services.findings import NoticeStrip as Strip
from app.ui.kit import Card, Icon, Label, NoticePoint, NoticeSpan, NoticeStrip, QuietButton, SmallButton, TintCard, column, row
from app.ui.kit.notice import Mark, SpanLook
from app.ui.theme import FamilyName, Tone

_EVEN = 0.7
_MARKS: dict[PointKind, Mark] = {PointKind.ALERTS_BEGIN: "warn", PointKind.TODAY: "now", PointKind.LAST_DAY: "bad"}
_MARKS |= {PointKind.EXPIRES: "end"}
_FAMILIES: dict[Severity, FamilyName] = {Severity.BAD: "bad", Severity.WARN: "warn", Severity.INFO: "info"}
_STILL_RUNS = frozenset((NoticeKind.UPCOMING, NoticeKind.PASSED, NoticeKind.EXPIRES, NoticeKind.EXPIRED, NoticeKind.ANY_DAY))


class NoticeCard(Card):
    """Say how long is left, on which day it ends and how that was counted; offer to record what was decided."""

    renewal_asked = Signal()
    notice_asked = Signal()
    terms_asked = Signal()

    def __init__(self, strip: Strip, mode: RenewalMode | None, today: date, *, offering: bool) -> None:
        super().__init__(spacing=10)
        self._strip, self._offering = strip, offering
        fact, reason = headline(strip.notice, mode, today), _reason(strip)
        family: FamilyName = _FAMILIES[strip.alert.severity] if strip.alert else "neutral"
        self._why = TintCard("sunken", padding=(12, 8))
        self._why.add(Label(strip.notice.why, "body", tone="text_2", wrap=True))
        self._why.hide()
        self.add(self._head(fact, reason, family))
        self.add(self._why)
        if len(strip.points) > 1:
            self.add(NoticeStrip(points_of(strip.points, today), list(_spans(strip, today)), name=_("Notice strip")))
        self.setAccessibleName(f"{fact}. {reason}")

    def _head(self, fact: Text, reason: Text, family: FamilyName) -> QHBoxLayout:
        tone: Tone = "text" if family == "neutral" else family
        mark: Tone = f"{family}_dot"  # type: ignore[assignment]
        words = column(
            Label(fact, "card_title", tone=tone, wrap=True), Label(reason, "label", tone="text_2", wrap=True), spacing=1
        )  # fmt: skip
        why = QuietButton(_("How was this day counted?"), icon="info")
        why.setAccessibleDescription(str(fact))
        why.clicked.connect(lambda: self._why.setVisible(self._why.isHidden()))
        return row(Icon("hourglass", mark, size=20), (words, 1), why, *self._offers(), spacing=10)

    def _offers(self) -> Iterator[SmallButton]:
        kind = self._strip.notice.kind
        if not self._offering:
            return
        if kind is NoticeKind.UNKNOWN:
            terms = SmallButton(_("Enter duration and notice"), kind="primary")
            terms.clicked.connect(self.terms_asked)
            yield terms
            return
        if kind in _STILL_RUNS - {NoticeKind.ANY_DAY}:
            renew = SmallButton(_("Record renewal"), kind="primary")
            renew.clicked.connect(self.renewal_asked)
            yield renew
        if kind in _STILL_RUNS - {NoticeKind.EXPIRED}:
            notice = SmallButton(_("Record notice"))
            notice.clicked.connect(self.notice_asked)
            yield notice


def headline(notice: NoticeDay, mode: RenewalMode | None, today: date) -> Text:
    """Say in one line where an agreement stands with its notice."""
    left = (notice.watched - today).days if notice.watched else 0
    match notice.kind:
        case NoticeKind.UPCOMING if left == 0:
            return _("Today is the last day")
        case NoticeKind.UPCOMING if mode is RenewalMode.BY_AGREEMENT:
            return _n("{n} day left to agree on renewal", "{n} days left to agree on renewal", left)
        case NoticeKind.UPCOMING:
            return _n("{n} day until the last day for notice", "{n} days until the last day for notice", left)
        case NoticeKind.EXPIRES:
            return _n("{n} day until the end of validity", "{n} days until the end of validity", left)
    return _STANDING[notice.kind]


_STANDING = {
    NoticeKind.UNKNOWN: _("The last day for notice is not known"),
    NoticeKind.PASSED: _("The last day for notice has passed"),
    NoticeKind.EXPIRED: _("The agreement has expired"),
    NoticeKind.ANY_DAY: _("Notice can be given on any day"),
    NoticeKind.GIVEN: _("Notice was given"),
    NoticeKind.ENDED: _("The agreement has ended"),
}


def _reason(strip: Strip) -> Text:
    if strip.alert is not None:
        return strip.alert.reason
    last = strip.notice.last_day
    if strip.notice.kind is NoticeKind.UPCOMING and last is not None:
        return _("Last day for notice: {day}.").format(day=last)
    return strip.notice.why


def points_of(points: Sequence[StripPoint], today: date) -> list[NoticePoint]:
    """Place the days: mostly even, so that each can be read, and a little by time, so that a long wait looks long."""
    places = _places([point.day for point in points])
    lang = language()
    return [
        NoticePoint(at, point.name, format_day(point.day, lang, style=DayStyle.LONG), _mark(point, today))
        for at, point in zip(places, points, strict=True)
    ]


def _mark(point: StripPoint, today: date) -> Mark:
    return _MARKS.get(point.kind) or ("past" if point.day <= today else "end")


def _places(days: Sequence[date]) -> list[float]:
    whole, last = (days[-1] - days[0]).days or 1, len(days) - 1 or 1
    mixed = [_EVEN * at / last + (1 - _EVEN) * (day - days[0]).days / whole for at, day in enumerate(days)]
    return [0.03 + 0.94 * place for place in mixed]


def _spans(strip: Strip, today: date) -> Iterator[NoticeSpan]:
    places = _places([point.day for point in strip.points])
    for (start, first), (end, _second) in pairwise(zip(places, strip.points, strict=True)):
        yield NoticeSpan(start, end, _look(strip, first, today))


def _look(strip: Strip, begins: StripPoint, today: date) -> SpanLook:
    """Colour a stretch by what it begins with: calm, under alert, the days that are left, and what comes after them."""
    last = strip.notice.last_day or strip.notice.expires
    alerts = next((point.day for point in strip.points if point.kind is PointKind.ALERTS_BEGIN), None)
    if last is not None and begins.day >= last:
        return "hatched"
    if alerts is None or begins.day < alerts:
        return "good"
    urgent = strip.alert is not None and strip.alert.severity is Severity.BAD
    return "bad" if begins.day >= today and urgent else "warn"
