"""The page of a delegation: where it stands, what its clearances and guards say, who travels, and the programme."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.records.delegation import Delegation, Direction
from app.records.delegation_rows import ItineraryItem
from app.rules.findings import Finding
from app.rules.stages import UnknownStage
from app.rules.transitions import StepState, whole_strip
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services import findings as rules
from app.services.findings import ClearanceLine, Guards
from app.ui.context import Context
from app.ui.kit import Button, Columns, Stage, StageState, StageStrip, Stat, StatRow
from app.ui.panels.faces import show_chips
from app.ui.screens.delegation_cards import MembersCard, ProgrammeCard
from app.ui.screens.delegation_guards import ClearancesCard, GuardsCard
from app.ui.screens.delegation_words import clearance_family, countdown
from app.ui.screens.overview_page import OverviewPage
from app.ui.shell.places import PackPlace, RecordPlace
from app.ui.tasks import Job, Running
from app.ui.theme import FamilyName

_STATES: Mapping[StepState, StageState] = {StepState.PASSED: "passed", StepState.NOW: "now", StepState.COMING: "coming"}


class DelegationPage(OverviewPage):
    """One delegation; deadlines and guards follow the days while they are typed."""

    looks_at = frozenset(("meeting",))

    def __init__(self, context: Context, place: RecordPlace) -> None:
        self._asking: Running[Guards] | None = None
        self._guards = GuardsCard(context.office.zone)
        self._clearances: ClearancesCard | None = None
        super().__init__(context, place)
        self.pack = Button(_("Pack for a laptop"), icon="package")
        self.pack.clicked.connect(lambda: self.context.go(PackPlace(self.session.draft.id)))
        self.head.add_action(self.pack)
        self.session.saved.connect(lambda _saved: self._offer_pack())
        self._offer_pack()
        # The guards say the same beside the clearances, and for a draft too.
        self.set_findings_aside()

    def live_cards(self) -> Iterator[QWidget]:
        """Count clearances and ask the guards anew from what is written."""
        office, draft = self.context.office, self.session.draft
        strip = self._strip()
        if strip is not None:
            yield strip
        lines = rules.clearance_lines(office, draft) if self._is_ours else ()
        if self.reading:
            yield self._figures(lines)
        self._guards, self._clearances = GuardsCard(office.zone), None
        self._guards.go_past_asked.connect(self._go_past)
        self._ask_guards()
        if self._is_ours:
            card = self._clearances = ClearancesCard(lines, draft[Delegation.starts_on], zone=office.zone)
            card.opened.connect(self._open_clearance)
            card.go_past_asked.connect(self._go_past)
            yield Columns(self._guards, card, shares=(52, 48), stack_under=900, level=False)
        else:
            # Of guests only the ranks are compared.
            yield self._guards

    def reading_cards(self) -> Iterator[QWidget]:
        """Show the programme beside the travellers."""
        draft = self.session.draft
        programme = ProgrammeCard(list(draft.living("itinerary")), zone=self.context.office.zone)
        members = MembersCard(self.context.office, list(draft.living("members")), side="ours" if self._is_ours else "theirs")
        programme.opened.connect(self._open_line)
        programme.add_asked.connect(lambda: self._add_row("itinerary"))
        members.opened.connect(lambda person: self.context.go(RecordPlace("person", person)) if person else None)
        members.add_asked.connect(lambda: self._add_row("members"))
        show_chips(self.context, members)
        yield Columns(programme, members, shares=(56, 44), stack_under=900, level=False)

    def set_reading(self, *, reading: bool) -> None:
        """Show the record as text, or its controls."""
        turned = reading != self.reading
        super().set_reading(reading=reading)
        if turned and self._overview is not None:
            self.show_live()

    def _offer_pack(self) -> None:
        """Only a trip of ours that is saved can be carried away."""
        self.pack.setVisible(self._is_ours and not self.session.is_new)

    @property
    def guards(self) -> GuardsCard:
        """Give the card of the guards as it is shown now."""
        return self._guards

    @property
    def _is_ours(self) -> bool:
        return self.session.draft[Delegation.direction] is not Direction.INCOMING

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
            Stage(str(step.stage), choice_label(step.stage), _STATES[step.state], _hint(step.stage, following)) for step in steps
        ]
        strip = StageStrip(stages, name=_("Stages"), on_more=_("More stages"))
        strip.stage_clicked.connect(lambda code: self._step_to(code, following))
        strip.more_clicked.connect(lambda: self.lead_to("stage"))
        return strip

    def _step_to(self, code: str, following: tuple[str, ...]) -> None:
        if code in following:
            self.set_stage(code)
            self.show_live()

    def _figures(self, lines: tuple[ClearanceLine, ...]) -> StatRow:
        draft = self.session.draft
        name, figure = countdown(draft[Delegation.starts_on], draft[Delegation.ends_on], draft.today)
        starts, ends = draft[Delegation.starts_on], draft[Delegation.ends_on]
        span: Text | str = _("{a} to {b}").format(a=starts, b=ends) if starts and ends else ""
        members, programme = len(list(draft.living("members"))), len(list(draft.living("itinerary")))
        city: str | None = draft.values.get("city")  # type: ignore[assignment]
        stats = [
            Stat("Overview", "plane-takeoff", figure or "—", name, span, "work"),
            Stat("Members", "users", _figure(members), _("Members"), city or "", "info"),
            Stat("Programme", "calendar-range", _figure(programme), _("lines of the programme"), "", "neutral"),
        ]
        asked = [line for line in lines if line.row is not None]
        if asked:
            stats.append(_clearance_stat(asked))
        found = StatRow(stats)
        found.clicked.connect(self._go_to_section)
        return found

    def _go_to_section(self, title: str) -> None:
        self.body.go_to(str(_(title)))

    def _ask_guards(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        draft, office = self.session.draft.copied(), self.context.office

        def work(_job: Job) -> Guards:
            return rules.guards(office, draft)

        self._asking = self.context.tasks.run(work, self._tell)

    def _tell(self, found: Guards) -> None:
        # The answer may come after the page has gone.
        if isValid(self._guards):
            self._guards.tell(found, offering=not self.session.is_new)
        if self._clearances is not None and isValid(self._clearances):
            self._clearances.tell(found, offering=not self.session.is_new)

    def _go_past(self, found: Finding) -> None:
        record = self.session.draft.id
        reason = self.session.ask_reason(found.fact)
        if reason is not None and record is not None:
            rules.go_past(self.context.office, record, found, reason=reason)
            self._ask_guards()

    def _open_clearance(self, line: ClearanceLine) -> None:
        rows = self.session.draft.rows.get("clearances", [])
        at = next((place for place, row in enumerate(rows) if row.id == line.row and line.row is not None), None)
        if at is None:
            self._add_row("clearances")
        else:
            self.lead_to("state", panel="clearances", row=at)

    def _open_line(self, line: Draft) -> None:
        meeting: UUID | None = line[ItineraryItem.meeting]
        if meeting is not None:
            self.context.go(RecordPlace("meeting", meeting))
            return
        rows = self.session.draft.rows.get("itinerary", [])
        at = next((place for place, row in enumerate(rows) if row is line), None)
        self.lead_to("subject", panel="itinerary", row=at)

    def _add_row(self, panel: str) -> None:
        for block in self.body.blocks.values():
            if panel in block.panels:
                self.edit()
                block.panels[panel].add_row()
                self.body.page.scroll_to(block)


def _clearance_stat(asked: list[ClearanceLine]) -> Stat:
    given = sum(clearance_family(line) == "good" for line in asked)
    late = sum(clearance_family(line) == "bad" for line in asked)
    family: FamilyName = "bad" if late else "good" if given == len(asked) else "warn"
    told: Text | str = _n("{n} is late or refused", "{n} are late or refused", late) if late else ""
    granted = _("of {total} clearances granted").format(total=len(asked))
    return Stat("Decision and clearances", "shield-check", _figure(given), granted, told, family)


def _hint(stage: object, following: tuple[str, ...]) -> Text | str:
    return _("Click to go to this stage") if str(stage) in following else ""


def _figure(number: int) -> str:
    return format_integer(number, language())
