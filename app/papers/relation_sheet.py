"""The relation sheet: Tehran and one counterpart, with the two-sided promise ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, Gap, PaperOptions, relation
from app.papers.document import Block, Bullets, Heading, TwoColumnFacts, Warning, Words  # noqa: A004
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.gifts import gift_table
from app.papers.parts import RELATION, Part
from app.papers.passages import listed
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_place import BodyFacts, body_facts
from app.services.paper_relation import RelationFacts, relation_facts
from app.services.paper_source import lines, reading


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the relation sheet of a counterpart; raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    body = needed(record)
    with reading(office, options.ceiling) as source:
        who, facts, pen = body_facts(source, body), relation_facts(source, (body,)), pen_for(options, source)
        blocks = tuple(_blocks(who, facts, pen, options=options))
        title = _("Relation sheet: Tehran and {name}").format(name=who.name.in_(pen.lang))
        document = framed(source, pen, title, blocks=blocks)
        return composed(source, document, (*_gaps(who, facts, pen), *lacking(pen, "counterpart", body)))


def _gaps(who: BodyFacts, facts: RelationFacts, pen: Pen) -> Iterator[Gap]:
    wanted = (
        (facts.last_met, _("No meeting with them is recorded.")),
        (who.our_aims, _("Our aims with them are not written.")),
        (who.officer, _("No officer is responsible for them.")),
        (who.tier, _("Their tier is not set.")),
    )
    for there, sentence in wanted:
        if not there:
            yield Gap(pen.say(sentence), "counterpart", who.body)
    for promise in facts.open_promises:
        if promise.owner is None or promise.due is None:
            told = _("The promise “{what}” has no owner or no due day.").format(what=promise.what)
            yield Gap(pen.say(told), "follow_up", promise.key)


def _blocks(who: BodyFacts, facts: RelationFacts, pen: Pen, *, options: PaperOptions) -> Iterator[Block]:
    yield Heading(pen.name(who.name, _("Name")))
    yield TwoColumnFacts(tuple(_short(who, pen)))
    if options.wants("aims"):
        yield from aims(who, pen)
    sections: tuple[tuple[Part, Callable[[RelationFacts, Pen], Iterator[Block]]], ...] = (
        (RELATION[1], relation.last_met),
        (RELATION[2], _ledger),
        (RELATION[3], relation.agreements),
        (RELATION[4], _timeline),
    )
    for part, section in sections:
        if options.wants(part.key):
            yield Heading(pen.say(part.title), 2)
            yield from section(facts, pen)
    if options.wants("gifts") and facts.gifts:
        yield Heading(pen.say(_("Gifts")), 2)
        yield gift_table(facts.gifts, pen)
    yield from only_in_persian(pen)


def _ledger(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    yield from relation.ledger(facts, pen, level=3)


def _timeline(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    yield relation.reciprocity(facts, pen)
    yield from relation.timeline(facts, pen)


def _short(who: BodyFacts, pen: Pen) -> Iterator[tuple[str, Words]]:
    yield pen.say(_("Kind")), who.kind.in_(pen.lang)
    for label, named in ((_("Country"), who.country), (_("Tier"), who.tier), (_("Owner officer"), who.officer)):
        if named is not None:
            yield pen.say(label), pen.name(named, label)
    if who.relations is not None:
        yield pen.say(_("Diplomatic relations")), who.relations.in_(pen.lang)
    if who.domains:
        yield pen.say(_("Domains")), listed((pen.name(domain, _("Domains")) for domain in who.domains), pen)


def aims(who: BodyFacts, pen: Pen) -> Iterator[Block]:
    """Write what we want of them and what to be careful of."""
    if who.our_aims:
        label = _("Our aims with them")
        yield Heading(pen.say(label), 2)
        yield Bullets(tuple(pen.words(line, label) for line in lines(who.our_aims)))
    if who.sensitivities:
        label = _("Sensitivities")
        said = "\n".join(pen.plain(line, label) for line in lines(who.sensitivities))
        yield Warning(said, title=pen.say(label))
