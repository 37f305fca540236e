"""Follow-up: every promise and task, whoever made it and wherever it was made."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _
from app.records.common import record_section
from app.rules.gates import follow_up_gate
from app.rules.stages import FollowUpState
from app.rules.transitions import Track
from app.rules.vocabulary import Side
from app.schema.draft import Draft, Problem, finding_problem
from app.schema.fields import choice, day, file, link, long_text, office_list, text
from app.schema.kinds import Group, RecordKind, Section, Sort, Stage
from app.schema.record import Record
from app.schema.values import FileRef


class FollowUp(Record):
    """A promise of ours or theirs, with its owner, its day and its evidence. One row wherever it is shown."""

    __tablename__ = "follow_up"

    what: Mapped[str] = text(_("What is to be done"), searchable=True)
    side: Mapped[Side] = choice(_("Side"), Side, default=lambda: Side.OURS, index=True)
    state: Mapped[FollowUpState] = choice(_("State"), FollowUpState, default=lambda: FollowUpState.OPEN, index=True)
    due_on: Mapped[date | None] = day(_("Due"), index=True, wanted=True)
    owner_person: Mapped[UUID | None] = link(_("Responsible person"), "person", panel="promises", wanted=True)
    officer: Mapped[UUID | None] = office_list(_("Owner officer"), "officer", wanted=True)
    counterpart: Mapped[UUID | None] = link(_("Counterpart"), "counterpart", panel="promises", wanted=True)
    meeting: Mapped[UUID | None] = link(_("Meeting"), "meeting", panel="promises")
    agenda_item: Mapped[UUID | None] = link(_("Agenda item"), "agenda_item", panel="promises")
    agreement: Mapped[UUID | None] = link(_("Agreement"), "agreement", panel="obligations")
    delegation: Mapped[UUID | None] = link(_("Delegation"), "delegation", panel="promises")
    promised_on: Mapped[date | None] = day(_("Promised on"))
    done_on: Mapped[date | None] = day(_("Done on"))
    evidence: Mapped[str | None] = long_text(_("Evidence"), searchable=True)
    evidence_file: Mapped[FileRef | None] = file(_("Evidence file"))
    waiver_reason: Mapped[str | None] = long_text(_("Reason for waiving"), searchable=True)


def closing_needs_evidence(draft: Draft) -> Iterator[Problem]:
    """Refuse to close a promise without its evidence or reason (product.md, rule 7)."""
    state = draft[FollowUp.state]
    evidence, reason = draft[FollowUp.evidence], draft[FollowUp.waiver_reason]
    attached = draft[FollowUp.evidence_file] is not None
    found = follow_up_gate(str(state or ""), evidence=evidence or "", reason=reason or "", attached=attached)
    if found is not None:
        yield finding_problem(found, FollowUp.waiver_reason if state is FollowUpState.WAIVED else FollowUp.evidence)


FOLLOW_UPS = RecordKind(
    model=FollowUp,
    name=_("Follow-up"),
    plural=_("Follow-ups"),
    icon="list-checks",
    group=Group.DIPLOMACY,
    title=FollowUp.what,
    columns=(
        FollowUp.what,
        FollowUp.side,
        FollowUp.counterpart,
        FollowUp.officer,
        FollowUp.due_on,
        FollowUp.state,
    ),
    sort=Sort(FollowUp.due_on),
    filters=(FollowUp.side, FollowUp.state, FollowUp.officer, FollowUp.counterpart, FollowUp.due_on, FollowUp.owner_person),
    rules=(closing_needs_evidence,),
    stage=Stage(FollowUp.state, lambda _draft: Track.FOLLOW_UP),
    facts=(FollowUp.side, FollowUp.counterpart, FollowUp.due_on),
    form=(
        Section(
            _("Follow-up"),
            (
                FollowUp.what,
                FollowUp.side,
                FollowUp.state,
                FollowUp.due_on,
                FollowUp.owner_person,
                FollowUp.officer,
                FollowUp.counterpart,
            ),
        ),
        Section(
            _("Origin"), (FollowUp.meeting, FollowUp.agenda_item, FollowUp.agreement, FollowUp.delegation, FollowUp.promised_on)
        ),
        Section(_("Evidence"), (FollowUp.done_on, FollowUp.evidence, FollowUp.evidence_file, FollowUp.waiver_reason)),
        record_section(FollowUp),
    ),
)
