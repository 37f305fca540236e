"""What we prepared and never minute: points to fold and unfold under a brass line; beneath, the last talks and what is open."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.fields import Field, FieldKind
from app.services.brief import BriefFacts, Promised
from app.ui.fields.texts import GrowingText
from app.ui.form.sections import FieldCard, SectionBlock
from app.ui.form.session import DraftSession
from app.ui.kit import Card, CardHead, Icon, Label, LabelBadge, Row, column, empty, row
from app.ui.kit.paint import dot, follow_theme, smooth
from app.ui.screens.meeting_words import lines_of
from app.ui.theme import Tone

_SHOWN_PROMISES = 4
_UNFOLDED = ("our_objectives", "their_aims")


class PreparationCard(FieldCard):
    """The points of the preparation, with a label of their own."""

    top_line: Tone | None = "brass_line"
    edit_asked = Signal()

    def __init__(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> None:
        self._session = session
        self._fields = fields
        self._reading = reading
        self._unfolded = set(_UNFOLDED)
        self._badge = LabelBadge("", "normal")
        self._folds = QWidget()
        self._lines = column(spacing=0)
        self._folds.setLayout(self._lines)
        super().__init__(session, title, fields, reading=reading)
        self.add(self._folds)
        self.body.addStretch(1)
        self._session.changed.connect(self._label)
        self._label()
        self.tell()

    @override
    def add_head(self, title: Text) -> None:
        """Say under the title that none of this is minuted."""
        self.add(CardHead("eye-off", title, badge=self._badge))
        note = _("Appears only in the brief; not in the minutes or the shareable readout.")
        self.add(Label(note, "caption", tone="brass", wrap=True))
        self.add_line()

    @override
    def set_reading(self, *, reading: bool) -> None:
        """Show points or controls."""
        self._reading = reading
        super().set_reading(reading=reading)

    @override
    def tell(self) -> None:
        """Show the folds while it is read, the controls while it is written."""
        self.grid.setVisible(not self._reading)
        self._folds.setVisible(self._reading)
        if self._reading:
            self._show_folds()
        else:
            for text in self.grid.findChildren(GrowingText):
                text.least = 2
                text.fit()

    @property
    def label(self) -> Confidentiality:
        """Give the label that the preparation bears."""
        own = self._session.draft[Meeting.preparation_label]
        return own if isinstance(own, Confidentiality) else Confidentiality.CONFIDENTIAL

    def _label(self) -> None:
        self._badge.set_label(choice_label(self.label), str(self.label.value))  # type: ignore[arg-type]
        self._badge.setVisible(self.label is not Confidentiality.NORMAL)

    def _show_folds(self) -> None:
        empty(self._lines)
        shown = [field for field in self._fields if field.kind is FieldKind.LONG_TEXT]
        for at, field in enumerate(shown):
            fold = _Fold(field, lines_of(self._session.draft.values.get(field.name)), unfolded=field.name in self._unfolded)
            fold.turned.connect(self._turn)
            fold.asked.connect(self.edit_asked)
            fold.set_last(last=at == len(shown) - 1)
            self._lines.addWidget(fold)
            fold.show()
        certainty = self._session.draft[Meeting.certainty]
        if certainty is not None:
            said = _("{field}: {value}").format(field=self._session.kind.fields["certainty"].label, value=choice_label(certainty))
            self._lines.addSpacing(6)
            self._lines.addWidget(Label(said, "caption", tone="text_3"))

    def _turn(self, name: str) -> None:
        self._unfolded ^= {name}
        self._show_folds()


class _Fold(QWidget):
    """One heading with its points beneath."""

    turned = Signal(str)
    asked = Signal()

    def __init__(self, field: Field, points: tuple[str, ...], *, unfolded: bool) -> None:
        super().__init__()
        tone: Tone = "text" if points else "text_3"
        self._points = points
        head = Row(key=field.name, padding=(2, 6))
        sign = "opened" if unfolded and points else "closed" if points else "add"
        head.add(Icon(sign, "text_2" if points else "text_3", size=15))
        head.add(Label(field.label, "body", weight=600 if points else 400, tone=tone, elide=True), 1)
        count = format_integer(len(points), language()) if points else ""
        head.add(Label(count, "label", tone="text_3", tabular=True))
        state = str(_("unfolded") if unfolded else _("folded")) if points else str(_("nothing written yet"))
        head.setAccessibleName(" · ".join(part for part in (str(field.label), count, state) if part))
        head.clicked.connect(self.turned if points else lambda _key: self.asked.emit())
        lines = column(head, spacing=0)
        for point in points if unfolded else ():
            lines.addLayout(row(22, _Dot(), (Label(point, "body", tone="text_2", wrap=True), 1), spacing=6, margins=(0, 2, 0, 3)))
        if unfolded and points:
            lines.addSpacing(6)
        self._line = _Hair()
        lines.addWidget(self._line)
        self.setLayout(lines)

    def set_last(self, *, last: bool) -> None:
        """Leave the hairline off the last one."""
        self._line.setVisible(not last)


class _Hair(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from app.ui.theme import colour

        smooth(self).fillRect(self.rect(), colour("line"))


class _Dot(QWidget):
    """A brass point before a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(8, 20)
        follow_theme(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        dot(smooth(self), QRectF(self.rect()).center(), 2.5, "brass_line")


class PreparationBlock(SectionBlock):
    """The section of the preparation."""

    @override
    def says_nothing(self) -> bool:
        """Stand even when it is empty: its headings ask for what is to be prepared."""
        return False

    @override
    def make_fields(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> FieldCard:
        """Make the card under the brass line."""
        card = PreparationCard(session, title, fields, reading=reading)
        card.edit_asked.connect(self.edit_asked)
        return card


class LastMetCard(Card):
    """When the two sides last talked, and what both still owe; every line opens its record."""

    promise_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.hide()

    def tell(self, facts: BriefFacts | None) -> None:
        """Show what a brief knows of the relation."""
        self.clear()
        if facts is None:
            self.hide()
            return
        self.add(CardHead("history", _("The talks before")))
        self.add(Label(_last_met(facts), "body", tone="text_2", wrap=True))
        promises = facts.open_promises
        ours = sum(promise.side is Side.OURS for promise in promises)
        if promises:
            said = _("{n} promises still open: {ours} ours, {theirs} theirs")
            self.add(Label(said.format(n=len(promises), ours=ours, theirs=len(promises) - ours), "caption", tone="text_3"))
        for promise in promises[:_SHOWN_PROMISES]:
            self.add(self._promise(promise))
        self.show()

    def _promise(self, promise: Promised) -> Row:
        ours = promise.side is Side.OURS
        line = Row(padding=(2, 3))
        line.add(Icon("flag" if ours else "hourglass", "ours" if ours else "theirs", size=15))
        line.add(Label(promise.what, "label", elide=True), 1)
        late = _n("{n} day late", "{n} days late", promise.late) if promise.late else ""
        if promise.late:
            line.add(Label(late, "caption", tone="bad", weight=600))
        elif promise.due is not None:
            line.add(Label(format_day(promise.due, language(), style=DayStyle.SHORT), "caption", tone="text_3"))
        side = _("Our promise") if ours else _("Their promise")
        line.setAccessibleName(" · ".join(str(part) for part in (side, promise.what, late) if str(part)))
        line.clicked.connect(lambda _key: self.promise_chosen.emit(promise.key))
        return line


def _last_met(facts: BriefFacts) -> Text:
    met = facts.last_met
    if met is None:
        return _("No earlier meeting of the two sides is recorded.")
    day = format_day(met.at.day, language(), style=DayStyle.LONG)
    if met.place:
        return _("Last met on {day}, {place}").format(day=day, place=met.place)
    return _("Last met on {day}").format(day=day)
