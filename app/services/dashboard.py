"""Home: what an official wants to know on arrival, read in a few statements."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.clock import today
from app.core.i18n import Text
from app.core.moments import Moment
from app.rules.vocabulary import Side
from app.services.findings import Alert
from app.services.list_query import ListQuery
from app.services.office import Office


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
class Event:
    """Something of today or this week; `clock` is the office's, `local_clock` is empty where it is the same.

    `kind` and `id` are the record to open; `badge` names its state with the pill family `family`.
    """

    kind: str
    id: UUID
    title: str
    detail: Text | None
    day: date
    at: Moment | None
    clock: str
    local_clock: str
    local_place: str
    badge: Text
    family: str


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
    """Everything that home shows; `alerts` are the first four of `alert_total`."""

    dates: Dates
    figures: tuple[Figure, ...]
    alerts: tuple[Alert, ...]
    alert_total: int
    events: tuple[Event, ...]
    trips: tuple[Trip, ...]
    council_abroad: int
    council_limit: int
    overdue: tuple[PromiseLine, ...]
    due: tuple[PromiseLine, ...]
    notices: tuple[NoticeLine, ...]
    has_sample: bool


def home(office: Office) -> Home:
    """Read what home shows today, in the language shown."""
    day = today(office.zone)
    return Home(Dates(day, "", ()), (), (), 0, (), (), 0, office.settings.council_limit, (), (), (), has_sample=False)
