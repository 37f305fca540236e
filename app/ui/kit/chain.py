"""Records that follow one another, as boxes joined by arrows in reading direction."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_text, fill_round, follow_theme, is_rtl, seen, smooth, stroke_round, visual_rect
from app.ui.kit.roving import Roving
from app.ui.kit.words import Words
from app.ui.theme import RADIUS, FamilyName, colour, font, scaled

_LINK = 58
_HEAD = 5


@dataclass(frozen=True, slots=True)
class ChainNode:
    """Describe one record of a chain; relation is the word on the arrow that leads to it."""

    key: str
    title: Words
    caption: Words
    state: Words
    family: FamilyName
    relation: Words = ""
    chosen: bool = False


class _Node(QPushButton):
    def __init__(self, node: ChainNode) -> None:
        super().__init__()
        self._node = node
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{node.title}, {node.caption}, {node.state}")
        self.setToolTip(str(node.title))
        self.setProperty("focusRadius", RADIUS.box)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        chosen = self._node.chosen
        fill_round(painter, area, RADIUS.box, "primary_soft" if chosen else "select" if self.underMouse() else "sunken")
        stroke_round(painter, area, RADIUS.box, "primary" if chosen else "line", width=1.5)
        half = self.height() / 2
        top = QRectF(10, 6, self.width() - 20, half - 6)
        low = QRectF(10, half, self.width() - 20, half - 6)
        draw_text(painter, top, str(self._node.title), face=font("label", weight=600), tone="text")
        draw_text(painter, low, str(self._node.caption), face=font("caption"), tone="text_2")
        draw_text(painter, low, str(self._node.state), face=font("caption", weight=600), tone=self._node.family, align="trailing")


class ChainStrip(QWidget):
    """Show a chain of records, the present one marked."""

    node_clicked = Signal(str)

    def __init__(self, nodes: Sequence[ChainNode], *, name: Words) -> None:
        super().__init__()
        self._nodes = tuple(nodes)
        self._roving = Roving(self)
        self._boxes = [self._box(node) for node in nodes]
        self.setAccessibleName(str(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._place)

    def _box(self, node: ChainNode) -> _Node:
        box = _Node(node)
        box.setParent(self)
        box.clicked.connect(lambda: self.node_clicked.emit(node.key))
        self._roving.add(box)
        if node.chosen:
            self._roving.set_home(box)
        return box

    @override
    def sizeHint(self) -> QSize:
        """Return comfortable boxes and arrows."""
        count = len(self._nodes)
        return QSize(count * 130 + max(0, count - 1) * _LINK, scaled(70))

    @override
    def minimumSizeHint(self) -> QSize:
        """Let titles be cut in a narrow place."""
        count = len(self._nodes)
        return QSize(count * 60 + max(0, count - 1) * _LINK, scaled(70))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._boxes:
            return
        wide = self._box_width()
        for number, box in enumerate(self._boxes):
            box.setGeometry(visual_rect(self, QRect(round(number * (wide + _LINK)), 4, round(wide), self.height() - 8)))

    def _box_width(self) -> float:
        count = len(self._boxes)
        return min(180.0, (self.width() - (count - 1) * _LINK) / count)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrows and the words on them."""
        painter = smooth(self)
        wide, middle = self._box_width() if self._boxes else 0.0, self.height() / 2 + 6
        for number, node in enumerate(self._nodes[1:]):
            gap = seen(self, QRectF((number + 1) * wide + number * _LINK, 0, _LINK, self.height()))
            painter.setPen(QPen(colour("edge"), 1.5))
            rtl = is_rtl(self)
            tip, tail = (gap.left() + 6, gap.right() - 6) if rtl else (gap.right() - 6, gap.left() + 6)
            back = _HEAD if rtl else -_HEAD
            painter.drawLine(QPointF(tail, middle), QPointF(tip, middle))
            painter.drawLine(QPointF(tip, middle), QPointF(tip + back, middle - _HEAD))
            painter.drawLine(QPointF(tip, middle), QPointF(tip + back, middle + _HEAD))
            words = QRectF(gap.left(), middle - 24, gap.width(), 20)
            draw_text(painter, words, str(node.relation), face=font("caption"), tone="text_3", align="centre")
