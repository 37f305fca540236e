"""What simple pages share: a scrolling page that holds nobody and keeps its place."""

from collections.abc import Mapping
from typing import Any

from app.core.i18n import Text
from app.ui.kit import ScrollPage


class PlainPage(ScrollPage):
    """A page without records: a title, and where it was scrolled to."""

    def __init__(self, title: Text, *, crumb: Text | None = None) -> None:
        super().__init__()
        self._title, self._crumb = title, crumb

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
