"""Keep None alive on Python 3.11, where the Qt binding forgets to count it.

Shiboken 6.12.0 returns None from every void call without taking a reference (measured: -1 per call). From Python 3.12
on None is immortal and nothing happens; on 3.11 the count reaches zero after some thousand paints and the interpreter aborts
with "none_dealloc: deallocating None".
"""

import ctypes
import sys

_FIRST_IMMORTAL = (3, 12)
ENOUGH = 1 << 40  # a thousand calls a second for thirty years


def keep_none_alive() -> None:
    """Give None more references than the binding can lose; safe to call again."""
    if sys.version_info >= _FIRST_IMMORTAL:
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    if count.value < ENOUGH:
        count.value += ENOUGH
