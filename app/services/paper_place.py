"""What a country page and a city page say: dated facts with their sources, relations, protocol, and the people we know there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.core.i18n import Text
from app.core.partial_dates import PartialDate
from app.records.counterpart import CityFact, Counterpart, CounterpartKind
from app.records.lists import Country
from app.records.person import Post
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_person import is_held
from app.services.paper_source import Source, number, said
from app.store.tables import living

_PEOPLE: Final = 40


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """A country as the office words it; `checked_on` is the day its facts were last compared with `facts_source`."""

    country: UUID
    name: Named
    capital: str
    continent: str
    languages: str
    currency: str
    national_day: str
    our_mission: str
    their_mission: str
    protocol_notes: str
    customs: str
    sensitivities: str
    emergency_numbers: str
    facts_source: str
    checked_on: date | None
    flag: bytes


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """One figure with its source and its day."""

    subject: str
    value: str
    source: str
    as_of: PartialDate | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who holds a post at a body on the day of the paper."""

    person: UUID
    name: Named
    post: Named


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A city or another counterpart as its profile tells it; `population` 0 where it is not known."""

    body: UUID
    name: Named
    native: str
    acronym: str
    kind: Text
    is_city: bool
    country: Named | None
    country_id: UUID | None
    parent: Named | None
    region: str
    time_zone: str
    population: int
    population_source: str
    population_as_of: PartialDate | None
    website: str
    relations: Text | None
    their_mission: str
    our_mission: str
    tier: Named | None
    officer: Named | None
    domains: tuple[Named, ...]
    our_aims: str
    sensitivities: str
    languages: str
    founded: PartialDate | None
    seat_city: str
    themes: str
    our_role: str
    source: str
    facts: tuple[SourcedFact, ...]
    people: tuple[KnownPerson, ...]


def country_facts(source: Source, country: UUID | None) -> CountryFacts | None:
    """Gather a country; None when none is named or it is above the ceiling."""
    found = source.drafts(Country, (country,) if country else ())
    if not found:
        return None
    draft = found[0]
    return CountryFacts(
        country=draft.id or UUID(int=0),
        name=Named(said(draft, Country.label_fa), said(draft, Country.label_en)),
        capital=said(draft, Country.capital),
        continent=said(draft, Country.continent),
        languages=said(draft, Country.languages),
        currency=said(draft, Country.currency),
        national_day=said(draft, Country.national_day),
        our_mission=said(draft, Country.our_mission),
        their_mission=said(draft, Country.their_mission),
        protocol_notes=said(draft, Country.protocol_notes),
        customs=said(draft, Country.customs),
        sensitivities=said(draft, Country.sensitivities),
        emergency_numbers=said(draft, Country.emergency_numbers),
        facts_source=said(draft, Country.facts_source),
        checked_on=draft[Country.facts_checked_on],
        flag=source.picture(draft[Country.flag]),
    )


def body_facts(source: Source, body: UUID) -> BodyFacts:
    """Gather a counterpart; raises NoSuchRecord, AboveCeiling."""
    draft, book = source.needed(Counterpart, body), source.book
    kind, relations = draft[Counterpart.kind] or CounterpartKind.CITY, draft[Counterpart.relations]
    return BodyFacts(
        body=body,
        name=Named(said(draft, Counterpart.name_fa), said(draft, Counterpart.name_en)),
        native=said(draft, Counterpart.name_native),
        acronym=said(draft, Counterpart.acronym),
        kind=choice_label(kind),
        is_city=kind is CounterpartKind.CITY,
        country=book.name(draft[Counterpart.country]),
        country_id=draft[Counterpart.country],
        parent=book.name(draft[Counterpart.parent]),
        region=said(draft, Counterpart.region),
        time_zone=said(draft, Counterpart.time_zone),
        population=number(draft, Counterpart.population),
        population_source=said(draft, Counterpart.population_source),
        population_as_of=draft[Counterpart.population_as_of],
        website=said(draft, Counterpart.website),
        relations=choice_label(relations) if relations else None,
        their_mission=said(draft, Counterpart.their_mission),
        our_mission=said(draft, Counterpart.our_mission),
        tier=book.name(draft[Counterpart.tier]),
        officer=book.name(draft[Counterpart.officer]),
        domains=tuple(name for name in map(book.name, draft[Counterpart.domains]) if name),
        our_aims=said(draft, Counterpart.our_aims),
        sensitivities=said(draft, Counterpart.sensitivities),
        languages=said(draft, Counterpart.languages),
        founded=draft[Counterpart.founded],
        seat_city=said(draft, Counterpart.seat_city),
        themes=said(draft, Counterpart.themes),
        our_role=said(draft, Counterpart.our_role),
        source=said(draft, Counterpart.source),
        facts=tuple(_facts(source, draft)),
        people=tuple(islice(_people(source, body), _PEOPLE)),
    )


def _facts(source: Source, draft: Draft) -> Iterator[SourcedFact]:
    for row in source.rows(draft, "facts"):
        yield SourcedFact(
            said(row, CityFact.subject), said(row, CityFact.amount_text), said(row, CityFact.source), row[CityFact.as_of]
        )


def _people(source: Source, body: UUID) -> Iterator[KnownPerson]:
    """Walk who holds a post at a body today, the highest first."""
    wanted = select(Post.id).where(Post.body == body, living(Post)).order_by(Post.precedence.is_(None), Post.precedence, Post.id)
    for row in source.chosen(Post, wanted):
        person = row[Post.person]
        name = source.book.name(person)
        if person is not None and name is not None and is_held(row, source.today):
            yield KnownPerson(person, name, Named(said(row, Post.title_fa), said(row, Post.title_en)))
