"""Questions: a reason is asked for until it is written."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs import Dialogs, Question


def asked(qtbot: QtBot, answer: Callable[[Question, QLineEdit, QPushButton], None]) -> str | None:
    """Ask for a reason and let `answer` do what a person does; the dialog never stays open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        QTimer.singleShot(2000, dialog.reject)
        go = next(button for button in dialog.findChildren(QPushButton) if "ادامه" in button.text())
        line = dialog.findChild(QLineEdit)
        assert line is not None
        answer(dialog, line, go)

    QTimer.singleShot(0, act)
    return Dialogs().reason("چرا؟")


def test_no_reason_leads_on_while_none_is_written(qtbot: QtBot) -> None:
    def answer(dialog: Question, line: QLineEdit, go: QPushButton) -> None:
        assert not go.isEnabled()
        line.setText("   ")
        assert not go.isEnabled()
        qtbot.keyClick(line, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
        assert dialog.isVisible()
        assert line.placeholderText() == "دلیل را بنویسید"
        dialog.reject()

    assert asked(qtbot, answer) is None


def test_a_reason_leads_on(qtbot: QtBot) -> None:
    def answer(_dialog: Question, line: QLineEdit, go: QPushButton) -> None:
        line.setText("تصمیم شورا")
        assert go.isEnabled()
        go.click()

    assert asked(qtbot, answer) == "تصمیم شورا"
