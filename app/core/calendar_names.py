"""Names of months and weekdays, to show and to read.

Gregorian months in Persian follow the usage of Iran (French forms). Seasons of the Gregorian calendar are the
meteorological ones of the northern hemisphere.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.core.i18n import Language


class Calendar(StrEnum):
    """The calendars of the office: solar Hijri, Gregorian, lunar Hijri (Umm al-Qura)."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"
    HIJRI = "hijri"


MONTHS: Mapping[Calendar, Mapping[Language, tuple[str, ...]]] = {
    Calendar.JALALI: {
        "fa": ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
        "en": (
            "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
            "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
        ),
    },
    Calendar.GREGORIAN: {
        "fa": ("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
        "en": (
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
    },
    Calendar.HIJRI: {
        "fa": (
            "محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی",
            "رجب", "شعبان", "رمضان", "شوال", "ذی‌القعده", "ذی‌الحجه",
        ),
        "en": (
            "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II",
            "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
        ),
    },
}  # fmt: skip

# Other spellings people type: calendar, month, words.
OTHER_MONTHS: tuple[tuple[Calendar, int, str], ...] = (
    (Calendar.JALALI, 5, "امرداد"),
    (Calendar.GREGORIAN, 1, "جنوری"),
    (Calendar.GREGORIAN, 3, "مارچ"),
    (Calendar.GREGORIAN, 4, "اپریل"),
    (Calendar.GREGORIAN, 5, "می مِی"),
    (Calendar.GREGORIAN, 6, "جون"),
    (Calendar.GREGORIAN, 7, "جولای ژوییه"),
    (Calendar.GREGORIAN, 8, "آگوست آگست اگوست"),
    (Calendar.GREGORIAN, 9, "sept"),
    (Calendar.HIJRI, 4, "ربیع‌الآخر"),
    (Calendar.HIJRI, 5, "جمادی‌الاولی"),
    (Calendar.HIJRI, 6, "جمادی‌الآخر جمادی‌الآخره"),
    (Calendar.HIJRI, 11, "ذیقعده ذی‌قعده ذوالقعده"),
    (Calendar.HIJRI, 12, "ذیحجه ذی‌حجه ذوالحجه"),
)

# Monday first, as date.weekday() counts.
WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "fa": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
OTHER_WEEKDAYS = ("پنج‌شنبه", "یک‌شنبه", "آدینه")

SEASONS: Mapping[Language, tuple[str, ...]] = {
    "fa": ("بهار", "تابستان", "پاییز", "زمستان"),
    "en": ("spring", "summer", "autumn", "winter"),
}
OTHER_SEASONS: Mapping[str, int] = {"پائیز": 3, "خزان": 3, "fall": 3}

# Words that name a calendar beside a year.
ERAS: Mapping[str, Calendar] = {
    "شمسی": Calendar.JALALI,
    "خورشیدی": Calendar.JALALI,
    "هجری شمسی": Calendar.JALALI,
    "هجری خورشیدی": Calendar.JALALI,
    "میلادی": Calendar.GREGORIAN,
    "ce": Calendar.GREGORIAN,
    "ad": Calendar.GREGORIAN,
    "قمری": Calendar.HIJRI,
    "هجری قمری": Calendar.HIJRI,
    "ah": Calendar.HIJRI,
    "sh": Calendar.JALALI,
}

# Days from today.
RELATIVE_DAYS: Mapping[str, int] = {
    "امروز": 0,
    "فردا": 1,
    "پس‌فردا": 2,
    "دیروز": -1,
    "پریروز": -2,
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
}
