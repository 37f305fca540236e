"""The page of one record as the shell knows it: its names, its keys, its sizes, and the state to come back to."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from typing_extensions import override

from app.services.office import Changed
from app.ui.context import Context
from app.ui.form.record_form import RecordForm, focused_widget
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.theme import SPACE, WIDTH, Breakpoint, breakpoint_of, colour, is_short, text_scale


class FormPage(RecordForm):
    """One record as a page, generated from the declaration of its kind."""

    def __init__(self, context: Context, place: RecordPlace) -> None:
        super().__init__(context, place)
        if place.section:
            QTimer.singleShot(0, self, lambda: self.body.go_to(place.section))

    def title(self) -> str:
        """Name the record."""
        return self.session.title

    def crumb(self) -> str:
        """Name the list it stands in."""
        return str(self.session.kind.plural)

    def crumb_place(self) -> ListPlace:
        """Give the list it stands in."""
        return ListPlace(self.session.draft.kind)

    def refresh(self, changed: object) -> None:
        """Read the record anew when somebody else changed it and nothing would be lost."""
        ids = changed.ids if isinstance(changed, Changed) else frozenset()
        if self.session.draft.id in ids and not self.would_lose():
            self.read_again()
        elif ids:
            self.rules.look()

    def state(self) -> Mapping[str, Any]:
        """Give scroll, section, mode, and the field that had the keyboard."""
        focus = next((editor.field.name for editor in self.body.built_editors() if editor.isAncestorOf(focused_widget())), "")
        return {"scroll": self.body.page.verticalScrollBar().value(), "reading": self.reading, "focus": focus}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` gave."""
        self.set_reading(reading=bool(state.get("reading", self.reading)))
        scroll, focus = int(state.get("scroll", 0)), str(state.get("focus", ""))
        if scroll or focus:
            self.body.finish()

        def later() -> None:
            editor = next((editor for editor in self.body.editors() if editor.field.name == focus), None)
            if editor is not None and not self.reading:
                editor.focus_field()
            self.body.page.verticalScrollBar().setValue(scroll)

        QTimer.singleShot(0, self, later)

    def act(self, action: str) -> bool:
        """Do a named action; False when this page has none of that name."""
        acts: dict[str, Callable[[], object]] = {
            "save": self.save,
            "save_close": self.save_and_close,
            "edit": self.edit,
            "cancel": self.cancel,
            "history": self.show_history,
            "print": self.head.papers.open,
            "archive": self.archive,
            "delete": self.delete,
            "new": lambda: self.context.go(RecordPlace(self.session.draft.kind)),
            "next_tab": lambda: self.body.step_tab(1),
            "previous_tab": lambda: self.body.step_tab(-1),
        }
        if action.startswith("tab_") and action[4:].isdigit():
            return self.body.go_to_place(int(action[4:]) - 1)
        if action not in acts:
            return False
        # Ctrl+Enter belongs to the open row first.
        if action == "save_close" and self.body.next_row(focused_widget()):
            return True
        acts[action]()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a form that reach it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = {Qt.Key.Key_F2: "edit", Qt.Key.Key_Escape: "cancel"}
        held = {
            Qt.Key.Key_S: "save", Qt.Key.Key_Return: "save_close", Qt.Key.Key_Enter: "save_close", Qt.Key.Key_H: "history",
        }  # fmt: skip
        action = (held if control else plain).get(Qt.Key(event.key()), "")
        if not action or not self.act(action):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit margins and bars to the window."""
        super().resizeEvent(event)
        window = self.window()
        compact = breakpoint_of(window.width(), text_scale()) is Breakpoint.COMPACT
        side = SPACE.m if compact else SPACE.xl
        spare = (self.width() - WIDTH.form) // 2
        self.top.setContentsMargins(max(side, spare), SPACE.s if compact else SPACE.m, max(side, spare), 0)
        self.head.set_compact(compact=is_short(window.height(), text_scale()))
        self.bar.set_compact(compact)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk behind head and tabs."""
        QPainter(self).fillRect(event.rect(), colour("canvas"))
