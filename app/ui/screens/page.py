"""What simple pages share: a scrolling page that holds nobody and keeps its place."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import Text
from app.ui.kit import FootBar, ScrollPage


class PlainPage(ScrollPage):
    """A page without records: a title, and where it was scrolled to."""

    def __init__(self, title: Text, *, crumb: Text | None = None) -> None:
        super().__init__()
        self._title, self._crumb = title, crumb
        self._foot: FootBar | None = None
        # The scroll bar ends where the foot begins.
        self._under_bar = QWidget()
        self.addScrollBarWidget(self._under_bar, Qt.AlignmentFlag.AlignBottom)
        self._under_bar.hide()

    def set_foot(self, foot: FootBar | None) -> None:
        """Keep a bar at the bottom of the page, whatever is scrolled; None takes it away."""
        if self._foot is not None:
            self._foot.deleteLater()
        self._foot = foot
        tall = 0 if foot is None else foot.maximumHeight()
        self._under_bar.setFixedHeight(tall)
        self._under_bar.setVisible(foot is not None)
        self.setViewportMargins(0, 0, 0, tall)
        if foot is not None:
            foot.setParent(self)
            foot.show()
            self._place_foot(foot)

    def _place_foot(self, foot: FootBar) -> None:
        foot.setGeometry(0, self.height() - foot.height(), self.width(), foot.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the window."""
        super().resizeEvent(event)
        if self._foot is not None:
            self._place_foot(self._foot)

    def title(self) -> str:
        """Name the page in the top bar."""
        return str(self._title)

    def crumb(self) -> str:
        """Name the page above it, or nothing."""
        return "" if self._crumb is None else str(self._crumb)

    @property
    def is_filled(self) -> bool:
        """Tell whether it shows what it reads beside the window; this one reads nothing."""
        return True

    def can_leave(self) -> bool:
        """Hold nobody."""
        return True

    def refresh(self, changed: object) -> None:
        """Show nothing that records change."""

    def state(self) -> Mapping[str, Any]:
        """Give where it is scrolled to."""
        return {"scroll": self.verticalScrollBar().value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Scroll to where it was."""
        self.verticalScrollBar().setValue(int(state.get("scroll", 0)))

    def act(self, action: str) -> bool:
        """Do nothing by keys."""
        return not action
