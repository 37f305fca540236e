"""The commands that write a record as a file for other programs: the programme of a trip as a calendar, a person as a card."""

from argparse import Namespace

from app.cli import output
from app.cli.errors import RecordNotNamed, must_end
from app.cli.session import kind_of, opened, record_of
from app.core.i18n import _, _n, language
from app.core.text import ltr
from app.exchange.calendar_out import write_calendar
from app.exchange.card_out import write_card
from app.exchange.single_file import WriteFile
from app.rules.labels import Confidentiality
from app.services.json_errors import UnfitValue


def calendar(arguments: Namespace) -> int:
    """Write the programme of a trip as iCalendar; what has no time is counted, and what the ceiling leaves out."""
    must_end(arguments.to, (".ics",))
    return _write(arguments, "delegation", write_calendar)


def card(arguments: Namespace) -> int:
    """Write a person as a vCard."""
    must_end(arguments.to, (".vcf",))
    return _write(arguments, "person", write_card)


def _write(arguments: Namespace, kind_key: str, write: WriteFile) -> int:
    with opened(arguments) as office:
        try:
            record = record_of(office, kind_of(office, kind_key), arguments.id)
        except UnfitValue as error:
            raise RecordNotNamed(_("The file was not made: {reason}"), error.reason) from error
        ceiling = Confidentiality(arguments.ceiling)
        done = write(office, record, arguments.to, lang=arguments.lang or language(), ceiling=ceiling)
    if output.wants_json(asked=arguments.json):
        output.print_object(
            {
                "file": str(done.path),
                "entries": done.entries,
                "label": str(done.label),
                "left_out": done.left_out,
                "untimed": done.untimed,
            }
        )
        return 0
    output.print_line(str(_("{file} was written.").format(file=ltr(str(done.path)))))
    if done.untimed:
        told = _n("{n} item has no time and is not in it.", "{n} items have no time and are not in it.", done.untimed)
        output.print_line(str(told))
    if done.left_out:
        told = _n("{n} item above the ceiling was left out.", "{n} items above the ceiling were left out.", done.left_out)
        output.print_line(str(told))
    return 0
