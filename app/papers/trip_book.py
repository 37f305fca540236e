"""The trip book: everything a delegation carries on a journey, from the one-page summary to the page of what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, PaperOptions
from app.papers.trip_frame import trip_paper
from app.papers.trip_gaps import gaps_page
from app.papers.trip_opening import summary
from app.papers.trip_people import counterparts, delegation
from app.papers.trip_places import cities, country
from app.papers.trip_programme import briefs, day_by_day
from app.papers.trip_relation import agreements, history, promises
from app.papers.trip_texts import calls, gifts, logistics, notes, press, protocol, sensitive, speeches
from app.papers.trip_writing import Write
from app.services.office import Office

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
    return trip_paper(office, record, options, written=_WRITTEN, name=_("Trip book"), title=_("Trip book: {trip}"))
