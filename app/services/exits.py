"""Where a record has already left to, as far as the office keeps that: the packages of trips.

Papers, sheets and cards leave no trace in the store; nothing can be said of them.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Language, Text, _
from app.core.moments import Moment
from app.services.editing import office_moment
from app.services.office import Office
from app.store.tables import check_out, check_out_row


@dataclass(frozen=True, slots=True)
class Exit:
    """One package that took a record along: the trip, who has it, and when it left, by the office's clock."""

    trip: str
    to_whom: str
    at: Moment

    def said(self, lang: Language) -> Text:
        """Say where the record went, and that a new label does not follow it there."""
        sentence = _("It has left in the package of the trip “{trip}” ({day}, with {whom}), and keeps its old label there.")
        return sentence.format(trip=self.trip, day=format_day(self.at.day, lang, style=DayStyle.LONG), whom=self.to_whom)


def exits(office: Office, record: UUID) -> tuple[Exit, ...]:
    """List the packages that took a record along, the newest first."""
    wanted = (
        select(check_out.c.title, check_out.c.to_whom, check_out.c.packed_at)
        .join(check_out_row, check_out.c.copy == check_out_row.c.copy)
        .where(check_out_row.c.record == record, check_out.c.is_trip.is_(False), check_out_row.c.deleted.is_(False))
        .order_by(check_out.c.packed_at.desc())
    )
    with office.store.reading() as session:
        return tuple(Exit(title, whom, office_moment(office, at)) for title, whom, at in session.execute(wanted))
