"""The mission report by content: what the trip was for, whether that was met, whom it met, what it brought and cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _
from app.core.money import Money
from app.core.numbers import format_integer
from app.papers import Composed, PaperOptions
from app.papers.document import Block, Column, ColumnKind, Heading, Ink, NoteLines, Paragraph, Run, Table, Tone, Words
from app.papers.errors import needed
from app.papers.frame import composed, framed, pen_for
from app.papers.passages import NONE, attendance, day, joined, listed, promise_table
from app.papers.trip_opening import destination
from app.papers.trip_parts import ACCEPTANCE, BENEFITS, COSTS, LEARNT, PEOPLE_MET, PROPOSALS, PURPOSE, RESULTS, SUMMED_UP
from app.papers.trip_texts import money
from app.papers.trip_writing import Write, Writing, chapters, fact_sheet, gaps_of, headed, long_day, named, nothing, said_lines
from app.records.delegation import PurposeMet
from app.services.office import Office
from app.services.paper_source import reading
from app.services.trip import Held, held_meetings, open_trip, trip_facts, trip_promises
from app.services.trip_people import travellers
from app.services.trip_programme import Cost, costs, report

_SIGNATURES = 3
_VERDICTS: Final[Mapping[PurposeMet | None, tuple[Text, Ink]]] = {
    PurposeMet.MET: (_("The purpose of the trip was met."), Ink.GOOD),
    PurposeMet.NOT_MET: (_("The purpose of the trip was not met."), Ink.WARN),
    None: (_("It is not recorded whether the purpose of the trip was met."), Ink.WARN),
}


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the report of a trip; raises NoSuchRecord, AboveCeiling."""
    with reading(office, options.ceiling) as source:
        trip = open_trip(source, needed(record))
        work = Writing(trip, trip_facts(trip), pen_for(options, source), options, _WRITTEN)
        title = _("Mission report: {trip}").format(trip=work.facts.title.fa)
        blocks = (*_front(work), *chapters(work))
        return composed(source, framed(source, work.pen, title, blocks=blocks), gaps_of(work.pen))


def _front(work: Writing) -> Iterator[Block]:
    pen, facts = work.pen, work.facts
    yield Heading(pen.quoted(facts.title.fa))
    members = (pen.name(traveller.card.name, _("Name")) for traveller in travellers(work.trip))
    yield fact_sheet(
        (
            (_("Destination"), destination(work)),
            (_("Head of delegation"), named(facts.head, _("Name"), pen)),
            (_("Departure"), long_day(facts.starts_on, pen)),
            (_("Return"), long_day(facts.ends_on, pen)),
            (_("Counterparts"), listed((pen.name(body, _("Counterparts")) for body in facts.counterparts), pen)),
            (_("Members"), listed(members, pen)),
        ),
        pen,
    )


def _summary(work: Writing) -> Iterator[Block]:
    yield from headed(report(work.trip).summary, SUMMED_UP, work.pen, level=2)


def _purpose(work: Writing) -> Iterator[Block]:
    pen, facts = work.pen, work.facts
    met = report(work.trip).purpose_met
    yield Heading(pen.say(PURPOSE), 2)
    verdict, ink = _VERDICTS[met]
    if met is None:
        pen.lacks(_("Purpose met or not"))
    yield Paragraph((Run(pen.say(verdict), bold=True, ink=ink),))
    yield from headed(facts.purpose, _("Purpose"), pen, level=3)
    yield from headed(facts.expected_results, _("Expected results"), pen, level=3)


def _people(work: Writing) -> Iterator[Block]:
    """Tell whom the delegation met, from the meetings that were held."""
    pen, held = work.pen, held_meetings(work.trip)
    yield Heading(pen.say(PEOPLE_MET), 2)
    for meeting in held:
        yield from _meeting(meeting, work)
    said = report(work.trip).people_met
    if said:
        yield from said_lines(said, PEOPLE_MET, pen)
    elif not held:
        yield from nothing(PEOPLE_MET, _("No meeting of the trip is recorded as held."), pen)


def _meeting(meeting: Held, work: Writing) -> Iterator[Block]:
    pen = work.pen
    with pen.writing_of("meeting", meeting.meeting, meeting.subject):
        yield Heading(pen.plain(meeting.subject, _("Meeting")), 3)
        on = format_day(meeting.on, pen.lang, style=DayStyle.FULL)
        yield Paragraph(joined(on, pen.plain(meeting.place, _("Venue"))), Tone.MUTED)
        yield from attendance(meeting.people, pen)


def _benefits(work: Writing) -> Iterator[Block]:
    pen, told = work.pen, report(work.trip)
    yield Heading(pen.say(BENEFITS), 2)
    yield from headed(told.benefit_to_us, _("Benefit to us"), pen, level=3)
    yield from headed(told.benefit_to_them, _("Benefit to them"), pen, level=3)


def _learnt(work: Writing) -> Iterator[Block]:
    yield from headed(report(work.trip).learnt, LEARNT, work.pen, level=2)


def _proposals(work: Writing) -> Iterator[Block]:
    yield from headed(report(work.trip).proposals, PROPOSALS, work.pen, level=2)


def _costs(work: Writing) -> Iterator[Block]:
    """Set what was planned beside what was spent, with the sum of each currency."""
    pen, found = work.pen, costs(work.trip)
    yield Heading(pen.say(COSTS), 2)
    columns = (
        Column(pen.say(_("Cost")), 1.2),
        Column(pen.say(_("Description")), 2),
        Column(pen.say(_("Planned")), 1.2, ColumnKind.NUMBER),
        Column(pen.say(_("Spent")), 1.2, ColumnKind.NUMBER),
        Column(pen.say(_("Rate (rials per unit)")), 1.1, ColumnKind.NUMBER),
    )
    if found:
        yield Table(columns, (*(_cost(cost, work) for cost in found), *_sums(found, work)))
    else:
        yield from nothing(COSTS, _("No cost is recorded."), pen)
    said = report(work.trip).costs
    if said:
        yield from said_lines(said, _("Costs in words"), pen)


def _cost(cost: Cost, work: Writing) -> tuple[Words, ...]:
    pen = work.pen
    if cost.actual is None:
        pen.lacks(_("{cost}: nothing is recorded as spent").format(cost=cost.cost))
    rate = format_integer(cost.rial_rate, pen.lang) if cost.rial_rate else NONE
    subject = pen.words(joined(cost.subject, cost.funder), _("Description")) if cost.subject or cost.funder else NONE
    return cost.cost.in_(pen.lang), subject, money(cost.planned, pen), money(cost.actual, pen), rate


def _sums(found: Sequence[Cost], work: Writing) -> Iterator[tuple[Words, ...]]:
    pen = work.pen
    currencies = dict.fromkeys(value.currency for cost in found for value in (cost.planned, cost.actual) if value)
    for currency in currencies:
        planned = _sum([cost.planned for cost in found], currency)
        spent = _sum([cost.actual for cost in found], currency)
        total = (Run(pen.say(_("Total")), bold=True),)
        yield total, "", (Run(money(planned, pen), bold=True),), (Run(money(spent, pen), bold=True),), NONE


def _sum(values: Sequence[Money | None], currency: str) -> Money | None:
    found = [value.minor for value in values if value is not None and value.currency == currency]
    return Money(sum(found), currency) if found else None


def _promises(work: Writing) -> Iterator[Block]:
    yield Heading(work.pen.say(RESULTS), 2)
    yield promise_table(trip_promises(work.trip), work.pen, empty=_("No promise is recorded from this trip."))


def _acceptance(work: Writing) -> Iterator[Block]:
    pen, told = work.pen, report(work.trip)
    yield Heading(pen.say(ACCEPTANCE), 2)
    pairs: tuple[tuple[Text, Words], ...] = (
        (_("Report due"), day(told.due_on, pen)),
        (_("Report received"), day(told.received_on, pen)),
        (_("Report accepted on"), day(told.accepted_on, pen)),
        (_("Report accepted by"), named(told.accepted_by, _("Report accepted by"), pen) or NONE),
    )
    yield fact_sheet(pairs, pen)
    if told.waiver:
        yield from headed(told.waiver, _("Waiver of the report"), pen, level=3)
    yield Paragraph(pen.say(_("Head of the delegation (name, date, signature)")), Tone.MUTED)
    yield NoteLines(_SIGNATURES)


_WRITTEN: Final[Mapping[str, Write]] = {
    "summary": _summary,
    "purpose": _purpose,
    "people": _people,
    "benefits": _benefits,
    "learnt": _learnt,
    "proposals": _proposals,
    "costs": _costs,
    "promises": _promises,
    "acceptance": _acceptance,
}
