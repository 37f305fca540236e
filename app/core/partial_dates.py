"""Days that are known only in part: a month, a season, a year; about, before or after it.

Kept are the first and the last day that the words may mean and how they were said, so «مرداد ۱۴۰۲» stays a Jalali month
(23 July to 22 August 2023). A rule says whether it takes the first or the last day.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from app.core.calendar_names import OTHER_SEASONS, SEASONS
from app.core.calendars import (
    Calendar,
    DayStyle,
    UnreadableDay,
    calendar_of,
    day_of,
    format_day,
    full_year,
    guess_calendar,
    month_length,
    month_name,
    named_month,
    parse_day,
    parts_of,
    strip_era,
)
from app.core.i18n import Language
from app.core.letters import fold_chars
from app.core.numbers import in_language, plain_figure


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Bound(StrEnum):
    """How the date was hedged."""

    EXACT = "exact"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, season or year as it was said.

    ``first`` and ``last`` enclose what was named, also when ``bound`` says before or after it.
    """

    first: date
    last: date
    precision: Precision = Precision.DAY
    calendar: Calendar = Calendar.JALALI
    bound: Bound = Bound.EXACT

    @classmethod
    def of_day(cls, day: date, calendar: Calendar = Calendar.JALALI) -> "PartialDate":
        """Make a fully known day."""
        return cls(day, day, Precision.DAY, calendar)

    @classmethod
    def of_month(cls, year: int, month: int, calendar: Calendar) -> "PartialDate":
        """Make a month; raise ImpossibleDay."""
        return cls(*_months(year, month, calendar, count=1), Precision.MONTH, calendar)

    @classmethod
    def of_season(cls, year: int, season: int, calendar: Calendar) -> "PartialDate":
        """Make a season, 1 spring to 4 winter; a Gregorian winter begins in December of its year."""
        month = season * 3 - (2 if calendar is Calendar.JALALI else 0)
        return cls(*_months(year, month, calendar, count=3), Precision.SEASON, calendar)

    @classmethod
    def of_year(cls, year: int, calendar: Calendar) -> "PartialDate":
        """Make a year; raise ImpossibleDay."""
        return cls(*_months(year, 1, calendar, count=12), Precision.YEAR, calendar)

    def encode(self) -> str:
        """Write the value so that texts sort by first day, then by last."""
        return f"{self.first.isoformat()}/{self.last.isoformat()} {self.precision} {self.calendar} {self.bound}"

    @classmethod
    def decode(cls, text: str) -> "PartialDate":
        """Read what ``encode`` wrote; raise UnreadableDay."""
        try:
            days, precision, calendar, bound = text.split(" ")
            first, last = days.split("/")
            return cls(
                date.fromisoformat(first), date.fromisoformat(last), Precision(precision), Calendar(calendar), Bound(bound)
            )
        except ValueError as error:
            raise UnreadableDay(text) from error

    def shown(self, lang: Language) -> str:
        """Write the value inside a sentence."""
        return format_partial(self, lang)


def _months(year: int, month: int, calendar: Calendar, *, count: int) -> tuple[date, date]:
    """Give the first and the last day of consecutive months."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    first = day_of(year, month, 1, calendar)
    # The first day is checked, so the length of the last month is known; its year may lie beyond what a date holds.
    opening = day_of(last_year, last_month + 1, 1, calendar)
    return first, opening + timedelta(days=month_length(last_year, last_month + 1, calendar) - 1)


_HEDGES: dict[Language, dict[Bound, str]] = {
    "fa": {Bound.ABOUT: "حدود", Bound.BEFORE: "پیش از", Bound.AFTER: "پس از"},
    "en": {Bound.ABOUT: "about", Bound.BEFORE: "before", Bound.AFTER: "after"},
}
_TYPED_HEDGES = {
    Bound.ABOUT: ("حدود", "حدودا", "حدودِ سال", "حوالی", "تقریبا", "about", "around", "circa", "ca.", "c.", "~"),
    Bound.BEFORE: ("پیش از", "قبل از", "تا پیش از", "before", "<"),
    Bound.AFTER: ("پس از", "بعد از", "after", ">"),
}
_ERA_WORDS: dict[Language, dict[Calendar, str]] = {
    "fa": {Calendar.GREGORIAN: "میلادی", Calendar.HIJRI: "قمری", Calendar.JALALI: "شمسی"},
    "en": {Calendar.GREGORIAN: "CE", Calendar.HIJRI: "AH", Calendar.JALALI: "SH"},
}


_ERA_LETTERS: dict[Language, dict[Calendar, str]] = {
    "fa": {Calendar.GREGORIAN: "م", Calendar.HIJRI: "ق", Calendar.JALALI: "ش"},
    "en": _ERA_WORDS["en"],
}


def format_in_column(value: PartialDate, lang: Language) -> str:
    """Write a partial date in figures among days of the language's own calendar; a year of another one is marked: «۱۹۶۳ م»."""
    words = format_partial(value, lang, style=DayStyle.SHORT)
    if value.calendar is calendar_of(lang) or value.precision in (Precision.DAY, Precision.MONTH):
        return words
    named = words.endswith(_ERA_WORDS[lang][value.calendar])
    return words if named else f"{words} {_ERA_LETTERS[lang][value.calendar]}"


def format_partial(value: PartialDate, lang: Language, *, style: DayStyle = DayStyle.LONG) -> str:
    """Write a partial date as it was said; ``SHORT`` prefers figures and explains nothing.

    A full day is written in the calendar of the language; anything coarser stays in the calendar it was said in, because a
    Jalali month is no Gregorian month. In English the Gregorian months it covers follow in brackets. Every result can be
    read back by ``parse_partial``.
    """
    words = _unhedged(value, lang, style=style)
    hedge = _HEDGES[lang].get(value.bound)
    return f"{hedge} {words}" if hedge else words


def _unhedged(value: PartialDate, lang: Language, *, style: DayStyle) -> str:
    if value.precision is Precision.DAY:
        return format_day(value.first, lang, style=style)
    words = in_language(_coarse(value, lang, style=style), lang)
    if lang == "fa" or value.calendar is Calendar.GREGORIAN or style is DayStyle.SHORT:
        return words
    return f"{words} ({_covered(value)})"


def _coarse(value: PartialDate, lang: Language, *, style: DayStyle) -> str:
    year, month, _day = parts_of(value.first, value.calendar)
    clear = guess_calendar(year) is value.calendar
    if value.precision is Precision.MONTH:
        if clear and style is DayStyle.SHORT and value.calendar is calendar_of(lang):
            return f"{year:04}{'/' if lang == 'fa' else '-'}{month:02}"
        return f"{month_name(month, value.calendar, lang)} {year:04}"
    words = f"{year:04}"
    if value.precision is Precision.SEASON:
        words = f"{SEASONS[lang][_season_of(month, value.calendar)]} {words}"
    if clear and (lang == "en" or style is DayStyle.SHORT or value.calendar is Calendar.JALALI):
        return words
    return f"{words} {_ERA_WORDS[lang][value.calendar]}"


def _season_of(first_month: int, calendar: Calendar) -> int:
    """Give the place of a season in the tables by its first month."""
    return (first_month + (2 if calendar is Calendar.JALALI else 0)) // 3 - 1


def is_whole(value: PartialDate) -> bool:
    """Tell whether first and last day are those of the day, month, season or year that the value says it is."""
    year, month, _day = parts_of(value.first, value.calendar)
    match value.precision:
        case Precision.DAY:
            return value.first == value.last
        case Precision.MONTH:
            days = _months(year, month, value.calendar, count=1)
        case Precision.SEASON:
            days = _months(year, _season_of(month, value.calendar) * 3 + (1 if value.calendar is Calendar.JALALI else 3),
                           value.calendar, count=3)  # fmt: skip
        case _:
            days = _months(year, 1, value.calendar, count=12)
    return (value.first, value.last) == days


def _covered(value: PartialDate) -> str:
    """Say in Gregorian months or years what a foreign month, season or year covers."""
    first, last = value.first, value.last
    if value.precision is Precision.YEAR:
        return f"{first.year}–{last.year}"
    names = [month_name(day.month, Calendar.GREGORIAN, "en") for day in (first, last)]
    if first.year == last.year:
        return f"{names[0]}–{names[1]} {last.year}"
    return f"{names[0]} {first.year} – {names[1]} {last.year}"


_BRACKETS = re.compile(r"\s*\(.*\)$")
_YEAR = re.compile(r"(?:سال\s*)?(\d{4})")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})\s*[/\-.\s]\s*(?P<month>\d{1,2})|(?P<m>\d{1,2})\s*[/\-.\s]\s*(?P<y>\d{4})")
_NAMED = re.compile(r"(?P<name>[^\d]+?)[\s,،]*(?P<year>\d{4}|\d{2})|(?P<y>\d{4})[\s,،]*(?P<n>[^\d]+)")


def parse_partial(text: str, *, calendar: Calendar | None = None) -> PartialDate:
    """Read a day, month, season or year as people write it, hedged or not.

    ``1402-05``, ``2004``, «مرداد ۱۴۰۲», «بهار ۱۴۰۲», «حدود ۲۰۰۴ میلادی», ``before 23 November 2026``. Without ``calendar`` a
    year below 1600 is Jalali; the name of a month or of an era decides in any case. Raises UnreadableDay, ImpossibleDay.
    """
    bound, said = _hedge_of(_BRACKETS.sub("", fold_chars(plain_figure(text)).strip()))
    bare, era = strip_era(said)
    found = _coarse_of(bare, era or calendar)
    if found is None:
        found = PartialDate.of_day(parse_day(said, calendar=calendar))
    return replace(found, bound=bound)


def _coarse_of(said: str, calendar: Calendar | None) -> PartialDate | None:
    """Read a month, a season or a year; nothing when the words may still be a day."""
    if year := _YEAR.fullmatch(said):
        number = int(year[1])
        return PartialDate.of_year(number, calendar or guess_calendar(number))
    if figures := _YEAR_MONTH.fullmatch(said):
        number, month = int(figures["year"] or figures["y"]), int(figures["month"] or figures["m"])
        return PartialDate.of_month(number, month, calendar or guess_calendar(number))
    if named := _NAMED.fullmatch(said):
        return _named(_letters(named["name"] or named["n"]), named["year"] or named["y"], calendar)
    return None


def _named(letters: str, figures: str, calendar: Calendar | None) -> PartialDate | None:
    if month := named_month(letters):
        calendar, number = month
        return PartialDate.of_month(full_year(figures, calendar), number, calendar)
    season = _seasons().get(letters)
    if season is None:
        return None
    year = full_year(figures, calendar)
    calendar = calendar or guess_calendar(year)
    # Lunar months wander through the seasons.
    return None if calendar is Calendar.HIJRI else PartialDate.of_season(year, season, calendar)


@cache
def _seasons() -> dict[str, int]:
    names = [(name, number) for row in SEASONS.values() for number, name in enumerate(row, 1)]
    return {_letters(fold_chars(name)): number for name, number in (*names, *OTHER_SEASONS.items())}


@cache
def _hedges() -> list[tuple[re.Pattern[str], Bound]]:
    words = [(fold_chars(word), bound) for bound, typed in _TYPED_HEDGES.items() for word in typed]
    words.sort(key=lambda pair: -len(pair[0]))
    return [(re.compile(re.escape(word) + r"(?=[\s\d])\s*"), bound) for word, bound in words]


def _hedge_of(folded: str) -> tuple[Bound, str]:
    """Part «حدود», «پیش از», «پس از» from the date they hedge."""
    for beginning, bound in _hedges():
        if match := beginning.match(folded):
            return bound, folded[match.end() :]
    return Bound.EXACT, folded


def _letters(folded: str) -> str:
    return "".join(letter for letter in folded if letter.isalpha())
