"""What minutes, readout and extract of decisions of one meeting share: the facts of the day, the two sides, the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _c, _n
from app.core.moments import format_moment
from app.core.numbers import in_language
from app.papers.document import Block, Column, ColumnKind, Heading, Paragraph, Table, Tone, Words
from app.papers.passages import SIDES, clocks, joined, listed, name, post_of
from app.papers.pen import Pen
from app.services.paper_meetings import Attending
from app.services.paper_minutes import MinutesFacts

_ATTENDEES = _("Attendees")
_ROOM = "\n\u00a0\n\u00a0"
"""Room to sign: lines that hold a blank, because empty ones are not printed."""


def facts_of_the_day(facts: MinutesFacts, pen: Pen, *, internal: bool) -> Iterator[tuple[str, Words]]:
    """Tell when, where and with whom; what only the office needs to know is told on internal papers."""
    lang = pen.lang
    if internal and facts.number:
        yield pen.say(_("Number of the minutes")), pen.words(facts.number, _("Number of the minutes"))
    yield pen.say(_("Date")), format_day(facts.at.day, lang, style=DayStyle.FULL)
    yield pen.say(_c("brief", "Time")), clocks(facts.at, facts.office_zone, pen)
    if facts.length:
        yield pen.say(_c("brief", "Length")), _n("{n} minute", "{n} minutes", facts.length).in_(lang)
    yield pen.say(_("Kind of meeting")), facts.kind.in_(lang)
    for label, text in ((_("Venue"), facts.place), (_("Language"), facts.language)):
        if text:
            yield pen.say(label), pen.words(text, label)
    bodies = _("Counterparts")
    if facts.counterparts:
        yield pen.say(bodies), listed((pen.name(body, bodies) for body in facts.counterparts), pen)
    if internal:
        for label, named in ((_("Interpreter"), facts.interpreter), (_("Delegation"), facts.delegation)):
            if named is not None:
                yield pen.say(label), pen.name(named, label)


def two_sides(people: tuple[Attending, ...], pen: Pen, *, attendance: bool) -> Iterator[Block]:
    """List the two sides by precedence, with the post of that day; with their attendance, or only who was there."""
    for of, heading in SIDES.items():
        shown = [person for person in people if person.side is of and (attendance or _was_there(person))]
        yield Heading(pen.say(heading), 3)
        if not shown:
            yield Paragraph(pen.say(_("Nobody is recorded.")), Tone.MUTED)
            continue
        columns = (
            Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
            Column(pen.say(_("Name")), 1.5),
            Column(pen.say(_("Post on that day")), 2.4),
            *((Column(pen.say(_("Attendance")), 1.2),) if attendance else ()),
        )
        rows = tuple(_attendee(place, person, pen, attendance=attendance) for place, person in enumerate(shown, 1))
        yield Table(columns, rows)


def _was_there(person: Attending) -> bool:
    return person.attendance is None or person.stood_in is not None


def _attendee(place: int, person: Attending, pen: Pen, *, attendance: bool) -> tuple[Words, ...]:
    shown = person.name if attendance or person.stood_in is None else person.stood_in
    said = pen.name(shown, _ATTENDEES)
    if person.head:
        said = joined(said, pen.say(_c("brief", "Head of delegation")))
    row = (in_language(str(place), pen.lang), said, post_of(person, pen) if shown is person.name else name(None, _ATTENDEES, pen))
    return (*row, _attended(person, pen)) if attendance else row


def _attended(person: Attending, pen: Pen) -> str:
    came = person.attendance.in_(pen.lang) if person.attendance is not None else pen.say(_("Present"))
    if person.replaced_by is None:
        return came
    return joined(came, _("in the place: {name}").format(name=pen.name(person.replaced_by, _ATTENDEES)).in_(pen.lang))


def decision_table(facts: MinutesFacts, pen: Pen, *, empty: Text) -> Table:
    """List every decision by number, with the point of the agenda it came of and who is responsible for what by when."""
    columns = (
        Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
        Column(pen.say(_("Decision")), 3),
        Column(pen.say(_("Agenda item")), 1.7),
    )
    decided = [(decision, outcome.subject) for outcome in facts.outcomes for decision in outcome.decisions]
    rows = tuple(
        (in_language(str(place), pen.lang), pen.words(decision, _("Decision")), pen.words(subject, _("Agenda item")))
        for place, (decision, subject) in enumerate(decided, 1)
    )
    return Table(columns, rows, empty=pen.say(empty))


def next_meeting(facts: MinutesFacts, pen: Pen) -> Iterator[Block]:
    """Tell when the two sides meet again, where it is agreed."""
    if facts.next_meeting is not None:
        when = format_moment(facts.next_meeting, pen.lang)
        yield Paragraph(_("Next meeting: {when}").format(when=when).in_(pen.lang))


def signatures(facts: MinutesFacts, pen: Pen) -> Iterator[Block]:
    """Leave room for the author and the approver to sign."""
    yield Heading(pen.say(_("Signatures")), 2)
    columns = (Column(pen.say(_("Role")), 1), Column(pen.say(_("Name")), 1.6), Column(pen.say(_("Signature and date")), 2))
    people = ((_("Author"), facts.author), (_("Approver"), facts.approver))
    yield Table(columns, tuple((pen.say(role), name(named, role, pen), _ROOM) for role, named in people))
