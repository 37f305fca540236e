"""The profile of a city or another counterpart: dated figures with their sources, the country, the people, the relation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.core.i18n import Text, _
from app.core.numbers import format_integer
from app.core.text import ltr
from app.papers import Composed, Gap, PaperOptions, relation
from app.papers.document import Block, Bullets, Column, ColumnKind, Heading, Paragraph, Table, Tone, TwoColumnFacts, Words
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.passages import NONE, listed, partial, promise_table, said_facts
from app.papers.pen import Pen
from app.papers.relation_sheet import aims
from app.services.office import Office
from app.services.paper_place import BodyFacts, CountryFacts, SourcedFact, body_facts, country_facts
from app.services.paper_relation import RelationFacts, relation_facts
from app.services.paper_source import lines, reading

OLD_DAYS = 366
"""A figure older than this is told among the gaps."""


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the profile of a counterpart; raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    body = needed(record)
    with reading(office, options.ceiling) as source:
        who, pen = body_facts(source, body), pen_for(options, source)
        country = country_facts(source, who.country_id) if options.wants("country") else None
        facts = relation_facts(source, (body,)) if options.wants("relation") else None
        blocks = tuple(_blocks(who, country, facts, pen=pen, options=options))
        title = (_("City profile: {name}") if who.is_city else _("Profile: {name}")).format(name=who.name.in_(pen.lang))
        document = framed(source, pen, title, blocks=blocks)
        gaps = (*gaps_of_body(who, pen, source.today), *gaps_of_country(country, pen, source.today))
        return composed(source, document, (*gaps, *lacking(pen, "counterpart", body)))


def gaps_of_body(who: BodyFacts, pen: Pen, today: date) -> Iterator[Gap]:
    """Name what the record of a city lacks: figures, their sources, and figures older than a year."""
    if who.is_city and not who.facts:
        yield Gap(pen.say(_("No city fact is recorded.")), "counterpart", who.body)
    if who.is_city and not who.population:
        yield Gap(pen.say(_("The population is not recorded.")), "counterpart", who.body)
    if not who.people:
        yield Gap(pen.say(_("Nobody is known there.")), "counterpart", who.body)
    for fact in _figures(who, pen):
        if not fact.source:
            yield Gap(_("“{fact}” has no source.").format(fact=fact.subject).in_(pen.lang), "counterpart", who.body)
        if fact.as_of is None:
            yield Gap(_("“{fact}” has no date.").format(fact=fact.subject).in_(pen.lang), "counterpart", who.body)
        elif (today - fact.as_of.last).days > OLD_DAYS:
            told = _("“{fact}” is older than a year.").format(fact=fact.subject)
            yield Gap(told.in_(pen.lang), "counterpart", who.body)


def gaps_of_country(country: CountryFacts | None, pen: Pen, today: date) -> Iterator[Gap]:
    """Name what the record of a country lacks."""
    if country is None:
        return
    if country.checked_on is None or (today - country.checked_on).days > OLD_DAYS:
        told = _("The facts about {country} were not checked within a year.").format(country=country.name.in_(pen.lang))
        yield Gap(pen.say(told), "country", country.country)
    if not country.protocol_notes:
        told = _("{country} has no protocol notes.").format(country=country.name.in_(pen.lang))
        yield Gap(pen.say(told), "country", country.country)


def _blocks(
    who: BodyFacts, country: CountryFacts | None, facts: RelationFacts | None, *, pen: Pen, options: PaperOptions
) -> Iterator[Block]:
    yield Heading(pen.name(who.name, _("Name")))
    yield from body_page(who, pen, figures=options.wants("facts"))
    if country is not None:
        yield Heading(_("Country: {name}").format(name=country.name.in_(pen.lang)).in_(pen.lang), 2)
        yield from country_page(country, pen)
    if options.wants("people"):
        yield Heading(pen.say(_("People")), 2)
        yield people_table(who, pen)
    if facts is not None:
        yield from _relation(facts, pen)
    if options.wants("aims"):
        yield from aims(who, pen)
    yield from only_in_persian(pen)


def body_page(who: BodyFacts, pen: Pen, *, figures: bool = True) -> Iterator[Block]:
    """Write who a counterpart is, and every figure with its source and day."""
    yield TwoColumnFacts(tuple(_short(who, pen)))
    if figures:
        found = tuple(_figures(who, pen))
        yield Heading(pen.say(_("City facts") if who.is_city else _("Figures")), 2)
        columns = (
            Column(pen.say(_("Fact")), 1.6),
            Column(pen.say(_("Value")), 1.8),
            Column(pen.say(_("Source")), 1.8),
            Column(pen.say(_("As of")), 1.1, ColumnKind.DATE),
        )
        yield Table(columns, tuple(_fact(fact, pen) for fact in found), empty=pen.say(_("No figure is recorded.")))


def _figures(who: BodyFacts, pen: Pen) -> Iterator[SourcedFact]:
    if who.population:
        number = format_integer(who.population, pen.lang)
        yield SourcedFact(pen.say(_("Population")), number, who.population_source, who.population_as_of)
    yield from who.facts


def _fact(fact: SourcedFact, pen: Pen) -> tuple[Words, ...]:
    subject, value = pen.words(fact.subject, _("Fact")), pen.words(fact.value, _("Value"))
    return subject, value, pen.words(fact.source, _("Source")) if fact.source else NONE, partial(fact.as_of, pen)


def _short(who: BodyFacts, pen: Pen) -> Iterator[tuple[str, Words]]:
    yield pen.say(_("Kind")), who.kind.in_(pen.lang)
    for label, named in ((_("Country"), who.country), (_("Parent body"), who.parent)):
        if named is not None:
            yield pen.say(label), pen.name(named, label)
    texts: tuple[tuple[Text, str], ...] = (
        (_("Native name"), who.native),
        (_("World region"), who.region),
        (_("Languages"), who.languages),
        (_("Seat"), who.seat_city),
        (_("Themes"), who.themes),
        (_("Tehran's role"), who.our_role),
    )
    yield from said_facts(texts, pen)
    for label, code in ((_("Acronym"), who.acronym), (_("Time zone"), who.time_zone), (_("Website"), who.website)):
        if code:
            yield pen.say(label), ltr(code)
    if who.founded is not None:
        yield pen.say(_("Founded")), partial(who.founded, pen)
    if who.relations is not None:
        yield pen.say(_("Diplomatic relations")), who.relations.in_(pen.lang)
    missions = ((_("Their embassy in Tehran"), who.their_mission), (_("Our embassy there"), who.our_mission))
    yield from said_facts(missions, pen)
    if who.domains:
        yield pen.say(_("Domains")), listed((pen.name(domain, _("Domains")) for domain in who.domains), pen)


def country_page(country: CountryFacts, pen: Pen) -> Iterator[Block]:
    """Write a country with the day its facts were checked, its protocol and its customs."""
    short: tuple[tuple[Text, str], ...] = (
        (_("Capital"), country.capital),
        (_("Continent"), country.continent),
        (_("Languages"), country.languages),
        (_("Currency"), country.currency),
        (_("National day"), country.national_day),
        (_("Our mission there"), country.our_mission),
        (_("Their mission here"), country.their_mission),
        (_("Emergency numbers"), country.emergency_numbers),
    )
    yield TwoColumnFacts(tuple(said_facts(short, pen)))
    long: tuple[tuple[Text, str], ...] = (
        (_("Protocol notes"), country.protocol_notes),
        (_("Customs"), country.customs),
        (_("Sensitivities"), country.sensitivities),
    )
    for label, text in long:
        if text:
            yield Heading(pen.say(label), 3)
            yield Bullets(tuple(pen.words(line, label) for line in lines(text)))
    yield from _checked(country, pen)


def _checked(country: CountryFacts, pen: Pen) -> Iterator[Block]:
    if country.facts_source:
        source = pen.plain(country.facts_source, _("Source of the facts"))
        told = _("Source: {source}").format(source=source)
        if country.checked_on is not None:
            told = _("Source: {source}, checked on {day}").format(source=source, day=country.checked_on)
        yield Paragraph(told.in_(pen.lang), Tone.MUTED)


def people_table(who: BodyFacts, pen: Pen) -> Table:
    """List who holds a post there today, the highest first."""
    columns = (Column(pen.say(_("Name")), 1.4), Column(pen.say(_("Post")), 2.4))
    rows = tuple((pen.name(person.name, _("Name")), pen.name(person.post, _("Posts"))) for person in who.people)
    return Table(columns, rows, empty=pen.say(_("Nobody is recorded.")))


def _relation(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Relation with Tehran")), 2)
    yield from relation.last_met(facts, pen)
    yield Heading(pen.say(_("Agreements")), 3)
    yield from relation.agreements(facts, pen)
    yield Heading(pen.say(_("Open promises")), 3)
    yield promise_table(facts.open_promises, pen, empty=_("No promise is open."))
