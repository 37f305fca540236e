"""What a merge review shows when there is nothing to review: reading, nothing to do, or what was done and how to undo it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n
from app.sync.told import Applied
from app.ui.context import Context
from app.ui.kit import EmptyState, Label, column
from app.ui.screens.merge_report_file import save_report
from app.ui.shell.places import TripsPlace


class MergeDone(EmptyState):
    """Say what was applied, what still waits, and offer to take all of it back."""

    def __init__(self, context: Context, applied: Applied) -> None:
        left = _n("{n} conflict waits for a decision.", "{n} conflicts wait for a decision.", applied.open_conflicts)
        undo = [("undo", _("Undo the whole merge"))] if applied.deed is not None else []
        report = [("report", _("Report with two signatures…"))] if applied.deed is not None else []
        super().__init__(
            "circle-check",
            applied.message,
            left if applied.open_conflicts else "",
            actions=[("trips", _("Trips")), *report, *undo],
        )
        self._context, self._applied = context, applied
        self.action_clicked.connect(self._act)

    def _act(self, key: str) -> None:
        if key == "undo":
            self.undo()
        elif key == "report" and self._applied.deed is not None:
            save_report(self._context, self._applied.deed)
        else:
            self._context.go(TripsPlace())

    def undo(self) -> None:
        """Take the whole merge back as one deed."""
        from app.services import undoing

        office, deed = self._context.office, self._applied.deed
        if deed is not None:
            self._context.tasks.run(lambda _job: undoing.undo(office, deed), self._tell_undone)

    def _tell_undone(self, undone: Any) -> None:  # noqa: ANN401 - services Undone
        self._context.say(str(undone.message))
        self._context.go(TripsPlace())


def only_trips(context: Context, said: Text, *, icon: str = "circle-check") -> EmptyState:
    """Say one thing, with the way to the trips."""
    state = EmptyState(icon, said, actions=(("trips", _("Trips")),))
    state.action_clicked.connect(lambda _key: context.go(TripsPlace()))
    return state


def waiting() -> QWidget:
    """Say that a package is being read."""
    held = QWidget()
    held.setLayout(column(None, Label(_("Reading the package…"), "body", tone="text_2", align="centre"), None))
    return held
