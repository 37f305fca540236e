"""What the rules say about one journey: quorum, rank, clearances, passports, report, and the same visit made before."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from app.core.i18n import _, _n
from app.core.partial_dates import PartialDate
from app.records.delegation import Direction
from app.rules.clearances import Deadline, Trip, clearance_findings, countdown, needed_by
from app.rules.findings import Finding, Severity, key_of
from app.rules.gates import REPORT_DAYS, Homecoming, report_overdue
from app.rules.passport import passport_finding
from app.rules.quorum import Absence, quorum_guard, while_in_office
from app.rules.rank_match import Heads, rank_match
from app.rules.repeats import Visit, repeat_visit
from app.rules.stages import DelegationStage
from app.schema.choices import choice_label
from app.services.journeys import Asked, Holding, Journey, KnownStep, asked_step, proposed_steps, tenures

BEFORE_APPROVAL: Final = frozenset(
    {
        None,
        DelegationStage.PROPOSED,
        DelegationStage.NECESSITY_STATED,
        DelegationStage.COUNCIL_DECISION,
        DelegationStage.CLEARANCES,
    }
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules need to know besides the journey itself; `report_days` is the office's, in calendar days.

    `others` are journeys that it may repeat, `away` the days that council members spend abroad on other journeys. `head` and
    `host` are their rank levels, 1 the highest; `heads` tells who the two are.
    """

    today: date
    council_limit: int
    report_days: int = REPORT_DAYS
    names: Mapping[UUID, str] = field(default_factory=dict)
    held: tuple[Holding, ...] = ()
    steps: Mapping[UUID, KnownStep] = field(default_factory=dict)
    others: tuple[Journey, ...] = ()
    away: tuple[Absence, ...] = ()
    head: int | None = None
    host: int | None = None
    heads: str = ""

    def name(self, record: UUID | None) -> str:
        """Name a record; a dash when nobody is named."""
        return self.names.get(record, "—") if record else "—"


def journey_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Say what is wrong with a journey on the day."""
    if not journey.is_ours:
        yield from rank_findings(journey, around)
        yield from report_findings(journey, around)
        return
    if journey.days is not None and around.today <= journey.days[1]:
        yield from quorum_findings(journey, around)
        yield from clearance_warnings(journey, around)
        yield from passport_findings(journey, around)
    yield from rank_findings(journey, around)
    yield from report_findings(journey, around)
    yield from repeat_findings(journey, around)


def absences(journeys: Iterable[Journey], held: Iterable[Holding]) -> tuple[Absence, ...]:
    """Give the days that council members spend abroad on journeys of ours."""
    away = (
        Absence(str(person), journey.days[0], journey.days[1], delegation=journey.key)
        for journey in journeys
        if journey.is_ours and journey.days is not None
        for person in journey.travellers
    )
    return while_in_office(away, tenures(held))


def quorum_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Warn of too many council members abroad at once, each run of days apart."""
    others = [absence for absence in around.away if absence.delegation != journey.key]
    yield from quorum_guard(absences([journey], around.held), others, limit=around.council_limit)


def rank_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Warn of a head and a host of unequal rank; for guests the head is theirs and the host ours.

    Ranks are settled before a journey, not after it, and not for one that is called off.
    """
    if not journey.goes_ahead or (journey.days is not None and journey.days[1] < around.today):
        return
    if journey.direction is Direction.INCOMING:
        found = rank_match(around.host, around.head, heads=Heads.OF_BOTH_SIDES, key=around.heads)
    else:
        found = rank_match(around.head, around.host, key=around.heads)
    if found is not None:
        yield found


def deadlines(journey: Journey, around: Surroundings) -> Iterator[tuple[KnownStep, Asked | None, Deadline | None]]:
    """Walk the steps of a journey, asked and proposed, in the authorities' order, each with its deadline where it has one.

    Nothing is proposed any more once the journey has begun or its file is closed.
    """
    if journey.days is None:
        return
    trip = Trip(*journey.days)
    asked = {row.step: row for row in journey.asked}
    wanted = [around.steps[step] for step in asked if step in around.steps]
    if around.today <= trip.departs and journey.stage is not DelegationStage.CLOSED:
        wanted += proposed_steps(journey, around.held, around.steps)
    for known in sorted(wanted, key=lambda step: (step.position, step.authority)):
        step = asked_step(known, asked.get(known.id))
        counted = countdown([step], trip, today=around.today) if step else ()
        yield known, asked.get(known.id), counted[0] if counted else None


def clearance_warnings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Warn of clearances that are refused, late, lapsing or soon due, and of steps nobody has asked for yet."""
    if journey.days is None or around.today > journey.days[0]:
        return
    asked = [deadline for _known, row, deadline in deadlines(journey, around) if row is not None and deadline is not None]
    yield from clearance_findings(asked, Trip(*journey.days), today=around.today)
    if journey.stage in BEFORE_APPROVAL:
        yield from _not_asked(journey, around)


def _not_asked(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    departs = journey.first
    missing = [step for step in proposed_steps(journey, around.held, around.steps) if step.lead_days is not None]
    if not missing or departs is None:
        return
    first = max(missing, key=lambda step: step.lead_days or 0)
    due = needed_by(departs, first.lead_days or 0)
    fact = _n(
        "{n} clearance that these travellers need is not in the file.",
        "{n} clearances that these travellers need are not in the file.",
        len(missing),
    )
    reason = _("The earliest is that of {authority}; it is needed by {day}.").format(authority=first.authority, day=due)
    why = _("Steps that the seats of the travellers ask for on {departs}, less those in the file.").format(departs=departs)
    severity = Severity.BAD if due < around.today else Severity.WARN
    # Late is another decision than soon: a reason for the one is none for the other.
    key = key_of(" ".join(sorted(str(step.id) for step in missing)), departs, severity)
    yield Finding("clearance_missing", severity, fact=fact, reason=reason, why=why, due=due, key=key)


def passport_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Warn of passports that run out too early."""
    if journey.days is None:
        return
    for person, until in journey.passports:
        back, departed = journey.days[1], not journey.returns
        found = passport_finding(
            around.name(person), PartialDate.of_day(until), returns=back, departed=departed, key=str(person)
        )
        if found is not None:
            yield found


def report_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Warn of a mission report that is late or not accepted, by the days and not by the stage that somebody set.

    The day set in the file goes before the office's number of days.
    """
    if journey.days is None or journey.report_settled or not journey.goes_ahead:
        return
    last = journey.days[1]
    allowed = (journey.report_due_on - last).days if journey.report_due_on else around.report_days
    found = report_overdue(
        journey.title,
        around.name(journey.head),
        back=Homecoming(last, departed=not journey.returns),
        today=around.today,
        report_days=max(allowed, 0),
        received=journey.report_received_on,
    )
    if found is not None:
        yield found


def repeat_findings(journey: Journey, around: Surroundings) -> Iterator[Finding]:
    """Show an earlier visit of the same body on the same subject, until somebody wrote why again so soon."""
    visit = _visit(journey)
    if visit is None or journey.repeat_note or journey.stage not in BEFORE_APPROVAL or journey.owner_body is None:
        return
    others = [made for other in around.others if other.is_ours for made in (_visit(other),) if made is not None]
    found = repeat_visit(visit, others, body=str(choice_label(journey.owner_body)))
    if found is not None:
        yield found


def _visit(journey: Journey) -> Visit | None:
    """Take the visit from a journey: the subject is the same where field and counterpart are, or the words."""
    if journey.first is None or journey.owner_body is None:
        return None
    topics = frozenset(f"{domain}@{body}" for domain in journey.domains for body in journey.counterparts)
    return Visit(str(journey.owner_body), journey.purpose, journey.first, title=journey.title, topics=topics, key=journey.key)


def people_of(journeys: Collection[Journey]) -> frozenset[UUID]:
    """Name everybody who travels."""
    return frozenset(person for journey in journeys for person in journey.travellers)
