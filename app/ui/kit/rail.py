"""The navigation at the leading edge: groups of places, what waits in them, settings and who is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton, named_with_keys
from app.ui.kit.label import Label
from app.ui.kit.layouts import column, empty, row
from app.ui.kit.paint import dot, draw_text, fill_round, follow_theme, seen, smooth, text_width
from app.ui.kit.roving import Roving
from app.ui.kit.words import Words
from app.ui.startup import own_viewport
from app.ui.theme import HEIGHT, RADIUS, WIDTH, Tone, colour, draw_icon, font, scaled
from app.ui.theme.type import sized_font

RailSize: TypeAlias = Literal["wide", "regular", "icons"]
_WIDTHS: dict[RailSize, int] = {"wide": WIDTH.rail_wide, "regular": WIDTH.rail, "icons": WIDTH.rail_icons}
_ICON = 18


@dataclass(frozen=True, slots=True)
class RailWords:
    """Hold the words of the rail itself."""

    app: Words
    office: Words
    name: Words
    settings: Words
    help: Words
    lock: Words


@dataclass(frozen=True, slots=True)
class RailEntry:
    """Describe one place; the count is what waits for this person."""

    key: str
    icon: str
    text: Words
    count: Words = ""
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class RailGroup:
    """Describe places that belong together; an empty title draws none."""

    title: Words
    entries: Sequence[RailEntry]


class _Place(QPushButton):
    """One entry, painted."""

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self.entry = entry
        self._count = str(entry.count)
        self._icons_only = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusTone", "rail_mark")
        self.setProperty("focusInside", "yes")
        self.setProperty("focusRadius", RADIUS.mark)
        self._tell()
        follow_theme(self)

    def set_count(self, text: Words) -> None:
        self._count = str(text)
        self._tell()
        self.update()

    def set_icons_only(self, *, only: bool) -> None:
        self._icons_only = only
        self._tell()
        self.updateGeometry()

    def _tell(self) -> None:
        name = str(self.entry.text)
        self.setAccessibleName(f"{name} {self._count}".strip())
        self.setToolTip(named_with_keys(name, self.entry.shortcut) if self._icons_only or self.entry.shortcut else "")

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, 34) if self._icons_only else QSize(120, max(HEIGHT.rail_entry - 1, scaled(28)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(36, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        chosen, area = self.isChecked(), QRectF(self.rect())
        if chosen or self.underMouse():
            fill_round(painter, area, RADIUS.mark, "rail_active", alpha=1.0 if chosen else 0.55)
        tone: Tone = "rail_mark" if chosen else "rail_text"
        if self._icons_only:
            spot = QRectF((area.width() - _ICON) / 2, (area.height() - _ICON) / 2, _ICON, _ICON)
            draw_icon(painter, spot, self.entry.icon, tone)
            if self._count:
                dot(painter, seen(self, QRectF(area.width() / 2 + 5, 6, 6, 6)).center(), 3.5, "rail_mark")
            return
        if chosen:
            fill_round(painter, seen(self, QRectF(5, (area.height() - 18) / 2, 3, 18)), 1.5, "rail_mark")
        draw_icon(painter, seen(self, QRectF(18, (area.height() - _ICON) / 2, _ICON, _ICON)), self.entry.icon, tone)
        figures = font("caption", weight=600, tabular=True)
        count = text_width(self._count, figures) if self._count else 0
        words = seen(self, QRectF(45, 0, area.width() - 45 - 12 - (count + 8 if count else 0), area.height()))
        face = font("body", weight=600 if chosen else 400)
        draw_text(painter, words, str(self.entry.text), face=face, tone="rail_on" if chosen else "rail_text")
        if count:
            spot = seen(self, QRectF(area.width() - count - 16, 0, count + 4, area.height()))
            draw_text(painter, spot, self._count, face=figures, tone="rail_mark", align="centre")


class _Mark(QWidget):
    """The mark of the program: a handshake on brass."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(34, 34)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), 8, "rail_mark")
        draw_icon(painter, QRectF(7, 7, 20, 20), "handshake", "rail")


class _Who(QPushButton):
    """The person at the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._post = self._initial = ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusTone", "rail_mark")
        self.setProperty("focusInside", "yes")
        self.set_person("", "", "")
        follow_theme(self)

    def set_person(self, name: str, post: str, initial: str) -> None:
        self._name, self._post, self._initial = name, post, initial
        self.setAccessibleName(" · ".join(part for part in (name, post) if part) or "—")
        self.setToolTip(self.accessibleName())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(34, max(40, scaled(38)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(34, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.underMouse():
            fill_round(painter, QRectF(self.rect()), RADIUS.mark, "rail_active", alpha=0.55)
        narrow = self.width() < 90
        circle = seen(self, QRectF((self.width() - 28) / 2 if narrow else 6, (self.height() - 28) / 2, 28, 28))
        fill_round(painter, circle, 14, "rail_active")
        draw_text(painter, circle, self._initial, face=sized_font(12, 600), tone="rail_mark", align="centre")
        if narrow:
            return
        half = self.height() / 2
        room = self.width() - 42 - 4
        name = seen(self, QRectF(42, 1, room, half))
        draw_text(painter, name, self._name, face=font("label", weight=500), tone="rail_on")
        draw_text(painter, seen(self, QRectF(42, half - 1, room, half)), self._post, face=font("caption"), tone="rail_group")


class _Settings(_Place):
    """Settings look like a place but are never the chosen one of the groups."""


class Rail(QFrame):
    """Lead to every place of the window; 196 px, wide 220, icons 56."""

    entry_chosen = Signal(str)
    settings_clicked = Signal()
    help_clicked = Signal()
    lock_clicked = Signal()
    person_clicked = Signal()

    def __init__(self, words: RailWords) -> None:
        super().__init__()
        self._places: dict[str, _Place] = {}
        self._titles: list[QWidget] = []
        self._size: RailSize = "regular"
        self._current = ""
        self.setAccessibleName(str(words.name))
        self._app = Label(words.app, "record_title", tone="rail_on")
        self._office = Label(words.office, "caption", tone="rail_text", wrap=True)
        self._names = QWidget()
        self._names.setLayout(column(self._app, self._office, spacing=0))
        self._settings = _Settings(RailEntry("settings", "settings", words.settings))
        self._settings.setCheckable(False)
        self._help = _rail_button("help", words.help, "F1")
        self._lock = _rail_button("lock", words.lock, "Ctrl+L")
        self._who = _Who()
        self._roving = Roving(self, vertical=True)
        self._list = column(spacing=1)
        self._lay_out()
        self._connect()
        self.set_size("regular")
        follow_theme(self, self._refit)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(column(self._list, None, spacing=0))
        self._scroll = QScrollArea()
        own_viewport(self._scroll, filled=False)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turned it on
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = row(_Mark(), (self._names, 1), spacing=9, margins=(2, 0, 2, 6))
        self._tools = row((self._settings, 1), self._help, spacing=2)
        self._foot = row((self._who, 1), self._lock, spacing=2)
        self._box: QVBoxLayout = column(
            self._head, (self._scroll, 1), 4, self._tools, 5, self._foot, spacing=0, margins=(10, 12, 10, 6)
        )  # fmt: skip
        self.setLayout(self._box)

    def _connect(self) -> None:
        self._settings.clicked.connect(self.settings_clicked)
        self._help.clicked.connect(self.help_clicked)
        self._lock.clicked.connect(self.lock_clicked)
        self._who.clicked.connect(self.person_clicked)

    @property
    def current(self) -> str:
        """Return the key of the chosen place."""
        return self._current

    @property
    def size_name(self) -> RailSize:
        """Return the width in force by name."""
        return self._size

    def set_groups(self, groups: Sequence[RailGroup]) -> None:
        """Show other places."""
        self._roving.forget()
        empty(self._list)
        self._places.clear()
        self._titles.clear()
        for group in groups:
            if str(group.title):
                self._add_title(group.title)
            for entry in group.entries:
                self._add_place(entry)
        if self._current in self._places:
            self.set_current(self._current)
        self._order_tabs()
        self.set_size(self._size)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [*self._places.values(), self._settings, self._help, self._who, self._lock]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _add_title(self, title: Words) -> None:
        label = Label(title, "caption", tone="rail_group", weight=500)
        holder = QWidget()
        self._titles.append(holder)
        holder.setLayout(row(label, None, margins=(10, 6, 10, 1)))
        self._list.addWidget(holder)

    def _add_place(self, entry: RailEntry) -> None:
        place = _Place(entry)
        place.clicked.connect(lambda: self._choose(entry.key))
        place.installEventFilter(self)
        self._places[entry.key] = place
        self._roving.add(place)
        self._list.addWidget(place)

    def set_current(self, key: str) -> None:
        """Mark a place without telling; a key that is not here marks none."""
        self._current = key
        for name, place in self._places.items():
            place.setChecked(name == key)
        if key in self._places:
            self._roving.set_home(self._places[key])

    def set_count(self, key: str, text: Words) -> None:
        """Show what waits in a place; an empty text shows nothing."""
        if key in self._places:
            self._places[key].set_count(text)

    def set_office(self, office: Words) -> None:
        """Show the name of the office under that of the program."""
        self._office.set_text(office)

    def set_person(self, name: str, post: str, initial: str) -> None:
        """Show who is at the desk."""
        self._who.set_person(name, post, initial)

    def set_size(self, size: RailSize) -> None:
        """Be wide, regular, or icons with names in tooltips."""
        self._size = size
        icons = size == "icons"
        self.setFixedWidth(_WIDTHS[size] if icons else scaled(_WIDTHS[size]))
        side = 8 if icons else 10
        self._box.setContentsMargins(side, 8 if icons else 12, side, 6)
        self._head.setContentsMargins(3 if icons else 2, 0, 3 if icons else 2, 6)
        self._names.setVisible(not icons)
        for title in self._titles:
            title.setVisible(not icons)
        for place in (*self._places.values(), self._settings):
            place.set_icons_only(only=icons)
        self._help.setVisible(not icons)
        self._who.setVisible(not icons)
        self._foot.setAlignment(self._lock, Qt.AlignmentFlag.AlignHCenter if icons else Qt.AlignmentFlag(0))
        self.update()

    def _refit(self) -> None:
        self.set_size(self._size)

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.entry_chosen.emit(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the place that has the keyboard into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, 8)
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above the person."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("rail"))
        if self._size != "icons":
            edge = self._foot.geometry().top() - 3
            painter.fillRect(QRectF(10, edge, self.width() - 20, 1), colour("rail_active"))


def _rail_button(icon: str, name: Words, shortcut: str) -> IconButton:
    made = IconButton(icon, name, shortcut=shortcut, tone="rail_text", box=HEIGHT.field)
    made.setProperty("focusTone", "rail_mark")
    return made
