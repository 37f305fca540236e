"""The look, and a context around a new office with a sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import reference, sample
from app.ui.context import Context
from app.ui.theme import apply_theme
from tests.ui.form.making import Answers, open_context


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Context, Answers]]:
    """Give a context and its dialogs, in the light look and in Persian."""
    apply_theme(qapp, "light", language="fa")
    with open_context(tmp_path) as found:
        yield found


@pytest.fixture
def context(opened: tuple[Context, Answers]) -> Context:
    """Give the context of an empty office."""
    return opened[0]


@pytest.fixture
def sampled(context: Context) -> Context:
    """Give the context of an office with a sample."""
    reference.load(context.office)
    sample.fill(context.office)
    return context


@pytest.fixture
def dialogs(opened: tuple[Context, Answers]) -> Answers:
    """Give the dialogs that answer."""
    return opened[1]
