"""Bars of the frame: where one is (top), what is saved (bottom), what a list offers (tool row)."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from app.ui.kit.buttons import QUIET, Button, IconButton, PrimaryButton
from app.ui.kit.ground import Icon
from app.ui.kit.label import Label
from app.ui.kit.layouts import Item, column, put, row
from app.ui.kit.marks import Ring
from app.ui.kit.paint import follow_theme, smooth
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, SPACE, colour, scaled


class Toolbar(QWidget):
    """Hold controls in one row."""

    def __init__(self, *, spacing: int = 8) -> None:
        super().__init__()
        self.line = row(spacing=spacing)
        self.setLayout(self.line)

    def add(self, item: Item, stretch: int = 0) -> None:
        """Add one item at the trailing end."""
        put(self.line, item, stretch)

    def add_stretch(self) -> None:
        """Push what follows to the trailing end."""
        self.line.addStretch(1)


class _Bar(QFrame):
    """A sheet across the window with a hairline towards the page."""

    line_on_top = False

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        edge = 0 if self.line_on_top else self.height() - 1
        painter.fillRect(QRectF(0, edge, self.width(), 1), colour("line"))


class _Crumb(Button):
    look = replace(QUIET, words="text_3", hover="sunken", weight=400, side=6)


class TopBar(_Bar):
    """Say where one is: back, the place, the title; commands at the trailing end."""

    back_clicked = Signal()
    crumb_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back = IconButton("back", "back", box=HEIGHT.field)
        self._crumb = _Crumb()
        self._arrow = Icon("next", "text_3", size=14)
        self._title = Label("", "page_title", elide=True)
        self._trailing = row(spacing=6)
        self._line = row(self._back, self._crumb, self._arrow, self._title, None, self._trailing, spacing=6)
        self.setLayout(self._line)
        self._back.hide()
        self._crumb.hide()
        self._arrow.hide()
        self._back.clicked.connect(self.back_clicked)
        self._crumb.clicked.connect(self.crumb_clicked)
        self.set_compact(compact=False)
        follow_theme(self)

    @property
    def title(self) -> str:
        """Return the title as shown."""
        return self._title.text()

    def set_title(self, title: Words, *, crumb: Words = "") -> None:
        """Say where one is; a crumb is the place the page belongs to."""
        self._title.set_text(title)
        self._crumb.set_text(crumb)
        for part in (self._crumb, self._arrow):
            part.setVisible(bool(str(crumb)))

    def set_back(self, name: Words, shortcut: str = "") -> None:
        """Offer the way back; an empty name takes it away."""
        self._back.setVisible(bool(str(name)))
        self._back.set_name(f"{name} (\u2066{shortcut}\u2069)" if shortcut else name)

    def add_trailing(self, widget: QWidget) -> None:
        """Put a control at the trailing end."""
        self._trailing.addWidget(widget)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Shorten the bar in a small window."""
        side = SPACE.m if compact else SPACE.xl
        self._line.setContentsMargins(side, 0, side, 1)
        self.setFixedHeight(max(HEIGHT.top_bar_compact if compact else HEIGHT.top_bar, scaled(40)))


@dataclass(frozen=True, slots=True)
class SaveBarWords:
    """Hold the words of the bar at the bottom of a form."""

    save: Words
    save_close: Words
    cancel: Words
    ring_name: Words


class SaveBar(_Bar):
    """Say what is missing and what is kept, and offer to save."""

    line_on_top = True
    save_asked = Signal()
    save_close_asked = Signal()
    cancel_asked = Signal()
    ring_clicked = Signal()

    def __init__(self, words: SaveBarWords) -> None:
        super().__init__()
        self.ring = Ring(0, name=words.ring_name)
        self._title = Label("", "label", weight=600)
        self._missing = Label("", "caption", tone="text_3", elide=True)
        self._kept = Icon("saved", "good_dot", size=16)
        self._draft = Label("", "label", tone="text_2", elide=True)
        self.save_button = PrimaryButton(words.save, icon="save", shortcut="Ctrl+S")
        self.close_button = Button(words.save_close, shortcut="Ctrl+Enter")
        self.cancel_button = Button(words.cancel, shortcut="Esc")
        texts = column(None, self._title, self._missing, None, spacing=0)
        draft = row(self._kept, self._draft, spacing=7)
        self._line = row(
            self.ring, (texts, 1), draft, 8, self.save_button, self.close_button, self.cancel_button, spacing=8
        )  # fmt: skip
        self.setLayout(self._line)
        self._connect()
        self.set_draft("")
        self.set_compact(compact=False)
        follow_theme(self)

    def _connect(self) -> None:
        self.ring.clicked.connect(self.ring_clicked)
        self.save_button.clicked.connect(self.save_asked)
        self.close_button.clicked.connect(self.save_close_asked)
        self.cancel_button.clicked.connect(self.cancel_asked)

    def set_completeness(self, percent: int, title: Words, missing: Words) -> None:
        """Show how complete the record is (0 to 100) and what is missing."""
        self.ring.set_percent(percent)
        self._title.set_text(title)
        self._missing.set_text(missing)
        self._missing.setVisible(bool(str(missing)))

    def set_draft(self, text: Words) -> None:
        """Say when the draft was kept; an empty text says nothing."""
        self._draft.set_text(text)
        self._kept.setVisible(bool(str(text)))
        self._draft.setVisible(bool(str(text)))

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Shorten the bar in a small window."""
        side = SPACE.m if compact else SPACE.xl
        self._line.setContentsMargins(side, 1, side, 0)
        self.setFixedHeight(max(HEIGHT.save_bar_compact if compact else HEIGHT.save_bar, scaled(44)))


class FootBar(_Bar):
    """Hold what ends the work of a page: how far it is, and the buttons that close it."""

    line_on_top = True

    def __init__(self, *items: Item) -> None:
        super().__init__()
        self._line = row(*items, spacing=8)
        self.setLayout(self._line)
        self.set_compact(compact=False)
        follow_theme(self)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Shorten the bar in a small window."""
        side = SPACE.m if compact else SPACE.xl
        self._line.setContentsMargins(side, 1, side, 0)
        self.setFixedHeight(max(HEIGHT.save_bar_compact if compact else HEIGHT.save_bar, scaled(44)))
