"""Lists that the office edits itself: never enums in code, always rows with a code, two labels and an order."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import Text, _, _c
from app.rules.vocabulary import Route
from app.schema.fields import Attribute, choice, file, integer, link, links, long_text, text, yes_no
from app.schema.fields import day as day_field
from app.schema.kinds import Group, RecordKind, Section, Sort
from app.schema.record import ListItem
from app.schema.values import FileRef


def _list_kind(model: type[ListItem], *, name: Text, plural: Text, icon: str, extra: tuple[Attribute, ...] = ()) -> RecordKind:
    """Declare an office list: the columns all lists have, then its own."""
    return RecordKind(
        model=model,
        name=name,
        plural=plural,
        icon=icon,
        group=Group.LISTS,
        title=model.label_fa,
        columns=(model.label_fa, model.label_en, *extra[:3], model.position),
        sort=Sort(model.position),
        filters=(model.retired,),
        form=(
            Section(_("List item"), (model.label_fa, model.label_en, model.code, model.position, model.retired)),
            *((Section(name, extra),) if extra else ()),
            Section(_("Notes"), (model.notes,)),
        ),
    )


class Domain(ListItem):
    """A field of work: transport, environment, culture and so on."""

    __tablename__ = "domain"


class Tier(ListItem):
    """How close a relation is; `dormant_months` without contact wake the dormancy alert."""

    __tablename__ = "tier"

    dormant_months: Mapped[int | None] = integer(_("Months without contact until dormant"))


class Rank(ListItem):
    """A protocol rank; `level` counts from 1 (highest), and a difference of more than one level asks for a reason."""

    __tablename__ = "rank"

    level: Mapped[int | None] = integer(_("Rank level (1 is highest)"), short=_c("column", "Level"))


class Seat(ListItem):
    """The kind of seat a post is; quorum counts people whose seat that day is flagged as council member."""

    __tablename__ = "seat"

    level: Mapped[int | None] = integer(_("Rank level (1 is highest)"), short=_c("column", "Level"))
    council_member: Mapped[bool] = yes_no(_("Counts for the council's quorum"), short=_c("column", "Quorum"))


class Tag(ListItem):
    """A free label of the office."""

    __tablename__ = "tag"


class Challenge(ListItem):
    """A world challenge that cities act on; the first list is the roadmap article's."""

    __tablename__ = "challenge"


class GiftKind(ListItem):
    """A kind of gift."""

    __tablename__ = "gift_kind"


class AgreementType(ListItem):
    """A type of agreement: sister city, memorandum, letter of intent and so on."""

    __tablename__ = "agreement_type"

    binding: Mapped[bool] = yes_no(_("Binding by default"))


class ClearanceStep(ListItem):
    """One permission on a route: who gives it, in what order, and how many calendar days it takes before departure."""

    __tablename__ = "clearance_step"

    route: Mapped[Route | None] = choice(_("Route"), Route)
    authority: Mapped[str | None] = text(_("Authority"), searchable=True)
    lead_days: Mapped[int | None] = integer(
        _("Lead time before departure (calendar days)"), short=_c("column", "Lead time (days)")
    )
    needs_letter: Mapped[bool] = yes_no(_("Needs a letter"))
    seats = links(_("Seats it applies to"), "seat")


class Officer(ListItem):
    """A member of the office: attribution of every change, owner of follow-ups."""

    __tablename__ = "officer"

    person: Mapped[UUID | None] = link(_("Person"), "person")
    initials: Mapped[str | None] = text(_("Initials"))
    job: Mapped[str | None] = text(_("Role in the office"))


class Country(ListItem):
    """A country: the office's wording of its name wins over the shipped one. The code is ISO 3166-1 alpha-2."""

    __tablename__ = "country"

    iso3: Mapped[str | None] = text(_("ISO code of three letters"), code=True)
    continent: Mapped[str | None] = text(_("Continent"))
    capital: Mapped[str | None] = text(_("Capital"), searchable=True)
    our_mission: Mapped[str | None] = long_text(_("Our mission there"))
    their_mission: Mapped[str | None] = long_text(_("Their mission here"))
    national_day: Mapped[str | None] = text(_("National day"))
    languages: Mapped[str | None] = text(_("Languages"))
    currency: Mapped[str | None] = text(_("Currency"))
    protocol_notes: Mapped[str | None] = long_text(_("Protocol notes"))
    customs: Mapped[str | None] = long_text(_("Customs"))
    sensitivities: Mapped[str | None] = long_text(_("Sensitivities"))
    emergency_numbers: Mapped[str | None] = text(_("Emergency numbers"), code=True)
    facts_source: Mapped[str | None] = text(_("Source of the facts"))
    facts_checked_on: Mapped[date | None] = day_field(_("Facts checked on"))
    flag: Mapped[FileRef | None] = file(_("Flag"))


DOMAINS = _list_kind(Domain, name=_("Domain"), plural=_("Domains"), icon="layers")
TIERS = _list_kind(Tier, name=_("Tier"), plural=_("Tiers"), icon="star", extra=(Tier.dormant_months,))
RANKS = _list_kind(Rank, name=_("Rank"), plural=_("Ranks"), icon="scale", extra=(Rank.level,))
SEATS = _list_kind(
    Seat, name=_("Kind of seat"), plural=_("Kinds of seat"), icon="landmark", extra=(Seat.level, Seat.council_member)
)
TAGS = _list_kind(Tag, name=_("Tag"), plural=_("Tags"), icon="bookmark")
CHALLENGES = _list_kind(Challenge, name=_("Challenge"), plural=_("Challenges"), icon="target")
GIFT_KINDS = _list_kind(GiftKind, name=_("Kind of gift"), plural=_("Kinds of gift"), icon="gift")
AGREEMENT_TYPES = _list_kind(
    AgreementType,
    name=_("Type of agreement"),
    plural=_("Types of agreement"),
    icon="file-check-2",
    extra=(AgreementType.binding,),
)
CLEARANCE_STEPS = _list_kind(
    ClearanceStep,
    name=_("Clearance step"),
    plural=_("Clearance steps"),
    icon="shield-check",
    extra=(
        ClearanceStep.route,
        ClearanceStep.authority,
        ClearanceStep.lead_days,
        ClearanceStep.needs_letter,
        ClearanceStep.seats,
    ),
)
OFFICERS = _list_kind(
    Officer, name=_("Officer"), plural=_("Officers"), icon="user-round", extra=(Officer.person, Officer.initials, Officer.job)
)
COUNTRIES = _list_kind(
    Country,
    name=_("Country"),
    plural=_("Countries"),
    icon="globe",
    extra=(
        Country.capital,
        Country.continent,
        Country.iso3,
        Country.our_mission,
        Country.their_mission,
        Country.national_day,
        Country.languages,
        Country.currency,
        Country.protocol_notes,
        Country.customs,
        Country.sensitivities,
        Country.emergency_numbers,
        Country.flag,
        Country.facts_source,
        Country.facts_checked_on,
    ),
)
LISTS = (
    COUNTRIES,
    OFFICERS,
    DOMAINS,
    TIERS,
    RANKS,
    SEATS,
    CLEARANCE_STEPS,
    AGREEMENT_TYPES,
    GIFT_KINDS,
    TAGS,
    CHALLENGES,
)
