"""The programme of a trip day by day, with the time of the place and of the office; the briefs of its meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from app.core.calendars import DayStyle, format_day
from app.core.clock import TEHRAN
from app.core.i18n import _, _c
from app.core.moments import Moment, format_clock
from app.papers.document import Block, Event, Heading, Ink, Programme, ProgrammeHeads, Run
from app.papers.meeting_brief import brief_blocks
from app.papers.passages import NONE
from app.papers.pen import Pen
from app.papers.programme_table import runs_of
from app.papers.trip_parts import AGREEMENTS, HISTORY, MEETINGS, PROGRAMME, PROMISES
from app.papers.trip_writing import Writing, anchor_of, both_days, nothing
from app.services.brief import BriefFacts
from app.services.trip import trip_briefs
from app.services.trip_programme import Item, programme

_BESIDE = {1: _("next day"), -1: _("day before")}
"""How a day beside that of an item is called, by how far it is from it."""
_BACKGROUND = {"history": HISTORY, "agreements": AGREEMENTS, "promises": PROMISES}
"""The parts of a trip book that tell what a brief tells as its background."""


def day_by_day(work: Writing) -> Iterator[Block]:
    """Write the programme in rows by day."""
    pen = work.pen
    yield Heading(pen.say(PROGRAMME), new_page=True)
    found, office = programme(work.trip), work.trip.source.office.zone
    if not found:
        yield from nothing(PROGRAMME, _("No programme is recorded."), pen)
    is_far = any(item.starts_at.at(office) != item.starts_at.wall for item in found if item.starts_at)
    heads = _heads(work, with_office=is_far)
    for on, items in groupby(found, key=_day):
        yield Heading(both_days(on, pen) if on else pen.say(_("Time not agreed yet")), 2)
        yield Programme(heads, tuple(_event(item, work) for item in items))


def _day(item: Item) -> date | None:
    return item.starts_at.day if item.starts_at else None


def _heads(work: Writing, *, with_office: bool) -> ProgrammeHeads:
    """Name the columns; the clock of the office stands beside that of the place where they ever differ."""
    say = work.pen.say
    office = _c("programme", "Tehran") if work.trip.source.office.zone == TEHRAN else _c("programme", "Office")
    return ProgrammeHeads(
        say(_c("programme", "Local time")),
        say(office) if with_office else "",
        say(_c("programme", "Programme and place")),
        say(_c("programme", "Arrangements")),
    )


def _event(item: Item, work: Writing) -> Event:
    pen, office = work.pen, work.trip.source.office.zone
    return Event(
        _span(item, pen, zone=None),
        _span(item, pen, zone=office),
        pen.words(item.subject, _("Itinerary item")),
        pen.words(item.place, _("Venue")) if item.place else pen.say(_("place not agreed yet")),
        tuple(_arrangements(item, pen)) or NONE,
    )


def _span(item: Item, pen: Pen, *, zone: str | None) -> str:
    """Write from when to when; a day that differs from the first one is named."""
    if item.starts_at is None:
        return ""
    start = _clock(item.starts_at, pen, zone=zone, day=item.starts_at.day)
    return start if item.ends_at is None else f"{start}\n{_clock(item.ends_at, pen, zone=zone, day=item.starts_at.day)}"


def _clock(at: Moment, pen: Pen, *, zone: str | None, day: date) -> str:
    clock = format_clock(at, pen.lang, zone=zone)
    apart = (at.at(zone or at.zone).date() - day).days
    if not apart:
        return clock
    said = _BESIDE.get(apart)
    there = said.in_(pen.lang) if said else format_day(day + timedelta(days=apart), pen.lang, style=DayStyle.SHORT)
    return f"{clock} ({there})"


def _arrangements(item: Item, pen: Pen) -> Iterator[Run]:
    said = (
        (_("Speaker"), item.speaker),
        (_("Interpreter"), item.interpreter),
        (_("Dress"), item.dress),
        (_("Transport"), item.transport),
        (_("Escort"), item.escort),
        (_("Contact person"), item.contact),
        (_("Notes"), item.notes),
    )
    first = True
    for label, text in said:
        if text:
            yield Run(("" if first else "\n") + f"{pen.say(label)}: ", ink=Ink.MUTED)
            yield from runs_of(pen.words(text, label))
            first = False


def briefs(work: Writing) -> Iterator[Block]:
    """Write one brief for each meeting, each on its own pages and under its own name in the contents."""
    pen = work.pen
    found = trip_briefs(work.trip)
    if not found:
        yield Heading(pen.say(MEETINGS), new_page=True)
        yield from nothing(MEETINGS, _("No meeting is recorded."), pen)
    for facts in found:
        with pen.writing_of("meeting", facts.meeting, facts.subject):
            subject = _("Meeting brief: {subject}").format(subject=pen.plain(facts.subject, _("Subject")))
            yield Heading(subject.in_(pen.lang), new_page=True)
            yield from _below(brief_blocks(facts, pen, _told(facts, work))[1:])


def _told(facts: BriefFacts, work: Writing) -> tuple[Run, ...]:
    """Link to the parts of this book that tell the background of a meeting; none unless it tells all of it."""
    if not facts.bodies <= set(work.trip.bodies) or not all(map(work.tells, _BACKGROUND)):
        return ()
    return tuple(Run(work.pen.say(title), link="#" + anchor_of(part, work.pen)) for part, title in _BACKGROUND.items())


def _below(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Put what a brief says below its name: no heading of it stands in the contents."""
    for block in blocks:
        yield replace(block, level=max(2, block.level)) if isinstance(block, Heading) else block
