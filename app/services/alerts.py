"""What needs a decision in the whole store: only candidates are read, chosen by indexed days and stages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.core.i18n import language
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement
from app.records.delegation import Delegation
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.findings import Finding, Severity
from app.rules.followups import Promise, late_finding
from app.rules.gates import counts_as_agreement
from app.rules.notice import NoticeTerms
from app.rules.notice_alerts import ALERT_DAYS, notice_alert
from app.rules.quorum import Run, quorum_alert, runs_above
from app.rules.stages import AgreementStage, FollowUpState, is_open, stages_of
from app.rules.transitions import Track
from app.rules.vocabulary import PeriodUnit, RenewalMode, Side
from app.schema.draft import Draft
from app.services import presences
from app.services.derived import TONES, notice_terms
from app.services.gone_past import Known, is_gone_past, overridden_everywhere
from app.services.journey_findings import Ranks, Repeats
from app.services.journey_rules import (
    Surroundings,
    absences,
    clearance_warnings,
    passport_findings,
    people_of,
    rank_findings,
    repeat_findings,
    report_findings,
)
from app.services.journeys import (
    NOT_GOING,
    REPORT_SETTLED,
    Journey,
    holdings,
    journeys,
    known_steps,
    lasting_until,
    over_before,
)
from app.services.meeting_findings import gatherings
from app.services.meeting_findings import rank_findings as unequal_ranks
from app.services.office import Office
from app.services.titles import titles_in
from app.store.tables import living

_LATE_SHOWN: Final = 25
"""How many late promises of a side become alerts, the longest first; the ledger shows all."""
_FAR_DAYS: Final = 3 * 366
"""An end of validity further off than this has no notice day within the widest alert, unless notice is asked years ahead."""
_LONG_NOTICE: Final = {PeriodUnit.DAYS: 700, PeriodUnit.MONTHS: 23, PeriodUnit.YEARS: 2}
"""From these on notice is asked so far ahead that the end of validity tells nothing about how near its day is."""
_SIGHT_DAYS: Final = 120
"""How far ahead meetings are compared for people in two places."""
_ORDER: Final = (
    "notice_date", "clearance", "quorum", "passport", "report_overdue", "overlap", "clearance_missing", "rank_match",
    "repeat_visit", "promise",
)  # fmt: skip
_NOTHING: Final[Known] = frozenset()
_WEIGHT: Final = {Severity.BAD: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding and the record to open for it; `subject` names the record."""

    finding: Finding
    kind: str
    id: UUID
    subject: str


def alerts(office: Office) -> tuple[Alert, ...]:
    """Find what needs a decision in the whole store, the most urgent first; what was gone past is left out."""
    with office.store.reading() as session:
        known = overridden_everywhere(session, office.catalogue)
        found = [*_notices(session, office.today()), *_promises(office, session), *_journeys(office, session, known)]
    kept = [alert for alert in found if not is_gone_past(alert.finding, known.get(alert.id, _NOTHING))]
    return tuple(sorted(kept, key=_urgency))


def first_of_each(found: tuple[Alert, ...], limit: int) -> tuple[Alert, ...]:
    """Choose the alerts for a small place: the first of every rule, then the others, in their order."""
    seen: set[str] = set()
    ahead: list[Alert] = []
    behind: list[Alert] = []
    for alert in found:
        (behind if alert.finding.rule in seen else ahead).append(alert)
        seen.add(alert.finding.rule)
    return tuple(sorted([*ahead, *behind][:limit], key=_urgency))


def _urgency(alert: Alert) -> tuple[int, int, date, str]:
    finding = alert.finding
    place = _ORDER.index(finding.rule) if finding.rule in _ORDER else len(_ORDER)
    return _WEIGHT[finding.severity], place, finding.due or date.max, str(alert.id)


IN_LIFE: Final = tuple(
    AgreementStage(stage)
    for stage in stages_of(Track.AGREEMENT)
    if counts_as_agreement(stage) and is_open(Track.AGREEMENT, stage)
)


def watched_agreements(session: Session, today: date) -> Iterator[tuple[UUID, str, NoticeTerms]]:
    """Walk the agreements whose notice day may be near: in life, renewing or ending, and not ending far off.

    Where notice is asked years ahead, the end may be as far off as it will.
    """
    far = PartialDate.of_day(today + timedelta(days=_FAR_DAYS))
    ends, unit, number = Agreement.expires_on, Agreement.notice_unit, Agreement.notice_number
    long_before = (and_(unit == each, number >= from_) for each, from_ in _LONG_NOTICE.items())
    candidates = (
        living(Agreement),
        Agreement.archived.is_(False),
        Agreement.stage.in_(IN_LIFE),
        Agreement.renewal.is_not(None),
        Agreement.renewal != RenewalMode.OPEN_ENDED,
        or_(
            and_(ends.is_not(None), ends <= far), and_(ends.is_(None), Agreement.duration_number.is_not(None)), *long_before
        ),
    )
    names = [attribute.key for attribute in TONES["agreement"].needs]
    columns = [getattr(Agreement, name) for name in names]
    for record, title, *values in session.execute(select(Agreement.id, Agreement.title_fa, *columns).where(*candidates)):
        draft = Draft("agreement", today, dict(zip(names, values, strict=True)))
        yield record, title, notice_terms(draft)


def _notices(session: Session, today: date) -> Iterator[Alert]:
    for record, title, terms in watched_agreements(session, today):
        found = notice_alert(title, terms, today, thresholds=ALERT_DAYS)
        if found is not None:
            yield Alert(found, "agreement", record, title)


def _promises(office: Office, session: Session) -> Iterator[Alert]:
    today = office.today()
    rows = [row for side in Side for row in late_rows(session, today, side=side, limit=_LATE_SHOWN)]
    owners = {row.officer or row.owner_person for row in rows} - {None}
    names = titles_in(session, office.catalogue, owners, lang=language()) if owners else {}
    for row in rows:
        owner = row.officer or row.owner_person
        promise = Promise(row.what, row.side, row.state, PartialDate.of_day(row.due_on))
        found = late_finding(promise, today, owner=names[owner].title if owner in names else "—")
        if found is not None:
            yield Alert(found, "follow_up", row.id, row.what)


OPEN_STATES: Final = (FollowUpState.OPEN, FollowUpState.IN_PROGRESS)


def late_rows(session: Session, today: date, *, side: Side, limit: int) -> list[Any]:
    """Read the late promises of a side, the longest first."""
    wanted = (
        select(
            FollowUp.id, FollowUp.what, FollowUp.side, FollowUp.state, FollowUp.due_on, FollowUp.officer, FollowUp.owner_person,
            FollowUp.counterpart,
        )
        .where(
            living(FollowUp), FollowUp.due_on < today, FollowUp.due_on.is_not(None), _unindexed(FollowUp.side) == str(side),
            _unindexed(FollowUp.state).in_([str(state) for state in OPEN_STATES]), FollowUp.archived.is_(False),
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(limit)
    )  # fmt: skip
    return list(session.execute(wanted))


def _unindexed(column: Any) -> Any:  # noqa: ANN401 - any column
    """Keep SQLite from choosing the index of a column with few values over the one in the order of days."""
    return type_coerce(column, String).op("||")("")


def _journeys(office: Office, session: Session, known: Mapping[UUID, Known]) -> Iterator[Alert]:
    today = office.today()
    goes_on = (Delegation.stage.not_in(NOT_GOING), Delegation.archived.is_(False))
    coming = journeys(session, lasting_until(today), *goes_on)
    owed = (Delegation.stage.not_in(REPORT_SETTLED), Delegation.report_accepted_on.is_(None))
    awaiting = journeys(session, over_before(today), *goes_on, *owed, whole=False)
    ours = tuple(journey for journey in coming if journey.is_ours)
    entries = [*presences.of_journeys(ours), *_meetings(office, session)]
    people = people_of((*ours, *awaiting)) | {entry.person for entry in entries}
    names = {record: title.title for record, title in titles_in(session, office.catalogue, people, lang=language()).items()}
    around = Surroundings(
        today,
        office.settings.council_limit,
        office.settings.report_days,
        names=names,
        held=holdings(session, people),
        steps=known_steps(session) if ours else {},
    )
    for journey in ours:
        yield from _alerts_of(journey, [*clearance_warnings(journey, around), *passport_findings(journey, around)])
    yield from _ranks_and_repeats(session, coming, around)
    yield from _ranks_of_meetings(office, session)
    for journey in awaiting:
        yield from _alerts_of(journey, report_findings(journey, around))
    yield from _quorum(session, ours, around, known)
    yield from _overlaps(presences.all_clashes(entries, names), known)


def _ranks_and_repeats(session: Session, coming: tuple[Journey, ...], around: Surroundings) -> Iterator[Alert]:
    """Warn of heads of unequal rank, guests' too, and of visits made before; both are settled before the trip, not after."""
    ranks, repeats = Ranks(session, coming, around.today), Repeats(session, coming)
    for journey in coming:
        head, host = ranks.of(journey)
        beside = replace(around, head=head, host=host, heads=ranks.key(journey), others=repeats.of(journey))
        if journey.stage not in NOT_GOING:
            yield from _alerts_of(journey, [*rank_findings(journey, beside), *repeat_findings(journey, beside)])


def _ranks_of_meetings(office: Office, session: Session) -> Iterator[Alert]:
    """Warn of heads of unequal rank at the meetings ahead."""
    found = gatherings(office, session, *_ahead(office), Meeting.stage.not_in(presences.NOT_HELD), placed=False)
    for gathering, finding in unequal_ranks(session, found, today=office.today()):
        if gathering.id is not None:
            yield Alert(finding, "meeting", gathering.id, gathering.title)


def _overlaps(found: Iterable[presences.Clashing], known: Mapping[UUID, Known]) -> Iterator[Alert]:
    """Warn at the entry that begins later, unless somebody gave a reason at the other one."""
    for clash in found:
        later, earlier = clash.later, clash.earlier.record
        there = known.get(earlier, _NOTHING) if earlier is not None else _NOTHING
        if later.record is not None and not is_gone_past(clash.said_there, there):
            yield Alert(clash.said, later.kind, later.record, later.title)


def _meetings(office: Office, session: Session) -> Iterator[presences.Entry]:
    return presences.of_meetings(session, *_ahead(office))


def _ahead(office: Office) -> tuple[ColumnElement[bool], ...]:
    """Choose the meetings from today on that are in sight."""
    today = office.today()
    until = presences.midnight(today + timedelta(days=_SIGHT_DAYS), office.zone)
    from_today = Meeting.starts_at >= presences.midnight(today, office.zone)
    return from_today, Meeting.starts_at < until, Meeting.archived.is_(False)


def _alerts_of(journey: Journey, found: Any) -> Iterator[Alert]:  # noqa: ANN401 - any iterable of findings
    if journey.id is not None:
        yield from (Alert(finding, "delegation", journey.id, journey.title) for finding in found)


def _quorum(
    session: Session, ours: tuple[Journey, ...], around: Surroundings, known: Mapping[UUID, Known]
) -> Iterator[Alert]:
    """Warn of every run of days with too many council members abroad, at the trip of those days that leaves last.

    A reason given at any trip of those days counts.
    """
    limit, today = around.council_limit, around.today
    runs = runs_above(absences(ours, around.held), limit)
    if any(run.first < today for run in runs):
        # Who came back already was abroad on the first days of such a run: without them it would change from day to day.
        ours = (*_back_already(session, ours, around), *ours)
        held = holdings(session, people_of(ours))
        runs = runs_above(absences(ours, held), limit)
    for run in runs:
        there = [journey for journey in ours if journey.key in run.delegations]
        found = quorum_alert(run, limit=limit)
        reasons = (known.get(journey.id, _NOTHING) for journey in there if journey.id is not None)
        if run.last >= today and not any(is_gone_past(found, given) for given in reasons):
            yield from _alerts_of(_last_to_leave(run, there, today), [found])


def _back_already(session: Session, ours: tuple[Journey, ...], around: Surroundings) -> tuple[Journey, ...]:
    since = min((journey.first for journey in ours if journey.first), default=around.today)
    back = journeys(
        session,
        Delegation.ends_on >= since,
        Delegation.ends_on < around.today,
        Delegation.stage.not_in(NOT_GOING),
        Delegation.archived.is_(False),
        whole=False,
    )
    return tuple(journey for journey in back if journey.is_ours)


def _last_to_leave(run: Run, there: Iterable[Journey], today: date) -> Journey:
    """Choose among the trips of the days with the most people, those still to come home first."""

    def place(journey: Journey) -> tuple[bool, bool, date, str]:
        away = (journey.last or date.min) >= today
        return away, journey.key in run.peak.delegations, journey.first or date.min, journey.key

    return max(there, key=place)
