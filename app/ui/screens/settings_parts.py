"""Parts of the settings: a row of one setting, a number in any digits, a line that is taken when left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _, language
from app.core.numbers import format_integer, parse_integer
from app.ui.kit import Card, CardHead, Label, Words, column, row
from app.ui.theme import HEIGHT, scaled, set_property


class SettingRow(QWidget):
    """One setting: its name, one sentence, and the control at the trailing end."""

    def __init__(self, name: Words, sentence: Words, control: QWidget) -> None:
        super().__init__()
        control.setAccessibleName(control.accessibleName() or str(name))
        control.setAccessibleDescription(str(sentence))
        words = column(Label(name, "body", weight=500, wrap=True), Label(sentence, "label", tone="text_3", wrap=True), spacing=0)
        self.setLayout(row((words, 1), control, spacing=16))
        self.setMinimumHeight(scaled(44))


class Group(Card):
    """Settings of one subject."""

    def __init__(self, icon: str, title: Text) -> None:
        super().__init__(spacing=10)
        self.add(CardHead(icon, title))
        self.add_line()

    def add_setting(self, name: Words, sentence: Words, control: QWidget) -> None:
        """Add one setting."""
        self.add(SettingRow(name, sentence, control))


class NumberLine(QLineEdit):
    """A whole number in any digits, taken when left; what is no number stays as typed, marked."""

    taken = Signal(int)

    def __init__(self, value: int, *, most: int = 999) -> None:
        super().__init__(format_integer(value, language()))
        self._value, self._most = value, most
        self.setFixedWidth(scaled(76))
        self.setMinimumHeight(scaled(HEIGHT.field))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.editingFinished.connect(self._take)

    def _take(self) -> None:
        try:
            value = parse_integer(self.text())
        except SafirError as error:
            self._mark(error.message)
            return
        if not 0 <= value <= self._most:
            self._mark(_("A number from 0 to {most}.").format(most=self._most))
            return
        self._mark(None)
        self.setText(format_integer(value, language()))
        if value != self._value:
            self._value = value
            self.taken.emit(value)

    def _mark(self, fault: Text | None) -> None:
        set_property(self, "state", "error" if fault is not None else "")
        self.setToolTip(str(fault or ""))


class TextLine(QLineEdit):
    """A line of text, taken when left; `fault` says why a text is not taken."""

    taken = Signal(str)

    def __init__(self, value: str, fault: Callable[[str], Text | None]) -> None:
        super().__init__(value)
        self._value, self._fault = value, fault
        self.setMinimumHeight(scaled(HEIGHT.field))
        self.setFixedWidth(scaled(280))
        self.editingFinished.connect(self._take)

    def _take(self) -> None:
        text = self.text().strip()
        fault = self._fault(text)
        set_property(self, "state", "error" if fault is not None else "")
        self.setToolTip(str(fault or ""))
        if fault is None and text != self._value:
            self._value = text
            self.taken.emit(text)
