"""An office full of the sample on a fixed day, with a context that remembers where it was sent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import gate_of
from app.core.clock import frozen_at
from app.core.settings import Settings
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services import reference, sample
from app.services.office import Office, this_actor
from app.store.store import Store
from app.ui.context import Context
from app.ui.shell.navigator import Navigator
from app.ui.theme import apply_theme
from tests.ui.form.making import KEY, NOW, Answers
from tests.ui.screens.seen import SeenPage, Stage


def _office(store: Store) -> Office:
    return Office(store.catalogue, store, this_actor(), Settings())


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a closed store with the sample, once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    with frozen_at(NOW):
        office = _office(Store.create(folder, KEY, Catalogue(ALL)))
        reference.load(office)
        sample.fill(office)
        office.close()
    return folder


def _stage(folder: Path, *, full: Path | None) -> Iterator[Stage]:
    with frozen_at(NOW):
        dialogs = Answers()
        if full is not None:
            shutil.copytree(full, folder / "store")
            store = Store.open(folder / "store", KEY, Catalogue(ALL))
        else:
            store = Store.create(folder / "store", KEY, Catalogue(ALL))
        context = Context(_office(store), dialogs, Settings(), settings_path=folder / "settings.json", gate=gate_of(folder))
        went: list[object] = []
        context.navigator = Navigator(SeenPage, lambda _page: None)
        context.navigator.moved.connect(went.append)
        yield Stage(context, dialogs, went)
        context.close()


@pytest.fixture
def staged(qapp: QApplication, tmp_path: Path, sample_folder: Path) -> Iterator[Stage]:
    """Give the sample office, in the light look and in Persian."""
    apply_theme(qapp, "light", language="fa")
    yield from _stage(tmp_path, full=sample_folder)


@pytest.fixture
def bare(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """Give an office with nothing in it."""
    apply_theme(qapp, "light", language="fa")
    yield from _stage(tmp_path, full=None)
