"""A rotating log that holds ids and class names, never values.

Messages of exceptions may quote what a person typed, so a failure is written as the chain of its classes and the places
in our own code it passed through.
"""

import logging
import traceback
from pathlib import Path
from uuid import UUID

from app.core.ids import uuid7

_log = logging.getLogger("safir")
_log.propagate = False
_log.addHandler(logging.NullHandler())

_BYTES = 500_000
_KEPT = 3


def open_log(folder: Path) -> Path:
    """Begin to write into ``safir.log`` of a folder; give its path. Raises OSError."""
    from logging.handlers import RotatingFileHandler  # it brings sockets and pickle along; most starts have no log

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "safir.log"
    close_log()
    writer = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(writer)
    _log.setLevel(logging.INFO)
    return path


def close_log() -> None:
    """Stop writing."""
    for writer in list(_log.handlers):
        _log.removeHandler(writer)
        writer.close()
    _log.addHandler(logging.NullHandler())


def note(event: str, *about: UUID | int | type) -> None:
    """Write that something happened: a fixed phrase of the program, then ids, counts or classes."""
    _log.info("%s %s", event, " ".join(thing.__name__ if isinstance(thing, type) else str(thing) for thing in about))


def failure(error: BaseException) -> str:
    """Write where an error came from, without its words; give the number of the report."""
    report = uuid7().hex[:12]
    _log.error("%s %s", report, " <- ".join(_described(error)))
    return report


def _described(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    told: set[int] = set()
    while error is not None and id(error) not in told:  # an error may be raised from itself
        told.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        places = " ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        lines.append(f"{type(error).__qualname__} [{places}]")
        error = error.__cause__ or error.__context__
    return lines
