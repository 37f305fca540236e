"""The title kept in sight while the other columns are moved sideways: painted over the rows, on the side reading starts at."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from app.ui.list.cells import Cells, Header
from app.ui.theme import colour


def _edge(painter: QPainter, widget: QWidget) -> None:
    start = 0 if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft else widget.width() - 1
    painter.fillRect(QRectF(start, 0, 1, widget.height()), colour("edge"))


class FrozenTitles(QWidget):
    """The first column of the rows on the screen; the mouse goes through to the rows beneath."""

    def __init__(self, view: QTableView, cells: Cells) -> None:
        super().__init__(view)
        self._view, self._cells = view, cells
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        view, painter = self._view, QPainter(self)
        painter.fillRect(event.rect(), colour("surface"))
        number = view.rowAt(0)
        while 0 <= number < view.model().rowCount() and view.rowViewportPosition(number) < self.height():
            self._row(painter, number)
            number += 1
        _edge(painter, self)

    def _row(self, painter: QPainter, number: int) -> None:
        view, option = self._view, QStyleOptionViewItem()
        option.rect = QRect(0, view.rowViewportPosition(number), self.width(), view.rowHeight(number))
        index = view.model().index(number, 0)
        if view.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        self._cells.paint(painter, option, index)


class FrozenHead(QWidget):
    """The head of the kept column; a click orders the rows by it."""

    def __init__(self, view: QTableView, head: Header, clicked: Callable[[], None]) -> None:
        super().__init__(view)
        self._head, self._clicked = head, clicked
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._head.paintSection(painter, self.rect(), 0)
        _edge(painter, self)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._clicked()
