"""Printing a ready PDF: its pages are drawn at 300 dots an inch."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

_DPI = 300
_POINTS = 72


def print_pdf(write: Callable[[Path], bool], parent: QWidget) -> bool:
    """Ask for a printer and print what `write` puts into a file; False when there is no printer.

    The file lives in a folder of its own that is removed at once.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.pdf"
        if write(path):
            _draw(path, printer)
    return True


def _draw(path: Path, printer: "QPrinter") -> None:  # type: ignore[name-defined]  # noqa: F821
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(path))
    painter = QPainter(printer)
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        points = document.pagePointSize(number)
        size = QSize(round(points.width() * _DPI / _POINTS), round(points.height() * _DPI / _POINTS))
        painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    document.close()
