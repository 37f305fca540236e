"""The meeting brief: six headings to speak from, then the relation as dated facts, on a sheet one carries into the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Language, Text, _, _c, _n
from app.core.numbers import in_language
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import (
    Block,
    Bullets,
    Column,
    ColumnKind,
    Document,
    Fact,
    Facts,
    Heading,
    LabelGrade,
    NoteLines,
    Paragraph,
    People,
    Person,
    Run,
    Table,
    Tone,
    TwoColumnFacts,
    Warning,  # noqa: A004 - the paper's own word
    Words,
)
from app.papers.errors import needed
from app.papers.frame import only_in_persian, pen_of
from app.papers.passages import SIDES, agreement_table, attendance, clocks, joined, listed, open_promises, post_of, promise_table
from app.papers.pen import Pen
from app.rules.labels import confidentiality_name
from app.rules.last_met import Encounter, LastMet, last_met_sentence
from app.services.brief import Attending, BriefFacts, Earlier, gather
from app.services.office import Office

_NOTE_LINES = 12
_HEADINGS: tuple[tuple[str, Text], ...] = (
    ("our_objectives", _("Our objectives")),
    ("arguments", _("Arguments")),
    ("tactical_arguments", _("Tactical arguments")),
    ("their_aims", _("Their likely aims")),
    ("our_response", _("Our response")),
    ("press_line", _("Press line")),
)
_NOTHING = _("Nothing is written under this heading yet.")


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the brief of a meeting; raises NoSuchRecord, AboveCeiling."""
    meeting = needed(record)
    facts = gather(office, meeting, ceiling=options.ceiling)
    document, missing = meeting_brief(facts, "en" if options.language == "en" else "fa")
    gaps = tuple(Gap(text, "meeting", meeting) for text in missing)
    return Composed(document, facts.label, facts.left_out, gaps, facts.because)


def meeting_brief(facts: BriefFacts, lang: Language) -> tuple[Document, tuple[str, ...]]:
    """Compose the brief in a language; gives with it what is missing: empty headings, and texts without English."""
    pen = pen_of(lang, facts.office_name)
    blocks = [*brief_blocks(facts, pen), *_closing(pen)]
    title = _("Meeting brief: {subject}").format(subject=facts.subject).in_(lang)
    document = Document(
        title,
        lang,
        confidentiality_name(facts.label).in_(lang),
        _("Data as of {day}").format(day=facts.as_of).in_(lang),
        tuple(blocks),
        grade=LabelGrade(str(facts.label)),
        head=title,
        foot=pen.office,
        author=facts.office_name,
    )
    return document, pen.missing


def brief_blocks(facts: BriefFacts, pen: Pen, told: Sequence[Run] = ()) -> tuple[Block, ...]:
    """Write a brief without what stands around it, as a book takes it in.

    Told are links to the parts of the book that tell of the same relation: they take the place of the background.
    """
    background = _told_elsewhere(facts, pen, told) if told else _background(facts, pen)
    agreements = () if told else _agreements(facts, pen)
    return (
        *_opening(facts, pen),
        *_six_headings(facts, pen),
        *background,
        *_delegations(facts, pen),
        *_agenda(facts, pen),
        *agreements,
    )


def _opening(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.plain(facts.subject, _("Subject")))
    yield TwoColumnFacts(tuple(_facts_of_the_day(facts, pen)))


def _facts_of_the_day(facts: BriefFacts, pen: Pen) -> Iterator[tuple[str, Words]]:
    lang = pen.lang
    yield pen.say(_("Date")), format_day(facts.at.day, lang, style=DayStyle.FULL)
    yield pen.say(_c("brief", "Time")), clocks(facts.at, facts.office_zone, pen)
    if facts.length:
        yield pen.say(_c("brief", "Length")), _n("{n} minute", "{n} minutes", facts.length).in_(lang)
    yield pen.say(_("Kind of meeting")), facts.kind.in_(lang)
    for label, text in ((_("Venue"), facts.place), (_("Language"), facts.language)):
        if text:
            yield pen.say(label), pen.words(text, label)
    if facts.interpreter:
        yield pen.say(_("Interpreter")), pen.name(facts.interpreter, _("Interpreter"))
    if facts.counterparts:
        yield pen.say(_("Counterparts")), listed((pen.name(body, _("Counterparts")) for body in facts.counterparts), pen)
    if facts.delegation:
        yield pen.say(_("Delegation")), pen.name(facts.delegation, _("Delegation"))


def _six_headings(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    points = facts.points
    if points is None:
        return
    for number, (name, heading) in enumerate(_HEADINGS, 1):
        yield Heading(f"{in_language(str(number), pen.lang)}. {pen.say(heading)}", 2)
        if name == "their_aims" and points.certainty is not None:
            yield Paragraph(_("Certainty: {certainty}").format(certainty=points.certainty).in_(pen.lang), Tone.MUTED)
        lines: tuple[str, ...] = getattr(points, name)
        if lines:
            yield Bullets(tuple(pen.words(line, heading) for line in lines))
        else:
            pen.lacks(heading)
            yield Paragraph(pen.say(_NOTHING), Tone.MUTED)
    if points.points_to_avoid:
        avoid = _("Points to avoid")
        said = "\n".join(pen.plain(line, avoid) for line in points.points_to_avoid)
        yield Warning(said, title=pen.say(avoid))


def _told_elsewhere(facts: BriefFacts, pen: Pen, told: Sequence[Run]) -> Iterator[Block]:
    yield Heading(pen.say(_("Background")), 1)
    yield _last_met(facts, pen)
    links = [run for link in told for run in (link, Run(" · "))][:-1]
    yield Paragraph((Run(pen.say(_("In this book:")) + " "), *links))


def _last_met(facts: BriefFacts, pen: Pen) -> Paragraph:
    met = facts.last_met
    if met is None:
        return Paragraph(pen.say(last_met_sentence(None)))
    return Paragraph((Run(last_met_sentence(LastMet(Encounter(met.at.day), met.months)).in_(pen.lang), bold=True),))


def _background(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Background")), 1)
    yield _last_met(facts, pen)
    met = facts.last_met
    if met is not None:
        yield from _last_meeting(met, pen)
    shown = {promise.key for promise in met.promises} if met else set()
    others = [promise for promise in facts.open_promises if promise.key not in shown]
    yield Heading(pen.say(_("Other open promises") if shown else _("Open promises")), 2)
    yield from open_promises(others, pen, empty=_("No other promise is open.") if shown else _("No promise is open."))
    if facts.earlier:
        yield Heading(pen.say(_("Earlier meetings")), 2)
        yield Facts(tuple(_earlier(meeting, pen) for meeting in facts.earlier))
    if facts.earlier_more:
        more = _n("And {n} meeting before these.", "And {n} meetings before these.", facts.earlier_more)
        yield Paragraph(pen.say(more), Tone.MUTED)


def _last_meeting(met: Earlier, pen: Pen) -> Iterator[Block]:
    subject = _("Earlier meetings")
    what = pen.plain(met.subject, subject)
    told = [Fact(format_day(met.at.day, pen.lang, style=DayStyle.LONG), joined(what, pen.plain(met.place, _("Venue"))))]
    told += [Fact(pen.say(_("Said")), pen.words(line, subject)) for line in met.summaries]
    told += [Fact(pen.say(_("Decided")), pen.words(line, subject)) for line in met.decisions]
    yield Facts(tuple(told))
    yield Heading(pen.say(_("Who was there, with the post of that day")), 3)
    yield from attendance(met.attending, pen)
    yield Heading(pen.say(_("What was promised then")), 3)
    yield promise_table(met.promises, pen, empty=_("No promise is recorded from that meeting."))


def _earlier(met: Earlier, pen: Pen) -> Fact:
    came = [person.name if person.attendance is None else person.stood_in for person in met.attending if person.head]
    heads = [pen.name(head, _("Attendees")) for head in came if head is not None]
    words = joined(pen.plain(met.subject, _("Earlier meetings")), pen.plain(met.place, _("Venue")), *heads)
    return Fact(format_day(met.at.day, pen.lang, style=DayStyle.LONG), words)


def _delegations(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("The two delegations, by precedence")), 2)
    for side, heading in SIDES.items():
        people = [person for person in facts.attending if person.side is side]
        yield Heading(pen.say(heading), 3)
        if people:
            yield People(tuple(_person(place, person, pen) for place, person in enumerate(people, 1)))
        else:
            yield Paragraph(pen.say(_("Nobody is recorded.")), Tone.MUTED)


def _person(place: int, person: Attending, pen: Pen) -> Person:
    role = pen.say(_c("brief", "Head of delegation")) if person.head else ""
    if person.attendance is not None:
        role = joined(role, person.attendance.in_(pen.lang))
    if person.replaced_by is not None:
        other = pen.name(person.replaced_by, _("Attendees"))
        role = joined(role, _("in the place: {name}").format(name=other).in_(pen.lang))
    attendees = _("Attendees")
    return Person(in_language(str(place), pen.lang), pen.name(person.name, attendees), post_of(person, pen), role)


def _agenda(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Agenda")), 2)
    columns = (
        Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
        Column(pen.say(_("Agenda item")), 3),
        Column(pen.say(_("Item owner")), 1.3),
        Column(pen.say(_("Minutes allotted")), 0.8, ColumnKind.NUMBER),
    )
    rows = tuple(
        (
            in_language(str(place), pen.lang),
            pen.words(joined(item.subject, item.documents), _("Agenda")),
            pen.name(item.speaker, _("Item owner")) if item.speaker else "—",
            in_language(str(item.minutes), pen.lang) if item.minutes else "—",
        )
        for place, item in enumerate(facts.agenda, 1)
    )
    yield Table(columns, rows, empty=pen.say(_("No agenda is recorded.")))


def _agreements(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Agreements in force between the two sides")), 2)
    running = [agreement for agreement in facts.agreements if agreement.is_in_force]
    others = [agreement for agreement in facts.agreements if not agreement.is_in_force]
    yield agreement_table(running, pen, empty=_("No agreement is in force."))
    if others:
        yield Heading(pen.say(_("Agreements not in force")), 3)
        yield agreement_table(others, pen, empty=_("No agreement is recorded."))


def _closing(pen: Pen) -> Iterator[Block]:
    yield from only_in_persian(pen)
    yield Heading(pen.say(_c("paper", "Notes")), 2)
    yield NoteLines(_NOTE_LINES)
