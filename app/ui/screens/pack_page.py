"""Packing a trip: who goes, under which ceiling, what that takes along; then the package, and its recovery key to print."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality, confidentiality_name
from app.schema.draft import Draft
from app.services.office import Office
from app.services.titles import titles
from app.sync.told import Packed, Proposal
from app.ui.context import Context
from app.ui.fields import make_editor
from app.ui.fields.days import DayLine
from app.ui.fields.files import size_words
from app.ui.kit import (
    Button,
    Card,
    CardHead,
    Columns,
    Fact,
    FootBar,
    Label,
    LabelBadge,
    NoteBar,
    PrimaryButton,
    ProgressSheet,
    ProgressWords,
    column,
    row,
)
from app.ui.screens.pack_done import PackDone
from app.ui.screens.page import PlainPage
from app.ui.screens.paper_deeds import file_name
from app.ui.screens.reading import Reading
from app.ui.screens.trips_page import PATTERN
from app.ui.shell.places import PackPlace, TripsPlace
from app.ui.start.first_run import PassphraseStep
from app.ui.start.look import Line, field
from app.ui.tasks import Job
from app.ui.theme import WIDTH, scaled


class PackPage(PlainPage):
    """Lead to a package in one page: choose on one side, see on the other what it takes along."""

    def __init__(self, context: Context, place: PackPlace) -> None:
        super().__init__(_("Pack a trip"), crumb=_("Trips"))
        self._context = context
        self.set_max_width(WIDTH.form)
        self._draft = Draft(Meeting.__tablename__, context.office.today(), {Meeting.delegation.key: place.delegation}, {})
        declared = context.office.catalogue[Meeting.__tablename__].fields[Meeting.delegation.key]
        self.trip = make_editor(context, declared, self._draft)
        self.trip.set_reading(reading=False)
        self.ceilings = {level: QRadioButton() for level in Confidentiality}
        self._group = QButtonGroup(self)
        self.to_whom = Line()
        self.until = DayLine(_("Expected back until"), today=context.office.today())
        self.passphrase = PassphraseStep(context.gate)
        self.proposal: Proposal | None = None
        self.done: PackDone | None = None
        self._card = Card(spacing=6)
        self._error = NoteBar("", family="bad", icon="error")
        self.pack_button = PrimaryButton(_("Make the package…"), icon="package")
        self._cancel = Button(_("Cancel"))
        self._reading = Reading(context.tasks, self)
        note = _("Nothing is written then.")
        self._sheet = ProgressSheet(self, ProgressWords(_("In the background"), _("Cancel"), note))
        self._lay_out()
        self._connect()
        self._choose()

    def crumb_place(self) -> TripsPlace:
        """Give the page above it."""
        return TripsPlace()

    def _lay_out(self) -> None:
        what = Card(spacing=8)
        what.add(CardHead("luggage", _("Which trip, and how much of it")))
        what.add(self.trip)
        what.add(Label(_("Up to which label"), "label", tone="text_2", weight=500))
        for level, button in self.ceilings.items():
            self._group.addButton(button)
            button.setAccessibleName(str(_("Up to {label}").format(label=confidentiality_name(level))))
            button.setMinimumHeight(scaled(28))
            what.add(row(button, LabelBadge(confidentiality_name(level), level.value), None, spacing=8))
        who = Card(spacing=10)
        who.add(CardHead("user-round", _("Who takes it")))
        days = column(Label(_("Expected back until"), "label", weight=500), self.until, spacing=4)
        who.add(row((field(_("Traveller"), self.to_whom), 1), (days, 1), spacing=12))
        secret = Card(spacing=8)
        secret.add(CardHead("key-round", _("A passphrase of its own")))
        secret.add(self.passphrase)
        chosen = QWidget()
        chosen.setLayout(column(what, who, secret, None, spacing=12))
        seen = QWidget()
        seen.setLayout(column(self._card, None, spacing=12))
        self._columns = Columns(chosen, seen, shares=(58, 42))
        self._error.setVisible(False)
        said = QWidget()
        said.setLayout(column(None, self._error, None))
        self.set_foot(FootBar((said, 1), self.pack_button, self._cancel))
        self._whole = QWidget()
        self._whole.setLayout(column(self._columns, spacing=12))
        self.add(self._whole)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.trip.changed.connect(self._choose)
        for button in self.ceilings.values():
            button.clicked.connect(self._ask)
        self.pack_button.clicked.connect(self.pack)
        self._cancel.clicked.connect(lambda: self._context.go(TripsPlace()))

    @property
    def delegation(self) -> UUID | None:
        """Give the trip chosen."""
        value = self._draft.values.get(Meeting.delegation.key)
        return value if isinstance(value, UUID) else None

    @property
    def ceiling(self) -> Confidentiality:
        """Give the ceiling chosen."""
        return next((level for level, button in self.ceilings.items() if button.isChecked()), Confidentiality.NORMAL)

    # What it takes along

    def _choose(self) -> None:
        """Begin at the label of the trip itself: under a lower ceiling it could not go at all."""
        trip = self.delegation
        named = titles(self._context.office, [trip]) if trip is not None else {}
        level = named[trip].label if trip in named else Confidentiality.NORMAL
        self.ceilings[level].setChecked(True)
        self._ask()

    def _ask(self) -> None:
        office, delegation, ceiling = self._context.office, self.delegation, self.ceiling
        self.pack_button.setEnabled(False)
        self._say(None)
        if delegation is None:
            self._show_nothing()
            return
        self._reading.ask(lambda _job: _propose(office, delegation, ceiling), self.show_proposal, failed=self._refuse)

    def _show_nothing(self) -> None:
        self.proposal = None
        self._card.clear()
        self._card.add(CardHead("package", _("What goes along")))
        said = _("Choose a trip: Safir proposes its people, meetings, agreements, promises and attachments.")
        self._card.add(Label(said, "label", tone="text_3", wrap=True))

    def show_proposal(self, found: Proposal) -> None:
        """Show what the trip needs under the ceiling."""
        self.proposal = found
        self.pack_button.setEnabled(True)
        self._card.clear()
        lang = language()
        items = _n("{n} item", "{n} items", found.records)
        self._card.add(CardHead("package", _("What goes along"), sub=items))
        self._card.add_line()
        for need in found.needs:
            self._card.add(Fact(need.name, format_integer(need.count, lang), key_width=190))
        self._card.add(Fact(_("Attachments"), format_integer(found.files, lang), key_width=190))
        self._card.add_line()
        self._card.add(Fact(_("Size"), size_words(found.size), key_width=190))
        self._card.add(Fact(_("Estimated pages of text"), format_integer(found.pages, lang), key_width=190))
        if found.left_out:
            said = _n(
                "{n} item above the ceiling “{label}” stays at home, with every trace of it.",
                "{n} items above the ceiling “{label}” stay at home, with every trace of them.",
                found.left_out,
            )
            self._card.add(Label(said.format(label=confidentiality_name(found.ceiling)), "label", tone="warn", wrap=True))

    def _refuse(self, error: SafirError) -> None:
        self._show_nothing()
        self._say(error.message)

    def _say(self, fault: Text | None) -> None:
        self._error.set_text(fault or "")
        self._error.setVisible(fault is not None)

    # Making it

    def fault(self) -> Text | None:
        """Say what is missing; None when the package can be made."""
        self.until.settle()
        if self.delegation is None:
            return _("Choose the trip that is packed.")
        if not self.to_whom.text().strip():
            return _("Write who takes the package along.")
        return self.passphrase.fault()

    def pack(self) -> None:
        """Ask for a place and make the package there."""
        fault = self.fault()
        self._say(fault)
        delegation, found = self.delegation, self.proposal
        if fault is not None or delegation is None or found is None:
            return
        suggested = f"{file_name(found.title)}.safir"
        path = self._context.dialogs.save_file(_("Make the package"), suggested, pattern=PATTERN)
        if path is None:
            return
        target = path if path.suffix == ".safir" else path.with_name(path.name + ".safir")
        self._sheet.start(_("Making the package"))
        work = _Packing(
            self._context.office, delegation, self.ceiling, target, self.passphrase.first.text(), self.to_whom.text().strip(),
            self.until.value if isinstance(self.until.value, date) else None,
        )  # fmt: skip
        self._context.tasks.run(work.run, self._finish, failed=self._fail, progress=self._advance)

    def _advance(self, done: int, total: int) -> None:
        self._sheet.set_progress(done, total, count=_("file {n} of {total}").format(n=done, total=total))

    def _fail(self, error: SafirError) -> None:
        self._sheet.finish()
        self._say(error.message)

    def _finish(self, packed: Packed) -> None:
        self._sheet.finish()
        self.passphrase.first.edit.clear()
        self.passphrase.second.edit.clear()
        self.set_foot(None)
        self.done = PackDone(self._context, packed)
        self.body.removeWidget(self._whole)
        self._whole.deleteLater()
        self.body.insertWidget(0, self.done)
        self.verticalScrollBar().setValue(0)

    @override
    def refresh(self, changed: object) -> None:
        """Weigh the trip anew when its records changed."""
        if self.done is None and self.delegation is not None:
            self._ask()


class _Packing:
    """One package in the making, beside the window."""

    def __init__(
        self, office: Office, delegation: UUID, ceiling: Confidentiality, target: Path, passphrase: str, to_whom: str,
        until: date | None,
    ) -> None:  # fmt: skip
        self._office, self._delegation, self._ceiling, self._target = office, delegation, ceiling, target
        self._passphrase, self._to_whom, self._until = passphrase, to_whom, until

    def run(self, job: Job) -> Packed:
        """Make it."""
        from app.sync import packing

        return packing.pack(
            self._office, self._delegation, self._ceiling, target=self._target, passphrase=self._passphrase,
            to_whom=self._to_whom, until=self._until, progress=job.tell,
        )  # fmt: skip


def _propose(office: Office, delegation: UUID, ceiling: Confidentiality) -> Proposal:
    from app.sync import packing

    return packing.propose(office, delegation, ceiling)
