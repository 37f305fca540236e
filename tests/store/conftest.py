"""A store made once and copied for each test, because making one takes half a second."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from tests.store.making import CATALOGUE, KEY


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a closed, empty store."""
    folder = tmp_path_factory.mktemp("empty") / "store"
    Store.create(folder, KEY, CATALOGUE).close()
    (folder / "safir.key").write_bytes(b"the key file of the day")
    return folder


@pytest.fixture
def folder(tmp_path: Path, empty_store: Path) -> Path:
    """Give a folder with a closed, empty store."""
    return Path(shutil.copytree(empty_store, tmp_path / "دفتر کار"))


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Give an open, empty store."""
    opened = Store.open(folder, KEY, CATALOGUE)
    yield opened
    opened.close()
