"""Days in the three calendars of the office.

A day is a ``datetime.date``, proleptic Gregorian. Jalali is computed with the 33-year rule, which agrees with the
official calendar (the vernal equinox at 52.5° E) for every year from 1178 to 1502; outside it may differ by a day. Lunar
Hijri is Umm al-Qura as ICU tables it (1300–1600); Iran announces its months by sighting, which may differ by a day.
"""

import calendar as gregorian
import re
import threading
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from app.core.calendar_names import (
    ERAS,
    MONTHS,
    OTHER_MONTHS,
    OTHER_WEEKDAYS,
    RELATIVE_DAYS,
    WEEKDAYS,
    Calendar,
)
from app.core.clock import today as current_day
from app.core.errors import SafirError
from app.core.i18n import Language, Text, _
from app.core.letters import fold_chars
from app.core.numbers import in_language, plain_figure

__all__ = [
    "HIJRI_TABLE", "Calendar", "DayStyle", "ImpossibleDay", "UnreadableDay", "YearMonthDay", "add_months", "calendar_of",
    "day_of", "format_day", "full_year", "guess_calendar", "is_leap", "iso_text", "month_length", "month_name", "named_month",
    "parse_day", "parts_of", "strip_era", "weekday_name",
]  # fmt: skip

HIJRI_TABLE = "umm-al-qura"
MONTHS_IN_YEAR = 12

# 1 Farvardin of year 1 where the 33-year rule, run back from our time, puts it.
_JALALI_EPOCH = date(622, 3, 21).toordinal()
_UNIX_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS = 86_400
# A typed year below this is Jalali.
_FIRST_GREGORIAN_YEAR = 1600


class YearMonthDay(NamedTuple):
    """A day as a calendar counts it."""

    year: int
    month: int
    day: int


class DayStyle(StrEnum):
    """How much a written day tells: figures, month by name, weekday too."""

    SHORT = "short"
    LONG = "long"
    FULL = "full"


class UnreadableDay(SafirError):
    """A text that is no date."""

    code = "unreadable_day"

    def __init__(self, text: str) -> None:
        super().__init__(_("This date could not be read. Example: 1405/09/02 or 2 Azar 1405."))
        self.text = text


class ImpossibleDay(SafirError):
    """A date that its calendar does not have."""

    code = "impossible_day"

    def __init__(self, text: str, message: Text) -> None:
        super().__init__(message.format(text=text))
        self.text = text


def calendar_of(lang: Language) -> Calendar:
    """Give the calendar in which a language says its dates."""
    return Calendar.JALALI if lang == "fa" else Calendar.GREGORIAN


def is_leap(year: int) -> bool:
    """Tell whether Esfand of a Jalali year has thirty days."""
    return (25 * year + 11) % 33 < 8


def _jalali_start(year: int) -> int:
    """Give the ordinal of 1 Farvardin; eight leap days in 33 years."""
    return _JALALI_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33


def _jalali_parts(ordinal: int) -> YearMonthDay:
    year = 1 + (33 * (ordinal - _JALALI_EPOCH) + 3) // 12053
    passed = ordinal - _jalali_start(year)
    # Six months of 31 days, then months of 30.
    month, day = divmod(passed, 31) if passed < 186 else divmod(passed - 186 + 180, 30)
    return YearMonthDay(year, month + 1, day + 1)


class _LunarCalendar:
    """ICU's Umm al-Qura calendar; one mutable object, so one thread at a time."""

    def __init__(self) -> None:
        from app.core.icu_bridge import icu

        self._icu = icu
        self._guard = threading.Lock()
        self._calendar = icu.Calendar.createInstance(icu.TimeZone.getGMT(), icu.Locale("en@calendar=islamic-umalqura"))

    def month_start(self, year: int, month: int) -> int:
        with self._guard:
            self._calendar.clear()
            self._calendar.set(year, month - 1, 1)
            return _UNIX_EPOCH + int(self._calendar.getTime() // _SECONDS)

    def parts(self, ordinal: int) -> YearMonthDay:
        fields = self._icu.Calendar
        with self._guard:
            self._calendar.setTime(float((ordinal - _UNIX_EPOCH) * _SECONDS))
            year, month, day = (self._calendar.get(field) for field in (fields.YEAR, fields.MONTH, fields.DATE))
        return YearMonthDay(year, month + 1, day)


@cache
def _lunar() -> _LunarCalendar:
    return _LunarCalendar()


@lru_cache(maxsize=4096)
def _lunar_start(year: int, month: int) -> int:
    return _lunar().month_start(year, month)


def parts_of(day: date, calendar: Calendar) -> YearMonthDay:
    """Say a day in a calendar."""
    if calendar is Calendar.GREGORIAN:
        return YearMonthDay(day.year, day.month, day.day)
    if calendar is Calendar.JALALI:
        return _jalali_parts(day.toordinal())
    return _lunar().parts(day.toordinal())


def month_length(year: int, month: int, calendar: Calendar) -> int:
    """Count the days of a month."""
    if calendar is Calendar.GREGORIAN:
        return gregorian.monthrange(year, month)[1]
    if calendar is Calendar.HIJRI:
        following = (year, month + 1) if month < MONTHS_IN_YEAR else (year + 1, 1)
        return _lunar_start(*following) - _lunar_start(year, month)
    if month <= 6:
        return 31
    return 30 if month < MONTHS_IN_YEAR or is_leap(year) else 29


def day_of(year: int, month: int, day: int, calendar: Calendar) -> date:
    """Give the day that a calendar names; raise ImpossibleDay."""
    return _checked_day(YearMonthDay(year, month, day), calendar, text="")


def _checked_day(parts: YearMonthDay, calendar: Calendar, *, text: str) -> date:
    text = text or _figures(parts, "/")
    if not 1 <= parts.month <= MONTHS_IN_YEAR:
        raise ImpossibleDay(text, _("{text} is not in the calendar: a year has twelve months."))
    if not 1 <= parts.year <= date.max.year:
        raise ImpossibleDay(text, _("{text} is not in the calendar: there is no such year."))
    length = month_length(parts.year, parts.month, calendar)
    if not 1 <= parts.day <= length:
        raise ImpossibleDay(text, _no_such_day(parts, calendar, length=length))
    try:
        return date.fromordinal(_month_start(parts.year, parts.month, calendar) + parts.day - 1)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDay(text, _("{text} is not in the calendar: there is no such year.")) from error


def _no_such_day(parts: YearMonthDay, calendar: Calendar, *, length: int) -> Text:
    if calendar is Calendar.JALALI and parts.month == MONTHS_IN_YEAR and length == 29:
        return _("{text} is not in the calendar: Esfand {year} has twenty-nine days.").format(year=parts.year)
    month = _MonthName(parts.month, calendar)
    return _("{text} is not in the calendar: {month} {year} has {n} days.").format(month=month, year=parts.year, n=length)


class _MonthName(NamedTuple):
    """A month whose name waits for the language of its sentence."""

    month: int
    calendar: Calendar

    def shown(self, lang: Language) -> str:
        return month_name(self.month, self.calendar, lang)


def _month_start(year: int, month: int, calendar: Calendar) -> int:
    if calendar is Calendar.GREGORIAN:
        return date(year, month, 1).toordinal()
    if calendar is Calendar.HIJRI:
        return _lunar_start(year, month)
    return _jalali_start(year) + (month - 1) * 31 - max(0, month - 7)


def add_months(day: date, months: int, calendar: Calendar) -> date:
    """Go whole months forward or back in a calendar; the end of a shorter month stands for a day it lacks.

    Raises ImpossibleDay beyond the years that a date can hold.
    """
    year, month, number = parts_of(day, calendar)
    year, month = divmod(year * MONTHS_IN_YEAR + month - 1 + months, MONTHS_IN_YEAR)
    month += 1
    if 1 <= year <= date.max.year:
        number = min(number, month_length(year, month, calendar))
    return day_of(year, month, number, calendar)


def month_name(month: int, calendar: Calendar, lang: Language) -> str:
    """Name a month, 1 to 12."""
    return MONTHS[calendar][lang][month - 1]


def weekday_name(day: date, lang: Language) -> str:
    """Name the weekday of a day."""
    return WEEKDAYS[lang][day.weekday()]


def _figures(parts: YearMonthDay, separator: str) -> str:
    return f"{parts.year:04}{separator}{parts.month:02}{separator}{parts.day:02}"


def iso_text(day: date, calendar: Calendar) -> str:
    """Write a day in ASCII figures, year first: ``1404-07-15``."""
    return _figures(parts_of(day, calendar), "-")


def format_day(day: date, lang: Language, *, style: DayStyle = DayStyle.SHORT, calendar: Calendar | None = None) -> str:
    """Write a day for a reader: ۱۴۰۵/۰۹/۰۲, ۲ آذر ۱۴۰۵, دوشنبه ۲ آذر ۱۴۰۵; in English 2026-11-23 and so on.

    The calendar is the language's own unless given.
    """
    calendar = calendar or calendar_of(lang)
    parts = parts_of(day, calendar)
    if style is DayStyle.SHORT:
        # Slashes hold Persian figures together from right to left; hyphens would turn them round.
        return in_language(_figures(parts, "/" if lang == "fa" else "-"), lang)
    words = f"{parts.day} {month_name(parts.month, calendar, lang)} {parts.year}"
    if style is DayStyle.FULL:
        words = f"{weekday_name(day, lang)} {words}"
    return in_language(words, lang)


_SEPARATOR = r"\s*[/\-.\s]\s*"
_NUMBERED = re.compile(rf"(\d{{1,4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,4}})")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FROM_TODAY = re.compile(r"[+-]\s*\d{1,5}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@cache
def _months_by_name() -> dict[str, tuple[Calendar, int]]:
    names = [(c, month, name) for c, langs in MONTHS.items() for row in langs.values() for month, name in enumerate(row, 1)]
    names += [(c, month, word) for c, month, typed in OTHER_MONTHS for word in typed.split()]
    names += [(c, month, name[:3]) for c, month, name in names if c is Calendar.GREGORIAN and name.isascii()]
    return {_joined(name): (c, month) for c, month, name in names}


@cache
def _around_a_month() -> re.Pattern[str]:
    """Match a month's name between what may stand around it: weekdays, ordinal endings, «ماه», «سال»."""
    days = [_joined(name) for row in WEEKDAYS.values() for name in row] + [_joined(name) for name in OTHER_WEEKDAYS]
    days += [name[:3].casefold() for name in WEEKDAYS["en"]]
    days.sort(key=len, reverse=True)
    months = sorted(_months_by_name(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(days)})?(?:st|nd|rd|th)?(?:ام|م|of)?({'|'.join(months)})(?:ماه)?(?:سال)?")


def _joined(text: str) -> str:
    """Fold a name and drop what is no letter."""
    return "".join(_TOKEN.findall(fold_chars(text)))


@cache
def _relative_days() -> dict[str, int]:
    return {_joined(word): days for word, days in RELATIVE_DAYS.items()}


@cache
def _eras() -> list[tuple[re.Pattern[str], Calendar]]:
    """Match the names of calendars at the end of a text, longest first, however they are spaced."""
    names = sorted(((_joined(word), era) for word, era in ERAS.items()), key=lambda pair: -len(pair[0]))
    return [(re.compile(r"(?<=[\d\s])" + r"\s*".join(name) + "$"), era) for name, era in names]


def strip_era(text: str) -> tuple[str, Calendar | None]:
    """Take the name of a calendar («میلادی», «قمری») from the end of a text; also tell which."""
    for ending, era in _eras():
        kept = ending.sub("", text)
        if kept != text:
            return kept.strip(), era
    return text, None


def named_month(letters: str) -> tuple[Calendar, int] | None:
    """Find the month that a run of folded letters names, with «ماه» or a weekday around it or not."""
    match = _around_a_month().fullmatch(letters)
    return _months_by_name()[match[1]] if match else None


def guess_calendar(year: int) -> Calendar:
    """Tell in which calendar a person means a year of four figures: below 1600 Jalali, else Gregorian."""
    return Calendar.JALALI if year < _FIRST_GREGORIAN_YEAR else Calendar.GREGORIAN


def full_year(figures: str, calendar: Calendar | None) -> int:
    """Read a year of four figures, or of two: 00–49 of this century of the calendar, 50–99 of the one before.

    Raises ValueError for any other length.
    """
    year = int(figures)
    if len(figures) == 4:
        return year
    if len(figures) != 2:
        raise ValueError(figures)
    century = 2000 if calendar is Calendar.GREGORIAN else 1400
    return century + year - (0 if year < 50 else 100)


def parse_day(text: str, *, calendar: Calendar | None = None, today: date | None = None) -> date:
    """Read a day as people write it.

    Any digits; ``/``, ``-``, ``.`` or spaces; eight figures; two-figure years; month names in Persian or English; امروز،
    فردا، دیروز; ``+7`` days from ``today``. Without ``calendar`` a year below 1600 is Jalali; the name of a month or of an
    era decides in any case. Raises UnreadableDay, ImpossibleDay.
    """
    typed = text.strip()
    folded, era = strip_era(fold_chars(plain_figure(text)).strip(" ,،"))
    calendar = era or calendar
    days = _relative_days().get(_joined(folded))
    if days is not None or _FROM_TODAY.fullmatch(folded):
        days = days if days is not None else int(folded.replace(" ", ""))
        return date.fromordinal((today or current_day()).toordinal() + days)
    numbered = _NUMBERED.fullmatch(folded) or _EIGHT_DIGITS.fullmatch(folded)
    try:
        if numbered:
            first, month, last = numbered.groups()
            return _read(_ordered(first, last), int(month), calendar, text=typed)
        return _read_named(folded, text=typed)
    except ValueError as error:
        raise UnreadableDay(typed) from error


def _ordered(first: str, last: str) -> tuple[str, str]:
    """Put the year before the day: it is the one of four figures, else the first."""
    return (last, first) if len(last) > 2 else (first, last)


def _read(year_and_day: tuple[str, str], month: int, calendar: Calendar | None, *, text: str) -> date:
    figures, day = year_and_day
    if len(day) > 2:
        raise ValueError(day)
    year = full_year(figures, calendar)
    return _checked_day(YearMonthDay(year, month, int(day)), calendar or guess_calendar(year), text=text)


def _read_named(folded: str, *, text: str) -> date:
    """Read day, name of the month and year, in any order that keeps the day before a two-figure year."""
    tokens = _TOKEN.findall(folded)
    numbers = [token for token in tokens if token.isdecimal()]
    found = named_month("".join(token for token in tokens if not token.isdecimal()))
    if found is None or len(numbers) != 2:
        raise ValueError(folded)
    calendar, month = found
    first, last = numbers
    year_and_day = (first, last) if len(first) > 2 else (last, first)
    return _read(year_and_day, month, calendar, text=text)
