"""The line that finds a record while its name is typed: hits of two lines, and a last line that makes or edits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.ui.fields.frame import LineControl
from app.ui.kit.paint import draw_text, fill_round, smooth
from app.ui.theme import RADIUS, Tone, draw_icon, font, scaled

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: a record, or (without an id) what the last line does under its `act`."""

    title: str
    sub: str = ""
    record: UUID | None = None
    icon: str = ""
    act: str = ""
    quiet: bool = False


Suggest = Callable[[str], Sequence[Offer]]
_ARROW = 16
_OFFER = Qt.ItemDataRole.UserRole + 1


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def put(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self._offers

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._offers)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self._offers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return offer.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.title} · {offer.sub}" if offer.sub else offer.title
        return offer if role == _OFFER else None


class _TwoLines(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        offer: Offer = index.data(_OFFER)
        return QSize(200, scaled(42 if offer.sub else 32))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(_OFFER)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(QApplication.layoutDirection())
        if option.state & QStyle.StateFlag.State_Selected:
            fill_round(painter, area.adjusted(2, 1, -2, -1), RADIUS.field, "select")
        rtl = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        mark = QRectF(area.right() - 26 if rtl else area.x() + 10, area.center().y() - 8, 16, 16)
        if offer.icon:
            draw_icon(painter, mark, offer.icon, "primary" if offer.act else "text_3")
        words = area.adjusted(10, 0, -34, 0) if rtl else area.adjusted(34, 0, -10, 0)
        tone: Tone = "primary" if offer.act else "text_3" if offer.quiet else "text"
        upper = words.adjusted(0, 3, 0, -words.height() / 2 + 2) if offer.sub else words
        draw_text(painter, upper, offer.title, face=font("body", weight=500), tone=tone)
        if offer.sub:
            lower = words.adjusted(0, words.height() / 2 - 1, 0, -4)
            draw_text(painter, lower, offer.sub, face=font("caption"), tone="text_3")
        painter.restore()


class Picker(LineControl):
    """A line with a list of hits beneath; `picked` tells a record, `asked` what the last line does (act, typed text)."""

    picked = Signal(object)
    asked = Signal(str, str)

    def __init__(self, suggest: Suggest, *, from_first_letter: bool = True) -> None:
        super().__init__()
        self._suggest = suggest
        self._from_letter = from_first_letter
        self._offers = _Offers(self)
        self._list = QCompleter(self._offers, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(9)
        self._list.setWidget(self)
        self._view = view = QListView()
        self._list.setPopup(view)
        view.setItemDelegate(_TwoLines(view))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self.offer)
        self.textEdited.connect(self._wait)
        self._list.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.installEventFilter(self)
        if not from_first_letter:
            rtl = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.setTextMargins(_ARROW + 4 if rtl else 0, 0, 0 if rtl else _ARROW + 4, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and the arrow of a list that opens without typing, as on a combo."""
        super().paintEvent(event)
        if not self._from_letter:
            rtl = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
            at = QRectF(5 if rtl else self.width() - _ARROW - 5, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
            draw_icon(smooth(self), at, "opened", "text_2" if self.isEnabled() else "text_3")

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Give the lines now offered."""
        return self._offers.offers

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._view.isVisible()

    def offer(self) -> None:
        """Look for what is typed and show the list."""
        self._pause.stop()
        self._offers.put(self._suggest(self.text().strip()))
        if not self._offers.offers or not self.isVisible():
            self._view.hide()
            return
        self._view.setAccessibleName(self.accessibleName())
        self._list.complete()
        self._view.setCurrentIndex(self._offers.index(0, 0))

    def close_list(self) -> None:
        """Take the list away."""
        self._pause.stop()
        self._view.hide()

    def take(self, place: int) -> None:
        """Choose a line of the list by its place."""
        self._choose(self._offers.index(place, 0))

    def _wait(self, typed: str) -> None:
        if typed.strip() or not self._from_letter:
            self._pause.start()
        else:
            self.close_list()

    def _choose(self, index: Index) -> None:
        offer: Offer = self._offers.offers[index.row()]
        typed = self.text().strip()
        self.close_list()
        if offer.record is not None:
            self.picked.emit(offer.record)
        else:
            self.asked.emit(offer.act, typed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list on F4, Alt+Down, Down; Enter takes the first hit of what was just typed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched is not self:
            return False
        opens = event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and not self.is_open)
        if opens:
            self.offer()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and self.text().strip():
            if not self.is_open:
                self.offer()
            if self._offers.offers:
                self.take(max(0, self._view.currentIndex().row()))
            return True
        return False
