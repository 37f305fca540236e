"""Gifts on paper: one table for the sheets that name them and for the register of a year."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import _, _c
from app.core.money import format_money
from app.core.numbers import in_language
from app.papers.document import Column, ColumnKind, Ink, Run, Table, Words
from app.papers.passages import NONE, day, joined, name
from app.papers.pen import Pen
from app.schema.choices import choice_label
from app.services.paper_person import GiftFact


def gift_table(gifts: Sequence[GiftFact], pen: Pen, *, direction: bool = True) -> Table:
    """List gifts by day: what, which way unless the heading says it, from whom to whom, its worth, where it is now."""
    columns = (
        Column(pen.say(_c("table", "No.")), 0.4, ColumnKind.NUMBER),
        Column(pen.say(_("Date")), 0.9, ColumnKind.DATE),
        Column(pen.say(_("Gift")), 2.6 if direction else 3.0),
        *((Column(pen.say(_("Direction")), 0.8),) if direction else ()),
        Column(pen.say(_("Giver")), 1.1),
        Column(pen.say(_("Receiver")), 1.1),
        Column(pen.say(_("Worth")), 1.2, ColumnKind.NUMBER),
        Column(pen.say(_("Where it is now")), 1.3),
    )
    rows = tuple(_row(place, gift, pen, direction=direction) for place, gift in enumerate(gifts, 1))
    return Table(columns, rows, empty=pen.say(_("No gift is recorded.")))


def _row(place: int, gift: GiftFact, pen: Pen, *, direction: bool) -> tuple[Words, ...]:
    with pen.writing_of("delegation", gift.delegation, gift.item):
        gift_name = pen.plain(gift.item, _("Gift"))
        kind = joined(pen.name(gift.kind, _("Kind of gift")) if gift.kind else "", name(gift.occasion, _("Delegation"), pen))
        return (
            in_language(str(place), pen.lang),
            day(gift.on, pen),
            (Run(f"{gift_name}\n"), Run(kind, ink=Ink.MUTED)),
            *((choice_label(gift.direction).in_(pen.lang),) if direction else ()),
            name(gift.giver, _("Giver"), pen),
            name(gift.receiver, _("Receiver"), pen),
            format_money(gift.value, pen.lang) if gift.value else NONE,
            joined(gift.state.in_(pen.lang), pen.plain(gift.kept_at, _("Where it is now"))),
        )
