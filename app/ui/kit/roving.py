"""One tab stop for a group of buttons: arrows move inside it, as seen on the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from app.ui.kit.paint import is_rtl


class Roving(QObject):
    """Let Tab reach the home part of a group, and the arrows, Home and End reach the others."""

    def __init__(self, owner: QWidget, parts: Sequence[QAbstractButton] = (), *, vertical: bool = False) -> None:
        super().__init__(owner)
        self._owner = owner
        self._vertical = vertical
        self._parts: list[QAbstractButton] = []
        for part in parts:
            self.add(part)

    def add(self, part: QAbstractButton) -> None:
        """Take one more part; the first one is home until another is named."""
        part.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self._parts else Qt.FocusPolicy.StrongFocus)
        part.installEventFilter(self)
        self._parts.append(part)

    def forget(self) -> None:
        """Let all parts go."""
        for part in self._parts:
            part.removeEventFilter(self)
        self._parts.clear()

    def set_home(self, home: QAbstractButton) -> None:
        """Name the part that Tab reaches."""
        for part in self._parts:
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if part is home else Qt.FocusPolicy.ClickFocus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the focus with the arrows."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers() & _WITH:
            return False
        reachable = [part for part in self._parts if part.isVisible() and part.isEnabled()]
        if watched not in reachable:
            return False
        place = reachable.index(watched)
        target = self._target(Qt.Key(event.key()), place, len(reachable))
        if target < 0:
            return False
        reachable[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _target(self, key: Qt.Key, place: int, count: int) -> int:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1} if self._vertical else {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            turned = -1 if is_rtl(self._owner) and not self._vertical else 1
            return (place + steps[key] * turned) % count
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key, -1)


_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
