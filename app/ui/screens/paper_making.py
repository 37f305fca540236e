"""The brief as bytes and pictures, made beside the window; on disk only for the moment of its making."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import SafirError
from app.core.i18n import Language, _
from app.papers import PaperOptions, Printed, by_name, print_paper
from app.rules.labels import Confidentiality
from app.services.office import Office
from app.ui.tasks import Job

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

PREVIEW_PAGES = 12
"""How many pages the preview shows; the paper itself has all."""
PREVIEW_WIDTH = 1240
PRINT_DPI = 300
_POINTS = 72


class NotPrinted(SafirError):
    """A paper that no printer took; it is ready all the same."""

    code = "not_printed"

    def __init__(self) -> None:
        super().__init__(_("Nothing was printed; the paper is ready. No printer was found."))


@dataclass(frozen=True, slots=True)
class Asked:
    """What brief is wanted: of which meeting, for which eyes, in which language."""

    meeting: UUID
    ceiling: Confidentiality
    language: Language


@dataclass(frozen=True, slots=True)
class Made:
    """A finished brief: the file as bytes, what the author is told, and pictures of its first pages."""

    pdf: bytes
    printed: Printed
    pages: tuple[QImage, ...]


def make(office: Office, asked: Asked, job: Job) -> Made:
    """Make the brief and picture its pages; the file never stays in a temporary folder."""
    with TemporaryDirectory(prefix="safir-") as folder:
        target = Path(folder) / "brief.pdf"
        printed = save(office, asked, target)
        pdf = target.read_bytes()
    return Made(pdf, printed, () if job.cancelled() else pictures(pdf))


def save(office: Office, asked: Asked, target: Path) -> Printed:
    """Write the brief to a file. Raises NoSuchRecord, AboveCeiling, MissingGlyphs, PaperNotSaved."""
    return print_paper(
        office, by_name("meeting_brief"), asked.meeting, target, options=PaperOptions(asked.ceiling, asked.language)
    )  # fmt: skip


class _Opened:
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


def pictures(pdf: bytes) -> tuple[QImage, ...]:
    """Draw the first pages as the preview shows them."""
    with _Opened(pdf) as document:
        return tuple(_page(document, number, PREVIEW_WIDTH) for number in range(min(document.pageCount(), PREVIEW_PAGES)))


def _page(document: "QPdfDocument", number: int, width: int) -> QImage:
    size: QSizeF = document.pagePointSize(number)
    drawn = document.render(number, QSize(width, round(width * size.height() / size.width())))
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget) -> "QPrinter | None":
    """Ask which printer and how many copies; None when the person leaves it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_pages(pdf: bytes, printer: "QPrinter", job: Job) -> None:
    """Draw every page at 300 dpi on a printer's sheets; raises NotPrinted when the printer refuses."""
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    with _Opened(pdf) as document:
        _fit_sheet(printer, document)
        painter = QPainter()
        if not painter.begin(printer):
            raise NotPrinted
        for number in range(document.pageCount()):
            if job.cancelled():
                printer.abort()
                break
            if number:
                printer.newPage()
            wide = round(document.pagePointSize(number).width() / _POINTS * PRINT_DPI)
            painter.drawImage(QRectF(painter.viewport()), _page(document, number, wide))
        painter.end()


def _fit_sheet(printer: "QPrinter", document: "QPdfDocument") -> None:
    size = document.pagePointSize(0)
    upright = size.height() >= size.width()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)
