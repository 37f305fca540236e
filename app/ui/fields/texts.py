"""Fields of text: a line, paragraphs, and ways to reach somebody."""

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from app.core.text import clean, one_line
from app.ui.fields.direction import lay_paragraphs
from app.ui.fields.frame import FieldEditor, LineControl
from app.ui.theme import font

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


class TextEditor(FieldEditor):
    """A line of text, or a code that reads from the left."""

    def make_control(self) -> QWidget:
        """Build the line."""
        self._line = LineControl(latin=self.field.latin or self.field.code)
        self._line.textEdited.connect(self._take)
        self._line.left.connect(self._leave)
        return self._line

    def show_value(self) -> None:
        """Show the text."""
        self._line.show_text(self.value or "")

    def _take(self, typed: str) -> None:
        if self._line.text() != (held := _held(typed)):
            at = len(_held(typed[: self._line.cursorPosition()]))
            self._line.setText(held)
            self._line.setCursorPosition(at)
        self.put(one_line(typed) or None)

    def _leave(self) -> None:
        """Show the line as it is kept."""
        if self._line.text() != (self.value or ""):
            self.show_value()


def _held(typed: str) -> str:
    """Give a line as it stands while it is typed in: what only a paste brings is out, the space before the next word stays."""
    return " ".join(one_line(part) for part in _BREAKS.sub(" ", typed).split(" "))


class LongTextEditor(FieldEditor):
    """Paragraphs; the field grows with its text and Tab leaves it."""

    wide = True

    def make_control(self) -> QWidget:
        """Build the paragraphs."""
        self._text = GrowingText()
        self._text.textChanged.connect(self._take)
        return self._text

    def show_value(self) -> None:
        """Show the text; the cursor stays in a text that stands there already."""
        if (self._written() or None) == self.value:
            return
        self._text.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._text.setPlainText(self.value or "")
        self._text.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._text.fit()

    def _take(self) -> None:
        self._text.fit()
        text = self._written()
        if (text or None) != self.value:
            self.put(text or None)

    def _written(self) -> str:
        return clean(self._text.toPlainText()).strip()


class ContactEditor(LongTextEditor):
    """Telephone numbers, e-mail and web addresses, one a line, read from the left."""

    wide = False

    @override
    def make_control(self) -> QWidget:
        """Build the lines from the left, standing at the page's leading edge."""
        control = super().make_control()
        option = self._text.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self._text.document().setDefaultTextOption(option)
        self._text.least = 1
        return control


class GrowingText(QPlainTextEdit):
    """Paragraphs as tall as what is written, from `least` to twelve lines."""

    least = 3
    most = 12

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        lay_paragraphs(self)
        self.installEventFilter(self)
        self._fitted = 0

    def fit(self) -> None:
        """Take the height of the text as it wraps now."""
        lines = max(self.least, min(self.most, int(self.document().size().height())))
        pitch = QFontMetrics(font("body")).lineSpacing()
        wanted = lines * pitch + 18
        if wanted != self._fitted:
            self._fitted = wanted
            self.setFixedHeight(wanted)

    @override
    def sizeHint(self) -> QSize:
        """Ask for no more than the height it has."""
        return QSize(240, self._fitted or 80)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as narrow as a column."""
        return QSize(120, self._fitted or 40)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again at another width; leave Ctrl+Enter to the form."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_ctrl_enter(event):
            event.ignore()
            return True
        return False


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
