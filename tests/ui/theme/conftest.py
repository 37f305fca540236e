"""A dressed application for tests of the look."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.core.i18n import use_language
from app.ui.theme import Theme, apply_theme


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Theme]:
    use_language("fa")
    yield apply_theme(qapp, "light", language="fa")
    use_language("fa")
    apply_theme(qapp, "light", language="fa")
