"""What a command line can lack."""

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.text import ltr


class NothingAsked(SafirError):
    """Neither a text nor a file was given."""

    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__(_("Nothing was done: give a text, or a file with --from."))


class UnreadableSource(SafirError):
    """A file with records that could not be read."""

    code = "unreadable_source"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(_("Nothing was added. The file {path} could not be read: {reason}").format(path=path, reason=reason))


class UnknownFilter(SafirError):
    """A filter that is not FIELD=VALUE or names no attribute."""

    code = "unknown_filter"

    def __init__(self, text: str) -> None:
        super().__init__(_("Nothing was listed: the filter {text} names no attribute of this kind.").format(text=text))


class UnknownPaper(SafirError):
    """A paper that does not exist."""

    code = "unknown_paper"

    def __init__(self, name: str, known: str) -> None:
        message = _("Nothing was printed: there is no paper {name}. The papers are: {known}")
        super().__init__(message.format(name=name, known=known))


class UnknownPart(SafirError):
    """A part that a paper does not have."""

    code = "unknown_part"

    def __init__(self, name: str, known: str) -> None:
        message = _("Nothing was printed: this paper has no part {name}. Its parts are: {known}")
        super().__init__(message.format(name=name, known=known))


class NoPassphrase(SafirError):
    """A store that needs a passphrase, and nobody to ask."""

    code = "no_passphrase"

    def __init__(self) -> None:
        sentence = _("The store was not opened: set SAFIR_PASSPHRASE or run the command in a terminal that can ask for it.")
        super().__init__(sentence)


class RecordNotNamed(SafirError):
    """An id or a title that names no record, or more than one; `outcome` is what was not done, with the reason in it."""

    code = "record_not_named"

    def __init__(self, outcome: Text, reason: Text) -> None:
        super().__init__(outcome.format(reason=reason))


class UnknownEnding(SafirError):
    """A file whose ending names no kind of file that the command writes."""

    code = "unknown_ending"

    def __init__(self, path: Path, known: Sequence[str]) -> None:
        message = _("Nothing was written: the ending of {file} must be one of these: {known}")
        super().__init__(message.format(file=ltr(path.name), known=ltr(" ".join(known))))


def must_end(path: Path, known: Sequence[str]) -> None:
    """Let only a file pass whose ending says what is written; raises UnknownEnding."""
    if path.suffix.lower() not in known:
        raise UnknownEnding(path, known)
