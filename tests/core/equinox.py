"""Models of the Jalali year that share nothing with ours: the equinox itself, and Borkowski's table of breaks."""

import math
from datetime import date, timedelta

# Jean Meeus, Astronomical Algorithms, 2nd edition, chapter 27: table 27.C (A, B, C).
_TERMS = (
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112), (156, 73.14, 45036.886),
    (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906), (70, 243.58, 9037.513), (58, 119.81, 33718.147),
    (52, 297.17, 150.678), (50, 21.02, 2281.226), (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417),
    (18, 155.12, 67555.328), (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
    (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
)  # fmt: skip

# Kazimierz M. Borkowski: The Persian calendar for 3000 years (1996).
_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)


def nowruz_by_equinox(year: int) -> date:
    """Give 1 Farvardin: the day of the March equinox, or the next when it falls after noon in Iran (UTC+3:30)."""
    y = (year + 621 - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (mean - 2451545.0) / 36525
    w = math.radians(35999.373 * t - 2.47)
    total = sum(a * math.cos(math.radians(b + c * t)) for a, b, c in _TERMS)
    equinox = mean + 0.00001 * total / (1 + 0.0334 * math.cos(w) + 0.0007 * math.cos(2 * w))
    # A Julian day begins at noon in Greenwich; 3:30 later counted from noon in Iran; dynamical time is about a minute ahead.
    days = math.ceil(equinox + 3.5 / 24 - 70 / 86400)
    return date(2000, 1, 1) + timedelta(days=days - 2451545)


def nowruz_by_breaks(year: int) -> date:
    """Give 1 Farvardin by Borkowski's table."""
    leaps, before = -14, _BREAKS[0]
    for after in _BREAKS[1:]:
        jump = after - before
        if year < after:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        before = after
    passed = year - before
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leaps += 1
    gregorian = year + 621
    march = 20 + leaps - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)
    return date(gregorian, 3, march)
