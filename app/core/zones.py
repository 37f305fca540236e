"""Time zones in words: the city a zone is named after, a clock with its city, and the two clocks of a meeting abroad."""

from functools import cache
from importlib.resources import files

from app.core.calendars import DayStyle, format_day, weekday_name
from app.core.i18n import LANGUAGES, Language
from app.core.icu_bridge import icu
from app.core.letters import tight
from app.core.moments import Moment, format_clock
from app.core.text import isolate

_NBSP = "\u00a0"


@cache
def city_of(zone: str, lang: Language) -> str:
    """Name a time zone by its city as CLDR does: «تهران», «سئول»; a fixed offset by itself."""
    locale = icu.Locale(lang)
    shown = icu.SimpleDateFormat("VVV", locale)
    shown.setTimeZone(icu.TimeZone.createTimeZone(zone))
    return str(shown.format(0.0)) if "/" in zone else zone


@cache
def city_zones() -> tuple[str, ...]:
    """List the zones that stand for a city, each by its name of today (zone.tab of the tz database: no aliases)."""
    lines = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t")[2].strip() for line in lines if line and not line.startswith("#"))


@cache
def zones_by_city() -> dict[str, str]:
    """Know zones by the folded name of their city in both languages; of several the first by name."""
    return {tight(city_of(zone, lang)): zone for zone in sorted(city_zones(), reverse=True) for lang in LANGUAGES}


def clock_at(moment: Moment, zone: str, lang: Language) -> str:
    """Write the clock of a city and its name, kept on one line: «۱۰:۰۰ تهران»."""
    return f"{format_clock(moment, lang, zone=zone)}{_NBSP}{isolate(city_of(zone, lang).replace(' ', _NBSP))}"


def two_clocks(moment: Moment, lang: Language, *, home: str, other: str = "") -> tuple[str, str]:
    """Give the clock at home and that of the other city, the place itself or `other`; home comes first (ui.md 2.8).

    The second is empty where there is none. Where it is another day there, its weekday stands behind it.
    """
    away = next((zone for zone in (moment.zone, other) if zone and zone != home), "")
    here = clock_at(moment, home, lang)
    if not away:
        return here, ""
    there, day = clock_at(moment, away, lang), moment.at(away).date()
    return here, there if day == moment.at(home).date() else f"{there} ({weekday_name(day, lang)})"


def day_and_clocks(moment: Moment, lang: Language, *, home: str, other: str = "") -> str:
    """Say the day at home in words, and both clocks: «دوشنبه ۲ آذر ۱۴۰۵ · ۱۰:۰۰ تهران · ۱۵:۳۰ سئول»."""
    day = format_day(moment.at(home).date(), lang, style=DayStyle.FULL)
    return " · ".join(part for part in (day, *two_clocks(moment, lang, home=home, other=other)) if part)
