"""Putting a paper in its place: a whole file, or the one that was there before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.papers.errors import PaperNotSaved


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the name of an unfinished file beside the target, and put it in the target's place when it is finished.

    Raise PaperNotSaved when the place refuses it (full, missing, or open in another program); nothing unfinished is left behind.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        yield unfinished
        os.replace(unfinished, target)  # noqa: PTH105 - replaces an existing file on Windows too
    except OSError as fault:
        raise PaperNotSaved(target, fault.strerror or str(fault)) from fault
    finally:
        unfinished.unlink(missing_ok=True)
