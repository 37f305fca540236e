"""What the parts of a trip's papers share: the trip they write of, the pen they write with, and how plain things are put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.calendars import Calendar, DayStyle, format_day
from app.core.i18n import Text, _
from app.core.partial_dates import PartialDate
from app.papers import Gap, PaperOptions
from app.papers.document import Block, Bullets, Heading, Paragraph, Tone, TwoColumnFacts, Words
from app.papers.passages import joined
from app.papers.pen import Pen
from app.services.brief_names import Named
from app.services.trip import Trip, TripFacts

NOTHING = _("Nothing is written under this heading yet.")
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Writing:
    """One paper being written: the trip, what its head says, the pen, and what the author chose."""

    trip: Trip
    facts: TripFacts
    pen: Pen
    options: PaperOptions
    parts: Mapping[str, Write]
    """What the paper can tell, in its order."""

    def tells(self, part: str) -> bool:
        """Tell whether the paper has a part and the author wants it."""
        return part in self.parts and self.options.wants(part)

    @property
    def today(self) -> date:
        """Give the day of the paper."""
        return self.trip.source.today


Write = Callable[[Writing], Iterator[Block]]


def chapters(work: Writing) -> Iterator[Block]:
    """Write the parts that are wanted, in their order; what nobody wants is not even gathered. Lacks are those of the trip."""
    with work.pen.writing_of("delegation", work.trip.id, work.facts.title.in_(work.pen.lang)):
        for key, write in work.parts.items():
            if work.tells(key):
                yield from write(work)


def chapter(title: Text, part: str, pen: Pen, *, new_page: bool = True) -> Heading:
    """Head a part that other parts of the paper lead to; each language of a paper in two has a heading of its own."""
    return Heading(pen.say(title), anchor=anchor_of(part, pen), new_page=new_page)


def anchor_of(part: str, pen: Pen) -> str:
    """Name the heading of a part inside the file."""
    return f"{part}-{pen.lang}"


def gaps_of(pen: Pen) -> tuple[Gap, ...]:
    """Tell the author what is missing, each with the record where it can be mended."""
    return tuple(Gap(joined(lack.about.title, lack.what), lack.about.kind, lack.about.record) for lack in pen.lacking)


def said_lines(text: str, what: Text, pen: Pen) -> Iterator[Block]:
    """Write a text: its lines as points, a single one as a paragraph, and that nothing is there as a lack."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if not found:
        pen.lacks(what)
        yield Paragraph(pen.say(NOTHING), Tone.MUTED)
    elif len(found) == 1:
        yield Paragraph(pen.words(found[0], what))
    else:
        yield Bullets(tuple(pen.words(line, what) for line in found))


def headed(text: str, what: Text, pen: Pen, *, level: int = 2) -> Iterator[Block]:
    """Write a text under its own heading."""
    yield Heading(pen.say(what), level)
    yield from said_lines(text, what, pen)


def nothing(what: Text, sentence: Text, pen: Pen) -> Iterator[Block]:
    """Say that a list is empty, and note it."""
    pen.lacks(what)
    yield Paragraph(pen.say(sentence), Tone.MUTED)


def fact_sheet(pairs: Iterable[tuple[Text, Words]], pen: Pen) -> TwoColumnFacts:
    """Set short facts beside each other, without the empty ones."""
    return TwoColumnFacts(tuple((pen.say(label), words) for label, words in pairs if words))


def named(name: Named | None, what: Text, pen: Pen) -> str:
    """Write a name, nothing where there is none."""
    return pen.name(name, what) if name else ""


def both_days(on: date, pen: Pen) -> str:
    """Write a day with its weekday in the calendar of the language, and the other calendar's day behind it."""
    other = Calendar.GREGORIAN if pen.lang == "fa" else Calendar.JALALI
    return f"{format_day(on, pen.lang, style=DayStyle.FULL)} · {format_day(on, pen.lang, style=DayStyle.LONG, calendar=other)}"


def long_day(on: date | None, pen: Pen) -> str:
    """Write a day in words, nothing where there is none."""
    return format_day(on, pen.lang, style=DayStyle.LONG) if on else ""


def is_old(on: date | PartialDate | None, today: date) -> bool:
    """Tell a fact that is older than a year on the day of the paper; one without a day is not known to be."""
    last = on.last if isinstance(on, PartialDate) else on
    return last is not None and last < today - _YEAR
