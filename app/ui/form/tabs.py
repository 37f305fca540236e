"""The tabs of a form: they scroll the page to a section and follow its scrolling; too many of them scroll themselves."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.ui.kit import TabBar, Words
from app.ui.theme import HEIGHT, scaled


class SectionTabs(QScrollArea):
    """A tab for each section."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self._keys: tuple[str, ...] = ()
        self.bar = TabBar(name=_("Sections"))
        self.setFixedHeight(max(HEIGHT.tab, scaled(34)) + 2)

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys in order."""
        return self._keys

    @property
    def current(self) -> str:
        """Give the chosen key."""
        return self.bar.current

    def put(self, tabs: Sequence[tuple[str, Words, str]]) -> None:
        """Show other tabs: key, words, count."""
        self._keys = tuple(key for key, _words, _count in tabs)
        self.bar = TabBar(name=_("Sections"))
        for key, words, count in tabs:
            self.bar.add_tab(key, words, count)
        self.bar.tab_chosen.connect(self.chosen)
        self.setWidget(self.bar)
        self.bar.setAutoFillBackground(False)
        self.setVisible(len(tabs) > 1)

    def follow(self, key: str) -> None:
        """Mark the section now at the top, and bring its tab into view."""
        if key not in self._keys or key == self.bar.current:
            return
        self.bar.set_current(key)
        layout = self.bar.layout()
        item = None if layout is None else layout.itemAt(self._keys.index(key))
        tab: QWidget | None = None if item is None else item.widget()
        if tab is not None:
            self.ensureWidgetVisible(tab, 40, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the window wants."""
        return QSize(120, self.height())
