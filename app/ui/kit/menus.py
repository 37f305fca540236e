"""Menus with round corners, whose entries carry live icons and plain words."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.words import Words
from app.ui.theme import Tone, icon


class Menu(QMenu):
    """Offer entries; an ampersand in a text is an ampersand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Without these two the corners outside the rounding stay black on some desktops.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.FramelessWindowHint)

    def offer(
        self, text: Words, chosen: Callable[[], object], *, icon_name: str = "", tone: Tone = "text_2", keys: str = "",
        enabled: bool = True, why_not: Words = "",
    ) -> QAction:  # fmt: skip
        """Add an entry; a disabled one says why in its tooltip, and keys are shown, not bound."""
        words = str(text).replace("&", "&&")
        action = self.addAction(f"{words}\t{keys}" if keys else words)
        if icon_name:
            action.setIcon(icon(icon_name, tone))
        action.setEnabled(enabled)
        if str(why_not):
            action.setToolTip(str(why_not))
            self.setToolTipsVisible(True)
        action.triggered.connect(lambda: chosen())  # noqa: PLW0108 - keeps the checked flag from the callable
        return action
