"""The field for a passphrase: hidden or shown, paste allowed, with a hint about the keyboard's layout and Caps Lock."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.core.i18n import Text, _
from app.ui.kit import IconButton, Label, Words, column, row
from app.ui.start.look import Line


class Secret(QWidget):
    """Ask for a passphrase."""

    submitted = Signal()
    changed = Signal(str)
    shown_changed = Signal(bool)

    def __init__(self, label: Words, *, hints: bool = True) -> None:
        super().__init__()
        self.edit = Line()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(str(label))
        self._eye = IconButton("eye", _("Show passphrase"))
        self._eye.setCheckable(True)
        self._hint = Label("", "caption", tone="warn")
        self._hints, self._caps = hints, False
        self.setLayout(
            column(Label(label, "label", weight=500), row((self.edit, 1), self._eye, spacing=4), self._hint, spacing=4)
        )
        self._hint.setVisible(False)
        self.setFocusProxy(self.edit)
        self._connect()

    def _connect(self) -> None:
        self.edit.returnPressed.connect(self.submitted)
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self._eye.toggled.connect(self._show)
        method = QGuiApplication.inputMethod()
        if method is not None:
            method.localeChanged.connect(self._say)

    @property
    def is_shown(self) -> bool:
        """Tell whether the letters are seen."""
        return self._eye.isChecked()

    def text(self) -> str:
        """Give the passphrase as typed."""
        return self.edit.text()

    def take_up(self, other: "Secret") -> None:
        """Hold what another field holds, shown or hidden as there."""
        self.edit.setText(other.text())
        self._eye.setChecked(other.is_shown)

    def clear(self) -> None:
        """Take the letters away and ask again."""
        self.edit.clear()
        self.edit.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at letters as they are typed: Caps Lock shows in them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._caps = caps_seen(event, before=self._caps)
            self._say()
        elif event.type() == QEvent.Type.FocusIn:
            self._say()
        return False

    def _typed(self, text: str) -> None:
        self.changed.emit(text)

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - a slot of toggled
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.shown_changed.emit(shown)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.set_name(_("Hide passphrase") if shown else _("Show passphrase"))

    def _say(self) -> None:
        if self._hints:
            said = _("Caps Lock is on.") if self._caps else layout_hint()
            self._hint.set_text(said)
            self._hint.set_tone("warn" if self._caps else "text_3")
            self._hint.setVisible(bool(str(said)))


def caps_seen(event: QKeyEvent, *, before: bool) -> bool:
    """Tell from a typed letter whether Caps Lock is on; letters without case tell nothing new."""
    letter = event.text()
    if len(letter) != 1 or letter.lower() == letter.upper():
        return before
    return letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def layout_name() -> str:
    """Name the language of the keyboard's layout in itself; empty where the system does not tell."""
    method = QGuiApplication.inputMethod()
    if method is None:
        return ""
    found = method.locale()
    return "" if found.language() == found.Language.C else found.nativeLanguageName()


def layout_hint() -> Text | str:
    """Say in which language the keyboard writes."""
    name = layout_name()
    return _("The keyboard writes {layout}.").format(layout=name) if name else ""
