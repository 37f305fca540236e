"""The empty places of a list, which teach: nothing found, nothing that fits, nothing yet."""

from collections.abc import Mapping

from app.core.i18n import Text, _
from app.schema.kinds import RecordKind
from app.services.listing import ListQuery
from app.ui.kit import EmptyState

_FIRST: Mapping[str, tuple[Text, Text]] = {
    "agreement": (
        _("No agreement has been recorded yet."),
        _("Record the expiry and the notice period, and Safir computes the last day for notice and reminds you."),
    ),
    "delegation": (
        _("No delegation has been recorded yet."),
        _("Set the departure, and the deadline of every clearance is counted back from that day."),
    ),
}


def empty_state(kind: RecordKind, query: ListQuery, *, archived: bool = False) -> EmptyState:
    """Say why a list is empty and offer the next step: «new», «clear» for words and filters, or «archived»."""
    if query.text.strip():
        sentence = _("Nothing was found for “{text}”.").format(text=query.text)
        hint = _("Other spellings of the name were searched, too.")
        return EmptyState("search", sentence, hint, actions=(("clear", _("Clear")),))
    if query.filters:
        return EmptyState("filter", _("Nothing matches these filters."), actions=(("clear", _("Clear the filters")),))
    if archived:
        hint = _("Archived items are left out of lists; they are still found and linked.")
        return EmptyState("archive", _("Everything here is archived."), hint, actions=(("archived", _("Show archived rows")),))
    plain = (_("Nothing has been recorded here yet."), _("What you add stands in this list."))
    title, text = _FIRST.get(kind.key, plain)
    first = _("Add the first {kind}").format(kind=kind.name)
    return EmptyState(kind.icon, title, text, actions=(("new", first),))
