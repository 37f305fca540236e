"""What may wait until the first page stands.

A Python filter over all events makes the binding wrap every object that hears one, Qt's own among them; for the first object
it does not know it makes all its hundreds of classes at once, a tenth of a second (measured). Nobody presses a key before
there is anything to see, so such filters come a moment after the first paint.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

SETTLED_MS: Final = 250
"""From the moment the first page is made until it is painted, with room to spare."""
_AT_LAST_MS: Final = 5_000
"""What waits comes then in any case, however a start went."""

_waiting: list[tuple[QObject, Callable[[], None]]] | None = None


def own_viewport(area: QAbstractScrollArea, *, filled: bool) -> None:
    """Give an area of the first page a viewport that Python made: to ask Qt for its own one wraps an object unknown to it.

    `filled` paints it in the ground of rows; without it what is beneath shows through.
    """
    ground = QWidget()
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(filled)
    area.setViewport(ground)


def begin() -> None:
    """Let what asks `after_start` wait from now on; called once, by the start of the window."""
    global _waiting  # noqa: PLW0603 - a process starts once
    _waiting = []
    QTimer.singleShot(_AT_LAST_MS, end)


def after_start(owner: QObject, step: Callable[[], None]) -> None:
    """Do a step at once, or after the first paint while the program starts; not at all when its owner is gone by then."""
    if _waiting is None:
        step()
    else:
        _waiting.append((owner, step))


def page_stands() -> None:
    """Hear that the first page was made: what waits is done a moment later."""
    QTimer.singleShot(SETTLED_MS, end)


def end() -> None:
    """Do what waited, once."""
    global _waiting
    steps, _waiting = _waiting or [], None
    for owner, step in steps:
        if isValid(owner):
            step()
