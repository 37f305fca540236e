"""The internal minutes of a meeting: who was there, what was said, decided, reserved and promised. Never its preparation."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.core.i18n import Text, _, _c
from app.core.numbers import in_language
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Heading, Ink, Paragraph, Run, Tone, TwoColumnFacts, Warning, Words  # noqa: A004
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.meeting_record import decision_table, facts_of_the_day, next_meeting, signatures, two_sides
from app.papers.passages import promise_table
from app.papers.pen import Pen
from app.services.office import Office
from app.services.paper_minutes import MinutesFacts, Outcome, minutes_facts
from app.services.paper_source import reading

_NOTHING = _("Nothing is recorded of this meeting yet.")


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the minutes of a meeting; raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    meeting = needed(record)
    with reading(office, options.ceiling) as source:
        facts, pen = minutes_facts(source, meeting), pen_for(options, source)
        blocks = tuple(_blocks(facts, pen, options))
        document = framed(source, pen, _("Minutes: {subject}").format(subject=facts.subject), blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "meeting", meeting)))


def _gaps(facts: MinutesFacts, pen: Pen) -> Iterator[Gap]:
    wanted = (
        (facts.attending, _("Nobody is recorded as present.")),
        (facts.number, _("The minutes have no number.")),
        (facts.author, _("No author of the minutes is named.")),
        (facts.approver, _("No approver of the minutes is named.")),
        (facts.minutes or facts.outcomes, _NOTHING),
    )
    for there, sentence in wanted:
        if not there:
            yield Gap(pen.say(sentence), "meeting", facts.meeting)
    for person in facts.attending:
        if person.post is None:
            told = _("The post of {name} on that day is not recorded.").format(name=person.name.in_(pen.lang))
            yield Gap(pen.say(told), "meeting", facts.meeting)


def _blocks(facts: MinutesFacts, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    yield Heading(pen.plain(facts.subject, _("Subject")))
    yield TwoColumnFacts(tuple(facts_of_the_day(facts, pen, internal=True)))
    if not facts.is_approved:
        yield Warning(pen.say(_("These minutes are a draft: they have not been approved yet.")), title=pen.say(_("Draft")))
    if options.wants("attendance"):
        yield Heading(pen.say(_("Attendance")), 2)
        yield from two_sides(facts.attending, pen, attendance=True)
    if options.wants("outcomes"):
        yield from _said(facts, pen)
    if options.wants("decisions"):
        yield Heading(pen.say(_("Decisions")), 2)
        yield decision_table(facts, pen, empty=_("No decision is recorded."))
    if options.wants("promises"):
        yield Heading(pen.say(_("Promises of both sides")), 2)
        promises = [*(promise for outcome in facts.outcomes for promise in outcome.promises), *facts.promises]
        yield promise_table(promises, pen, empty=_("No promise is recorded from that meeting."))
    yield from next_meeting(facts, pen)
    if options.wants("signatures"):
        yield from signatures(facts, pen)
    yield from only_in_persian(pen)


def _said(facts: MinutesFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("What was said")), 2)
    minutes = _("Minutes")
    for line in facts.minutes:
        yield Paragraph(pen.words(line, minutes))
    for place, outcome in enumerate(facts.outcomes, 1):
        yield from _outcome(place, outcome, pen)
    if not facts.minutes and not facts.outcomes:
        yield Paragraph(pen.say(_NOTHING), Tone.MUTED)


def _outcome(place: int, outcome: Outcome, pen: Pen) -> Iterator[Block]:
    yield Heading(f"{in_language(str(place), pen.lang)}. {pen.plain(outcome.subject, _('Agenda item'))}", 3)
    if outcome.speaker is not None:
        speaker = pen.name(outcome.speaker, _("Item owner"))
        yield Paragraph(_("Item owner: {name}").format(name=speaker).in_(pen.lang), Tone.MUTED)
    for line in outcome.summary:
        yield Paragraph(pen.words(line, _("Summary")))
    for line in outcome.decisions:
        yield _marked(_c("minutes", "Decision:"), pen.words(line, _("Decision")), pen, ink=Ink.STRONG)
    for line in outcome.reservations:
        yield _marked(_c("minutes", "Reservation:"), pen.words(line, _("Reservation")), pen, ink=Ink.WARN)
    if not (outcome.summary or outcome.decisions or outcome.reservations):
        yield Paragraph(pen.say(_("No outcome is recorded.")), Tone.MUTED)


def _marked(mark: Text, words: Words, pen: Pen, *, ink: Ink) -> Paragraph:
    runs = (Run(words),) if isinstance(words, str) else words
    return Paragraph((Run(f"{pen.say(mark)} ", bold=True, ink=ink), *runs))
