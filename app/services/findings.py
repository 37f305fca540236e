"""The office's rules bound to its records: what is worth a warning in one record.

`alerts` looks over the whole store. What somebody went past with a reason is left out of both, and told by `gone_past`.
The gates of reports and follow-ups refuse in the declarations of their kinds and are not repeated here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import Text, _, language
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, Party
from app.records.delegation import Delegation
from app.records.follow_up import FollowUp
from app.records.lists import Rank, Seat
from app.records.meeting import Attendee
from app.records.person import Post
from app.rules.findings import Finding, by_urgency
from app.rules.followups import Promise, late_finding
from app.rules.gates import proposal_notice
from app.rules.notice import NoticeDay
from app.rules.notice_alerts import StripPoint, notice_alert, strip_points
from app.rules.overlap import Hours
from app.rules.parties import too_few_parties
from app.rules.rank_match import rank_match
from app.rules.stages import ClearanceState
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services import presences
from app.services.alerts import Alert, alerts, is_gone_past
from app.services.checking import OVERRIDES, overridden
from app.services.derived import notice_of, notice_terms
from app.services.draft_loading import load_draft
from app.services.journey_rules import Surroundings, deadlines, journey_findings, people_of
from app.services.journeys import NOT_GOING, Journey, holdings, journey_of, journeys, known_steps, lasting_until
from app.services.office import Office
from app.services.titles import titles, titles_in
from app.store.tables import living
from app.store.writing import Deed

__all__ = ["Alert", "ClearanceLine", "GonePast", "NoticeStrip", "alerts", "clearance_lines", "findings", "go_past", "gone_past"]
__all__ += ["notice_strip"]

_REPEAT_DAYS: Final = 740
"""Two Solar Hijri years and a margin; the rule itself counts exactly."""


@dataclass(frozen=True, slots=True)
class GonePast:
    """A warning that somebody went past: its rule, its words then, the reason, who and when (UTC)."""

    rule: str
    fact: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """One step of the clearance countdown; `row` is the record's own row, None for a step that is only proposed.

    `days` are left (in time) or late (late); `standing` is a code of `rules.clearances.Standing`, empty without a lead time.
    """

    step: UUID
    row: UUID | None
    authority: str
    name: str
    needed_by: date | None
    standing: str
    days: int
    state: Text


@dataclass(frozen=True, slots=True)
class NoticeStrip:
    """The notice strip of an agreement: its points in order of time, its notice day with the arithmetic, and its alert."""

    notice: NoticeDay
    points: tuple[StripPoint, ...]
    alert: Finding | None


def findings(office: Office, kind: str, subject: Draft | UUID) -> tuple[Finding, ...]:
    """Find what the rules say about one record, the worst first; what was gone past with a reason is left out.

    Raises NoSuchRecord for an id that does not live.
    """
    if kind not in _LOOKS:
        return ()
    with office.store.reading() as session:
        draft = _draft(office, session, kind, subject)
        return standing(office, session, draft, known=overridden(session, office.catalogue, draft.id))


def standing(office: Office, session: Session, draft: Draft, *, known: frozenset[tuple[str, str]]) -> tuple[Finding, ...]:
    """Find the same for a draft in a session that is open already, where it is `known` what was gone past."""
    look = _LOOKS.get(draft.kind)
    if look is None:
        return ()
    found = sorted(look(office, session, draft), key=by_urgency)
    return tuple(finding for finding in found if not is_gone_past(finding, known))


def gone_past(office: Office, record: UUID) -> tuple[GonePast, ...]:
    """List the warnings of a record that somebody went past, the latest first."""
    model: Any = office.catalogue[OVERRIDES].model
    wanted = select(model).where(model.record == record, living(model)).order_by(model.created_at.desc())
    with office.store.reading() as session:
        rows = session.scalars(wanted).all()
        names = titles_in(session, office.catalogue, [row.created_by for row in rows if row.created_by], lang=language())
    return tuple(GonePast(row.rule, row.fact or "", row.reason, _title(names, row.created_by), row.created_at) for row in rows)


def _title(names: Mapping[UUID, Any], record: UUID | None) -> str:
    return str(names[record].title) if record is not None and record in names else ""


def go_past(office: Office, record: UUID, finding: Finding, *, reason: str) -> None:
    """Ignore a finding of a record from now on, with the reason; one deed, which undo takes back.

    It comes back when its arithmetic changes: another day, another limit, the next threshold.
    """
    model: Any = office.catalogue[OVERRIDES].model
    title = _("A warning was ignored with a reason: {fact}").format(fact=finding.fact)
    with office.doing(Deed("go_past", title)) as session:
        session.add(model(record=record, rule=finding.rule, reason=reason.strip(), fact=finding.why.in_("fa")))


def notice_strip(office: Office, subject: Draft | UUID) -> NoticeStrip | None:
    """Give the notice strip of an agreement; None for a proposal and for one that is over."""
    with office.store.reading() as session:
        draft = _draft(office, session, "agreement", subject)
    notice = notice_of(draft)
    if notice is None:
        return None
    terms = notice_terms(draft)
    alert = notice_alert(draft[Agreement.title_fa] or "", terms, draft.today)
    return NoticeStrip(notice, strip_points(terms, draft.today), alert)


def clearance_lines(office: Office, subject: Draft | UUID) -> tuple[ClearanceLine, ...]:
    """Count the clearances of a delegation back from its departure; steps its travellers need are proposed."""
    with office.store.reading() as session:
        journey = journey_of(_draft(office, session, "delegation", subject))
        steps = known_steps(session)
        around = Surroundings(
            office.today(), office.settings.council_limit, held=holdings(session, journey.travellers), steps=steps
        )
    names = titles(office, steps)
    return tuple(
        ClearanceLine(
            known.id,
            asked.row if asked else None,
            known.authority,
            names[known.id].title if known.id in names else known.name,
            deadline.needed_by if deadline else None,
            str(deadline.standing) if deadline else "",
            deadline.days if deadline else 0,
            choice_label(asked.state if asked else ClearanceState.NOT_SENT),
        )
        for known, asked, deadline in deadlines(journey, around)
    )


def _draft(office: Office, session: Session, kind: str, subject: Draft | UUID) -> Draft:
    if isinstance(subject, Draft):
        return subject
    return load_draft(session, office.catalogue, office.catalogue[kind], record=subject, today=office.today())


def _of_agreement(_office: Office, _session: Session, draft: Draft) -> Iterator[Finding]:
    title, stage = draft[Agreement.title_fa] or "", str(draft[Agreement.stage] or "")
    proposal = proposal_notice(stage) if stage else None
    if proposal is not None:
        yield proposal
    elif notice_of(draft) is not None:
        found = notice_alert(title, notice_terms(draft), draft.today)
        if found is not None:
            yield found
    bodies = {row[Party.body] for row in draft.living("parties")} - {None}
    few = too_few_parties(stage, len(bodies)) if stage else None
    if few is not None:
        yield few


def _of_follow_up(office: Office, session: Session, draft: Draft) -> Iterator[Finding]:
    state, due = draft[FollowUp.state], draft[FollowUp.due_on]
    if state is None or due is None:
        return
    promise = Promise(draft[FollowUp.what] or "", draft[FollowUp.side] or Side.OURS, state, PartialDate.of_day(due))
    owner = draft[FollowUp.officer] or draft[FollowUp.owner_person]
    names = titles_in(session, office.catalogue, [owner], lang=language()) if owner else {}
    found = late_finding(promise, draft.today, owner=_title(names, owner) or "—")
    if found is not None:
        yield found


def _of_delegation(office: Office, session: Session, draft: Draft) -> Iterator[Finding]:
    journey = journey_of(draft)
    others = _other_journeys(session, journey)
    people = people_of((journey, *others))
    names = {record: title.title for record, title in titles_in(session, office.catalogue, people, lang=language()).items()}
    around = Surroundings(
        draft.today,
        office.settings.council_limit,
        office.settings.report_days,
        names=names,
        held=holdings(session, people),
        steps=known_steps(session),
        others=others,
        levels=levels(session, (journey.head_rank, journey.host_rank)),
    )
    yield from journey_findings(journey, around)
    if journey.is_ours and journey.days is not None and journey.days[1] >= draft.today:
        meetings = presences.of_meetings(session, *presences.around(*journey.days, office.zone))
        elsewhere = (*presences.of_journeys(others), *meetings)
        yield from presences.clashes_with(presences.of_journeys([journey]), elsewhere, names)


def _other_journeys(session: Session, journey: Journey) -> tuple[Journey, ...]:
    """Read journeys that overlap this one, and those that began in the two years before it."""
    if journey.days is None:
        return ()
    first, last = journey.days
    since = first - timedelta(days=_REPEAT_DAYS)
    others = journeys(session, Delegation.starts_on >= since, Delegation.starts_on <= last, Delegation.stage.not_in(NOT_GOING))
    return tuple(other for other in others if other.id != journey.id)


def levels(session: Session, ranks: Iterable[UUID | None]) -> dict[UUID, int]:
    """Read the levels of ranks; 1 is the highest."""
    wanted = [rank for rank in ranks if rank]
    rows = session.execute(select(Rank.id, Rank.level).where(Rank.id.in_(wanted), Rank.level.is_not(None)))
    return {rank: level for rank, level in rows if level is not None}


def _of_meeting(office: Office, session: Session, draft: Draft) -> Iterator[Finding]:
    heads = {row[Attendee.side]: row[Attendee.post] for row in draft.living("attendees") if row[Attendee.head]}
    found = rank_match(_post_level(session, heads.get(Side.OURS)), _post_level(session, heads.get(Side.THEIRS)))
    if found is not None:
        yield found
    own = tuple(presences.of_meeting(draft))
    if not own or not isinstance(own[0].span, Hours) or own[0].span.days.last < draft.today:
        return
    first, last = own[0].span.days.first, own[0].span.days.last
    trips = journeys(session, Delegation.starts_on <= last, lasting_until(first), whole=False)
    meetings = [
        entry for entry in presences.of_meetings(session, *presences.around(first, last, office.zone)) if entry.record != draft.id
    ]
    names = titles_in(session, office.catalogue, {entry.person for entry in own}, lang=language())
    words = {record: title.title for record, title in names.items()}
    yield from presences.clashes_with(own, (*presences.of_journeys(trips), *meetings), words)


def _post_level(session: Session, post: UUID | None) -> int | None:
    """Give the rank level of a post; without a rank that of its seat."""
    if post is None:
        return None
    wanted = select(Rank.level, Seat.level).select_from(Post).outerjoin(Rank, Rank.id == Post.rank)
    row = session.execute(wanted.outerjoin(Seat, Seat.id == Post.seat).where(Post.id == post)).one_or_none()
    if row is None:
        return None
    by_rank, by_seat = row
    return by_rank if by_rank is not None else by_seat


_LOOKS: Final[Mapping[str, Callable[[Office, Session, Draft], Iterable[Finding]]]] = {
    "agreement": _of_agreement,
    "delegation": _of_delegation,
    "follow_up": _of_follow_up,
    "meeting": _of_meeting,
}
