"""The register of gifts of an Iranian year: given and received, what they are worth, and where they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from app.core.i18n import _, _n, plain
from app.core.money import Money, format_money
from app.core.numbers import in_language
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Heading, TwoColumnFacts, Words
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.gifts import gift_table
from app.papers.parts import GIFTS
from app.papers.passages import NONE, listed
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_person import GiftFact
from app.services.paper_registers import GiftRegister, gift_register
from app.services.paper_source import reading


def compose(office: Office, _record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the register of gifts of a year, by default that of the paper's day; raises ImpossibleDay for no such year."""
    with reading(office, options.ceiling) as source:
        facts, pen = gift_register(source, options.year), pen_for(options, source)
        year = plain(in_language(str(facts.year), pen.lang))
        title = _("Register of gifts of the year {year}").format(year=year)
        blocks = (Heading(title.in_(pen.lang)), *_blocks(facts, pen, options))
        document = framed(source, pen, title, blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "", None)))


def _gaps(facts: GiftRegister, pen: Pen) -> Iterator[Gap]:
    for gift in (*facts.gifts, *facts.undated):
        wanted = (
            (gift.value, _("The worth of the gift “{gift}” is not recorded.")),
            (gift.giver or gift.receiver, _("Neither giver nor receiver of the gift “{gift}” is recorded.")),
            (gift.kept_at, _("Where the gift “{gift}” is now is not recorded.")),
            (gift.on, _("The trip of the gift “{gift}” has no day.")),
        )
        for there, sentence in wanted:
            if not there:
                yield Gap(sentence.format(gift=gift.item).in_(pen.lang), "delegation", gift.delegation)


def _blocks(facts: GiftRegister, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    if options.wants("summary"):
        yield TwoColumnFacts(tuple(_summary(facts, pen)))
    sections = {"received": facts.received, "given": facts.given}
    for part in GIFTS[1:3]:
        if options.wants(part.key):
            yield Heading(pen.say(part.title), 2)
            yield gift_table(sections[part.key], pen, direction=False)
    if options.wants("undated") and facts.undated:
        yield Heading(pen.say(GIFTS[3].title), 2)
        yield gift_table(facts.undated, pen)
    yield from only_in_persian(pen)


def _summary(facts: GiftRegister, pen: Pen) -> Iterator[tuple[str, Words]]:
    for part, gifts in ((GIFTS[1], facts.received), (GIFTS[2], facts.given)):
        yield pen.say(part.title), _n("{n} gift", "{n} gifts", len(gifts)).in_(pen.lang)
        yield pen.say(_("Their worth")), worth(gifts, pen) or NONE


def worth(gifts: Sequence[GiftFact], pen: Pen) -> str:
    """Add up what gifts are worth, each currency apart."""
    totals: dict[str, int] = defaultdict(int)
    for gift in gifts:
        if gift.value is not None:
            totals[gift.value.currency] += gift.value.minor
    return listed((format_money(Money(minor, currency), pen.lang) for currency, minor in sorted(totals.items())), pen)
