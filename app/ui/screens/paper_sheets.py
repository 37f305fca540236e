"""Sheets of paper on the desk: the pages of a PDF under each other, each drawn when it comes into sight."""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.ui.kit import column, empty
from app.ui.screens.paper_pdf import Pages
from app.ui.theme import PAPER, colour

_A4_WIDTH = 794
_A4_POINTS = 595.0
_MARGIN = 4
_NEAR = 3
"""How many pages beyond those in sight keep their picture."""
ZOOMS = (50, 75, 100, 125, 150)


class Sheet(QWidget):
    """One page at a width; its name tells which of how many."""

    def __init__(self, points: QSizeF, *, number: int, total: int) -> None:
        super().__init__()
        self._points = points
        self.picture: QImage | None = None
        self.asked = QSize()
        self.setAccessibleName(str(_("page {n} of {total}").format(n=number, total=total)))

    def set_width(self, base: int) -> None:
        """Show the page where an upright A4 sheet would be `base` logical pixels wide."""
        wide = round(base * self._points.width() / _A4_POINTS)
        tall = round(wide * self._points.height() / max(1.0, self._points.width()))
        self.setFixedSize(QSize(wide + 2, tall + 2))

    @property
    def wanted(self) -> QSize:
        """Give the size of a picture as sharp as the screen, in device pixels."""
        sharp = self.devicePixelRatioF()
        return QSize(round((self.width() - 2) * sharp), round((self.height() - 2) * sharp))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page and its hairline; white paper until the picture is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillRect(page, QColor(PAPER))
        if self.picture is not None:
            painter.drawImage(page, self.picture)
        painter.setPen(colour("line"))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))


class Sheets(QScrollArea):
    """Show the pages under each other, at most as wide as the place at 100 percent."""

    def __init__(self) -> None:
        super().__init__()
        self._zoom = 100
        self._pages: Pages | None = None
        self._held = QWidget()
        self._lines = column(spacing=12, margins=(_MARGIN, 8, _MARGIN, _MARGIN))
        self._held.setLayout(self._lines)
        self.sheets: list[Sheet] = []
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._draw_seen)
        self.setWidget(self._held)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(str(_("Preview")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusInside", "yes")
        self.viewport().setAutoFillBackground(False)
        self._held.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._look.start())

    @property
    def zoom(self) -> int:
        """Give the size in percent."""
        return self._zoom

    @property
    def is_drawn(self) -> bool:
        """Tell whether every page that was asked for has its picture."""
        return all(sheet.picture is not None for sheet in self.sheets if sheet.asked.isValid())

    def set_zoom(self, percent: int) -> None:
        """Show the pages larger or smaller."""
        self._zoom = percent
        self._fit()

    def show_pdf(self, pdf: bytes) -> None:
        """Show the pages of a paper at the same height as those before; earlier pictures stand until the new ones are there."""
        place = self.verticalScrollBar().value()
        before = [sheet.picture for sheet in self.sheets]
        self._show_none()
        pages = self._pages = Pages(pdf, self)
        pages.drawn.connect(self._take)
        sizes = pages.sizes()
        self.sheets = [Sheet(size, number=number, total=len(sizes)) for number, size in enumerate(sizes, 1)]
        for sheet, picture in zip(self.sheets, before, strict=False):
            sheet.picture = picture
        for sheet in self.sheets:
            self._lines.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lines.addStretch(1)
        self._fit()
        self._lines.activate()
        self.verticalScrollBar().setValue(place)

    def show_instead(self, said: QWidget) -> None:
        """Show something else where no page can be."""
        self._show_none()
        self._lines.addWidget(said, 1)

    def _show_none(self) -> None:
        empty(self._lines)
        self.sheets = []
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _draw_seen(self) -> None:
        """Ask for pictures of the pages in sight, and let those far from it go."""
        seen = [place for place, sheet in enumerate(self.sheets) if not sheet.visibleRegion().isEmpty()]
        if not seen or self._pages is None:
            return
        near = range(seen[0] - _NEAR, seen[-1] + _NEAR + 1)
        for place, sheet in enumerate(self.sheets):
            if place not in near:
                sheet.picture, sheet.asked = None, QSize()
        for place in [*seen, *(place for place in near if place not in seen and 0 <= place < len(self.sheets))]:
            sheet = self.sheets[place]
            if sheet.asked != sheet.wanted:
                sheet.asked = sheet.wanted
                self._pages.draw(place, sheet.wanted)

    def _take(self, place: int, picture: QImage) -> None:
        sheet = self.sheets[place]
        sheet.picture = picture
        sheet.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is in sight now."""
        super().showEvent(event)
        self._look.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages inside the place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN - self.verticalScrollBar().sizeHint().width() - 8
        for sheet in self.sheets:
            sheet.set_width(max(160, min(room, _A4_WIDTH) * self._zoom // 100))
        self._look.start()
