"""Rows of a delegation: members, programme, clearances, gifts, budget, texts and contacts."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _, _c
from app.core.moments import Moment
from app.core.money import Money
from app.rules.labels import Confidentiality
from app.rules.stages import ClearanceState, GiftState, VisaState
from app.rules.transitions import Track
from app.schema.choices import Labelled
from app.schema.fields import amount, choice, contact, day, integer, link, long_text, moment, office_list, text, yes_no
from app.schema.kinds import Group, RecordKind, Section, Sort, Stage
from app.schema.record import Child, owner_link


class MemberRole(Labelled):
    """What a member of a delegation is there for."""

    HEAD = "head", _("Head of delegation")
    MEMBER = "member", _("Delegation member")
    EXPERT = "expert", _("Expert")
    INTERPRETER = "interpreter", _("Interpreter")
    PRESS = "press", _("Press")
    SECURITY = "security", _("Security")


class Member(Child):
    """One traveller, with the post held then."""

    __tablename__ = "member"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    person: Mapped[UUID] = link(_("Person"), "person", panel="travels")
    post: Mapped[UUID | None] = link(_("Post then"), "post", wanted=True)
    role: Mapped[MemberRole] = choice(_("Role"), MemberRole, default=lambda: MemberRole.MEMBER)
    precedence: Mapped[int | None] = integer(_("Precedence"))
    passport_number: Mapped[str | None] = text(_("Passport number"), code=True)
    passport_expires_on: Mapped[date | None] = day(_("Passport valid to"), wanted=True)
    visa: Mapped[VisaState | None] = choice(_("Visa"), VisaState, wanted=True)
    insurance: Mapped[str | None] = text(_("Insurance"), wanted=True)


MEMBERS = RecordKind(
    model=Member,
    name=_("Delegation member"),
    plural=_("Members"),
    icon="users",
    group=Group.HIDDEN,
    title=Member.person,
    columns=(Member.person, Member.post, Member.role, Member.passport_expires_on, Member.visa, Member.insurance),
    sort=Sort(Member.rank),
    stage=Stage(Member.visa, lambda _draft: Track.VISA),
    form=(
        Section(
            _("Delegation member"),
            (
                Member.person,
                Member.post,
                Member.role,
                Member.precedence,
                Member.passport_number,
                Member.passport_expires_on,
                Member.visa,
                Member.insurance,
                Member.notes,
                Member.label,
            ),
        ),
    ),
    owner="delegation",
    panel="members",
)


class ItineraryItem(Child):
    """One line of the programme."""

    __tablename__ = "itinerary_item"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    subject: Mapped[str] = text(_("Programme item"), searchable=True)
    starts_at: Mapped[Moment | None] = moment(_("Start"), wanted=True)
    ends_at: Mapped[Moment | None] = moment(_("End"))
    place: Mapped[str | None] = text(_("Venue"), searchable=True, wanted=True)
    contact_name: Mapped[str | None] = text(_("Contact person"), searchable=True)
    transport: Mapped[str | None] = text(_("Transport"))
    escort: Mapped[str | None] = text(_("Escort"))
    interpreter: Mapped[str | None] = text(_("Interpreter"))
    dress: Mapped[str | None] = text(_("Dress"))
    speaker: Mapped[str | None] = text(_("Speaker"))
    meeting: Mapped[UUID | None] = link(_("Meeting"), "meeting")
    cleared: Mapped[bool] = yes_no(_("Cleared to be shown"))


ITINERARY_ITEMS = RecordKind(
    model=ItineraryItem,
    name=_("Itinerary item"),
    plural=_("Programme"),
    icon="calendar-range",
    group=Group.HIDDEN,
    title=ItineraryItem.subject,
    columns=(ItineraryItem.subject, ItineraryItem.starts_at, ItineraryItem.ends_at, ItineraryItem.place, ItineraryItem.meeting),
    sort=Sort(ItineraryItem.starts_at),
    form=(
        Section(
            _("Itinerary item"),
            (
                ItineraryItem.subject,
                ItineraryItem.starts_at,
                ItineraryItem.ends_at,
                ItineraryItem.place,
                ItineraryItem.meeting,
                ItineraryItem.contact_name,
                ItineraryItem.transport,
                ItineraryItem.escort,
                ItineraryItem.interpreter,
                ItineraryItem.dress,
                ItineraryItem.speaker,
                ItineraryItem.cleared,
                ItineraryItem.notes,
                ItineraryItem.label,
            ),
        ),
    ),
    owner="delegation",
    panel="itinerary",
)


class Clearance(Child):
    """One permission asked for a trip; its deadline is counted back from departure."""

    __tablename__ = "clearance"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    step: Mapped[UUID] = office_list(_("Clearance step"), "clearance_step")
    state: Mapped[ClearanceState] = choice(_("State"), ClearanceState, default=lambda: ClearanceState.NOT_SENT)
    letter_out: Mapped[str | None] = text(_("Letter of enquiry (number)"), code=True, searchable=True)
    sent_on: Mapped[date | None] = day(_("Sent on"))
    letter_in: Mapped[str | None] = text(_("Answer (number)"), code=True, searchable=True)
    answered_on: Mapped[date | None] = day(_("Answered on"))
    condition: Mapped[str | None] = long_text(_("Condition"), searchable=True)
    valid_to: Mapped[date | None] = day(_("Valid to"))


CLEARANCES = RecordKind(
    model=Clearance,
    name=_("Clearance"),
    plural=_("Clearances"),
    icon="shield-check",
    group=Group.HIDDEN,
    title=Clearance.step,
    columns=(Clearance.step, Clearance.state, Clearance.sent_on, Clearance.answered_on, Clearance.valid_to),
    sort=Sort(Clearance.rank),
    stage=Stage(Clearance.state, lambda _draft: Track.CLEARANCE),
    form=(
        Section(
            _("Clearance"),
            (
                Clearance.step,
                Clearance.state,
                Clearance.letter_out,
                Clearance.sent_on,
                Clearance.letter_in,
                Clearance.answered_on,
                Clearance.condition,
                Clearance.valid_to,
                Clearance.notes,
            ),
        ),
    ),
    owner="delegation",
    panel="clearances",
)


class GiftDirection(Labelled):
    """Which way a gift went."""

    GIVEN = "given", _("Given")
    RECEIVED = "received", _("Received")


class Gift(Child):
    """A gift given or received."""

    __tablename__ = "gift"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    item: Mapped[str] = text(_("Gift"), searchable=True)
    direction: Mapped[GiftDirection] = choice(_("Direction"), GiftDirection, default=lambda: GiftDirection.GIVEN)
    kind: Mapped[UUID | None] = office_list(_("Kind of gift"), "gift_kind")
    giver: Mapped[UUID | None] = link(_("Giver"), "person")
    receiver: Mapped[UUID | None] = link(_("Receiver"), "person")
    value: Mapped[Money | None] = amount(_("Worth"))
    state: Mapped[GiftState] = choice(_("State"), GiftState, default=lambda: GiftState.RECORDED)
    kept_at: Mapped[str | None] = text(_("Where it is now"))


GIFTS = RecordKind(
    model=Gift,
    name=_("Gift"),
    plural=_("Gifts"),
    icon="gift",
    group=Group.HIDDEN,
    title=Gift.item,
    columns=(Gift.item, Gift.direction, Gift.kind, Gift.receiver, Gift.value, Gift.kept_at),
    sort=Sort(Gift.rank),
    stage=Stage(Gift.state, lambda _draft: Track.GIFT),
    form=(
        Section(
            _("Gift"),
            (Gift.item, Gift.direction, Gift.kind, Gift.giver, Gift.receiver, Gift.value, Gift.state, Gift.kept_at, Gift.notes),
        ),
    ),
    owner="delegation",
    panel="gifts",
)


class CostKind(Labelled):
    """What money is spent on."""

    TICKET = "ticket", _("Ticket")
    HOTEL = "hotel", _("Hotel")
    PER_DIEM = "per_diem", _("Per diem")
    GIFTS = "gifts", _("Gifts")
    OTHER = "other", _("Other")


class BudgetLine(Child):
    """One line of the budget: planned and spent, with the rate to the rial used."""

    __tablename__ = "budget_line"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    cost: Mapped[CostKind] = choice(_("Cost"), CostKind, default=lambda: CostKind.OTHER)
    subject: Mapped[str | None] = text(_("Description"), searchable=True)
    planned: Mapped[Money | None] = amount(_("Planned"), wanted=True)
    actual: Mapped[Money | None] = amount(_("Spent"))
    rial_rate: Mapped[int | None] = integer(_("Rate (rials per unit)"))
    funder: Mapped[str | None] = text(_("Funder"))


BUDGET_LINES = RecordKind(
    model=BudgetLine,
    name=_("Budget line"),
    plural=_("Budget"),
    icon="banknote",
    group=Group.HIDDEN,
    title=BudgetLine.cost,
    columns=(BudgetLine.cost, BudgetLine.subject, BudgetLine.planned, BudgetLine.actual, BudgetLine.funder),
    sort=Sort(BudgetLine.rank),
    form=(
        Section(
            _("Budget line"),
            (
                BudgetLine.cost,
                BudgetLine.subject,
                BudgetLine.planned,
                BudgetLine.actual,
                BudgetLine.rial_rate,
                BudgetLine.funder,
                BudgetLine.notes,
            ),
        ),
    ),
    owner="delegation",
    panel="budget",
)


class TextKind(Labelled):
    """What a text of a trip is for."""

    SPEECH = "speech", _("Speech")
    TOAST = "toast", _("Toast")
    PRESS_LINE = "press_line", _("Press line")
    PROTOCOL_NOTE = "protocol_note", _("Protocol note")
    SENSITIVE_POINT = "sensitive_point", _("Sensitive point")
    MESSAGE = "message", _("Message")
    LOGISTICS_NOTE = "logistics_note", _("Logistics note")


class DelegationText(Child):
    """A text prepared for a trip."""

    __tablename__ = "delegation_text"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    kind: Mapped[TextKind] = choice(_("Kind of text"), TextKind, default=lambda: TextKind.SPEECH)
    subject: Mapped[str] = text(_("Subject of the text"), searchable=True)
    language: Mapped[str | None] = text(_("Language"))
    speaker: Mapped[UUID | None] = link(_("Speaker"), "person")
    occasion: Mapped[str | None] = text(_("Occasion"))
    body: Mapped[str | None] = long_text(_("Text"), searchable=True, wanted=True)


def sensitive_label() -> Confidentiality:
    """Sensitive points and preparation start as confidential (architecture.md section 4a)."""
    return Confidentiality.CONFIDENTIAL


DELEGATION_TEXTS = RecordKind(
    model=DelegationText,
    name=_("Text of a trip"),
    plural=_("Speeches and texts"),
    icon="message-square-quote",
    group=Group.HIDDEN,
    title=DelegationText.subject,
    columns=(DelegationText.subject, DelegationText.kind, DelegationText.speaker, DelegationText.language),
    sort=Sort(DelegationText.rank),
    form=(
        Section(
            _("Text of a trip"),
            (
                DelegationText.kind,
                DelegationText.subject,
                DelegationText.language,
                DelegationText.speaker,
                DelegationText.occasion,
                DelegationText.body,
                DelegationText.label,
            ),
        ),
    ),
    owner="delegation",
    panel="texts",
)


class ContactRole(Labelled):
    """Whom a trip may have to call."""

    EMBASSY = "embassy", _("Embassy")
    HOST = "host", _("Host")
    DRIVER = "driver", _("Driver")
    HOSPITAL = "hospital", _("Hospital")
    HOTEL = "hotel", _c("contact", "Hotel")
    OTHER = "other", _c("contact", "Other")


class DelegationContact(Child):
    """Somebody to call during a trip."""

    __tablename__ = "delegation_contact"
    owner_key = "delegation"

    owner: Mapped[UUID] = owner_link("delegation")
    role: Mapped[ContactRole] = choice(_("Role"), ContactRole, default=lambda: ContactRole.OTHER)
    name: Mapped[str] = text(_("Name"), searchable=True)
    phones: Mapped[str | None] = contact(_("Telephones"), wanted=True)
    address: Mapped[str | None] = text(_("Address"), searchable=True)


DELEGATION_CONTACTS = RecordKind(
    model=DelegationContact,
    name=_("Contact of a trip"),
    plural=_("Contacts"),
    icon="id-card",
    group=Group.HIDDEN,
    title=DelegationContact.name,
    columns=(DelegationContact.name, DelegationContact.role, DelegationContact.phones, DelegationContact.address),
    sort=Sort(DelegationContact.rank),
    form=(
        Section(
            _("Contact of a trip"),
            (
                DelegationContact.role,
                DelegationContact.name,
                DelegationContact.phones,
                DelegationContact.address,
                DelegationContact.notes,
            ),
        ),
    ),
    owner="delegation",
    panel="contacts",
)
ROWS = (MEMBERS, ITINERARY_ITEMS, CLEARANCES, GIFTS, BUDGET_LINES, DELEGATION_TEXTS, DELEGATION_CONTACTS)
