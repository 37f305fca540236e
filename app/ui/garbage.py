"""Collect cycles in the window's thread only.

Python looks for cycles in whatever thread happens to allocate. A page that was left is such a cycle, and Qt objects that are
taken apart in the worker's thread crash the program (seen as a segmentation fault "Garbage-collecting" below a query). From
the first worker on, the automatic search is off and a timer of the window asks for it, by Python's own thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500


def collect_due() -> None:
    """Collect the generations whose thresholds are passed, as the automatic search would; nothing while that is on."""
    if gc.isenabled():
        return
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


def collect_here(owner: QObject) -> None:
    """Leave cycles to the thread of `owner`, as long as it lives; must be called in that thread."""
    gc.disable()
    timer = QTimer(owner, interval=PAUSE_MS)
    timer.timeout.connect(collect_due)
    timer.start()
