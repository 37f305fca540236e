"""What the rules find in journeys, saved or not: whatever they need around them is read for all of them at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import language
from app.records.delegation import Delegation
from app.rules.findings import Finding, by_urgency, key_of
from app.rules.repeats import tight_subject
from app.services import presences
from app.services.journey_rules import BEFORE_APPROVAL, Surroundings, absences, journey_findings, people_of
from app.services.journeys import NOT_GOING, Journey, holdings, journeys, known_steps, lasting_until
from app.services.office import Office
from app.services.rank_levels import Ladder
from app.services.titles import titles_in

T = TypeVar("T")
_REPEAT_DAYS: Final = 740
"""Two Solar Hijri years and a margin; the rule itself counts exactly."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A journey, what stood around it, and what the rules found, the worst first; nothing is gone past here."""

    journey: Journey
    around: Surroundings
    found: tuple[Finding, ...]


def look_at(office: Office, session: Session, found: Sequence[Journey], *, today: date) -> Iterator[Looked]:
    """Look at some journeys with every rule; the number of statements does not grow with them."""
    wide = _Wide(office, session, found, today)
    for journey in found:
        around = wide.around(journey)
        said = [*journey_findings(journey, around)]
        if is_coming(journey, today):
            said += presences.clashes_with(presences.of_journeys([journey]), wide.elsewhere(journey), around.names)
        yield Looked(journey, around, tuple(sorted(said, key=by_urgency)))


class _Wide:
    """What stands around some journeys, read for all of them and sorted by where it is asked for."""

    def __init__(self, office: Office, session: Session, found: Sequence[Journey], today: date) -> None:
        going = [journey for journey in found if is_coming(journey, today)]
        beside = _beside(session, going)
        waiting = {journey.head for journey in found if not journey.report_settled}
        self._bare = Surroundings(
            today, office.settings.council_limit, office.settings.report_days,
            names=_names(office, session, people_of(going) | waiting), steps=known_steps(session) if going else {},
        )  # fmt: skip
        held = holdings(session, people_of((*going, *beside))) if going else ()
        self._held = _by(held, lambda seat: seat.person)
        self._away = absences(beside, held)
        self._repeats = Repeats(session, found)
        self._ranks = Ranks(session, found, today)
        self._there = _by(_presences(office, session, going, beside), lambda entry: entry.person)

    def around(self, journey: Journey) -> Surroundings:
        """Choose what concerns one journey."""
        head, host = self._ranks.of(journey)
        return replace(
            self._bare,
            held=tuple(seat for person in journey.travellers for seat in self._held.get(person, ())),
            others=self._repeats.of(journey),
            away=tuple(absence for absence in self._away if _meet(journey.days, (absence.first, absence.last))),
            head=head, host=host, heads=self._ranks.key(journey),
        )  # fmt: skip

    def elsewhere(self, journey: Journey) -> list[presences.Entry]:
        """List where its travellers are besides on its days, the zones of far places allowed for."""
        there = (entry for person in journey.travellers for entry in self._there.get(person, ()))
        return [
            entry
            for entry in there
            if (journey.id is None or entry.record != journey.id) and _meet(journey.days, presences.days_of(entry), margin=2)
        ]


def _meet(one: tuple[date, date] | None, other: tuple[date, date], *, margin: int = 0) -> bool:
    wider = timedelta(days=margin)
    return one is not None and one[0] - wider <= other[1] and other[0] <= one[1] + wider


def _by(found: Iterable[T], key: Callable[[T], UUID]) -> Mapping[UUID, list[T]]:
    grouped: dict[UUID, list[T]] = defaultdict(list)
    for each in found:
        grouped[key(each)].append(each)
    return grouped


def is_coming(journey: Journey, today: date) -> bool:
    """Tell a journey of ours that is not over."""
    return journey.is_ours and journey.days is not None and journey.days[1] >= today


class Ranks:
    """The rank levels of the heads and hosts of some journeys: as recorded, else by the posts of the day of departure.

    Where that day is not set they are those of today.
    """

    def __init__(self, session: Session, found: Collection[Journey], today: date) -> None:
        self._today = today
        self._ladder = Ladder(
            session,
            (person for journey in found for person in (journey.head, journey.host)),
            posts=(journey.head_post for journey in found),
            ranks=(rank for journey in found for rank in (journey.head_rank, journey.host_rank)),
        )

    def of(self, journey: Journey) -> tuple[int | None, int | None]:
        """Give the levels of the head and of the host; None where one is not known."""
        day, ladder = journey.first or self._today, self._ladder
        return (
            ladder.recorded(journey.head_rank) or ladder.level(journey.head, post=journey.head_post, day=day),
            ladder.recorded(journey.host_rank) or ladder.level(journey.host, post=None, day=day),
        )

    def key(self, journey: Journey) -> str:
        """Tell who the two are."""
        return key_of(journey.head, journey.host)


class Repeats:
    """The journeys that began in the two years before those of some journeys that are not approved yet, by their subject."""

    def __init__(self, session: Session, found: Iterable[Journey]) -> None:
        starts = [journey.first for journey in found if _may_be_a_repeat(journey) and journey.first is not None]
        self._same: dict[object, list[Journey]] = defaultdict(list)
        if starts:
            since = min(starts) - timedelta(days=_REPEAT_DAYS)
            wanted = (Delegation.starts_on >= since, Delegation.starts_on <= max(starts), Delegation.stage.not_in(NOT_GOING))
            for other in journeys(session, *wanted):
                for subject in _subjects(other):
                    self._same[subject].append(other)

    def of(self, journey: Journey) -> tuple[Journey, ...]:
        """Choose those that a journey may repeat; the rule judges body and days."""
        if not _may_be_a_repeat(journey):
            return ()
        found = {other.id: other for subject in _subjects(journey) for other in self._same.get(subject, ())}
        found.pop(journey.id, None)
        return tuple(found.values())


def _subjects(journey: Journey) -> Iterator[object]:
    """Walk what makes two subjects the same: the words, or a field and a counterpart together."""
    said = tight_subject(journey.purpose)
    if said:
        yield said
    yield from ((domain, body) for domain in journey.domains for body in journey.counterparts)


def _may_be_a_repeat(journey: Journey) -> bool:
    return journey.is_ours and journey.owner_body is not None and journey.stage in BEFORE_APPROVAL and journey.days is not None


def _beside(session: Session, going: Sequence[Journey]) -> tuple[Journey, ...]:
    """Read the journeys of the days of some others."""
    days = [journey.days for journey in going if journey.days is not None]
    if not days:
        return ()
    wanted = (
        lasting_until(min(first for first, _last in days)),
        Delegation.starts_on <= max(last for _first, last in days),
        Delegation.stage.not_in(NOT_GOING),
    )
    return journeys(session, *wanted, whole=False)


def _names(office: Office, session: Session, people: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {person for person in people if person}
    found = titles_in(session, office.catalogue, wanted, lang=language()) if wanted else {}
    return {record: title.title for record, title in found.items()}


def _presences(
    office: Office, session: Session, going: Sequence[Journey], beside: Sequence[Journey]
) -> Iterator[presences.Entry]:
    """Walk where people are on the days of some journeys."""
    days = [journey.days for journey in going if journey.days is not None]
    if days:
        first, last = min(first for first, _last in days), max(last for _first, last in days)
        yield from presences.of_journeys(beside)
        yield from presences.of_meetings(session, *presences.around(first, last, office.zone))
