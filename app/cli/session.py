"""Opening the store for a command: where it is, its passphrase, and who is named as the author of changes."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.errors import NoPassphrase, UnknownKind
from app.core.paths import default_store
from app.core.text import ltr
from app.schema.kinds import RecordKind
from app.services import opening
from app.services.office import Office


def folder_of(arguments: Namespace) -> Path:
    """Give the folder of the store: the one named, else the user's own."""
    return Path(arguments.store) if arguments.store else default_store()


def passphrase() -> str:
    """Give the passphrase from SAFIR_PASSPHRASE, or ask for it; raises NoPassphrase when nobody can be asked."""
    given = os.environ.get("SAFIR_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise NoPassphrase
    return getpass.getpass("Safir: ")


@contextmanager
def opened(arguments: Namespace) -> Iterator[Office]:
    """Open the office for one command and close it again."""
    office = opening.open_office(folder_of(arguments), passphrase())
    try:
        if arguments.officer:
            opening.choose_officer(office, arguments.officer)
        yield office
    finally:
        office.close()


def kind_of(office: Office, key: str) -> RecordKind:
    """Find a kind by its key; raises UnknownKind naming the known ones."""
    if key not in office.catalogue:
        raise UnknownKind(key, ltr(", ".join(kind.key for kind in office.catalogue)))
    return office.catalogue[key]
