"""Stages and states: the enums and the families of their pills.

Stages are enums, not office lists, because rules hang on them. Codes are stable: files, scripts and journals hold them.
Their names stand in `stage_names.py`, what may follow in `transitions.py`; readers import all of it from `stages.py`.
"""

from enum import StrEnum


class Family(StrEnum):
    """The colour family of a state's pill; the word itself is always there too."""

    NEUTRAL = "neutral"
    INFO = "info"
    WORK = "work"
    WARN = "warn"
    GOOD = "good"
    BAD = "bad"
    PAUSE = "pause"


class DelegationStage(StrEnum):
    """Stages of outgoing and incoming delegations; each direction uses its own part."""

    PROPOSED = "proposed"
    NECESSITY_STATED = "necessity_stated"
    COUNCIL_DECISION = "council_decision"
    REQUESTED = "requested"
    ASSESSED = "assessed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROGRAMME_AGREED = "programme_agreed"
    CLEARANCES = "clearances"
    APPROVED = "approved"
    VISAS_AND_LOGISTICS = "visas_and_logistics"
    BOOK_ISSUED = "book_issued"
    TRAVELLING = "travelling"
    RETURNED = "returned"
    HOSTED = "hosted"
    THANK_YOU = "thank_you"
    REPORT_DUE = "report_due"
    REPORT_ACCEPTED = "report_accepted"
    CLOSED = "closed"
    POSTPONED = "postponed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class MeetingStage(StrEnum):
    """Stages of a meeting; approved minutes are locked, and re-opening them is recorded."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    PREPARED = "prepared"
    HELD = "held"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_APPROVED = "minutes_approved"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"


class AgreementStage(StrEnum):
    """Stages of an agreement; a proposal is not an agreement until the council approved it."""

    IDEA = "idea"
    PROPOSAL = "proposal"
    INTERNAL_REVIEW = "internal_review"
    LEGAL_REVIEW = "legal_review"
    CLEARANCE = "clearance"
    COUNCIL_APPROVAL = "council_approval"
    INITIALLED = "initialled"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    RENEWED = "renewed"
    AMENDED = "amended"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    ENDED = "ended"
    ARCHIVED = "archived"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class FollowUpState(StrEnum):
    """States of a promise; being late is computed, never stored."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WAIVED = "waived"


class ClearanceState(StrEnum):
    """Where the question to an authority stands."""

    NOT_SENT = "not_sent"
    AWAITED = "awaited"
    GRANTED = "granted"
    GRANTED_WITH_CONDITION = "granted_with_condition"
    REFUSED = "refused"
    EXPIRED = "expired"


class VisaState(StrEnum):
    """Where a member's visa stands."""

    NOT_NEEDED = "not_needed"
    REQUESTED = "requested"
    ISSUED = "issued"
    REFUSED = "refused"


class ProjectState(StrEnum):
    """States of a joint project."""

    IDEA = "idea"
    CONCEPT = "concept"
    APPRAISAL = "appraisal"
    FUNDED = "funded"
    RUNNING = "running"
    CLOSED = "closed"
    STOPPED = "stopped"


class LocalisationStage(StrEnum):
    """The path of a practice from a street abroad to a regulation of Tehran."""

    SEEN = "seen"
    STUDIED = "studied"
    ADAPTED = "adapted"
    DRAFT = "draft"
    COMMISSION = "commission"
    COUNCIL = "council"
    IN_FORCE = "in_force"
    EVALUATED = "evaluated"
    REJECTED = "rejected"


class PolicyStage(StrEnum):
    """The path of a policy to force."""

    DRAFT = "draft"
    COMMISSION = "commission"
    PLENARY = "plenary"
    GOVERNORS_REVIEW = "governors_review"
    IN_FORCE = "in_force"


class LetterState(StrEnum):
    """Whether a letter waits for an answer."""

    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"
    NO_ANSWER_NEEDED = "no_answer_needed"


class GiftState(StrEnum):
    """Where a gift is on its way."""

    RECORDED = "recorded"
    DELIVERED = "delivered"
    IN_KEEPING = "in_keeping"


SEALED: frozenset[str] = frozenset(
    (
        MeetingStage.MINUTES_APPROVED,
        MeetingStage.CLOSED,
        AgreementStage.SIGNED,
        AgreementStage.IN_FORCE,
        AgreementStage.UNDER_REVIEW,
        AgreementStage.RENEWED,
        AgreementStage.AMENDED,
        AgreementStage.REPLACED,
        AgreementStage.SUSPENDED,
        AgreementStage.EXPIRED,
        AgreementStage.ENDED,
        AgreementStage.ARCHIVED,
    )
)
"""Stages of approved minutes and of signed texts: what stands there leaves the office's view only with a recorded reason."""
