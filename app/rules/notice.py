"""The last day on which notice keeps an agreement from going on by itself.

Source: product.md rule 1. Alerts stand on this day and not on expiry, because after it the parties are bound for another
term. Months and years are counted in the calendar of the agreement and clamped to the end of the month; partial dates
give their first day, the cautious one, except the day on which notice was given, which gives its last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.i18n import Text, _
from app.core.partial_dates import Bound, PartialDate, Precision
from app.rules.findings import two_sentences
from app.rules.periods import Period, earlier, later
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, RenewalMode

__all__ = ["NoticeDay", "NoticeKind", "NoticeTerms", "Period", "PeriodCalendar", "PeriodUnit", "RenewalMode"]
__all__ += ["expiry_of", "notice_day", "over_since", "renewal_length"]


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """What an agreement says about its end; whatever is not recorded is None.

    `renewal_term` is the length of each renewal (the first duration where it is not said); `notice` is how long before
    expiry notice must be given.
    """

    mode: RenewalMode | None
    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    expires: PartialDate | None = None
    duration: Period | None = None
    renewal_term: Period | None = None
    notice: Period | None = None
    calendar: PeriodCalendar = PeriodCalendar.GREGORIAN
    notice_given: PartialDate | None = None
    ended: PartialDate | None = None


class NoticeKind(StrEnum):
    """Where an agreement stands with respect to its notice."""

    UNKNOWN = "unknown"
    UPCOMING = "upcoming"
    PASSED = "passed"
    EXPIRES = "expires"
    EXPIRED = "expired"
    ANY_DAY = "any_day"
    GIVEN = "given"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """The notice day of the term that runs on the day asked about, and how it was counted.

    `last_day` is None where no notice is needed or none can be computed; `expires` is the end of the running term (for
    an open-ended agreement: the day it would end if notice were given today; where it is not known for how long an
    agreement renewed itself: the end of its first term, which is past).
    """

    kind: NoticeKind
    why: Text
    last_day: date | None = None
    expires: date | None = None
    renews_from: date | None = None
    renews_until: date | None = None

    @property
    def end(self) -> date:
        """Give the end of the running term, or the far future where there is none."""
        return self.expires or date.max

    @property
    def watched(self) -> date | None:
        """Give the day that alerts count down to: the notice day, or expiry where no notice is needed."""
        if self.kind in {NoticeKind.UPCOMING, NoticeKind.PASSED}:
            return self.last_day
        return self.expires if self.kind in {NoticeKind.EXPIRES, NoticeKind.EXPIRED} else None


def expiry_of(start: date, duration: Period, *, calendar: PeriodCalendar = PeriodCalendar.GREGORIAN) -> date:
    """Give the day on which a term that begins on `start` (in force, else signed) ends."""
    return later(start, duration, calendar=calendar)


def first_expiry(terms: NoticeTerms) -> date | None:
    """Give the end of the first term: as recorded, else counted from entry into force or signature; None if unknown."""
    if terms.expires is not None:
        return terms.expires.first
    start = terms.in_force or terms.signed
    if start is None or terms.duration is None:
        return None
    return expiry_of(start.first, terms.duration, calendar=terms.calendar)


def notice_day(terms: NoticeTerms, today: date) -> NoticeDay:
    """Compute the notice day of the term that runs today (civil day of the office)."""
    if terms.ended is not None:
        ended = _("The agreement ended on {day}.").format(day=terms.ended)
        return NoticeDay(NoticeKind.ENDED, ended, expires=terms.ended.first)
    if terms.mode is None:
        return NoticeDay(NoticeKind.UNKNOWN, _("It is not recorded how the agreement is renewed."))
    if terms.mode is RenewalMode.OPEN_ENDED:
        return _open_ended(terms, today)
    end = first_expiry(terms)
    if end is None:
        return NoticeDay(NoticeKind.UNKNOWN, _("Neither the end of validity nor a duration with a beginning is recorded."))
    if terms.mode is RenewalMode.TACIT:
        return _tacit(terms, today, first_end=end)
    if terms.notice_given is not None:
        return _given(terms, terms.notice_given, today=today, latest=end)
    return _fixed(terms, today, end=end) if terms.mode is RenewalMode.FIXED else _by_agreement(terms, today, end=end)


def over_since(terms: NoticeTerms, today: date) -> PartialDate | None:
    """Give the day on which an agreement ended, whatever its stage says; None while it runs or its end is not known.

    A date known in part has passed only with its last day. Where no renewal is recorded, the end of validity is the end.
    """
    if terms.ended is not None:
        return terms.ended if terms.ended.first <= today else None
    notice = notice_day(terms, today)
    if notice.kind is NoticeKind.ENDED:
        return PartialDate.of_day(notice.end)
    if notice.kind is NoticeKind.EXPIRED or terms.mode is None:
        end = terms.expires or (None if notice.expires is None else PartialDate.of_day(notice.expires))
        return end if end is not None and end.last < today else None
    return None


def _open_ended(terms: NoticeTerms, today: date) -> NoticeDay:
    if terms.notice_given is not None:
        return _given(terms, terms.notice_given, today=today)
    ends = later(today, terms.notice, calendar=terms.calendar) if terms.notice else today
    why = _("The agreement has no end; notice can be given on any day.")
    if terms.notice:
        effect = _("It takes effect after {period}: given today, on {day}.")
        why = two_sentences(why, effect.format(period=terms.notice.text, day=ends))
    return NoticeDay(NoticeKind.ANY_DAY, why, expires=ends)


def _given(terms: NoticeTerms, given: PartialDate, *, today: date, latest: date = date.max) -> NoticeDay:
    """Notice of an agreement that runs no further by itself: it ends a notice period later, and never after its term."""
    effect = later(given.last, terms.notice, calendar=terms.calendar) if terms.notice else given.last
    return _ending(given, min(effect, latest), today=today)


def _ending(given: PartialDate, ends: date, *, today: date) -> NoticeDay:
    why = _("Notice is dated {given}; the agreement ends on {day}.").format(given=given, day=ends)
    return NoticeDay(NoticeKind.ENDED if today > ends else NoticeKind.GIVEN, why, expires=ends)


def _fixed(terms: NoticeTerms, today: date, *, end: date) -> NoticeDay:
    why = two_sentences(_why_expiry(terms, end), _("It is not renewed, so no notice is needed."))
    return NoticeDay(NoticeKind.EXPIRED if today > end else NoticeKind.EXPIRES, why, expires=end)


def _by_agreement(terms: NoticeTerms, today: date, *, end: date) -> NoticeDay:
    last, why = _last_day(terms, end)
    running = NoticeKind.PASSED if today > last else NoticeKind.UPCOMING
    kind = NoticeKind.EXPIRED if today > end else running
    why = two_sentences(why, _("Renewal must be agreed before the end of validity."))
    return NoticeDay(kind, why, last_day=last, expires=end, renews_from=end, renews_until=_next_end(terms, end, times=1))


def _tacit(terms: NoticeTerms, today: date, *, first_end: date) -> NoticeDay:
    if terms.notice_given is None and renewal_length(terms) is None and today > first_end:
        return NoticeDay(NoticeKind.UNKNOWN, _why_uncounted(terms, first_end), expires=first_end)
    reached = today if terms.notice_given is None else None
    turns = _turns(terms, first_end, reached=reached)
    end = _end_after(terms, first_end, turns=turns)
    if terms.notice_given is not None:
        return _ending(terms.notice_given, end, today=today)
    last, why = _last_day(terms, end)
    if turns:
        why = two_sentences(why, _rolled(first_end))
    kind = NoticeKind.PASSED if today > last else NoticeKind.UPCOMING
    return NoticeDay(
        kind, why, last_day=last, expires=end, renews_from=end, renews_until=_next_end(terms, first_end, times=turns + 1)
    )


def _rolled(first_end: date) -> Text:
    return _("It has renewed itself since {day}.").format(day=first_end)


def _why_uncounted(terms: NoticeTerms, first_end: date) -> Text:
    """Say why no day can be counted: the terms since the first end have no length."""
    missing = _("How long each renewal lasts is not recorded, so the end of the running term cannot be counted.")
    return two_sentences(two_sentences(_why_expiry(terms, first_end), _rolled(first_end)), missing)


def renewal_length(terms: NoticeTerms) -> Period | None:
    """Give the length of each renewal: as said, else the first duration; None when neither is recorded."""
    term = terms.renewal_term or terms.duration
    return term if term is not None and term.number else None


def _end_after(terms: NoticeTerms, first_end: date, *, turns: int) -> date:
    """Count every term from the first end, never from the clamped one before, so that a 31st comes back as a 31st."""
    term = renewal_length(terms)
    return later(first_end, term, calendar=terms.calendar, times=turns) if term and turns else first_end


def _next_end(terms: NoticeTerms, first_end: date, *, times: int) -> date | None:
    term = renewal_length(terms)
    return later(first_end, term, calendar=terms.calendar, times=times) if term else None


def _turns(terms: NoticeTerms, first_end: date, *, reached: date | None) -> int:
    """Count the renewals until the term that runs on `reached`; without it, until the term that the notice ends."""
    term, given = renewal_length(terms), terms.notice_given
    if term is None:
        return 0
    goal = reached or (given.last if given else first_end)
    turns = max(0, (goal - first_end).days // term.most_days)
    while True:
        end = _end_after(terms, first_end, turns=turns)
        if (end if reached else _last_day(terms, end)[0]) >= goal:
            return turns
        if turns and end <= _end_after(terms, first_end, turns=turns - 1):
            return turns  # a day so near the edge of the calendar is not counted on from
        turns += 1


def _last_day(terms: NoticeTerms, end: date) -> tuple[date, Text]:
    """Count the notice period back from the end of a term; without one the end itself is the last day."""
    last, periods = end, [terms.duration] if terms.expires is None else []
    why = _("No notice period is recorded, so the end of validity, {day}, is taken.").format(day=end)
    if terms.notice is not None:
        last, periods = earlier(end, terms.notice, calendar=terms.calendar), [*periods, terms.notice]
        why = _("End of validity {a} minus {period}.").format(a=end, period=terms.notice.text)
    return last, _with_caution(terms, _with_months(terms, _with_count(terms, why), periods))


def _why_expiry(terms: NoticeTerms, end: date) -> Text:
    why = _with_count(terms, _("End of validity: {day}.").format(day=end))
    return _with_caution(terms, _with_months(terms, why, [terms.duration] if terms.expires is None else []))


def _with_count(terms: NoticeTerms, why: Text) -> Text:
    """Add how the end of the first term was counted, where it is not recorded itself."""
    start, end = terms.in_force or terms.signed, first_expiry(terms)
    if terms.expires is not None or start is None or end is None or terms.duration is None:
        return why
    counted = _("Counted from the signature ({start}), the first term of {period} ends on {end}.")
    if terms.in_force is not None:
        counted = _("Counted from the entry into force ({start}), the first term of {period} ends on {end}.")
    return two_sentences(why, counted.format(start=start, period=terms.duration.text, end=end))


def _with_months(terms: NoticeTerms, why: Text, periods: Iterable[Period | None]) -> Text:
    """Add whose months were counted, where months or years were."""
    if all(period is None or period.unit is PeriodUnit.DAYS for period in periods):
        return why
    return two_sentences(why, _months_of(terms.calendar))


def _months_of(calendar: PeriodCalendar) -> Text:
    if calendar is PeriodCalendar.JALALI:
        return _("Months are counted in the Solar Hijri calendar.")
    return _("Months are counted in the Gregorian calendar.")


def _with_caution(terms: NoticeTerms, why: Text) -> Text:
    """Add that a date known only in part was taken at its first day."""
    counted_from = terms.expires or terms.in_force or terms.signed
    if counted_from is None or (counted_from.precision is Precision.DAY and counted_from.bound is Bound.EXACT):
        return why
    cautious = _("The recorded date, {date}, is not exact; its first day was taken.")
    return two_sentences(why, cautious.format(date=counted_from))
