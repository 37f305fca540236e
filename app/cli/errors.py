"""What a command line can lack."""

from app.core.errors import SafirError
from app.core.i18n import _


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
