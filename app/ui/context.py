"""What every page is given: the open office, the worker, the dialogs, the settings and the way to other places."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal

from app.core import settings as settings_store
from app.core.settings import Settings
from app.ui.dialogs import Dialogs
from app.ui.shell.navigator import Navigator
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # the services bring SQLAlchemy; nothing before the first paint may import it
    from app.services.office import Office
    from app.ui.start.gate import Gate


class Context(QObject):
    """The composition of one open window.

    `changed` brings services' Changed to the window's thread; `said` asks the shell for a toast (text, way back: whether the
    last deed can be undone, or what takes back something that is not saved yet);
    `replaced` tells that a backup took the place of the data and the office is closed.
    """

    changed = Signal(object)
    settings_changed = Signal()
    said = Signal(str, object)
    replaced = Signal()

    def __init__(
        self, office: "Office", dialogs: Dialogs, settings: Settings, *, settings_path: Path, gate: "Gate | None" = None
    ) -> None:
        super().__init__()
        self._gate = gate
        self.office = office
        self.dialogs = dialogs
        self.tasks = Tasks(self._report, self)
        self.navigator: Navigator | None = None
        self.keepers: WeakSet[Any] = WeakSet()
        """The keepers of drafts (`ui.form.keeper`) of the pages that stand."""
        self._settings, self._settings_path = settings, settings_path
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._deaf: Callable[[], None] = office.listen(self._heard.emit)

    _heard = Signal(object)

    @property
    def settings(self) -> Settings:
        """Give the settings now in force."""
        return self._settings

    @property
    def gate(self) -> "Gate":
        """Give the ways into an office: keys and passphrases; LookupError where a window was opened without them."""
        if self._gate is None:
            raise LookupError(self)
        return self._gate

    def keep(self, settings: Settings) -> None:
        """Take new settings and write them."""
        self._settings = settings
        settings_store.save(self._settings_path, settings)
        self.settings_changed.emit()

    def go(self, place: Any) -> bool:  # noqa: ANN401 - any Place; the union lives beside the navigator
        """Show a place; False when unsaved work keeps the page or there is no window yet."""
        return self.navigator is not None and self.navigator.go(place)

    def say(self, text: str, *, undoable: bool = False, back: Callable[[], object] | None = None) -> None:
        """Ask the shell for a toast; `undoable` when the last deed can be undone, `back` takes back what is not saved yet."""
        self.said.emit(text, back if back is not None else undoable)

    def close(self) -> None:
        """Stop the worker and close the store."""
        self.tasks.stop_all()
        self._deaf()
        self.office.close()

    def _report(self, error: Any) -> None:  # noqa: ANN401 - SafirError, kept loose for the signal
        self.dialogs.report(error)
