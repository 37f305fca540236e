"""Passages that several papers share: promises, agreements, posts of that day, short facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from app.core.calendars import DayStyle, format_day
from app.core.clock import TEHRAN
from app.core.i18n import Text, _, _c, _n
from app.core.moments import Moment, format_clock
from app.core.partial_dates import PartialDate, Precision, format_partial
from app.papers.document import Block, Column, ColumnKind, Ink, Paragraph, Run, Table, Tone, Words
from app.papers.pen import Pen
from app.rules.vocabulary import Side
from app.services.brief_names import Named
from app.services.paper_agreements import AgreementFact
from app.services.paper_meetings import Attending
from app.services.paper_promises import Promised

SOON_DAYS = 30
_OPEN_SHOWN = 20
"""How many open promises of a side are listed where a paper must stay short."""
NONE = "—"
_ATTENDEES = _("Attendees")
SIDES = {Side.OURS: _c("brief", "Our side"), Side.THEIRS: _c("brief", "Their side")}
_PROMISES = {Side.OURS: _("Our promise"), Side.THEIRS: _("Their promise")}


def joined(*parts: str) -> str:
    """Set short parts beside each other, the empty ones left out."""
    return " · ".join(part for part in parts if part)


def listed(names: Iterable[str], pen: Pen) -> str:
    """Set names one after another as the language does."""
    return ("، " if pen.lang == "fa" else ", ").join(name for name in names if name)


def day(on: date | None, pen: Pen) -> str:
    """Write a day in figures, a dash where there is none."""
    return format_day(on, pen.lang) if on else NONE


def partial(on: PartialDate | None, pen: Pen, *, figures: bool = False) -> str:
    """Write a day known in part, a dash where there is none; in figures only a whole day: a bare year names no calendar."""
    if on is None:
        return NONE
    short = figures and on.precision is Precision.DAY
    return format_partial(on, pen.lang, style=DayStyle.SHORT if short else DayStyle.LONG)


def clocks(at: Moment, office_zone: str, pen: Pen) -> str:
    """Tell the time of the place and, where it differs, of the office."""
    there = format_clock(at, pen.lang)
    if at.at(office_zone) == at.wall:
        return there
    here = format_clock(at, pen.lang, zone=office_zone)
    both = _("{there} there, {here} in Tehran") if office_zone == TEHRAN else _("{there} there, {here} at the office")
    return both.format(there=there, here=here).in_(pen.lang)


def name(named: Named | None, what: Text, pen: Pen) -> str:
    """Write a name, a dash where there is none."""
    return pen.name(named, what) if named else NONE


def said_facts(pairs: Iterable[tuple[Text, str]], pen: Pen) -> Iterator[tuple[str, Words]]:
    """Write short facts of the record that are not empty, as label and value."""
    for label, text in pairs:
        if text:
            yield pen.say(label), pen.words(text, label)


def side(of: Side, pen: Pen) -> Words:
    """Name a side in its colour."""
    return (Run(pen.say(SIDES[of]), ink=Ink.OURS if of is Side.OURS else Ink.THEIRS),)


def post_of(person: Attending, pen: Pen) -> str:
    """Write the post of that day."""
    return name(person.post, _("Posts"), pen)


def attendance(people: Sequence[Attending], pen: Pen) -> Iterator[Block]:
    """List who was there on both sides, with the post of that day; who stayed away stands under the list, with who stood in."""
    present = {person.name for person in people if person.attendance is None}
    there = [(of, who, post) for of in SIDES for who, post in _there(people, of, present=present, pen=pen)]
    rows = tuple((pen.name(who, _ATTENDEES), post, side(of, pen)) for of, who, post in there)
    columns = (
        Column(pen.say(_("Name")), 1.2),
        Column(pen.say(_("Post on that day")), 2.2),
        Column(pen.say(_("Side")), 0.9),
    )
    yield Table(columns, rows, empty=pen.say(_("Nobody is recorded.")))
    away = [_away(person, pen) for of in SIDES for person in people if person.side is of and person.attendance is not None]
    if away:
        yield Paragraph(_("Absent or excused: {people}").format(people=listed(away, pen)).in_(pen.lang), Tone.MUTED)


def _there(people: Sequence[Attending], of: Side, *, present: Collection[Named], pen: Pen) -> Iterator[tuple[Named, str]]:
    for person in people:
        if person.side is not of:
            continue
        if person.attendance is None:
            yield person.name, post_of(person, pen)
        elif person.stood_in is not None and person.stood_in not in present:
            yield person.stood_in, NONE


def _away(person: Attending, pen: Pen) -> str:
    why = person.attendance.in_(pen.lang) if person.attendance is not None else ""
    if person.stood_in is not None:
        instead = _("in the place: {name}").format(name=pen.name(person.stood_in, _ATTENDEES))
        why = joined(why, instead.in_(pen.lang))
    return f"{pen.name(person.name, _ATTENDEES)} ({why})"


def promise_table(promises: Sequence[Promised], pen: Pen, *, empty: Text) -> Table:
    """List promises of both sides with who is responsible, until when, and how late they are."""
    columns = (
        Column(pen.say(_("Side")), 0.9),
        Column(pen.say(_("Promise")), 2.6),
        Column(pen.say(_("Responsible")), 1.2),
        Column(pen.say(_("Due")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("State")), 1.1),
    )
    return Table(columns, tuple(_promise_row(promise, pen) for promise in promises), empty=pen.say(empty))


def open_promises(found: Sequence[Promised], pen: Pen, *, empty: Text) -> Iterator[Block]:
    """List what is owed, of each side the latest first, and count what the paper has no room for."""
    sides = {of: [promise for promise in found if promise.side is of] for of in SIDES}
    yield promise_table([promise for owed in sides.values() for promise in owed[:_OPEN_SHOWN]], pen, empty=empty)
    for of, owed in sides.items():
        more = len(owed) - _OPEN_SHOWN
        if more > 0:
            yield Paragraph(pen.say(_more(of, more)), Tone.MUTED)


def _more(of: Side, count: int) -> Text:
    if of is Side.OURS:
        return _n("And {n} more promise of ours.", "And {n} more promises of ours.", count)
    return _n("And {n} more promise of theirs.", "And {n} more promises of theirs.", count)


def _promise_row(promise: Promised, pen: Pen) -> tuple[Words, ...]:
    with pen.writing_of("follow_up", promise.key, promise.what):
        ink = Ink.OURS if promise.side is Side.OURS else Ink.THEIRS
        return (
            (Run(pen.say(_PROMISES[promise.side]), ink=ink),),
            pen.words(promise.what, _("Promise")),
            name(promise.owner, _("Responsible"), pen),
            day(promise.due, pen),
            state_of(promise, pen),
        )


def state_of(promise: Promised, pen: Pen) -> Words:
    """Write the state of a promise, or how many days late it is."""
    late = _n("{n} day late", "{n} days late", promise.late)
    return (Run(late.in_(pen.lang), bold=True, ink=Ink.WARN) if promise.late else Run(promise.state.in_(pen.lang)),)


def agreement_table(agreements: Sequence[AgreementFact], pen: Pen, *, empty: Text) -> Table:
    """List agreements with their state and the day by which notice must be given."""
    columns = (
        Column(pen.say(_("Title")), 2.6),
        Column(pen.say(_("Signed on")), 1.1, ColumnKind.DATE),
        Column(pen.say(_("Stage")), 1),
        Column(pen.say(_("Last day for notice")), 1.5),
    )
    rows = tuple(
        (
            pen.name(agreement.title, _("Agreements")),
            partial(agreement.signed_on, pen, figures=True),
            standing(agreement, pen),
            notice(agreement, pen),
        )
        for agreement in agreements
    )
    return Table(columns, rows, empty=pen.say(empty))


def standing(agreement: AgreementFact, pen: Pen) -> Words:
    """Write the stage of an agreement, or loudly since when it is over though its stage does not say so."""
    said = agreement.standing.in_(pen.lang)
    return said if agreement.over is None else (Run(said, bold=True, ink=Ink.WARN),)


def notice(agreement: AgreementFact, pen: Pen) -> Words:
    """Write the day that is watched and the days left to it, loudly when they are few or none."""
    on, left = agreement.notice, agreement.left
    if on is None or left is None:
        return NONE
    if left < 0:
        return (Run(f"{day(on, pen)}\n"), Run(pen.say(_c("last day for notice", "passed")), ink=Ink.WARN, bold=True))
    count = _n("{n} day left", "{n} days left", left).in_(pen.lang)
    ink = Ink.WARN if left <= SOON_DAYS else Ink.MUTED
    return (Run(f"{day(on, pen)}\n"), Run(count, ink=ink, bold=left <= SOON_DAYS))
