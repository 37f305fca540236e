"""Import ICU, the one place where it is imported.

On Windows ``icu`` needs ``msvcp140.dll``, which neither its wheel nor CPython brings but shiboken6 does; so shiboken6 is
imported first wherever it is installed.
"""

import contextlib

with contextlib.suppress(ImportError):
    import shiboken6  # noqa: F401

import icu

__all__ = ["icu"]
