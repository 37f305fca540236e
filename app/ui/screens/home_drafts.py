"""What was being typed when Safir was closed, locked or stopped: each draft with what it is worth, to go on or to throw away."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language
from app.core.text import isolate
from app.services import drafts
from app.services.drafts import Waiting
from app.services.wording import cell_text
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.form.resumed import when
from app.ui.kit import CardHead, Icon, Label, Pill, QuietButton, SmallButton, column, row
from app.ui.screens.home_cards import HomeCard
from app.ui.shell.places import RecordPlace

SHOWN = 5


class DraftsCard(HomeCard):
    """The drafts that wait, newest first; `thrown` is called when one was thrown away."""

    def __init__(self, context: Context, waiting: Sequence[Waiting], *, thrown: Callable[[], object]) -> None:
        sub = _n("{n} draft", "{n} drafts", len(waiting))
        super().__init__(context, CardHead("notebook-pen", _("Written and not saved"), sub=sub), spacing=8)
        self._waiting, self._thrown = waiting, thrown
        for one in waiting[:SHOWN]:
            self.add(self._line(one))
        if len(waiting) > SHOWN:
            more = QuietButton(_n("and {n} more", "and {n} more", len(waiting) - SHOWN))
            more.clicked.connect(lambda: self._show_rest(more))
            self.add(row(more, None))

    def _show_rest(self, more: QWidget) -> None:
        more.hide()
        for one in self._waiting[SHOWN:]:
            self.add(self._line(one))

    def _line(self, one: Waiting) -> QWidget:
        catalogue = self._context.office.catalogue
        icon, name = (catalogue[one.kind].icon, catalogue[one.kind].name) if one.kind in catalogue else ("file-text", one.kind)
        title = one.title or str(_("New {kind}").format(kind=name))
        head = _("{kind} · {when}").format(kind=name, when=when(one.at))
        words = column(
            row(Label(title, "body", weight=600, elide=True), *self._mark(one), None, spacing=8),
            Label(head, "caption", tone="text_3", elide=True),
            Label(one.said, "caption", tone="text_2", wrap=True),
            spacing=2,
        )
        held = QWidget()
        held.setLayout(row(Icon(icon, "text_3", size=18), (words, 1), *self._ways(one, title), spacing=10))
        return held

    def _mark(self, one: Waiting) -> Sequence[QWidget]:
        if one.state == "partial":
            return (Pill(_("Partial"), "warn"),)
        return ()

    def _ways(self, one: Waiting, title: str) -> Sequence[QWidget]:
        opens = one.state != "unreadable"
        name = _("Look at the draft") if one.is_gone else _("Go on with the draft")
        go, drop = SmallButton(name, icon="pencil"), SmallButton(_("Throw away"), kind="quiet", icon="trash-2")
        go.setVisible(opens)
        go.setAccessibleName(f"{name}: {title}")
        drop.setAccessibleName(f"{_('Throw away')}: {title}")
        go.clicked.connect(lambda: self._look(one) if one.is_gone else self._open(one))
        drop.clicked.connect(lambda: self._throw(one))
        return (go, drop)

    def _open(self, one: Waiting) -> None:
        self._context.go(RecordPlace(one.kind, one.record, draft=None if one.record is not None else one.key))

    def _look(self, one: Waiting) -> None:
        """Show the words of a draft whose record is gone."""
        kept = drafts.open_kept(self._context.office, one.key)
        if kept is not None:
            office, fields = self._context.office, self._context.office.catalogue[one.kind].fields
            values = [(fields[name], value) for name, value in kept.draft.values.items() if value not in (None, "", ())]
            lines = [f"{field.label}: {isolate(cell_text(office, field, value, lang=language()))}" for field, value in values]
            self._context.dialogs.tell(one.title, "\n".join(lines))

    def _throw(self, one: Waiting) -> None:
        choices = (Choice("drop", _("Throw away"), danger=True), Choice("stay", _("Cancel"), safe=True))
        detail: Text | str = _("This cannot be taken back.")
        if self._context.dialogs.ask(_("Throw this draft away?"), detail, choices) != "drop":
            return
        try:
            drafts.discard(self._context.office, one.key)
        except SafirError as error:
            self._context.dialogs.report(error)
            return
        self._thrown()
