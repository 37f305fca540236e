"""Fields of days: typed in any digits and any order people use, in full or in part; a calendar on F4."""

import sys
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.calendars import Calendar, DayStyle, format_day, parse_day, weekday_name
from app.core.errors import SafirError
from app.core.i18n import Language, Text, _, language
from app.core.partial_dates import PartialDate, Precision, format_partial, parse_partial
from app.core.record_years import FIRST, LAST, in_reach
from app.core.text import isolate
from app.ui.fields.day_popup import DayPopup
from app.ui.fields.frame import FieldEditor, LineControl
from app.ui.kit import IconButton, Label, column, row

Day = date | PartialDate


def beneath(value: Day | None, lang: Language) -> str:
    """Say a day the other way: its weekday and its Gregorian date (in English its Jalali one)."""
    if isinstance(value, PartialDate):
        if value.precision is not Precision.DAY:
            return ""
        value = value.first
    if value is None:
        return ""
    other = Calendar.GREGORIAN if lang == "fa" else Calendar.JALALI
    return f"{weekday_name(value, lang)} · {isolate(format_day(value, lang, style=DayStyle.LONG, calendar=other))}"


def short(value: Day | None, lang: Language) -> str:
    """Write a day as the field shows it."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        style = DayStyle.SHORT if value.precision is Precision.DAY else DayStyle.LONG
        return format_partial(value, lang, style=style)
    return format_day(value, lang)


class DayLine(QWidget):
    """A line for a day with its calendar button; `told` carries a readable day, `refused` why not, `typing` nothing.

    `emptied` comes before `told` when the day is taken away from the calendar.
    """

    told = Signal(object)
    refused = Signal(object)
    typing = Signal()
    emptied = Signal()

    def __init__(self, name: Text, *, today: date, partial: bool = False, historic: bool = False) -> None:
        super().__init__()
        self.today, self._partial, self._historic = today, partial, historic
        self.value: Day | None = None
        self.is_refused = False
        """Whether what stands in the line cannot be read; `value` then is the last day that could."""
        self._clean = ""
        self.edit = LineControl()
        self.edit.setAccessibleName(str(name))
        self.edit.setMinimumWidth(104)
        self._button = IconButton("calendar-days", _("Calendar for {field}").format(field=name), shortcut="F4", size=16, box=30)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup: DayPopup | None = None
        self.setLayout(row((self.edit, 1), self._button, spacing=2))
        self._button.clicked.connect(self.open_popup)
        self.edit.left.connect(self.settle)
        self.edit.textEdited.connect(lambda _text: self.typing.emit())
        self.edit.installEventFilter(self)

    @property
    def unsettled(self) -> str:
        """Give what is typed and was not read yet."""
        typed = self.edit.text()
        return typed if typed != self._clean else ""

    def show_day(self, value: Day | None) -> None:
        """Show a day without telling."""
        self.value, self.is_refused = value, False
        self._clean = short(value, language())
        self.edit.show_text(self._clean)

    def settle(self) -> None:
        """Read what was typed; what cannot be read stays as typed."""
        typed = self.edit.text()
        if typed == self._clean:
            return
        try:
            value = self._read(typed)
        except SafirError as error:
            self._clean, self.is_refused = typed, True
            self.refused.emit(error.message)
            return
        self.show_day(value)
        self.told.emit(value)

    def choose(self, day: date | None) -> None:
        """Take a day from the calendar or the keys."""
        value: Day | None = PartialDate.of_day(day) if self._partial and day is not None else day
        if day is not None:
            try:
                in_reach(day, historic=self._historic)
            except SafirError as error:
                self.refused.emit(error.message)
                return
        self.show_day(value)
        if value is None:
            self.emptied.emit()
        self.told.emit(value)

    def open_popup(self) -> None:
        """Open the calendar under the line."""
        if self._popup is None:
            self._popup = DayPopup(self, today=self.today)
            self._popup.chosen.connect(self._from_popup)
        self._popup.open_under(self.edit, self._first() or self.today)

    @property
    def popup(self) -> DayPopup | None:
        """Give the calendar once it was opened."""
        return self._popup

    def _from_popup(self, day: object) -> None:
        self.choose(day if isinstance(day, date) else None)
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _first(self) -> date | None:
        return self.value.first if isinstance(self.value, PartialDate) else self.value

    def _read(self, typed: str) -> Day | None:
        if not typed.strip():
            return None
        if not self._partial:
            return in_reach(parse_day(typed, today=self.today), historic=self._historic)
        return in_reach(parse_partial(typed), historic=self._historic)

    def _step(self, days: int) -> None:
        self.settle()
        first = self._first()
        self.choose(self.today if first is None else self._nearby(first, days))

    def _nearby(self, day: date, days: int) -> date:
        """Count days on, as far as a record may lie."""
        return min(max(day + timedelta(days=days), date.min if self._historic else FIRST), LAST)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the keys of a date: arrows, today, calendar."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, with_ = event.key(), event.modifiers()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and with_ & Qt.KeyboardModifier.AltModifier):
            self.open_popup()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not with_ & _WITH:
            self._step(1 if key == Qt.Key.Key_Up else -1)
        elif with_ & Qt.KeyboardModifier.ControlModifier and _is_semicolon(event):
            self.choose(self.today)
        else:
            return False
        return True


_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
# The key beside L: the Persian layout has a letter there. Scan codes of PC keyboards (Windows 39, X11 and Wayland 47).
_SEMICOLON_SCAN = 39 if sys.platform == "win32" else 47


def _is_semicolon(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Semicolon or event.nativeScanCode() == _SEMICOLON_SCAN


class DayEditor(FieldEditor):
    """A day, or part of one where the field allows it."""

    def make_control(self) -> QWidget:
        """Build the line, and the line beneath it."""
        field = self.field
        self._day = DayLine(field.label, today=self.asked.draft.today, partial=field.partial, historic=field.historic)
        self._day.told.connect(self._take)
        self._day.refused.connect(self._refuse)
        self._day.typing.connect(self.changed)
        self._beneath = Label("", "caption", tone="text_3", elide=True)
        holder = QWidget()
        holder.setLayout(column(self._day, self._beneath, spacing=3))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the line."""
        return self._day.edit

    def half_typed(self) -> str:
        """Give the day as typed so far."""
        return super().half_typed() or self._day.unsettled

    def show_value(self) -> None:
        """Show the day."""
        self._day.today = self.asked.draft.today
        self._day.show_day(self.value)
        self._tell_other()

    @property
    def popup(self) -> DayPopup | None:
        """Give the calendar once it was opened."""
        return self._day.popup

    def settle(self) -> None:
        """Read the day as typed so far."""
        self._day.settle()

    def words(self) -> str:
        """Say the day in both calendars."""
        if self.value is None:
            return ""
        said = super().words()
        other = beneath(self.value, language())
        return f"{said}  ({other})" if other else said

    def _take(self, value: object) -> None:
        self._tell_other()
        self.put(value)  # type: ignore[arg-type]

    def _refuse(self, reason: object) -> None:
        self._beneath.hide()
        if isinstance(reason, Text):
            self.refuse(reason)

    def _tell_other(self) -> None:
        other = beneath(self._day.value, language())
        self._beneath.set_text(other)
        self._beneath.setVisible(bool(other))
