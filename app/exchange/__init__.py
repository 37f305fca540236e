"""What leaves Safir as a file for other programs: workbooks, calendars and cards.

Decisions: a table is made of typed cells, streamed, so that a hundred thousand rows need no memory; each day stands twice, as
Jalali text (it sorts, and every program shows it) and as a real date (it filters and counts); nothing that a user typed is ever a
formula; the ceiling comes first, and what is left out is counted; a file is whole or not there at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.i18n import Text, _, _n

if TYPE_CHECKING:
    from app.exchange.single_file import WriteFile

__all__ = ["RecordFile", "files_of", "texts_cut"]


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file for other programs that one record makes; `pattern` names its kind in the dialog that asks for a place."""

    title: Text
    ending: str
    pattern: str

    @property
    def write(self) -> WriteFile:
        """Give the function that writes it, imported when it is asked for and not before."""
        if self.ending == ".ics":
            from app.exchange.calendar_out import write_calendar

            return write_calendar
        from app.exchange.card_out import write_card

        return write_card


_FILES = {
    "delegation": (RecordFile(_("Programme as iCalendar"), ".ics", "iCalendar (*.ics)"),),
    "person": (RecordFile(_("Card of the person (vCard)"), ".vcf", "vCard (*.vcf)"),),
}


def files_of(kind: str) -> tuple[RecordFile, ...]:
    """List the files that a record of a kind makes."""
    return _FILES.get(kind, ())


def texts_cut(count: int) -> Text:
    """Say how many texts a workbook could not hold whole."""
    return _n(
        "{n} text was shortened, because a cell holds no more.", "{n} texts were shortened, because a cell holds no more.", count
    )
