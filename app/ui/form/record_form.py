"""The form of one record: read first, edited, saved as one deed; nothing typed is lost without a question."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.core.errors import SafirError
from app.core.i18n import _
from app.schema.draft import Problem
from app.services.reading import Gap, Reading
from app.ui.attachments.card import AttachmentsCard
from app.ui.context import Context
from app.ui.form.body import FormBody
from app.ui.form.deeds import PageDeeds
from app.ui.form.drafting import FormDrafts
from app.ui.form.head import RecordHead
from app.ui.form.history_drawer import HistoryDrawer
from app.ui.form.keeper import kept_for
from app.ui.form.page_timer import PageTimer
from app.ui.form.rules_of_record import RulesOfRecord
from app.ui.form.save_words import missing_words, percent_words, save_bar
from app.ui.form.saving import FormSaving
from app.ui.form.session import DraftSession
from app.ui.form.summary import FindingCards, ProblemSummary, label_of
from app.ui.kit import column
from app.ui.shell.places import RecordPlace
from app.ui.theme import SPACE

_WEIGH_MS = 150


class RecordForm(QWidget):
    """One record, or a new one: its head, its sections, the bar that saves."""

    def __init__(self, context: Context, place: RecordPlace) -> None:
        super().__init__()
        self.context = context
        self.session = (
            DraftSession.begin(context, place.kind, place.values)
            if place.id is None
            else DraftSession.open(context, place.kind, place.id)
        )
        # It goes with the page: what is connected to it holds the page, and Python cannot see that ring.
        self.session.setParent(self)
        kept = kept_for(context, place.id or place.draft, place.kind)
        if kept is not None:
            self.session.resume(kept.draft)
        self.deeds = PageDeeds(context, self.session)
        self.saving = FormSaving(self)
        self.reading = not self.session.is_new and kept is None
        self.head = self.make_head()
        self.summary = ProblemSummary()
        self.findings = FindingCards()
        self.rules = RulesOfRecord(self.session, self.findings, self)
        self.body = self.make_body()
        self.bar = save_bar()
        self.history = HistoryDrawer(self, context)
        self._gaps: tuple[Gap, ...] = ()
        self._leaving = False
        self._weigh = PageTimer(self, _WEIGH_MS)
        self.lay_out()
        self.drafts = FormDrafts(self, kept)
        self.attachments = AttachmentsCard(context)
        self.body.page.body.insertWidget(self.body.page.body.count() - 1, self.attachments)  # before the stretch
        self._connect()
        self.set_reading(reading=self.reading)
        self.look_again()
        self.rules.look()
        self.drafts.bring_back()
        self._show_attachments()

    def make_head(self) -> RecordHead:
        """Make what stands above the sections."""
        return RecordHead(self.session)

    def make_body(self) -> FormBody:
        """Make the part that scrolls."""
        return FormBody(self.session, reading=self.reading, above=(self.summary, self.findings))

    def lay_out(self) -> None:
        """Set head, sections and bar one under the other."""
        self.top = column(self.head, self.body.tabs, spacing=6, margins=(SPACE.xl, SPACE.m, SPACE.xl, 0))
        self.setLayout(column(self.top, (self.body.page, 1), self.bar, spacing=0))

    def _connect(self) -> None:
        head, session, bar = self.head, self.session, self.bar
        head.edit_asked.connect(self.edit)
        head.history_asked.connect(self.show_history)
        head.archive_asked.connect(self.archive)
        head.delete_asked.connect(self.delete)
        head.stage_chosen.connect(self.set_stage)
        head.ring_clicked.connect(lambda: self._offer_gaps(head.ring))
        session.changed.connect(self._hear_change)
        session.refused.connect(self.tell_problems)
        session.reloaded.connect(self._reload)
        session.merged.connect(self.saving.reload)
        session.overtaken.connect(self.saving.follow_store)
        session.saved.connect(lambda _saved: self._show_attachments())
        self._weigh.timeout.connect(self._weigh_now)
        self.summary.problem_chosen.connect(self.reveal)
        self.rules.gone_past.connect(self.save)
        self.body.edit_asked.connect(self.edit)
        bar.save_asked.connect(self.save)
        bar.save_close_asked.connect(self.save_and_close)
        bar.cancel_asked.connect(self.cancel)
        bar.ring_clicked.connect(lambda: self._offer_gaps(bar.ring))
        self.history.went_back.connect(self.saving.follow_store)

    def can_leave(self) -> bool:
        """Ask about what would be lost; False keeps the page."""
        self.body.settle()
        if self._leaving or not self.would_lose():
            self.drafts.keeper.forget()
            return True
        return self.drafts.may_leave(self.save)

    @property
    def place_now(self) -> RecordPlace:
        """Give the place of the record as it stands: a new one by its kept draft."""
        draft = self.session.draft
        return RecordPlace(draft.kind, draft=self.drafts.keeper.key) if self.session.is_new else RecordPlace(draft.kind, draft.id)

    # Reading, editing, saving.

    def set_reading(self, *, reading: bool) -> None:
        """Show the record as text, or its controls."""
        self.reading = reading
        self.body.set_reading(reading=reading)
        self.head.set_reading(reading=reading)
        self.bar.setVisible(not reading)

    def edit(self) -> None:
        """Turn the page to its controls, with the keyboard in the first field."""
        if not self.reading:
            return
        scroll = self.body.page.verticalScrollBar().value()
        self.set_reading(reading=False)
        self.body.page.verticalScrollBar().setValue(scroll)
        first = next(self.body.editors(), None)
        if first is not None and not scroll:
            first.focus_field()

    def save(self) -> bool:
        """Save what differs and stay; False when it was not saved and the page says why."""
        return self.saving.save()

    def save_and_close(self) -> None:
        """Save and go back to where the record was opened from, or read it."""
        if not self.save():
            return
        self.set_reading(reading=True)
        navigator = self.context.navigator
        if navigator is not None:
            navigator.back()

    def cancel(self) -> None:
        """Leave editing; ask only when something would be lost."""
        if self.reading:
            return
        self.body.settle()
        if self.would_lose() and not self.drafts.agreed_to_lose():
            return
        if self.session.is_new:
            self._leaving = True
            self.deeds.go_to_list()
            return
        try:
            self.session.reload()
        except SafirError:
            # The record is gone, as when its creation was undone: nothing is left to be read here.
            self._leaving = True
            self.deeds.go_to_list()
            return
        self.tell_problems(())
        self.set_reading(reading=True)

    def show_history(self) -> None:
        """Open the history of the record."""
        if self.session.draft.id is not None and not self.session.is_new:
            self.history.show_history(self.session.draft.kind, self.session.draft.id)

    def archive(self) -> None:
        """Archive the record, or take it out."""
        if self.can_leave() and self.deeds.archive():
            self.saving.show_deed()

    def delete(self) -> None:
        """Delete the record and leave its page."""
        if self.deeds.delete():
            self._leaving = True
            self.deeds.go_to_list()

    # Finding the way in the page.

    def reveal(self, problem: object) -> None:
        """Lead to the field or the row of a problem."""
        if isinstance(problem, Problem):
            self.lead_to(problem.field or "", panel=(problem.panel or "").split(".")[0], row=problem.row)

    def lead_to(self, field: str, *, panel: str = "", row: int | None = None) -> None:
        """Show a field with the keyboard in it, in edit mode."""
        if self.reading:
            self.set_reading(reading=False)
        self.body.lead_to(field, panel=panel, row=row)

    def tell_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems above the form and at their fields."""
        if problems and self.reading:
            self.set_reading(reading=False)
        self.body.say(problems)
        self.summary.tell([(found, label_of(self.context.office, self.session, found)) for found in problems])
        if problems:
            self.body.page.verticalScrollBar().setValue(0)

    def _hear_change(self) -> None:
        self._weigh.start()
        self.body.arrange()

    def look_again(self) -> None:
        """Tell head and bar anew."""
        self.head.refresh()
        self._weigh_now()

    def _weigh_now(self) -> None:
        found: Reading = self.session.reading()
        self._gaps = found.gaps
        self.bar.set_completeness(found.percent, percent_words(found.percent), missing_words(found.gaps))

    def _offer_gaps(self, ring: QWidget) -> None:
        self.gaps_menu().popup(ring.mapToGlobal(QPoint(0, -8)))

    def gaps_menu(self) -> QMenu:
        """Make the list of what is missing, each line leading to its field."""
        menu = QMenu(self)
        for gap in self._gaps:
            action = menu.addAction(str(gap.name))
            action.triggered.connect(lambda _on=False, gap=gap: self.lead_to(gap.field, panel=gap.panel or ""))
        if not self._gaps:
            menu.addAction(str(_("Nothing is missing."))).setEnabled(False)
        return menu

    # What was typed, and what would be lost.

    def would_lose(self) -> bool:
        """Tell whether leaving now would lose something."""
        return self.session.dirty or bool(self.drafts.typed()) or any(True for _found in self.body.troubles())

    def read_again(self) -> None:
        """Read the record anew from the store."""
        try:
            self.session.reload()
        except SafirError:
            # Somebody deleted it meanwhile: the page stays as it was, saving will say so.
            return
        self.rules.look()

    def _show_attachments(self) -> None:
        self.attachments.show_record(None if self.session.is_new else self.session.draft.id)

    def _reload(self) -> None:
        self.body.reload()
        self.look_again()

    def settle_down(self) -> None:
        """Give the new record its place in the history of visits."""
        navigator, record = self.context.navigator, self.session.draft.id
        if navigator is not None and record is not None and id(navigator.page) == id(self):
            navigator.replace(RecordPlace(self.session.draft.kind, record))

    def set_stage(self, code: str) -> None:
        """Put the record to a next stage and save it."""
        self.saving.set_stage(code)


def focused_widget() -> QWidget:
    """Give the widget with the keyboard, or one that is nowhere."""
    return QApplication.focusWidget() or QWidget()
