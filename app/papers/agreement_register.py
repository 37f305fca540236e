"""The register of agreements: how many in which state, every agreement, proposals apart, what is owed, and the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from app.core.i18n import _, _c, _n
from app.core.numbers import in_language
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Column, ColumnKind, Heading, Ink, Paragraph, Run, Table, TwoColumnFacts, Words
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.passages import NONE, SOON_DAYS, joined, listed, name, notice, partial, promise_table, standing
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_agreements import AgreementFact
from app.services.paper_registers import AgreementRegister, agreement_register
from app.services.paper_source import reading


def compose(office: Office, _record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the register of agreements; it is made from no single record."""
    with reading(office, options.ceiling) as source:
        facts, pen = agreement_register(source), pen_for(options, source)
        blocks = tuple(_blocks(facts, pen, options))
        document = framed(source, pen, _("Register of agreements"), blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "", None)))


def _gaps(facts: AgreementRegister, pen: Pen) -> Iterator[Gap]:
    for fact in facts.agreements:
        wanted = (
            (fact.signed_on, _("The day of signature of “{title}” is not recorded.")),
            (fact.parties, _("The parties of “{title}” are not recorded.")),
            (fact.source or fact.has_scan, _("“{title}” has neither a source nor a scan.")),
        )
        for there, sentence in wanted:
            if not there:
                yield Gap(sentence.format(title=fact.title.in_(pen.lang)).in_(pen.lang), "agreement", fact.key)


def _blocks(facts: AgreementRegister, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    yield Heading(pen.say(_("Register of agreements")))
    if options.wants("summary"):
        yield TwoColumnFacts(tuple(_summary(facts, pen)))
    if options.wants("register"):
        yield Heading(pen.say(_("Register")), 2)
        yield _table(facts.agreements, pen)
    if options.wants("proposals") and facts.proposals:
        yield Heading(pen.say(_("Proposals, not agreements yet")), 2)
        yield _table(facts.proposals, pen)
    if options.wants("obligations"):
        yield Heading(pen.say(_("Follow-ups")), 2)
        yield promise_table(facts.obligations, pen, empty=_("No promise is open."))
    if options.wants("sources"):
        yield Heading(pen.say(_("Sources")), 2)
        yield _sources(facts, pen)
    yield from only_in_persian(pen)


def _summary(facts: AgreementRegister, pen: Pen) -> Iterator[tuple[str, Words]]:
    counted = len(facts.agreements)
    in_life = sum(fact.is_in_life for fact in facts.agreements)
    soon = sum(fact.left is not None and 0 <= fact.left <= SOON_DAYS for fact in facts.agreements)
    yield pen.say(_("Agreements")), _n("{n} agreement", "{n} agreements", counted).in_(pen.lang)
    yield pen.say(_("In life")), in_language(str(in_life), pen.lang)
    yield pen.say(_("Notice due within 30 days")), in_language(str(soon), pen.lang)
    yield pen.say(_("Proposals")), in_language(str(len(facts.proposals)), pen.lang)
    kinds = Counter(name(fact.type, _("Type of agreement"), pen) for fact in facts.agreements)
    for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
        yield kind if kind != NONE else pen.say(_("Without a type")), in_language(str(count), pen.lang)


def _table(agreements: Sequence[AgreementFact], pen: Pen) -> Table:
    columns = (
        Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
        Column(pen.say(_("Title")), 2.6),
        Column(pen.say(_("Counterparts")), 1.2),
        Column(pen.say(_("Signed on")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("Expires on")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("Stage")), 1.0),
        Column(pen.say(_("Last day for notice")), 1.2),
    )
    rows = tuple(_row(place, fact, pen) for place, fact in enumerate(agreements, 1))
    return Table(columns, rows, empty=pen.say(_("No agreement is recorded.")))


def _row(place: int, fact: AgreementFact, pen: Pen) -> tuple[Words, ...]:
    with pen.writing_of("agreement", fact.key, fact.title.in_(pen.lang)):
        title = pen.name(fact.title, _("Title"))
        under = joined(
            pen.plain(fact.number, _("Register number")), pen.name(fact.type, _("Type of agreement")) if fact.type else ""
        )
        return (
            in_language(str(place), pen.lang),
            (Run(title), Run(f"\n{under}", ink=Ink.MUTED)) if under else title,
            listed((pen.name(party.body, _("Counterparts")) for party in fact.parties if not party.is_ours), pen) or NONE,
            partial(fact.signed_on, pen, figures=True),
            partial(fact.expires_on, pen, figures=True),
            standing(fact, pen),
            notice(fact, pen),
        )


def _sources(facts: AgreementRegister, pen: Pen) -> Block:
    columns = (
        Column(pen.say(_("Title")), 2),
        Column(pen.say(_("Certainty")), 1),
        Column(pen.say(_("Source")), 3),
    )
    rows = tuple(
        (
            pen.name(fact.title, _("Title")),
            fact.certainty.in_(pen.lang) if fact.certainty else NONE,
            pen.words(fact.source, _("Source")) if fact.source else NONE,
        )
        for fact in (*facts.agreements, *facts.proposals)
        if fact.source or fact.certainty
    )
    if not rows:
        return Paragraph(pen.say(_("No source is recorded.")))
    return Table(columns, rows)
