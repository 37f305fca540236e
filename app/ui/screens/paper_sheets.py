"""Sheets of paper on the desk: pictures of pages under each other, each with a hairline."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.ui.kit import Label, column, empty
from app.ui.theme import colour

_A4_WIDTH = 794
_MARGIN = 4
ZOOMS = (50, 75, 100, 125, 150)


class Sheet(QWidget):
    """One page at a width; its name tells which of how many."""

    def __init__(self, picture: QImage, *, number: int, total: int) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(str(_("page {n} of {total}").format(n=number, total=total)))

    def set_width(self, wide: int) -> None:
        """Show the page at a width in logical pixels."""
        tall = round(wide * self._picture.height() / max(1, self._picture.width()))
        self.setFixedSize(QSize(wide + 2, tall + 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawImage(page, self._picture)
        painter.setPen(colour("line"))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))


class Sheets(QScrollArea):
    """Show the pages under each other, at most as wide as the place at 100 percent."""

    def __init__(self) -> None:
        super().__init__()
        self._zoom = 100
        self._held = QWidget()
        self._lines = column(spacing=12, margins=(_MARGIN, 8, _MARGIN, _MARGIN))
        self._held.setLayout(self._lines)
        self._sheets: list[Sheet] = []
        self.setWidget(self._held)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(str(_("Preview")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusInside", "yes")
        self.viewport().setAutoFillBackground(False)
        self._held.setAutoFillBackground(False)

    @property
    def zoom(self) -> int:
        """Give the size in percent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Show the pages larger or smaller."""
        self._zoom = percent
        self._fit()

    def show_pages(self, pictures: Sequence[QImage], total: int) -> None:
        """Show these pages at the same height as those before."""
        place = self.verticalScrollBar().value()
        empty(self._lines)
        self._sheets = [Sheet(picture, number=number, total=total) for number, picture in enumerate(pictures, 1)]
        for sheet in self._sheets:
            self._lines.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        if len(pictures) < total:
            more = Label(
                _("The preview shows {n} of {total} pages; the paper has all.").format(n=len(pictures), total=total), "label"
            )
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lines.addStretch(1)
        self._fit()
        self._lines.activate()
        self.verticalScrollBar().setValue(place)

    def show_instead(self, said: QWidget) -> None:
        """Show something else where no page can be."""
        empty(self._lines)
        self._sheets = []
        self._lines.addWidget(said, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages inside the place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN - self.verticalScrollBar().sizeHint().width() - 8
        for sheet in self._sheets:
            sheet.set_width(max(160, min(room, _A4_WIDTH) * self._zoom // 100))
