"""Deeds of the keys and of the frame: what each named action of the key map does in the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.core.i18n import Language, language
from app.ui.context import Context
from app.ui.shell.places import (
    BackupsPlace,
    BinPlace,
    HelpPlace,
    HomePlace,
    KeysPlace,
    ListPlace,
    MergePlace,
    PackPlace,
    PaperPlace,
    Place,
    RecordPlace,
    SettingsPlace,
    TripsPlace,
)
from app.ui.tasks import Job

if TYPE_CHECKING:
    from app.services.undoing import Undone
    from app.ui.shell.window import Window

_PAGE_ACTIONS = frozenset(
    ("save", "save_close", "edit", "find", "find_next", "export", "print", "history", "filters", "next_tab")
)

# The page under an open palette must hear no key: nobody sees what it would do.
_OVER_PALETTE = frozenset(("palette", "lock"))

TOPICS: Mapping[type, str] = {
    ListPlace: "lists",
    RecordPlace: "records",
    PaperPlace: "labels",
    KeysPlace: "keys",
    BinPlace: "undo",
    TripsPlace: "trips",
    PackPlace: "trips",
    MergePlace: "trips",
    BackupsPlace: "backups",
}
"""The topic of the help that belongs to a place; where none does, the help begins with the keys."""


class Deeds:
    """What can be done in a window; the page now shown is asked for what concerns it."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def act(self, action: str) -> bool:
        """Do a named action; False when there is nothing to do it to."""
        if self._window.is_locked or self._window.frame is None:
            return False
        if self._window.is_asking and action not in _OVER_PALETTE:
            return False
        if action.startswith("place_"):
            return self._go_to(int(action[6:]) - 1)
        deed = self._deeds().get(action)
        if deed is not None:
            return deed() is not False
        if action in _PAGE_ACTIONS or action.startswith("tab_"):
            return self._window.page is not None and self._window.page.act(action)
        return False

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "palette": self._window.open_palette,
            "back": self._back,
            "forward": self._forward,
            "crumb": self._up,
            "rail": self._turn_rail,
            "lock": self._window.lock_asked.emit,
            "who": self._window.who_asked.emit,
            "theme": self._window.theme_asked.emit,
            "language": self._other_language,
            "settings": lambda: self._go(SettingsPlace()),
            "help": lambda: self._go(HelpPlace(self._topic())),
            "home": lambda: self._go(HomePlace()),
            "new": self._new,
            "new_menu": self._new_menu,
            "undo": lambda: self._undo(again=False),
            "redo": lambda: self._undo(again=True),
        }

    def _go(self, place: Place) -> bool:
        return self._window.context is not None and self._window.context.go(place)

    def _go_to(self, number: int) -> bool:
        if self._window.frame is None or number >= len(self._window.frame.keys):
            return False
        self._window.frame.choose(self._window.frame.keys[number])
        return True

    def _back(self) -> bool:
        return self._window.navigator is not None and (self._window.navigator.back() or True)

    def _forward(self) -> bool:
        return self._window.navigator is not None and (self._window.navigator.forward() or True)

    def _up(self) -> bool:
        above = getattr(self._window.page, "crumb_place", None)
        if above is not None:
            return self._go(above())
        place = self._window.navigator.place if self._window.navigator is not None else HomePlace()
        return self._go(ListPlace(place.kind) if isinstance(place, RecordPlace) else HomePlace())

    def _topic(self) -> str:
        place = self._window.navigator.place if self._window.navigator is not None else HomePlace()
        return TOPICS.get(type(place), "")

    def _turn_rail(self) -> None:
        if self._window.frame is not None:
            self._window.frame.turn_rail()

    def _other_language(self) -> bool:
        if self._window.navigator is None or not self._window.navigator.leave_allowed():
            return False
        other: Language = "en" if language() == "fa" else "fa"
        self._window.language_asked.emit(other)
        return True

    def _new(self) -> bool:
        if self._window.page is not None and self._window.page.act("new"):
            return True
        place = self._window.navigator.place if self._window.navigator is not None else HomePlace()
        kind = self._window.frame.kind_of(place) if self._window.frame is not None else None
        return self._go(RecordPlace(kind.key)) if kind is not None else self._new_menu()

    def _new_menu(self) -> bool:
        if self._window.frame is not None:
            self._window.frame.open_new_menu()
        return True

    # Undo

    def _undo(self, *, again: bool) -> bool:
        if undo_in_text(QApplication.focusWidget(), again=again):
            return True
        if not again and self._window.take_back_said():
            return True
        context = self._window.context
        if context is None:
            return False
        context.tasks.run(lambda job: _take_back(context, job, again=again), self._tell_undone, failed=self._tell_refused)
        return True

    def _tell_undone(self, undone: "Undone") -> None:
        self._window.say(str(undone.message), way_back=False)
        glow = getattr(self._window.page, "glow", None)
        if glow is not None:
            glow.show_deed(undone.deed)

    def _tell_refused(self, error: Exception) -> None:
        if getattr(error, "code", "") == "nothing_to_undo":
            self._window.say(str(error), way_back=False)
        elif self._window.context is not None:
            self._window.context.dialogs.report(error)  # type: ignore[arg-type]


def undo_in_text(widget: QWidget | None, *, again: bool) -> bool:
    """Undo or redo in the text that has the keyboard; False when there is nothing to take back in it."""
    if isinstance(widget, QLineEdit):
        able = widget.isRedoAvailable() if again else widget.isUndoAvailable()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        document = widget.document()
        able = document.isRedoAvailable() if again else document.isUndoAvailable()
    else:
        return False
    if able:
        widget.redo() if again else widget.undo()
    return able


def _take_back(context: Context, _job: Job, *, again: bool) -> "Undone":
    from app.services import history

    return history.redo(context.office) if again else history.undo(context.office)
