"""An office full of the sample on a fixed day, with a context that remembers where it was sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

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


def _office(folder: Path, *, full: bool) -> Office:
    store = Store.create(folder / "store", KEY, Catalogue(ALL))
    office = Office(store.catalogue, store, this_actor(), Settings())
    if full:
        reference.load(office)
        sample.fill(office)
    return office


def _stage(folder: Path, *, full: bool) -> Iterator[Stage]:
    with frozen_at(NOW):
        dialogs = Answers()
        context = Context(_office(folder, full=full), dialogs, Settings(), settings_path=folder / "settings.json")
        went: list[object] = []
        context.navigator = Navigator(SeenPage, lambda _page: None)
        context.navigator.moved.connect(went.append)
        yield Stage(context, dialogs, went)
        context.close()


@pytest.fixture
def staged(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """Give the sample office, in the light look and in Persian."""
    apply_theme(qapp, "light", language="fa")
    yield from _stage(tmp_path, full=True)


@pytest.fixture
def bare(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """Give an office with nothing in it."""
    apply_theme(qapp, "light", language="fa")
    yield from _stage(tmp_path, full=False)
