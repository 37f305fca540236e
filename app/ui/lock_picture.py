"""The lock as it looked last time: a start paints this picture before it loads anything that could draw the lock itself.

The window's thread loads the rest in one go, whatever stands in the window meanwhile: keys that are pressed before wait for the
field in either case. Only an empty lock is kept, which shows no more than the settings file says.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app import __version__
from app.core.paths import user_cache

if TYPE_CHECKING:
    from app.core.settings import Settings

_HALF_LIGHT = 128


def picture_file(settings: "Settings") -> Path:
    """Name the picture of a lock that looks so; every other language, theme, size of text or office has another one."""
    looks = (__version__, settings.language, settings.theme, settings.text_scale, settings.office_name)
    # Where the system chooses the theme: its palette tells which, without loading Qt's list of schemes (30 ms).
    palette = QApplication.palette().window().color().lightness() < _HALF_LIGHT if settings.theme == "system" else ""
    return user_cache() / f"lock-{crc32(repr((*looks, palette)).encode()):08x}.png"


class LockPicture:
    """The picture of last time, if there is one."""

    def __init__(self, settings: "Settings") -> None:
        self._picture = QPixmap(str(picture_file(settings)))

    def paint(self, window: QWidget) -> bool:
        """Fill a window with it, inside its paint event; False, and nothing painted, when it was taken at another size."""
        ratio = window.devicePixelRatio()
        if (self._picture.width(), self._picture.height()) != (round(window.width() * ratio), round(window.height() * ratio)):
            return False
        self._picture.setDevicePixelRatio(ratio)
        QPainter(window).drawPixmap(0, 0, self._picture)
        return True


def keep_picture(window: QWidget, target: Path) -> None:
    """Take the picture of a window that shows the lock, and drop older ones; nothing while something is typed there."""
    if any(line.text() for line in window.findChildren(QLineEdit)):
        return
    taken, known = window.grab(), QPixmap(str(target))
    if known.size() == taken.size():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    for older in target.parent.glob("lock-*.png"):
        older.unlink(missing_ok=True)
    taken.save(str(target), "PNG")
