"""The lock: one passphrase, or the recovery key; nothing of the data behind it is shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.text import isolate
from app.ui.kit import Label, PrimaryButton, QuietButton, row
from app.ui.start.look import Line, Sheet, field, head
from app.ui.start.secret import Secret, layout_name
from app.ui.tasks import Job, Tasks

Way = Callable[[str], Any]


class UnlockPage(Sheet):
    """Ask for the passphrase and open the office; `opened` hands over what the way in gave."""

    opened = Signal(object)

    def __init__(
        self, tasks: Tasks, *, by_passphrase: Way, by_recovery: Way | None, office_name: str = "", who: str = "",
        note: str = "",
    ) -> None:  # fmt: skip
        super().__init__(width=420)
        self._tasks, self._by_passphrase, self._by_recovery = tasks, by_passphrase, by_recovery
        self._uses_key = False
        self.secret = Secret(_("Passphrase"))
        self._key = Line(latin=True)
        self._key_field = field(_("Recovery key"), self._key, _("The eight groups of the printed sheet, in any form."))
        self._error = Label("", "body", tone="bad", wrap=True)
        self._error.setVisible(False)
        self.button = PrimaryButton(_("Unlock"), icon="lock-open")
        self._other = QuietButton(_("Recovery key"), icon="key-round")
        self._lay_out(" · ".join(isolate(part) for part in (who, office_name) if part), note)
        self._connect()

    def _lay_out(self, whose: str, note: str) -> None:
        self.card.add(head(_("Safir is locked"), whose))
        if note:
            self.card.add(Label(note, "label", tone="text_2", wrap=True))
        self.card.body.addSpacing(6)
        self.card.add(self.secret)
        self.card.add(self._key_field)
        self._key_field.setVisible(False)
        self.card.add(self._error)
        self.card.body.addSpacing(4)
        self._other.setVisible(self._by_recovery is not None)
        # The main button stands under the beginning of its field, the other way in at the far edge.
        self.card.add(row(self.button, None, self._other, spacing=8))

    def _connect(self) -> None:
        self.secret.submitted.connect(self.submit)
        self._key.returnPressed.connect(self.submit)
        self.button.clicked.connect(self.submit)
        self._other.clicked.connect(self._change_way)
        self.secret.changed.connect(self._forget_error)
        self._key.textChanged.connect(self._forget_error)

    @property
    def fault(self) -> str:
        """Give the sentence that says why it did not open; empty when nothing is wrong."""
        return "" if self._error.isHidden() else self._error.text()

    def submit(self) -> None:
        """Try what was typed."""
        typed = self._key.text() if self._uses_key else self.secret.text()
        if not typed.strip() or not self.button.isEnabled():
            return
        way = self._by_recovery if self._uses_key and self._by_recovery is not None else self._by_passphrase
        self._wait(waiting=True)
        self._tasks.run(lambda _job: _through(way, typed, _job), self._let_in, failed=self._refuse)

    def _let_in(self, found: object) -> None:
        self._wait(waiting=False)
        self.secret.edit.clear()
        self._key.clear()
        self.opened.emit(found)

    def _refuse(self, error: SafirError) -> None:
        self._wait(waiting=False)
        layout = layout_name()
        wrong = error.code == "wrong_passphrase" and layout
        said = _("The lock was not opened. The passphrase is wrong; the keyboard is set to {layout}.").format(layout=layout)
        self._error.set_text(said if wrong else error.message)
        self._error.setVisible(True)
        edit = self._key if self._uses_key else self.secret.edit
        edit.selectAll()
        edit.setFocus()

    def _wait(self, *, waiting: bool) -> None:
        self.button.setEnabled(not waiting)
        self.button.set_text(_("Opening…") if waiting else _("Unlock"))
        self.secret.setEnabled(not waiting)
        self._key.setEnabled(not waiting)

    def _forget_error(self) -> None:
        self._error.setVisible(False)

    def _change_way(self) -> None:
        self._uses_key = not self._uses_key
        self._other.set_text(_("Passphrase") if self._uses_key else _("Recovery key"))
        self.secret.setVisible(not self._uses_key)
        self._key_field.setVisible(self._uses_key)
        (self._key if self._uses_key else self.secret.edit).setFocus()
        self._forget_error()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        (self._key if self._uses_key else self.secret.edit).setFocus()


def _through(way: Way, typed: str, _job: Job) -> object:
    return way(typed)
