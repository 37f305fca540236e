"""Every dialog of the window goes through this seam; tests put answers in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.ui.kit import Button, DangerButton, Label, PrimaryButton, column, row

if TYPE_CHECKING:
    from app.ui.versions import Place

Words = Text | str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: a verb. `main` is drawn strong, `safe` is what Esc means, `danger` what destroys."""

    key: str
    text: Words
    main: bool = False
    safe: bool = False
    danger: bool = False


class Question(QDialog):
    """A question of 480 px: the title is the question, the buttons are verbs, Esc is the safe one."""

    def __init__(self, parent: QWidget | None, question: Words, detail: Words, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(question))
        self.setMinimumWidth(480)
        self.answer = next((choice.key for choice in choices if choice.safe), choices[-1].key)
        self.layout_ = column(Label(question, "card_title", wrap=True), spacing=12, margins=(24, 20, 24, 20))
        if str(detail):
            self.layout_.addWidget(Label(detail, "body", tone="text_2", wrap=True))
        self.layout_.addSpacing(8)
        self._buttons = {choice.key: self._button(choice) for choice in choices}
        self.layout_.addLayout(row(None, *self._buttons.values()))
        self.setLayout(self.layout_)
        self._buttons[self.answer].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, choice: Choice) -> Button:
        make = PrimaryButton if choice.main else DangerButton if choice.danger else Button
        button = make(choice.text)
        button.setAutoDefault(choice.main)
        button.clicked.connect(lambda: self._choose(choice.key))
        return button

    def allow(self, key: str, *, allowed: bool) -> None:
        """Let an answer be chosen, or not yet."""
        self._buttons[key].setEnabled(allowed)

    def _choose(self, key: str) -> None:
        self.answer = key
        self.accept()


class Dialogs:
    """Questions, facts, reasons and files asked of the person at the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def ask(self, question: Words, detail: Words, choices: Sequence[Choice]) -> str:
        """Ask one question and give the key of the answer; Esc gives the safe one."""
        dialog = Question(self.parent, question, detail, choices)
        dialog.exec()
        return dialog.answer

    def tell(self, fact: Words, detail: Words = "") -> None:
        """State a fact that needs no choice."""
        self.ask(fact, detail, (Choice("close", _("Close"), main=True, safe=True),))

    def report(self, error: SafirError) -> None:
        """State what did not happen, what is safe, why, and what to do."""
        self.tell(error.message)

    def reason(self, question: Words, detail: Words = "") -> str | None:
        """Ask for a reason in one line; None when the person leaves it."""
        choices = (
            Choice("go", _("Continue, with the reason recorded"), main=True),
            Choice("leave", _("Cancel"), safe=True),
        )
        dialog = Question(self.parent, question, detail, choices)
        line = QLineEdit()
        line.setAccessibleName(str(_("Reason")))
        line.setPlaceholderText(str(_("Write the reason")))
        dialog.layout_.insertWidget(dialog.layout_.count() - 2, line)
        dialog.allow("go", allowed=False)
        line.textChanged.connect(lambda text: dialog.allow("go", allowed=bool(text.strip())))
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.exec()
        text = line.text().strip()
        return text if dialog.answer == "go" and text else None

    def versions(self, places: Sequence["Place"]) -> list[bool] | None:
        """Lay two versions side by side; tell of each place whether the person's own stays, None when it is left for later."""
        from app.ui.versions import VersionsDialog

        dialog = VersionsDialog(self.parent, places)
        return dialog.kept_mine() if dialog.exec() else None

    def secret(self, question: Words, detail: Words = "") -> str | None:
        """Ask for a passphrase, which is not shown; None when the person leaves it."""
        choices = (Choice("go", _("Open"), main=True), Choice("leave", _("Cancel"), safe=True))
        dialog = Question(self.parent, question, detail, choices)
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(str(_("Passphrase")))
        dialog.layout_.insertWidget(dialog.layout_.count() - 2, line)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.exec()
        return line.text() if dialog.answer == "go" and line.text().strip() else None

    def pick_file(self, title: Words, *, pattern: str = "") -> Path | None:
        """Ask for an existing file; None when the person leaves it."""
        name, _filter = QFileDialog.getOpenFileName(self.parent, str(title), "", pattern)
        return Path(name) if name else None

    def pick_files(self, title: Words) -> list[Path]:
        """Ask for existing files, several at once; none when the person leaves it."""
        names, _filter = QFileDialog.getOpenFileNames(self.parent, str(title))
        return [Path(name) for name in names]

    def save_file(self, title: Words, suggested: str, *, pattern: str = "") -> Path | None:
        """Ask where to write a file; None when the person leaves it."""
        name, _filter = QFileDialog.getSaveFileName(self.parent, str(title), suggested, pattern)
        return Path(name) if name else None

    def pick_folder(self, title: Words) -> Path | None:
        """Ask for a folder; None when the person leaves it."""
        name = QFileDialog.getExistingDirectory(self.parent, str(title))
        return Path(name) if name else None
