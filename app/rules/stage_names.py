"""The words and colour families of stages and of the other closed choices, as pills, strips and papers show them."""

from enum import Enum

from app.core.i18n import Text, _c
from app.rules.labels import Confidentiality, confidentiality_name
from app.rules.stage_codes import (
    AgreementStage,
    ClearanceState,
    DelegationStage,
    Family,
    FollowUpState,
    GiftState,
    LetterState,
    LocalisationStage,
    MeetingStage,
    PolicyStage,
    ProjectState,
    VisaState,
)
from app.rules.vocabulary import PeriodCalendar, PeriodUnit, RenewalMode, Route, Side

_N, _I, _W, _A = Family.NEUTRAL, Family.INFO, Family.WORK, Family.WARN
_G, _B, _P = Family.GOOD, Family.BAD, Family.PAUSE

# One table for each enum: members of two enums may carry the same code, and the same code is the same key.
_FACES: dict[type[Enum], dict[str, tuple[Text, Family]]] = {
    DelegationStage: {
        DelegationStage.PROPOSED: (_c("delegation", "Proposed"), _N),
        DelegationStage.NECESSITY_STATED: (_c("delegation", "Necessity stated"), _I),
        DelegationStage.COUNCIL_DECISION: (_c("delegation", "Council decision"), _I),
        DelegationStage.REQUESTED: (_c("delegation", "Requested"), _N),
        DelegationStage.ASSESSED: (_c("delegation", "Assessed"), _I),
        DelegationStage.ACCEPTED: (_c("delegation", "Accepted"), _G),
        DelegationStage.DECLINED: (_c("delegation", "Declined"), _B),
        DelegationStage.PROGRAMME_AGREED: (_c("delegation", "Programme agreed"), _I),
        DelegationStage.CLEARANCES: (_c("delegation", "Awaiting clearances"), _A),
        DelegationStage.APPROVED: (_c("delegation", "Approved"), _G),
        DelegationStage.VISAS_AND_LOGISTICS: (_c("delegation", "Visas and logistics"), _I),
        DelegationStage.BOOK_ISSUED: (_c("delegation", "Book issued"), _I),
        DelegationStage.TRAVELLING: (_c("delegation", "Travelling"), _W),
        DelegationStage.RETURNED: (_c("delegation", "Returned"), _W),
        DelegationStage.HOSTED: (_c("delegation", "Hosted"), _W),
        DelegationStage.THANK_YOU: (_c("delegation", "Thank-you letter sent"), _W),
        DelegationStage.REPORT_DUE: (_c("delegation", "Report due"), _A),
        DelegationStage.REPORT_ACCEPTED: (_c("delegation", "Report accepted"), _G),
        DelegationStage.CLOSED: (_c("delegation", "Closed"), _N),
        DelegationStage.POSTPONED: (_c("delegation", "Postponed"), _P),
        DelegationStage.REFUSED: (_c("delegation", "Refused"), _B),
        DelegationStage.CANCELLED: (_c("delegation", "Cancelled"), _B),
    },
    MeetingStage: {
        MeetingStage.REQUESTED: (_c("meeting", "Requested"), _N),
        MeetingStage.CONFIRMED: (_c("meeting", "Confirmed"), _I),
        MeetingStage.PREPARED: (_c("meeting", "Prepared"), _I),
        MeetingStage.HELD: (_c("meeting", "Held"), _W),
        MeetingStage.MINUTES_DRAFT: (_c("meeting", "Minutes in draft"), _A),
        MeetingStage.MINUTES_APPROVED: (_c("meeting", "Minutes approved"), _G),
        MeetingStage.CLOSED: (_c("meeting", "Closed"), _N),
        MeetingStage.POSTPONED: (_c("meeting", "Postponed"), _P),
        MeetingStage.CANCELLED: (_c("meeting", "Cancelled"), _B),
        MeetingStage.REOPENED: (_c("meeting", "Reopened"), _A),
    },
    AgreementStage: {
        AgreementStage.IDEA: (_c("agreement", "Idea"), _N),
        AgreementStage.PROPOSAL: (_c("agreement", "Proposal"), _N),
        AgreementStage.INTERNAL_REVIEW: (_c("agreement", "Internal review"), _I),
        AgreementStage.LEGAL_REVIEW: (_c("agreement", "Legal review"), _A),
        AgreementStage.CLEARANCE: (_c("agreement", "Clearance"), _A),
        AgreementStage.COUNCIL_APPROVAL: (_c("agreement", "Council approval"), _I),
        AgreementStage.INITIALLED: (_c("agreement", "Initialled"), _I),
        AgreementStage.SIGNED: (_c("agreement", "Signed"), _W),
        AgreementStage.IN_FORCE: (_c("agreement", "In force"), _G),
        AgreementStage.UNDER_REVIEW: (_c("agreement", "Under review"), _I),
        AgreementStage.RENEWED: (_c("agreement", "Renewed"), _G),
        AgreementStage.AMENDED: (_c("agreement", "Amended"), _G),
        AgreementStage.REPLACED: (_c("agreement", "Replaced"), _N),
        AgreementStage.SUSPENDED: (_c("agreement", "Suspended"), _P),
        AgreementStage.EXPIRED: (_c("agreement", "Expired"), _B),
        AgreementStage.ENDED: (_c("agreement", "Ended"), _N),
        AgreementStage.ARCHIVED: (_c("agreement", "Archived"), _N),
        AgreementStage.REFUSED: (_c("agreement", "Refused"), _B),
        AgreementStage.WITHDRAWN: (_c("agreement", "Withdrawn"), _N),
    },
    FollowUpState: {
        FollowUpState.OPEN: (_c("follow-up", "Open"), _N),
        FollowUpState.IN_PROGRESS: (_c("follow-up", "In progress"), _I),
        FollowUpState.DONE: (_c("follow-up", "Done"), _G),
        FollowUpState.WAIVED: (_c("follow-up", "Waived"), _N),
    },
    ClearanceState: {
        ClearanceState.NOT_SENT: (_c("clearance", "Not sent"), _N),
        ClearanceState.AWAITED: (_c("clearance", "Awaiting answer"), _A),
        ClearanceState.GRANTED: (_c("clearance", "Granted"), _G),
        ClearanceState.GRANTED_WITH_CONDITION: (_c("clearance", "Granted with a condition"), _G),
        ClearanceState.REFUSED: (_c("clearance", "Refused"), _B),
        ClearanceState.EXPIRED: (_c("clearance", "Expired"), _B),
    },
    VisaState: {
        VisaState.NOT_NEEDED: (_c("visa", "Not needed"), _N),
        VisaState.REQUESTED: (_c("visa", "Requested"), _A),
        VisaState.ISSUED: (_c("visa", "Issued"), _G),
        VisaState.REFUSED: (_c("visa", "Refused"), _B),
    },
    LetterState: {
        LetterState.AWAITING_ANSWER: (_c("letter", "Awaiting answer"), _A),
        LetterState.ANSWERED: (_c("letter", "Answered"), _G),
        LetterState.NO_ANSWER_NEEDED: (_c("letter", "No answer needed"), _N),
    },
    GiftState: {
        GiftState.RECORDED: (_c("gift", "Recorded"), _N),
        GiftState.DELIVERED: (_c("gift", "Delivered"), _G),
        GiftState.IN_KEEPING: (_c("gift", "In keeping"), _I),
    },
    ProjectState: {
        ProjectState.IDEA: (_c("project", "Idea"), _N),
        ProjectState.CONCEPT: (_c("project", "Concept"), _I),
        ProjectState.APPRAISAL: (_c("project", "Appraisal"), _I),
        ProjectState.FUNDED: (_c("project", "Funded"), _G),
        ProjectState.RUNNING: (_c("project", "Running"), _W),
        ProjectState.CLOSED: (_c("project", "Closed"), _N),
        ProjectState.STOPPED: (_c("project", "Stopped"), _B),
    },
    LocalisationStage: {
        LocalisationStage.SEEN: (_c("practice", "Seen"), _N),
        LocalisationStage.STUDIED: (_c("practice", "Studied"), _I),
        LocalisationStage.ADAPTED: (_c("practice", "Adapted"), _I),
        LocalisationStage.DRAFT: (_c("practice", "Draft"), _W),
        LocalisationStage.COMMISSION: (_c("practice", "Commission"), _A),
        LocalisationStage.COUNCIL: (_c("practice", "Council plenary"), _A),
        LocalisationStage.IN_FORCE: (_c("practice", "In force"), _G),
        LocalisationStage.EVALUATED: (_c("practice", "Evaluated"), _G),
        LocalisationStage.REJECTED: (_c("practice", "Rejected"), _B),
    },
    PolicyStage: {
        PolicyStage.DRAFT: (_c("policy", "Draft"), _N),
        PolicyStage.COMMISSION: (_c("policy", "Commission"), _I),
        PolicyStage.PLENARY: (_c("policy", "Council plenary"), _A),
        PolicyStage.GOVERNORS_REVIEW: (_c("policy", "Governor's review"), _A),
        PolicyStage.IN_FORCE: (_c("policy", "In force"), _G),
    },
}

# Choices without a pill.
_CHOICES: dict[type[Enum], dict[str, Text]] = {
    Confidentiality: {label: confidentiality_name(label) for label in Confidentiality},
    RenewalMode: {
        RenewalMode.FIXED: _c("renewal", "No renewal"),
        RenewalMode.BY_AGREEMENT: _c("renewal", "By agreement"),
        RenewalMode.TACIT: _c("renewal", "Tacit"),
        RenewalMode.OPEN_ENDED: _c("renewal", "Open-ended"),
    },
    PeriodUnit: {
        PeriodUnit.DAYS: _c("period", "Days"),
        PeriodUnit.MONTHS: _c("period", "Months"),
        PeriodUnit.YEARS: _c("period", "Years"),
    },
    PeriodCalendar: {
        PeriodCalendar.GREGORIAN: _c("calendar of periods", "Gregorian"),
        PeriodCalendar.JALALI: _c("calendar of periods", "Solar Hijri"),
    },
    Side: {Side.OURS: _c("side", "Ours"), Side.THEIRS: _c("side", "Theirs")},
    Route: {
        Route.COUNCIL_MEMBER: _c("clearance route", "Council member"),
        Route.MUNICIPAL_EMPLOYEE: _c("clearance route", "Municipal employee"),
    },
}

# The strip has room for a noun only.
_STRIP_NAMES: dict[type[Enum], dict[str, Text]] = {
    MeetingStage: {
        MeetingStage.REQUESTED: _c("meeting strip", "Request"),
        MeetingStage.CONFIRMED: _c("meeting strip", "Confirmation"),
        MeetingStage.PREPARED: _c("meeting strip", "Preparation"),
        MeetingStage.HELD: _c("meeting strip", "Meeting"),
    },
}


def label_of(member: Enum) -> Text:
    """Name a stage, state or other closed choice of the rules; raises KeyError for any other enum."""
    kind = type(member)
    return _CHOICES[kind][member.value] if kind in _CHOICES else _FACES[kind][member.value][0]


def family_of(member: Enum) -> Family:
    """Give the colour family of a stage's pill; what is not a stage is neutral."""
    faces = _FACES.get(type(member))
    return faces[member.value][1] if faces else Family.NEUTRAL


def strip_label_of(member: Enum) -> Text:
    """Name a stage on the stage strip, where a few have a shorter noun."""
    short = _STRIP_NAMES.get(type(member), {})
    return short[member.value] if member.value in short else label_of(member)
