"""The alert that comes next where none stands today: which it will be, and on which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.records.delegation import Delegation
from app.records.follow_up import FollowUp
from app.rules.clearances import SOON_DAYS
from app.rules.notice import notice_day
from app.rules.notice_alerts import ALERT_DAYS
from app.services.alerts import OPEN_STATES, watched_agreements
from app.services.journey_rules import Surroundings, deadlines, people_of
from app.services.journeys import NOT_GOING, holdings, journeys, known_steps, lasting_until
from app.services.office import Office
from app.store.tables import living

_SIGHT_DAYS: Final = 366
"""How far ahead journeys are looked at."""


@dataclass(frozen=True, slots=True)
class NextAlert:
    """The record that will need a decision first, and the day from which on."""

    title: str
    on: date


def next_alert(office: Office) -> NextAlert | None:
    """Find the first alert that the days alone will bring, if nothing is done until then; None when none is in sight.

    Notice days, promises, reports and clearances are counted; what hangs on other records (quorum, overlap, passports)
    speaks up when it is written.
    """
    today = office.today()
    with office.store.reading() as session:
        coming = [*_notices(session, today), *_promises(session, today), *_journeys(office, session)]
    ahead = [alert for alert in coming if alert.on > today]
    return min(ahead, key=lambda alert: (alert.on, alert.title), default=None)


def _notices(session: Session, today: date) -> Iterator[NextAlert]:
    for _record, title, terms in watched_agreements(session, today):
        watched = notice_day(terms, today).watched
        if watched is not None:
            yield from (NextAlert(title, watched - timedelta(days=days)) for days in ALERT_DAYS)


def _promises(session: Session, today: date) -> Iterator[NextAlert]:
    """Give the promise that is late first: on the day after it is due."""
    wanted = (
        select(FollowUp.what, FollowUp.due_on)
        .where(living(FollowUp), FollowUp.due_on >= today, FollowUp.state.in_(OPEN_STATES), FollowUp.archived.is_(False))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(1)
    )
    for what, due in session.execute(wanted):
        if due is not None:
            yield NextAlert(what, due + timedelta(days=1))


def _journeys(office: Office, session: Session) -> Iterator[NextAlert]:
    today, settings = office.today(), office.settings
    going = Delegation.stage.not_in(NOT_GOING), Delegation.archived.is_(False)
    since, until = today - timedelta(days=settings.report_days), today + timedelta(days=_SIGHT_DAYS)
    owed = Delegation.report_due_on >= today
    found = journeys(session, or_(lasting_until(since), owed), Delegation.starts_on <= until, *going)
    around = Surroundings(
        today, settings.council_limit, held=holdings(session, people_of(found)), steps=known_steps(session) if found else {}
    )
    for journey in found:
        for _known, asked, deadline in deadlines(journey, around) if journey.is_ours else ():
            if deadline is not None and asked is not None and deadline.days > SOON_DAYS:
                yield NextAlert(journey.title, deadline.needed_by - timedelta(days=SOON_DAYS))
        if journey.days is not None and journey.days[1] < today and not journey.report_settled:
            due = journey.report_due_on or journey.days[1] + timedelta(days=settings.report_days)
            yield NextAlert(journey.title, due + timedelta(days=1))
