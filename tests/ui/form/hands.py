"""Hands on a window: find a part by its accessible name, type any letters, press keys."""

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


def named(page: QWidget, kind: type[W], name: str) -> W:
    """Find the one visible part of a sort with an accessible name."""
    found = [part for part in page.findChildren(kind) if part.isVisibleTo(page) and part.accessibleName() == name]
    assert found, f"no {kind.__name__} is named {name}"
    return found[0]


def press(page: QWidget, name: str) -> None:
    """Press a button by its name."""
    QTest.mouseClick(named(page, QPushButton, name), Qt.MouseButton.LeftButton)


def type_into(widget: QWidget, text: str) -> None:
    """Type letters of any script."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    for letter in text:
        for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(sort, 0, NONE, letter))


def key(widget: QWidget, code: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
    """Press a key, as the system would tell it: an event sent from Python that destroys its receiver crashes the binding."""
    QTest.keyClick(widget, code, with_)


def nameless(page: QWidget) -> list[str]:
    """List the parts that take the keyboard and have no name."""
    found = []
    for part in page.findChildren(QWidget):
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or not part.isVisibleTo(page) or part.objectName().startswith("qt_"):
            continue
        face = QAccessible.queryAccessibleInterface(part)
        if face is not None and not face.text(QAccessible.Text.Name).strip():
            found.append(type(part).__name__)
    return found
