"""The palette (Ctrl+K): one box over the window, and the rows for what is typed in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.ui.context import Context
from app.ui.kit import HLine, Icon, Label, Raised, column, row
from app.ui.kit.paint import smooth
from app.ui.shell.palette_entries import MOST, Offers, Recent
from app.ui.shell.palette_rows import Entry, RowList, Rows, row_height
from app.ui.tasks import Job, Running
from app.ui.theme import colour, font, scaled

if TYPE_CHECKING:
    from app.services.search import Hit

_HITS = 6
_PAUSE_MS = 120
_WIDTH = 640
_EDGE = 20


class Palette(QWidget):
    """Veil the page and ask: one box, at most nine rows; Enter does the chosen one, Esc goes back to where one was.

    Tab shows what else can be done with a record that was found, and Esc then leads back to what was found.
    """

    def __init__(self, window: QWidget, context: Context, act: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._offers = Offers(context, act)
        self._hits: tuple[Hit, ...] = ()
        self._running: Running[object] | None = None
        self._recent: Recent = ()
        self._from: QWidget | None = None
        self._asked_more = False
        self.edit = QLineEdit()
        self.edit.setProperty("look", "bare")
        self.edit.setProperty("focusRing", "none")
        self.edit.setFrame(False)
        self.edit.setFont(font("page_title", weight=400))
        self.edit.setPlaceholderText(str(_("Search or command…")))
        self.edit.setAccessibleName(str(_("Search or command…")))
        self.rows = Rows(self)
        self.list = RowList()
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

    def open(self, recent: Recent) -> None:
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

    def show_more(self) -> None:
        """Show what can be done with the chosen row, where there is more than opening it."""
        index = self.list.currentIndex()
        entry = self.rows.entries[index.row()] if index.isValid() else None
        if entry is None or entry.more is None:
            return
        first, *others = entry.more()
        self._asked_more = True
        self._put([replace(first, head=entry.title), *others][:MOST])

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
        entries = list(self._offers.entries(self.edit.text(), recent=self._recent, hits=self._hits[:_HITS]))
        self._asked_more = False
        searching = self._running is not None or self._pause.isActive()
        typed = self.edit.text().strip()
        if not entries and typed:
            nothing = _("Nothing was found for “{text}”. Other spellings of the name were searched too.").format(text=typed)
            self._nothing.set_text(_("Searching…") if searching else nothing)
        self._put(entries)

    def _put(self, entries: list[Entry]) -> None:
        self.rows.put(entries)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        if entries:
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._place()

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
        if key == Qt.Key.Key_Tab:
            self.show_more()
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Escape and self._asked_more):
            self._show_rows()
        elif key == Qt.Key.Key_Escape:
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


def _find(office: object, text: str, job: Job) -> "tuple[Hit, ...]":
    from app.services import search

    return search.find(office, text, limit=_HITS, cancelled=job.cancelled)  # type: ignore[arg-type]
