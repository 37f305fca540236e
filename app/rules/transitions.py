"""Which stage may follow which, in what order the strip shows them, and which stages are still open.

The order is product.md section 1; a step that some files do not need (a council decision for a municipal trip, a visa
where none is asked, a clearance for a courtesy visit) may be passed over. Turning back after a mistake is undo, not a stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.rules.stage_codes import AgreementStage as A
from app.rules.stage_codes import (
    ClearanceState,
    FollowUpState,
    GiftState,
    LetterState,
    LocalisationStage,
    PolicyStage,
    ProjectState,
    VisaState,
)
from app.rules.stage_codes import DelegationStage as D
from app.rules.stage_codes import MeetingStage as M


class Track(StrEnum):
    """The road a record is on; a delegation's direction chooses between two."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow_up"
    CLEARANCE = "clearance"
    VISA = "visa"
    PROJECT = "project"
    PRACTICE = "practice"
    POLICY = "policy"
    LETTER = "letter"
    GIFT = "gift"


class UnknownStage(LookupError):
    """The stage does not belong to the track."""

    def __init__(self, track: Track, stage: str) -> None:
        super().__init__(f"{track} has no stage {stage!r}")
        self.track = track
        self.stage = stage


Rungs = tuple[tuple[StrEnum, ...], ...]
Next = Mapping[StrEnum, tuple[StrEnum, ...]]


@dataclass(frozen=True, slots=True)
class _Road:
    """A track: the rungs of its strip (stages of one rung exclude each other), what may follow, what is over."""

    rungs: Rungs
    following: Next
    closed: frozenset[StrEnum]


def _one_by_one(*stages: StrEnum) -> Rungs:
    return tuple((stage,) for stage in stages)


_OUTGOING = _Road(
    rungs=_one_by_one(
        D.PROPOSED, D.NECESSITY_STATED, D.COUNCIL_DECISION, D.CLEARANCES, D.APPROVED, D.VISAS_AND_LOGISTICS,
        D.BOOK_ISSUED, D.TRAVELLING, D.RETURNED, D.REPORT_DUE, D.REPORT_ACCEPTED, D.CLOSED,
    ),
    following={
        D.PROPOSED: (D.NECESSITY_STATED, D.POSTPONED, D.REFUSED, D.CANCELLED),
        D.NECESSITY_STATED: (D.COUNCIL_DECISION, D.CLEARANCES, D.POSTPONED, D.REFUSED, D.CANCELLED),
        D.COUNCIL_DECISION: (D.CLEARANCES, D.APPROVED, D.POSTPONED, D.REFUSED, D.CANCELLED),
        D.CLEARANCES: (D.APPROVED, D.POSTPONED, D.REFUSED, D.CANCELLED),
        D.APPROVED: (D.VISAS_AND_LOGISTICS, D.BOOK_ISSUED, D.TRAVELLING, D.POSTPONED, D.CANCELLED),
        D.VISAS_AND_LOGISTICS: (D.BOOK_ISSUED, D.TRAVELLING, D.POSTPONED, D.CANCELLED),
        D.BOOK_ISSUED: (D.TRAVELLING, D.POSTPONED, D.CANCELLED),
        D.TRAVELLING: (D.RETURNED,),
        D.RETURNED: (D.REPORT_DUE, D.REPORT_ACCEPTED),
        D.REPORT_DUE: (D.REPORT_ACCEPTED, D.CLOSED),
        D.REPORT_ACCEPTED: (D.CLOSED,),
        D.CLOSED: (),
        D.POSTPONED: (D.PROPOSED, D.CLEARANCES, D.APPROVED, D.VISAS_AND_LOGISTICS, D.CANCELLED),
        D.REFUSED: (D.NECESSITY_STATED,),
        D.CANCELLED: (),
    },
    closed=frozenset({D.CLOSED, D.REFUSED, D.CANCELLED}),
)  # fmt: skip
_INCOMING = _Road(
    rungs=(
        (D.REQUESTED,), (D.ASSESSED,), (D.ACCEPTED, D.DECLINED), (D.PROGRAMME_AGREED,), (D.CLEARANCES,),
        (D.BOOK_ISSUED,), (D.HOSTED,), (D.THANK_YOU,), (D.REPORT_DUE,), (D.CLOSED,),
    ),
    following={
        D.REQUESTED: (D.ASSESSED, D.POSTPONED, D.CANCELLED),
        D.ASSESSED: (D.ACCEPTED, D.DECLINED, D.POSTPONED, D.CANCELLED),
        D.ACCEPTED: (D.PROGRAMME_AGREED, D.CLEARANCES, D.POSTPONED, D.CANCELLED),
        D.DECLINED: (D.ASSESSED,),
        D.PROGRAMME_AGREED: (D.CLEARANCES, D.BOOK_ISSUED, D.HOSTED, D.POSTPONED, D.CANCELLED),
        D.CLEARANCES: (D.BOOK_ISSUED, D.HOSTED, D.POSTPONED, D.CANCELLED),
        D.BOOK_ISSUED: (D.HOSTED, D.POSTPONED, D.CANCELLED),
        D.HOSTED: (D.THANK_YOU, D.REPORT_DUE),
        D.THANK_YOU: (D.REPORT_DUE, D.CLOSED),
        D.REPORT_DUE: (D.CLOSED,),
        D.CLOSED: (),
        D.POSTPONED: (D.ASSESSED, D.ACCEPTED, D.PROGRAMME_AGREED, D.CLEARANCES, D.CANCELLED),
        D.CANCELLED: (),
    },
    closed=frozenset({D.CLOSED, D.DECLINED, D.CANCELLED}),
)  # fmt: skip
_MEETING = _Road(
    rungs=_one_by_one(
        M.REQUESTED, M.CONFIRMED, M.PREPARED, M.HELD, M.MINUTES_DRAFT, M.MINUTES_APPROVED, M.CLOSED,
    ),
    following={
        M.REQUESTED: (M.CONFIRMED, M.POSTPONED, M.CANCELLED),
        M.CONFIRMED: (M.PREPARED, M.HELD, M.POSTPONED, M.CANCELLED),
        M.PREPARED: (M.HELD, M.POSTPONED, M.CANCELLED),
        M.HELD: (M.MINUTES_DRAFT,),
        M.MINUTES_DRAFT: (M.MINUTES_APPROVED,),
        M.MINUTES_APPROVED: (M.CLOSED, M.REOPENED),
        M.CLOSED: (M.REOPENED,),
        M.REOPENED: (M.MINUTES_DRAFT, M.MINUTES_APPROVED),
        M.POSTPONED: (M.REQUESTED, M.CONFIRMED, M.CANCELLED),
        M.CANCELLED: (),
    },
    closed=frozenset({M.CLOSED, M.CANCELLED}),
)  # fmt: skip
_NEGOTIATED = (A.REFUSED, A.WITHDRAWN)
_IN_LIFE = (A.UNDER_REVIEW, A.SUSPENDED, A.EXPIRED, A.ENDED)
_AGREEMENT = _Road(
    rungs=(
        (A.IDEA,), (A.PROPOSAL,), (A.INTERNAL_REVIEW,), (A.LEGAL_REVIEW,), (A.CLEARANCE,), (A.COUNCIL_APPROVAL,),
        (A.INITIALLED,), (A.SIGNED,), (A.IN_FORCE,), (A.UNDER_REVIEW,), (A.RENEWED, A.AMENDED, A.REPLACED),
        (A.EXPIRED, A.ENDED), (A.ARCHIVED,),
    ),
    following={
        A.IDEA: (A.PROPOSAL, A.WITHDRAWN),
        A.PROPOSAL: (A.INTERNAL_REVIEW, *_NEGOTIATED),
        A.INTERNAL_REVIEW: (A.LEGAL_REVIEW, A.CLEARANCE, *_NEGOTIATED),
        A.LEGAL_REVIEW: (A.CLEARANCE, A.COUNCIL_APPROVAL, *_NEGOTIATED),
        A.CLEARANCE: (A.COUNCIL_APPROVAL, *_NEGOTIATED),
        A.COUNCIL_APPROVAL: (A.INITIALLED, A.SIGNED, *_NEGOTIATED),
        A.INITIALLED: (A.SIGNED, *_NEGOTIATED),
        A.SIGNED: (A.IN_FORCE, A.WITHDRAWN),
        A.IN_FORCE: _IN_LIFE,
        A.UNDER_REVIEW: (A.RENEWED, A.AMENDED, A.REPLACED, A.IN_FORCE, A.SUSPENDED, A.EXPIRED, A.ENDED),
        A.RENEWED: _IN_LIFE,
        A.AMENDED: _IN_LIFE,
        A.REPLACED: (A.ARCHIVED,),
        A.SUSPENDED: (A.IN_FORCE, A.UNDER_REVIEW, A.EXPIRED, A.ENDED),
        A.EXPIRED: (A.RENEWED, A.ARCHIVED),
        A.ENDED: (A.ARCHIVED,),
        A.ARCHIVED: (),
        A.REFUSED: (A.PROPOSAL, A.ARCHIVED),
        A.WITHDRAWN: (A.PROPOSAL, A.ARCHIVED),
    },
    closed=frozenset({A.REPLACED, A.EXPIRED, A.ENDED, A.ARCHIVED, A.REFUSED, A.WITHDRAWN}),
)  # fmt: skip
_F, _K, _V = FollowUpState, ClearanceState, VisaState
_FOLLOW_UP = _Road(
    rungs=((_F.OPEN,), (_F.IN_PROGRESS,), (_F.DONE, _F.WAIVED)),
    following={
        _F.OPEN: (_F.IN_PROGRESS, _F.DONE, _F.WAIVED),
        _F.IN_PROGRESS: (_F.OPEN, _F.DONE, _F.WAIVED),
        _F.DONE: (_F.OPEN,),
        _F.WAIVED: (_F.OPEN,),
    },
    closed=frozenset({_F.DONE, _F.WAIVED}),
)
_ANSWERS = (_K.GRANTED, _K.GRANTED_WITH_CONDITION, _K.REFUSED)
_CLEARANCE = _Road(
    rungs=((_K.NOT_SENT,), (_K.AWAITED,), _ANSWERS),
    following={
        _K.NOT_SENT: (_K.AWAITED,),
        _K.AWAITED: _ANSWERS,
        _K.GRANTED: (_K.EXPIRED,),
        _K.GRANTED_WITH_CONDITION: (_K.GRANTED, _K.EXPIRED),
        _K.REFUSED: (_K.AWAITED,),
        _K.EXPIRED: (_K.AWAITED,),
    },
    closed=frozenset({_K.GRANTED, _K.GRANTED_WITH_CONDITION, _K.REFUSED}),
)
_VISA = _Road(
    rungs=((_V.REQUESTED,), (_V.ISSUED, _V.REFUSED)),
    following={
        _V.NOT_NEEDED: (_V.REQUESTED,),
        _V.REQUESTED: (_V.ISSUED, _V.REFUSED, _V.NOT_NEEDED),
        _V.ISSUED: (_V.REQUESTED,),
        _V.REFUSED: (_V.REQUESTED,),
    },
    closed=frozenset({_V.NOT_NEEDED, _V.ISSUED, _V.REFUSED}),
)
_J, _L, _O = ProjectState, LocalisationStage, PolicyStage
_PROJECT = _Road(
    rungs=_one_by_one(_J.IDEA, _J.CONCEPT, _J.APPRAISAL, _J.FUNDED, _J.RUNNING, _J.CLOSED),
    following={
        _J.IDEA: (_J.CONCEPT, _J.STOPPED),
        _J.CONCEPT: (_J.APPRAISAL, _J.STOPPED),
        _J.APPRAISAL: (_J.FUNDED, _J.STOPPED),
        _J.FUNDED: (_J.RUNNING, _J.STOPPED),
        _J.RUNNING: (_J.CLOSED, _J.STOPPED),
        _J.CLOSED: (),
        _J.STOPPED: (_J.CONCEPT, _J.APPRAISAL, _J.RUNNING, _J.CLOSED),
    },
    closed=frozenset({_J.CLOSED, _J.STOPPED}),
)
_PRACTICE = _Road(
    rungs=_one_by_one(_L.SEEN, _L.STUDIED, _L.ADAPTED, _L.DRAFT, _L.COMMISSION, _L.COUNCIL, _L.IN_FORCE, _L.EVALUATED),
    following={
        _L.SEEN: (_L.STUDIED, _L.REJECTED),
        _L.STUDIED: (_L.ADAPTED, _L.REJECTED),
        _L.ADAPTED: (_L.DRAFT, _L.REJECTED),
        _L.DRAFT: (_L.COMMISSION, _L.REJECTED),
        _L.COMMISSION: (_L.COUNCIL, _L.DRAFT, _L.REJECTED),
        _L.COUNCIL: (_L.IN_FORCE, _L.COMMISSION, _L.REJECTED),
        _L.IN_FORCE: (_L.EVALUATED,),
        _L.EVALUATED: (),
        _L.REJECTED: (_L.STUDIED,),
    },
    closed=frozenset({_L.EVALUATED, _L.REJECTED}),
)
_POLICY = _Road(
    rungs=_one_by_one(_O.DRAFT, _O.COMMISSION, _O.PLENARY, _O.GOVERNORS_REVIEW, _O.IN_FORCE),
    following={
        _O.DRAFT: (_O.COMMISSION,),
        _O.COMMISSION: (_O.PLENARY, _O.DRAFT),
        _O.PLENARY: (_O.GOVERNORS_REVIEW, _O.COMMISSION),
        _O.GOVERNORS_REVIEW: (_O.IN_FORCE, _O.PLENARY),
        _O.IN_FORCE: (),
    },
    closed=frozenset({_O.IN_FORCE}),
)
_T, _G = LetterState, GiftState
_LETTER = _Road(
    rungs=((_T.AWAITING_ANSWER,), (_T.ANSWERED, _T.NO_ANSWER_NEEDED)),
    following={
        _T.AWAITING_ANSWER: (_T.ANSWERED, _T.NO_ANSWER_NEEDED),
        _T.ANSWERED: (_T.AWAITING_ANSWER,),
        _T.NO_ANSWER_NEEDED: (_T.AWAITING_ANSWER,),
    },
    closed=frozenset({_T.ANSWERED, _T.NO_ANSWER_NEEDED}),
)
_GIFT = _Road(
    rungs=((_G.RECORDED,), (_G.DELIVERED, _G.IN_KEEPING)),
    following={
        _G.RECORDED: (_G.DELIVERED, _G.IN_KEEPING),
        _G.DELIVERED: (),
        _G.IN_KEEPING: (_G.DELIVERED,),
    },
    closed=frozenset({_G.DELIVERED, _G.IN_KEEPING}),
)
_ROADS: dict[Track, _Road] = {
    Track.OUTGOING: _OUTGOING,
    Track.INCOMING: _INCOMING,
    Track.MEETING: _MEETING,
    Track.AGREEMENT: _AGREEMENT,
    Track.FOLLOW_UP: _FOLLOW_UP,
    Track.CLEARANCE: _CLEARANCE,
    Track.VISA: _VISA,
    Track.PROJECT: _PROJECT,
    Track.PRACTICE: _PRACTICE,
    Track.POLICY: _POLICY,
    Track.LETTER: _LETTER,
    Track.GIFT: _GIFT,
}


def stages_of(track: Track) -> tuple[StrEnum, ...]:
    """List every stage of a track: first those of the strip, in order, then those beside it."""
    road = _ROADS[track]
    on_strip = tuple(stage for rung in road.rungs for stage in rung)
    return on_strip + tuple(stage for stage in road.following if stage not in on_strip)


def first_stage(track: Track) -> StrEnum:
    """Give the stage at which a new record of this track begins."""
    return _ROADS[track].rungs[0][0]


def stage_of(track: Track, code: str) -> StrEnum:
    """Read a stage code on a track; raises UnknownStage."""
    for stage in _ROADS[track].following:
        if stage == code:
            return stage
    raise UnknownStage(track, code)


def allowed_next(track: Track, stage: str) -> tuple[StrEnum, ...]:
    """List the lawful next stages, the usual one first; raises UnknownStage."""
    return _ROADS[track].following[stage_of(track, stage)]


def is_open(track: Track, stage: str) -> bool:
    """Tell whether work at this stage is still to be done; raises UnknownStage."""
    return stage_of(track, stage) not in _ROADS[track].closed


def order_of(track: Track, stage: str) -> int:
    """Give the place of a stage for sorting, from 0; raises UnknownStage."""
    return stages_of(track).index(stage_of(track, stage))


class StepState(StrEnum):
    """How a step of the strip is drawn."""

    PASSED = "passed"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the stage strip."""

    stage: StrEnum
    state: StepState


@dataclass(frozen=True, slots=True)
class Strip:
    """The arrows of a stage strip in order of time, and how many are folded into «…» at each end."""

    steps: tuple[Step, ...]
    hidden_before: int = 0
    hidden_after: int = 0


def _place(rungs: Rungs, stage: str) -> int | None:
    return next((at for at, rung in enumerate(rungs) if stage in rung), None)


def whole_strip(track: Track, stage: str, *, came_from: str = "") -> tuple[Step, ...]:
    """Give every step of the strip.

    A stage beside the strip (postponed, refused …) stands after the step it came from, or first when that is unknown;
    the steps after it are shown only while the road goes on from there. Raises UnknownStage.
    """
    rungs, now = _ROADS[track].rungs, stage_of(track, stage)
    at = _place(rungs, now)
    if at is not None:
        before, after = rungs[:at], rungs[at + 1 :]
    else:
        came = _place(rungs, came_from)
        cut = 0 if came is None else came + 1
        before, after = rungs[:cut], rungs[cut:] if is_open(track, now) else ()
    passed = tuple(Step(rung[0], StepState.PASSED) for rung in before)
    coming = tuple(Step(rung[0], StepState.COMING) for rung in after)
    return (*passed, Step(now, StepState.NOW), *coming)


_LONG, _BEHIND, _AHEAD = 10, 2, 3


def strip(track: Track, stage: str, *, came_from: str = "") -> Strip:
    """Give the strip as drawn: whole, or from ten steps on the last two, now and the next three. Raises UnknownStage."""
    steps = whole_strip(track, stage, came_from=came_from)
    if len(steps) < _LONG:
        return Strip(steps)
    now = next(at for at, step in enumerate(steps) if step.state is StepState.NOW)
    first, last = max(0, now - _BEHIND), min(len(steps), now + _AHEAD + 1)
    return Strip(steps[first:last], hidden_before=first, hidden_after=len(steps) - last)
