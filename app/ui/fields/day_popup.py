"""The calendar of a date field: seven columns from Saturday, the other calendar's day in each cell, holidays dotted."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolTip, QWidget
from typing_extensions import override

from app.core.calendars import Calendar, DayStyle, add_months, day_of, format_day, month_length, month_name, parts_of
from app.core.i18n import _, _c, language
from app.core.numbers import in_language
from app.ui.fields.holidays import holidays
from app.ui.kit import IconButton, SmallButton, column, row
from app.ui.kit.paint import dot, draw_text, fill_round, is_rtl, smooth, stroke_round
from app.ui.theme import RADIUS, Tone, font, scaled

CELL = 36
_COLUMNS = 7
_ROWS = 6
# date.weekday(): Monday 0 … Sunday 6; the week of the office begins on Saturday, that of an English window, too.
_SATURDAY = 5
_FRIDAY = 4
_WEEKDAYS = (
    _c("weekday, one letter", "Sa"), _c("weekday, one letter", "Su"), _c("weekday, one letter", "Mo"),
    _c("weekday, one letter", "Tu"), _c("weekday, one letter", "We"), _c("weekday, one letter", "Th"),
    _c("weekday, one letter", "Fr"),
)  # fmt: skip


def own_calendar() -> Calendar:
    """Give the calendar whose months the pop-up turns."""
    return Calendar.JALALI if language() == "fa" else Calendar.GREGORIAN


def grid_start(day: date, calendar: Calendar) -> date:
    """Give the Saturday on which the six weeks around a month begin."""
    parts = parts_of(day, calendar)
    first = day_of(parts.year, parts.month, 1, calendar)
    return first - timedelta(days=(first.weekday() - _SATURDAY) % _COLUMNS)


class DayGrid(QWidget):
    """Six weeks of a month; arrows move as seen, Enter chooses."""

    chosen = Signal(object)
    month_moved = Signal()

    def __init__(self, *, today: date) -> None:
        super().__init__()
        self._today = today
        self.day = today
        self.calendar = own_calendar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", "none")
        self.setMouseTracking(True)
        self.setAccessibleName(str(_("Calendar")))

    @override
    def sizeHint(self) -> QSize:
        """Take seven by six cells and the line of weekdays."""
        cell = scaled(CELL)
        return QSize(_COLUMNS * cell, (_ROWS * cell) + scaled(24))

    @override
    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def go(self, day: date) -> None:
        """Move the mark to a day, and the page to its month."""
        before = parts_of(self.day, self.calendar)
        self.day = day
        after = parts_of(day, self.calendar)
        self.setAccessibleDescription(format_day(day, language(), style=DayStyle.FULL))
        if (before.year, before.month) != (after.year, after.month):
            self.month_moved.emit()
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move as seen, turn months, choose."""
        sideways = -1 if is_rtl(self) else 1
        days = {Qt.Key.Key_Right: sideways, Qt.Key.Key_Left: -sideways, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self.go(self.day + timedelta(days=days[key]))
        elif key in months:
            self.go(add_months(self.day, months[key], self.calendar))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.chosen.emit(day)

    @override
    def event(self, event: QEvent) -> bool:
        """Name a holiday under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if day is None else _about(day), self)
            return True
        return super().event(event)

    def day_at(self, spot: QPoint) -> date | None:
        """Tell which day stands at a place of the grid."""
        for place in range(_COLUMNS * _ROWS):
            if self._cell(place).contains(spot):
                return grid_start(self.day, self.calendar) + timedelta(days=place)
        return None

    def _cell(self, place: int) -> QRect:
        cell = scaled(CELL)
        across, down = place % _COLUMNS, place // _COLUMNS
        if is_rtl(self):
            across = _COLUMNS - 1 - across
        return QRect(across * cell, scaled(24) + down * cell, cell, cell)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint weekdays and days."""
        painter = smooth(self)
        start = grid_start(self.day, self.calendar)
        month = parts_of(self.day, self.calendar).month
        for place in range(_COLUMNS):
            top = self._cell(place)
            area = QRectF(top.x(), 0, top.width(), scaled(22))
            tone: Tone = "bad" if place == _COLUMNS - 1 else "text_3"
            draw_text(painter, area, str(_WEEKDAYS[place]), face=font("caption", weight=500), tone=tone, align="centre")
        for place in range(_COLUMNS * _ROWS):
            day = start + timedelta(days=place)
            self._paint_day(painter, QRectF(self._cell(place)), day, own=parts_of(day, self.calendar).month == month)

    def _paint_day(self, painter: QPainter, area: QRectF, day: date, *, own: bool) -> None:
        holiday = holidays().get(day)
        free = day.weekday() == _FRIDAY or holiday is not None
        marked = day == self.day
        inner = area.adjusted(2, 2, -2, -2)
        if marked:
            fill_round(painter, inner, RADIUS.field, "primary")
        elif day == self._today:
            stroke_round(painter, inner, RADIUS.field, "primary")
        tone: Tone = "on_primary" if marked else "text_3" if not own else "bad" if free else "text"
        face = font("body", weight=700 if free or marked else 400, tabular=True)
        high = area.adjusted(0, 0, 0, -area.height() * 0.3)
        draw_text(painter, high, _figure(day, self.calendar), face=face, tone=tone, align="centre")
        other = Calendar.GREGORIAN if self.calendar is Calendar.JALALI else Calendar.JALALI
        small: Tone = "on_primary" if marked else "text_3"
        low = area.adjusted(0, area.height() * 0.5, 0, -2)
        draw_text(painter, low, _figure(day, other), face=font("caption", tabular=True), tone=small, align="centre")
        if holiday is not None:
            dot(painter, QPointF(area.x() + area.width() - 8, area.y() + 8), 2, "on_primary" if marked else "bad_dot")


def _figure(day: date, calendar: Calendar) -> str:
    return in_language(str(parts_of(day, calendar).day), language())


def _about(day: date) -> str:
    holiday = holidays().get(day)
    said = format_day(day, language(), style=DayStyle.FULL)
    if holiday is None:
        return said
    name = holiday.name(language())
    known = _("{name} (expected)").format(name=name) if holiday.estimated else name
    return f"{said} · {known}"


class DayPopup(QFrame):
    """The grid with its month, its year, today and nothing."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, *, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._today = today
        self.grid = DayGrid(today=today)
        self._month = SmallButton("", kind="quiet")
        self._year = SmallButton("", kind="quiet")
        before = IconButton("previous", _("Month before"), shortcut="PgUp", size=16, box=28)
        after = IconButton("next", _("Month after"), shortcut="PgDn", size=16, box=28)
        to_day = SmallButton(_("Today"), kind="quiet")
        nothing = SmallButton(_("Clear"), kind="quiet")
        head = row(before, None, self._month, self._year, None, after, spacing=4)
        self.setLayout(column(head, self.grid, row(to_day, None, nothing), spacing=6, margins=(10, 8, 10, 8)))
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        to_day.clicked.connect(lambda: self._choose(today))
        nothing.clicked.connect(lambda: self._choose(None))
        self._month.clicked.connect(self._ask_month)
        self._year.clicked.connect(self._ask_year)
        self.grid.chosen.connect(self._choose)
        self.grid.month_moved.connect(self._name_month)

    def open_under(self, line: QWidget, day: date) -> None:
        """Open at a day, under the leading edge of a line, inside the screen."""
        self.grid.go(day)
        self._name_month()
        self.adjustSize()
        below = line.mapToGlobal(QPoint(0, line.height() + 4))
        left = below.x() + line.width() - self.width() if is_rtl(line.window()) else below.x()
        room = line.screen().availableGeometry()
        top = below.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), line.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(max(room.left(), min(left, room.right() - self.width())), top)
        self.show()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet."""
        painter = smooth(self)
        fill_round(painter, QRectF(self.rect()), 0, "surface")
        stroke_round(painter, QRectF(self.rect()), 0, "edge")

    def _choose(self, day: object) -> None:
        self.close()
        self.chosen.emit(day)

    def _turn(self, months: int) -> None:
        self.grid.go(add_months(self.grid.day, months, self.grid.calendar))

    def _name_month(self) -> None:
        parts = parts_of(self.grid.day, self.grid.calendar)
        self._month.set_text(month_name(parts.month, self.grid.calendar, language()))
        self._year.set_text(in_language(str(parts.year), language()))

    def _ask_month(self) -> None:
        menu = QMenu(self)
        calendar = self.grid.calendar
        for month in range(1, 13):
            action = menu.addAction(month_name(month, calendar, language()))
            action.triggered.connect(lambda _on=False, month=month: self._go_to(month=month))
        menu.popup(self._month.mapToGlobal(QPoint(0, self._month.height())))

    def _ask_year(self) -> None:
        menu = QMenu(self)
        now = parts_of(self.grid.day, self.grid.calendar).year
        for year in range(now - 6, now + 7):
            action = menu.addAction(in_language(str(year), language()))
            action.triggered.connect(lambda _on=False, year=year: self._go_to(year=year))
        menu.popup(self._year.mapToGlobal(QPoint(0, self._year.height())))

    def _go_to(self, *, month: int = 0, year: int = 0) -> None:
        calendar = self.grid.calendar
        now = parts_of(self.grid.day, calendar)
        year, month = year or now.year, month or now.month
        self.grid.go(day_of(year, month, min(now.day, month_length(year, month, calendar)), calendar))
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)
