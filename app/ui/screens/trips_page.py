"""Trips: what is out, with whom and until when; packing, taking back, and the conflicts that still wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _c, _n, language
from app.core.text import isolate
from app.records.delegation import Delegation
from app.services.office import Office
from app.sync.told import CheckedOut, OutState, Packed, Trip
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import (
    Button,
    Card,
    CardHead,
    EmptyState,
    IconButton,
    IconTile,
    Label,
    NoteBar,
    Pill,
    PrimaryButton,
    Row,
    column,
    row,
)
from app.ui.screens.merge_report_file import save_report
from app.ui.screens.page import PlainPage
from app.ui.screens.paper_deeds import file_name
from app.ui.screens.reading import Reading
from app.ui.shell.places import MergePlace, PackPlace, RecordPlace
from app.ui.theme import WIDTH, FamilyName

PATTERN = "Safir (*.safir)"
_STATES: Mapping[OutState, tuple[Text, FamilyName]] = {
    OutState.OUT: (_c("package", "Out"), "work"),
    OutState.BACK: (_c("package", "Back; may return again"), "info"),
    OutState.CLOSED: (_c("package", "Closed"), "neutral"),
    OutState.LOST: (_c("package", "Lost"), "bad"),
}


@dataclass(frozen=True, slots=True)
class Outside:
    """What the page shows: the trip this copy belongs to (None in the office), the register, and the open conflicts.

    `merges` names the last standing merge of each package of the register that came back.
    """

    trip: Trip | None
    register: tuple[CheckedOut, ...]
    conflicts: int
    merges: Mapping[UUID, UUID]


class TripsPage(PlainPage):
    """Show the register of packages; in a travel copy, the way home."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Trips"))
        self._context = context
        self.set_max_width(WIDTH.form)
        self._shown: QWidget | None = None
        self._merges: Mapping[UUID, UUID] = {}
        self._reading = Reading(context.tasks, self)
        self.body.addStretch(1)
        self._read()

    def _read(self) -> None:
        office = self._context.office
        self._reading.ask(lambda _job: read_outside(office), self.show_outside)

    def show_outside(self, found: Outside) -> None:
        """Show what was read in place of what was there."""
        held = QWidget()
        self._merges = found.merges
        parts = self._of_trip(found.trip) if found.trip is not None else self._of_office(found)
        held.setLayout(column(*parts, spacing=12))
        before, self._shown = self._shown, held
        if before is not None:
            self.body.removeWidget(before)
            before.deleteLater()
        self.body.insertWidget(0, held)

    @override
    def refresh(self, changed: object) -> None:
        """Read again."""
        self._read()

    # In the office

    def _of_office(self, found: Outside) -> list[QWidget]:
        parts: list[QWidget] = [self._ways()]
        if found.conflicts:
            said = _n(
                "{n} conflict of a merge waits for a decision.", "{n} conflicts of merges wait for a decision.", found.conflicts
            )
            bar = NoteBar(said, family="warn", icon="git-compare", action=_c("alert", "Decide"))
            bar.action_clicked.connect(lambda: self._context.go(MergePlace()))
            parts.append(bar)
        parts.append(self._register(found.register) if found.register else self._nothing())
        return parts

    def _ways(self) -> QWidget:
        held = QWidget()
        pack = PrimaryButton(_("Pack a trip"), icon="package")
        back = Button(_("Receive a package"), icon="package-open")
        pack.clicked.connect(lambda: self._context.go(PackPlace()))
        back.clicked.connect(self.receive)
        title = Label(_("Trips and packages"), "record_title")
        held.setLayout(row(title, None, pack, back, spacing=8))
        return held

    def _nothing(self) -> QWidget:
        text = _(
            "A package takes what a trip needs to a laptop, encrypted under a passphrase of its own. What comes back is looked "
            "over before it changes anything."
        )
        state = EmptyState(
            "package", _("Nothing is out."), text, actions=(("pack", _("Pack a trip")), ("back", _("Receive a package")))
        )
        state.action_clicked.connect(lambda key: self._context.go(PackPlace()) if key == "pack" else self.receive())
        return state

    def _register(self, lines: tuple[CheckedOut, ...]) -> Card:
        card = Card(spacing=0)
        out = sum(line.state is OutState.OUT for line in lines)
        card.add(CardHead("package", _("Register of what is out"), sub=_n("{n} package is out", "{n} packages are out", out)))
        for line in lines:
            card.add_line()
            card.add(self._line(line))
        return card

    def _line(self, line: CheckedOut) -> Row:
        shown = Row(padding=(4, 8), spacing=12)
        words, family = _STATES[line.state]
        if line.is_late and line.state is OutState.OUT:
            words, family = _c("package", "Late"), "bad"
        texts = column(
            Label(line.title, "body", weight=600, elide=True),
            Label(_about(line), "caption", tone="text_3", elide=True),
            spacing=0,
        )
        shown.add(IconTile("package", family))
        shown.add(texts, 1)
        if line.open_conflicts:
            shown.add(Pill(_n("{n} conflict", "{n} conflicts", line.open_conflicts), "warn", small=True))
        shown.add(Pill(words, family, small=True))
        more = IconButton("more", _("More about {title}").format(title=line.title), size=16, box=28)
        more.clicked.connect(lambda: self.menu_of(line).popup(more.mapToGlobal(more.rect().bottomLeft())))
        shown.add(more)
        shown.clicked.connect(lambda _key: self._context.go(RecordPlace(Delegation.__tablename__, line.delegation)))
        shown.setAccessibleName(" · ".join(str(part) for part in (line.title, words, _about(line))))
        return shown

    def menu_of(self, line: CheckedOut) -> QMenu:
        """Offer what can be done with one line of the register."""
        menu = QMenu(self)
        merge = self._merges.get(line.id)
        if merge is not None:
            menu.addAction(str(_("Report with two signatures…"))).triggered.connect(lambda: save_report(self._context, merge))
        if line.open_conflicts:
            menu.addAction(str(_("Decide the conflicts"))).triggered.connect(lambda: self._context.go(MergePlace()))
        if line.state in (OutState.OUT, OutState.BACK):
            menu.addAction(str(_("It came home for good"))).triggered.connect(lambda: self._close(line, lost=False))
            menu.addAction(str(_("It was lost or stolen"))).triggered.connect(lambda: self._close(line, lost=True))
        opener = menu.addAction(str(_("Open the trip")))
        opener.triggered.connect(lambda: self._context.go(RecordPlace(Delegation.__tablename__, line.delegation)))
        return menu

    def _close(self, line: CheckedOut, *, lost: bool) -> None:
        question = _("Write “{title}” off as lost?") if lost else _("Close “{title}”?")
        detail = _("It is encrypted; without its passphrase or its recovery key nobody reads it. It is not taken back any more.")
        choices = (Choice("close", _("Write off") if lost else _("Close it"), main=True), Choice("leave", _("Cancel"), safe=True))
        if self._context.dialogs.ask(question.format(title=line.title), detail if lost else "", choices) == "close":
            office = self._context.office
            self._context.tasks.run(lambda _job: _close(office, line, lost=lost), lambda _none: self._read())

    def receive(self) -> None:
        """Ask for a returned package and review it."""
        path = self._context.dialogs.pick_file(_("Receive a package"), pattern=PATTERN)
        if path is not None:
            self._context.go(MergePlace(path))

    # On a laptop

    def _of_trip(self, trip: Trip) -> list[QWidget]:
        card = Card(spacing=10)
        card.add(CardHead("luggage", _("This is the copy for “{trip}”").format(trip=trip.title)))
        card.add_line()
        who = trip.to_whom or "—"
        said = _("It was packed for {who}. Work as in the office, offline; then write the return package and bring it home.")
        card.add(Label(said.format(who=who), "body", tone="text_2", wrap=True))
        if trip.until is not None:
            card.add(Label(_("Expected back until {day}").format(day=trip.until), "label", tone="text_3"))
        if trip.returns:
            count = _n("{n} return package was written.", "{n} return packages were written.", trip.returns)
            card.add(Label(count, "label", tone="text_3"))
        button = PrimaryButton(_("Write the return package"), icon="package")
        button.clicked.connect(lambda: self.write_return(trip))
        card.add(row(button, None))
        return [card]

    def write_return(self, trip: Trip) -> None:
        """Ask for a place and write what came about on the trip."""
        name = file_name(str(_("Return of {trip}").format(trip=trip.title)))
        path = self._context.dialogs.save_file(_("Write the return package"), f"{name}.safir", pattern=PATTERN)
        if path is not None:
            target = path if path.suffix == ".safir" else path.with_name(path.name + ".safir")
            office = self._context.office
            self._context.tasks.run(lambda _job: _pack_return(office, target), self._tell_written)

    def _tell_written(self, packed: Packed) -> None:
        said = _n("The return package holds {n} item.", "The return package holds {n} items.", packed.records)
        self._context.say(str(said))
        self._read()


def _about(line: CheckedOut) -> Text:
    lang = language()
    left = isolate(format_day(line.packed_at.day, lang, style=DayStyle.LONG))
    items = _n("{n} item", "{n} items", line.records)
    if line.until is None:
        return _("With {who} · left {left} · {items}").format(who=line.to_whom or "—", left=left, items=items)
    until = isolate(format_day(line.until, lang, style=DayStyle.LONG))
    return _("With {who} · left {left}, expected {until} · {items}").format(
        who=line.to_whom or "—", left=left, until=until, items=items
    )


def read_outside(office: Office) -> Outside:
    """Read the register and what waits, for a worker."""
    from app.sync import applying, register, returning

    trip = returning.trip_of(office)
    if trip is not None:
        return Outside(trip, (), 0, {})
    lines = register.register(office)
    return Outside(None, lines, sum(line.open_conflicts for line in lines), applying.merges_of(office))


def _close(office: Office, line: CheckedOut, *, lost: bool) -> None:
    from app.sync import register

    register.close(office, line.id, is_lost=lost)


def _pack_return(office: Office, target: Any) -> Packed:  # noqa: ANN401 - a path through a worker
    from app.sync import returning

    return returning.pack_return(office, target)
