"""How the cells and the header of a list are painted: titles, figures, pills, labels, and our own arrow of the order."""

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from app.rules.labels import Confidentiality, confidentiality_name
from app.schema.choices import Labelled, choice_family, choice_label
from app.services.listing import ListRow
from app.ui.kit.paint import dot, draw_text, fill_round, text_width
from app.ui.list.model import NUMBERS, Index, ListRows
from app.ui.list.widths import NARROWEST
from app.ui.startup import own_viewport
from app.ui.theme import HEIGHT, RADIUS, SPACE, Tone, colour, draw_icon, font, scaled

_SIDE = 12


def _rtl(painter: QPainter) -> bool:
    return painter.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _leading(painter: QPainter, area: QRectF, width: float) -> QRectF:
    """Cut a piece from the leading end of a rectangle."""
    start = area.right() - width if _rtl(painter) else area.x()
    return QRectF(start, area.y(), width, area.height())


def _trailing(painter: QPainter, area: QRectF, width: float) -> QRectF:
    start = area.x() if _rtl(painter) else area.right() - width
    return QRectF(start, area.y(), width, area.height())


def _without_trailing(painter: QPainter, area: QRectF, width: float) -> QRectF:
    return area.adjusted(width, 0, 0, 0) if _rtl(painter) else area.adjusted(0, 0, -width, 0)


def _lines(painter: QPainter, area: QRectF, text: str, *, face: QFont, tone: Tone) -> None:
    """Paint a text in one line, or in two where the row is tall enough and one does not hold it."""
    if area.height() < scaled(HEIGHT.row_roomy) - 1 or text_width(text, face) <= area.width():
        draw_text(painter, area, text, face=face, tone=tone)
        return
    words, first = text.split(), ""
    while len(words) > 1 and text_width(f"{first} {words[0]}", face) <= area.width():
        first = f"{first} {words.pop(0)}".strip()
    tall, middle = QFontMetrics(face).height(), area.center().y()
    parts = (first, " ".join(words)) if first else (text,)
    for place, part in enumerate(parts):
        line = QRectF(area.x(), middle - tall * len(parts) / 2 + place * tall, area.width(), tall)
        draw_text(painter, line, part, face=face, tone=tone)


class Cells(QStyledItemDelegate):
    """Paint every cell of a list."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered = -1
        self.glowing: frozenset[int] = frozenset()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(text_width(str(index.data()), font("body")) + 2 * _SIDE, HEIGHT.row)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ListRows):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
        area = QRectF(option.rect)
        self._ground(painter, area, option, index)
        inner = area.adjusted(_SIDE, 0, -_SIDE, 0)
        if index.column() == 0:
            self._title(painter, inner, model, index)
        else:
            self._value(painter, inner, model, index)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colour("select")
        painter.fillRect(area, colour("surface"))
        if index.row() in self.glowing:
            painter.fillRect(area, colour("good_ground"))
        elif selected or index.row() == self.hovered:
            ground.setAlphaF(1.0 if selected else 0.5)
            painter.fillRect(area, ground)
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), colour("line"))
        if index.row() == self._view.currentIndex().row() and index.column() == 0 and self._view.hasFocus():
            painter.fillRect(_leading(painter, area, 3), colour("primary"))

    def _title(self, painter: QPainter, area: QRectF, model: ListRows, index: Index) -> None:
        row = model.row(index.row())
        if row is not None and row.label is not Confidentiality.NORMAL:
            area = _without_trailing(painter, area, self._badge(painter, area, row))
        if row is not None and row.archived:
            draw_icon(painter, _trailing(painter, area, 16), "archive", "text_3")
            area = _without_trailing(painter, area, 22)
        _lines(painter, area, model.words(index.row())[0], face=font("body", weight=500), tone="text")

    def _badge(self, painter: QPainter, area: QRectF, row: ListRow) -> float:
        words, face = str(confidentiality_name(row.label)), font("caption", weight=600)
        width = text_width(words, face) + 14
        place = _trailing(painter, area, width)
        place = QRectF(place.x(), area.center().y() - 10, width, 20)
        level = row.label.value
        fill_round(painter, place, RADIUS.label, f"{level}_ground")  # type: ignore[arg-type]
        draw_text(painter, place, words, face=face, tone=level, align="centre")  # type: ignore[arg-type]
        return width + SPACE.s

    def _value(self, painter: QPainter, area: QRectF, model: ListRows, index: Index) -> None:
        row = model.row(index.row())
        # Asked of the row itself: Qt would hand an enum on as a plain text.
        raw = None if row is None else row.values[index.column()]
        if isinstance(raw, Enum) and not isinstance(raw, Labelled | Confidentiality):
            self._pill(painter, area, raw)
            return
        number = model.fields[index.column()].kind in NUMBERS
        words = model.words(index.row())[index.column()]
        tone = model.tone(index.row(), index.column())
        face = font("body", weight=500 if tone != "text" else 400, tabular=number)
        shade: Tone = "text_2" if tone == "text" else tone
        if number:
            draw_text(painter, area, words, face=face, tone=shade, align="number")
        else:
            _lines(painter, area, words, face=face, tone=shade)

    def _pill(self, painter: QPainter, area: QRectF, member: Enum) -> None:
        family, words, face = choice_family(member), str(choice_label(member)), font("caption", weight=500)
        width = min(area.width(), text_width(words, face) + 34)
        tall = max(HEIGHT.pill_small, scaled(20))
        place = _leading(painter, area, width)
        place = QRectF(place.x(), area.center().y() - tall / 2, width, tall)
        fill_round(painter, place, tall / 2, f"{family}_ground")  # type: ignore[arg-type]
        spot = _leading(painter, place, 26).center()
        dot(painter, QPointF(spot.x(), place.center().y()), 3.5, f"{family}_dot")  # type: ignore[arg-type]
        draw_text(painter, _trailing(painter, place, width - 22), words, face=face, tone=family)  # type: ignore[arg-type]


class Header(QHeaderView):
    """The head of the columns: sunken, each aligned like its cells, with an arrow at the one the rows are ordered by.

    `moved` tells that somebody dragged a column to another place.
    """

    moved = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        own_viewport(self, filled=True)
        self.sorted_by, self.descending = -1, False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(scaled(NARROWEST))
        self.setFixedHeight(max(HEIGHT.table_header, scaled(30)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._by_hand = True
        self.sectionMoved.connect(lambda *_places: self.moved.emit() if self._by_hand else None)

    def stand_in_order(self) -> None:
        """Put the columns in the order of the model again."""
        self._by_hand = False
        for place in range(self.count()):
            self.moveSection(self.visualIndex(place), place)
        self._by_hand = True

    def mark_order(self, section: int, *, descending: bool) -> None:
        """Show which column the rows are ordered by."""
        self.sorted_by, self.descending = section, descending
        self.viewport().update()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, ListRows) or logicalIndex >= len(model.fields):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        area = QRectF(rect)
        painter.fillRect(area, colour("sunken"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), colour("line"))
        painter.fillRect(_trailing(painter, area.adjusted(0, 9, 0, -9), 1), colour("line"))
        number = model.fields[logicalIndex].kind in NUMBERS
        inner = area.adjusted(_SIDE, 0, -_SIDE, 0)
        on = logicalIndex == self.sorted_by
        tone: Tone = "primary" if on else "text_2"
        face, words = font("label", weight=600 if on else 500), str(model.fields[logicalIndex].heading)
        if on:
            # The arrow stands at the inner end, away from the side the words keep to.
            at_left = number or _rtl(painter)
            place = QRectF(inner.x() if at_left else inner.right() - 10, inner.y(), 10, inner.height())
            self._arrow(painter, place.center())
            inner = inner.adjusted(14, 0, 0, 0) if at_left else inner.adjusted(0, 0, -14, 0)
        draw_text(painter, inner, words, face=face, tone=tone, align="number" if number else "leading")
        painter.restore()

    def _arrow(self, painter: QPainter, at: QPointF) -> None:
        tip = 3 if self.descending else -3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary"))
        base = at.y() - tip
        painter.drawPolygon(QPolygonF([QPointF(at.x(), at.y() + tip), QPointF(at.x() - 4, base), QPointF(at.x() + 4, base)]))
