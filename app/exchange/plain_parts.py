"""Where a workbook lies in plain while it grows: the private folder of the store that is swept at every start.

The library writes the rows of each sheet into a file of its own until the workbook is saved; left to itself it takes the system's
folder for temporary files, where a crash would leave them for anyone.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_now = threading.local()


@contextmanager
def parts_in(folder: Path) -> Iterator[None]:
    """Let the workbooks that this thread writes keep their parts in a folder while the block runs."""
    from openpyxl.worksheet import _writer

    _writer.create_temporary_file = _new_part
    before = getattr(_now, "folder", None)
    _now.folder = folder
    try:
        yield
    finally:
        _now.folder = before


def _new_part(suffix: str = "") -> str:
    """Make an empty file that only this user may read, as the library asks for; it removes the file itself."""
    from openpyxl.worksheet import _writer

    handle, name = tempfile.mkstemp(suffix=suffix, prefix="sheet.", dir=getattr(_now, "folder", None))
    os.close(handle)
    _writer.ALL_TEMP_FILES.append(name)
    return name
