"""Rows to scan: anything clickable, people, warnings, events of a day, figures with the list behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton, SmallButton
from app.ui.kit.ground import Card, Icon, VLine
from app.ui.kit.label import Label
from app.ui.kit.layouts import Item, column, put, row
from app.ui.kit.marks import Avatar, IconTile, Meter, Pill
from app.ui.kit.paint import dot, fill_round, follow_theme, smooth
from app.ui.kit.words import Words
from app.ui.theme import RADIUS, FamilyName, PillName, Side, Tone, colour, scaled


class Row(QFrame):
    """Hold one line of anything; a clickable one answers hover, click, Enter and Space."""

    clicked = Signal(str)

    def __init__(self, *, key: str = "", clickable: bool = True, padding: tuple[int, int] = (8, 4), spacing: int = 8) -> None:
        super().__init__()
        self.key = key
        self._clickable = clickable
        self._chosen = False
        self._pressed = False
        across, down = padding
        self.line = row(spacing=spacing, margins=(across, down, across, down))
        self.setLayout(self.line)
        self.setProperty("focusRadius", RADIUS.mark)
        self.setProperty("focusInside", "yes")
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow_theme(self)

    def add(self, item: Item, stretch: int = 0) -> None:
        """Add one item at the trailing end."""
        put(self.line, item, stretch)

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Mark the row as the chosen one of its list."""
        self._chosen = chosen
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of hover or choice."""
        painter = smooth(self)
        if self._chosen:
            fill_round(painter, QRectF(self.rect()), RADIUS.mark, "select")
        elif self._clickable and self.underMouse():
            fill_round(painter, QRectF(self.rect()), RADIUS.mark, "select", alpha=0.5)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the press."""
        self._pressed = self._clickable and event.button() is Qt.MouseButton.LeftButton

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click that ended inside."""
        if self._pressed and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.key)
        self._pressed = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter and Space as a click."""
        if self._clickable and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit(self.key)
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Person:
    """Describe one person as a row shows them; post is the one of that time."""

    key: str
    name: Words
    post: Words
    initial: str
    side: Side = "ours"
    number: Words = ""
    pill: Words = ""
    pill_family: PillName = "work"
    tooltip: Words = ""
    photo: QPixmap | None = None


class PersonChip(Row):
    """Show a person: precedence, face, name, post as it was then, role."""

    def __init__(self, person: Person, *, clickable: bool = True) -> None:
        super().__init__(key=person.key, clickable=clickable, padding=(4, 2))
        if str(person.number):
            number = Label(person.number, "caption", tone="text_3", weight=600, align="centre", tabular=True)
            number.setMinimumWidth(scaled(14))
            self.add(number)
        self.avatar = Avatar(person.initial, person.side, photo=person.photo)
        self.add(self.avatar)
        name = Label(person.name, "body", weight=600, elide=True)
        self.add(column(name, Label(person.post, "caption", tone="text_3", elide=True), spacing=0), 1)
        if str(person.pill):
            self.add(Pill(person.pill, person.pill_family, dot=False, small=True))
        self.setAccessibleName(" · ".join(str(part) for part in (person.name, person.post, person.pill) if str(part)))
        self.setToolTip(str(person.tooltip))


@dataclass(frozen=True, slots=True)
class Alert:
    """Describe one warning: a fact with number and date, its reason, what to do, and how it was found."""

    key: str
    family: FamilyName
    icon: str
    fact: Words
    reason: Words
    action: Words
    why: Words = ""
    more: Words = ""
    badge: QWidget | None = None


class _Strip(QWidget):
    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.setFixedWidth(3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill_round(smooth(self), QRectF(self.rect()), 1.5, self._tone)


class AlertRow(QFrame):
    """Show one warning with one action."""

    action_clicked = Signal(str)
    why_clicked = Signal(str)
    more_clicked = Signal(str)

    def __init__(self, alert: Alert, *, dense: bool = False) -> None:
        super().__init__()
        self._key = alert.key
        over = 6 if dense else 8
        mark: Tone = f"{alert.family}_dot"  # type: ignore[assignment]
        fact = Label(alert.fact, "body", weight=600, elide=True)
        reason = Label(alert.reason, "label", tone="text_2", elide=True)
        head = row(fact, *([alert.badge] if alert.badge else []), None, spacing=8)
        words = column(head, reason, spacing=1)
        line = row(_Strip(mark), Icon(alert.icon, mark, size=20), (words, 1), spacing=10, margins=(0, over, 0, over))
        if str(alert.why):
            why = SmallButton(alert.why, kind="quiet")
            why.setAccessibleDescription(str(alert.fact))
            why.clicked.connect(lambda: self.why_clicked.emit(self._key))
            line.addWidget(why)
        action = SmallButton(alert.action)
        action.setAccessibleDescription(str(alert.fact))
        action.clicked.connect(lambda: self.action_clicked.emit(self._key))
        line.addWidget(action)
        if str(alert.more):
            more = IconButton("more", alert.more, size=16, box=28)
            more.clicked.connect(lambda: self.more_clicked.emit(self._key))
            line.addWidget(more)
        self.setLayout(line)
        self.setAccessibleName(f"{alert.fact}. {alert.reason}")


@dataclass(frozen=True, slots=True)
class Event:
    """Describe one event of a day; place stands under the time, as a second clock or a city."""

    key: str
    time: Words
    place: Words
    title: Words
    sub: Words
    family: FamilyName = "work"
    pill: Words = ""
    pill_family: FamilyName = "neutral"
    first: bool = False
    last: bool = False


class _Thread(QWidget):
    """The line that events hang on, with the dot of this one."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self._tone: Tone = f"{event.family}_dot"  # type: ignore[assignment]
        self._from = 0.5 if event.first else 0.0
        self._to = 0.5 if event.last else 1.0
        self.setFixedWidth(14)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        middle, tall = self.width() / 2, self.height()
        painter.setPen(QPen(colour("line"), 2))
        painter.drawLine(QPointF(middle, tall * self._from), QPointF(middle, tall * self._to))
        centre = QPointF(middle, tall / 2)
        dot(painter, centre, 7, "surface")
        dot(painter, centre, 4.5, self._tone)


class EventRow(Row):
    """Show one event: when and where (with room for a day where it is `wide`), the thread of the day, what, its state."""

    def __init__(self, event: Event, *, wide: bool = False) -> None:
        super().__init__(key=event.key, padding=(0, 0), spacing=10)
        when = QWidget()
        when.setFixedWidth(scaled(112 if wide else 84))
        when.setLayout(
            column(
                Label(event.time, "body", weight=600, elide=True), Label(event.place, "caption", tone="text_3", elide=True),
                spacing=0, margins=(4, 5, 4, 5),
            )
        )  # fmt: skip
        words = column(
            Label(event.title, "body", weight=500, elide=True), Label(event.sub, "caption", tone="text_3", elide=True),
            spacing=0, margins=(0, 5, 0, 5),
        )  # fmt: skip
        self.add(when)
        self.add(_Thread(event))
        self.add(words, 1)
        if str(event.pill):
            self.add(Pill(event.pill, event.pill_family))
        parts = (event.time, event.place, event.title, event.sub, event.pill)
        self.setAccessibleName(" · ".join(str(part) for part in parts if str(part)))


@dataclass(frozen=True, slots=True)
class Stat:
    """Describe one figure of a page; the list behind it opens by its key."""

    key: str
    icon: str
    figure: Words
    label: Words
    sub: Words = ""
    family: FamilyName = "neutral"


class StatFigure(Row):
    """Show one figure, what it counts, and the worst of it."""

    def __init__(self, stat: Stat) -> None:
        super().__init__(key=stat.key, padding=(8, 5), spacing=10)
        self.add(IconTile(stat.icon, stat.family))
        label = Label(stat.label, "label", tone="text_2", weight=500, elide=True)
        figure = row(Label(stat.figure, "record_title"), label, None, spacing=6)
        lines: list[Item] = [figure]
        if str(stat.sub):
            lines.append(Label(stat.sub, "caption", tone="text_3", elide=True))
        self.add(column(None, *lines, None, spacing=0), 1)
        self.setAccessibleName(" · ".join(str(part) for part in (stat.figure, stat.label, stat.sub) if str(part)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the words be cut before the figure."""
        return QSize(scaled(120), scaled(54))


class StatRow(Card):
    """Show the figures of a page in one card, a hairline between them."""

    clicked = Signal(str)

    def __init__(self, stats: Sequence[Stat]) -> None:
        super().__init__(padding=(8, 1))
        line = row(spacing=8)
        for number, stat in enumerate(stats):
            if number:
                line.addWidget(VLine())
            figure = StatFigure(stat)
            figure.clicked.connect(self.clicked)
            line.addWidget(figure, 1)
        self.body.addLayout(line)
        self.setFixedHeight(scaled(70))


class MeterRow(QWidget):
    """Show a named share with its figure, and where it should be by now."""

    def __init__(self, title: Words, percent: float, *, value: Words, mark: float | None = None, tone: Tone = "primary") -> None:
        super().__init__()
        figure = Label(value, "label", weight=600)
        meter = Meter(percent, tone=tone, height=5, mark=mark, name=f"{title}: {value}")
        self.setLayout(column(row((Label(title, "label", elide=True), 1), figure), meter, spacing=1))
