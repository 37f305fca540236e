"""The follow-up sheet of an owner: what they have to see to, the late first; of all owners, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.core.i18n import _, _c, _n
from app.core.numbers import in_language
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import Block, Column, ColumnKind, Heading, Ink, Paragraph, Run, Table, Tone, Words
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.passages import SIDES, day, name, state_of
from app.papers.pen import Pen
from app.rules.vocabulary import Side
from app.services.office import Office
from app.services.paper_promises import Promised
from app.services.paper_registers import OwnerSheet, follow_up_sheets
from app.services.paper_source import reading


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the sheet of one person or officer, or without one of all owners; raises NoSuchRecord, AboveCeiling."""
    with reading(office, options.ceiling) as source:
        sheets, pen = follow_up_sheets(source, record), pen_for(options, source)
        blocks = tuple(_blocks(sheets, pen, options))
        one = sheets[0].owner if record is not None and sheets else None
        title = _("Follow-up sheet: {name}").format(name=one.in_(pen.lang)) if one else _("Follow-up sheets")
        document = framed(source, pen, title, blocks=blocks)
        return composed(source, document, (*_gaps(sheets, pen), *lacking(pen, "", None)))


def _gaps(sheets: tuple[OwnerSheet, ...], pen: Pen) -> Iterator[Gap]:
    for sheet in sheets:
        for promise in sheet.promises:
            if sheet.owner is None:
                told = _("Nobody is responsible for “{what}”.").format(what=promise.what)
                yield Gap(told.in_(pen.lang), "follow_up", promise.key)
            if promise.due is None:
                told = _("“{what}” has no due day.").format(what=promise.what)
                yield Gap(told.in_(pen.lang), "follow_up", promise.key)


def _blocks(sheets: tuple[OwnerSheet, ...], pen: Pen, options: PaperOptions) -> Iterator[Block]:
    if not sheets:
        yield Heading(pen.say(_("Follow-up sheets")))
        yield Paragraph(pen.say(_("No promise is open.")), Tone.MUTED)
    for place, sheet in enumerate(sheets):
        nobody = pen.say(_("Without a responsible person"))
        yield Heading(pen.name(sheet.owner, _("Responsible")) if sheet.owner else nobody, new_page=place > 0)
        yield from _sheet(sheet, pen, options)
    yield from only_in_persian(pen)


def _sheet(sheet: OwnerSheet, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    shown = [promise for promise in sheet.promises if options.wants("late" if promise.late else "open")]
    late = sum(promise.late > 0 for promise in shown)
    counted = _n("{n} open follow-up", "{n} open follow-ups", len(shown)).in_(pen.lang)
    delayed = _n("{n} of them is late.", "{n} of them are late.", late).in_(pen.lang) if late else ""
    yield Paragraph((Run(f"{counted} · "), Run(delayed, bold=True, ink=Ink.WARN)) if late else counted)
    columns = (
        Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
        Column(pen.say(_("What is to be done")), 2.6),
        Column(pen.say(_("Side")), 0.9),
        Column(pen.say(_("Counterpart")), 1.2),
        Column(pen.say(_("Due")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("State")), 1.0),
        Column(pen.say(_("Result")), 1.5),
    )
    rows = tuple(_row(place, promise, pen) for place, promise in enumerate(shown, 1))
    yield Table(columns, rows, empty=pen.say(_("No promise is open.")))


def _row(place: int, promise: Promised, pen: Pen) -> tuple[Words, ...]:
    with pen.writing_of("follow_up", promise.key, promise.what):
        what = pen.plain(promise.what, _("What is to be done"))
        origin = pen.name(promise.origin, _("Origin")) if promise.origin else ""
        ink = Ink.OURS if promise.side is Side.OURS else Ink.THEIRS
        return (
            in_language(str(place), pen.lang),
            (Run(what), Run(f"\n{origin}", ink=Ink.MUTED)) if origin else what,
            (Run(pen.say(SIDES[promise.side]), ink=ink),),
            name(promise.counterpart, _("Counterpart"), pen),
            day(promise.due, pen),
            state_of(promise, pen),
            "",
        )
