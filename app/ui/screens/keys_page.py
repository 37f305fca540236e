"""Keys: another passphrase, and a new recovery key, without writing the data anew."""

from PySide6.QtWidgets import QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.services import passphrases
from app.ui.context import Context
from app.ui.kit import Card, CardHead, Label, NoteBar, PrimaryButton, row
from app.ui.screens.page import PlainPage
from app.ui.shell.places import SettingsPlace
from app.ui.start.first_run import PassphraseStep, RecoveryStep
from app.ui.start.secret import Secret


class KeysPage(PlainPage):
    """Change what opens the lock; the present passphrase is asked for both."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Passphrase and recovery key"), crumb=_("Settings"))
        self._context = context
        self.set_max_width(640)
        self.old = Secret(_("The passphrase of today"))
        self.fresh = PassphraseStep(context.gate)
        self.change_button = PrimaryButton(_("Change the passphrase"), icon="key-round")
        self.recovery_button = PrimaryButton(_("Make a new recovery key"), icon="print")
        self.recovery: RecoveryStep | None = None
        self._said = NoteBar("", family="bad", icon="error")
        self._said.setVisible(False)
        self._key_card = Card(spacing=8)
        self._lay_out()
        self.change_button.clicked.connect(self.change)
        self.recovery_button.clicked.connect(self.make_recovery)

    def crumb_place(self) -> SettingsPlace:
        """Give the page above it."""
        return SettingsPlace("lock")

    def _lay_out(self) -> None:
        first = Card(spacing=8)
        first.add(CardHead("lock", _("The passphrase of today")))
        first.add(self.old)
        second = Card(spacing=8)
        second.add(CardHead("key-round", _("Another passphrase")))
        second.add(self.fresh)
        second.add(row(self.change_button, None))
        self._key_card.add(CardHead("shield-check", _("Recovery key")))
        said = _("A new key makes the printed one worthless: print it, put it into the safe and destroy the old sheet.")
        self._key_card.add(Label(said, "label", tone="text_3", wrap=True))
        self._key_card.add(row(self.recovery_button, None))
        for part in (self._said, first, second, self._key_card):
            self.add(part)
        self.body.addStretch(1)

    def change(self) -> None:
        """Take another passphrase."""
        fault = self.fresh.fault()
        if fault is not None:
            self._say(fault)
            return
        office, old, new = self._context.office, self.old.text(), self.fresh.first.text()
        self._wait(waiting=True)
        self._context.tasks.run(
            lambda _job: passphrases.change_passphrase(office, old, new), lambda _none: self._changed(), failed=self._refuse
        )

    def _changed(self) -> None:
        self._wait(waiting=False)
        self._say(None)
        for secret in (self.old, self.fresh.first, self.fresh.second):
            secret.edit.clear()
        self._context.say(str(_("The new passphrase opens the lock from now on.")))

    def make_recovery(self) -> None:
        """Make a new recovery key, show it once, and ask two of its groups back."""
        office, old = self._context.office, self.old.text()
        self._wait(waiting=True)
        self._context.tasks.run(lambda _job: passphrases.new_recovery_key(office, old), self._show_key, failed=self._refuse)

    def _show_key(self, key: str) -> None:
        self._wait(waiting=False)
        self._say(None)
        self.recovery = RecoveryStep(
            self._context.gate, self._context.dialogs, key=key, office=self._context.settings.office_name
        )  # fmt: skip
        done = PrimaryButton(_("It is printed and kept"), icon="check")
        done.clicked.connect(self.finish)
        self.recovery_button.setEnabled(False)
        self._key_card.add(self.recovery)
        self._key_card.add(row(done, None))
        self.scroll_to(self._key_card)

    def finish(self) -> None:
        """Take the key away once two of its groups were typed back."""
        if self.recovery is None:
            return
        fault = self.recovery.fault()
        self._say(fault)
        if fault is None:
            self._context.go(SettingsPlace("lock"))

    def _refuse(self, error: SafirError) -> None:
        self._wait(waiting=False)
        self._say(error.message)
        self.old.edit.selectAll()
        self.old.edit.setFocus()

    def _say(self, fault: Text | None) -> None:
        self._said.set_text(fault or "")
        self._said.setVisible(fault is not None)
        if fault is not None:
            self.verticalScrollBar().setValue(0)

    def _wait(self, *, waiting: bool) -> None:
        parts: tuple[QWidget, ...] = (self.change_button, self.recovery_button, self.old, self.fresh)
        for part in parts:
            part.setEnabled(not waiting)
