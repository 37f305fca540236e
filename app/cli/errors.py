"""What a command line can lack."""

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.text import ltr
from app.rules.findings import two_sentences
from app.services.json_errors import UnfitValue


class NothingAsked(SafirError):
    """Neither a text nor a file was given."""

    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__(_("Nothing was done: give a text, or a file with --from."))


class UnreadableSource(SafirError):
    """A file, or standard input, that could not be read."""

    code = "unreadable_source"

    def __init__(self, source: str, reason: Text) -> None:
        message = _("Nothing was done. The file {path} could not be read: {reason}.")
        super().__init__(message.format(path=ltr(source), reason=reason))


class NotText(SafirError):
    """A word of the command line whose bytes are no text."""

    code = "not_text"

    def __init__(self, word: str) -> None:
        super().__init__(_("Nothing was done: {word} is not UTF-8 text.").format(word=ltr(ascii(word))))


class NotFound(UnfitValue):
    """A record that a command names and that is not there, or not the only one of its name."""

    def __init__(self, found: UnfitValue) -> None:
        super().__init__(found.field, found.reason)
        self.message = self.in_command = two_sentences(_("Nothing was done."), found.reason)


class UnfitFilterValue(UnfitValue):
    """A value that a filter cannot compare with."""

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(field, reason)
        message = _("Nothing was listed: the value of {field} was not accepted. {reason}")
        self.message = self.in_command = message.format(field=ltr(field), reason=reason)


class UnfitDecisions(SafirError):
    """A file of decisions that are none."""

    code = "unfit_decisions"

    def __init__(self, source: str) -> None:
        message = _("Nothing was merged: {path} holds no decisions. Each names a conflict and a choice.")
        super().__init__(message.format(path=ltr(source)))


class UnfitTarget(SafirError):
    """A name that Windows gives to no file, so that the file could not travel."""

    code = "unfit_target"

    def __init__(self, name: str) -> None:
        message = _("Nothing was written: no file can be called {name} on Windows. Choose another name.")
        super().__init__(message.format(name=ltr(name)))


class NotReached(SafirError):
    """A file or folder that the system refused where no command has words of its own for it."""

    code = "not_reached"

    def __init__(self, path: str, reason: Text) -> None:
        message = _("This was not done; your data is safe. The system refused {path}: {reason}.")
        super().__init__(message.format(path=ltr(path), reason=reason))


class Unexpected(SafirError):
    """A fault of the program, told without its insides; the log has the classes."""

    code = "unexpected"

    def __init__(self) -> None:
        super().__init__(
            _("This was not done; your data and what you wrote are safe. A report without names was kept on this computer.")
        )


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
