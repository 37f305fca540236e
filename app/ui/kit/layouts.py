"""Arrangements that know leading and trailing only: rows, columns, flowing chips, scrolling pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.kit.paint import visual_rect
from app.ui.theme import SPACE, WIDTH, Breakpoint, breakpoint_of, colour, text_scale

Item: TypeAlias = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
Margins: TypeAlias = tuple[int, int, int, int]


def row(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay items out from leading to trailing; None stretches, an int is a gap, a pair carries its stretch.

    Margins are leading, top, trailing, bottom and must be equal at both sides: Qt does not mirror them.
    """
    made = QHBoxLayout()
    fill(made, *items, spacing=spacing, margins=margins)
    return made


def column(*items: Item, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay items out from top to bottom, as `row` does from leading to trailing."""
    made = QVBoxLayout()
    fill(made, *items, spacing=spacing, margins=margins)
    return made


def fill(layout: QBoxLayout, *items: Item, spacing: int, margins: Margins) -> None:
    """Put items into a box layout."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        put(layout, item)


def put(layout: QBoxLayout, item: Item, stretch: int = 0) -> None:
    """Add one item of any sort to a box layout."""
    match item:
        case None:
            layout.addStretch(1)
        case int():
            layout.addSpacing(item)
        case (inner, share):
            put(layout, inner, share)
        case QLayout():
            layout.addLayout(item, stretch)
        case QWidget():
            layout.addWidget(item, stretch)


@contextmanager
def at_rest(widget: QWidget) -> Iterator[None]:
    """Add to a widget on the screen, and show, any number of parts: places are calculated once, after them.

    Otherwise each part that is shown would have the whole page calculated anew.
    """
    layout = widget.layout()
    if layout is None:
        yield
        return
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()
        layout.activate()
        _lay_out_around(widget)


def _lay_out_around(widget: QWidget) -> None:
    """Give a part that grew its room now, not when Qt comes round to it: until then its texts would be cut."""
    above = widget.parentWidget()
    while widget.isVisible() and above is not None and (layout := above.layout()) is not None:
        layout.activate()
        above = above.parentWidget()


def set_side_margins(layout: QLayout, widget: QWidget, margins: Margins) -> None:
    """Set margins given as leading, top, trailing, bottom; Qt itself does not mirror them."""
    leading, top, trailing, bottom = margins
    if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        leading, trailing = trailing, leading
    layout.setContentsMargins(leading, top, trailing, bottom)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it be destroyed."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
            inner.deleteLater()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class FlowLayout(QLayout):
    """Set chips one after the other from the leading edge, and on as many lines as they need."""

    def __init__(self, *, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    @override
    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None beyond the last, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, or None beyond the last, as Qt expects."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the items."""
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that a narrow place makes it taller."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        return self._place(QRect(0, 0, width, 0), moving=False)

    @override
    def sizeHint(self) -> QSize:
        """Return the room of all items on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((size.height() for size in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        """Return the room of the largest item."""
        least = QSize(0, 0)
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    @override
    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def _place(self, rect: QRect, *, moving: bool) -> int:
        offset, top, tallest = 0, 0, 0
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            wide = min(size.width(), max(rect.width(), 1))
            if offset and offset + wide > rect.width():
                offset, top, tallest = 0, top + tallest + self.spacing(), 0
            if moving:
                side = rect.width() - offset - wide if direction is Qt.LayoutDirection.RightToLeft else offset
                item.setGeometry(QRect(rect.topLeft() + QPoint(side, top), QSize(wide, size.height())))
            offset += wide + self.spacing()
            tallest = max(tallest, size.height())
        return top + tallest


class _GroundLine(QHBoxLayout):
    """The line of a page's ground, which never presses the content together.

    What is shown anew has the ground laid out at once, at the height it had before; the page makes it higher only a moment
    later, and until then every text above would be cut.
    """

    @override
    def setGeometry(self, rect: QRect) -> None:
        """Place the content in its full height."""
        least = self.heightForWidth(rect.width()) if self.hasHeightForWidth() else self.minimumSize().height()
        super().setGeometry(QRect(rect.topLeft(), QSize(rect.width(), max(rect.height(), least))))


class _Ground(QWidget):
    """The canvas that a page's content lies on."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("canvas"))


class ScrollPage(QScrollArea):
    """Hold one page that scrolls; margins follow the breakpoint of the window."""

    breakpoint_changed = Signal(Breakpoint)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = _Ground()
        self._most = 0
        self._breakpoint: Breakpoint | None = None
        self.body = column(spacing=SPACE.m)
        outer = _GroundLine()
        fill(outer, (self.body, 1), spacing=0, margins=(0, 0, 0, 0))
        self._ground.setLayout(outer)
        self.setWidget(self._ground)
        self.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    @property
    def breakpoint(self) -> Breakpoint:
        """Return the layout in force."""
        return self._breakpoint or Breakpoint.REGULAR

    def add(self, item: Item, stretch: int = 0) -> None:
        """Add a widget or layout at the bottom of the page."""
        put(self.body, item, stretch)

    def set_max_width(self, pixels: int) -> None:
        """Keep the content at most this wide, centred."""
        self._most = pixels
        self._fit()

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget's top near the top of the page."""
        bar = self.verticalScrollBar()
        bar.setValue(min(bar.maximum(), widget.mapTo(self._ground, QPoint(0, 0)).y() - SPACE.m))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the window."""
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window the page came into."""
        super().showEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as small as the window wants."""
        return QSize(200, 120)

    def _fit(self) -> None:
        now = breakpoint_of(self.window().width(), text_scale())
        side = SPACE.m if now is Breakpoint.COMPACT else SPACE.xl
        if self._most and self.viewport().width() > self._most + 2 * side:
            side = (self.viewport().width() - self._most) // 2
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        # The bar stands at the trailing side and takes its room from the margin, so that the page keeps its lines.
        set_side_margins(self.body, self, (side, SPACE.m, max(0, side - taken), SPACE.m))
        if now is not self._breakpoint:
            self._breakpoint = now
            self.breakpoint_changed.emit(now)


class ScrollBox(QScrollArea):
    """Hold a column that scrolls inside a card, on the card's own ground."""

    def __init__(self, *, spacing: int = 0, margins: Margins = (0, 0, 0, 0)) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = column(spacing=spacing, margins=margins)
        inside = QWidget()
        inside.setLayout(self.body)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turned it on
        self.viewport().setAutoFillBackground(False)

    def add(self, item: Item, stretch: int = 0) -> None:
        """Add a widget or layout at the bottom."""
        put(self.body, item, stretch)

    def show_part(self, widget: QWidget) -> None:
        """Bring a widget into view."""
        self.ensureWidgetVisible(widget, 0, SPACE.s)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as small as the window wants."""
        return QSize(120, 60)


class Columns(QWidget):
    """Set two parts beside each other, and one under the other where the place is narrow."""

    def __init__(
        self, first: QWidget | QLayout, second: QWidget | QLayout, *, shares: tuple[int, int] = (66, 34), spacing: int = 12,
        stack_under: int = WIDTH.two_columns_from, level: bool = True,
    ) -> None:  # fmt: skip
        """Set two parts beside each other, equally tall, or each at its own height where they are not `level`."""
        super().__init__()
        self._stack_under = stack_under
        self._box = row((_held(first), shares[0]), (_held(second), shares[1]), spacing=spacing)
        for index in () if level else range(self._box.count()):
            item = self._box.itemAt(index)
            if item is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)

    @property
    def is_stacked(self) -> bool:
        """Tell whether the second part stands under the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose beside or under by the width."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._stack_under * text_scale()
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the wider part alone, since the parts can be stacked."""
        least = super().minimumSizeHint()
        items = [self._box.itemAt(index) for index in range(self._box.count())]
        parts = [item.minimumSize().width() for item in items if item is not None]
        return QSize(max(parts, default=0), least.height())


def _held(part: QWidget | QLayout) -> QWidget:
    """Return the part as a widget whose width is decided by its share alone."""
    if isinstance(part, QWidget):
        held = part
    else:
        held = QWidget()
        part.setContentsMargins(0, 0, 0, 0)
        held.setLayout(part)
    policy = held.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    held.setSizePolicy(policy)
    return held


__all__ = ["Columns", "FlowLayout", "Item", "Margins", "ScrollPage", "column", "empty", "fill", "put", "row", "visual_rect"]
