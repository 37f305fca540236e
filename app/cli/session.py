"""Opening the store for a command: where it is, its passphrase, and who is named as the author of changes."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from app.cli.errors import NoPassphrase, NotFound, NothingAsked
from app.core.paths import default_store
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.services import json_values, opening
from app.services.json_errors import UnfitValue
from app.services.json_read import Given, value_from_json
from app.services.office import Office


def folder_of(arguments: Namespace) -> Path:
    """Give the folder of the store: the one named, else the user's own."""
    return Path(arguments.store) if arguments.store else default_store()


def passphrase() -> str:
    """Give the passphrase from SAFIR_PASSPHRASE, or ask for it; raises NoPassphrase when nobody can be asked."""
    given = _from_environment("SAFIR_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise NoPassphrase
    return getpass.getpass("Safir: ")


def _from_environment(name: str) -> str | None:
    given = os.environ.get(name)
    # A locale that is not UTF-8 hands Persian letters over as escaped bytes.
    return None if given is None else given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@contextmanager
def opened(arguments: Namespace) -> Iterator[Office]:
    """Open the office for one command and close it again; SAFIR_RECOVERY_KEY opens it where no passphrase is given."""
    recovery = _from_environment("SAFIR_RECOVERY_KEY")
    if recovery is not None and _from_environment("SAFIR_PASSPHRASE") is None:
        office = opening.open_with_recovery(folder_of(arguments), recovery)
    else:
        office = opening.open_office(folder_of(arguments), passphrase())
    try:
        if arguments.officer:
            opening.choose_officer(office, arguments.officer)
        yield office
    finally:
        office.close()


def kind_of(office: Office, key: str) -> RecordKind:
    """Find a kind by its key; raises UnknownKind naming the known ones."""
    return json_values.kind_of(office.catalogue, key)


def record_of(office: Office, kind: RecordKind, said: str) -> UUID:
    """Find the record that an id or an exact title names; raises NotFound."""
    field = Field(FieldKind.LINK, kind.name, name="id", target=kind.key)
    try:
        with office.store.reading() as session:
            found = value_from_json(Given(office, session, field, "id", said))
    except UnfitValue as error:
        raise NotFound(error) from error
    if not isinstance(found, UUID):
        raise NothingAsked
    return found
