"""What can be done with a record that the palette found: shown by Tab."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication

from app.core.i18n import _
from app.core.text import strip_isolates
from app.ui.context import Context
from app.ui.shell.palette_rows import Entry
from app.ui.shell.places import PaperPlace, Place, RecordPlace


def actions_of(context: Context, place: RecordPlace, title: str) -> list[Entry]:
    """Offer to open a record, to edit it, to print its papers and to copy its title."""
    from app.papers import papers_of

    kind = context.office.catalogue[place.kind]
    printed = [(paper.title, PaperPlace(paper.name, place.id)) for paper in papers_of(kind.key)]
    papers = [Entry("print", str(name), "", _goer(context, sheet)) for name, sheet in printed]
    return [
        Entry(kind.icon, str(_("Open")), "", _goer(context, place)),
        Entry("edit", str(_("Edit")), "", partial(_edit, context, place)),
        *papers,
        Entry("copy", str(_("Copy the title")), "", partial(_copy, context, title)),
    ]


def _goer(context: Context, place: Place) -> Callable[[], object]:
    return lambda: context.go(place)


def _edit(context: Context, place: RecordPlace) -> None:
    if context.navigator is not None:
        context.navigator.go_to_edit(place)


def _copy(context: Context, title: str) -> None:
    words = strip_isolates(title)
    QGuiApplication.clipboard().setText(words)
    context.say(str(_("“{title}” was copied.").format(title=words)))
