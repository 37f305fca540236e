"""The country and the city of a trip: facts with their sources and days, customs and sensitivities."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import Text, _
from app.core.numbers import format_integer
from app.core.text import ltr
from app.papers.document import Block, Column, Heading, Ink, Paragraph, Run, Table, Tone, Words
from app.papers.passages import NONE, partial
from app.papers.pen import Pen
from app.papers.trip_parts import CITY, COUNTRY
from app.papers.trip_writing import Writing, fact_sheet, headed, is_old, named, nothing
from app.services.paper_place import BodyFacts, CountryFacts, SourcedFact, body_facts, country_facts

_OLD, _UNDATED = _("older than a year"), _("without a day")


def country(work: Writing) -> Iterator[Block]:
    """Write the page of the country."""
    pen = work.pen
    found = country_facts(work.trip.source, work.trip.country)
    if found is None:
        yield Heading(pen.say(COUNTRY), new_page=True)
        yield from nothing(COUNTRY, _("No country is recorded."), pen)
        return
    with pen.writing_of("country", found.country, found.name.in_(pen.lang)):
        yield from _country(found, work)


def _country(found: CountryFacts, work: Writing) -> Iterator[Block]:
    pen = work.pen
    yield Heading(_("The country: {name}").format(name=pen.name(found.name, _("Country"))).in_(pen.lang), new_page=True)
    said = (
        (_("Capital"), found.capital),
        (_("Continent"), found.continent),
        (_("Languages"), found.languages),
        (_("Currency"), found.currency),
        (_("National day"), found.national_day),
        (_("Emergency numbers"), found.emergency_numbers),
        (_("Our mission there"), found.our_mission),
        (_("Their mission here"), found.their_mission),
    )
    for label, text in said:
        if not text:
            pen.lacks(label)
    yield fact_sheet(((label, pen.words(text, label) if text else "") for label, text in said), pen)
    for label, text in (
        (_("Protocol notes"), found.protocol_notes),
        (_("Customs"), found.customs),
        (_("Sensitivities"), found.sensitivities),
    ):
        yield from headed(text, label, pen)
    yield from _checked(found, work)


def _checked(found: CountryFacts, work: Writing) -> Iterator[Block]:
    """Say where the facts of a country are from and when they were looked over; old ones are a lack."""
    pen = work.pen
    source = _("Source of the facts")
    if found.facts_source:
        yield Paragraph(f"{pen.say(source)}: {pen.plain(found.facts_source, source)}", Tone.MUTED)
    if found.checked_on is None:
        pen.lacks(_("the facts have never been checked"))
        yield Paragraph(pen.say(_("Nobody has recorded when these facts were checked.")), Tone.WARN)
    else:
        is_late = is_old(found.checked_on, work.today)
        if is_late:
            pen.lacks(_("the facts are older than a year"))
        checked = _("Facts checked on {day}.").format(day=found.checked_on).in_(pen.lang)
        yield Paragraph(checked, Tone.WARN if is_late else Tone.MUTED)


def cities(work: Writing) -> Iterator[Block]:
    """Write a page for each counterpart of the trip."""
    pen, source = work.pen, work.trip.source
    bodies = [body for body in work.trip.bodies if source.book.name(body)]
    if not bodies:
        yield Heading(pen.say(CITY), new_page=True)
        yield from nothing(CITY, _("No counterpart is recorded."), pen)
    for body in bodies:
        found = body_facts(source, body)
        with pen.writing_of("counterpart", body, found.name.in_(pen.lang)):
            yield from _body(found, work)


def _body(found: BodyFacts, work: Writing) -> Iterator[Block]:
    pen = work.pen
    title = _("The city: {name}") if found.is_city else _("The counterpart: {name}")
    yield Heading(title.format(name=pen.name(found.name, _("Counterpart"))).in_(pen.lang), new_page=True)
    yield fact_sheet(_sheet(found, pen), pen)
    yield from headed(found.our_aims, _("Our aims with them"), pen)
    yield from headed(found.sensitivities, _("Sensitivities"), pen)
    yield Heading(pen.say(_("Facts with their sources")), 2)
    facts = tuple(_fact(fact, work) for fact in (*_population(found, pen), *found.facts))
    if not found.facts:
        pen.lacks(_("Facts with their sources"))
    columns = (
        Column(pen.say(_("Fact")), 1.4),
        Column(pen.say(_("Value")), 1.8),
        Column(pen.say(_("Source")), 1.4),
        Column(pen.say(_("As of")), 1.2),
    )
    yield Table(columns, facts, empty=pen.say(_("No fact is recorded.")))


def _sheet(found: BodyFacts, pen: Pen) -> Iterator[tuple[Text, Words]]:
    yield _("Kind"), found.kind.in_(pen.lang)
    yield _("Country"), named(found.country, _("Country"), pen)
    yield _("Native name"), ltr(found.native) if found.native else ""
    yield _("English name"), ltr(found.name.en) if found.name.en and pen.lang == "fa" else ""
    yield _("Time zone"), ltr(found.time_zone)
    said = (
        (_("Languages"), found.languages),
        (_("Seat"), found.seat_city),
        (_("Themes"), found.themes),
        (_("Tehran's role"), found.our_role),
        (_("Their embassy in Tehran"), found.their_mission),
        (_("Our embassy there"), found.our_mission),
    )
    yield _("Diplomatic relations"), found.relations.in_(pen.lang) if found.relations else ""
    yield from ((label, pen.words(text, label) if text else "") for label, text in said)
    yield _("Founded"), partial(found.founded, pen) if found.founded else ""
    yield _("Tier"), named(found.tier, _("Tier"), pen)
    yield _("Owner officer"), named(found.officer, _("Owner officer"), pen)
    yield _("Website"), ltr(found.website)


def _population(found: BodyFacts, pen: Pen) -> Iterator[SourcedFact]:
    if found.population:
        people = format_integer(found.population, pen.lang)
        yield SourcedFact(pen.say(_("Population")), people, found.population_source, found.population_as_of)


def _fact(fact: SourcedFact, work: Writing) -> tuple[Words, ...]:
    pen = work.pen
    subject = pen.words(fact.subject, _("Fact"))
    return (
        subject,
        pen.words(fact.value, _("Value")),
        pen.words(fact.source, _("Source")) if fact.source else NONE,
        _as_of(fact, work),
    )


def _as_of(fact: SourcedFact, work: Writing) -> Words:
    """Write the day of a fact; one that is old or has none is a lack, named by the fact."""
    pen = work.pen
    if fact.as_of is None:
        pen.lacks(_("{fact}: {state}").format(fact=fact.subject, state=_UNDATED))
        return (Run(pen.say(_UNDATED), ink=Ink.WARN),)
    if not is_old(fact.as_of, work.today):
        return partial(fact.as_of, pen)
    pen.lacks(_("{fact}: {state}").format(fact=fact.subject, state=_OLD))
    return (Run(partial(fact.as_of, pen)), Run("\n" + pen.say(_OLD), ink=Ink.WARN))
