"""Time zones as people name them: by their city."""

from functools import cache

from app.core.i18n import Language
from app.core.icu_bridge import icu


@cache
def city_of(zone: str, lang: Language) -> str:
    """Name a time zone by its city: «تهران», «سئول»; a fixed offset and UTC name themselves."""
    if "/" not in zone:
        return zone
    shown = icu.SimpleDateFormat("VVV", icu.Locale(lang))
    shown.setTimeZone(icu.TimeZone.createTimeZone(zone))
    return str(shown.format(0.0))
