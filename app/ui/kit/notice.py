"""A life on one line: dated points in reading direction, coloured spans between them, nothing overlapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import dot, draw_text, fill_round, follow_theme, is_rtl, smooth, text_width
from app.ui.kit.words import Words
from app.ui.theme import Tone, colour, font, scaled

Mark: TypeAlias = Literal["past", "warn", "now", "bad", "end"]
SpanLook: TypeAlias = Literal["good", "warn", "bad", "hatched"]
_DOTS: dict[Mark, Tone] = {"past": "good_dot", "warn": "warn_dot", "now": "text", "bad": "bad_dot", "end": "edge"}
_TITLES: dict[Mark, Tone] = {"past": "text_2", "warn": "warn", "now": "text", "bad": "bad", "end": "text_2"}
_LOUD = frozenset({"now", "bad"})
_BAR = 8
_EDGE = 16
_BETWEEN = 14
_HATCH = 8


@dataclass(frozen=True, slots=True)
class NoticePoint:
    """Describe one dated point at 0 to 1 of the line, in reading direction."""

    at: float
    title: Words
    caption: Words
    mark: Mark


@dataclass(frozen=True, slots=True)
class NoticeSpan:
    """Describe one coloured stretch between two places (0 to 1)."""

    start: float
    end: float
    look: SpanLook


class NoticeStrip(QWidget):
    """Draw the points and spans; points that lie close are moved apart so that every word can be read."""

    def __init__(self, points: Sequence[NoticePoint], spans: Sequence[NoticeSpan], *, name: Words) -> None:
        super().__init__()
        self._points: tuple[NoticePoint, ...] = ()
        self._spans: tuple[NoticeSpan, ...] = ()
        self.setAccessibleName(str(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_points(points, spans)
        follow_theme(self)

    def set_points(self, points: Sequence[NoticePoint], spans: Sequence[NoticeSpan]) -> None:
        """Show another life."""
        self._points = tuple(sorted(points, key=lambda point: point.at))
        self._spans = tuple(spans)
        self.setAccessibleDescription(" · ".join(f"{point.title} {point.caption}" for point in self._points))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of two lines of words and the bar."""
        return QSize(sum(self._label_widths()) + 60, scaled(84))

    @override
    def minimumSizeHint(self) -> QSize:
        """Keep the height; words may come close in a narrow place."""
        return QSize(200, scaled(84))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, its spans, and the points with their words."""
        painter = smooth(self)
        places = self._places()
        middle = self.height() / 2 + 1
        fill_round(painter, QRectF(_EDGE, middle - _BAR / 2, self.width() - 2 * _EDGE, _BAR), _BAR / 2, "sunken")
        for span in self._spans:
            self._paint_span(painter, span, places, middle)
        for point, place, wide in zip(self._points, places, self._label_widths(), strict=True):
            self._paint_point(painter, point, self._x(place), middle, wide)

    def _paint_span(self, painter: QPainter, span: NoticeSpan, places: Sequence[float], middle: float) -> None:
        ats = [point.at for point in self._points]
        ends = sorted((self._x(between(span.start, ats, places)), self._x(between(span.end, ats, places))))
        area = QRectF(ends[0], middle - _BAR / 2, ends[1] - ends[0], _BAR)
        if span.look == "hatched":
            self._paint_hatching(painter, area)
        else:
            fill_round(painter, area, 2, f"{span.look}_dot")  # type: ignore[arg-type]

    def _paint_hatching(self, painter: QPainter, area: QRectF) -> None:
        cut = QPainterPath()
        cut.addRect(area)
        painter.save()
        painter.setClipPath(cut)
        painter.setPen(QPen(colour("edge"), 1.3))
        place = area.left() - _BAR
        while place < area.right():
            painter.drawLine(QPointF(place, area.bottom()), QPointF(place + _BAR, area.top()))
            place += _HATCH
        painter.restore()

    def _paint_point(self, painter: QPainter, point: NoticePoint, place: float, middle: float, wide: float) -> None:
        radius = 7.0 if point.mark in _LOUD else 5.5
        dot(painter, QPointF(place, middle), radius + 2.5, "surface")
        dot(painter, QPointF(place, middle), radius, _DOTS[point.mark])
        start = min(max(place - wide / 2, 0), self.width() - wide)
        high = scaled(19)
        title = QRectF(start, middle - 15 - high, wide, high)
        caption = QRectF(start, middle + 14, wide, high)
        draw_text(painter, title, str(point.title), face=_title_face(point), tone=_TITLES[point.mark], align="centre")
        tone: Tone = "bad" if point.mark == "bad" else "text_3"
        draw_text(painter, caption, str(point.caption), face=font("caption"), tone=tone, align="centre")

    def _label_widths(self) -> list[int]:
        captions = font("caption")
        return [
            max(text_width(str(point.title), _title_face(point)), text_width(str(point.caption), captions)) + 2
            for point in self._points
        ]

    def _places(self) -> list[float]:
        room = max(1.0, self.width() - 2.0 * _EDGE)
        wanted = [_EDGE + point.at * room for point in self._points]
        return [(place - _EDGE) / room for place in moved_apart(wanted, self._label_widths(), float(self.width()))]

    def _x(self, place: float) -> float:
        offset = _EDGE + place * (self.width() - 2 * _EDGE)
        return self.width() - offset if is_rtl(self) else offset


def _title_face(point: NoticePoint) -> QFont:
    return font("label", weight=600 if point.mark in _LOUD else 500)


def moved_apart(wanted: Sequence[float], widths: Sequence[float], room: float) -> list[float]:
    """Return centres close to the wanted ones so that labels of these widths do not touch; squeezed evenly if they cannot."""
    if not wanted:
        return []
    gaps = [(one + two) / 2 + _BETWEEN for one, two in pairwise(widths)]
    low, high = min(widths[0] / 2, room / 2), room - min(widths[-1] / 2, room / 2)
    if sum(gaps) > high - low:
        squeeze = (high - low) / sum(gaps)
        gaps = [gap * squeeze for gap in gaps]
    places = [max(wanted[0], low)]
    for place, gap in zip(wanted[1:], gaps, strict=True):
        places.append(max(place, places[-1] + gap))
    places[-1] = min(places[-1], high)
    for number in range(len(places) - 2, -1, -1):
        places[number] = min(places[number], places[number + 1] - gaps[number])
    return places


def between(at: float, ats: Sequence[float], places: Sequence[float]) -> float:
    """Return where a place of the true line lies on the line whose points were moved apart."""
    known = [(0.0, min(0.0, *places, 0.0)), *zip(ats, places, strict=True), (1.0, max(1.0, *places, 1.0))]
    for (start, drawn_start), (end, drawn_end) in pairwise(known):
        if start <= at <= end and end > start:
            return drawn_start + (at - start) / (end - start) * (drawn_end - drawn_start)
    return at


