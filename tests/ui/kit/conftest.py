"""A dressed application and a way to show widgets for tests of the kit."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import Language, use_language
from app.ui.theme import Theme, apply_theme

Show = Callable[[QWidget], QWidget]


@pytest.fixture(autouse=True)
def no_complaint() -> Iterator[None]:
    """Fail where Qt complains; the offscreen platform may say what it does not support."""
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, _context, text: heard.append(text) if kind != QtMsgType.QtDebugMsg else None)
    yield
    qInstallMessageHandler(before)
    assert [text for text in heard if "does not support" not in text] == []


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Theme]:
    use_language("fa")
    yield apply_theme(qapp, "light", language="fa")
    use_language("fa")
    apply_theme(qapp, "light", language="fa")


@pytest.fixture
def speak(dress: Theme) -> Callable[[Language], None]:
    def turn(language: Language) -> None:
        use_language(language)
        dress.set_language(language)

    return turn


@pytest.fixture
def show(dress: Theme, qtbot: QtBot) -> Show:
    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown
