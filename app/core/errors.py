"""The errors of Safir: each states a fact to a person.

A message is one or more whole sentences: what did not happen, what is safe, why, and what to do. Subclasses stand near
the layer that raises them; those here are raised by several modules of ``core``.
"""

from typing import ClassVar

from app.core.i18n import Text, _


class SafirError(Exception):
    """A failure that a person can be told about; ``code`` is stable, ``message`` is translated when shown.

    ``in_command`` says it where there is no window to speak of.
    """

    code: ClassVar[str] = "unexpected"

    def __init__(self, message: Text, *, in_command: Text | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.in_command = in_command or message

    def __str__(self) -> str:
        return str(self.message)


class UnreadableNumber(SafirError):
    """A text that is no whole number."""

    code = "unreadable_number"

    def __init__(self, text: str) -> None:
        super().__init__(_("{text} could not be read as a number. Example: 1250.").format(text=text))
        self.text = text


class NumberTooLarge(SafirError):
    """A number, or an amount in its smallest unit, of more than 63 bits: the store keeps no larger one."""

    code = "number_too_large"

    def __init__(self) -> None:
        super().__init__(_("This number is too large to be kept."))


class AlreadyLocked(SafirError):
    """A lock file that another process holds."""

    code = "already_locked"

    def __init__(self, path: str) -> None:
        super().__init__(_("Safir is already open with the same data; that window came to the front."))
        self.path = path
