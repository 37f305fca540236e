"""Tabs of a page, with counts; one tab stop, arrows inside."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.layouts import row
from app.ui.kit.paint import draw_text, fill_round, follow_theme, seen, smooth, soft_ground, text_width
from app.ui.kit.roving import Roving
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, Tone, font, scaled

_SIDE = 4
_UNDERLINE = 2


class _Tab(QPushButton):
    def __init__(self, text: Words, count: Words) -> None:
        super().__init__()
        self._text = str(text)
        self._count = str(count)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(count)
        follow_theme(self)

    def set_count(self, count: Words) -> None:
        self._count = str(count)
        self.setAccessibleName(f"{self._text} {self._count}".strip())
        self.updateGeometry()
        self.update()

    @override
    def text(self) -> str:
        return self._text

    @override
    def sizeHint(self) -> QSize:
        # Measured in the chosen weight, so that choosing moves nothing.
        wide = text_width(self._text, font("body", weight=600)) + 2 * _SIDE
        return QSize(wide + (self._badge_width() + 6 if self._count else 0), max(HEIGHT.tab, scaled(34)))

    def _badge_width(self) -> int:
        return max(18, text_width(self._count, _count_face()) + 11)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        chosen = self.isChecked()
        tone: Tone = "primary" if chosen else "text" if self.underMouse() else "text_2"
        words = QRectF(_SIDE, 0, text_width(self._text, font("body", weight=600)) + 1, self.height() - 2)
        draw_text(painter, seen(self, words), self._text, face=font("body", weight=600 if chosen else 400), tone=tone)
        if self._count:
            badge = seen(self, QRectF(words.right() + 6, (self.height() - 18) / 2 - 1, self._badge_width(), 18))
            soft_ground(painter, badge, 9, "primary_soft" if chosen else "line")
            draw_text(painter, badge, self._count, face=_count_face(), tone="primary" if chosen else "text_2", align="centre")
        if chosen:
            fill_round(painter, QRectF(0, self.height() - _UNDERLINE, self.width(), _UNDERLINE), 1, "primary")


class TabBar(QWidget):
    """Choose one part of a page."""

    tab_chosen = Signal(str)

    def __init__(self, *, name: Words) -> None:
        super().__init__()
        self._tabs: dict[str, _Tab] = {}
        self._current = ""
        self._roving = Roving(self)
        self._line = row(None, spacing=18)
        self.setLayout(self._line)
        self.setAccessibleName(str(name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """Return the key of the chosen tab."""
        return self._current

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(self._tabs)

    def add_tab(self, key: str, text: Words, count: Words = "") -> None:
        """Add a tab at the trailing end; the first one is chosen."""
        tab = _Tab(text, count)
        tab.clicked.connect(lambda: self._choose(key))
        self._tabs[key] = tab
        self._roving.add(tab)
        self._line.insertWidget(self._line.count() - 1, tab)
        if not self._current:
            self.set_current(key)

    def set_count(self, key: str, count: Words) -> None:
        """Show another count on a tab."""
        self._tabs[key].set_count(count)

    def set_current(self, key: str) -> None:
        """Mark a tab without telling."""
        self._current = key
        for name, tab in self._tabs.items():
            tab.setChecked(name == key)
        self._roving.set_home(self._tabs[key])

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.tab_chosen.emit(key)


def _count_face() -> QFont:
    return font("caption", weight=500)
