"""What a start takes: the moments of the monotonic clock, written for the benchmark (`--measure FILE`)."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.shell.places import HomePlace, ListPlace, Place

if TYPE_CHECKING:
    from app.ui.app import Running


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
    """Note the first paint of the window and of the first list, then end."""

    def __init__(self, running: "Running", path: Path, *, painted_at: float) -> None:
        super().__init__(running)
        self._running, self._path = running, path
        self._moments: dict[str, float] = {"painted": painted_at}
        if running.host.showed_lock:
            self._moments["lock"] = painted_at
        running.started.connect(self._started)

    def _started(self) -> None:
        if self._running.waits_for_a_person:
            _FirstPaint(self._running.window, self)
        else:
            self._running.entered.connect(self._entered)

    def _entered(self) -> None:
        navigator = self._running.window.navigator
        if navigator is None:
            return
        navigator.moved.connect(self._moved)
        self._moments["entered"] = time.monotonic()
        kind = next(iter(navigator_kinds(self._running)))
        QTimer.singleShot(0, lambda: navigator.go(ListPlace(kind)))

    def _moved(self, place: Place) -> None:
        page = self._running.window.page
        if not isinstance(place, HomePlace) and isinstance(page, QWidget):
            _FirstPaint(page, self)

    def finish(self) -> None:
        """Write the moments and end, once."""
        if self._path is not None and "done" not in self._moments:
            self._moments["done"] = time.monotonic()
            self._path.write_text(json.dumps(self._moments), encoding="utf-8")
            self._running.host.close()


def navigator_kinds(running: "Running") -> list[str]:
    """List the kinds with a page, in the order of the navigation."""
    context = running.context
    return [] if context is None else [kind.key for kind in context.office.catalogue.pages()]
