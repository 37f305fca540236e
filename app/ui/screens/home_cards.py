"""The cards of home: each shows one part of what `dashboard.home` gives, and every line leads to its record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _c, _n, plain
from app.core.text import isolate
from app.services.agenda import Event
from app.services.dashboard import Figure, Home, NoticeLine, PromiseLine, Trip
from app.ui import kit
from app.ui.context import Context
from app.ui.kit import Card, CardHead, EventRow, HLine, Icon, IconTile, Label, Meter, Pill, Row, SmallButton, Stat, column, row
from app.ui.screens import home_alerts
from app.ui.screens.home_words import (
    day_and_clock,
    day_and_month,
    day_heading,
    figure,
    late_family,
    late_words,
    no_alert_words,
    notice_family,
    part_of,
    short_range,
    side_words,
)
from app.ui.shell.places import AlertsPlace, ListPlace, RecordPlace
from app.ui.theme import FamilyName, Tone, scaled

_EVENTS = 8
_LATE, _DUE = 4, 3
_ICONS = {"abroad": "plane-takeoff", "meetings": "handshake", "ours_late": "flag", "theirs_late": "hourglass"}
_FAMILIES: dict[str, FamilyName] = {"abroad": "work", "meetings": "info", "ours_late": "warn"}


def stat_of(found: Figure) -> Stat:
    """Turn a figure into what the row of figures shows."""
    family = _FAMILIES.get(found.key, "neutral") if found.count else "neutral"
    return Stat(found.key, _ICONS[found.key], figure(found.count), found.label, found.detail or _nothing(found), family)


def _nothing(found: Figure) -> Text:
    if found.key == "meetings":
        return _("All have a brief") if found.count else _("None is in the calendar")
    return _("Nobody is travelling") if found.key == "abroad" else _("None is late")


def short_of(found: Figure) -> Text:
    """Word a figure for the line of the day."""
    match found.key:
        case "abroad":
            return _n("{n} delegation abroad", "{n} delegations abroad", found.count)
        case "meetings":
            return _n("{n} meeting this week", "{n} meetings this week", found.count)
        case "ours_late":
            return _c("figure of home", "Late: ours {n}").format(n=found.count)
        case _:
            return _c("figure of home", "theirs {n}").format(n=found.count)


def quiet_line(text: Text, icon: str = "circle-check") -> QWidget:
    """Say that there is nothing, in one calm line."""
    held = QWidget()
    held.setLayout(row(Icon(icon, "text_3", size=16), (Label(text, "label", tone="text_3", elide=True), 1), margins=(0, 8, 0, 8)))
    return held


class HomeCard(Card):
    """One part of home: a head with the way to the list behind it, and lines."""

    def __init__(
        self, context: Context, head: CardHead, *, to: Callable[[], object] | None = None, spacing: int = 4, dense: bool = False
    ) -> None:
        super().__init__(spacing=spacing, padding=(16, 6) if dense else None)
        self._context = context
        self.head = head
        if to is not None:
            head.action_clicked.connect(lambda: to())  # noqa: PLW0108 - takes no value of the signal
        self.add(head)

    def _link(self, line: Row, place: RecordPlace | ListPlace) -> Row:
        line.clicked.connect(lambda _key: self._context.go(place))
        return line


class AlertsCard(HomeCard):
    """What needs a decision: the first few, and the way to all."""

    def __init__(self, context: Context, home: Home, *, most: int, dense: bool = False) -> None:
        shown = home.alerts[:most]
        head = CardHead(
            "triangle-alert", _("Needs a decision"), sub=part_of(len(shown), home.alert_total) if home.alert_total else "",
            action=_("All alerts") if home.alert_total else "",
        )  # fmt: skip
        super().__init__(context, head, to=lambda: context.go(AlertsPlace()), spacing=0, dense=dense)
        for line in home_alerts.lines(context, shown, dense=dense):
            self.add(line)
        home_alerts.level(self)
        if not shown:
            self.add(quiet_line(no_alert_words(home.next_alert)))


class WeekCard(HomeCard):
    """Today and this week, by day and by two clocks; the first few, and the others on demand.

    Where room is short the day stands beside the clock, else over the events of the day.
    """

    def __init__(self, context: Context, home: Home, *, short: bool = False) -> None:
        query = next(found.query for found in home.figures if found.key == "meetings")
        go: Callable[[], object] = lambda: context.go(ListPlace("meeting", query))  # noqa: E731 - typed for the head
        head = CardHead("calendar-days", _("Today and this week"), action=_("Meetings"))
        super().__init__(context, head, to=go, spacing=0, dense=short)
        self._events, self._today, self._short = home.events, home.dates.day, short
        self._lines = QWidget()
        self._show(_EVENTS)
        self.add(self._lines)
        left = len(home.events) - _EVENTS
        if not home.events:
            self._add_empty()
        elif left > 0:
            words = _n("and {n} more this week", "and {n} more this week", left)
            self.more = SmallButton(words, kind="quiet", icon="chevron-down")
            self.more.clicked.connect(self.show_all)
            self.add(row(self.more, None))

    def show_all(self) -> None:
        """Show the events that were left out, too."""
        self.more.hide()
        self._show(len(self._events))
        self._lines.findChildren(EventRow)[_EVENTS].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, most: int) -> None:
        before, self._lines = self._lines, QWidget()
        days = groupby(self._events[:most], key=lambda event: event.day)
        self._lines.setLayout(column(*(line for day, events in days for line in self._day(day, list(events))), spacing=0))
        if self.body.indexOf(before) >= 0:
            self.body.replaceWidget(before, self._lines)
            before.hide()
            before.deleteLater()

    def _day(self, day: date, events: Sequence[Event]) -> Iterator[QWidget]:
        if not self._short:
            yield _DayHead(day_heading(day, self._today))
        for number, event in enumerate(events):
            shown = event_of(event, first=not number, last=number + 1 == len(events))
            if self._short:
                shown = replace(shown, time=day_and_clock(event.day, str(shown.time), self._today))
            line = EventRow(shown, wide=self._short)
            yield self._link(line, RecordPlace(event.kind, event.id))

    def _add_empty(self) -> None:
        new = SmallButton(_("New meeting"), icon="add")
        new.clicked.connect(lambda: self._context.go(RecordPlace("meeting")))
        self.add(row((quiet_line(_("Nothing is in the calendar of these seven days."), "calendar-days"), 1), new))


class _DayHead(QWidget):
    """Name a day above its events."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.setLayout(row(Label(text, "label", tone="text_3", weight=600), (HLine(), 1), spacing=10, margins=(0, 6, 0, 2)))


def event_of(event: Event, *, first: bool, last: bool) -> kit.Event:
    """Turn an event into what a row shows; the local clock stands before its place, which may be long."""
    local = f"{event.local_clock} {event.local_place}".strip() if event.local_clock else ""
    family: FamilyName = event.family  # type: ignore[assignment]
    when, place = (plain(event.clock), local) if event.clock else (_("Due"), _("this day"))
    return kit.Event(
        str(event.id), when, place, event.title, event.detail or "", family, event.badge, family, first, last,
    )  # fmt: skip


class AbroadCard(HomeCard):
    """Who is abroad now, how far each journey is, and the council members against the limit."""

    def __init__(self, context: Context, home: Home) -> None:
        found = next(found for found in home.figures if found.key == "abroad")
        super().__init__(
            context, CardHead("plane-takeoff", _("Abroad now"), action=_("Delegations")),
            to=lambda: context.go(ListPlace("delegation", found.query) if home.trips else ListPlace("delegation")), spacing=6,
        )  # fmt: skip
        for trip in home.trips:
            self.add(self._link(TripRow(trip), RecordPlace("delegation", trip.id)))
        if not home.trips:
            self.add(quiet_line(_("No delegation is abroad."), "plane-landing"))
        self.add(HLine())
        self.add(self._council(home))

    def _council(self, home: Home) -> QWidget:
        here, most = len(home.council), home.council_limit
        tone: Tone = "bad_dot" if here > most else "warn_dot" if here == most else "primary"
        value = _("{n} of at most {limit}").format(n=here, limit=most)
        share = 100 * here / most if most else 100 * bool(here)
        title = _("Council members abroad")
        meter = Meter(min(100, share), tone=tone, height=5, name=f"{title}: {value}")
        words = row((Label(title, "label", elide=True), 1), Label(value, "label", weight=600))
        line = Row(key="council", clickable=bool(here), padding=(4, 6))
        line.add(column(words, meter, spacing=5), 1)
        line.setAccessibleName(f"{title}: {value}")
        return self._link(line, ListPlace("person", home.council_query)) if here else line


class TripRow(Row):
    """Show one delegation abroad: where, who leads it, which days, and how far it is."""

    def __init__(self, trip: Trip) -> None:
        super().__init__(key=str(trip.id), padding=(4, 6), spacing=10)
        dates = short_range(trip.first, trip.last)
        progress = _("day {n} of {days}").format(n=trip.day_number, days=trip.days)
        who = _("{head} · {people}").format(head=trip.head, people=_people(trip)) if trip.head else _people(trip)
        days = Label(dates, "label", tone="text_2")
        head = row((Label(trip.city, "body", weight=600, elide=True), 1), days, spacing=8)
        meter = Meter(100 * trip.day_number / trip.days, height=5, name=progress)
        foot = row((meter, 1), Label(progress, "caption", tone="text_3"), spacing=8)
        self.add(IconTile("plane-takeoff", "work", size=34))
        self.add(column(head, Label(who, "caption", tone="text_3", elide=True), 2, foot, spacing=1), 1)
        self.setAccessibleName(" · ".join(str(part) for part in (trip.title, dates, who, progress)))
        self.setToolTip(trip.title)


def _people(trip: Trip) -> Text:
    people = _n("{n} traveller", "{n} travellers", trip.people)
    if not trip.council:
        return people
    return _("{people} · {council}").format(people=people, council=_n("{n} council member", "{n} council members", trip.council))


class PromisesCard(HomeCard):
    """What was promised and is late, and what falls due this week."""

    def __init__(self, context: Context, home: Home) -> None:
        super().__init__(
            context, CardHead("list-checks", _("Late and due"), action=_("Follow-ups")),
            to=lambda: context.go(ListPlace("follow_up", home.promise_query)), spacing=0,
        )  # fmt: skip
        for line in [*home.overdue[:_LATE], *home.due[:_DUE]]:
            self.add(HLine())
            self.add(self._link(PromiseRow(line), RecordPlace("follow_up", line.id)))
        if not home.overdue and not home.due:
            self.add(quiet_line(_("No promise is late or due this week.")))


class PromiseRow(Row):
    """Show one promise: what, whose, of whom, and how late."""

    def __init__(self, line: PromiseLine) -> None:
        super().__init__(key=str(line.id), padding=(4, 5), spacing=8)
        side: Tone = "ours" if line.side.value == "ours" else "theirs"
        about = " · ".join(isolate(part) for part in (line.counterpart, line.owner) if part)
        whose = Label(side_words(line.side), "caption", tone=side, weight=500)
        sub = row(whose, (Label(about, "caption", tone="text_3", elide=True), 1), spacing=6)
        self.add(column(Label(line.what, "label", weight=500, elide=True), sub, spacing=0), 1)
        said = late_words(line.late, line.left)
        self.add(Pill(said, late_family(line.late, line.left), dot=False, small=True))
        self.setAccessibleName(" · ".join(str(part) for part in (line.what, side_words(line.side), about, said) if str(part)))


class NoticesCard(HomeCard):
    """Agreements whose last day for notice comes near."""

    def __init__(self, context: Context, home: Home, *, most: int = 4) -> None:
        head = CardHead("file-check-2", _("Last days for notice"), action=_("Agreements"))
        place = ListPlace("agreement", home.notice_query) if home.notices else ListPlace("agreement")
        super().__init__(context, head, to=lambda: context.go(place), spacing=0)
        for line in home.notices[:most]:
            self.add(HLine())
            self.add(self._link(NoticeRow(line), RecordPlace("agreement", line.id)))
        if not home.notices:
            self.add(quiet_line(_("No notice day falls within 180 days.")))


class NoticeRow(Row):
    """Show one agreement: its watched day and how long is left."""

    def __init__(self, line: NoticeLine) -> None:
        super().__init__(key=str(line.id), padding=(4, 6), spacing=8)
        day = day_and_month(line.last_day)
        left = _n("{n} day", "{n} days", line.left) if line.left else _("Today")
        when = Label(day, "label", tone="text_2", align="trailing")
        when.setMinimumWidth(scaled(66))
        pill = Pill(left, notice_family(line.threshold), dot=False, small=True)
        self.add(Label(line.title, "label", weight=500, elide=True), 1)
        self.add(when)
        self.add(pill)
        self.line.setAlignment(pill, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(" · ".join(str(part) for part in (line.title, day, left)))
