"""A paper on a printer: the system's dialog, the pages chosen there, every copy with its own number."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import SafirError
from app.core.i18n import _
from app.papers.errors import PaperStopped
from app.services.office import Office
from app.ui.screens.paper_making import Asked, Made, make
from app.ui.screens.paper_pdf import Opened, page_picture
from app.ui.tasks import Job

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300
_POINTS = 72
_MOST_COPIES = 99


class NotPrinted(SafirError):
    """A paper that no printer took; it is ready all the same."""

    code = "not_printed"

    def __init__(self) -> None:
        super().__init__(_("Nothing was printed; the paper is ready. No printer was found."))


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, *, pages: int, copies: int) -> "QPrinter | None":
    """Ask which printer, which pages and how many copies; None when the person leaves it."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def chosen_pages(printer: "QPrinter", total: int) -> tuple[int, ...]:
    """Give the pages asked for in the dialog, counted from 0; all where none were named."""
    from PySide6.QtPrintSupport import QPrinter

    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return tuple(range(total))
    ranges = printer.pageRanges()
    asked = tuple(page - 1 for page in range(1, total + 1) if ranges.contains(page))
    if asked or not ranges.isEmpty():
        return asked
    return tuple(range(max(0, printer.fromPage() - 1), min(total, printer.toPage() or total)))


def print_copies(office: Office, asked: Asked, printer: "QPrinter", job: Job) -> None:
    """Draw the chosen pages of every copy at 300 dpi; each copy is made anew with its number.

    Raises NotPrinted when the printer refuses, PaperStopped when the work is given up, and the errors of `make`.
    """
    numbered = replace(asked, copies=min(max(1, printer.copyCount()), _MOST_COPIES))
    # The driver would print one number on all of them.
    printer.setCopyCount(1)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    quiet = Job(job.stop, lambda _at, _total: None, job.hand_over)
    _print_all(
        (make(office, numbered, quiet, copy=copy) for copy in range(1, numbered.copies + 1)), numbered.copies, printer, job=job
    )


def _print_all(copies: Iterator[Made], count: int, printer: "QPrinter", *, job: Job) -> None:
    painter = QPainter()
    for copy, made in enumerate(copies):
        with Opened(made.pdf) as document:
            pages = chosen_pages(printer, document.pageCount())
            for place, number in enumerate(pages):
                if job.cancelled():
                    _give_up(painter, printer)
                    raise PaperStopped
                _fit_sheet(printer, document, number)
                if not painter.isActive() and not painter.begin(printer):
                    raise NotPrinted
                if copy or place:
                    printer.newPage()
                wide = round(document.pagePointSize(number).width() / _POINTS * PRINT_DPI)
                painter.drawImage(QRectF(painter.viewport()), page_picture(document, number, wide))
                job.tell(copy * len(pages) + place + 1, count * len(pages))
    painter.end()


def _give_up(painter: QPainter, printer: "QPrinter") -> None:
    if painter.isActive():
        printer.abort()
        painter.end()


def _fit_sheet(printer: "QPrinter", document: "QPdfDocument", number: int) -> None:
    size = document.pagePointSize(number)
    upright = size.height() >= size.width()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)
