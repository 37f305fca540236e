"""The merge review: what came back from a trip is looked at first, decided where both sides changed, then applied at once."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _
from app.sync.told import Applied, Choice, ConflictInWords, Plan
from app.ui.context import Context
from app.ui.dialogs import Choice as Answer
from app.ui.kit import EmptyState, ProgressSheet, ProgressWords, column
from app.ui.screens.merge_done import MergeDone, only_trips, waiting
from app.ui.screens.merge_foot import MergeFoot
from app.ui.screens.merge_head import MergeHead
from app.ui.screens.merge_list import MergeList
from app.ui.screens.merge_review import Review, given
from app.ui.screens.merge_sheet import ConflictSheet, is_narrow
from app.ui.screens.merge_work import read_open, read_plan, write_merge
from app.ui.screens.reading import Reading
from app.ui.shell.keys import physical_key
from app.ui.shell.places import MergePlace, TripsPlace
from app.ui.theme import SPACE, Breakpoint, breakpoint_of, colour, is_short, scaled, text_scale

_CHOICES: Mapping[str, Choice] = {"1": Choice.OURS, "2": Choice.THEIRS, "3": Choice.OTHER}
_LIST, _LIST_COMPACT = 320, 236


class MergePage(QWidget):
    """Show the plan of a returned package, or the conflicts that an earlier merge left open."""

    applied = Signal(object)

    def __init__(self, context: Context, place: MergePlace) -> None:
        super().__init__()
        self._context, self._place = context, place
        self.review: Review | None = None
        self.sheet: ConflictSheet | None = None
        self._list: MergeList | None = None
        self._head: MergeHead | None = None
        self._foot: MergeFoot | None = None
        self.done: Applied | None = None
        self._reading = Reading(context.tasks, self)
        self._stack = QStackedLayout()
        self.setLayout(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        note = _("The office's data stays as it was.")
        self._sheet = ProgressSheet(self, ProgressWords(_("In the background"), _("Cancel"), note))
        self._put(waiting())
        self._read()

    # What the shell asks

    def title(self) -> str:
        """Name the page in the top bar."""
        return str(_("Review and merge"))

    def crumb(self) -> str:
        """Name the page above it."""
        return str(_("Trips"))

    def crumb_place(self) -> TripsPlace:
        """Give the page above it."""
        return TripsPlace()

    def can_leave(self) -> bool:
        """Ask before decisions that were not applied are dropped."""
        if self.review is None or self.done is not None or not self.review.decisions:
            return True
        choices = (Answer("drop", _("Throw away"), danger=True), Answer("stay", _("Cancel"), safe=True))
        question = _("Your decisions were not applied. Throw them away?")
        return self._context.dialogs.ask(question, _("The package can be opened again at any time."), choices) == "drop"

    def refresh(self, changed: object) -> None:
        """Keep what is reviewed; applying checks itself whether the office changed meanwhile."""

    def state(self) -> Mapping[str, Any]:
        """Give nothing: decisions are applied or dropped."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up nothing."""

    def act(self, action: str) -> bool:
        """Save means apply."""
        if action == "save" and self.review is not None and self.done is None:
            self.apply()
            return True
        return False

    # Reading

    def _read(self, passphrase: str | None = None) -> None:
        office, path = self._context.office, self._place.path
        if path is None:
            self._reading.ask(lambda _job: read_open(office), self._show_open, failed=self._refuse)
        else:
            self._reading.ask(lambda _job: read_plan(office, path, passphrase), self.show_plan, failed=self._refuse)

    def _refuse(self, error: SafirError) -> None:
        if error.code in ("no_key_fits", "wrong_passphrase"):
            question = _("Which passphrase or recovery key was this package packed under?")
            secret = self._context.dialogs.secret(question, error.message)
            if secret is not None:
                self._read(secret)
                return
        self._put(only_trips(self._context, error.message, icon="package"))

    def _show_open(self, conflicts: tuple[ConflictInWords, ...]) -> None:
        if conflicts:
            self._show(Review(None, conflicts))
        else:
            self._put(only_trips(self._context, _("No conflict is open.")))

    def show_plan(self, plan: Plan) -> None:
        """Show what merging would do."""
        if plan.already is not None or not (plan.changes or plan.conflicts or plan.new):
            self._put(only_trips(self._context, plan.message))
        else:
            self._show(Review(plan, plan.conflicts))

    def _show(self, review: Review) -> None:
        self.review = review
        self._head = MergeHead(review)
        self._list = MergeList(review, self._context.office.catalogue)
        self._foot = MergeFoot(review)
        self._held = QWidget()
        self._place_of_sheet = QStackedLayout()
        self._body = _row(self._list, self._place_of_sheet)
        self._held.setLayout(column(self._head, (self._body, 1), self._foot, spacing=SPACE.m))
        self._list.chosen.connect(self.look_at)
        self._list.record_chosen.connect(self._open_record)
        self._foot.apply_asked.connect(self.apply)
        self._foot.cancel_asked.connect(lambda: self._context.go(TripsPlace()))
        self._foot.all_asked.connect(self._decide_all)
        self._put(self._held)
        self._show_sheet()
        self._fit()

    def _show_sheet(self) -> None:
        review = self.review
        if review is None or self._list is None or self._foot is None:
            return
        before = self.sheet
        if review.current is None:
            self._put_sheet(EmptyState("circle-check", _("There is nothing to decide."), _("Everything is taken over at once.")))
        else:
            self.sheet = ConflictSheet(self._context, review)
            self.sheet.decided.connect(self._decide)
            self.sheet.stepped.connect(lambda by: self.look_at(review.at + by))
            self.sheet.record_asked.connect(self._open_record)
            self._put_sheet(self.sheet)
            self.sheet.set_narrow(narrow=is_narrow(self._sheet_width()))
            self.sheet.focus_choice()
        if before is not None and before is not self.sheet:
            before.deleteLater()
        self._list.refresh()
        self._foot.refresh()

    def _put_sheet(self, sheet: QWidget) -> None:
        before = self._place_of_sheet.currentWidget()
        if before is not None:
            self._place_of_sheet.removeWidget(before)
            before.hide()
        self._place_of_sheet.addWidget(sheet)

    # Deciding

    def look_at(self, place: int) -> None:
        """Look at another conflict."""
        if self.review is not None:
            self.review.go(place)
            self._show_sheet()

    def _decide(self, decision: Any) -> None:  # noqa: ANN401 - sync Decision through a signal
        if self.review is not None:
            self.review.decide(decision)
            self._show_sheet()

    def _decide_all(self, choice: str) -> None:
        if self.review is not None:
            self.review.decide_all(Choice(choice))
            self._show_sheet()

    def _open_record(self, kind: str, record: object) -> None:
        from app.ui.screens.merge_record import show_changes

        show_changes(self._context, self.review, kind=kind, record=record)

    # Applying

    def apply(self) -> None:
        """Apply everything that is decided, as one deed after a backup."""
        review = self.review
        if review is None or (review.plan is None and not given(review)):
            return
        office, decisions = self._context.office, given(review)
        self._sheet.start(_("Merging the package"))
        self._context.tasks.run(
            lambda job: write_merge(office, review, decisions, job), self._finish, failed=self._fail, progress=self._advance
        )

    def _advance(self, done: int, total: int) -> None:
        self._sheet.set_progress(done, total, count=_("item {n} of {total}").format(n=done, total=total))

    def _fail(self, error: SafirError) -> None:
        self._sheet.finish()
        self._context.dialogs.report(error)

    def _finish(self, applied: Applied) -> None:
        self._sheet.finish()
        self.done = applied
        self.applied.emit(applied)
        self._put(MergeDone(self._context, applied))

    # Keys and sizes

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey 1, 2, 3, Enter, J and K, found by their place on the board."""
        key, sheet, review = physical_key(event), self.sheet, self.review
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if sheet is None or review is None or not plain:
            super().keyPressEvent(event)
        elif key in _CHOICES:
            sheet.choose(_CHOICES[key])
        elif key in ("Return", "Enter"):
            sheet.record()
        elif key in ("J", "K"):
            self.look_at(review.at + (1 if key == "J" else -1))
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the window."""
        super().resizeEvent(event)
        self._fit()

    def _sheet_width(self) -> int:
        return self.width() - self._list_width() - 3 * SPACE.xl

    def _list_width(self) -> int:
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        return scaled(_LIST_COMPACT if compact else _LIST)

    def _fit(self) -> None:
        if self._list is None or self._foot is None or self._head is None:
            return
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        short = is_short(self.window().height(), text_scale())
        side = SPACE.m if compact else SPACE.xl
        self._list.setFixedWidth(self._list_width())
        self._head.set_compact(compact=compact or short, side=side)
        self._body.setContentsMargins(side, 0, side, 0)
        self._foot.set_compact(compact or short)
        if self.sheet is not None:
            self.sheet.set_narrow(narrow=is_narrow(self._sheet_width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk."""
        QPainter(self).fillRect(event.rect(), colour("canvas"))

    def _put(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()


def _row(leading: QWidget, sheet: QStackedLayout) -> Any:  # noqa: ANN401 - a layout
    from app.ui.kit import Card, row

    card = Card(padding=(0, 0))
    card.body.addLayout(sheet)
    return row(leading, (card, 1), spacing=SPACE.m)
