"""Fields that ask and narrow down: the search box, the command box, filter chips."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton, named_with_keys
from app.ui.kit.ground import Icon
from app.ui.kit.label import Label
from app.ui.kit.layouts import row
from app.ui.kit.paint import draw_text, fill_round, follow_theme, seen, smooth, stroke_round, text_width
from app.ui.kit.words import Words
from app.ui.theme import HEIGHT, RADIUS, WIDTH, draw_icon, font, scaled

SEARCH_PAUSE_MS = 150
_ICON = 16


class SearchBox(QFrame):
    """Ask for words to find; tells after a short pause in typing."""

    searched = Signal(str)
    submitted = Signal(str)

    def __init__(self, placeholder: Words, *, name: Words = "", shortcut: str = "", clear_name: Words = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setProperty("look", "bare")
        self.edit.setProperty("focusRing", "none")
        self.edit.setFrame(False)
        self.edit.setPlaceholderText(str(placeholder))
        self.edit.setAccessibleName(str(name) or str(placeholder))
        self.edit.setToolTip(named_with_keys(str(name) or str(placeholder), shortcut) if shortcut else "")
        self._clear = IconButton("close", clear_name or placeholder, size=14, box=24)
        self._clear.hide()
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self.setLayout(row(Icon("search", "text_3", size=_ICON), (self.edit, 1), self._clear, spacing=8, margins=(10, 0, 10, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDTH.command)
        self.setMinimumWidth(140)
        self._connect()

    def take_keyboard(self) -> None:
        """Give the keyboard to the words, all of them marked."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        follow_theme(self)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._note)
        self.edit.returnPressed.connect(self._submit)
        self.edit.installEventFilter(self)
        self._clear.clicked.connect(self.clear)
        self._pause.timeout.connect(lambda: self.searched.emit(self.edit.text()))

    def text(self) -> str:
        """Return the words as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put words in, as if typed."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Take the words away and tell at once."""
        self.edit.clear()
        self._pause.stop()
        self.searched.emit("")
        self.edit.setFocus()

    @override
    def sizeHint(self) -> QSize:
        """Return the usual size of a field."""
        return QSize(220, max(HEIGHT.field, scaled(30)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the border with the focus of the text."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        painter = smooth(self)
        focused = self.edit.hasFocus()
        fill_round(painter, QRectF(self.rect()), RADIUS.field, "surface")
        stroke_round(painter, QRectF(self.rect()), RADIUS.field, "primary" if focused else "edge", width=2 if focused else 1)

    def _note(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _submit(self) -> None:
        self._pause.stop()
        self.submitted.emit(self.edit.text())


class CommandBox(QPushButton):
    """Open the palette; looks like the field it opens."""

    def __init__(self, text: Words, *, shortcut: str = "Ctrl+K") -> None:
        super().__init__()
        self._text = str(text)
        self._shortcut = shortcut
        self._compact = False
        self.setAutoDefault(False)
        self.setAccessibleName(self._text)
        self.setToolTip(named_with_keys(self._text, shortcut))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", RADIUS.box)
        follow_theme(self)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Become one icon in a narrow window."""
        self._compact = compact
        self.setMaximumWidth(HEIGHT.field if compact else WIDTH.command)
        self.setSizePolicy(QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the width of the design, or of one icon."""
        return QSize(HEIGHT.field, HEIGHT.field) if self._compact else QSize(WIDTH.command, max(HEIGHT.command, scaled(31)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Shrink before the title does."""
        return QSize(HEIGHT.field if self._compact else 160, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a sunken field with its words and keys, or the icon alone."""
        painter = smooth(self)
        area = QRectF(self.rect())
        if self._compact:
            if self.underMouse():
                fill_round(painter, area, RADIUS.field, "sunken")
            draw_icon(painter, area.adjusted(7, 7, -7, -7), "search", "text_2")
            return
        fill_round(painter, area, RADIUS.box, "sunken")
        stroke_round(painter, area, RADIUS.box, "edge" if self.underMouse() else "line")
        draw_icon(painter, seen(self, QRectF(12, (self.height() - _ICON) / 2, _ICON, _ICON)), "search", "text_3")
        keys = text_width(self._shortcut, font("caption", weight=500)) + 14
        spot = seen(self, QRectF(self.width() - keys - 7, (self.height() - 20) / 2, keys, 20))
        fill_round(painter, spot, 5, "surface")
        draw_text(painter, spot, self._shortcut, face=font("caption", weight=500), tone="text_3", align="centre")
        words = seen(self, QRectF(36, 0, self.width() - 36 - keys - 14, self.height()))
        draw_text(painter, words, self._text, face=font("body"), tone="text_3")


class _ChipText(QPushButton):
    """The part of a chip that opens its condition."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("focusInside", "yes")

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(text_width(self._text, font("label", weight=500)) + 16, max(HEIGHT.small, scaled(26)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        face = font("label", weight=500)
        draw_text(smooth(self), QRectF(self.rect()), self._text, face=face, tone="primary", align="centre")


class FilterChip(QWidget):
    """Show one condition of a filter; joiner is the word between it and the one before."""

    clicked = Signal()
    removed = Signal()

    def __init__(self, text: Words, *, joiner: Words = "", removable: bool = True, remove_name: Words = "") -> None:
        super().__init__()
        self._body = _ChipText(str(text))
        self._joiner = Label(joiner, "label", tone="text_3")
        self._joiner.setVisible(bool(str(joiner)))
        self._remove = IconButton("remove", remove_name or text, size=13, box=HEIGHT.small, tone="primary")
        self._remove.setVisible(removable)
        before = (self._joiner, 6) if str(joiner) else (self._joiner,)
        self.setLayout(row(*before, self._body, self._remove, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._body.clicked.connect(self.clicked)
        self._remove.clicked.connect(self.removed)
        follow_theme(self)

    def set_text(self, text: Words) -> None:
        """Show another condition."""
        self._body.set_text(str(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under condition and cross."""
        painter = smooth(self)
        area = QRectF(self._body.geometry())
        if self._remove.isVisible():
            area = area.united(QRectF(self._remove.geometry()))
        fill_round(painter, area, RADIUS.field, "primary_soft")
