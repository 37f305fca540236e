"""Buttons: one main action per screen, its variants, quiet links, icons with a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.core.i18n import language
from app.core.numbers import in_language
from app.ui.kit.paint import draw_text, fill_round, follow_theme, is_rtl, seen, smooth, stroke_round, text_width
from app.ui.kit.roving import Roving
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, RADIUS, Role, Tone, colour, draw_icon, font, scaled

SmallKind: TypeAlias = Literal["plain", "primary", "quiet"]
_ICON = 16
_ICON_GAP = 7


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """Say how one sort of button is painted; None is no paint."""

    words: Tone
    mark: Tone
    ground: Tone | None
    hover: Tone
    border: Tone | None
    weight: int
    side: int
    height: int = HEIGHT.field
    role: Role = "body"


PLAIN = ButtonLook("text", "text_2", "surface", "sunken", "edge", 400, 14)
PRIMARY = ButtonLook("on_primary", "on_primary", "primary", "primary_hover", None, 600, 16)
BESIDE_MAIN = replace(PRIMARY, words="text", mark="text_2", ground=None, hover="sunken")
"""As wide as the main button it is at other times."""
QUIET = ButtonLook("primary", "primary", None, "primary_soft", None, 500, 8)
DANGER = ButtonLook("bad", "bad", "surface", "bad_ground", "bad_dot", 500, 14)
SMALL: dict[SmallKind, ButtonLook] = {
    "plain": replace(PLAIN, height=HEIGHT.small, role="label", side=11),
    "primary": replace(PRIMARY, height=HEIGHT.small, role="label", side=11),
    "quiet": replace(QUIET, height=HEIGHT.small, role="label", side=7),
}


class Button(QPushButton):
    """Offer an action in one or two words, with an icon on the leading side if one helps."""

    look = PLAIN

    def __init__(self, text: Words = "", *, icon: str = "", shortcut: str = "", tooltip: Words = "") -> None:
        super().__init__()
        self._text = ""
        self._icon_name = icon
        self._shortcut = shortcut
        self._tooltip = str(tooltip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setProperty("focusRadius", RADIUS.field)
        self.set_text(text)
        follow_theme(self)

    @override
    def text(self) -> str:
        """Return the words as written; an ampersand is an ampersand."""
        return self._text

    def set_text(self, text: Words) -> None:
        """Put other words on the button."""
        self._text = str(text)
        self.setAccessibleName(self._text)
        about = self._tooltip or (self._text if self._shortcut else "")
        self.setToolTip(named_with_keys(about, self._shortcut))
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Put another icon on the leading side; an empty name takes it away."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of words, icon and padding."""
        face = font(self.look.role, weight=self.look.weight)
        mark = _ICON + (_ICON_GAP if self._text else 0) if self._icon_name else 0
        wide = text_width(self._text, face) + mark + 2 * self.look.side + 1
        return QSize(wide, max(self.look.height, scaled(self.look.height - 4)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon and words for the state of the moment."""
        painter = smooth(self)
        paint_ground(painter, self, self.look)
        face = font(self.look.role, weight=self.look.weight)
        words = min(text_width(self._text, face) + 1, self.width())
        mark = _ICON + (_ICON_GAP if self._text else 0) if self._icon_name else 0
        start = (self.width() - words - mark) / 2
        tone = self.look.words if self.isEnabled() else "text_3"
        if self._icon_name:
            spot = seen(self, QRectF(start, (self.height() - _ICON) / 2, _ICON, _ICON))
            draw_icon(painter, spot, self._icon_name, self.look.mark if self.isEnabled() else "text_3")
        draw_text(painter, seen(self, QRectF(start + mark, 0, words, self.height())), self._text, face=face, tone=tone)


class PrimaryButton(Button):
    """Offer the one main action of a screen."""

    look = PRIMARY


class QuietButton(Button):
    """Offer an action that reads like a link."""

    look = QUIET


class DangerButton(Button):
    """Offer an action that destroys; never the main one."""

    look = DANGER


class SmallButton(Button):
    """Offer an action inside a card or a row."""

    def __init__(self, text: Words = "", *, kind: SmallKind = "plain", icon: str = "", tooltip: Words = "") -> None:
        self.look = SMALL[kind]
        super().__init__(text, icon=icon, tooltip=tooltip)


class IconButton(QPushButton):
    """Offer an action as an icon; its tooltip is its accessible name, and ends with the keys in brackets."""

    def __init__(
        self, icon: str, name: Words, *, shortcut: str = "", tone: Tone = "text_2", size: int = 18, box: int = HEIGHT.field
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._tone: Tone = tone
        self._icon_size = size
        self._shortcut = shortcut
        self._count = 0
        self._progress = -1
        self.setFixedSize(box, box)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.set_name(name)
        follow_theme(self)

    def set_name(self, name: Words) -> None:
        """Give the action another name."""
        self.setAccessibleName(str(name))
        self.setToolTip(named_with_keys(str(name), self._shortcut))

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._icon_name = name
        self._tone = tone or self._tone
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many things wait behind the icon; 0 shows nothing."""
        self._count = count
        self.setAccessibleDescription(in_language(str(count), language()) if count else "")
        self.update()

    def set_progress(self, percent: int) -> None:
        """Show background work as a thin ring; -1 takes it away."""
        self._progress = percent
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon, what waits behind it, and work under way."""
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.isChecked() or self.isDown():
            fill_round(painter, area, RADIUS.field, "primary_soft")
        elif self.underMouse() and self.isEnabled():
            fill_round(painter, area, RADIUS.field, self._hover_ground(), alpha=1.0)
        inset = (self.width() - self._icon_size) / 2
        tone: Tone = "edge" if not self.isEnabled() else "primary" if self.isChecked() else self._tone
        draw_icon(painter, area.adjusted(inset, inset, -inset, -inset), self._icon_name, tone)
        if self._progress >= 0:
            self._paint_progress(painter, area)
        if self._count:
            self._paint_count(painter)

    def _hover_ground(self) -> Tone:
        return "rail_active" if self._tone.startswith("rail") else "sunken"

    def _paint_progress(self, painter: QPainter, area: QRectF) -> None:
        circle = area.adjusted(3, 3, -3, -3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("primary"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        turn = 1 if is_rtl(self) else -1
        painter.drawArc(circle, 90 * 16, turn * round(self._progress * 57.6))

    def _paint_count(self, painter: QPainter) -> None:
        face = font("caption", weight=600)
        words = in_language(str(min(self._count, 99)), language())
        wide = max(16, text_width(words, face) + 7)
        spot = seen(self, QRectF(self.width() - wide, 0, wide, 16))
        fill_round(painter, spot.adjusted(-1.5, -1.5, 1.5, 1.5), 9.5, "surface")
        fill_round(painter, spot, 8, "secret_ground")
        draw_text(painter, spot, words, face=face, tone="secret", align="centre")


class _MenuPart(QPushButton):
    """The trailing half of a split button."""

    def __init__(self, name: Words) -> None:
        super().__init__()
        self.setFixedWidth(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(name))
        self.setToolTip(str(name))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._strong = True

    def set_strong(self, *, strong: bool) -> None:
        self._strong = strong
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(28, HEIGHT.field)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        hot = self.underMouse() or self.isDown()
        painter = smooth(self)
        if hot:
            fill_round(painter, QRectF(self.rect()), RADIUS.field, "primary_hover" if self._strong else "sunken")
        tone: Tone = "on_primary" if self._strong else "text_2"
        draw_icon(painter, QRectF(6, (self.height() - 16) / 2, 16, 16), "opened", tone)


class SplitButton(QWidget):
    """Offer the likeliest action, and a menu of its relatives at the trailing end."""

    clicked = Signal()
    menu_asked = Signal()

    def __init__(self, text: Words, *, icon: str = "", menu_name: Words = "") -> None:
        super().__init__()
        self.main = PrimaryButton(text, icon=icon)
        self._part = _MenuPart(menu_name or text)
        self._menu: QMenu | None = None
        self._strong = True
        line = QHBoxLayout(self)
        line.setSpacing(0)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.main)
        line.addWidget(self._part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.main.clicked.connect(self.clicked)
        self._part.clicked.connect(self._open)
        follow_theme(self)

    def set_menu(self, menu: QMenu) -> None:
        """Give the menu that the trailing half opens."""
        self._menu = menu

    def set_text(self, text: Words) -> None:
        """Put other words on the main half."""
        self.main.set_text(text)

    @property
    def is_strong(self) -> bool:
        """Tell whether this is the main button of what is shown."""
        return self._strong

    def set_strong(self, strong: bool) -> None:  # noqa: FBT001 - a slot takes its value by position
        """Be the main button of what is shown, or stand back while the page has one of its own."""
        self._strong = strong
        self.main.look = PRIMARY if strong else BESIDE_MAIN
        self._part.set_strong(strong=strong)
        self.main.update()
        self.update()

    def _open(self) -> None:
        self.menu_asked.emit()
        if self._menu is not None:
            corner = self.rect().bottomRight() if is_rtl(self) else self.rect().bottomLeft()
            place = self.mapToGlobal(corner)
            if is_rtl(self):
                place.setX(place.x() - self._menu.sizeHint().width())
            self._menu.popup(place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one ground under both halves, and the line between them."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), RADIUS.field, "primary" if self._strong else "surface")
        gap = seen(self, QRectF(self.main.width() - 0.5, 8, 1, self.height() - 16))
        if self._strong:
            fill_round(painter, gap, 0.5, "on_primary", alpha=0.4)
        else:
            fill_round(painter, gap, 0.5, "line")
            stroke_round(painter, QRectF(self.rect()), RADIUS.field, "edge")


class _Segment(Button):
    look = replace(PLAIN, height=HEIGHT.small, role="label", side=12, ground=None, border=None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.isChecked():
            fill_round(painter, QRectF(self.rect()), RADIUS.field - 1, "surface")
            stroke_round(painter, QRectF(self.rect()), RADIUS.field - 1, "edge")
        tone: Tone = "primary" if self.isChecked() else "text_2"
        face = font("label", weight=600 if self.isChecked() else 400)
        draw_text(painter, QRectF(self.rect()), self.text(), face=face, tone=tone, align="centre")


class Segmented(QWidget):
    """Offer a choice of few, side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, Words]], *, name: Words) -> None:
        super().__init__()
        self._parts: dict[str, _Segment] = {}
        line = QHBoxLayout(self)
        line.setSpacing(2)
        line.setContentsMargins(2, 2, 2, 2)
        for key, text in options:
            part = _Segment(text)
            part.setCheckable(True)
            part.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._parts[key] = part
            line.addWidget(part)
        self.setAccessibleName(str(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._roving = Roving(self, list(self._parts.values()))
        if options:
            self.set_chosen(options[0][0])
        follow_theme(self)

    def set_chosen(self, key: str) -> None:
        """Mark one option without telling."""
        for name, part in self._parts.items():
            part.setChecked(name == key)
        self._roving.set_home(self._parts[key])

    def _choose(self, key: str) -> None:
        self.set_chosen(key)
        self.chosen.emit(key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the common ground."""
        fill_round(smooth(self), QRectF(self.rect()), RADIUS.field + 1, "sunken")


def named_with_keys(name: str, shortcut: str) -> str:
    """Return a tooltip that ends with the keys in brackets, kept left to right."""
    return f"{name} (\u2066{shortcut}\u2069)" if name and shortcut else name


def paint_ground(painter: QPainter, button: QPushButton, look: ButtonLook) -> None:
    """Paint ground and border of a button for the state of the moment."""
    area = QRectF(button.rect())
    hot = button.isEnabled() and (button.underMouse() or button.isDown())
    ground = look.hover if hot else look.ground
    if not button.isEnabled() and look.ground is not None:
        ground = "sunken"
    if ground is not None:
        fill_round(painter, area, RADIUS.field, ground)
    if look.border is not None:
        stroke_round(painter, area, RADIUS.field, look.border if button.isEnabled() else "line")


