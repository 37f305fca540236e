"""A PDF read from memory: its pages as pictures, for the screen beside the window and for the printer in a worker."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument


class Opened:
    """A document read from memory, for the length of a block."""

    def __init__(self, pdf: bytes) -> None:
        self._bytes = QByteArray(pdf)
        self._device = QBuffer(self._bytes)
        from PySide6.QtPdf import QPdfDocument

        self.document = QPdfDocument()

    def __enter__(self) -> "QPdfDocument":
        self._device.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._device)
        return self.document

    def __exit__(self, *_error: object) -> None:
        self.document.close()
        self._device.close()


def on_white(drawn: QImage) -> QImage:
    """Lay the picture of a page on white paper."""
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


def page_picture(document: "QPdfDocument", number: int, width: int) -> QImage:
    """Draw one page, counted from 0, at a width in pixels."""
    size: QSizeF = document.pagePointSize(number)
    return on_white(document.render(number, QSize(width, round(width * size.height() / size.width()))))


class Pages(QObject):
    """The pages of a PDF drawn in a thread of Qt's; `drawn` tells the number from 0, and the picture."""

    drawn = Signal(int, QImage)

    def __init__(self, pdf: bytes, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

        self._opened = Opened(pdf)
        self._document: QPdfDocument = self._opened.__enter__()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(self._document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._tell)

    def sizes(self) -> list[QSizeF]:
        """Give the size of every page in points."""
        return [self._document.pagePointSize(number) for number in range(self._document.pageCount())]

    def draw(self, number: int, size: QSize) -> None:
        """Ask for a picture of a page at a size in pixels."""
        self._renderer.requestPage(number, size)

    def close(self) -> None:
        """Draw nothing more."""
        self._renderer.pageRendered.disconnect(self._tell)
        self._renderer.setDocument(None)  # type: ignore[arg-type]
        self._opened.__exit__()
        self.deleteLater()

    def _tell(self, number: int, _size: QSize, picture: QImage, *_more: object) -> None:
        self.drawn.emit(number, on_white(picture))
