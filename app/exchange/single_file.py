"""Files for other programs that are written at once: calendars and cards."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.core.i18n import Language
from app.core.paths import write_atomically
from app.core.refusals import why_refused
from app.exchange.errors import FileNotWritten
from app.rules.labels import Confidentiality
from app.services.office import Office

CLASSES = {
    Confidentiality.NORMAL: "PUBLIC",
    Confidentiality.CONFIDENTIAL: "PRIVATE",
    Confidentiality.SECRET: "CONFIDENTIAL",
}
"""How the label reads in the property CLASS, the only one that calendars and cards know (RFC 5545, RFC 2426)."""


@dataclass(frozen=True, slots=True)
class FileWritten:
    """What was written: how many entries, how many the ceiling or a missing time left out, and the label of the whole."""

    path: Path
    entries: int
    left_out: int
    untimed: int
    label: Confidentiality


class WriteFile(Protocol):
    """How a record is written as a file for other programs."""

    def __call__(self, office: Office, record: UUID, path: Path, *, lang: Language, ceiling: Confidentiality) -> FileWritten:
        """Write a record; raises NoSuchRecord, AboveCeiling, FileNotWritten."""


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place whole or not at all; raises FileNotWritten with the old file untouched."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise FileNotWritten(path, why_refused(error)) from error
