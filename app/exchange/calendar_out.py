"""The programme of a trip as iCalendar: every item in the time of its place, with the office's time in its description.

An item keeps its UID, so that a calendar that takes the file in again renews its entries instead of doubling them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from app.core.calendars import DayStyle, format_day
from app.core.clock import TEHRAN, now
from app.core.i18n import Language, Text, _
from app.core.moments import Moment, format_clock
from app.core.text import clean, strip_isolates
from app.exchange.single_file import CLASSES, FileWritten, write_whole
from app.rules.labels import Confidentiality
from app.rules.periods import days_on
from app.services.office import Office
from app.services.paper_source import reading
from app.services.trip import TripFacts, open_trip, trip_facts
from app.services.trip_programme import Item, programme

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_PRODUCT: Final = "-//Safir//City diplomacy//EN"


def write_calendar(office: Office, record: UUID, path: Path, *, lang: Language, ceiling: Confidentiality) -> FileWritten:
    """Write the programme of a trip as a calendar file; items without a time are counted, not guessed.

    Raises NoSuchRecord, AboveCeiling, FileNotWritten with the target untouched.
    """
    from icalendar import Calendar

    with reading(office, ceiling) as source:
        trip = open_trip(source, record)
        facts, items, label = trip_facts(trip), programme(trip), source.book.label
        calendar = Calendar()
        _head(calendar, facts, lang=lang)
        timed = [item for item in items if item.starts_at is not None]
        for event in _events(facts, timed, record, lang=lang, office_zone=office.zone):
            event.add("class", CLASSES[label])
            calendar.add_component(event)
        _add_zones(calendar, timed)
        write_whole(Path(path), calendar.to_ical())
        return FileWritten(Path(path), len(calendar.events), source.book.left_out, len(items) - len(timed), label)


def _add_zones(calendar: "Calendar", timed: list[Item]) -> None:
    """Describe the zones that are named, for the years around the trip alone."""
    days = [item.starts_at.day for item in timed if item.starts_at is not None]
    if days:
        first = date(max(min(days).year - 1, date.min.year), 1, 1)
        last = date(min(max(days).year + 2, date.max.year), 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
        # The library takes the zones from a set; the same trip is the same file.
        calendar.subcomponents.sort(key=lambda part: (part.name != "VTIMEZONE", str(part.get("tzid", ""))))


def _head(calendar: "Calendar", facts: TripFacts, *, lang: Language) -> None:
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(facts.title.in_(lang)))


def _events(facts: TripFacts, items: list[Item], delegation: UUID, *, lang: Language, office_zone: str) -> Iterator["Event"]:
    if facts.starts_on is not None:
        yield _whole_trip(facts, delegation, lang=lang, first=facts.starts_on)
    for place, item in enumerate(items):
        yield _event(item, item.key or uuid5(delegation, str(place)), lang=lang, office_zone=office_zone)


def _whole_trip(facts: TripFacts, delegation: UUID, *, lang: Language, first: date) -> "Event":
    """Mark the days of the trip without making its people busy; the end of a day event is the day after (RFC 5545, 3.6.1)."""
    event = _new(delegation, facts.title.in_(lang))
    event.add("dtstart", first)
    event.add("dtend", days_on(facts.ends_on or first, 1))
    event.add("transp", "TRANSPARENT")
    where = ", ".join(part for part in (facts.city, facts.country.in_(lang) if facts.country else "") if part)
    if where:
        event.add("location", _plain(where))
    return event


def _event(item: Item, uid: UUID, *, lang: Language, office_zone: str) -> "Event":
    event = _new(uid, item.subject)
    if item.starts_at is not None:
        event.add("dtstart", _wall(item.starts_at))
    if item.ends_at is not None:
        event.add("dtend", _wall(item.ends_at))
    if item.place:
        event.add("location", _plain(item.place))
    event.add("description", "\n".join(_description(item, lang=lang, office_zone=office_zone)))
    return event


def _new(uid: UUID, summary: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@safir")
    event.add("dtstamp", now().astimezone(UTC))
    event.add("summary", _plain(summary))
    return event


def _wall(moment: Moment) -> datetime:
    """Give the wall time in its named zone; a zone that is only an offset has no name, and its instant is given."""
    try:
        return moment.wall.replace(tzinfo=ZoneInfo(moment.zone))
    except (ValueError, LookupError, OSError):
        return moment.instant


def _description(item: Item, *, lang: Language, office_zone: str) -> Iterator[str]:
    if item.starts_at is not None and item.starts_at.zone != office_zone:
        here = _("Tehran time: {from_}") if office_zone == TEHRAN else _("Office time: {from_}")
        yield _plain(here.format(from_=_span(item, lang=lang, zone=office_zone)).in_(lang))
        yield _plain(_("Local time: {from_}").format(from_=_span(item, lang=lang, zone=item.starts_at.zone)).in_(lang))
    wanted: tuple[tuple[Text, str], ...] = (
        (_("Contact person"), item.contact),
        (_("Transport"), item.transport),
        (_("Escort"), item.escort),
        (_("Interpreter"), item.interpreter),
        (_("Dress"), item.dress),
        (_("Speaker"), item.speaker),
        (_("Notes"), item.notes),
    )
    for label, text in wanted:
        if text:
            yield f"{label.in_(lang)}: {_plain(text)}"


def _span(item: Item, *, lang: Language, zone: str) -> str:
    """Write day and hours in a zone: the day may be another than that of the place."""
    start = item.starts_at
    if start is None:
        return ""
    day = format_day(start.at(zone).date(), lang, style=DayStyle.LONG)
    clocks = format_clock(start, lang, zone=zone)
    if item.ends_at is not None:
        clocks = f"{clocks}–{format_clock(item.ends_at, lang, zone=zone)}"
    return f"{day}، {clocks}" if lang == "fa" else f"{day}, {clocks}"


def _plain(text: str) -> str:
    """Leave marks of direction and control characters out: another program sets the text its own way."""
    return clean(strip_isolates(text))
