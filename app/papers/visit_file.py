"""The file of an incoming visit, as the hosts need it: who asked and why, who comes, what is planned, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, PaperOptions
from app.papers.trip_frame import trip_paper
from app.papers.trip_gaps import gaps_page
from app.papers.trip_opening import assessment, request
from app.papers.trip_people import guests, receiving
from app.papers.trip_places import cities
from app.papers.trip_programme import briefs, day_by_day
from app.papers.trip_relation import history, promises
from app.papers.trip_texts import calls, gifts, logistics, notes, protocol, sensitive, speeches
from app.papers.trip_writing import Write
from app.services.office import Office

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
    return trip_paper(office, record, options, written=_WRITTEN, name=_("Visit file"), title=_("Visit file: {trip}"))
