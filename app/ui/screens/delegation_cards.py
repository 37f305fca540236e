"""Who travels, by precedence, and the programme by day in two clocks."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.calendars import DayStyle, format_day, weekday_name
from app.core.i18n import Text, _, language
from app.core.numbers import format_integer
from app.core.text import isolate
from app.core.zones import clock_at
from app.records.delegation_rows import ItineraryItem, Member
from app.rules.stages import VisaState
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.office import Office
from app.services.titles import Title, titles
from app.ui.kit import Card, CardHead, Event, EventRow, HLine, Label, Person, PersonChip, row
from app.ui.theme import FamilyName, PillName, Side

_LAST = 999


class MembersCard(Card):
    """The travellers in the order of precedence; `opened` carries a person."""

    opened = Signal(object)
    add_asked = Signal()

    def __init__(self, office: Office, members: Sequence[Draft], *, side: Side) -> None:
        super().__init__(spacing=2)
        head = CardHead("users", _("Members"), sub=_figure(len(members)), action=_("Add"), action_icon="add")
        head.action.setAccessibleName(str(_("Add a member")))
        head.action_clicked.connect(self.add_asked)
        self.add(head)
        self.add_line()
        ids = [record for member in members for record in (member[Member.person], member[Member.post]) if record]
        names = titles(office, ids)
        for member in sorted(members, key=lambda member: member[Member.precedence] or _LAST):
            self.add(self._chip(member, names, side))
        if not members:
            self.add(Label(_("Nobody is named yet."), "label", tone="text_3"))
        self.add_stretch()
        self.setAccessibleName(str(_("Members")))

    def _chip(self, member: Draft, names: dict[UUID, Title], side: Side) -> PersonChip:
        person, post, role = member[Member.person], member[Member.post], member[Member.role]
        name = names[person].title if person and person in names else "—"
        about = [names[post].title] if post and post in names else []
        number = member[Member.precedence]
        said = choice_label(role) if role is not None else ""
        family: PillName = side if str(role) == "head" else "neutral"
        chip = PersonChip(
            Person(
                str(person), name, " · ".join([*about, *_visa(member)]), name[:1], side,
                number=_figure(number) if number else "", pill=said, pill_family=family,
            )
        )  # fmt: skip
        chip.clicked.connect(lambda _key: self.opened.emit(person))
        return chip


def _visa(member: Draft) -> list[str]:
    visa = member[Member.visa]
    return [] if visa in (None, VisaState.NOT_NEEDED) else [str(_("visa: {state}").format(state=choice_label(visa)))]


class ProgrammeCard(Card):
    """The programme by day; the office's clock first, the clock of the place beneath. `opened` carries a line."""

    opened = Signal(object)
    add_asked = Signal()

    def __init__(self, lines: Sequence[Draft], *, zone: str) -> None:
        super().__init__(spacing=0)
        head = CardHead("calendar-range", _("Programme"), sub=_figure(len(lines)), action=_("Add"), action_icon="add")
        head.action.setAccessibleName(str(_("Add a line of the programme")))
        head.action_clicked.connect(self.add_asked)
        self.add(head)
        dated = sorted((line for line in lines if line[ItineraryItem.starts_at]), key=_when)
        for day, found in groupby(dated, key=_day):
            self.add(_DayHead(day))
            self._add_day(list(found), zone)
        undated = [line for line in lines if not line[ItineraryItem.starts_at]]
        if undated:
            self.add(_DayHead(None))
            self._add_day(undated, zone)
        if not lines:
            self.add(Label(_("The programme is empty."), "label", tone="text_3"))
        self.add_stretch()
        self.setAccessibleName(str(_("Programme")))

    def _add_day(self, lines: Sequence[Draft], zone: str) -> None:
        for number, line in enumerate(lines):
            event = _event(line, zone, first=not number, last=number + 1 == len(lines))
            found = EventRow(event)
            found.clicked.connect(lambda _key, line=line: self.opened.emit(line))
            self.add(found)


def _event(line: Draft, zone: str, *, first: bool, last: bool) -> Event:
    starts, lang = line[ItineraryItem.starts_at], language()
    clock = there = ""
    if starts is not None:
        clock, there = clock_at(starts, zone, lang), "" if starts.zone == zone else clock_at(starts, starts.zone, lang)
        if starts.at(zone).date() != starts.day:
            # The lines stand under the day of the place; at home it is another one.
            clock = f"{clock} ({weekday_name(starts.at(zone).date(), lang)})"
    about = (line[ItineraryItem.place], line[ItineraryItem.interpreter], line[ItineraryItem.dress])
    sub = " · ".join(isolate(part) for part in about if part)
    family: FamilyName = "work" if line[ItineraryItem.meeting] else "neutral"
    pill: Text | str = _("Meeting") if line[ItineraryItem.meeting] else ""
    return Event(str(line.id), clock, there, line[ItineraryItem.subject] or "", sub, family, pill, "work", first, last)


def _day(line: Draft) -> date:
    starts = line[ItineraryItem.starts_at]
    return starts.day if starts else date.max


def _when(line: Draft) -> str:
    starts = line[ItineraryItem.starts_at]
    return starts.encode() if starts else ""


class _DayHead(QWidget):
    def __init__(self, day: date | None) -> None:
        super().__init__()
        text: Text | str = _("No day yet") if day is None else format_day(day, language(), style=DayStyle.FULL)
        self.setLayout(row(Label(text, "label", tone="text_3", weight=600), (HLine(), 1), spacing=10, margins=(0, 6, 0, 2)))


def _figure(number: int) -> str:
    return format_integer(number, language())
