"""A relation on paper: when the two sides last met, both sides of the ledger, the agreements, and everything by date."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _c, _n
from app.papers.document import (
    Block,
    Column,
    ColumnKind,
    Fact,
    Facts,
    Heading,
    Ink,
    Paragraph,
    Run,
    Table,
    Tone,
    TwoColumnFacts,
    Words,
)
from app.papers.passages import agreement_table, attendance, day, joined, name, partial, state_of
from app.papers.pen import Pen
from app.rules.followups import SideTotal
from app.rules.gates import counts_as_agreement
from app.rules.last_met import Encounter, LastMet, last_met_sentence
from app.rules.vocabulary import Side
from app.services.paper_meetings import Earlier
from app.services.paper_promises import Promised
from app.services.paper_relation import Event, Happened, RelationFacts

EVENTS_SHOWN = 60
"""How many events of the past a paper tells, the latest first."""
_KINDS = {
    Happened.MEETING: _("Meeting"),
    Happened.JOURNEY: _("Our journey"),
    Happened.VISIT: _("Their visit"),
    Happened.SIGNATURE: _("Signature"),
}
_MINE: dict[Side, Text] = {Side.OURS: _("What we promised"), Side.THEIRS: _("What they promised")}


def last_met(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    """State when the two sides last met, who was there in the posts of that day, and what was decided."""
    met = facts.last_met
    if met is None:
        yield Paragraph(pen.say(last_met_sentence(None)))
        return
    sentence = last_met_sentence(LastMet(Encounter(met.at.day), met.months)).in_(pen.lang)
    yield Paragraph((Run(sentence, bold=True),))
    yield Facts(tuple(_told(met, pen)))
    yield from attendance(met.attending, pen)


def _told(met: Earlier, pen: Pen) -> Iterator[Fact]:
    subject = _("Earlier meetings")
    what = joined(pen.plain(met.subject, subject), pen.plain(met.place, _("Venue")))
    yield Fact(format_day(met.at.day, pen.lang, style=DayStyle.LONG), what)
    yield from (Fact(pen.say(_("Said")), pen.words(line, subject)) for line in met.summaries)
    yield from (Fact(pen.say(_("Decided")), pen.words(line, subject)) for line in met.decisions)


def ledger(facts: RelationFacts, pen: Pen, *, level: int = 2) -> Iterator[Block]:
    """Write both sides of the promise ledger: kept of how many, what is late, and every promise that is open or was closed."""
    totals = ((Side.OURS, facts.ledger.ours), (Side.THEIRS, facts.ledger.theirs))
    yield TwoColumnFacts(tuple((pen.say(_MINE[side]), _sum(total, pen)) for side, total in totals))
    for side, _total in totals:
        yield Heading(pen.say(_MINE[side]), level)
        mine = sorted((promise for promise in facts.promises if promise.side is side), key=lambda made: not made.is_open)
        yield _promises(tuple(mine), pen)


def _sum(total: SideTotal, pen: Pen) -> Words:
    kept = _("{kept} of {total} kept").format(kept=total.kept, total=total.total).in_(pen.lang)
    if not total.late:
        return kept
    late = _n("{n} late, by {days} days at most", "{n} late, by {days} days at most", total.late)
    return (Run(f"{kept} · "), Run(late.format(days=total.worst_delay).in_(pen.lang), ink=Ink.WARN))


def _promises(promises: tuple[Promised, ...], pen: Pen) -> Table:
    columns = (
        Column(pen.say(_("Promise")), 2.4),
        Column(pen.say(_c("promise", "Made at")), 1.7),
        Column(pen.say(_("Responsible")), 1.2),
        Column(pen.say(_("Due")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("State")), 1.1),
    )
    rows = tuple(_promise(promise, pen) for promise in promises)
    return Table(columns, rows, empty=pen.say(_("No promise is recorded.")))


def _promise(promise: Promised, pen: Pen) -> tuple[Words, ...]:
    with pen.writing_of("follow_up", promise.key, promise.what):
        return (
            pen.words(promise.what, _("Promise")),
            name(promise.origin, _("Origin"), pen),
            name(promise.owner, _("Responsible"), pen),
            day(promise.due, pen),
            state_of(promise, pen),
        )


def agreements(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    """List the agreements and their state; what is only a proposal stands apart, because it is no agreement yet."""
    made = [fact for fact in facts.agreements if fact.state and counts_as_agreement(fact.state)]
    proposed = [fact for fact in facts.agreements if fact not in made]
    yield agreement_table(made, pen, empty=_("No agreement is recorded."))
    if proposed:
        yield Heading(pen.say(_("Proposals, not agreements yet")), 3)
        yield agreement_table(proposed, pen, empty=_("No agreement is recorded."))


def reciprocity(facts: RelationFacts, pen: Pen) -> Block:
    """Count the journeys made each way."""
    ours, theirs = facts.journeys, facts.visits
    return TwoColumnFacts(
        (
            (pen.say(_("Our journeys to them")), _n("{n} journey", "{n} journeys", ours).in_(pen.lang)),
            (pen.say(_("Their visits to us")), _n("{n} visit", "{n} visits", theirs).in_(pen.lang)),
        )
    )


def timeline(facts: RelationFacts, pen: Pen) -> Iterator[Block]:
    """Tell everything by date, the latest first; what is still to come stands apart."""
    coming = [event for event in facts.timeline if event.planned]
    past = [event for event in facts.timeline if not event.planned]
    if coming:
        yield Heading(pen.say(_("Still to come")), 3)
        yield Facts(tuple(_event(event, pen) for event in reversed(coming)))
    yield Heading(pen.say(_("Until today")), 3)
    if past:
        yield Facts(tuple(_event(event, pen) for event in past[:EVENTS_SHOWN]))
        yield from further_events(len(past) - EVENTS_SHOWN, pen)
    else:
        yield Paragraph(pen.say(_("Nothing is recorded.")), Tone.MUTED)


def further_events(count: int, pen: Pen) -> Iterator[Block]:
    """Count the events that a paper has no room for."""
    if count > 0:
        yield Paragraph(pen.say(_n("And {n} event before these.", "And {n} events before these.", count)), Tone.MUTED)


def _event(event: Event, pen: Pen) -> Fact:
    kind = Run(f"{pen.say(_KINDS[event.what])}: ", ink=Ink.MUTED)
    title = pen.name(event.title, _("Timeline"))
    rest = joined("", pen.plain(event.detail, _("Venue")), event.state.in_(pen.lang) if event.state else "")
    return Fact(partial(event.on, pen), (kind, Run(joined(title, rest))))
