"""The commands that keep the data: backup, restore."""

from argparse import Namespace

from app.cli import output
from app.cli.session import folder_of, opened, passphrase
from app.core.text import strip_isolates
from app.services import backups


def backup(arguments: Namespace) -> int:
    """Make a verified backup, or list those there are; 1 when the second place could not be reached."""
    with opened(arguments) as office:
        if arguments.list:
            for found in backups.listed(office):
                _say_listed(found, as_json=output.wants_json(asked=arguments.json))
            return 0
        if arguments.second is not None:
            office.settings = backups.with_second_place(office.settings, arguments.second)
        made = backups.back_up(office)
    warning = None if made.warning is None else strip_isolates(str(made.warning))
    if output.wants_json(asked=arguments.json):
        output.print_object(
            {
                "file": str(made.path),
                "at": made.at.isoformat(),
                "records": made.records,
                "size": made.size,
                "second": None if made.second is None else str(made.second),
                "warning": warning,
            }
        )
    else:
        output.print_line(str(made.said))
        if warning is not None:
            output.print_line(warning)
    return 0 if made.warning is None else 1


def restore(arguments: Namespace) -> int:
    """Put a backup in the place of the store; what stood there is moved aside."""
    done = backups.restore(folder_of(arguments), arguments.file, passphrase())
    if output.wants_json(asked=arguments.json):
        output.print_object({"store": str(folder_of(arguments)), "records": done.records, "aside": str(done.aside)})
    else:
        output.print_line(str(done.said))
    return 0


def _say_listed(found: backups.Listed, *, as_json: bool) -> None:
    if as_json:
        output.print_object(
            {
                "file": str(found.path),
                "at": found.at.isoformat(),
                "records": found.records,
                "size": found.size,
                "where": found.where,
                "reason": found.reason,
            }
        )
    else:
        count = "?" if found.records is None else str(found.records)
        output.print_line(f"{found.at.isoformat(' ')}  {count}  {found.path}")
