"""Painting that knows leading and trailing only, and follows the theme live."""

import unicodedata
from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from app.ui.theme import Tone, colour, current, is_outlined, theme

Align: TypeAlias = Literal["leading", "trailing", "centre", "number"]
_INITIATORS = "\u2066\u2067\u2068"
_POP = "\u2069"
_SHADOW_STEPS = 12
_SHADOW_DROP = 6


def follow_theme(widget: QWidget, refit: Callable[[], None] | None = None) -> None:
    """Measure and paint a widget again when theme or text size changes; refit must be a method of the widget."""
    signal = theme().changed
    if refit is not None:
        signal.connect(refit)
    signal.connect(widget.updateGeometry)
    signal.connect(widget.update)


def smooth(widget: QWidget) -> QPainter:
    """Return an antialiased painter in the widget's own direction."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter


def seen(widget: QWidget, rect: QRectF) -> QRectF:
    """Return where a rectangle measured from the leading edge is on the screen."""
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return rect
    return QRectF(widget.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())


def is_rtl(widget: QWidget) -> bool:
    """Tell whether reading starts at the right of this widget."""
    return widget.layoutDirection() is Qt.LayoutDirection.RightToLeft


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction of a text by its first strong letter outside isolates."""
    depth = 0
    for sign in text:
        if sign in _INITIATORS:
            depth += 1
        elif sign == _POP:
            depth = max(0, depth - 1)
        elif depth == 0:
            kind = unicodedata.bidirectional(sign)
            if kind == "L":
                return Qt.LayoutDirection.LeftToRight
            if kind in {"R", "AL"}:
                return Qt.LayoutDirection.RightToLeft
    return otherwise


def screen_alignment(align: Align, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the horizontal side on the screen; numbers stand right in both directions."""
    if align == "centre":
        return Qt.AlignmentFlag.AlignHCenter
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    to_right = align == "number" or (align == "leading") == right_to_left
    return Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft


def draw_text(painter: QPainter, rect: QRectF, text: str, *, face: QFont, tone: Tone, align: Align = "leading") -> None:
    """Paint one line, cut with an ellipsis where it does not fit, each text in its own direction."""
    metrics = QFontMetrics(face)
    shown = text.replace("\n", " ")
    if metrics.horizontalAdvance(shown) > rect.width() + 1:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(rect.width()))
    rtl = direction_of(shown, painter.layoutDirection()) is Qt.LayoutDirection.RightToLeft
    force = Qt.TextFlag.TextForceRightToLeft if rtl else Qt.TextFlag.TextForceLeftToRight
    side = screen_alignment(align, painter.layoutDirection())
    flags = side.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignAbsolute.value
    painter.setFont(face)
    painter.setPen(colour(tone))
    painter.drawText(rect, flags | force.value | Qt.TextFlag.TextDontClip.value, shown)


def text_width(text: str, face: QFont) -> int:
    """Return the pixels one line takes."""
    return QFontMetrics(face).horizontalAdvance(text.replace("\n", " "))


def fill_round(painter: QPainter, rect: QRectF, radius: float, tone: Tone, *, alpha: float = 1.0) -> None:
    """Fill a rounded rectangle without a border."""
    ground = QColor(colour(tone))
    ground.setAlphaF(alpha)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, radius, radius)


def stroke_round(painter: QPainter, rect: QRectF, radius: float, tone: Tone, *, width: float = 1.0) -> None:
    """Draw a border inside a rectangle."""
    half = width / 2
    painter.setPen(QPen(colour(tone), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def soft_ground(painter: QPainter, rect: QRectF, radius: float, tone: Tone) -> None:
    """Fill a soft ground, or outline it where the system asks for high contrast."""
    if is_outlined():
        stroke_round(painter, rect, radius, "edge")
    else:
        fill_round(painter, rect, radius, tone)


def dot(painter: QPainter, centre: QPointF, radius: float, tone: Tone) -> None:
    """Fill a small circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone))
    painter.drawEllipse(centre, radius, radius)


def draw_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Paint the one shadow of raised things (0, 6, 24) around a rectangle."""
    tokens = current()
    shade = QColor(tokens.shadow)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(_SHADOW_STEPS):
        spread = (_SHADOW_STEPS - step) * 1.0
        shade.setAlphaF(tokens.shadow_alpha * 2.0 * (step + 1) / (_SHADOW_STEPS * (_SHADOW_STEPS + 1)))
        painter.setBrush(shade)
        around = rect.adjusted(-spread, -spread, spread, spread).translated(0, _SHADOW_DROP)
        painter.drawRoundedRect(around, radius + spread, radius + spread)


def visual_rect(widget: QWidget, logical: QRect) -> QRect:
    """Return the geometry on the screen of a child placed from the leading edge."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), logical)
