"""The programme of a trip, item by item in the order of time, and what was prepared, given and arranged for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.i18n import Text
from app.core.moments import Moment
from app.core.money import Money
from app.records.delegation import Delegation, PurposeMet
from app.records.delegation_rows import (
    BudgetLine,
    Clearance,
    ContactRole,
    CostKind,
    DelegationContact,
    DelegationText,
    Gift,
    ItineraryItem,
    TextKind,
    sensitive_label,
)
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality, effective
from app.rules.stages import ClearanceState
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_person import GiftFact, gifts_where
from app.services.paper_source import label_of, number, row_label, said
from app.services.trip import Trip, trip_meetings


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the programme; without `starts_at` its time is not agreed yet."""

    subject: str
    starts_at: Moment | None
    ends_at: Moment | None
    place: str
    contact: str = ""
    transport: str = ""
    escort: str = ""
    interpreter: str = ""
    dress: str = ""
    speaker: str = ""
    notes: str = ""
    cleared: bool = False
    meeting: UUID | None = None
    key: UUID | None = None


def programme(trip: Trip) -> tuple[Item, ...]:
    """Tell the programme in order of time, meetings of the trip that no item names among it; what has no time comes last."""
    found = [_item(trip, row) for row in trip.source.rows(trip.draft, "itinerary")]
    named = {item.meeting for item in found}
    found += [_meeting(draft) for draft in _meetings(trip) if draft.id not in named]
    timed = sorted((item for item in found if item.starts_at), key=lambda item: item.starts_at.encode() if item.starts_at else "")
    return (*timed, *(item for item in found if not item.starts_at))


def _item(trip: Trip, row: Draft) -> Item:
    return Item(
        said(row, ItineraryItem.subject),
        row[ItineraryItem.starts_at],
        row[ItineraryItem.ends_at],
        said(row, ItineraryItem.place),
        said(row, ItineraryItem.contact_name),
        said(row, ItineraryItem.transport),
        said(row, ItineraryItem.escort),
        said(row, ItineraryItem.interpreter),
        said(row, ItineraryItem.dress),
        said(row, ItineraryItem.speaker),
        said(row, ItineraryItem.notes),
        bool(row[ItineraryItem.cleared]),
        row[ItineraryItem.meeting] if trip.source.book.name(row[ItineraryItem.meeting]) else None,
        key=row.id,
    )


def _meetings(trip: Trip) -> Iterator[Draft]:
    yield from trip.source.drafts(Meeting, trip_meetings(trip))


def _meeting(draft: Draft) -> Item:
    starts_at = draft[Meeting.starts_at]
    return Item(said(draft, Meeting.subject), starts_at, None, said(draft, Meeting.place), meeting=draft.id, key=draft.id)


@dataclass(frozen=True, slots=True)
class TripText:
    """A text prepared for a trip, with its own label."""

    kind: TextKind
    subject: str
    language: str
    speaker: Named | None
    occasion: str
    body: str
    label: Confidentiality


def texts(trip: Trip, *kinds: TextKind) -> tuple[TripText, ...]:
    """Tell the texts of some kinds as far as they pass; a sensitive point is confidential at least."""
    found = []
    for row in trip.draft.living("texts"):
        kind = row[DelegationText.kind] or TextKind.SPEECH
        label = effective(label_of(trip.draft), row_label(row))
        if kind is TextKind.SENSITIVE_POINT:
            label = effective(label, sensitive_label())
        if kind in kinds and trip.source.book.lets(row.id, label):
            found.append(_text(trip, row, label))
    return tuple(sorted(found, key=lambda text: kinds.index(text.kind)))


def _text(trip: Trip, row: Draft, label: Confidentiality) -> TripText:
    return TripText(
        row[DelegationText.kind] or TextKind.SPEECH,
        said(row, DelegationText.subject),
        said(row, DelegationText.language),
        trip.source.book.name(row[DelegationText.speaker]),
        said(row, DelegationText.occasion),
        said(row, DelegationText.body),
        label,
    )


def trip_gifts(trip: Trip) -> tuple[GiftFact, ...]:
    """Tell the gifts of a trip."""
    return tuple(gifts_where(trip.source, Gift.owner == trip.id))


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call during a trip."""

    role: Text
    name: str
    phones: str
    address: str
    notes: str


def contacts(trip: Trip) -> tuple[Contact, ...]:
    """Tell whom to call, as entered."""
    return tuple(
        Contact(
            choice_label(row[DelegationContact.role] or ContactRole.OTHER),
            said(row, DelegationContact.name),
            said(row, DelegationContact.phones),
            said(row, DelegationContact.address),
            said(row, DelegationContact.notes),
        )
        for row in trip.source.rows(trip.draft, "contacts")
    )


@dataclass(frozen=True, slots=True)
class Permission:
    """A clearance asked for a trip and where it stands."""

    step: Named | None
    state: Text
    is_granted: bool
    letter_out: str
    letter_in: str
    answered_on: date | None
    valid_to: date | None
    condition: str


def permissions(trip: Trip) -> tuple[Permission, ...]:
    """Tell the clearances of a trip, as entered."""
    rows = list(trip.source.rows(trip.draft, "clearances"))
    return tuple(_permission(trip, row, row[Clearance.state] or ClearanceState.NOT_SENT) for row in rows)


def _permission(trip: Trip, row: Draft, state: ClearanceState) -> Permission:
    return Permission(
        trip.source.book.name(row[Clearance.step]),
        choice_label(state),
        state in (ClearanceState.GRANTED, ClearanceState.GRANTED_WITH_CONDITION),
        said(row, Clearance.letter_out),
        said(row, Clearance.letter_in),
        row[Clearance.answered_on],
        row[Clearance.valid_to],
        said(row, Clearance.condition),
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of the budget, planned and spent; `rial_rate` in rials per unit, 0 where not said."""

    cost: Text
    subject: str
    planned: Money | None
    actual: Money | None
    rial_rate: int
    funder: str


def costs(trip: Trip) -> tuple[Cost, ...]:
    """Tell what a trip costs, as entered."""
    return tuple(
        Cost(
            choice_label(row[BudgetLine.cost] or CostKind.OTHER),
            said(row, BudgetLine.subject),
            row[BudgetLine.planned],
            row[BudgetLine.actual],
            number(row, BudgetLine.rial_rate),
            said(row, BudgetLine.funder),
        )
        for row in trip.source.rows(trip.draft, "budget")
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported of a trip, and where the report stands."""

    summary: str
    purpose_met: PurposeMet | None
    people_met: str
    benefit_to_us: str
    benefit_to_them: str
    learnt: str
    proposals: str
    costs: str
    due_on: date | None
    received_on: date | None
    accepted_by: Named | None
    accepted_on: date | None
    waiver: str


def report(trip: Trip) -> Report:
    """Gather the report of a trip."""
    draft = trip.draft
    return Report(
        summary=trip.said(Delegation.report_summary),
        purpose_met=draft[Delegation.purpose_met],
        people_met=trip.said(Delegation.people_met),
        benefit_to_us=trip.said(Delegation.benefit_to_us),
        benefit_to_them=trip.said(Delegation.benefit_to_them),
        learnt=trip.said(Delegation.learnt),
        proposals=trip.said(Delegation.proposals),
        costs=trip.said(Delegation.costs),
        due_on=draft[Delegation.report_due_on],
        received_on=draft[Delegation.report_received_on],
        accepted_by=trip.source.book.name(draft[Delegation.report_accepted_by]),
        accepted_on=draft[Delegation.report_accepted_on],
        waiver=trip.said(Delegation.report_waiver),
    )
