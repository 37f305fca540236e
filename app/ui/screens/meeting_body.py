"""The sheet of the meeting editor: attendees, agenda and minutes at the leading side, the preparation beside them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.core.i18n import Text, _
from app.records.meeting import Meeting
from app.schema.fields import Field, field_of
from app.schema.kinds import Panel, PanelRows, Section
from app.services.findings import GonePast
from app.ui.form.body import FormBody
from app.ui.form.grid import FieldGrid
from app.ui.form.sections import FieldCard, SectionBlock
from app.ui.form.session import DraftSession
from app.ui.kit import Columns, NoteBar, column, empty
from app.ui.panels.card import PanelCard
from app.ui.screens.meeting_agenda import AgendaCard
from app.ui.screens.meeting_people import AttendeesCard
from app.ui.screens.meeting_preparation import LastMetCard, PreparationBlock

_PANELS: dict[str, type[PanelCard]] = {"attendees": AttendeesCard, "agenda": AgendaCard}


class _NarrowGrid(FieldGrid):
    """Two columns already beside the preparation."""

    two_from = 560


class _NarrowCard(FieldCard):
    """A run of fields in the leading column."""

    grid_class = _NarrowGrid


class MeetingSection(SectionBlock):
    """A section whose panels are those of a meeting."""

    @override
    def make_fields(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> FieldCard:
        """Make the card of a run of fields."""
        return _NarrowCard(session, title, fields, reading=reading)

    @override
    def make_panel(self, session: DraftSession, rows: PanelRows, *, reading: bool) -> PanelCard:
        """Make the card of a panel."""
        return _PANELS.get(rows.name, PanelCard)(session, session.draft, rows, reading=reading)


class MeetingBody(FormBody):
    """The sections of a meeting in two columns; the preparation can stand elsewhere in a narrow window."""

    last_met: LastMetCard

    @override
    def make_block(self, section: Section) -> SectionBlock:
        """Make the part of a section."""
        first = section.items[0]
        is_preparation = not isinstance(first, Panel) and field_of(first).name == "our_objectives"
        made = PreparationBlock if is_preparation else MeetingSection
        return made(self._session, section, reading=self.reading)

    @override
    def first_block(self) -> SectionBlock:
        """Begin with the people while it is read, with the particulars while it is written."""
        return self.attendees if self.reading else super().first_block()

    @override
    def lay_out(self, above: tuple[QWidget, ...]) -> None:
        """Set what happened at the leading side, what was prepared beside it."""
        self.last_met = LastMetCard()
        self._passed = column(spacing=4)
        self.side = QWidget()
        self.shelf: QVBoxLayout = column(self.preparation, self.last_met, None, spacing=12)
        self.side.setLayout(self.shelf)
        self._main: QVBoxLayout = column(spacing=12)
        summary, findings = above
        self.page.add(summary)
        for block in self.blocks.values():
            if block is self.preparation:
                continue
            self._main.addWidget(block)
            if block is self.attendees:
                self._main.addWidget(findings)
                self._main.addLayout(self._passed)
        self._main.addStretch(1)
        self._below: QVBoxLayout = column(spacing=12)
        self.page.add(Columns(self._main, self.side, shares=(67, 33)))
        self.page.add(self._below)
        self.page.body.addStretch(1)
        self._set_below()

    def _named(self, name: str) -> SectionBlock:
        """Find the section in which a field or a panel stands first."""
        return next(
            block
            for block in self.blocks.values()
            if (first := block.section.items[0]) is not None
            and (first.name if isinstance(first, Panel) else field_of(first).name) == name
        )

    @property
    def preparation(self) -> SectionBlock:
        """Give the section that is never minuted."""
        return self._named("our_objectives")

    @property
    def attendees(self) -> SectionBlock:
        """Give the section of both sides."""
        return self._named("attendees")

    @property
    def people(self) -> AttendeesCard:
        """Give the card of both sides."""
        card = self.attendees.panels["attendees"]
        assert isinstance(card, AttendeesCard)  # noqa: S101 - made above
        return card

    @property
    def agenda(self) -> AgendaCard:
        """Give the agenda."""
        card = self._named("agenda").panels["agenda"]
        assert isinstance(card, AgendaCard)  # noqa: S101 - made above
        return card

    def _set_below(self) -> None:
        """Set what is not talked about across the page, where the preparation has ended: particulars, domains, the record.

        While it is written, the particulars come first of all.
        """
        details = self._named(Meeting.subject.key)
        blocks = [block for block in self.blocks.values() if block is not self.preparation]
        talks = blocks.index(self._named(Meeting.minutes.key)) + 1
        for at, block in enumerate([*([details] if self.reading else []), *blocks[talks:]]):
            self._below.insertWidget(at, block)
        if not self.reading:
            self._main.insertWidget(0, details)

    @override
    def set_reading(self, *, reading: bool) -> None:
        """Show values as text, or the controls, and put the particulars where they are wanted."""
        super().set_reading(reading=reading)
        self._set_below()

    @override
    def arrange(self) -> None:
        """Let the agenda follow what is typed."""
        super().arrange()
        if not hasattr(self, "side"):
            return
        agenda = next(iter(self._named("agenda").built_panels()), None)
        if isinstance(agenda, AgendaCard):
            agenda.retell()

    def tell_gone_past(self, passed: tuple[GonePast, ...]) -> None:
        """Show which warnings somebody went past, and why."""
        empty(self._passed)
        for found in passed:
            said = _("{fact} Recorded reason: “{reason}”").format(fact=_sentence(found.fact), reason=found.reason)
            note = NoteBar(said, family="neutral", icon="scale")
            note.setToolTip(str(said))
            self._passed.addWidget(note)


def _sentence(fact: str) -> str:
    return fact if fact.endswith((".", "؟", "؛")) else f"{fact}."
