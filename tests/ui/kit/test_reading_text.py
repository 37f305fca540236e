"""A value that is read can be marked and copied, by mouse and by keys, and looks like any other label."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.text import isolate
from app.ui.kit import Label
from app.ui.kit.reading_text import ReadingText
from tests.ui.form.hands import key

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SAID = f"۱۰:۰۰ {isolate('تهران')} · {isolate('Seoul')}"
RAW = "۱۰:۰۰ تهران · Seoul"


def shown(qtbot: QtBot, part: Label) -> Label:
    qtbot.addWidget(part)
    part.resize(260, part.heightForWidth(260))
    part.show()
    qtbot.waitExposed(part)
    return part


@pytest.fixture
def text(qtbot: QtBot) -> ReadingText:
    part = shown(qtbot, ReadingText(SAID))
    assert isinstance(part, ReadingText)
    return part


def test_it_looks_like_a_label_and_is_named_by_its_text(text: ReadingText, qtbot: QtBot) -> None:
    label = shown(qtbot, Label(SAID, "body", wrap=True))
    assert text.grab().toImage() == label.grab().toImage()
    face = QAccessible.queryAccessibleInterface(text)
    assert face.text(QAccessible.Text.Name) == SAID


def test_copying_without_a_mark_gives_the_raw_value(text: ReadingText) -> None:
    key(text, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == RAW


def test_the_keys_mark_in_the_order_of_reading(text: ReadingText) -> None:
    text.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(5):
        key(text, Qt.Key.Key_Left, SHIFT)
    assert text.marked == "۱۰:۰۰"
    key(text, Qt.Key.Key_Right, SHIFT)
    assert text.marked == "۱۰:۰"
    key(text, Qt.Key.Key_A, CTRL)
    key(text, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == RAW


def test_the_mouse_marks_a_word_and_a_stretch(text: ReadingText) -> None:
    middle = text.height() // 2
    QTest.mouseDClick(text, Qt.MouseButton.LeftButton, pos=QPoint(text.width() - 8, middle))
    assert text.marked == "۱۰:۰۰"
    plain = text.grab().toImage()
    QTest.mousePress(text, Qt.MouseButton.LeftButton, pos=QPoint(text.width() - 1, middle))
    QTest.mouseMove(text, QPoint(2, middle))
    QTest.mouseRelease(text, Qt.MouseButton.LeftButton, pos=QPoint(2, middle))
    # The figures stand at the edge and run the other way: as in every editor, the mark begins behind them.
    assert text.marked == " تهران · Seoul"
    assert text.grab().toImage() != plain


def test_paragraphs_are_marked_across_lines(qtbot: QtBot) -> None:
    text = ReadingText("یک دو\nسه چهار\nپنج")
    shown(qtbot, text)
    text.mark(3, 8)
    assert text.marked == "دو\nسه"
    QTest.mousePress(text, Qt.MouseButton.LeftButton, pos=QPoint(text.width() - 1, 4))
    QTest.mouseMove(text, QPoint(2, text.height() - 4))
    QTest.mouseRelease(text, Qt.MouseButton.LeftButton, pos=QPoint(2, text.height() - 4))
    assert text.marked == "یک دو\nسه چهار\nپنج"
