"""Backups that nobody has to think of, while somebody edits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.errors import SafirError
from app.ui.context import Context

if TYPE_CHECKING:
    from app.services.backups import Made

LOOK_MS = 5 * 60_000
"""How often it is asked whether a backup is due (`services.backups.EVERY`: half an hour of editing)."""


class BackupClock(QObject):
    """Make the backups that become due, beside the window; a failure is said in a toast and tried again at the next look."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._busy = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make a backup if one is due."""
        if self._busy:
            return
        from app.services import backups

        self._busy = True
        office = self._context.office
        self._context.tasks.run(
            lambda job: backups.back_up_if_due(office, progress=backups.unless(job.cancelled, job.tell)),
            self._tell,
            failed=self._fail,
        )

    def _tell(self, made: "Made | None") -> None:
        self._busy = False
        if made is not None and made.warning is not None:
            self._context.say(str(made.warning))

    def _fail(self, error: SafirError) -> None:
        self._busy = False
        self._context.say(str(error.message))
