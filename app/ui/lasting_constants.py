"""Keep None, True and False alive on Python 3.11, where the Qt binding forgets to count them.

Shiboken 6.12.0 returns None from every void call, and True from every ``emit``, without taking a reference (measured: -1 a
call). From Python 3.12 on these three are immortal and nothing happens; on 3.11 the count reaches zero after some thousand
calls and the interpreter aborts: "none_dealloc: deallocating None", "bool_dealloc: deallocating True or False".
"""

import ctypes
import sys

_FIRST_IMMORTAL = (3, 12)
ENOUGH = 1 << 40  # a thousand calls a second for thirty years


def keep_constants_alive() -> None:
    """Give the constants more references than the binding can lose; safe to call again."""
    if sys.version_info >= _FIRST_IMMORTAL:
        return
    for constant in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < ENOUGH:
            count.value += ENOUGH
