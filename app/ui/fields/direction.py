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
    # Mirrored by Qt: "leading" is the edge where a widget of this direction begins, so a foreign line stands trailing.
    at = Qt.AlignmentFlag.AlignLeading if wanted is QApplication.layoutDirection() else Qt.AlignmentFlag.AlignTrailing
    edit.setAlignment(at | Qt.AlignmentFlag.AlignVCenter)


def lay_paragraphs(edit: QPlainTextEdit) -> None:
    """Let each paragraph follow its own first letter."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    edit.document().setDefaultTextOption(option)
