"""One focus ring for the whole window: 2 px, 2 px away from the part, and only after keyboard use."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.ui.theme.metrics import RADIUS
from app.ui.theme.present import colour
from app.ui.theme.tokens import Tone

GAP = 2
WIDTH = 2
_MOVING_KEYS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
                          Qt.Key.Key_F6, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})  # fmt: skip
_PLACING = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.ParentChange})


class FocusRing(QWidget):
    """Show where the keyboard is; a part may set focusRadius, focusTone, focusInside, or focusRing to False."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("qt_focus_ring")
        self.hide()
        self._part: QWidget | None = None

    @property
    def part(self) -> QWidget | None:
        """Return the part the ring is drawn around, if any."""
        return self._part

    def surround(self, part: QWidget) -> None:
        """Move the ring to a part that is about to be, or is, visible."""
        self._part = part
        self.setParent(_host_of(part))
        self.place()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Take the ring away; it belongs to nobody so that no page can destroy it."""
        self._part = None
        self.hide()
        self.setParent(None)

    def place(self) -> None:
        """Follow the part to where it is now."""
        part, host = self._part, self.parentWidget()
        if part is None or host is None or not isValid(part):
            return
        reach = -WIDTH if part.property("focusInside") else GAP + WIDTH
        corner = part.mapTo(host, QPoint(0, 0)) if host.isAncestorOf(part) else QPoint(0, 0)
        size = part.size()
        self.setGeometry(corner.x() - reach, corner.y() - reach, size.width() + 2 * reach, size.height() + 2 * reach)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring in the part's own tone."""
        if self._part is None or not isValid(self._part):
            return
        tone: Tone = self._part.property("focusTone") or "primary"
        radius = int(self._part.property("focusRadius") or RADIUS.field) + (0 if self._part.property("focusInside") else GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tone), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


class FocusWatch(QObject):
    """Listen to the windows and put the ring on the part that the keyboard reached.

    Filters sit on the windows and on the ringed part's ancestors only: one on the application would call Python for every event.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring = FocusRing()
        self._by_keyboard = False
        self._followed: list[QWidget] = []
        app.focusChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._watch_window)

    @property
    def ring(self) -> FocusRing:
        """Return the only ring there is; a new one if a page took the last one with it."""
        if not isValid(self._ring):
            self._ring = FocusRing()
        return self._ring

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note how the user moves, and keep the ring where its part is; never swallow anything."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._note_key(event)
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._leave()
        elif kind in _PLACING and isinstance(watched, QWidget):
            self._follow_move()
        return False

    def _note_key(self, event: QEvent) -> None:
        if not isinstance(event, QKeyEvent) or event.key() not in _MOVING_KEYS:
            return
        was, self._by_keyboard = self._by_keyboard, True
        if not was and event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or not self._by_keyboard or now.property("focusRing") in {False, "none"}:
            return
        self.ring.surround(now)
        part: QWidget | None = now
        while part is not None and part is not self.ring.parentWidget():
            part.installEventFilter(self)
            self._followed.append(part)
            part = part.parentWidget()

    def _follow_move(self) -> None:
        part = self._ring.part if isValid(self._ring) else None
        if part is not None and isValid(part) and part.isVisible():
            self._ring.place()
        else:
            self._leave()

    def _leave(self) -> None:
        for part in self._followed:
            if isValid(part):
                part.removeEventFilter(self)
        self._followed.clear()
        if isValid(self._ring) and self._ring.part is not None:
            self._ring.leave()


def _host_of(part: QWidget) -> QWidget:
    """Return the widget to draw in: the content of the nearest scroll area, so that the ring scrolls and is cut with it."""
    seen = part
    above = part.parentWidget()
    while above is not None and not seen.isWindow():
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return seen if seen is not part else above
        seen, above = above, above.parentWidget()
    return seen
