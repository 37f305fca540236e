"""What may keep a file from being written; a file of that name stays as it was."""

from pathlib import Path

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.text import ltr


class TargetOpen(SafirError):
    """The file that would be replaced is open in another program, which locks it."""

    code = "target_open"

    def __init__(self, target: Path) -> None:
        message = _("The workbook was not written; your data is safe. {file} is open in another program. Close it and try again.")
        super().__init__(message.format(file=ltr(target.name)))
        self.target = target


class WorkbookNotWritten(SafirError):
    """The place could not be written: no room, no permission, no such folder."""

    code = "workbook_not_written"

    def __init__(self, target: Path, reason: Text) -> None:
        message = _("The workbook was not made; your data is safe. {path} could not be written: {reason}. Choose another place.")
        super().__init__(message.format(path=ltr(str(target)), reason=reason))
        self.target = target


class FileNotWritten(SafirError):
    """A calendar or a card that could not be put in its place: open elsewhere, no room, no permission, no such folder."""

    code = "file_not_written"

    def __init__(self, target: Path, reason: Text) -> None:
        message = _(
            "The file was not written; your data is safe. {path} could not be written: {reason}. "
            "Close it where it is open, or choose another place."
        )
        super().__init__(message.format(path=ltr(str(target)), reason=reason))
        self.target = target


class TooManyRows(SafirError):
    """A table that no sheet of a workbook can hold."""

    code = "too_many_rows"

    def __init__(self, rows: int, most: int) -> None:
        message = _(
            "The workbook was not made; your data is safe. A sheet holds at most {most} rows, and here there are {rows}. "
            "Narrow the list with a filter and write it in parts."
        )
        super().__init__(message.format(most=most, rows=rows))
        self.rows = rows
