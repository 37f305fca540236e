"""The file of an incoming visit, as the hosts need it: who asked and why, who comes, what is planned, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, PaperOptions
from app.papers.document import Contents, PageBreak
from app.papers.errors import needed
from app.papers.frame import composed, framed, pen_for
from app.papers.trip_book import cover
from app.papers.trip_gaps import gaps_page
from app.papers.trip_opening import assessment, request
from app.papers.trip_people import guests, receiving
from app.papers.trip_places import cities
from app.papers.trip_programme import briefs, day_by_day
from app.papers.trip_relation import history, promises
from app.papers.trip_texts import calls, gifts, logistics, notes, protocol, sensitive, speeches
from app.papers.trip_writing import Write, Writing, chapters, gaps_of
from app.services.office import Office
from app.services.paper_source import reading
from app.services.trip import open_trip, trip_facts

_WRITTEN: Final[Mapping[str, Write]] = {
    "request": request,
    "assessment": assessment,
    "guests": guests,
    "hosts": receiving,
    "programme": day_by_day,
    "city": cities,
    "history": history,
    "promises": promises,
    "meetings": briefs,
    "speeches": speeches,
    "sensitive": sensitive,
    "protocol": protocol,
    "gifts": gifts,
    "logistics": logistics,
    "contacts": calls,
    "notes": notes,
    "gaps": gaps_page,
}


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the file of a visit; raises NoSuchRecord, AboveCeiling."""
    with reading(office, options.ceiling) as source:
        trip = open_trip(source, needed(record))
        work = Writing(trip, trip_facts(trip), pen_for(options), options, _WRITTEN)
        title = _("Visit file: {trip}").format(trip=work.facts.title.fa)
        front = (cover(work, work.pen.say(_("Visit file"))), Contents(levels=1), PageBreak())
        blocks = (*front, *chapters(work))
        return composed(source, framed(source, work.pen, title, blocks=blocks), gaps_of(work.pen))
