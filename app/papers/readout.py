"""The readout of a meeting, fit to be handed to the other side: what was agreed to be said, and nothing of the office's own."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Heading, Numbered, Paragraph, TwoColumnFacts
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, pen_for
from app.papers.meeting_record import facts_of_the_day, next_meeting, two_sides
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_minutes import MinutesFacts, minutes_facts
from app.services.paper_source import reading


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the readout of a meeting; raises NoRecordChosen, NoSuchRecord, AboveCeiling.

    Of the agenda only the items marked as fit to be shared are told, never their reservations; promises are the office's own.
    """
    meeting = needed(record)
    with reading(office, options.ceiling) as source:
        facts, pen = minutes_facts(source, meeting), pen_for(options, source)
        blocks = tuple(_blocks(facts, pen, options))
        document = framed(source, pen, _("Readout: {subject}").format(subject=facts.subject), blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "meeting", meeting)))


def _gaps(facts: MinutesFacts, pen: Pen) -> Iterator[Gap]:
    if not facts.readout:
        yield Gap(pen.say(_("No text of the readout is written.")), "meeting", facts.meeting)
    if not any(outcome.shareable for outcome in facts.outcomes):
        yield Gap(pen.say(_("No agenda item is marked as fit to be shared.")), "meeting", facts.meeting)


def _blocks(facts: MinutesFacts, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    yield Heading(pen.plain(facts.subject, _("Subject")))
    yield TwoColumnFacts(tuple(facts_of_the_day(facts, pen, internal=False)))
    if options.wants("attendance"):
        yield Heading(pen.say(_("Attendance")), 2)
        yield from two_sides(facts.attending, pen, attendance=False)
    if options.wants("text") and facts.readout:
        yield Heading(pen.say(_("Summary of the talks")), 2)
        yield from (Paragraph(pen.words(line, _("Shareable readout"))) for line in facts.readout)
    yield from _shared(facts, pen, options)
    yield from next_meeting(facts, pen)


def _shared(facts: MinutesFacts, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    shared = [outcome for outcome in facts.outcomes if outcome.shareable]
    if options.wants("topics") and shared:
        yield Heading(pen.say(_("Topics discussed")), 2)
        for outcome in shared:
            yield Heading(pen.plain(outcome.subject, _("Agenda item")), 3)
            yield from (Paragraph(pen.words(line, _("Summary"))) for line in outcome.summary)
    agreed = [line for outcome in shared for line in outcome.decisions]
    if options.wants("decisions") and agreed:
        yield Heading(pen.say(_("What was agreed")), 2)
        yield Numbered(tuple(pen.words(line, _("Decision")) for line in agreed))
