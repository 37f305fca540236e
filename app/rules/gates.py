"""Gates: what a stage needs before it may be entered.

Source: product.md rule 7 and the design of the stages. A gate returns None when it is open, else the finding that says
what it waits for.
"""

from datetime import date
from functools import reduce

from app.core.i18n import Text, _, _c, _n
from app.rules.findings import Finding, Severity
from app.rules.periods import days_on
from app.rules.stage_codes import AgreementStage, DelegationStage, FollowUpState
from app.rules.stage_names import label_of
from app.rules.transitions import Track, allowed_next, order_of, stage_of

REPORT_DAYS = 15
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


def report_overdue(title: str, owner: str, *, returned: date, today: date, report_days: int = REPORT_DAYS) -> Finding | None:
    """Warn that a mission report that has not been received is late; None until its day has passed."""
    due = report_due_on(returned, report_days)
    if today <= due:
        return None
    late = (today - due).days
    fact = _n("The mission report of {title} is {n} day late.", "The mission report of {title} is {n} days late.", late)
    reason = _("Return: {date}, responsible: {owner}.").format(date=returned, owner=owner)
    why = _n("Return {returned} plus {n} day: {due}.", "Return {returned} plus {n} days: {due}.", report_days)
    why = why.format(returned=returned, due=due)
    return Finding("report_overdue", Severity.BAD, fact=fact.format(title=title), reason=reason, why=why, due=due)


def follow_up_gate(new: str, *, evidence: str, reason: str) -> Finding | None:
    """Keep a follow-up from being done without evidence, or waived without a reason."""
    if new == FollowUpState.DONE and not evidence.strip():
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


def proposal_notice(stage: str) -> Finding | None:
    """Say that a proposal is not an agreement yet; None from approval on."""
    if counts_as_agreement(stage):
        return None
    fact = _("This proposal has not been approved yet and is not counted among agreements.")
    reason = _("It counts from the council's approval on.")
    why = _("Present stage: {stage}.").format(stage=label_of(stage_of(Track.AGREEMENT, stage)))
    return Finding("proposal", Severity.INFO, fact=fact, reason=reason, why=why)


def report_stage_reached(stage: str, track: Track) -> bool:
    """Tell whether a delegation is past its journey, so that a report is expected of it."""
    journey = DelegationStage.RETURNED if track is Track.OUTGOING else DelegationStage.HOSTED
    last = order_of(track, DelegationStage.CLOSED)
    return order_of(track, journey) <= order_of(track, stage) <= last
