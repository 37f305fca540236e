"""Closed choices that rules depend on, besides stages: renewal, periods, sides, routes."""

from enum import StrEnum

from app.core.calendars import Calendar


class RenewalMode(StrEnum):
    """How an agreement goes on after its term."""

    FIXED = "fixed"
    BY_AGREEMENT = "by_agreement"
    TACIT = "tacit"
    OPEN_ENDED = "open_ended"


class PeriodUnit(StrEnum):
    """The unit in which an agreement counts a duration or a notice period."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class PeriodCalendar(StrEnum):
    """The calendar in which an agreement counts its months and years; foreign texts count Gregorian ones."""

    GREGORIAN = "gregorian"
    JALALI = "jalali"

    @property
    def calendar(self) -> Calendar:
        """Give the calendar of `app.core.calendars`."""
        return Calendar.JALALI if self is PeriodCalendar.JALALI else Calendar.GREGORIAN


class Side(StrEnum):
    """Who promised, attends or gives."""

    OURS = "ours"
    THEIRS = "theirs"


class Route(StrEnum):
    """The road of a traveller through the authorities; a clearance step belongs to one or both."""

    COUNCIL_MEMBER = "council_member"
    MUNICIPAL_EMPLOYEE = "municipal_employee"
