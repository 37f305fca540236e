"""The gaps page: what a paper lacks, record by record, so that somebody can mend it before the journey."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import _, _c, _n
from app.papers.document import Block, Column, Heading, Paragraph, Table, Tone
from app.papers.passages import listed
from app.papers.pen import About, Pen
from app.papers.trip_parts import GAPS
from app.papers.trip_writing import Writing


def gaps_page(work: Writing) -> Iterator[Block]:
    """List what the parts before this page lack; it must be written last."""
    yield from gaps_of_pen(work.pen)


def gaps_of_pen(pen: Pen) -> Iterator[Block]:
    """List what a pen found missing, the record beside it."""
    by_record: dict[About, list[str]] = {}
    for lack in pen.lacking:
        by_record.setdefault(lack.about, []).append(lack.what)
    yield Heading(pen.say(GAPS), new_page=True)
    if not by_record:
        yield Paragraph(pen.say(_("Nothing is missing in the records behind this paper.")), Tone.MUTED)
        return
    count = sum(len(found) for found in by_record.values())
    told = _n(
        "{n} thing is missing in the records behind this paper.",
        "{n} things are missing in the records behind this paper.",
        count,
    )
    yield Paragraph(pen.say(told), Tone.MUTED)
    columns = (Column(pen.say(_c("gaps", "Record")), 1.4), Column(pen.say(_("What is missing")), 3))
    rows = tuple((pen.quoted(about.title), listed(dict.fromkeys(found), pen)) for about, found in by_record.items())
    yield Table(columns, rows)
    if pen.untranslated:
        english = _("What has no English text in the records stands in Persian, marked {mark}.")
        yield Paragraph(pen.say(english.format(mark=pen.MARK)), Tone.MUTED)
