"""Closing the window: what is typed is kept without a question, and the last backup of the day is made first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.errors import SafirError
from app.core.i18n import _, language
from app.core.numbers import format_percent
from app.ui.kit import Button, Label, column, row

if TYPE_CHECKING:
    from app.ui.app import Running
    from app.ui.tasks import Running as RunningJob


class Closing(QObject):
    """Say whether a window may close now; one that must wait for its backup closes itself when that is done."""

    def __init__(self, running: "Running") -> None:
        super().__init__(running)
        self._running = running
        self._job: RunningJob[object] | None = None
        self._done = False

    def allowed(self) -> bool:
        """Tell whether the window may close; False keeps it, for ever or until the backup is made."""
        context = self._running.context
        if self._done or context is None:
            return True
        if self._job is not None or not self._may_leave():
            return False
        from app.services import backups

        if not backups.is_changed(context.office):
            return True
        self._back_up()
        return False

    def _may_leave(self) -> bool:
        """Keep what is being typed, to be offered at the next start; ask only when it cannot be kept, or is no record."""
        window, context = self._running.window, self._running.context
        if context is None:
            return True
        from app.ui.form.keeper import keep_all, stop_all

        kept = keep_all(context)
        if kept and (window.is_locked or hasattr(window.page, "drafts")):
            stop_all(context)
            return True
        if window.is_locked:
            said = _("Safir stays open: what you wrote could not be kept on the disk. Unlock it and save, or make room first.")
            self._running.dialogs.tell(said)
            return False
        return window.leave_allowed()

    def _back_up(self) -> None:
        from app.services import backups

        context = self._running.context
        if context is None:
            return
        context.tasks.stop_all()
        page, office = ClosingPage(), context.office
        self._running.window.show_start(page)
        self._job = self._running.tasks.run(
            lambda job: backups.back_up_at_close(office, progress=backups.unless(job.cancelled, job.tell)),
            lambda _made: self._close(),
            failed=self._fail,
            progress=page.tell,
        )
        page.leave.clicked.connect(self._leave)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._close()

    def _fail(self, error: SafirError) -> None:
        if not isValid(self._running.host):  # the program ended without waiting
            return
        self._running.dialogs.report(error)
        self._close()

    def _close(self) -> None:
        self._done = True
        if isValid(self._running.host):
            self._running.host.close()


class ClosingPage(QWidget):
    """What stands while the last backup is made: how far it is, and the way to close without it."""

    def __init__(self) -> None:
        super().__init__()
        self._how_far = Label("", "label", tone="text_2")
        self.leave = Button(_("Close without a backup"))
        title = Label(_("Making a backup before closing…"), "card_title")
        words = column(None, title, self._how_far, row(self.leave, None), None, spacing=12)
        self.setLayout(row(None, words, None))

    def tell(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        self._how_far.set_text(format_percent(100 * done // max(total, 1), language()))
