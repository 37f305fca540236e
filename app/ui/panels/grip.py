"""The grip of a row: pulled up or down, it tells where the row is to stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from app.core.i18n import _
from app.ui.kit import Icon


class Grip(Icon):
    """A mark to pull; `pulled` and `dropped` carry the height of the pointer on the screen."""

    pulled = Signal(int)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__("move", "text_3", size=16)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(str(_("Pull to move the row (Alt+Up, Alt+Down)")))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold; the row beneath must not hear a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pulled.emit(round(event.globalPosition().y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(round(event.globalPosition().y()))
