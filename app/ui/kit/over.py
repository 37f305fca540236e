"""What lies over a page for a while: the toast and the sheet of work under way."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget
from typing_extensions import override

from app.ui.kit.buttons import Button, QuietButton, SmallButton
from app.ui.kit.ground import Icon
from app.ui.kit.label import Label
from app.ui.kit.layouts import column, row
from app.ui.kit.marks import Meter
from app.ui.kit.paint import draw_shadow, fill_round, follow_theme, is_rtl, smooth, stroke_round
from app.ui.kit.words import Words
from app.ui.theme import RADIUS, SPACE, colour, scaled, theme

FADE_MS = 120
SHEET_AFTER_MS = 1000
_SHADOW = 20


def fade_in(widget: QWidget) -> None:
    """Let a widget appear within 120 ms, or at once where the system asks for less motion."""
    widget.show()
    widget.raise_()
    if theme().reduced_motion:
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    motion = QPropertyAnimation(effect, b"opacity", widget)
    motion.setDuration(FADE_MS)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


class Raised(QWidget):
    """A sheet with the one shadow, drawn inside its own margin."""

    def __init__(self, parent: QWidget, *, radius: int = RADIUS.card) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow, sheet and hairline."""
        painter = smooth(self)
        area = QRectF(self.contentsRect())
        draw_shadow(painter, area, self._radius)
        fill_round(painter, area, self._radius, "surface")
        stroke_round(painter, area, self._radius, "line")


class Toast(Raised):
    """Say what was done, and offer to undo it; at most one, gone after 8 seconds unless watched."""

    action_clicked = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._text = Label("", "body")
        self._action = SmallButton("", kind="quiet", icon="undo")
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.dismiss)
        self._action.clicked.connect(self._act)
        self.setLayout(row(Icon("saved", "good_dot", size=18), self._text, self._action, spacing=10, margins=(14, 9, 14, 9)))
        parent.installEventFilter(self)
        self._action.installEventFilter(self)
        self.hide()

    @property
    def message(self) -> str:
        """Return the words being said."""
        return self._text.text()

    def say(self, text: Words, *, action: Words = "", seconds: float = 8.0) -> None:
        """Show one line in place of the one before, and read it out."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # two thousandths of a second, for no toast yet

        self._text.set_text(text)
        self._action.set_text(action)
        self._action.setVisible(bool(str(action)))
        self._rest.setInterval(round(seconds * 1000))
        self._rest.start()
        self._place()
        fade_in(self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(text)))

    def dismiss(self) -> None:
        """Take the toast away."""
        self._rest.stop()
        self.hide()
        self.gone.emit()

    def _act(self) -> None:
        self.dismiss()
        self.action_clicked.emit()

    def _place(self) -> None:
        parent = self._page
        size = self.sizeHint().boundedTo(QSize(parent.width(), parent.height()))
        side = SPACE.l - _SHADOW
        offset = parent.width() - size.width() - side if is_rtl(self) else side
        self.setGeometry(offset, parent.height() - size.height() - side, size.width(), size.height())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._rest.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Count again from the start."""
        if not self._action.hasFocus():
            self._rest.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner, and stay while the action has the keyboard."""
        kind = event.type()
        if watched is self._page and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self._action and kind == QEvent.Type.FocusIn:
            self._rest.stop()
        elif watched is self._action and kind == QEvent.Type.FocusOut and self.isVisible():
            self._rest.start()
        return False


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """Hold the words of the sheet; the note says what cancelling leaves behind."""

    background: Words
    cancel: Words
    cancel_note: Words = ""


class ProgressSheet(QWidget):
    """Cover one page while long work runs on it; appears after one second only."""

    cancelled = Signal()
    sent_to_background = Signal()

    def __init__(self, parent: QWidget, words: ProgressWords) -> None:
        super().__init__(parent)
        self._page = parent
        self._verb = Label("", "card_title")
        self._count = Label("", "label", tone="text_2", tabular=True)
        self._meter = Meter(0, height=8)
        self._background = QuietButton(words.background)
        self._cancel = Button(words.cancel)
        self._cancel.setToolTip(str(words.cancel_note))
        self._cancel.setAccessibleDescription(str(words.cancel_note))
        self._wait = QTimer(self, singleShot=True, interval=SHEET_AFTER_MS)
        self._wait.timeout.connect(self._appear)
        sheet = Raised(self)
        sheet.setFixedWidth(scaled(440) + 2 * _SHADOW)
        note = Label(words.cancel_note, "caption", tone="text_3", elide=True)
        foot = row((note, 1), self._background, self._cancel, spacing=8)
        lines = column(row(self._verb, None, self._count), self._meter, 4, foot, spacing=10, margins=(20, 16, 20, 14))
        sheet.setLayout(lines)
        self.setLayout(column(None, row(None, sheet, None), None))
        self._background.clicked.connect(self._send_away)
        self._cancel.clicked.connect(self._give_up)
        parent.installEventFilter(self)
        self.hide()

    def start(self, verb: Words) -> None:
        """Begin to count towards appearing."""
        self._verb.set_text(verb)
        self.setAccessibleName(str(verb))
        self._count.set_text("")
        self._meter.set_percent(0)
        self._wait.start()

    def set_progress(self, done: int, total: int, *, count: Words) -> None:
        """Show how far the work is; count is the same in words."""
        self._meter.set_percent(100 * done / total if total else 0)
        self._count.set_text(count)

    def finish(self) -> None:
        """Take the sheet away."""
        self._wait.stop()
        self.hide()

    def _appear(self) -> None:
        self.setGeometry(self._page.rect())
        fade_in(self)
        self._cancel.setFocus()

    def _send_away(self) -> None:
        self.finish()
        self.sent_to_background.emit()

    def _give_up(self) -> None:
        self.finish()
        self.cancelled.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page at every size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil the page."""
        veil = QColor(colour("canvas"))
        veil.setAlphaF(0.7)
        smooth(self).fillRect(self.rect(), veil)


