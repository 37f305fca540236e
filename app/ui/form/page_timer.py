"""A pause that belongs to a page: it stands still while the page is out of sight."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class PageTimer(QTimer):
    """Ring once, `interval` milliseconds after the last start, and only while the page is seen.

    A page that was left may outlive the office it shows by a moment; nothing may read the store then.
    """

    def __init__(self, page: QWidget, interval: int) -> None:
        super().__init__(page, singleShot=True, interval=interval)
        self._waits = False
        page.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop when the page goes, go on when it comes back."""
        if event.type() == QEvent.Type.Hide and self.isActive():
            self._waits = True
            self.stop()
        elif event.type() == QEvent.Type.Show and self._waits:
            self._waits = False
            self.start()
        return False
