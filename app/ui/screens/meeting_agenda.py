"""The agenda of a meeting and what came of it: each item with its summary, decision, promises and reservation."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Meeting
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.fields import Field
from app.schema.kinds import PanelRows
from app.ui.form.session import DraftSession
from app.ui.kit import Columns, Icon, Label, Pill, SmallButton, TintCard, column, row
from app.ui.panels.card import PanelCard
from app.ui.panels.looks import RowLook
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_views import PanelRow
from app.ui.screens.meeting_outcomes import OutcomeGrid, OutcomePromises, bring
from app.ui.screens.meeting_words import AFTER_TALKS, minutes_words, names_of
from app.ui.theme import Tone, scaled

OUTCOMES: tuple[tuple[str, str, Tone], ...] = (
    ("summary", "message-square", "sunken"),
    ("decision", "gavel", "work_ground"),
    ("reservation", "alert", "warn_ground"),
)


class AgendaForm(RowForm):
    """An item opened in place: its outcomes are written where they are read."""

    grid_class = OutcomeGrid

    @override
    def choose_fields(self, rows: PanelRows, draft: Draft) -> tuple[Field, ...]:
        fields = super().choose_fields(rows, draft)
        # The label of a single item is rare; it stands last.
        return tuple(sorted(fields, key=lambda field: field.name == "label"))


class AgendaRow(PanelRow):
    """The one line of an item: number, subject, marks of its outcomes, minutes, who speaks, fold."""

    def __init__(
        self, look: RowLook, *, place: int, marks: Sequence[QWidget], facts: Sequence[tuple[str, str]], fold: str
    ) -> None:
        self._place = place
        super().__init__(look, place=place, numbered=False)
        for mark in marks:
            self.add(mark)
        for icon, said in facts:
            self.add(row(Icon(icon, "text_3", size=15), Label(said, "label", tone="text_2"), spacing=4))
        self.add(Icon(fold, "text_3", size=16))
        spoken = [str(look.title), *(mark.accessibleName() for mark in marks), *(said for _icon, said in facts)]
        self.setAccessibleName(" · ".join(part for part in spoken if part))

    @override
    def _lead(self, place: int, *, numbered: bool) -> None:
        number = Label(format_integer(place + 1, language()), "body", tone="primary", weight=600, tabular=True)
        number.setMinimumWidth(scaled(14))
        self.add(number)


class AgendaCard(PanelCard):
    """The items in their order; a folded one tells what came of it, an unfolded one shows it."""

    form_class = AgendaForm

    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, *, reading: bool = False) -> None:
        self._folded: dict[int, bool] = {}
        self._names: dict[UUID, str] = {}
        super().__init__(session, draft, rows, reading=reading)
        self._head.set_title(_("Agenda and outcomes"))
        self._head.action.set_text(_("New item"))
        self._head.action.setAccessibleName(str(_("Add: {kind}").format(kind=rows.kind.name)))

    @override
    def rebuild(self) -> None:
        """Show the items anew."""
        self._names = names_of(self._session.context.office, self._people())
        super().rebuild()
        self._count()

    def retell(self) -> None:
        """Count the minutes anew while an item is written."""
        self._count()

    def open_at(self, draft: Draft, field: str) -> None:
        """Open an item with the keyboard in one of its outcomes."""
        if self._reading:
            self.edit_asked.emit()
        self.open_row(draft)
        if self._form is not None and field in self._form.grid.editors:
            self._form.grid.editors[field].focus_field()
            bring(self._form.grid.editors[field])

    def promise(self, draft: Draft, side: Side) -> None:
        """Open an item with a new promise of a side."""
        if self._reading:
            self.edit_asked.emit()
        self.open_row(draft)
        inner = None if self._form is None else self._form.panels.get("promises")
        if isinstance(inner, OutcomePromises):
            inner.begin(side)

    @override
    def _inner(self, rows: PanelRows, draft: Draft) -> PanelCard:
        if rows.name != "promises":
            return super()._inner(rows, draft)
        card = OutcomePromises(self._session, draft, rows, reading=self._reading)
        card.meeting = self._draft
        card.edit_asked.connect(self.edit_asked)
        return card

    @override
    def _answer_click(self, draft: Draft) -> None:
        if self._reading:
            self._folded[id(draft)] = not self._is_folded(draft)
            self.rebuild()
        else:
            self.open_row(draft)

    @override
    def _closed(self, draft: Draft, look: RowLook, place: int) -> PanelRow:
        folded = self._is_folded(draft) or not _has_outcome(draft)
        marks = self._marks(draft) if folded else []
        subject, documents = draft[AgendaItem.subject], draft[AgendaItem.documents]
        look = RowLook(subject or str(_("New agenda item")), documents or "", "list-checks")
        line = AgendaRow(look, place=place, marks=marks, facts=self._facts(draft), fold="closed" if folded else "opened")
        line.setProperty("draft_id", id(draft))
        line.clicked.connect(lambda _key: self._answer_click(draft))
        line.moved.connect(lambda by: self.move_row(draft, by))
        line.remove_asked.connect(lambda: None if self._reading else self.remove_row(draft))
        self._rows.append(line)
        if not self._reading:
            self._let_pull(line)
        self._tell_closed(line, draft)
        return line

    @override
    def _show(self, widget: QWidget) -> None:
        super()._show(widget)
        if isinstance(widget, AgendaRow):
            draft = next(found for found in self._living() if id(found) == widget.property("draft_id"))
            if not self._is_folded(draft) and (_has_outcome(draft) or not self._reading):
                super()._show(self._outcomes(draft))

    def _is_folded(self, draft: Draft) -> bool:
        return self._folded.get(id(draft), not _has_outcome(draft))

    def _outcomes(self, draft: Draft) -> QWidget:
        """Show what came of an item; a click on any part of it writes there."""
        lines = column(spacing=6, margins=(34, 0, 4, 8))
        for name, icon, tone in OUTCOMES:
            said = str(draft.values.get(name) or "")
            if said:
                field = self._panel.kind.fields[name]
                note = _("May be shared") if name == "summary" and draft[AgendaItem.shareable] else ""
                box = Outcome(field.label, icon, tone, said, note=note)
                box.asked.connect(lambda name=name: self.open_at(draft, name))
                lines.addWidget(box)
        promises = list(draft.living("promises"))
        if promises:
            lines.addWidget(self._promises(draft, promises))
        lines.addLayout(self._adders(draft))
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _promises(self, draft: Draft, promises: Sequence[Draft]) -> QWidget:
        halves = []
        for side in Side:
            lines = column(spacing=6)
            for promise in promises:
                if (promise[FollowUp.side] or Side.OURS) is side:
                    box = self._promise_box(promise, side)
                    box.asked.connect(lambda found=promise: self._open_promise(draft, found))
                    lines.addWidget(box)
            lines.addStretch(1)
            halves.append(lines)
        return Columns(halves[0], halves[1], shares=(50, 50), spacing=8, stack_under=420)

    def _promise_box(self, promise: Draft, side: Side) -> "Outcome":
        ours = side is Side.OURS
        title = _("Our promise") if ours else _("Their promise")
        facts: list[tuple[str, str]] = []
        owner = promise[FollowUp.owner_person] or promise[FollowUp.officer]
        if owner is not None and owner in self._names:
            facts.append(("user-round", self._names[owner]))
        due = promise[FollowUp.due_on]
        if isinstance(due, date):
            facts.append(("calendar-days", format_day(due, language(), style=DayStyle.LONG)))
        tone: Tone = "ours_soft" if ours else "theirs_soft"
        words: Tone = "ours" if ours else "theirs"
        return Outcome(title, "flag" if ours else "hourglass", tone, promise[FollowUp.what] or "—", facts=facts, words=words)

    def _open_promise(self, draft: Draft, promise: Draft) -> None:
        if self._reading:
            self._go(promise)
            return
        self.open_row(draft)
        inner = None if self._form is None else self._form.panels.get("promises")
        if isinstance(inner, PanelCard):
            inner.open_row(promise)

    def _adders(self, draft: Draft) -> QHBoxLayout:
        """Offer the outcomes that may be added; every promise becomes a follow-up."""
        subject = draft[AgendaItem.subject] or ""
        line = row(spacing=2)
        for label, act in self._offers_of(draft):
            button = SmallButton(label, kind="quiet", icon="add")
            button.setAccessibleDescription(subject)
            button.clicked.connect(act)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(Label(_("Every promise becomes a follow-up."), "caption", tone="text_3", elide=True))
        return line

    def _offers_of(self, draft: Draft) -> Iterator[tuple[Text, Callable[[], None]]]:
        fields = self._panel.kind.fields
        for name in ("summary", "decision"):
            if not draft.values.get(name):
                yield fields[name].label, partial(self.open_at, draft, name)
        yield _("Our promise"), lambda: self.promise(draft, Side.OURS)
        yield _("Their promise"), lambda: self.promise(draft, Side.THEIRS)
        if not draft[AgendaItem.reservation]:
            yield fields["reservation"].label, partial(self.open_at, draft, "reservation")

    def _marks(self, draft: Draft) -> list[QWidget]:
        """Say in a word what came of a folded item."""
        marks: list[QWidget] = []
        promises = list(draft.living("promises"))
        ours = sum((promise[FollowUp.side] or Side.OURS) is Side.OURS for promise in promises)
        if draft[AgendaItem.decision]:
            marks.append(Pill(_("Decision"), "neutral", dot=False, small=True))
        if ours:
            marks.append(Pill(_n("{n} promise of ours", "{n} promises of ours", ours), "work", dot=False, small=True))
        if len(promises) > ours:
            theirs = _n("{n} promise of theirs", "{n} promises of theirs", len(promises) - ours)
            marks.append(Pill(theirs, "info", dot=False, small=True))
        if not marks and not draft[AgendaItem.summary] and self._draft[Meeting.stage] in AFTER_TALKS:
            marks.append(Pill(_("no outcome"), "warn", dot=False, small=True))
        return marks

    def _facts(self, draft: Draft) -> list[tuple[str, str]]:
        facts = []
        minutes = draft[AgendaItem.minutes_allotted]
        if minutes:
            facts.append(("clock", str(minutes_words(minutes))))
        speaker = draft[AgendaItem.speaker]
        if speaker is not None and speaker in self._names:
            facts.append(("user-round", self._names[speaker]))
        return facts

    def _count(self) -> None:
        """Say how many items there are, and how much of the time they take."""
        items = self._living()
        allotted = [row[AgendaItem.minutes_allotted] for row in items]
        taken = sum(minutes for minutes in allotted if minutes)
        length = self._draft[Meeting.length_minutes]
        said: Text | str = ""
        if items and length:
            said = _n("{n} item · {asked} of {length} minutes", "{n} items · {asked} of {length} minutes", len(items))
            said = said.format(asked=taken, length=length)
        elif items:
            said = _n("{n} agenda item", "{n} agenda items", len(items))
        self._head.set_sub(said)

    def _people(self) -> list[UUID | None]:
        found: list[UUID | None] = []
        for item in self._living():
            found.append(item[AgendaItem.speaker])
            for promise in item.living("promises"):
                found += [promise[FollowUp.owner_person], promise[FollowUp.officer]]
        return found


class Outcome(TintCard):
    """One outcome as it is read: what it is, what was said, who and when; a click or Enter writes there."""

    asked = Signal()

    def __init__(
        self, title: Text, icon: str, tone: Tone, said: str, *, note: Text | str = "",
        facts: Sequence[tuple[str, str]] = (), words: Tone = "text_2",
    ) -> None:  # fmt: skip
        super().__init__(tone, padding=(10, 6), spacing=2)
        head = row(Icon(icon, words, size=15), Label(title, "label", tone=words, weight=600), None, spacing=6)
        if str(note):
            head.addWidget(Label(note, "caption", tone="good", weight=600))
        for mark, fact in facts:
            head.addLayout(row(Icon(mark, words, size=14), Label(fact, "caption", tone=words), spacing=4))
        self.add(head)
        self.add(Label(said, "body", wrap=True))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        spoken = [str(title), said, *(fact for _mark, fact in facts), str(note)]
        self.setAccessibleName(" · ".join(part for part in spoken if part))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        self.asked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)


def _has_outcome(draft: Draft) -> bool:
    return any(draft.values.get(name) for name, _icon, _tone in OUTCOMES) or any(True for _promise in draft.living("promises"))
