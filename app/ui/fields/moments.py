"""Fields of moments: day, time and zone, with the office's own clock beneath when the zone is another."""

import re
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from app.core.i18n import _, language
from app.core.moments import Moment, format_clock
from app.core.numbers import in_language, plain_figure
from app.core.partial_dates import PartialDate
from app.core.zones import clock_at, day_and_clocks
from app.ui.fields.days import DayLine
from app.ui.fields.frame import FieldEditor, FocusWatch, LineControl
from app.ui.kit import Label, column, row
from app.ui.zone_combo import ZoneCombo

_CLOCK = re.compile(r"(\d{1,2})(?:[:.٫ ]?(\d{2}))?")


def read_clock(typed: str) -> time | None:
    """Read a time of day in any digits: 9, 9:30, 0930, ۱۵:۳۰; nothing when it is none."""
    found = _CLOCK.fullmatch(plain_figure(typed))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class MomentEditor(FieldEditor):
    """A day, a time and the zone they are meant in.

    The draft takes them together: while one of the two is missing or cannot be read, it keeps the moment it had.
    """

    def make_control(self) -> QWidget:
        """Build day, time, zone, and the line of the other clock."""
        self._office = self.asked.context.office.zone
        self._day = DayLine(self.field.label, today=self.asked.draft.today)
        self._day.told.connect(lambda _day: self._take())
        self._day.refused.connect(self.refuse)
        self._day.typing.connect(self.changed)
        self._clock = LineControl()
        self._day.emptied.connect(self._clock.clear)
        self._clock.setAccessibleName(str(_("Time of {field}").format(field=self.field.label)))
        self._clock.setPlaceholderText(in_language("00:00", language()))
        self._clock.setFixedWidth(68)
        self._clock.left.connect(self._take)
        # A line in which nothing was typed tells nothing when it is left.
        FocusWatch(self._clock).left.connect(self._take)
        self._clock.textEdited.connect(lambda _text: self.changed.emit())
        self._zone = self._zone_combo()
        self._beneath = Label("", "caption", tone="text_3", elide=True)
        holder = QWidget()
        line = row((self._day, 3), self._clock, (self._zone, 2), spacing=6)
        holder.setLayout(column(line, self._beneath, spacing=3))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the day."""
        return self._day.edit

    def parts_to_mark(self) -> tuple[QWidget, ...]:
        """Mark day and time."""
        return (self._day.edit, self._clock)

    def show_value(self) -> None:
        """Show day, time and zone."""
        moment: Moment | None = self.value
        self._day.today = self.asked.draft.today
        self._day.show_day(moment.day if moment else None)
        self._clock.show_text(format_clock(moment, language()) if moment else "")
        self._zone.choose(moment.zone if moment else self._office)
        self._tell_other()

    def half_typed(self) -> str:
        """Give day, time and zone as they stand, a line each."""
        if self.trouble is None and not self._day.unsettled and self._as_shown():
            return ""
        return f"{self._day.edit.text()}\n{self._clock.text()}\n{self._zone.zone}"

    def _as_shown(self) -> bool:
        """Tell whether both lines still stand as the draft's moment was shown."""
        moment: Moment | None = self.value
        if self._day.is_refused or self._first_day() != (moment.day if moment else None):
            return False
        if moment is not None and self._zone.zone != moment.zone:
            return False
        return self._clock.text() == (format_clock(moment, language()) if moment else "")

    def retype(self, text: str) -> None:
        """Type day and time again, and choose the zone they were typed for."""
        day, clock, zone = (*text.split("\n"), "", "")[:3]
        self._day.edit.setText(day)
        self._clock.setText(clock)
        if zone:
            self._zone.choose(zone)
        self.settle()

    def settle(self) -> None:
        """Read day and time as typed so far; nothing is waited for any more."""
        self._day.settle()
        self._take(waits=False)

    def words(self) -> str:
        """Say the moment by the office's clock first, then by that of the place."""
        moment: Moment | None = self.value
        if moment is None:
            return ""
        return day_and_clocks(moment, language(), home=self.asked.context.office.zone)

    def _zone_combo(self) -> ZoneCombo:
        combo = ZoneCombo(self._office)
        combo.setAccessibleName(str(_("Time zone of {field}").format(field=self.field.label)))
        combo.activated.connect(lambda _at: self._take())
        return combo

    def _take(self, *, waits: bool = True) -> None:
        """Take day and time together; a day waits for its time while the keyboard is in one of the two lines."""
        if self._day.is_refused:
            return
        day, typed = self._first_day(), self._clock.text().strip()
        clock = read_clock(typed)
        if typed and clock is None:
            self.refuse(_("This time could not be read. Example: 1405/09/02 10:30."))
        elif typed and day is None:
            self.refuse(_("Write the day as well, or empty the time."))
        elif day is not None and clock is None:
            if waits and self.window().focusWidget() in (self._day.edit, self._clock):
                self.changed.emit()
            else:
                self.refuse(_("Write the time as well, or empty the day."))
        else:
            self._take_moment(None if day is None or clock is None else datetime.combine(day, clock))
        self._tell_other()

    def _take_moment(self, wall: datetime | None) -> None:
        zone = self._zone.zone
        moment: Moment | None = self.value
        wanted = None if wall is None else Moment(wall, zone)
        if moment is not None and moment.zone == zone and self._as_shown():
            wanted = moment  # the lines leave out its seconds, and which of two equal hours is meant
        if wanted is not None:
            self._clock.show_text(format_clock(wanted, language()))
        if wanted != self.value or self.trouble is not None:
            self.put(wanted)

    def _first_day(self) -> date | None:
        day = self._day.value
        return day.first if isinstance(day, PartialDate) else day

    def _tell_other(self) -> None:
        moment: Moment | None = self.value
        foreign = moment is not None and moment.zone != self._office
        if moment is not None and foreign:
            self._beneath.set_text(clock_at(moment, self._office, language()))
        self._beneath.setVisible(foreign)


class ZoneEditor(FieldEditor):
    """A time zone, chosen and read by its city."""

    def make_control(self) -> QWidget:
        """Build the list of cities."""
        self._zone = ZoneCombo(self.asked.context.office.zone, optional=True)
        self._zone.setAccessibleName(str(self.field.label))
        self._zone.activated.connect(lambda _at: self.put(self._zone.zone or None))
        return self._zone

    def show_value(self) -> None:
        """Show the city."""
        self._zone.choose(self.value or "")
