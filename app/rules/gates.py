"""Gates: what a stage needs before it may be entered.

Source: product.md rule 7 and the design of the stages. A gate returns None when it is open, else the finding that says
what it waits for.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce

from app.core.i18n import Text, _, _c, _n
from app.rules.findings import Finding, Severity, key_of
from app.rules.periods import days_on
from app.rules.stage_codes import AgreementStage, DelegationStage, FollowUpState
from app.rules.stage_names import label_of
from app.rules.transitions import Track, allowed_next, stage_of

REPORT_DAYS = 15
_IN_FORCE = frozenset({AgreementStage.IN_FORCE, AgreementStage.UNDER_REVIEW, AgreementStage.RENEWED, AgreementStage.AMENDED})
# From approval on an agreement counts as one, whatever became of it afterwards.
_NOT_YET = frozenset(
    {
        AgreementStage.IDEA,
        AgreementStage.PROPOSAL,
        AgreementStage.INTERNAL_REVIEW,
        AgreementStage.LEGAL_REVIEW,
        AgreementStage.CLEARANCE,
        AgreementStage.REFUSED,
        AgreementStage.WITHDRAWN,
    }
)


def transition_gate(track: Track, old: str, *, new: str) -> Finding | None:
    """Refuse a step that the track's table does not allow; raises UnknownStage for a stage of another track."""
    target = stage_of(track, new)
    if old == new or target in allowed_next(track, old):
        return None
    fact = _("From “{old}” the next step is not “{new}”.").format(old=label_of(stage_of(track, old)), new=label_of(target))
    choices = [label_of(stage) for stage in allowed_next(track, old)]
    reason = _("Possible next steps: {steps}.").format(steps=_listed(choices)) if choices else _("Nothing follows this stage.")
    why = _("The order of the stages is fixed, because other rules hang on it.")
    return Finding("stage_order", Severity.BAD, fact=fact, reason=reason, why=why, overridable=False)


def _listed(names: list[Text]) -> Text:
    return reduce(lambda first, rest: _c("list", "{first}, {rest}").format(first=first, rest=rest), names)


def report_gate(new: str, *, report_accepted_on: date | None, waiver: str) -> Finding | None:
    """Keep a delegation from being closed without an accepted mission report or a recorded waiver."""
    if new != DelegationStage.CLOSED or report_accepted_on is not None or waiver.strip():
        return None
    fact = _("The file was not closed: the mission report has not been accepted.")
    reason = _("Attach the report or record a waiver.")
    why = _("A delegation is closed only with an accepted mission report or a recorded waiver.")
    return Finding("report_gate", Severity.BAD, fact=fact, reason=reason, why=why, overridable=False)


def report_due_on(returned: date, report_days: int = REPORT_DAYS) -> date:
    """Give the last day for the mission report, in calendar days after return."""
    return days_on(returned, report_days)


@dataclass(frozen=True, slots=True)
class Homecoming:
    """The last day of a journey; `departed` where only the departure is recorded and the return is taken to be that day."""

    day: date
    departed: bool = False


def report_overdue(
    title: str,
    owner: str,
    *,
    back: Homecoming,
    today: date,
    report_days: int = REPORT_DAYS,
    received: date | None = None,
) -> Finding | None:
    """Warn that a mission report is late, or was received and waits to be accepted; None until its day has passed.

    Whether one is still owed (neither accepted nor waived) is for the caller to know.
    """
    due = report_due_on(back.day, report_days)
    if today <= due:
        return None
    why = _why_due(back, report_days).format(day=back.day, due=due)
    if received is not None:
        return _unaccepted(title, received, why=why, today=today, due=due)
    late = (today - due).days
    fact = _n("The mission report of {title} is {n} day late.", "The mission report of {title} is {n} days late.", late)
    reason = _("Return: {date}, responsible: {owner}.")
    if back.departed:
        reason = _("No return is recorded; departure: {date}, responsible: {owner}.")
    fact, reason, key = fact.format(title=title), reason.format(date=back.day, owner=owner), key_of(back.day, due)
    return Finding("report_overdue", Severity.BAD, fact=fact, reason=reason, why=why, due=due, key=key)


def _why_due(back: Homecoming, report_days: int) -> Text:
    if back.departed:
        return _n("Departure {day} plus {n} day: {due}.", "Departure {day} plus {n} days: {due}.", report_days)
    return _n("Return {day} plus {n} day: {due}.", "Return {day} plus {n} days: {due}.", report_days)


def _unaccepted(title: str, received: date, *, why: Text, today: date, due: date) -> Finding:
    waits = max((today - received).days, 0)
    fact = _n(
        "The mission report of {title} has waited {n} day to be accepted.",
        "The mission report of {title} has waited {n} days to be accepted.",
        waits,
    )
    reason = _("Received: {date}. Record who accepted it and when, or a waiver.").format(date=received)
    fact, key = fact.format(title=title), key_of("received", received, due)
    return Finding("report_overdue", Severity.WARN, fact=fact, reason=reason, why=why, due=due, key=key)


def follow_up_gate(new: str, *, evidence: str, reason: str, attached: bool = False) -> Finding | None:
    """Keep a follow-up from being done without evidence (words or an `attached` file), or waived without a reason."""
    if new == FollowUpState.DONE and not (evidence.strip() or attached):
        fact, advice = _("The follow-up was not closed: it has no evidence."), _("Write or attach what shows that it was done.")
    elif new == FollowUpState.WAIVED and not reason.strip():
        fact, advice = _("The follow-up was not waived: no reason is given."), _("Write the reason for waiving it.")
    else:
        return None
    why = _("A promise is closed only with evidence, and waived only with a reason.")
    return Finding("follow_up_gate", Severity.BAD, fact=fact, reason=advice, why=why, overridable=False)


def counts_as_agreement(stage: str) -> bool:
    """Tell whether a stage is counted among agreements: only from the council's approval on."""
    return stage_of(Track.AGREEMENT, stage) not in _NOT_YET


def is_in_force(stage: str) -> bool:
    """Tell whether an agreement of a stage binds: one that was only approved, initialled or signed does not yet."""
    return stage_of(Track.AGREEMENT, stage) in _IN_FORCE


def proposal_notice(stage: str) -> Finding | None:
    """Say that a proposal is not an agreement yet; None from approval on."""
    if counts_as_agreement(stage):
        return None
    fact = _("This proposal has not been approved yet and is not counted among agreements.")
    reason = _("It counts from the council's approval on.")
    why = _("Present stage: {stage}.").format(stage=label_of(stage_of(Track.AGREEMENT, stage)))
    return Finding("proposal", Severity.INFO, fact=fact, reason=reason, why=why, key=key_of(stage))
