"""The direction of what is typed: a field takes that of its content, and its text stands at the leading edge of the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.core.text import is_latin

_RTL = Qt.LayoutDirection.RightToLeft
_LTR = Qt.LayoutDirection.LeftToRight


def lay_text(edit: QLineEdit, text: str, *, latin: bool) -> None:
    """Give a line the direction of its text, and put it at the leading edge of the page (never of the text)."""
    if latin or not text:
        wanted = _LTR if latin else QApplication.layoutDirection()
    else:
        wanted = _LTR if is_latin(text) else _RTL if any(letter.isalpha() for letter in text) else QApplication.layoutDirection()
    if edit.layoutDirection() is not wanted:
        edit.setLayoutDirection(wanted)
    edit.setAlignment(page_edge() | Qt.AlignmentFlag.AlignVCenter)


def page_edge() -> Qt.AlignmentFlag:
    """Give the side of the screen at which lines of the page begin, whatever the direction of their own letters."""
    # Absolute: Qt would turn the side over by the first letter of the text, and figures have no direction at all.
    if QApplication.layoutDirection() is _RTL:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


def lay_paragraphs(edit: QPlainTextEdit) -> None:
    """Let each paragraph follow its own first letter."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(page_edge())
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    edit.document().setDefaultTextOption(option)
