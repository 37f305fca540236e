"""Marks beside text: state, confidentiality, completeness, faces."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.core.i18n import language
from app.core.numbers import in_language
from app.ui.kit.paint import dot, draw_text, fill_round, follow_theme, is_rtl, seen, smooth, soft_ground, stroke_round, text_width
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, RADIUS, FamilyName, Level, PillName, Side, Tone, colour, draw_icon, font, scaled
from app.ui.theme.type import sized_font

_DOT = 3.5
_SHIELDS: dict[Level, str] = {"normal": "shield-check", "confidential": "shield", "secret": "shield-alert"}
_WHOLE = 100


class Pill(QPushButton):
    """Show a state as a word on its soft ground; clickable pills open what may follow."""

    def __init__(
        self, text: Words, family: PillName = "neutral", *, dot: bool = True, small: bool = False, clickable: bool = False
    ) -> None:
        super().__init__()
        self._text = ""
        self._family: PillName = family
        self._dot = dot
        self._small = small
        self._clickable = clickable
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setProperty("focusRadius", HEIGHT.pill // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not clickable)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_state(text, family)
        follow_theme(self)

    def set_state(self, text: Words, family: PillName) -> None:
        """Show another state."""
        self._text, self._family = str(text), family
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @override
    def text(self) -> str:
        """Return the word of the state."""
        return self._text

    @override
    def sizeHint(self) -> QSize:
        """Return the room of dot and word."""
        face = self._face().pixelSize()
        tall = max(HEIGHT.pill_small if self._small else HEIGHT.pill, round(face * 1.5))
        wide = text_width(self._text, self._face()) + self._before() + 10 + (14 if self._clickable else 0)
        return QSize(wide + 1, tall)

    @override
    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, dot, word, and an arrow where it can be clicked."""
        painter = smooth(self)
        area = QRectF(self.rect())
        ground: Tone = f"{self._family}_ground"  # type: ignore[assignment]
        mark: Tone = f"{self._family}_dot"  # type: ignore[assignment]
        soft_ground(painter, area, area.height() / 2, ground)
        if self._clickable and self.underMouse():
            stroke_round(painter, area, area.height() / 2, mark)
        if self._dot:
            dot(painter, seen(self, QRectF(11, 0, 2 * _DOT, self.height())).center(), _DOT, mark)
        words = QRectF(self._before(), 0, text_width(self._text, self._face()) + 1, self.height())
        draw_text(painter, seen(self, words), self._text, face=self._face(), tone=self._family)
        if self._clickable:
            draw_icon(painter, seen(self, QRectF(words.right() + 2, (self.height() - 13) / 2, 13, 13)), "opened", self._family)

    def _before(self) -> int:
        return 11 + 14 if self._dot else 10

    def _face(self) -> QFont:
        return font("caption" if self._small else "label", weight=500)


class LabelBadge(QWidget):
    """Show a confidentiality label: square, bold, with a shield; unlike any state."""

    def __init__(self, text: Words, level: Level) -> None:
        super().__init__()
        self._text = ""
        self._level: Level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(text, level)
        follow_theme(self)

    def set_label(self, text: Words, level: Level) -> None:
        """Show another label."""
        self._text, self._level = str(text), level
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of shield and word."""
        face = font("label", weight=600)
        return QSize(text_width(self._text, face) + 8 + 13 + 5 + 9, max(HEIGHT.label, scaled(20)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square ground, the shield and the word."""
        painter = smooth(self)
        area = QRectF(self.rect())
        ground: Tone = f"{self._level}_ground"  # type: ignore[assignment]
        soft_ground(painter, area, RADIUS.label, ground)
        if self._level == "normal":
            stroke_round(painter, area, RADIUS.label, "edge")
        draw_icon(painter, seen(self, QRectF(8, (self.height() - 13) / 2, 13, 13)), _SHIELDS[self._level], self._level)
        words = seen(self, QRectF(26, 0, self.width() - 26 - 8, self.height()))
        draw_text(painter, words, self._text, face=font("label", weight=600), tone=self._level)


class CountBadge(QWidget):
    """Show a count in a small round ground."""

    def __init__(self, text: Words) -> None:
        super().__init__()
        self._text = str(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self)

    def set_text(self, text: Words) -> None:
        """Show another count."""
        self._text = str(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of the digits."""
        tall = max(18, scaled(17))
        return QSize(max(tall, text_width(self._text, font("caption", weight=500)) + 12), tall)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and digits."""
        painter = smooth(self)
        area = QRectF(self.rect())
        soft_ground(painter, area, area.height() / 2, "sunken")
        draw_text(painter, area, self._text, face=font("caption", weight=500), tone="text_2", align="centre")


class Ring(QPushButton):
    """Show how complete something is; a click leads to what is missing. It never scolds."""

    def __init__(self, percent: int, *, name: Words, size: int = 38, text: Words = "") -> None:
        super().__init__()
        self._name = str(name)
        self._own_text = str(text)
        self._percent = 0
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setToolTip(self._name)
        self.setProperty("focusRadius", size // 2)
        self.set_percent(percent)
        follow_theme(self)

    @property
    def percent(self) -> int:
        """Return what the ring shows, 0 to 100."""
        return self._percent

    def set_percent(self, percent: int, *, text: Words = "") -> None:
        """Show another percentage, 0 to 100; a text such as 1/3 may stand in it instead."""
        self._percent = max(0, min(_WHOLE, percent))
        self._own_text = str(text) or self._own_text
        self.setAccessibleName(f"{self._name}: {self._shown()}")
        self.update()

    def _shown(self) -> str:
        return self._own_text or in_language(str(self._percent), language())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the arc in reading direction, and the figure or a check."""
        painter = smooth(self)
        wide = max(3.0, self.width() / 9.5)
        circle = QRectF(self.rect()).adjusted(wide / 2 + 1, wide / 2 + 1, -wide / 2 - 1, -wide / 2 - 1)
        painter.setPen(QPen(colour("primary_soft" if self.underMouse() else "line"), wide))
        painter.drawEllipse(circle)
        if self._percent:
            painter.setPen(QPen(colour("primary"), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(circle, 90 * 16, (1 if is_rtl(self) else -1) * round(self._percent * 57.6))
        if self._percent == _WHOLE and not self._own_text:
            inset = self.width() * 0.29
            draw_icon(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), "check", "primary")
            return
        face = font("label" if self.width() >= HEIGHT.field + 4 else "caption", weight=600)
        draw_text(painter, QRectF(self.rect()), self._shown(), face=face, tone="text", align="centre")


class Avatar(QWidget):
    """Show a face: a round photo, or the first letter in the colour of the side."""

    def __init__(self, initial: str, side: Side = "ours", *, size: int = 30, photo: QPixmap | None = None) -> None:
        super().__init__()
        self._initial = initial
        self._side: Side = side
        self._photo = photo
        self.setFixedSize(size, size)
        follow_theme(self)

    def set_photo(self, photo: QPixmap | None) -> None:
        """Show a photo, or the letter again."""
        self._photo = photo
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint photo or letter."""
        painter = smooth(self)
        area = QRectF(self.rect())
        if self._photo is not None and not self._photo.isNull():
            self._paint_photo(painter, area, self._photo)
            return
        ground: Tone = f"{self._side}_soft"  # type: ignore[assignment]
        soft_ground(painter, area, area.width() / 2, ground)
        face = sized_font(round(self.width() * 0.4), 600)
        draw_text(painter, area, self._initial, face=face, tone=self._side, align="centre")

    def _paint_photo(self, painter: QPainter, area: QRectF, photo: QPixmap) -> None:
        cut = QPainterPath()
        cut.addEllipse(area)
        painter.setClipPath(cut)
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        fitted = photo.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
        source = QRectF(QPointF((fitted.width() - wanted.width()) / 2, 0), wanted)
        painter.drawPixmap(area, fitted, source)


class IconTile(QWidget):
    """Show an icon on a soft square of a state."""

    def __init__(self, icon: str, family: FamilyName, *, size: int = 38) -> None:
        super().__init__()
        self._icon = icon
        self._family: FamilyName = family
        self.setFixedSize(size, size)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint square and icon."""
        painter = smooth(self)
        area = QRectF(self.rect())
        ground: Tone = f"{self._family}_ground"  # type: ignore[assignment]
        soft_ground(painter, area, 9, ground)
        inset = (self.width() - 18) / 2
        draw_icon(painter, area.adjusted(inset, inset, -inset, -inset), self._icon, self._family)


class Meter(QWidget):
    """Show a share as a bar in reading direction, with a mark where it should be by now."""

    def __init__(
        self, percent: float, *, tone: Tone = "primary", height: int = 6, mark: float | None = None, name: Words = ""
    ) -> None:
        super().__init__()
        self._percent = percent
        self._tone: Tone = tone
        self._bar = height
        self._mark = mark
        self.setAccessibleName(str(name))
        self.setFixedHeight(height + (6 if mark is not None else 0))
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self)

    def set_percent(self, percent: float, *, tone: Tone | None = None) -> None:
        """Show another share, 0 to 100."""
        self._percent = percent
        self._tone = tone or self._tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, share and mark."""
        painter = smooth(self)
        top = (self.height() - self._bar) / 2
        radius = self._bar / 2
        fill_round(painter, QRectF(0, top, self.width(), self._bar), radius, "sunken")
        share = self.width() * max(0.0, min(100.0, self._percent)) / 100
        if share > 0:
            fill_round(painter, seen(self, QRectF(0, top, max(share, self._bar), self._bar)), radius, self._tone)
        if self._mark is not None:
            place = self.width() * self._mark / 100
            halo = seen(self, QRectF(place - 2, 0, 4, self.height()))
            painter.fillRect(halo, colour("surface"))
            painter.fillRect(seen(self, QRectF(place - 1, 0, 2, self.height())), colour("text"))
