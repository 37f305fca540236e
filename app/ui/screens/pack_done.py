"""The package is made: what it holds, where it lies, and its recovery key to print and type back."""

from PySide6.QtWidgets import QWidget

from app.core import platform
from app.core.i18n import _
from app.core.text import ltr
from app.sync.told import Packed
from app.ui.context import Context
from app.ui.fields.files import size_words
from app.ui.kit import Button, Card, CardHead, Label, NoteBar, PrimaryButton, column, row
from app.ui.shell.places import TripsPlace
from app.ui.start.first_run import RecoveryStep


class PackDone(QWidget):
    """Say what was packed and keep the recovery key on the screen until it is typed back or left for later."""

    def __init__(self, context: Context, packed: Packed) -> None:
        super().__init__()
        self._context, self._packed = context, packed
        self.recovery = RecoveryStep(context.gate, context.dialogs, key=packed.recovery_key, office=packed.title)
        self._error = NoteBar("", family="bad", icon="error")
        self._error.setVisible(False)
        self.finished = PrimaryButton(_("Done"), icon="check")
        folder = Button(_("Open the folder"), icon="open_outside")
        later = Button(_("Later"))
        made = Card(spacing=6)
        made.add(CardHead("circle-check", _("The package is ready")))
        made.add(Label(packed.message, "body", wrap=True))
        place = Label(ltr(str(packed.path)), "label", tone="text_3", elide=True, selectable=True)
        made.add(row((place, 1), Label(size_words(packed.size), "label", tone="text_3"), folder, spacing=10))
        key = Card(spacing=8)
        key.add(CardHead("key-round", _("Recovery key of the package")))
        key.add(self.recovery)
        key.add(self._error)
        key.add(row(None, self.finished, later, spacing=8))
        self.setLayout(column(made, key, spacing=12))
        folder.clicked.connect(self._open_folder)
        self.finished.clicked.connect(self.finish)
        later.clicked.connect(lambda: self._context.go(TripsPlace()))

    def finish(self) -> None:
        """Leave when the two groups of the key match."""
        fault = self.recovery.fault()
        self._error.set_text(fault or "")
        self._error.setVisible(fault is not None)
        if fault is None:
            self._context.go(TripsPlace())

    def _open_folder(self) -> None:
        try:
            platform.open_outside(self._packed.path.parent)
        except OSError:
            self._context.dialogs.tell(_("The folder was not opened: no program for it was found."))
