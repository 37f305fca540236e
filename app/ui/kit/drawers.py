"""Panels at the trailing edge: over the page, or docked beside it."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton
from app.ui.kit.ground import HLine
from app.ui.kit.label import Label
from app.ui.kit.layouts import column, row
from app.ui.kit.over import fade_in
from app.ui.kit.paint import draw_shadow, follow_theme, seen, smooth, visual_rect
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, SPACE, WIDTH, colour, scaled

_SHADOW = 20
_LEAST_PAGE = 40


class SidePanel(QFrame):
    """Hold a subject beside the page: a title, a way to close it, and a body that scrolls."""

    closed = Signal()

    def __init__(self, title: Words, *, width: int = WIDTH.drawer, close_name: Words = "") -> None:
        super().__init__()
        self._title = Label(title, "card_title", elide=True)
        self._close = IconButton("close", close_name or title, shortcut="Esc")
        self._close.setVisible(bool(str(close_name)))
        self._close.clicked.connect(self.closed)
        head = row((self._title, 1), self._close, margins=(SPACE.l, 6, SPACE.l, 6))
        inside = QWidget()
        self.body: QVBoxLayout = column(spacing=8, margins=(SPACE.l, SPACE.m, SPACE.l, SPACE.m))
        inside.setLayout(self.body)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)  # setWidget turned it on
        self.setLayout(column(head, HLine(), (scroll, 1), spacing=0))
        self.setFixedWidth(scaled(width))
        self.setMinimumHeight(HEIGHT.top_bar)
        self.setAccessibleName(str(title))
        follow_theme(self)

    def set_title(self, title: Words) -> None:
        """Name the panel anew."""
        self._title.set_text(title)
        self.setAccessibleName(str(title))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet and the hairline towards the page."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(seen(self, QRectF(0, 0, 1, self.height())), colour("line"))


class Drawer(QWidget):
    """Lay a side panel over the trailing part of a page; Esc closes it and the keyboard goes back to where it was."""

    closed = Signal()

    def __init__(self, parent: QWidget, title: Words, *, close_name: Words, width: int = WIDTH.drawer) -> None:
        super().__init__(parent)
        self._width = scaled(width)
        self._panel = SidePanel(title, width=width, close_name=close_name)
        self._panel.closed.connect(self.close_drawer)
        self._from: QWidget | None = None
        self.body = self._panel.body
        self._page = parent
        self.setLayout(row(_SHADOW, self._panel, spacing=0))
        parent.installEventFilter(self)
        follow_theme(self)
        self.hide()

    def set_title(self, title: Words) -> None:
        """Name the drawer anew."""
        self._panel.set_title(title)

    def open(self) -> None:
        """Show the drawer and give it the keyboard."""
        self._from = QApplication.focusWidget()
        self._place()
        fade_in(self)
        self._panel.setFocus()
        self.focusNextChild()

    def close_drawer(self) -> None:
        """Take the drawer away."""
        if self.isHidden():
            return
        self.hide()
        if self._from is not None:
            self._from.setFocus()
        self._from = None
        self.closed.emit()

    def _place(self) -> None:
        page = self._page
        wide = min(self._width, page.width() - _LEAST_PAGE)
        self._panel.setFixedWidth(wide)
        whole = wide + _SHADOW
        self.setGeometry(visual_rect(page, QRect(page.width() - whole, 0, whole, page.height())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the edge at every size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow onto the page."""
        painter = smooth(self)
        draw_shadow(painter, QRectF(self._panel.geometry()).adjusted(0, -_SHADOW, 0, _SHADOW), 0)
