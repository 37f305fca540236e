"""Rows as they are read: people and bodies with a face, promises with their delay, everything else in two lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from app.core.i18n import _, _n, language
from app.core.numbers import format_integer
from app.core.text import strip_isolates
from app.rules.vocabulary import Side
from app.ui.kit import Avatar, Icon, Label, Pill, Row, column
from app.ui.kit.words import Words
from app.ui.panels.grip import Grip
from app.ui.panels.looks import RowLook
from app.ui.theme import scaled


class PanelRow(Row):
    """One row of a panel: Enter opens it, Alt+Up and Alt+Down move it, Del takes it away."""

    moved = Signal(int)
    pulled = Signal(int)
    dropped = Signal(int)
    remove_asked = Signal()
    ticked = Signal()

    def __init__(self, look: RowLook, *, place: int, numbered: bool, clickable: bool = True, box: bool = False) -> None:
        super().__init__(clickable=clickable, padding=(8, 6), spacing=10)
        self.look = look
        self.avatar: Avatar | None = None
        self._wrong: Icon | None = None
        self._box = box
        self._lead(place, numbered=numbered)
        weight, tone = (400, "text_2") if look.done else (600, "text")
        title = Label(look.title, "body", weight=weight, tone=tone, elide=True)  # type: ignore[arg-type]
        lines = column(title, spacing=0)
        if look.sub:
            lines.addWidget(Label(look.sub, "caption", tone="text_3", elide=True))
        self.add(lines, 1)
        if look.late:
            self.add(Label(_n("{n} day late", "{n} days late", look.late), "label", weight=600, tone="bad"))
        if str(look.pill):
            self.add(Pill(look.pill, look.family, small=True, dot=not look.link))  # type: ignore[arg-type]
        self.setAccessibleName(look.spoken)

    def tell_problem(self, message: Words) -> None:
        """Mark the row with what is wrong in it, or take the mark away."""
        if self._wrong is None and not str(message):
            return
        if self._wrong is None:
            self._wrong = Icon("error", "bad_dot", size=16)
            self.add(self._wrong)
        self._wrong.setToolTip(str(message))
        self._wrong.setVisible(bool(str(message)))
        self.setAccessibleDescription(str(message))

    def add_grip(self) -> None:
        """Let the row be pulled to another place, beside Alt+Up and Alt+Down."""
        grip = Grip()
        grip.pulled.connect(self.pulled)
        grip.dropped.connect(self.dropped)
        self.line.insertWidget(0, grip)

    def _lead(self, place: int, *, numbered: bool) -> None:
        look = self.look
        if numbered:
            figure = format_integer(place + 1, language())
            number = Label(figure, "caption", tone="text_3", weight=600, align="centre", tabular=True)
            number.setMinimumWidth(scaled(16))
            self.add(number)
        if look.link:
            initial = strip_isolates(look.title)[:1]
            self.avatar = Avatar(initial, "theirs" if look.side is Side.THEIRS else "ours")
            self.add(self.avatar)
        elif self._box:
            self.add(self._tick_box())
        elif look.time:
            clock = Label(look.time, "body", weight=600, tone="primary", tabular=True)
            clock.setMinimumWidth(scaled(128))
            self.add(column(clock, Label(look.day, "caption", tone="text_3"), spacing=0))
        else:
            self.add(Icon(look.icon, "good_dot" if look.done else "text_3", size=18))

    def _tick_box(self) -> QCheckBox:
        """Build the box; it shows what the store says and fills only once the evidence is there."""
        box = QCheckBox()
        box.setChecked(self.look.done)
        box.setEnabled(not self.look.done)
        box.setAccessibleName(str(_("Done: {promise}").format(promise=self.look.title)))
        box.clicked.connect(lambda: box.setChecked(self.look.done))
        box.clicked.connect(self.ticked)
        return box

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a row."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not alt:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def empty_line(words: str) -> QWidget:
    """Say that a panel has no rows yet."""
    return Label(words, "label", tone="text_3", wrap=True)
