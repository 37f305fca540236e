"""What a start takes: the moments of the monotonic clock, written for the benchmark (`--measure FILE`)."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.shell.places import ListPlace, Place

if TYPE_CHECKING:
    from app.ui.app import Running
    from app.ui.context import Context


class _FirstPaint(QObject):
    """Tell the first paint of a widget."""

    def __init__(self, widget: QWidget, measure: "Measure") -> None:
        super().__init__(widget)
        self._measure = measure
        widget.installEventFilter(self)
        for part in widget.findChildren(QWidget):
            part.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._measure.finish)
        return False


class Measure(QObject):
    """Note the first paint of the window and of the first list, at which this start opens; then end."""

    def __init__(self, running: "Running", path: Path, *, painted_at: float) -> None:
        super().__init__(running)
        self._running, self._path = running, path
        self._moments: dict[str, float] = {"painted": painted_at}
        if running.host.showed_lock:
            self._moments["lock"] = painted_at
        running.first_place = first_list
        running.started.connect(self._started)

    def _started(self) -> None:
        if self._running.waits_for_a_person:
            _FirstPaint(self._running.window, self)
        else:
            self._running.entered.connect(self._entered)

    def _entered(self) -> None:
        self._moments["entered"] = time.monotonic()
        page = self._running.window.page
        if isinstance(page, QWidget):
            _FirstPaint(page, self)

    def finish(self) -> None:
        """Write the moments and end, once."""
        if self._path is not None and "done" not in self._moments:
            self._moments["done"] = time.monotonic()
            self._path.write_text(json.dumps(self._moments), encoding="utf-8")
            self._running.host.close()


def first_list(context: "Context") -> Place:
    """Give the list of the first kind with a page, in the order of the navigation."""
    return ListPlace(next(kind.key for kind in context.office.catalogue.pages()))
