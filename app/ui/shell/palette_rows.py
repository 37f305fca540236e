"""Rows of the palette: what one says, and how it is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.ui.kit.paint import draw_text, fill_round, seen, text_width
from app.ui.theme import RADIUS, Tone, draw_icon, font, scaled

_ROW = 42
_HEAD = 26


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it is called, what it belongs to, and what Enter does. `head` stands over the first of a group.

    `more` gives what else can be done with it, which Tab shows.
    """

    icon: str
    title: str
    sub: str
    do: Callable[[], object]
    keys: str = ""
    head: str = ""
    more: "Callable[[], Sequence[Entry]] | None" = None


class Rows(QAbstractListModel):
    """What the palette offers, as Qt reads it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> None:
        """Offer other rows."""
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


class RowList(QListView):
    """Rows that never take the keyboard from the box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; padding: 0; background: transparent; }")
        self.setItemDelegate(_Look(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(str(_("Found")))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
