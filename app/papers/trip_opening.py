"""The first pages of a trip's papers: the summary on one page, and the request and assessment of a visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _c, _n
from app.core.moments import Moment, format_clock, moment_now
from app.core.numbers import in_language
from app.papers.document import Block, Column, Heading, Ink, Paragraph, Run, Table, Tone, Words
from app.papers.passages import joined, listed
from app.papers.trip_parts import ASSESSMENT, REQUEST, SUMMARY
from app.papers.trip_writing import Writing, fact_sheet, headed, long_day, named
from app.rules.last_met import Encounter, LastMet, last_met_sentence
from app.services.brief_names import Named
from app.services.paper_meetings import earlier_meetings
from app.services.trip_programme import Item, Permission, permissions, programme

_KEY_MEETINGS = 8


def summary(work: Writing) -> Iterator[Block]:
    """Put the trip on one page."""
    pen, facts = work.pen, work.facts
    yield Heading(pen.say(SUMMARY), new_page=True)
    yield fact_sheet(_key_facts(work), pen)
    yield from headed(facts.purpose, _("Purpose"), pen)
    yield from headed(facts.expected_results, _("Expected results"), pen)
    yield Paragraph((Run(last_met(work), bold=True),))
    yield from _key_meetings(work)
    yield from state_of_permissions(work, permissions(work.trip))


def _key_facts(work: Writing) -> Iterator[tuple[Text, Words]]:
    pen, facts = work.pen, work.facts
    yield _("Destination"), destination(work)
    yield _c("visit", "From"), named(facts.country, _("Country"), pen) if facts.is_incoming else ""
    yield _c("brief", "Length"), _n("{n} day", "{n} days", facts.days).in_(pen.lang) if facts.days else ""
    first, last = (_c("visit", "Arrival"), _c("visit", "Leaving")) if facts.is_incoming else (_("Departure"), _("Return"))
    yield first, long_day(facts.starts_on, pen)
    yield last, long_day(facts.ends_on, pen)
    yield _("Head of delegation"), _with_rank(work, facts.head, rank=facts.head_rank)
    yield _("Host"), _with_rank(work, facts.host, rank=facts.host_rank)
    yield _("Counterparts"), listed((pen.name(body, _("Counterparts")) for body in facts.counterparts), pen)
    yield _("Time difference"), time_difference(work)
    yield _("Inviter"), named(facts.inviter, _("Inviter"), pen)
    yield _("Inviter's letter (number)"), _letter(facts.inviter_letter, long_day(facts.inviter_letter_on, pen))
    yield _("Council resolution (number)"), _letter(facts.council_resolution, long_day(facts.council_resolution_on, pen))
    yield _("Stage"), facts.stage.in_(pen.lang) if facts.stage else ""
    yield _("Funder"), joined(pen.plain(facts.funder, _("Funder")), pen.say(_("Paid by the host")) if facts.host_pays else "")


def destination(work: Writing) -> str:
    """Write where a trip goes; guests come to the city, and the country is theirs."""
    pen, facts = work.pen, work.facts
    country = "" if facts.is_incoming else named(facts.country, _("Country"), pen)
    return joined(pen.plain(facts.city, _("City")), country)


def _letter(number: str, day: str) -> str:
    return joined(number, day) if number else ""


def _with_rank(work: Writing, name: Named | None, *, rank: Named | None) -> str:
    return joined(named(name, _("Name"), work.pen), named(rank, _("Rank"), work.pen))


def time_difference(work: Writing) -> str:
    """Tell how far the clocks of the place are from the office's on the day of departure."""
    from datetime import datetime, time

    office, there = work.trip.source.office.zone, work.trip.zone
    on = work.facts.starts_on or work.today
    here = Moment(datetime.combine(on, time(12)), office)
    minutes = round((here.at(there) - here.wall).total_seconds() / 60)
    if not minutes:
        return ""
    far = in_language(f"{abs(minutes) // 60}:{abs(minutes) % 60:02d}", work.pen.lang)
    ahead, behind = _("{time} ahead of the office"), _("{time} behind the office")
    return (ahead if minutes > 0 else behind).format(time=far).in_(work.pen.lang)


def last_met(work: Writing) -> str:
    """State when the two sides last met before the trip."""
    trip = work.trip
    found = earlier_meetings(trip.source, trip.bodies, moment_now(trip.source.office.zone), most=1).told
    met = LastMet(Encounter(found[0].at.day), found[0].months) if found else None
    return last_met_sentence(met).in_(work.pen.lang)


def _key_meetings(work: Writing) -> Iterator[Block]:
    pen = work.pen
    met = [item for item in programme(work.trip) if item.meeting is not None]
    columns = (Column(pen.say(_("Date")), 1.4), Column(pen.say(_c("programme", "Time")), 0.6), Column(pen.say(_("Meeting")), 3))
    if met:
        yield Heading(pen.say(_("Meetings of the trip")), 2)
        yield Table(columns, tuple(_key_meeting(item, work) for item in met[:_KEY_MEETINGS]))


def _key_meeting(item: Item, work: Writing) -> tuple[Words, ...]:
    pen, at = work.pen, item.starts_at
    when = (format_day(at.day, pen.lang, style=DayStyle.FULL), format_clock(at, pen.lang)) if at else ("—", "—")
    return (*when, pen.words(joined(item.subject, item.place), _("Itinerary item")))


def state_of_permissions(work: Writing, found: Sequence[Permission]) -> Iterator[Block]:
    """Say in a line how many clearances are there and which are not."""
    if not found:
        return
    pen = work.pen
    missing = [permission for permission in found if not permission.is_granted]
    granted = _("Clearances: {granted} of {all} are granted.").format(granted=len(found) - len(missing), all=len(found))
    if not missing:
        yield Paragraph(pen.say(granted))
        return
    names = listed((named(permission.step, _("Clearance step"), pen) for permission in missing), pen)
    waiting = _("Not yet: {steps}.").format(steps=names).in_(pen.lang)
    yield Paragraph((Run(pen.say(granted) + " "), Run(waiting, ink=Ink.WARN, bold=True)))


def request(work: Writing) -> Iterator[Block]:
    """Tell who asked for a visit, when, and what for."""
    pen, facts = work.pen, work.facts
    yield Heading(pen.say(REQUEST), new_page=True)
    yield fact_sheet(_key_facts(work), pen)
    yield from headed(facts.purpose, _("Purpose"), pen)
    yield from headed(facts.expected_results, _("Expected results"), pen)


def assessment(work: Writing) -> Iterator[Block]:
    """Tell how the request was judged: why it is needed, whether it was made before, and which clearances are there."""
    pen, facts = work.pen, work.facts
    yield Heading(pen.say(ASSESSMENT))
    yield Paragraph((Run(last_met(work), bold=True),))
    yield from headed(facts.necessity, _("Necessity statement"), pen)
    if facts.repeat_note:
        yield from headed(facts.repeat_note, _("Why again so soon"), pen)
    found = permissions(work.trip)
    yield from state_of_permissions(work, found)
    if not found:
        yield Paragraph(pen.say(_("No clearance is recorded.")), Tone.MUTED)
