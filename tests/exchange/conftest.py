"""An office in a temporary folder, and a workbook read back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import frozen_at
from app.core.file_work import FileWork
from app.core.settings import Settings
from app.records import ALL
from app.schema.kinds import Catalogue
from app.schema.values import Value
from app.services.editing import blank, save
from app.services.office import Office, this_actor
from app.store.store import Store

Add = Callable[..., object]


class _Held(FileWork):
    """Finds every file that is to be replaced open in another program."""

    def replace(self, source: Path, target: Path) -> None:
        raise PermissionError(13, "sharing violation", str(source), None, str(target))


@pytest.fixture
def others_hold_files() -> FileWork:
    """Give file work that cannot replace a file, because it is open in another program."""
    return _Held()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give an empty office on 15 Mehr 1404, 11:30 in Tehran."""
    with frozen_at(datetime(2025, 10, 7, 8, 0, tzinfo=UTC)):
        store = Store.create(tmp_path / "store", bytes(range(32)), Catalogue(ALL))
        made = Office(store.catalogue, store, this_actor(), Settings())
        yield made
        made.close()


@pytest.fixture
def add(office: Office) -> Add:
    """Give the function that saves one record and tells its id."""

    def add_one(kind_key: str, /, **values: Value) -> object:
        return save(office, blank(office, kind_key, values=values)).id

    return add_one
