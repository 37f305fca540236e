"""The extract of decisions of a meeting: what a unit must do, without what was said around it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.core.i18n import _
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Heading, TwoColumnFacts, Warning  # noqa: A004
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.meeting_record import decision_table, facts_of_the_day, signatures
from app.papers.passages import promise_table
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_minutes import MinutesFacts, minutes_facts
from app.services.paper_source import reading

_NONE = _("No decision is recorded.")


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the extract of decisions of a meeting; raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    meeting = needed(record)
    with reading(office, options.ceiling) as source:
        facts, pen = minutes_facts(source, meeting), pen_for(options, source)
        blocks = tuple(_blocks(facts, pen, options))
        document = framed(source, pen, _("Extract of decisions: {subject}").format(subject=facts.subject), blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "meeting", meeting)))


def _gaps(facts: MinutesFacts, pen: Pen) -> Iterator[Gap]:
    if not any(outcome.decisions for outcome in facts.outcomes):
        yield Gap(pen.say(_NONE), "meeting", facts.meeting)
    for outcome in facts.outcomes:
        if outcome.decisions and not outcome.promises:
            told = _("Nobody is responsible for the decisions on “{subject}”.").format(subject=outcome.subject)
            yield Gap(pen.say(told), "meeting", facts.meeting)


def _blocks(facts: MinutesFacts, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    yield Heading(pen.plain(facts.subject, _("Subject")))
    yield TwoColumnFacts(tuple(facts_of_the_day(facts, pen, internal=True)))
    if not facts.is_approved:
        yield Warning(pen.say(_("These decisions come from a draft that has not been approved yet.")), title=pen.say(_("Draft")))
    if options.wants("decisions"):
        yield Heading(pen.say(_("Decisions")), 2)
        yield decision_table(facts, pen, empty=_NONE)
    if options.wants("promises"):
        yield Heading(pen.say(_("Who does what until when")), 2)
        promises = [*(promise for outcome in facts.outcomes for promise in outcome.promises), *facts.promises]
        yield promise_table(promises, pen, empty=_("No promise is recorded from that meeting."))
    if options.wants("signatures"):
        yield from signatures(facts, pen)
    yield from only_in_persian(pen)
