"""The promise ledger of an agreement: both sides, the late first, ticked off with evidence."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.calendars import DayStyle, format_day
from app.core.i18n import _, _n, language
from app.core.text import isolate
from app.records.follow_up import FollowUp
from app.rules.stages import FollowUpState
from app.rules.vocabulary import Side
from app.schema.choices import choice_family, choice_label
from app.schema.draft import Draft
from app.services.office import Office
from app.services.titles import Title, titles
from app.ui.kit import Card, CardHead, Columns, Label, Pill, Row, SideHead, column
from app.ui.theme import FamilyName, Tone

_OVER = (FollowUpState.DONE, FollowUpState.WAIVED)


class LedgerCard(Card):
    """What each side promised; `tick_asked` carries a promise that is said to be kept, `opened` one to be read."""

    tick_asked = Signal(object)
    opened = Signal(object)
    add_asked = Signal()

    def __init__(self, office: Office, promises: Sequence[Draft]) -> None:
        super().__init__(spacing=4)
        head = CardHead("list-checks", _("Promise ledger"), action=_("Add"), action_icon="add")
        head.action.setAccessibleName(str(_("Add a promise")))
        head.action_clicked.connect(self.add_asked)
        self.add(head)
        self.add_line()
        owners = [row_[attribute] for row_ in promises for attribute in (FollowUp.officer, FollowUp.owner_person)]
        self._names = titles(office, [owner for owner in owners if owner])
        sides = [self._side(side, [found for found in promises if found[FollowUp.side] is side]) for side in Side]
        self.add(Columns(sides[0], sides[1], shares=(50, 50), spacing=20, stack_under=460))
        self.add_stretch()
        self.setAccessibleName(str(_("Promise ledger")))

    def _side(self, side: Side, promises: Sequence[Draft]) -> QWidget:
        done = sum(found[FollowUp.state] in _OVER for found in promises)
        sub = _("{done} of {total} done").format(done=done, total=len(promises)) if promises else ""
        title = _("Our promise") if side is Side.OURS else _("Their promise")
        lines = column(SideHead(title, side.value, sub=sub), spacing=0)
        for found in sorted(promises, key=_order):
            lines.addWidget(self._line(found))
        if not promises:
            lines.addWidget(Label(_("No promise is recorded."), "label", tone="text_3"))
        lines.addStretch(1)
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _line(self, promise: Draft) -> Row:
        line = PromiseLine(promise, self._names)
        line.ticked.connect(lambda: self.tick_asked.emit(promise))
        line.clicked.connect(lambda _key: self.opened.emit(promise.id))
        return line


class PromiseLine(Row):
    """One promise: its box, what, who and until when, and how it stands."""

    ticked = Signal()

    def __init__(self, promise: Draft, names: Mapping[UUID, Title]) -> None:
        super().__init__(key=str(promise.id), padding=(2, 5), spacing=8)
        what, state = promise[FollowUp.what] or "", promise[FollowUp.state] or FollowUpState.OPEN
        over, late = state in _OVER, days_late(promise)
        box = QCheckBox()
        box.setChecked(state is FollowUpState.DONE)
        box.setEnabled(not over)
        box.setAccessibleName(str(_("Done: {promise}").format(promise=what)))
        # The box shows what the store says: it is filled once the evidence is there.
        box.clicked.connect(lambda: self._tick(box))
        words = Label(what, "body", tone="text_2" if over else "text", weight=500, elide=True)
        tone: Tone = "bad" if late else "text_3"
        sub = self._sub(promise, names)
        self.add(box)
        self.add(column(words, Label(sub, "caption", tone=tone, elide=True), spacing=0), 1)
        said = _n("{n} day late", "{n} days late", late) if late else choice_label(state)
        family: FamilyName = "bad" if late else choice_family(state)  # type: ignore[assignment]
        self.add(Pill(said, family, small=True))
        self.setAccessibleName(" · ".join(str(part) for part in (what, sub, said) if str(part)))

    def _tick(self, box: QCheckBox) -> None:
        box.setChecked(False)
        self.ticked.emit()

    def _sub(self, promise: Draft, names: Mapping[UUID, Title]) -> str:
        owner = promise[FollowUp.officer] or promise[FollowUp.owner_person]
        day = promise[FollowUp.done_on] or promise[FollowUp.due_on]
        parts = [isolate(names[owner].title)] if owner and owner in names else []
        if day is not None:
            written = format_day(day, language(), style=DayStyle.LONG)
            parts.append(str((_("done: {day}") if promise[FollowUp.done_on] else _("due: {day}")).format(day=written)))
        return " · ".join(parts)


def days_late(promise: Draft) -> int:
    """Count the days since an open promise fell due."""
    due = promise[FollowUp.due_on]
    if due is None or promise[FollowUp.state] in _OVER:
        return 0
    return max(0, (promise.today - due).days)


def _order(promise: Draft) -> tuple[bool, int, str]:
    return (promise[FollowUp.state] in _OVER, -days_late(promise), str(promise[FollowUp.due_on] or "9"))
