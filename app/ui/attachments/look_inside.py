"""A look inside a file without leaving the window: a picture, the pages of a PDF, or plain text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.core.text import isolate
from app.services.attachments import Preview
from app.ui.fields.direction import lay_paragraphs
from app.ui.kit import Button, Label, column, row
from app.ui.theme import scaled


class LookInside(QDialog):
    """Show one file over the window; nothing in it is run, followed or loaded from elsewhere."""

    def __init__(self, parent: QWidget, name: str, shown: Preview) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.resize(scaled(860), scaled(680))
        close = Button(_("Close"), shortcut="Esc")
        close.clicked.connect(self.reject)
        head = row((Label(isolate(name), "card_title", elide=True), 1), close, spacing=12)
        self.content = _content(shown)
        self.content.setAccessibleName(name)
        self.setLayout(column(head, (self.content, 1), spacing=12, margins=(20, 16, 20, 16)))


def _content(shown: Preview) -> QWidget:
    if shown.kind == "pdf":
        from app.ui.screens.paper_sheets import Sheets

        sheets = Sheets()
        sheets.show_pdf(shown.content)
        return sheets
    if shown.kind == "picture":
        return Picture(shown.content)
    text = QPlainTextEdit()
    text.setReadOnly(True)
    lay_paragraphs(text)
    text.setPlainText(shown.text)
    return text


class Picture(QLabel):
    """A picture as large as its place, never larger than it is."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._whole = QPixmap()
        self._whole.loadFromData(content)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(1, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into its place."""
        super().resizeEvent(event)
        room = self.size().boundedTo(self._whole.size())
        smooth = Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
