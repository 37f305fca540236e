"""Deleted items: who deleted them and when, and bringing them back; emptying takes only what is older than 30 days."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import Text, _, _n
from app.services import bin as bin_
from app.services.bin import Deleted, Emptied
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import Button, Card, CardHead, EmptyState, Icon, Label, Row, SmallButton, column
from app.ui.screens.page import PlainPage
from app.ui.screens.reading import Reading
from app.ui.theme import WIDTH

_MOST = 500


class BinPage(PlainPage):
    """List what was deleted, newest first; each line comes back with one press."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Deleted items"))
        self._context = context
        self.set_max_width(WIDTH.form)
        self._shown: QWidget | None = None
        self._reading = Reading(context.tasks, self)
        self.body.addStretch(1)
        self._read()

    def _read(self) -> None:
        office = self._context.office
        self._reading.ask(lambda _job: bin_.deleted(office), self.show_deleted)

    def show_deleted(self, found: Sequence[Deleted]) -> None:
        """Show what is in the bin."""
        before, self._shown = self._shown, self._card(found) if found else self._nothing()
        if before is not None:
            self.body.removeWidget(before)
            before.deleteLater()
        self.body.insertWidget(0, self._shown)

    @override
    def refresh(self, changed: object) -> None:
        """Read again."""
        self._read()

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "trash-2", _("Nothing is deleted."), _("What is deleted stays here for at least 30 days and comes back whole.")
        )

    def _card(self, found: Sequence[Deleted]) -> Card:
        card = Card(spacing=0)
        head = CardHead("trash-2", _("Deleted items"), sub=_n("{n} item", "{n} items", len(found)))
        empty = Button(_("Empty the bin…"))
        empty.clicked.connect(self.empty)
        head.add_trailing(empty)
        card.add(head)
        for each in found[:_MOST]:
            card.add_line()
            card.add(self._line(each))
        if len(found) > _MOST:
            more = _n("{n} older item is not listed.", "{n} older items are not listed.", len(found) - _MOST)
            card.add(Label(more, "label", tone="text_3"))
        return card

    def _line(self, found: Deleted) -> Row:
        kind = self._context.office.catalogue[found.kind]
        line = Row(clickable=False, padding=(4, 8), spacing=12)
        title = Label(_("{kind}: {title}").format(kind=kind.name, title=found.title), "body", weight=600, elide=True)
        line.add(Icon(kind.icon))
        line.add(column(title, Label(_about(found), "caption", tone="text_3", elide=True), spacing=0), 1)
        back = SmallButton(_("Restore"), icon="archive-restore")
        back.setAccessibleName(str(_("Restore {title}").format(title=found.title)))
        back.clicked.connect(lambda: self.bring_back(found))
        line.add(back)
        return line

    def bring_back(self, found: Deleted) -> None:
        """Bring one record back, with what stood inside it."""
        office = self._context.office
        self._context.tasks.run(
            lambda _job: bin_.restore(office, found.kind, [found.id]), lambda _done: self._tell_restored(found.title)
        )

    def _tell_restored(self, title: str) -> None:
        self._context.say(str(_("“{title}” is back.").format(title=title)), undoable=True)
        self._read()

    def empty(self) -> None:
        """Ask, and let what is older than 30 days go for good."""
        office = self._context.office
        going, staying = bin_.may_go(office)
        if not going:
            self._context.dialogs.tell(_("Nothing leaves the bin: nothing in it is older than 30 days and free to go."))
            return
        question = _n("Let {n} item go for good?", "Let {n} items go for good?", going)
        detail: Text | str = _("This cannot be taken back.")
        if staying:
            kept = _n("{n} item stays, because others name it.", "{n} items stay, because others name them.", len(staying))
            detail = f"{detail} {kept}"
        choices = (Choice("go", _("Let them go"), danger=True), Choice("keep", _("Cancel"), safe=True))
        if self._context.dialogs.ask(question, detail, choices) == "go":
            self._context.tasks.run(lambda _job: bin_.empty(office, confirmed=True), self._tell_emptied)

    def _tell_emptied(self, found: Emptied) -> None:
        self._context.say(str(found.said))
        self._read()


def _about(found: Deleted) -> Text:
    left = _n("stays for {n} more day", "stays for {n} more days", found.days_left)
    if found.by:
        return _("Deleted by {who} on {moment} · {left}").format(who=found.by, moment=found.at, left=left)
    return _("Deleted on {moment} · {left}").format(moment=found.at, left=left)
