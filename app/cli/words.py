"""The commands that need no store: dates, folding and order."""

from argparse import Namespace
from collections.abc import Iterator

from app.cli import output
from app.cli.errors import NothingAsked
from app.core.calendars import HIJRI_TABLE, Calendar, iso_text, parse_day
from app.core.collation import sort_key
from app.core.errors import SafirError
from app.core.folding import tight
from app.core.text import strip_isolates


def inputs(arguments: Namespace) -> Iterator[str]:
    """Walk the text given, or the lines of the file given; raises NothingAsked when there is neither."""
    if arguments.source is not None:
        yield from output.lines_of(arguments.source)
    elif arguments.text is not None:
        yield arguments.text
    else:
        raise NothingAsked


def date(arguments: Namespace) -> int:
    """Print each day in the three calendars; an impossible day gives an error and null fields."""
    calendar = Calendar(arguments.calendar) if arguments.calendar else None
    for text in inputs(arguments):
        found = _day(text, calendar)
        if output.wants_json(asked=arguments.json):
            output.print_object(found)
        else:
            output.print_line(str(found["error"] or f"{found['jalali']}  {found['gregorian']}  {found['hijri']}"))
    return 0


def _day(text: str, calendar: Calendar | None) -> dict[str, str | None]:
    found: dict[str, str | None] = dict.fromkeys(("input", "jalali", "gregorian", "hijri", "hijri_table", "error"))
    found["input"], found["hijri_table"] = text, HIJRI_TABLE
    try:
        day = parse_day(text, calendar=calendar)
        found.update({each.value: iso_text(day, each) for each in Calendar})
    except SafirError as error:
        found["error"] = strip_isolates(str(error))
    return found


def fold(arguments: Namespace) -> int:
    """Print each text as search sees it."""
    for text in inputs(arguments):
        if output.wants_json(asked=arguments.json):
            output.print_object({"input": text, "folded": tight(text)})
        else:
            output.print_line(tight(text))
    return 0


def sort(arguments: Namespace) -> int:
    """Print the lines of a file in Persian order; equal lines keep their order."""
    for line in sorted(output.lines_of(arguments.file), key=sort_key):
        print(line)
    return 0
