"""The stages of a record as arrows in reading direction: passed, now, coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_text, follow_theme, is_rtl, seen, smooth, text_width, visual_rect
from app.ui.kit.roving import Roving
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, Tone, colour, draw_icon, font, is_outlined, scaled

StageState: TypeAlias = Literal["passed", "now", "coming"]
_POINT = 9
_GAP = 4
_CHECK = 13
_MANY = 10
_BEHIND = 2
_AHEAD = 3
_GROUND: dict[StageState, Tone] = {"passed": "primary_soft", "now": "primary", "coming": "sunken"}
_WORDS: dict[StageState, Tone] = {"passed": "primary", "now": "on_primary", "coming": "text_3"}


@dataclass(frozen=True, slots=True)
class Stage:
    """Describe one stage; the tooltip says what it needs."""

    key: str
    text: Words
    state: StageState
    tooltip: Words = ""


def stages_in_view(stages: Sequence[Stage]) -> tuple[bool, tuple[Stage, ...], bool]:
    """Return which of ten or more stages are shown: the last 2, now, the next 3; and whether more lie before and after."""
    if len(stages) < _MANY:
        return False, tuple(stages), False
    now = next((place for place, stage in enumerate(stages) if stage.state == "now"), 0)
    first = max(0, now - _BEHIND)
    last = min(len(stages), now + _AHEAD + 1)
    return first > 0, tuple(stages[first:last]), last < len(stages)


class _Arrow(QPushButton):
    """One arrow; its leading side is notched unless it is the first, its trailing side pointed unless the last."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.is_first = False
        self.is_last = False
        self.setAutoDefault(False)
        self.setAccessibleName(str(stage.text))
        self.setAccessibleDescription(str(stage.tooltip))
        self.setToolTip(str(stage.tooltip) or str(stage.text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusInside", "yes")

    @property
    def wanted(self) -> int:
        """Return the pixels its words want."""
        check = _CHECK + 5 if self.stage.state == "passed" else 0
        return text_width(str(self.stage.text), self._face()) + check + 2 * _POINT + 14

    def _face(self) -> QFont:
        return font("label", weight=600 if self.stage.state == "now" else 500)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        state = self.stage.state
        hot = self.underMouse() or self.isDown()
        ground: Tone = "primary_hover" if hot and state == "now" else "select" if hot else _GROUND[state]
        painter.setPen(QPen(colour("edge"), 1) if is_outlined() else Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawPolygon(self._outline())
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        state, face = self.stage.state, self._face()
        check = _CHECK + 5 if state == "passed" else 0
        start = 2.0 if self.is_first else _POINT + 2.0
        room = self.width() - start - (4 if self.is_last else _POINT) - check
        words = min(text_width(str(self.stage.text), face) + 1, room)
        offset = start + (room - words) / 2
        if check:
            draw_icon(painter, seen(self, QRectF(offset, (self.height() - _CHECK) / 2, _CHECK, _CHECK)), "check", "primary")
        spot = seen(self, QRectF(offset + check, 0, words, self.height()))
        draw_text(painter, spot, str(self.stage.text), face=face, tone=_WORDS[state])

    def _outline(self) -> QPolygonF:
        wide, tall = float(self.width()), float(self.height())
        shoulder = wide if self.is_last else wide - _POINT
        points = [QPointF(0, 0), QPointF(shoulder, 0), QPointF(wide, tall / 2), QPointF(shoulder, tall), QPointF(0, tall)]
        if not self.is_first:
            points.append(QPointF(_POINT, tall / 2))
        if is_rtl(self):
            points = [QPointF(wide - point.x(), point.y()) for point in points]
        return QPolygonF(points)


class StageStrip(QWidget):
    """Show where a record stands among its stages; the arrows run in reading direction."""

    stage_clicked = Signal(str)
    more_clicked = Signal()

    def __init__(self, stages: Sequence[Stage], *, name: Words, on_more: Words = "") -> None:
        super().__init__()
        self._more_name = str(on_more)
        self._arrows: list[_Arrow] = []
        self._roving = Roving(self)
        self.setAccessibleName(str(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_stages(stages)
        follow_theme(self, self._place)

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show other stages."""
        self._roving.forget()
        for arrow in self._arrows:
            arrow.hide()
            arrow.deleteLater()
        before, shown, after = stages_in_view(stages)
        self._arrows = [self._arrow(stage) for stage in shown]
        if before:
            self._arrows.insert(0, self._ellipsis("passed"))
        if after:
            self._arrows.append(self._ellipsis("coming"))
        for number, arrow in enumerate(self._arrows):
            arrow.is_first, arrow.is_last = number == 0, number == len(self._arrows) - 1
            self._roving.add(arrow)
            if arrow.stage.state == "now":
                self._roving.set_home(arrow)
            arrow.show()
        self._place()

    def _arrow(self, stage: Stage) -> _Arrow:
        arrow = _Arrow(stage)
        arrow.setParent(self)
        arrow.clicked.connect(lambda: self.stage_clicked.emit(stage.key))
        return arrow

    def _ellipsis(self, state: StageState) -> _Arrow:
        arrow = _Arrow(Stage("", "…", "coming" if state == "coming" else "passed", self._more_name))
        arrow.setAccessibleName(self._more_name or "…")
        arrow.setParent(self)
        arrow.clicked.connect(self.more_clicked)
        return arrow

    @override
    def sizeHint(self) -> QSize:
        """Return the room of all words."""
        return QSize(sum(arrow.wanted for arrow in self._arrows), max(HEIGHT.stage, scaled(25)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the words be cut in a narrow place."""
        return QSize(40 * len(self._arrows), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._arrows)
        if not count:
            return
        overlap = _POINT - _GAP
        room = self.width() + overlap * (count - 1)
        offset = 0
        for arrow, wide in zip(self._arrows, shared_out([arrow.wanted for arrow in self._arrows], room), strict=True):
            arrow.setGeometry(visual_rect(self, QRect(offset, 0, wide, self.height())))
            offset += wide - overlap


def shared_out(wanted: Sequence[int], room: int) -> list[int]:
    """Share pixels out: evenly where every part then has what it wants, else by what each wants; the sum is the room."""
    count, total = len(wanted), sum(wanted)
    even = room // count
    if max(wanted) <= even:
        shares = [even] * count
    elif total <= room:
        shares = [part + (room - total) // count for part in wanted]
    else:
        shares = [part * room // total for part in wanted]
    shares[-1] += room - sum(shares)
    return shares


