"""What stands around the chapters of a trip's paper: its cover, its contents, its title and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.core.i18n import Text, _
from app.papers import Composed, PaperOptions
from app.papers.document import Contents, Cover, PageBreak
from app.papers.errors import needed
from app.papers.frame import composed, framed, pen_for
from app.papers.passages import joined
from app.papers.trip_writing import Write, Writing, chapters, gaps_of, long_day, named
from app.services.office import Office
from app.services.paper_source import reading
from app.services.trip import open_trip, trip_facts


def trip_paper(
    office: Office, record: UUID | None, options: PaperOptions, *, written: Mapping[str, Write], name: Text, title: Text
) -> Composed:
    """Compose a paper of a trip from its chapters; `title` takes the trip. Raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    with reading(office, options.ceiling) as source:
        trip = open_trip(source, needed(record))
        work = Writing(trip, trip_facts(trip), pen_for(options, source), options, written)
        front = (_cover(work, work.pen.say(name)), Contents(levels=1), PageBreak())
        blocks = (*front, *chapters(work))
        document = framed(source, work.pen, title.format(trip=work.facts.title.fa), blocks=blocks)
        return composed(source, document, gaps_of(work.pen))


def _cover(work: Writing, title: str) -> Cover:
    """Tell what the paper is, which trip, where, when, and who leads it."""
    pen, facts = work.pen, work.facts
    start, end = long_day(facts.starts_on, pen), long_day(facts.ends_on, pen)
    days = _("{start} to {end}").format(start=start, end=end).in_(pen.lang) if start and end else start or end
    country = facts.country.in_(pen.lang) if facts.country and not facts.is_incoming else ""
    place = joined(pen.quoted(facts.city), country)
    lines = (place, days, named(facts.head, _("Head of delegation"), pen))
    return Cover(title, pen.quoted(facts.title.fa), tuple(line for line in lines if line), pen.office)
