"""The meeting editor: where the meeting stands, what was prepared beside what was said, and who promised what."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from app.core.i18n import _
from app.records.meeting import Meeting
from app.rules.stages import UnknownStage
from app.rules.transitions import StepState, whole_strip
from app.schema.choices import choice_label
from app.services.brief import BriefFacts
from app.ui.context import Context
from app.ui.kit import Button, Columns, Label, Stage, StageState, StageStrip, column, row
from app.ui.screens.meeting_cards import AgendaCard, PreparationCard
from app.ui.screens.meeting_people import AttendeesCard
from app.ui.screens.meeting_words import STAGES, Around, clocks_of, look_around
from app.ui.screens.overview_page import OverviewPage
from app.ui.screens.reading import Reading
from app.ui.shell.places import BriefPlace, RecordPlace

_STATES: Mapping[StepState, StageState] = {StepState.PASSED: "passed", StepState.NOW: "now", StepState.COMING: "coming"}


class MeetingEditor(OverviewPage):
    """One meeting; agenda and preparation stand side by side while it is read, and are the form's while it is edited."""

    looks_at = frozenset(("follow_up", "post"))

    def __init__(self, context: Context, place: RecordPlace) -> None:
        self._around: Around | None = None
        self._reader: Reading | None = None
        super().__init__(context, place)
        self._reader = Reading(context.tasks, self)
        self._look_around()

    def live_cards(self) -> Iterator[QWidget]:
        """Show the two clocks, the way to the brief, and the stages."""
        draft, office = self.session.draft, self.context.office
        clocks = Label(clocks_of(draft, office, self._around.zone if self._around else ""), "label", tone="text_2", weight=500)
        brief = Button(_("Meeting brief"), icon="printer")
        brief.clicked.connect(self._open_brief)
        brief.setEnabled(not self.session.is_new)
        line = QWidget()
        line.setLayout(row(clocks, None, brief))
        yield line
        strip = self._strip()
        if strip is not None:
            yield strip

    def reading_cards(self) -> Iterator[QWidget]:
        """Show agenda and outcomes beside the preparation."""
        draft = self.session.draft
        agenda = AgendaCard(self.context.office, draft)
        agenda.edit_asked.connect(self._edit_item)
        talks = QWidget()
        talks.setLayout(column(self._people(), (agenda, 1), spacing=12))
        yield Columns(talks, self._preparation(self._around.facts if self._around else None), shares=(64, 36))

    def _people(self) -> AttendeesCard:
        rows = self.context.office.catalogue.panels(self.session.kind.key)["attendees"]
        card = AttendeesCard(self.session, self.session.draft, rows, reading=True)
        card.edit_asked.connect(lambda: self.lead_to("person", panel="attendees", row=0))
        return card

    def _preparation(self, facts: BriefFacts | None) -> PreparationCard:
        card = PreparationCard(self.session.draft, facts)
        card.edit_asked.connect(lambda: self.lead_to(Meeting.our_objectives.key))
        return card

    def refresh(self, changed: object) -> None:
        """Look around anew when promises or posts changed."""
        super().refresh(changed)
        self._look_around()

    def _look_around(self) -> None:
        record, office = self.session.draft.id, self.context.office
        if record is None or self._reader is None:
            return
        bodies = self.session.draft[Meeting.counterparts]
        self._reader.ask(lambda _job: look_around(office, record, bodies), self._tell_around)

    def _tell_around(self, around: Around) -> None:
        self._around = around
        self.show_live()
        self.show_rest()

    def _strip(self) -> StageStrip | None:
        kind, draft = self.session.kind, self.session.draft
        if kind.stage is None:
            return None
        try:
            steps = whole_strip(kind.stage.track(draft), kind.stage.now(draft))
            following = kind.stage.following(draft)
        except UnknownStage:
            return None
        stages = [
            Stage(
                str(step.stage),
                STAGES.get(str(step.stage), choice_label(step.stage)),
                _STATES[step.state],
                _("Click to go to this stage") if str(step.stage) in following else "",
            )
            for step in steps
        ]
        strip = StageStrip(stages, name=_("Stages"), on_more=_("More stages"))
        strip.stage_clicked.connect(lambda code: self._step_to(code, following))
        return strip

    def _step_to(self, code: str, following: tuple[str, ...]) -> None:
        if code in following:
            self._set_stage(code)
            self.show_live()

    def _open_brief(self) -> None:
        if self.session.draft.id is not None:
            self.context.go(BriefPlace(self.session.draft.id))

    def _edit_item(self, place: int) -> None:
        if place >= 0:
            self.lead_to("subject", panel="agenda", row=place)
            return
        for block in self.body.blocks.values():
            if "agenda" in block.panels:
                self.edit()
                block.panels["agenda"].add_row()
                self.body.page.scroll_to(block)
