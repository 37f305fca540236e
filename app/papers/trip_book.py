"""The trip book: everything a delegation carries on a journey, from the one-page summary to the page of what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, PaperOptions
from app.papers.document import Block, Contents, Cover, PageBreak
from app.papers.errors import needed
from app.papers.frame import composed, framed, pen_for
from app.papers.passages import joined
from app.papers.trip_gaps import gaps_page
from app.papers.trip_opening import summary
from app.papers.trip_people import counterparts, delegation
from app.papers.trip_places import cities, country
from app.papers.trip_programme import briefs, day_by_day
from app.papers.trip_relation import agreements, history, promises
from app.papers.trip_texts import calls, gifts, logistics, notes, press, protocol, sensitive, speeches
from app.papers.trip_writing import Write, Writing, chapters, gaps_of, long_day, named
from app.services.office import Office
from app.services.paper_source import reading
from app.services.trip import open_trip, trip_facts

_WRITTEN: Final[Mapping[str, Write]] = {
    "summary": summary,
    "delegation": delegation,
    "counterparts": counterparts,
    "programme": day_by_day,
    "country": country,
    "city": cities,
    "history": history,
    "agreements": agreements,
    "promises": promises,
    "meetings": briefs,
    "speeches": speeches,
    "press": press,
    "sensitive": sensitive,
    "gifts": gifts,
    "protocol": protocol,
    "contacts": calls,
    "logistics": logistics,
    "notes": notes,
    "gaps": gaps_page,
}


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the book of a trip; raises NoSuchRecord, AboveCeiling."""
    with reading(office, options.ceiling) as source:
        trip = open_trip(source, needed(record))
        work = Writing(trip, trip_facts(trip), pen_for(options), options, _WRITTEN)
        title = _("Trip book: {trip}").format(trip=work.facts.title.fa)
        blocks = (*_front(work), *chapters(work))
        return composed(source, framed(source, work.pen, title, blocks=blocks), gaps_of(work.pen))


def _front(work: Writing) -> Iterator[Block]:
    yield cover(work, work.pen.say(_("Trip book")))
    yield Contents(levels=1)
    yield PageBreak()


def cover(work: Writing, title: str) -> Cover:
    """Make the cover of a trip's paper: what it is, which trip, where, when, and who leads it."""
    pen, facts = work.pen, work.facts
    start, end = long_day(facts.starts_on, pen), long_day(facts.ends_on, pen)
    days = _("{start} to {end}").format(start=start, end=end).in_(pen.lang) if start and end else start or end
    country = facts.country.in_(pen.lang) if facts.country and not facts.is_incoming else ""
    place = joined(pen.quoted(facts.city), country)
    lines = (place, days, named(facts.head, _("Head of delegation"), pen))
    return Cover(
        title, pen.quoted(facts.title.fa), tuple(line for line in lines if line), work.trip.source.office.settings.office_name
    )
