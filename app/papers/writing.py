"""Putting a paper in its place: a whole file, or the one that was there before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core import file_work
from app.core.refusals import why_refused
from app.papers.errors import PaperNotSaved


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the name of an unfinished file beside the target, and put it in the target's place when it is finished.

    Raise PaperNotSaved when the place refuses it (full, missing, or open in another program); nothing unfinished is left behind.
    """
    try:
        with file_work.beside(target) as unfinished:
            yield unfinished
    except OSError as fault:
        raise PaperNotSaved(target, why_refused(fault)) from fault
