"""Home: what an official wants to know on arrival, read in a few statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.calendars import Calendar, DayStyle, format_day
from app.core.i18n import Text, _, _n, language, plain
from app.records.delegation import Delegation, Direction
from app.records.follow_up import FollowUp
from app.rules.notice import notice_day
from app.rules.notice_alerts import ALERT_DAYS
from app.rules.quorum import abroad_on
from app.rules.vocabulary import Side
from app.services import sample
from app.services.agenda import Event, events
from app.services.alerts import OPEN_STATES, Alert, alerts, first_of_each, late_rows, watched_agreements
from app.services.journey_rules import absences
from app.services.journeys import NOT_GOING, Journey, holdings, journeys
from app.services.list_query import RECORDS, Condition, Filter, ListQuery
from app.services.next_alert import NextAlert, next_alert
from app.services.office import Office
from app.services.presences import NOT_HELD
from app.services.titles import titles_in
from app.store.tables import journal_deed, living

WEEK: Final = 7
"""How many days from today home looks ahead, today included."""
_ALERTS: Final = 4
_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Dates:
    """The day in words: the calendar of the language with the weekday, then the two others."""

    day: date
    first: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the top row: `key` is abroad, meetings, ours_late or theirs_late; `query` lists what it counts."""

    key: str
    count: int
    label: Text
    detail: Text | None
    query: ListQuery


@dataclass(frozen=True, slots=True)
class Trip:
    """A delegation abroad today: day `day_number` of `days`, `people` travellers, `council` of them of the council."""

    id: UUID
    title: str
    city: str
    first: date
    last: date
    day_number: int
    days: int
    head: str
    people: int
    council: int


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A follow-up that is late (`late` days) or due within the week (`late` is 0, `left` days)."""

    id: UUID
    what: str
    side: Side
    due: date
    late: int
    left: int
    counterpart: str
    owner: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """An agreement whose watched day is near; `threshold` is the alert (180, 90, 30, 7 days) that stands."""

    id: UUID
    title: str
    last_day: date
    left: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that home shows; `alerts` are the first four of `alert_total`, `next_alert` is told where there is none.

    `council` are the council members abroad.
    """

    dates: Dates
    figures: tuple[Figure, ...]
    alerts: tuple[Alert, ...]
    alert_total: int
    events: tuple[Event, ...]
    trips: tuple[Trip, ...]
    council: tuple[UUID, ...]
    council_limit: int
    overdue: tuple[PromiseLine, ...]
    due: tuple[PromiseLine, ...]
    notices: tuple[NoticeLine, ...]
    has_sample: bool
    next_alert: NextAlert | None = None

    @property
    def council_query(self) -> ListQuery:
        """List the council members who are abroad."""
        return ListQuery("person", filters=(Filter(RECORDS, Condition.IS, self.council),), archived=True)

    @property
    def notice_query(self) -> ListQuery:
        """List the agreements whose notice day is near."""
        return ListQuery("agreement", filters=(Filter(RECORDS, Condition.IS, tuple(line.id for line in self.notices)),))

    @property
    def promise_query(self) -> ListQuery:
        """List the promises of both sides that are late or fall due within the week."""
        until = self.dates.day + timedelta(days=WEEK)
        asked = (Filter("state", Condition.IS, OPEN_STATES), Filter("due_on", Condition.BEFORE, (until,)))
        return ListQuery("follow_up", filters=asked)


def home(office: Office) -> Home:
    """Read what home shows today, in the language shown."""
    today = office.today()
    found = alerts(office)
    with office.store.reading() as session:
        abroad = _abroad(session, today)
        coming = events(session, office, today, days=WEEK)
        late = _late_sums(session, today)
        promises = _Promises(session, office, today)
        overdue, due = promises.overdue(), promises.due()
        notices = tuple(_notices(session, today))
        trips, council = _trips(session, office, abroad, today)
        names = _names(session, office, {body for _side, body, _count, _first in late if body})
    return Home(
        dates_of(today),
        (_abroad_figure(trips, len(council), today), _meeting_figure(coming, today), *_late_figures(late, names, today)),
        first_of_each(found, _ALERTS),
        len(found),
        coming,
        trips,
        council,
        office.settings.council_limit,
        overdue,
        due,
        notices,
        has_sample=_has_sample(office),
        next_alert=None if found else next_alert(office),
    )


def _has_sample(office: Office) -> bool:
    """Look for rows of the sample only in a file that ever had one: the deeds are few, the rows may be many."""
    filled = select(journal_deed.c.id).where(journal_deed.c.use_case == "fill_sample").limit(1)
    with office.store.reading() as session:
        ever = session.scalar(filled) is not None
    return ever and sample.is_there(office)


def dates_of(day: date) -> Dates:
    """Write a day in the three calendars, the calendar of the language first."""
    lang = language()
    main = format_day(day, lang, style=DayStyle.FULL)
    other = Calendar.GREGORIAN if lang == "fa" else Calendar.JALALI
    written = format_day(day, "en" if lang == "fa" else lang, style=DayStyle.LONG, calendar=other)
    lunar = format_day(day, lang, style=DayStyle.LONG, calendar=Calendar.HIJRI)
    return Dates(day, main, (written, _("{lunar} (approximate)").format(lunar=plain(lunar)).in_(lang)))


def _names(session: Session, office: Office, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {record for record in ids if record}
    return {record: title.title for record, title in titles_in(session, office.catalogue, wanted, lang=language()).items()}


def _abroad(session: Session, today: date) -> tuple[Journey, ...]:
    return journeys(
        session,
        Delegation.ends_on >= today,
        Delegation.starts_on <= today,
        Delegation.direction == Direction.OUTGOING,
        Delegation.stage.not_in(NOT_GOING),
        Delegation.archived.is_(False),
        whole=False,
    )


def _trips(
    session: Session, office: Office, abroad: tuple[Journey, ...], today: date
) -> tuple[tuple[Trip, ...], tuple[UUID, ...]]:
    """Describe the delegations abroad and name the council members among them, each once."""
    people = {person for journey in abroad for person in journey.travellers}
    held = holdings(session, people)
    names = _names(session, office, [journey.head for journey in abroad])
    council = abroad_on(absences(abroad, held), today)
    there = tuple(person for person in sorted(people) if str(person) in council)
    return tuple(_trip(journey, names, council, today) for journey in abroad if journey.days), there


def _trip(journey: Journey, names: Mapping[UUID, str], council: frozenset[str], today: date) -> Trip:
    first, last = journey.days or (today, today)
    return Trip(
        journey.id or UUID(int=0),
        journey.title,
        journey.city or journey.title,
        first,
        last,
        day_number=(today - first).days + 1,
        days=(last - first).days + 1,
        head=names.get(journey.head, "") if journey.head else "",
        people=len(journey.travellers),
        council=sum(str(person) in council for person in journey.travellers),
    )


def _abroad_figure(trips: tuple[Trip, ...], council: int, today: date) -> Figure:
    people = sum(trip.people for trip in trips)
    detail = _("{people} · {council}").format(
        people=_n("{n} traveller", "{n} travellers", people), council=_n("{n} council member", "{n} council members", council)
    )
    query = ListQuery(
        "delegation",
        filters=(
            Filter("direction", Condition.IS, (Direction.OUTGOING,)),
            Filter("stage", Condition.IS_NOT, NOT_GOING),
            Filter("starts_on", Condition.BEFORE, (today + timedelta(days=1),)),
            Filter("ends_on", Condition.AFTER, (today - timedelta(days=1),)),
        ),
    )
    return Figure("abroad", len(trips), _("delegations abroad"), detail if trips else None, query)


def _meeting_figure(coming: tuple[Event, ...], today: date) -> Figure:
    meetings = [event for event in coming if event.kind == "meeting"]
    bare = sum(event.unprepared for event in meetings)
    detail = _n("{n} meeting without a brief", "{n} meetings without a brief", bare) if bare else None
    ends = (today, today + timedelta(days=WEEK - 1))
    query = ListQuery(
        "meeting", filters=(Filter("starts_at", Condition.BETWEEN, ends), Filter("stage", Condition.IS_NOT, NOT_HELD))
    )
    return Figure("meetings", len(meetings), _("meetings this week"), detail, query)


def _late_sums(session: Session, today: date) -> list[Any]:
    """Count the late promises by side and counterpart, with the earliest day of each."""
    wanted = (
        select(FollowUp.side, FollowUp.counterpart, func.count(), func.min(FollowUp.due_on))
        .where(living(FollowUp), FollowUp.due_on < today, FollowUp.state.in_(OPEN_STATES), FollowUp.archived.is_(False))
        .group_by(FollowUp.side, FollowUp.counterpart)
    )
    return list(session.execute(wanted))


def _late_figures(sums: list[Any], names: Mapping[UUID, str], today: date) -> Iterator[Figure]:
    for side, key, label in (
        (Side.OURS, "ours_late", _("late promises of ours")),
        (Side.THEIRS, "theirs_late", _("late promises of theirs")),
    ):
        rows = [row for row in sums if row[0] is side]
        query = ListQuery(
            "follow_up",
            filters=(
                Filter("side", Condition.IS, (side,)),
                Filter("state", Condition.IS, OPEN_STATES),
                Filter("due_on", Condition.BEFORE, (today,)),
            ),
        )
        yield Figure(key, sum(row[2] for row in rows), label, _worst(side, rows, names, today), query)


def _worst(side: Side, rows: list[Any], names: Mapping[UUID, str], today: date) -> Text | None:
    """Tell our longest delay, and the counterpart that owes most."""
    if not rows:
        return None
    if side is Side.OURS:
        return _n("longest: {n} day", "longest: {n} days", (today - min(row[3] for row in rows)).days)
    body, count = max(((row[1], row[2]) for row in rows), key=lambda pair: (pair[1], str(pair[0])))
    if body not in names:
        return _n("longest: {n} day", "longest: {n} days", (today - min(row[3] for row in rows)).days)
    return _n("most: {name}, {n} promise", "most: {name}, {n} promises", count).format(name=names[body])


class _Promises:
    """The late and the coming promises as lines, named together."""

    def __init__(self, session: Session, office: Office, today: date) -> None:
        self._session, self._office, self._today = session, office, today

    def overdue(self) -> tuple[PromiseLine, ...]:
        """Give the promises that are late, the longest first."""
        rows = [row for side in Side for row in late_rows(self._session, self._today, side=side, limit=_LINES)]
        return self._lines(sorted(rows, key=lambda row: (row.due_on, str(row.id))))

    def due(self) -> tuple[PromiseLine, ...]:
        """Give the promises due within the week, the soonest first."""
        wanted = (
            select(FollowUp.id, FollowUp.what, FollowUp.side, FollowUp.due_on, FollowUp.officer, FollowUp.owner_person,
                   FollowUp.counterpart)
            .where(living(FollowUp), FollowUp.due_on >= self._today, FollowUp.due_on < self._today + timedelta(days=WEEK),
                   FollowUp.state.in_(OPEN_STATES), FollowUp.archived.is_(False))
            .order_by(FollowUp.due_on, FollowUp.id)
            .limit(_LINES)
        )  # fmt: skip
        return self._lines(list(self._session.execute(wanted)))

    def _lines(self, rows: list[Any]) -> tuple[PromiseLine, ...]:
        ids = {record for row in rows for record in (row.officer, row.owner_person, row.counterpart)}
        names = _names(self._session, self._office, ids)
        return tuple(
            PromiseLine(
                row.id,
                row.what,
                row.side,
                row.due_on,
                late=max(0, (self._today - row.due_on).days),
                left=max(0, (row.due_on - self._today).days),
                counterpart=names.get(row.counterpart, ""),
                owner=names.get(row.officer or row.owner_person, ""),
            )
            for row in rows
        )


def _notices(session: Session, today: date) -> list[NoticeLine]:
    """List the agreements whose watched day comes within the widest alert, the soonest first."""
    found = []
    for record, title, terms in watched_agreements(session, today):
        day = notice_day(terms, today).watched
        if day is not None and 0 <= (day - today).days <= max(ALERT_DAYS):
            left = (day - today).days
            found.append(NoticeLine(record, title, day, left, min(each for each in ALERT_DAYS if left <= each)))
    return sorted(found, key=lambda line: (line.last_day, str(line.id)))
