"""The meeting brief: six headings to speak from, then the relation as dated facts, on a sheet one carries into the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from app.core.calendars import DayStyle, format_day
from app.core.clock import TEHRAN
from app.core.i18n import Language, Text, _, _c, _n
from app.core.moments import Moment, format_clock
from app.core.numbers import in_language
from app.core.partial_dates import format_partial
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
    Ink,
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
from app.papers.pen import Pen
from app.rules.labels import confidentiality_name
from app.rules.last_met import Encounter, LastMet, last_met_sentence
from app.rules.vocabulary import Side
from app.services.brief import AgreementFact, Attending, BriefFacts, Earlier, Promised, gather
from app.services.office import Office

SOON_DAYS = 30
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
_SIDES = {Side.OURS: _c("brief", "Our side"), Side.THEIRS: _c("brief", "Their side")}
_PROMISES = {Side.OURS: _("Our promise"), Side.THEIRS: _("Their promise")}


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the brief of a meeting; raises NoSuchRecord, AboveCeiling."""
    meeting = needed(record)
    facts = gather(office, meeting, ceiling=options.ceiling)
    document, missing = meeting_brief(facts, "en" if options.language == "en" else "fa")
    gaps = tuple(Gap(text, "meeting", meeting) for text in missing)
    return Composed(document, facts.label, facts.left_out, gaps)


def meeting_brief(facts: BriefFacts, lang: Language) -> tuple[Document, tuple[str, ...]]:
    """Compose the brief in a language; gives with it what is missing: empty headings, and texts without English."""
    pen = Pen(lang)
    blocks: list[Block] = [
        *_opening(facts, pen),
        *_six_headings(facts, pen),
        *_background(facts, pen),
        *_delegations(facts, pen),
        *_agenda(facts, pen),
        *_agreements(facts, pen),
        *_closing(pen),
    ]
    title = _("Meeting brief: {subject}").format(subject=facts.subject).in_(lang)
    document = Document(
        title,
        lang,
        confidentiality_name(facts.label).in_(lang),
        _("Data as of {day}").format(day=facts.as_of).in_(lang),
        tuple(blocks),
        grade=LabelGrade(str(facts.label)),
        head=title,
        foot=facts.office_name,
        author=facts.office_name,
    )
    return document, pen.missing


def _opening(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.plain(facts.subject, _("Subject")))
    yield TwoColumnFacts(tuple(_facts_of_the_day(facts, pen)))


def _facts_of_the_day(facts: BriefFacts, pen: Pen) -> Iterator[tuple[str, Words]]:
    lang = pen.lang
    yield pen.say(_("Date")), format_day(facts.at.day, lang, style=DayStyle.FULL)
    yield pen.say(_c("brief", "Time")), _clocks(facts.at, facts.office_zone, pen)
    if facts.length:
        yield pen.say(_c("brief", "Length")), _n("{n} minute", "{n} minutes", facts.length).in_(lang)
    yield pen.say(_("Kind of meeting")), facts.kind.in_(lang)
    for label, text in ((_("Venue"), facts.place), (_("Language"), facts.language)):
        if text:
            yield pen.say(label), pen.words(text, label)
    if facts.interpreter:
        yield pen.say(_("Interpreter")), pen.name(facts.interpreter, _("Interpreter"))
    if facts.counterparts:
        names = "، " if lang == "fa" else ", "
        yield pen.say(_("Counterparts")), names.join(pen.name(body, _("Counterparts")) for body in facts.counterparts)
    if facts.delegation:
        yield pen.say(_("Delegation")), pen.name(facts.delegation, _("Delegation"))


def _clocks(at: Moment, office_zone: str, pen: Pen) -> str:
    there = format_clock(at, pen.lang)
    if at.at(office_zone) == at.wall:
        return there
    here = format_clock(at, pen.lang, zone=office_zone)
    both = _("{there} there, {here} in Tehran") if office_zone == TEHRAN else _("{there} there, {here} at the office")
    return both.format(there=there, here=here).in_(pen.lang)


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


def _background(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Background")), 1)
    met = facts.last_met
    if met is None:
        yield Paragraph(pen.say(last_met_sentence(None)))
    else:
        yield Paragraph((Run(last_met_sentence(LastMet(Encounter(met.at.day), met.months)).in_(pen.lang), bold=True),))
        yield from _last_meeting(met, pen)
    shown = {promise.key for promise in met.promises} if met else set()
    others = [promise for promise in facts.open_promises if promise.key not in shown]
    yield Heading(pen.say(_("Other open promises") if shown else _("Open promises")), 2)
    yield _promise_table(others, pen, empty=_("No other promise is open.") if shown else _("No promise is open."))
    if facts.earlier:
        yield Heading(pen.say(_("Earlier meetings")), 2)
        yield Facts(tuple(_earlier(meeting, pen) for meeting in facts.earlier))


def _last_meeting(met: Earlier, pen: Pen) -> Iterator[Block]:
    subject = _("Earlier meetings")
    what = pen.plain(met.subject, subject)
    told = [Fact(format_day(met.at.day, pen.lang, style=DayStyle.LONG), _joined(what, pen.plain(met.place, _("Venue"))))]
    told += [Fact(pen.say(_("Said")), pen.words(line, subject)) for line in met.summaries]
    told += [Fact(pen.say(_("Decided")), pen.words(line, subject)) for line in met.decisions]
    yield Facts(tuple(told))
    yield Heading(pen.say(_("Who was there, with the post of that day")), 3)
    rows = tuple(
        (pen.name(person.name, _("Attendees")), _post(person, pen), _side(person.side, pen))
        for side in _SIDES
        for person in met.attending
        if person.side is side
    )
    columns = (
        Column(pen.say(_("Name")), 1.2),
        Column(pen.say(_("Post on that day")), 2.2),
        Column(pen.say(_("Side")), 0.9),
    )
    yield Table(columns, rows, empty=pen.say(_("Nobody is recorded.")))
    yield Heading(pen.say(_("What was promised then")), 3)
    yield _promise_table(met.promises, pen, empty=_("No promise is recorded from that meeting."))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _earlier(met: Earlier, pen: Pen) -> Fact:
    heads = [pen.name(person.name, _("Attendees")) for person in met.attending if person.head]
    words = _joined(pen.plain(met.subject, _("Earlier meetings")), pen.plain(met.place, _("Venue")), *heads)
    return Fact(format_day(met.at.day, pen.lang, style=DayStyle.LONG), words)


def _side(side: Side, pen: Pen) -> Words:
    return (Run(pen.say(_SIDES[side]), ink=Ink.OURS if side is Side.OURS else Ink.THEIRS),)


def _post(person: Attending, pen: Pen) -> str:
    return pen.name(person.post, _("Posts")) if person.post else "—"


def _promise_table(promises: Sequence[Promised], pen: Pen, *, empty: Text) -> Table:
    columns = (
        Column(pen.say(_("Side")), 0.9),
        Column(pen.say(_("Promise")), 2.6),
        Column(pen.say(_("Responsible")), 1.2),
        Column(pen.say(_("Due")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("State")), 1.1),
    )
    return Table(columns, tuple(_promise_row(promise, pen) for promise in promises), empty=pen.say(empty))


def _promise_row(promise: Promised, pen: Pen) -> tuple[Words, ...]:
    ink = Ink.OURS if promise.side is Side.OURS else Ink.THEIRS
    late = _n("{n} day late", "{n} days late", promise.late)
    state = Run(late.in_(pen.lang), bold=True, ink=Ink.WARN) if promise.late else Run(promise.state.in_(pen.lang))
    return (
        (Run(pen.say(_PROMISES[promise.side]), ink=ink),),
        pen.words(promise.what, _("Promise")),
        pen.name(promise.owner, _("Responsible")) if promise.owner else "—",
        _day(promise.due, pen),
        (state,),
    )


def _day(day: date | None, pen: Pen) -> str:
    return format_day(day, pen.lang) if day else "—"


def _delegations(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("The two delegations, by precedence")), 2)
    for side, heading in _SIDES.items():
        people = [person for person in facts.attending if person.side is side]
        yield Heading(pen.say(heading), 3)
        if people:
            yield People(tuple(_person(place, person, pen) for place, person in enumerate(people, 1)))
        else:
            yield Paragraph(pen.say(_("Nobody is recorded.")), Tone.MUTED)


def _person(place: int, person: Attending, pen: Pen) -> Person:
    role = pen.say(_c("brief", "Head of delegation")) if person.head else ""
    if person.attendance is not None:
        role = _joined(role, person.attendance.in_(pen.lang))
    if person.replaced_by is not None:
        other = pen.name(person.replaced_by, _("Attendees"))
        role = _joined(role, _("in the place: {name}").format(name=other).in_(pen.lang))
    attendees = _("Attendees")
    return Person(in_language(str(place), pen.lang), pen.name(person.name, attendees), _post(person, pen), role)


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
            pen.words(_joined(item.subject, item.documents), _("Agenda")),
            pen.name(item.speaker, _("Item owner")) if item.speaker else "—",
            in_language(str(item.minutes), pen.lang) if item.minutes else "—",
        )
        for place, item in enumerate(facts.agenda, 1)
    )
    yield Table(columns, rows, empty=pen.say(_("No agenda is recorded.")))


def _agreements(facts: BriefFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Agreements in force between the two sides")), 2)
    columns = (
        Column(pen.say(_("Title")), 2.6),
        Column(pen.say(_("Signed on")), 1.1, ColumnKind.DATE),
        Column(pen.say(_("Stage")), 1),
        Column(pen.say(_("Last day for notice")), 1.5),
    )
    rows = tuple(_agreement(agreement, pen) for agreement in facts.agreements)
    yield Table(columns, rows, empty=pen.say(_("No agreement is in force.")))


def _agreement(agreement: AgreementFact, pen: Pen) -> tuple[Words, ...]:
    signed = format_partial(agreement.signed_on, pen.lang) if agreement.signed_on else "—"
    title = pen.name(agreement.title, _("Agreements"))
    return title, signed, agreement.stage.in_(pen.lang), _notice(agreement, pen)


def _notice(agreement: AgreementFact, pen: Pen) -> Words:
    day, left = agreement.notice, agreement.left
    if day is None or left is None:
        return "—"
    if left < 0:
        return _day(day, pen)
    count = _n("{n} day left", "{n} days left", left).in_(pen.lang)
    ink = Ink.WARN if left <= SOON_DAYS else Ink.MUTED
    return (Run(f"{_day(day, pen)}\n"), Run(count, ink=ink, bold=left <= SOON_DAYS))


def _closing(pen: Pen) -> Iterator[Block]:
    if pen.untranslated:
        yield Heading(pen.say(_("Only in Persian")), 2)
        yield Paragraph(pen.say(_("These parts have no English text in the records and stand in Persian, marked {mark}.").format(
            mark=pen.MARK)), Tone.MUTED)  # fmt: skip
        yield Paragraph(" · ".join(pen.untranslated))
    yield Heading(pen.say(_c("paper", "Notes")), 2)
    yield NoteLines(_NOTE_LINES)
