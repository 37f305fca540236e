"""The office's rules bound to its records: what is worth a warning in one record.

`alerts` looks over the whole store. What somebody went past with a reason is left out of both, and told by `gone_past`.
The gates of reports and follow-ups refuse in the declarations of their kinds and are not repeated here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Text, language
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, Party
from app.records.follow_up import FollowUp
from app.rules.findings import Finding, by_urgency
from app.rules.followups import Promise, late_finding
from app.rules.gates import proposal_notice
from app.rules.notice import NoticeDay
from app.rules.notice_alerts import StripPoint, notice_alert, strip_points
from app.rules.parties import too_few_parties
from app.rules.stages import ClearanceState
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.alerts import Alert, alerts
from app.services.derived import notice_of, notice_terms
from app.services.draft_loading import load_draft
from app.services.gone_past import GonePast, Known, go_past, gone_past, is_gone_past, overridden
from app.services.guards import Guards, PassedFinding, guards, of_delegation
from app.services.journey_rules import Surroundings, deadlines
from app.services.journeys import holdings, journey_of, known_steps
from app.services.meeting_findings import gathering_of, look_at
from app.services.office import Office
from app.services.titles import titles, titles_in

__all__ = ["Alert", "ClearanceLine", "GonePast", "Guards", "NoticeStrip", "PassedFinding", "alerts", "clearance_lines"]
__all__ += ["findings", "go_past", "gone_past", "guards", "notice_strip"]

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


def standing(office: Office, session: Session, draft: Draft, *, known: Known) -> tuple[Finding, ...]:
    """Find the same for a draft in a session that is open already, where it is `known` what was gone past."""
    look = _LOOKS.get(draft.kind)
    if look is None:
        return ()
    found = sorted(look(office, session, draft), key=by_urgency)
    return tuple(finding for finding in found if not is_gone_past(finding, known))


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
    found = late_finding(promise, draft.today, owner=names[owner].title if owner in names else "—")
    if found is not None:
        yield found


def _of_meeting(office: Office, session: Session, draft: Draft) -> Iterator[Finding]:
    ((_gathering, found),) = look_at(office, session, [gathering_of(office, session, draft)], today=draft.today)
    yield from found


_LOOKS: Final[Mapping[str, Callable[[Office, Session, Draft], Iterable[Finding]]]] = {
    "agreement": _of_agreement,
    "delegation": of_delegation,
    "follow_up": _of_follow_up,
    "meeting": _of_meeting,
}
