"""What may be wrong with values given as JSON; nothing is saved when one of these is raised."""

from collections.abc import Iterable

from app.core.errors import SafirError
from app.core.i18n import Text, _


class UnfitValue(SafirError):
    """A value that the field cannot take; `field` is its attribute name, with the panels on the way."""

    code = "unfit_value"

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(_("Nothing was saved: the value of {field} was not accepted. {reason}").format(
                field=field, reason=reason
            ))
        self.field, self.reason = field, reason


class UnknownAttribute(SafirError):
    """A name that is no attribute and no panel of the kind."""

    code = "unknown_attribute"

    def __init__(self, field: str, kind: Text, lawful: Iterable[str]) -> None:
        super().__init__(
            _("Nothing was saved: {kind} has no attribute {field}. Its attributes are: {names}.").format(
                kind=kind, field=field, names=", ".join(lawful)
            )
        )
        self.field = field


class UnknownKind(SafirError):
    """A key that names no kind."""

    code = "unknown_kind"

    def __init__(self, kind: str, lawful: Iterable[str]) -> None:
        super().__init__(
            _("Nothing was done: there is no kind {kind}. The kinds are: {names}.").format(kind=kind, names=", ".join(lawful))
        )
        self.kind = kind


def needs(what: Text) -> Text:
    """Say what the field takes."""
    return _("It takes {what}.").format(what=what)
