"""What a page has read beside the window: the latest answer counts, and none after the page is gone."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.errors import SafirError
from app.ui.tasks import Job, Running, Tasks

T = TypeVar("T")


class Reading:
    """The one reading of a page that is under way."""

    def __init__(self, tasks: Tasks, page: QWidget) -> None:
        self._tasks = tasks
        self._running: Running[Any] | None = None
        # A function of its own, because a connection to a method would hold neither it nor this.
        page.destroyed.connect(lambda: self.stop())  # noqa: PLW0108

    def ask(
        self, work: Callable[[Job], T], done: Callable[[T], None], *, failed: Callable[[SafirError], None] | None = None
    ) -> None:
        """Read, and forget what was asked before."""
        self.stop()
        self._running = self._tasks.run(work, done, failed=failed)

    def stop(self) -> None:
        """Let what is under way count for nothing."""
        if self._running is not None:
            self._running.cancel()
            self._running = None


def scroll_back(page: QScrollArea, place: int) -> None:
    """Lay the page out now, and scroll to where it was."""
    inner = page.widget()
    layout = inner.layout() if inner is not None else None
    if layout is not None:
        layout.activate()
    page.verticalScrollBar().setValue(place)
