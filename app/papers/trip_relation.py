"""The relation behind a trip: its history by date, the agreements and their state, and the promises of both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.i18n import Text, _, _c, _n
from app.core.moments import moment_now
from app.core.partial_dates import format_partial
from app.papers.document import Block, Column, ColumnKind, Fact, Facts, Heading, Paragraph, Run, Table, Tone, Words
from app.papers.passages import NONE, attendance, day, joined, name, notice, partial, promise_table, standing
from app.papers.relation import EVENTS_SHOWN, further_events
from app.papers.trip_opening import last_met
from app.papers.trip_parts import AGREEMENTS, HISTORY, PROMISES
from app.papers.trip_writing import Writing, chapter, nothing, said_lines
from app.rules.followups import SideTotal, ledger_of
from app.rules.vocabulary import Side
from app.services.paper_agreements import AgreementFact, agreements_with
from app.services.paper_meetings import Earlier, earlier_meetings
from app.services.paper_promises import Promised
from app.services.paper_relation import Event, Happened, promises_of, timeline_of

_KINDS = {
    Happened.MEETING: _("Meeting"),
    Happened.JOURNEY: _("Our journey"),
    Happened.VISIT: _("Their visit"),
    Happened.SIGNATURE: _("Signature"),
}
_KEPT_SHOWN = 20


def history(work: Writing) -> Iterator[Block]:
    """Tell what was between the two sides before this trip, the latest first."""
    pen = work.pen
    source, bodies = work.trip.source, work.trip.bodies
    agreed = agreements_with(source, bodies, in_life=False)
    past = [event for event in timeline_of(source, bodies, agreements=agreed) if not event.planned and event.key != work.trip.id]
    yield chapter(HISTORY, "history", pen)
    yield Paragraph((Run(last_met(work), bold=True),))
    for met in earlier_meetings(source, bodies, moment_now(source.office.zone), most=1).told:
        yield from _last_meeting(met, work)
    counted = _("{journeys} and {visits}.").format(
        journeys=_n("{n} journey of ours", "{n} journeys of ours", sum(event.what is Happened.JOURNEY for event in past)),
        visits=_n("{n} visit of theirs", "{n} visits of theirs", sum(event.what is Happened.VISIT for event in past)),
    )
    yield Heading(pen.say(_("By date")), 2)
    yield Paragraph(pen.say(counted), Tone.MUTED)
    if past:
        yield Facts(tuple(_event(event, work) for event in past[:EVENTS_SHOWN]))
        yield from further_events(len(past) - EVENTS_SHOWN, pen)
    else:
        yield from nothing(HISTORY, _("Nothing is recorded before this trip."), pen)


def _last_meeting(met: Earlier, work: Writing) -> Iterator[Block]:
    pen = work.pen
    yield Paragraph(pen.words(joined(met.subject, met.place), _("Meeting")))
    yield from attendance(met.attending, pen)
    for label, lines in ((_("Said"), met.summaries), (_("Decided"), met.decisions)):
        if lines:
            yield Heading(pen.say(label), 3)
            yield from said_lines("\n".join(lines), label, pen)


def _event(event: Event, work: Writing) -> Fact:
    pen = work.pen
    kind = Run(pen.say(_KINDS[event.what]) + ": ", bold=True)
    said = pen.words(event.title.in_(pen.lang), _KINDS[event.what])
    runs = (Run(said),) if isinstance(said, str) else said
    detail = joined(pen.plain(event.detail, _("Venue")), event.state.in_(pen.lang) if event.state else "")
    return Fact(format_partial(event.on, pen.lang), (kind, *runs, Run(f" · {detail}" if detail else "")))


def agreements(work: Writing) -> Iterator[Block]:
    """List every agreement with the counterparts, with its state, its days and who signed it."""
    pen = work.pen
    found = agreements_with(work.trip.source, work.trip.bodies, in_life=False)
    yield chapter(AGREEMENTS, "agreements", pen)
    if not found:
        yield from nothing(AGREEMENTS, _("No agreement is recorded."), pen)
        return
    columns = (
        Column(pen.say(_("Title")), 2.6),
        Column(pen.say(_("Signed on")), 1.1, ColumnKind.DATE),
        Column(pen.say(_("Stage")), 1),
        Column(pen.say(_("Expires on")), 1.1, ColumnKind.DATE),
        Column(pen.say(_("Last day for notice")), 1.4),
    )
    yield Table(columns, tuple(_agreement(agreement, work) for agreement in found))
    signed = [agreement for agreement in found if any(party.signatory for party in agreement.parties)]
    if signed:
        yield Heading(pen.say(_("Who signed, with the post of that day")), 2)
        yield Table(_signing_columns(work), tuple(row for agreement in signed for row in _signatures(agreement, work)))


def _agreement(agreement: AgreementFact, work: Writing) -> tuple[Words, ...]:
    pen = work.pen
    with pen.writing_of("agreement", agreement.key, agreement.title.in_(pen.lang)):
        title = pen.name(agreement.title, _("Agreements"))
        about = joined(agreement.number, name(agreement.type, _("Type of agreement"), pen) if agreement.type else "")
        if agreement.signed_on is None:
            pen.lacks(_("no day of signature"))
        return (
            (Run(title), Run(f"\n{about}" if about else "")),
            partial(agreement.signed_on, pen, figures=True),
            standing(agreement, pen),
            partial(agreement.expires_on, pen, figures=True),
            notice(agreement, pen),
        )


def _signing_columns(work: Writing) -> tuple[Column, ...]:
    say = work.pen.say
    return (
        Column(say(_("Agreement")), 2),
        Column(say(_("Party")), 1),
        Column(say(_("Signatory")), 1.2),
        Column(say(_("Post at signature")), 1.6),
    )


def _signatures(agreement: AgreementFact, work: Writing) -> Iterator[tuple[Words, ...]]:
    pen = work.pen
    for party in agreement.parties:
        if party.signatory is not None:
            post = name(party.post, _("Post at signature"), pen)
            body, who = pen.name(party.body, _("Party")), pen.name(party.signatory, _("Signatory"))
            yield pen.name(agreement.title, _("Agreements")), body, who, post


def promises(work: Writing) -> Iterator[Block]:
    """Write the two-sided ledger: how each side keeps its word, what is owed, and what was kept."""
    pen = work.pen
    found = promises_of(work.trip.source, work.trip.bodies)
    ledger = ledger_of((promise.rule for promise in found if promise.rule), work.today)
    yield chapter(PROMISES, "promises", pen, new_page=False)
    for side, total in ((Side.OURS, ledger.ours), (Side.THEIRS, ledger.theirs)):
        yield Paragraph(pen.say(_total(side, total)))
    for side, title in ((Side.OURS, _("What we owe")), (Side.THEIRS, _("What they owe"))):
        owed = [promise for promise in found if promise.is_open and promise.side is side]
        yield Heading(pen.say(title), 2)
        yield promise_table(owed, pen, empty=_("No promise is open."))
    kept = [promise for promise in found if not promise.is_open]
    if kept:
        yield Heading(pen.say(_("Kept or waived")), 2)
        yield _closed(kept[:_KEPT_SHOWN], work)
        more = len(kept) - _KEPT_SHOWN
        if more > 0:
            yield Paragraph(pen.say(_n("And {n} more promise.", "And {n} more promises.", more)), Tone.MUTED)


def _total(side: Side, total: SideTotal) -> Text:
    late = _n("{n} is late", "{n} are late", total.late)
    worst = _n("{n} day at most", "{n} days at most", total.worst_delay)
    if side is Side.OURS:
        whole = _("We have kept {kept} of {total} promises; {late}, {worst}.")
        fine = _("We have kept {kept} of {total} promises; none is late.")
    else:
        whole = _("They have kept {kept} of {total} promises; {late}, {worst}.")
        fine = _("They have kept {kept} of {total} promises; none is late.")
    if not total.late:
        return fine.format(kept=total.kept, total=total.total)
    return whole.format(kept=total.kept, total=total.total, late=late, worst=worst)


def _closed(found: Sequence[Promised], work: Writing) -> Table:
    pen = work.pen
    columns = (
        Column(pen.say(_("Side")), 0.9),
        Column(pen.say(_("Promise")), 2.4),
        Column(pen.say(_("State")), 0.9),
        Column(pen.say(_c("promise", "On")), 1, ColumnKind.DATE),
        Column(pen.say(_("Evidence")), 1.8),
    )
    sides = {Side.OURS: _("Our promise"), Side.THEIRS: _("Their promise")}
    rows = tuple(
        (
            pen.say(sides[promise.side]),
            pen.words(promise.what, _("Promise")),
            promise.state.in_(pen.lang),
            day(promise.done_on, pen),
            pen.words(promise.closed_by, _("Evidence")) if promise.closed_by else NONE,
        )
        for promise in found
    )
    return Table(columns, rows)
