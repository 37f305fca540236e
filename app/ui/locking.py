"""Putting the data away when the window is locked: drafts are kept, the office is closed and its key dropped."""

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from typing_extensions import override

from app.ui.startup import after_start

if TYPE_CHECKING:
    from app.ui.app import Running
    from app.ui.context import Context
    from app.ui.shell.navigator import Navigator
    from app.ui.shell.places import Place

_MINUTE_MS = 60_000
_ACTIVITY = frozenset((QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel))


@dataclass(frozen=True, slots=True)
class Left:
    """The place that was shown when the window was locked, and the state of its page; nothing of its content."""

    place: "Place"
    state: Mapping[str, Any] = field(default_factory=dict)


class IdleWatch(QObject):
    """Ring when nobody has touched keys or mouse for some minutes."""

    idle = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        after_start(self, lambda: app.installEventFilter(self))

    def begin(self, minutes: int) -> None:
        """Count from now; 0 minutes never ring."""
        if minutes:
            self._timer.start(minutes * _MINUTE_MS)
        else:
            self.stop()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from the last key or press."""
        if event.type() in _ACTIVITY and self._timer.isActive():
            self._timer.start()
        return False


class Lock(QObject):
    """The lock of one running window: `locked` tells that the data is put away, `hidden` that it is only out of sight."""

    locked = Signal()
    hidden = Signal()

    def __init__(self, running: "Running") -> None:
        super().__init__(running)
        self._running = running
        self._left: Left | None = None
        self._kept: bool | None = None
        self.who = ""
        """Whoever worked here when the window was locked; the lock says so, and only that."""

    @property
    def was_locked(self) -> bool:
        """Tell whether somebody was inside before this lock."""
        return self._left is not None

    def take_left(self) -> Left | None:
        """Give where somebody was before the lock, once."""
        left, self._left = self._left, None
        return left

    def lock(self) -> None:
        """Put the data away: drafts are kept, the office is closed and its key dropped, nothing of it stays on a widget.

        When a draft cannot be kept the page is only hidden: a word must not be lost. The passphrase is asked all the same.
        """
        context = self._running.context
        if context is None or self._running.window.is_locked:
            return
        if self._kept is None:
            self._kept = _kept_all(context)
        if leave_what_is_open():
            QTimer.singleShot(0, self, self.lock)
            return
        kept, self._kept = self._kept, None
        forget_clipboard()
        self.who = self._running.people.name_of(context.office)
        if not kept:
            self.hidden.emit()
            return
        self._left = left_of(context.navigator)
        self.put_away()

    def put_away(self) -> None:
        """Close the office and forget everything that showed it; then whoever opens it begins with the passphrase."""
        running = self._running
        context, running.context = running.context, None
        running.window.forget()
        self.locked.emit()
        if context is not None:
            context.close()
            context.deleteLater()
        # Widgets go when the loop turns; what they held is free after that.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, forget_what_stood))


def _kept_all(context: "Context") -> bool:
    """Keep what is typed before anything is closed; what is kept is given up by no dialog that closes after that."""
    from app.ui.form.keeper import keep_all, stop_all

    if not keep_all(context):
        return False
    stop_all(context)
    return True


def left_of(navigator: "Navigator | None") -> Left | None:
    """Remember where somebody was, to bring them back there."""
    if navigator is None or navigator.page is None:
        return None
    return Left(navigator.place_now, dict(navigator.page.state()))


def leave_what_is_open() -> bool:
    """Close the menu or the dialog in front, with its safe answer; False when there is none. Ask again until then."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
        return True
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
        return True
    return modal is not None and modal.close()


def clipboard() -> QClipboard:
    """Give the clipboard of the system; the seam of the tests."""
    return QGuiApplication.clipboard()


def forget_clipboard() -> None:
    """Empty the clipboard when it holds what was copied here; what another program put there stays."""
    held = clipboard()
    if held.ownsClipboard():
        held.clear()


def forget_what_stood() -> None:
    """Free what the closed office left in cycles, its key among them: also what was set apart after the first unlocking.

    Python copies strings and cannot overwrite them; what is freed may stand in memory until it is used again.
    """
    gc.unfreeze()
    gc.collect()
