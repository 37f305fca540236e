"""Collect cycles in the window's thread only.

Python looks for cycles in whatever thread happens to allocate. A page that was left is such a cycle, and Qt objects that are
taken apart in the worker's thread crash the program (seen as a segmentation fault "Garbage-collecting" below a query). From
the first worker on, the automatic search is off and a timer of the window asks for it.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500
FULL_EVERY_S = 60.0
"""Seconds between searches through everything. Python spares them while little is new; what is new it does not tell us."""

_last_full = time.monotonic()
_starting = False


def spare_the_start() -> None:
    """Look for no cycles until `keep_what_stands`: what a start makes lives to the end, and it is most of all there is."""
    global _starting  # noqa: PLW0603 - the collector is one for the process
    _starting = True
    gc.disable()


def collect_due() -> None:
    """Collect the generations whose thresholds are passed; nothing while the automatic search is on."""
    global _last_full  # noqa: PLW0603 - the collector is one for the process
    if _starting or gc.isenabled():
        return
    young, middle, old = (count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True))
    if old and time.monotonic() - _last_full > FULL_EVERY_S:
        gc.collect()
        _last_full = time.monotonic()
    elif middle or old:
        gc.collect(1)
    elif young:
        gc.collect(0)


def collect_here(owner: QObject) -> None:
    """Leave cycles to the thread of `owner`, as long as it lives; must be called in that thread."""
    gc.disable()
    timer = QTimer(owner, interval=PAUSE_MS)
    timer.timeout.connect(collect_due)
    timer.start()


def keep_what_stands() -> None:
    """Leave what is there now out of every later search: the libraries, the declarations and the frame live to the end.

    Only once, after the first unlocking: later there are left pages among what is there.
    """
    global _starting  # noqa: PLW0603 - the collector is one for the process
    _starting = False
    if not gc.get_freeze_count():
        gc.freeze()
