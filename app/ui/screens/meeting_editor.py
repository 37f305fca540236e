"""The meeting editor: who sits on both sides, what is said and promised, and beside it what is never minuted."""

from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import _, language
from app.records.meeting import Meeting
from app.rules.transitions import Track, allowed_next
from app.services.titles import titles
from app.services.wording import cell_text
from app.ui.context import Context
from app.ui.form.body import FormBody
from app.ui.form.head import RecordHead
from app.ui.form.page import FormPage
from app.ui.kit import Button, Drawer, FlowLayout, Icon, Label, QuietButton, Stage, StageStrip, column, empty, row
from app.ui.screens.meeting_body import MeetingBody
from app.ui.screens.meeting_words import STAGES, Around, clocks_of, look_around
from app.ui.screens.reading import Reading
from app.ui.shell.places import RecordPlace
from app.ui.tasks import Job
from app.ui.theme import HEIGHT, SPACE, Breakpoint, breakpoint_of, is_short, scaled, text_scale


class MeetingHead(RecordHead):
    """The head of a meeting; its facts stand in a line of their own."""

    @override
    def _fact_line(self) -> str:
        return ""


class MeetingEditor(FormPage):
    """One meeting, read and written on one sheet."""

    body: MeetingBody

    def __init__(self, context: Context, place: RecordPlace) -> None:
        self._zone = ""
        self._ready = False
        super().__init__(context, place)
        self._ready = True
        self._reading_around = Reading(context.tasks, self)
        self.body.last_met.promise_chosen.connect(self._open_promise)
        self.session.saved.connect(lambda _saved: self._look_around())
        self._tell_facts()
        self._tell_stages()
        self._look_around()

    @override
    def make_head(self) -> RecordHead:
        """Make the head and, in a narrow window, the way to the preparation."""
        head = MeetingHead(self.session)
        self.prepare = Button(_("Preparation"), icon="eye-off")
        self.prepare.clicked.connect(self.open_preparation)
        self.prepare.hide()
        head.add_action(self.prepare)
        return head

    @override
    def make_body(self) -> FormBody:
        """Make the sheet."""
        return MeetingBody(self.session, reading=self.reading, above=(self.summary, self.findings))

    @override
    def lay_out(self) -> None:
        """Set head, facts, stages, sheet and bar one under the other."""
        self._facts = FlowLayout(spacing=16)
        self.facts = QWidget()
        self.facts.setLayout(self._facts)
        self.strip = StageStrip((), name=_("Stages of the meeting"))
        self.strip.stage_clicked.connect(self._ask_stage)
        self.drawer = Drawer(self, _("Preparation"), close_name=_("Close the preparation"))
        # A strip of stages stands where other forms have tabs; the keys for tabs still work.
        self._nowhere = QWidget(self)
        self._nowhere.hide()
        self.body.tabs.setParent(self._nowhere)
        self.top = column(self.head, self.facts, self.strip, spacing=6, margins=(SPACE.xl, SPACE.m, SPACE.xl, 0))
        self.setLayout(column(self.top, (self.body.page, 1), self.bar, spacing=0))

    def open_preparation(self) -> None:
        """Open the preparation over the page."""
        self.drawer.open()

    @override
    def look_again(self) -> None:
        super().look_again()
        if self._ready:
            self._tell_facts()
            self._tell_stages()

    @override
    def _weigh_now(self) -> None:
        super()._weigh_now()
        if self._ready:
            self._tell_facts()

    # The line of facts, and the stages.

    def _tell_facts(self) -> None:
        """Say when in two clocks, where, in which language, and on which trip."""
        empty(self._facts)
        office, draft = self.context.office, self.session.draft
        for icon, said in self._fact_words():
            if said:
                self._facts.addWidget(_fact(icon, said))
        trip = draft[Meeting.delegation]
        if trip is not None and (found := titles(office, (trip,), lang=language()).get(trip)):
            link = QuietButton(found.title, icon="plane-takeoff")
            link.setAccessibleName(f"{self.session.kind.fields['delegation'].label}: {found.title}")
            link.setFixedHeight(scaled(HEIGHT.small))
            link.clicked.connect(lambda: self.context.go(RecordPlace("delegation", trip)))
            self._facts.addWidget(link)
        self._fit_facts()

    def _fact_words(self) -> tuple[tuple[str, str], ...]:
        office, draft, fields = self.context.office, self.session.draft, self.session.kind.fields
        spoken = str(draft[Meeting.language] or "")
        interpreter = draft[Meeting.interpreter]
        if interpreter is not None:
            name = cell_text(office, fields["interpreter"], interpreter, lang=language())
            with_one = _("{language}, interpreter {name}") if spoken else _("interpreter {name}")
            spoken = str(with_one.format(language=spoken, name=name))
        return (
            ("clock", clocks_of(draft, office, self._zone)),
            ("map-pinned", str(draft[Meeting.place] or "")),
            ("languages", spoken),
        )

    def _tell_stages(self) -> None:
        now = str(self.session.draft[Meeting.stage] or "")
        order = list(STAGES)
        at = order.index(now) if now in order else order.index("minutes_approved") if now == "reopened" else -1
        following = set(map(str, allowed_next(Track.MEETING, now))) if now else set()
        self.strip.set_stages([
            Stage(
                code,
                STAGES[code],
                "now" if place == at else "passed" if place < at else "coming",
                _("Put the meeting to this stage") if code in following else "",
            )
            for place, code in enumerate(order)
        ])  # fmt: skip

    def _ask_stage(self, code: str) -> None:
        now = str(self.session.draft[Meeting.stage] or "")
        if code == now:
            return
        if code in map(str, allowed_next(Track.MEETING, now)):
            self.set_stage(code)
            return
        self.context.say(str(_("This stage cannot follow the present one; the state beside the title lists what can.")))

    # What stands around the meeting.

    def _look_around(self) -> None:
        draft, office = self.session.draft, self.context.office
        record: UUID | None = draft.id
        if record is None or self.session.is_new:
            return
        bodies = draft[Meeting.counterparts]

        def work(_job: Job) -> Around:
            return look_around(office, record, bodies)

        self._reading_around.ask(work, self._tell_around)

    def _tell_around(self, around: Around) -> None:
        self._zone = around.zone
        self.body.last_met.tell(around.facts)
        self.body.tell_gone_past(around.gone_past)
        if around.facts is not None:
            self.body.people.tell_latin({found.name.fa: found.name.en for found in around.facts.attending if found.name.en})
        self._tell_facts()

    def _open_promise(self, promise: object) -> None:
        if isinstance(promise, UUID):
            self.context.go(RecordPlace("follow_up", promise))

    # Sizes.

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preparation into a drawer in a narrow window."""
        super().resizeEvent(event)
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        self.prepare.setVisible(compact)
        # The room of the ring belongs to the title here; the bar shows it while the meeting is written.
        self.head.ring.setVisible(self.reading and not compact)
        block, last = self.body.preparation, self.body.last_met
        if compact and self.body.shelf.indexOf(block) >= 0:
            self.drawer.body.insertWidget(0, block)
            self.drawer.body.insertWidget(1, last)
            self.body.side.hide()
        elif not compact and self.body.shelf.indexOf(block) < 0:
            self.drawer.close_drawer()
            self.body.shelf.insertWidget(0, block)
            self.body.shelf.insertWidget(1, last)
            self.body.side.show()
        self._fit_facts()

    def _fit_facts(self) -> None:
        low = is_short(self.window().height(), text_scale())
        self.facts.setVisible(self._facts.count() > 0)
        self.strip.setVisible(not low or self.reading)
        for at in range(self._facts.count()):
            item = self._facts.itemAt(at)
            part = None if item is None else item.widget()
            if part is not None:
                # In a low window the time and the place are enough.
                part.setVisible(not low or at < 2)


def _fact(icon: str, said: str) -> QWidget:
    part = QWidget()
    label = Label(said, "label", tone="text_2")
    part.setLayout(row(Icon(icon, "text_3", size=15), label, spacing=6))
    part.setFixedHeight(scaled(HEIGHT.small))
    return part
