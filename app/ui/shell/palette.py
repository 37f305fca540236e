"""The palette (Ctrl+K): find records, give commands, go to places, read a day in three calendars."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.core.calendars import Calendar, DayStyle, format_day, parse_day
from app.core.errors import SafirError
from app.core.folding import Matcher
from app.core.i18n import Text, _, language
from app.core.text import isolate
from app.ui.context import Context
from app.ui.kit import HLine, Icon, Label, Raised, column, row
from app.ui.kit.paint import draw_text, fill_round, seen, smooth, text_width
from app.ui.shell.keys import keys_of
from app.ui.shell.places import AlertsPlace, HelpPlace, HomePlace, ListPlace, Place, RecordPlace, SettingsPlace
from app.ui.tasks import Job, Running
from app.ui.theme import RADIUS, Tone, colour, draw_icon, font, scaled

if TYPE_CHECKING:
    from app.services.search import Hit

MOST = 9
_HITS = 6
_PAUSE_MS = 120
_WIDTH = 640
_ROW = 42
_HEAD = 26
_EDGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it is called, what it belongs to, and what Enter does. `head` stands over the first of a group."""

    icon: str
    title: str
    sub: str
    do: Callable[[], object]
    keys: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Command:
    icon: str
    text: Text
    action: str


_COMMANDS = (
    _Command("plus", _("New record"), "new_menu"),
    _Command("undo", _("Undo"), "undo"),
    _Command("redo", _("Redo"), "redo"),
    _Command("moon", _("Light or dark"), "theme"),
    _Command("languages", _("Change the language"), "language"),
    _Command("lock", _("Lock"), "lock"),
    _Command("keyboard", _("Keys"), "help"),
)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.entries)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (entry.title, entry.sub) if part)
        return entry if role == Qt.ItemDataRole.UserRole else None


class _Look(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, row_height(index.data(Qt.ItemDataRole.UserRole)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        holder = option.widget
        _paint_row(painter, holder, area, entry, chosen)
        painter.restore()


def _paint_row(painter: QPainter, holder: QWidget, area: QRectF, entry: Entry, chosen: bool) -> None:  # noqa: FBT001
    if entry.head:
        caption = _placed(holder, area, 14, 0, area.width() - 28, scaled(_HEAD))
        draw_text(painter, caption, entry.head, face=font("caption", weight=500), tone="text_3")
        area = area.adjusted(0, scaled(_HEAD), 0, 0)
    ground = area.adjusted(6, 1, -6, -1)
    if chosen:
        fill_round(painter, ground, RADIUS.mark, "select")
    middle = (area.height() - 18) / 2
    draw_icon(painter, _placed(holder, area, 18, middle, 18, 18), entry.icon, "primary" if chosen else "text_2")
    keys = text_width(entry.keys, font("caption")) + 4 if entry.keys else 0
    if keys:
        spot = _placed(holder, area, area.width() - 18 - keys, 0, keys, area.height())
        draw_text(painter, spot, f"\u2066{entry.keys}\u2069", face=font("caption"), tone="text_3", align="centre")
    room = area.width() - 48 - 18 - (keys + 10 if keys else 0)
    _paint_words(painter, holder, area, entry, room)


def _paint_words(painter: QPainter, holder: QWidget, area: QRectF, entry: Entry, room: float) -> None:
    tone: Tone = "text"
    if not entry.sub:
        draw_text(painter, _placed(holder, area, 48, 0, room, area.height()), entry.title, face=font("body"), tone=tone)
        return
    half = area.height() / 2
    title = _placed(holder, area, 48, 2, room, half)
    draw_text(painter, title, entry.title, face=font("body", weight=500), tone=tone)
    draw_text(painter, _placed(holder, area, 48, half - 1, room, half), entry.sub, face=font("caption"), tone="text_3")


def _placed(holder: QWidget, area: QRectF, lead: float, top: float, wide: float, tall: float) -> QRectF:
    return seen(holder, QRectF(lead, area.top() + top, wide, tall))


def row_height(entry: Entry) -> int:
    """Give the height of a row with its head, in pixels."""
    return scaled(_ROW) + (scaled(_HEAD) if entry.head else 0)


class _List(QListView):
    """Rows that never take the keyboard from the box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setItemDelegate(_Look(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(str(_("Found")))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)


class Palette(QWidget):
    """Veil the page and ask: one box, at most nine rows; Enter does the chosen one, Esc goes back to where one was."""

    def __init__(self, window: QWidget, context: Context, act: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._context, self._act = window, context, act
        self._hits: tuple[Hit, ...] = ()
        self._running: Running[object] | None = None
        self._recent: Sequence[tuple[RecordPlace, str]] = ()
        self._from: QWidget | None = None
        self.edit = QLineEdit()
        self.edit.setProperty("look", "bare")
        self.edit.setProperty("focusRing", "none")
        self.edit.setFrame(False)
        self.edit.setFont(font("page_title", weight=400))
        self.edit.setPlaceholderText(str(_("Search or command…")))
        self.edit.setAccessibleName(str(_("Search or command…")))
        self.rows = _Rows(self)
        self.list = _List()
        self.list.setModel(self.rows)
        self._nothing = Label("", "body", tone="text_3", align="centre")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._sheet = Raised(self)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        box = row(Icon("search", "text_3", size=18), (self.edit, 1), spacing=10, margins=(18, 10, 18, 10))
        self._sheet.setLayout(column(box, HLine(), 4, self.list, self._nothing, 6, spacing=0))

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.choose())
        self._pause.timeout.connect(self._find)
        self._window.installEventFilter(self)

    @property
    def said(self) -> str:
        """Give what stands where nothing was found; empty while there are rows."""
        return "" if self.rows.entries else self._nothing.text()

    def open(self, recent: Sequence[tuple[RecordPlace, str]]) -> None:
        """Ask anew."""
        from PySide6.QtWidgets import QApplication

        self._recent = tuple(recent)
        if self.isHidden():
            self._from = QApplication.focusWidget()
        self._hits = ()
        self.edit.clear()
        self._show_rows()
        self.show()
        self.raise_()
        self.edit.setFocus()

    def close_palette(self) -> None:
        """Go back to where one was."""
        self._stop()
        self.hide()
        if self._from is not None:
            self._from.setFocus()
        self._from = None

    def choose(self) -> None:
        """Do what the chosen row says."""
        index = self.list.currentIndex()
        if index.isValid():
            entry = self.rows.entries[index.row()]
            self._from = None
            self.close_palette()
            entry.do()

    # Searching

    def _typed(self, text: str) -> None:
        self._stop()
        self._hits = ()
        self._show_rows()
        if text.strip() and not text.startswith(">"):
            self._pause.start()

    def _stop(self) -> None:
        self._pause.stop()
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _find(self) -> None:
        text = self.edit.text().strip().lstrip("@#").strip()
        if text:
            office = self._context.office
            self._running = self._context.tasks.run(lambda job: _find(office, text, job), self._take, failed=lambda _error: None)

    def _take(self, hits: object) -> None:
        self._hits = hits if isinstance(hits, tuple) else ()
        self._running = None
        self._show_rows()

    # Rows

    def _show_rows(self) -> None:
        entries = list(self._entries())
        self.rows.put(entries)
        self.list.setVisible(bool(entries))
        searching = self._running is not None or self._pause.isActive()
        typed = self.edit.text().strip()
        if not entries and typed:
            nothing = _("Nothing was found for “{text}”. Other spellings of the name were searched too.").format(text=typed)
            self._nothing.set_text(_("Searching…") if searching else nothing)
        self._nothing.setVisible(not entries)
        if entries:
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._place()

    def _entries(self) -> Iterable[Entry]:
        typed = self.edit.text()
        only_commands = typed.startswith(">")
        text = typed.lstrip(">@#؟?").strip()
        groups: list[tuple[Text, list[Entry]]] = []
        if not text and not only_commands:
            groups = [(_("Recent"), self._recents()), (_("Go to"), self._places("")), (_("Commands"), self._commands(""))]
        elif only_commands:
            groups = [(_("Commands"), self._commands(text)), (_("Go to"), self._places(text))]
        else:
            groups = [
                (_("Day"), self._days(text)),
                (_("Records"), [self._hit(hit) for hit in self._hits[:_HITS]]),
                (_("Go to"), self._places(text)[:4]),
                (_("Commands"), self._commands(text)[:3]),
            ]
        shown = 0
        for title, found in groups:
            for place, entry in enumerate(found[: 4 if not text else MOST]):
                if shown < MOST:
                    yield replace(entry, head=str(title)) if place == 0 else entry
                    shown += 1

    def _recents(self) -> list[Entry]:
        catalogue = self._context.office.catalogue
        return [
            Entry(catalogue[place.kind].icon, title, str(catalogue[place.kind].name), self._goer(place))
            for place, title in self._recent
        ]

    def _places(self, text: str) -> list[Entry]:
        catalogue = self._context.office.catalogue
        found: list[tuple[str, str, Place, str]] = [
            ("home", str(_("Home")), HomePlace(), "Alt+1"),
            *((kind.icon, str(kind.plural), ListPlace(kind.key), "") for kind in catalogue.pages()),
            ("alert", str(_("All alerts")), AlertsPlace(), ""),
            ("settings", str(_("Settings")), SettingsPlace(), ""),
            ("help", str(_("Help")), HelpPlace(), "F1"),
        ]
        if text:
            from app.ui.screens.settings_page import setting_names

            found += [("layers", str(kind.plural), ListPlace(kind.key), "") for kind in catalogue.lists()]
            found += [("settings", str(name), SettingsPlace(section), "") for section, name in setting_names()]
        return [Entry(icon, name, "", self._goer(place), keys) for icon, name, place, keys in found if _fits(text, name)]

    def _commands(self, text: str) -> list[Entry]:
        found = [
            Entry(each.icon, str(each.text), "", self._actor(each.action), keys_of(each.action))
            for each in _COMMANDS
            if _fits(text, str(each.text))
        ]
        if text:
            for kind in self._context.office.catalogue.pages():
                name = str(_("New {kind}").format(kind=kind.name))
                if _fits(text, name):
                    found.append(Entry(kind.icon, name, "", self._goer(RecordPlace(kind.key))))
        return found

    def _days(self, text: str) -> list[Entry]:
        try:
            day = parse_day(text, today=self._context.office.today())
        except SafirError:
            return []
        lang = language()
        first = format_day(day, lang, style=DayStyle.FULL, calendar=Calendar.JALALI)
        others = [
            isolate(format_day(day, lang, style=DayStyle.LONG, calendar=calendar))
            for calendar in (Calendar.GREGORIAN, Calendar.HIJRI)
        ]
        sub = str(_("{gregorian} · {hijri} (approximate) · Enter copies").format(gregorian=others[0], hijri=others[1]))
        return [Entry("calendar-days", first, sub, lambda: self._copy(format_day(day, lang)))]

    def _hit(self, hit: "Hit") -> Entry:
        kind = self._context.office.catalogue[hit.kind]
        sub = " · ".join(part for part in (str(kind.name), hit.snippet) if part)
        return Entry(kind.icon, hit.title, sub, self._goer(RecordPlace(hit.kind, hit.id)))

    def _goer(self, place: Place) -> Callable[[], object]:
        return lambda: self._context.go(place)

    def _actor(self, action: str) -> Callable[[], object]:
        return lambda: self._act(action)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.say(str(_("{day} was copied.").format(day=text)))

    # Looks and keys

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        wide = min(scaled(_WIDTH), round(self.width() * 0.9))
        rows = sum(row_height(entry) for entry in self.rows.entries)
        most = self.height() - 2 * _EDGE - scaled(70)
        self.list.setFixedHeight(min(rows, most))
        self._nothing.setFixedHeight(scaled(56))
        lines = self._sheet.layout()
        if lines is not None:
            lines.activate()
        tall = self._sheet.sizeHint().height()
        top = min(max(24, self.height() // 9), max(0, self.height() - tall)) - _EDGE
        self._sheet.setGeometry((self.width() - wide) // 2 - _EDGE, max(-_EDGE + 8, top), wide + 2 * _EDGE, tall)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the rows from the box; keep over the whole window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and self.isVisible() and self._window.isActiveWindow():
            QTimer.singleShot(0, self._leave)
        return False

    def _leave(self) -> None:
        if self.isVisible() and not self.edit.hasFocus():
            self._from = None
            self.close_palette()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        elif key in steps and self.rows.entries:
            now = self.list.currentIndex().row()
            self.list.setCurrentIndex(self.rows.index((now + steps[key]) % len(self.rows.entries), 0))
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press beside the sheet."""
        self.close_palette()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil the page."""
        veil = QColor(colour("text"))
        veil.setAlphaF(0.14)
        smooth(self).fillRect(self.rect(), veil)


def _fits(text: str, name: str) -> bool:
    return not text or Matcher(text).rank(name, "") is not None


def _find(office: object, text: str, job: Job) -> "tuple[Hit, ...]":
    from app.services import search

    return search.find(office, text, limit=_HITS, cancelled=job.cancelled)  # type: ignore[arg-type]
