"""A value that is read: drawn as any label, and yet its words can be marked and copied."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.core.i18n import _
from app.core.text import strip_isolates
from app.ui.kit.label import Label
from app.ui.kit.menus import Menu
from app.ui.kit.paint import smooth
from app.ui.kit.words import Words
from app.ui.theme import Role, Tone, colour, line_height

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class ReadingText(Label):
    """Paragraphs to be read; the mouse or Shift with the arrows marks words, Ctrl+C copies them, or all when none is marked.

    What is copied is the raw value, without the marks of direction that Safir puts around names. Nothing is made for the
    marking until it begins: a page holds a hundred of these.
    """

    def __init__(self, text: Words, role: Role = "body", *, tone: Tone = "text") -> None:
        super().__init__(text, role, tone=tone, wrap=True)
        self._anchor = self._end = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def marked(self) -> str:
        """Give the marked words as they are copied; empty when none are marked."""
        return strip_isolates(self.text()[min(self._anchor, self._end) : max(self._anchor, self._end)])

    def mark(self, start: int, end: int) -> None:
        """Mark the letters between two places of the text."""
        self._anchor, self._end = start, end
        self.update()

    def copy(self) -> None:
        """Copy what is marked, or the whole value."""
        QApplication.clipboard().setText(self.marked or strip_isolates(self.text()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = self._place_at(event.position())
        self.mark(self._anchor if event.modifiers() & _SHIFT else at, at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark up to the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton and (at := self._place_at(event.position())) != self._end:
            self.mark(self._anchor, at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark the word under the pointer."""
        text, at = self.text(), self._place_at(event.position())
        start, end = at, at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        self.mark(start, end)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, mark all, or move the end of what is marked in the order of reading."""
        held, key = event.modifiers(), event.key()
        onward = Qt.Key.Key_Left if self._reads_from_right() else Qt.Key.Key_Right
        if held & _CTRL and key == Qt.Key.Key_C:
            self.copy()
        elif held & _CTRL and key == Qt.Key.Key_A:
            self.mark(0, len(self.text()))
        elif held & _SHIFT and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.mark(self._anchor, min(max(self._end + (1 if key == onward else -1), 0), len(self.text())))
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is marked, unless only a menu opened."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.mark(0, 0)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = Menu(self)
        menu.offer(_("Copy"), self.copy, keys="Ctrl+C")
        menu.offer(_("Select all"), lambda: self.mark(0, len(self.text())), keys="Ctrl+A")
        menu.popup(event.globalPos())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as every label; what is marked stands on the ground of a selection."""
        if self._anchor == self._end:
            super().paintEvent(event)
            return
        painter = smooth(self)
        painter.setPen(colour(self.tone))
        first, last = sorted((self._anchor, self._end))
        for begin, layout in self._placed():
            part = QTextLayout.FormatRange()
            part.start, part.length = max(0, first - begin), max(0, last - max(begin, first))
            part.format.setBackground(self.palette().brush(QPalette.ColorRole.Highlight))
            part.format.setForeground(self.palette().brush(QPalette.ColorRole.HighlightedText))
            layout.draw(painter, QPointF(0, 0), [part] if part.length else [])

    def _placed(self) -> list[tuple[int, QTextLayout]]:
        """Give each paragraph with the place where it begins, its lines set where they are painted."""
        layouts = self._paragraphs(self.width())
        lines = sum(layout.lineCount() for layout in layouts)
        pitch = self._pitch() if lines > 1 else line_height(self._role)
        top, begin, placed = max(0.0, (self.height() - lines * pitch) / 2), 0, []
        for layout in layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
                top += pitch
            placed.append((begin, layout))
            begin += len(layout.text()) + 1
        return placed

    def _place_at(self, point: QPointF) -> int:
        """Find the place in the text under a point; the nearest one beyond it."""
        found = 0
        for begin, layout in self._placed():
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                if (number == 0 and begin == 0) or line.y() <= point.y():
                    found = begin + int(line.xToCursor(point.x()))
        return found

    def _reads_from_right(self) -> bool:
        return _from_right(self._paragraphs(self.width())[0])


def _from_right(layout: QTextLayout) -> bool:
    return layout.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
