"""What stands where a page could not be built: the fact, and the way home."""

from collections.abc import Mapping
from typing import Any

from app.core.i18n import _
from app.ui.context import Context
from app.ui.kit import EmptyState, ScrollPage
from app.ui.shell.places import HomePlace


class MissingPage(ScrollPage):
    """Say that a page is not there, and lead home."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        said = EmptyState(
            "info", _("This page is not there"), _("Nothing was changed; the data is safe."), actions=[("home", _("Home"))]
        )
        said.action_clicked.connect(lambda _key: context.go(HomePlace()))
        self.add(said, 1)

    def title(self) -> str:
        """Name the page."""
        return str(_("This page is not there"))

    def crumb(self) -> str:
        """Stand under no page."""
        return ""

    def can_leave(self) -> bool:
        """Hold nobody."""
        return True

    def refresh(self, changed: object) -> None:
        """Show nothing that changes."""

    def state(self) -> Mapping[str, Any]:
        """Have nothing to come back to."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take nothing up."""

    def act(self, action: str) -> bool:
        """Do nothing by keys."""
        return not action
