"""The ground everything stands on: calendars, text, numbers, clock, language, paths, settings, errors and logs.

Nothing here knows a record kind, a database or a window. Only ``icu_bridge`` imports ICU, only ``clock`` reads the
system time, and only the two ``platform_*`` modules know an operating system. Modules import ICU inside functions, so a
start that shows no Hijri date and sorts nothing never loads it.
"""
