"""Outline icons by meaning: tinted from the theme, sharp at every scale, mirrored exactly where the shape has a direction.

The files are Lucide's (ISC licence beside them); the stroke is thinned from 2 to 1.75.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from app.core.paths import resources
from app.ui.theme.present import current
from app.ui.theme.tokens import Tone

STROKE = "1.75"
MIRRORED = frozenset({
    "undo-2", "redo-2", "arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "external-link",
    "list-checks", "file-text", "book-open", "message-square", "message-square-quote",
})  # fmt: skip
# The Persian question mark is the Latin one turned over; the circle around it does not notice.
PERSIAN_QUESTION = frozenset({"circle-help"})
MEANINGS: Mapping[str, str] = MappingProxyType({
    "back": "arrow-left", "forward": "arrow-right", "previous": "chevron-left", "next": "chevron-right",
    "closed": "chevron-right", "opened": "chevron-down", "undo": "undo-2", "redo": "redo-2", "add": "plus", "remove": "x",
    "close": "x", "delete": "trash-2", "edit": "pencil", "done": "check", "more": "ellipsis-vertical", "move": "grip-vertical",
    "help": "circle-help", "home": "house", "print": "printer", "excel": "table-2", "columns": "columns-3",
    "sort": "arrow-up-down", "alert": "triangle-alert", "error": "circle-alert", "open_outside": "external-link",
    "leave": "log-out", "saved": "circle-check", "backup": "hard-drive",
})  # fmt: skip


class UnknownIcon(LookupError):
    """Say that no icon has this name."""


def icon(name: str, tone: Tone = "text_2") -> QIcon:
    """Return a live icon for Qt's own widgets; raise UnknownIcon for a name the set does not hold."""
    _source(_file_name(name))
    return QIcon(_ThemeEngine(name, tone))


def icon_pixmap(name: str, tone: Tone, size: int, *, ratio: float = 1.0, direction: Qt.LayoutDirection | None = None) -> QPixmap:
    """Return the icon at a logical size and device ratio; the direction is the application's unless given."""
    heading = QGuiApplication.layoutDirection() if direction is None else direction
    file = _file_name(name)
    flipped = heading is Qt.LayoutDirection.RightToLeft and file in MIRRORED | PERSIAN_QUESTION
    return _drawn(file, current().hex_of(tone), round(size * ratio), ratio, flipped)


def draw_icon(painter: QPainter, rect: QRect | QRectF, name: str, tone: Tone = "text_2") -> None:
    """Paint the icon centred in a rectangle, in the painter's own direction."""
    area = QRectF(rect)
    size = int(min(area.width(), area.height()))
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    pixmap = icon_pixmap(name, tone, size, ratio=ratio, direction=painter.layoutDirection())
    painter.drawPixmap(QRectF(area.center().x() - size / 2, area.center().y() - size / 2, size, size).topLeft(), pixmap)


def is_mirrored(name: str) -> bool:
    """Tell whether the icon of a name or meaning turns over in right-to-left."""
    return _file_name(name) in MIRRORED


def tinted_svg(name: str, tone: Tone) -> bytes:
    """Return the drawing as SVG in the colour of a tone and the application's direction, for style sheets that want a file."""
    file = _file_name(name)
    svg = _source(file).replace("currentColor", current().hex_of(tone))
    if file in MIRRORED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        head, tag, shapes = svg.partition('stroke-linejoin="round"\n>')
        svg = f"{head}{tag}<g transform='matrix(-1 0 0 1 24 0)'>{shapes.replace('</svg>', '</g></svg>')}"
    return svg.encode()


def _file_name(name: str) -> str:
    return MEANINGS.get(name, name)


@lru_cache(maxsize=256)
def _source(file: str) -> str:
    path = resources() / "icons" / f"{file}.svg"
    if not path.is_file():
        raise UnknownIcon(file)
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=1024)
def _drawn(file: str, hex_code: str, device_size: int, ratio: float, flipped: bool) -> QPixmap:  # noqa: FBT001 - cache key
    renderer = QSvgRenderer(QByteArray(_source(file).replace("currentColor", hex_code).encode()))
    pixmap = QPixmap(device_size, device_size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if flipped:
        painter.translate(device_size, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, device_size, device_size))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class _ThemeEngine(QIconEngine):
    """Draw one icon in the colours of the moment, whatever Qt widget asks for it."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone: Tone = tone

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, rect, self._name, self._tone_in(mode))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return icon_pixmap(self._name, self._tone_in(mode), min(size.width(), size.height()), ratio=scale)

    @override
    def clone(self) -> QIconEngine:
        return _ThemeEngine(self._name, self._tone)

    def _tone_in(self, mode: QIcon.Mode) -> Tone:
        return "edge" if mode == QIcon.Mode.Disabled else self._tone
