"""Counterpart: whoever Tehran deals with, and Tehran's own bodies (`side` = ours)."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _, _c
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.records.common import record_section
from app.rules.vocabulary import Side
from app.schema.choices import Labelled
from app.schema.draft import Draft
from app.schema.fields import amount, choice, contact, day, integer, link, links, long_text, office_list, place, text
from app.schema.kinds import Group, Panel, RecordKind, Section, Sort
from app.schema.record import Child, Record, owner_link
from app.schema.values import Place


class CounterpartKind(Labelled):
    """What sort of body a counterpart is."""

    CITY = "city", _("City")
    CITY_NETWORK = "city_network", _("City network")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    DEVELOPMENT_BANK = "development_bank", _("Development bank")
    NGO = "ngo", _("NGO")
    STATE = "state", _c("counterpart", "State")
    MISSION = "mission", _("Embassy or consulate")
    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    COUNCIL = "council", _("Council or commission")
    MUNICIPAL_BODY = "municipal_body", _("Municipal body")


class DiplomaticRelations(Labelled):
    """The state of relations between the two countries."""

    FULL = "full", _("Full relations")
    CHARGE = "charge", _("Chargé d'affaires")
    INTERESTS = "interests", _("Interests section")
    NONE = "none", _("No relations")


class CityFact(Child):
    """One figure about a city, with its source and its day."""

    __tablename__ = "city_fact"
    owner_key = "counterpart"

    owner: Mapped[UUID] = owner_link("counterpart")
    subject: Mapped[str] = text(_("Fact"), searchable=True)
    amount_text: Mapped[str] = text(_("Value"), searchable=True)
    source: Mapped[str | None] = text(_("Source"), wanted=True)
    as_of: Mapped[PartialDate | None] = day(_("As of"), partial=True, wanted=True)


CITY_FACTS = RecordKind(
    model=CityFact,
    name=_("City fact"),
    plural=_("City facts"),
    icon="info",
    group=Group.HIDDEN,
    title=CityFact.subject,
    columns=(CityFact.subject, CityFact.amount_text, CityFact.source, CityFact.as_of),
    sort=Sort(CityFact.rank),
    form=(Section(_("City fact"), (CityFact.subject, CityFact.amount_text, CityFact.source, CityFact.as_of, CityFact.notes)),),
    owner="counterpart",
    panel="facts",
)


class Counterpart(Record):
    """A body that Tehran deals with, or one of Tehran's own bodies."""

    __tablename__ = "counterpart"

    kind: Mapped[CounterpartKind] = choice(_("Kind"), CounterpartKind, index=True)
    side: Mapped[Side] = choice(_("Side"), Side, default=lambda: Side.THEIRS, index=True)
    name_fa: Mapped[str] = text(_("Persian name"), searchable=True)
    name_en: Mapped[str | None] = text(_("English name"), searchable=True, latin=True, english=True, wanted=True)
    name_native: Mapped[str | None] = text(_("Native name"), searchable=True)
    other_spellings: Mapped[str | None] = text(_("Other spellings"), searchable=True)
    acronym: Mapped[str | None] = text(_("Acronym"), searchable=True, code=True)
    country: Mapped[UUID | None] = office_list(_("Country"), "country", wanted=True)
    parent: Mapped[UUID | None] = link(_("Parent body"), "counterpart", panel="parts")
    region: Mapped[str | None] = text(_("World region"))
    time_zone: Mapped[str | None] = text(_("Time zone"), code=True, zone=True, wanted=True)
    position: Mapped[Place | None] = place(_("Geographic position"))
    population: Mapped[int | None] = integer(_("Population"))
    population_source: Mapped[str | None] = text(_("Source of the population"))
    population_as_of: Mapped[PartialDate | None] = day(_("Population as of"), partial=True)
    website: Mapped[str | None] = contact(_("Website"))
    relations: Mapped[DiplomaticRelations | None] = choice(_("Diplomatic relations"), DiplomaticRelations)
    their_mission: Mapped[str | None] = text(_("Their embassy in Tehran"))
    our_mission: Mapped[str | None] = text(_("Our embassy there"))
    tier: Mapped[UUID | None] = office_list(_("Tier"), "tier", wanted=True)
    officer: Mapped[UUID | None] = office_list(_("Owner officer"), "officer", wanted=True)
    domains = links(_("Domains"), "domain")
    our_aims: Mapped[str | None] = long_text(_("Our aims with them"), searchable=True, wanted=True)
    sensitivities: Mapped[str | None] = long_text(_("Sensitivities"), searchable=True)
    languages: Mapped[str | None] = text(_("Languages"))
    founded: Mapped[PartialDate | None] = day(_("Founded"), partial=True)
    seat_city: Mapped[str | None] = text(_("Seat"), searchable=True)
    themes: Mapped[str | None] = text(_("Themes"), searchable=True)
    our_role: Mapped[str | None] = text(_("Tehran's role"), searchable=True)
    dues: Mapped[Money | None] = amount(_("Membership dues"))
    dues_basis: Mapped[str | None] = text(_("Basis of the dues"))
    loan: Mapped[str | None] = text(_("Loan facility"))
    loan_amount: Mapped[Money | None] = amount(_("Loan amount"))
    loan_interest: Mapped[str | None] = text(_("Loan interest"))
    source: Mapped[str | None] = long_text(_("Source"))


def _is_city(draft: Draft) -> bool:
    return draft[Counterpart.kind] is CounterpartKind.CITY


def _is_bank(draft: Draft) -> bool:
    return draft[Counterpart.kind] is CounterpartKind.DEVELOPMENT_BANK


def _is_network(draft: Draft) -> bool:
    return draft[Counterpart.kind] in (CounterpartKind.CITY_NETWORK, CounterpartKind.INTERNATIONAL_ORGANISATION)


def _is_foreign(draft: Draft) -> bool:
    return draft[Counterpart.side] is not Side.OURS


COUNTERPARTS = RecordKind(
    model=Counterpart,
    name=_("Counterpart"),
    plural=_("Counterparts"),
    icon="globe",
    group=Group.RELATIONS,
    title=Counterpart.name_fa,
    columns=(
        Counterpart.name_fa,
        Counterpart.name_en,
        Counterpart.kind,
        Counterpart.country,
        Counterpart.tier,
        Counterpart.officer,
    ),
    sort=Sort(Counterpart.name_fa),
    filters=(Counterpart.kind, Counterpart.country, Counterpart.tier, Counterpart.officer, Counterpart.side, Counterpart.domains),
    facts=(Counterpart.name_en, Counterpart.country, Counterpart.time_zone),
    form=(
        Section(
            _("Names"),
            (
                Counterpart.name_fa,
                Counterpart.name_en,
                Counterpart.name_native,
                Counterpart.acronym,
                Counterpart.other_spellings,
                Counterpart.kind,
                Counterpart.side,
            ),
        ),
        Section(
            _("Relation"),
            (Counterpart.tier, Counterpart.officer, Counterpart.domains, Counterpart.our_aims, Counterpart.sensitivities),
        ),
        Section(
            _("Place"),
            (
                Counterpart.country,
                Counterpart.region,
                Counterpart.time_zone,
                Counterpart.position,
                Counterpart.parent,
                Counterpart.languages,
                Counterpart.website,
                Counterpart.founded,
                Counterpart.source,
            ),
        ),
        Section(
            _("Diplomatic relations"), (Counterpart.relations, Counterpart.their_mission, Counterpart.our_mission), _is_foreign
        ),
        Section(
            _("City facts"),
            (Counterpart.population, Counterpart.population_as_of, Counterpart.population_source, Panel("facts")),
            _is_city,
        ),
        Section(
            _("Network"),
            (Counterpart.seat_city, Counterpart.themes, Counterpart.our_role, Counterpart.dues, Counterpart.dues_basis),
            _is_network,
        ),
        Section(_("Facilities"), (Counterpart.loan, Counterpart.loan_amount, Counterpart.loan_interest), _is_bank),
        Section(_("Promise ledger"), (Panel("promises"),), _is_foreign),
        Section(_("People"), (Panel("posts"),)),
        record_section(Counterpart),
    ),
)
