"""One conflict on its sheet: the base, the value of the office, that of the trip, another one, and the words of the choice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from app.core.i18n import _, language
from app.core.numbers import format_integer
from app.schema.draft import Draft
from app.sync.told import Choice, ConflictInWords, Decision
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import Button, Icon, Label, NoteBar, PrimaryButton, QuietButton, ScrollBox, column, row
from app.ui.screens.merge_review import Review
from app.ui.screens.merge_values import ChoiceCard, ValueCard
from app.ui.theme import scaled

_SIDE_BY_SIDE_FROM = 520


class ConflictSheet(QWidget):
    """Ask for one decision; `decided` carries it, `stepped` asks for the conflict before or after."""

    decided = Signal(object)
    stepped = Signal(int)
    record_asked = Signal(str, object)

    def __init__(self, context: Context, review: Review) -> None:
        super().__init__()
        found = review.current
        if found is None:
            raise LookupError(review)
        self._context, self._review, self.conflict = context, review, found
        self._choice: Choice | None = None
        self._narrow = False
        self._editor = self._make_editor(found)
        self.office = ValueCard(_("Office value"), "1", found.ours)
        self.trip = ValueCard(_("Trip value"), "2", found.theirs)
        self.other = ChoiceCard(_("Another value…"), "3")
        self._cards: dict[Choice, ChoiceCard] = {
            Choice.OURS: self.office, Choice.THEIRS: self.trip, Choice.OTHER: self.other,
        }  # fmt: skip
        self._effect = NoteBar("", family="info")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(str(_("Reason, if one is to be kept in the history")))
        self.reason.setAccessibleName(str(_("Reason")))
        self._record = PrimaryButton(_("Record, next conflict"), shortcut="Enter")
        self._later = Button(_("Leave for now"))
        self._before = Button(_("Conflict before"), icon="previous", shortcut="K")
        self._lay_out(found)
        self._connect()
        before = review.decision_of(found.id)
        self.reason.setText(before.reason if before is not None else "")
        self.choose(before.choice if before is not None else None)

    def _make_editor(self, found: ConflictInWords) -> FieldEditor | None:
        field = self._context.office.catalogue[found.kind].fields.get(found.field)
        if field is None:
            return None
        decision = self._review.decision_of(found.id)
        value = decision.value if decision is not None and decision.choice is Choice.OTHER else None
        draft = Draft(found.kind, self._context.office.today(), {found.field: value}, {})
        editor = make_editor(self._context, field, draft)
        editor.set_reading(reading=False)
        return editor

    def _lay_out(self, found: ConflictInWords) -> None:
        page = ScrollBox(spacing=12, margins=(20, 12, 20, 8))
        page.add(self._head(found))
        page.add(Label(found.sentence, "body", tone="text_2", wrap=True))
        page.add(self._base(found))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(12)
        self._pair.addWidget(self.office, 1)
        self._pair.addWidget(self.trip, 1)
        page.add(self._pair)
        self._lay_out_other(page)
        page.add(self._effect)
        page.body.addStretch(1)
        self._page = page
        self._foot = row(self._record, self._later, (self.reason, 3), None, self._before, spacing=8, margins=(20, 4, 20, 12))
        self.setLayout(column((page, 1), self._foot, spacing=0))

    def _lay_out_other(self, page: ScrollBox) -> None:
        if self._editor is None:
            self.other.hide()
            return
        self.other.setLayout(column(self.other.head, spacing=0, margins=(16, 9, 16, 9)))
        self.other.setAccessibleName(str(_("Another value…")))
        page.add(self.other)
        page.add(self._editor)

    def _head(self, found: ConflictInWords) -> QWidget:
        kind = self._context.office.catalogue[found.kind]
        held = QWidget()
        title = Label(_("{kind}: {title}").format(kind=kind.name, title=found.title), "page_title", elide=True)
        lang = language()
        place = _("conflict {n} of {total}").format(n=self._review.at + 1, total=len(self._review.conflicts))
        figures = Label(f"· {place}", "label", tone="text_3")
        under = row(Label(found.label, "label", tone="primary", weight=600), figures, None, spacing=6)
        self.setAccessibleName(f"{kind.name}: {found.title} · {found.label} · {format_integer(self._review.at + 1, lang)}")
        opener = QuietButton(_("Open {kind}").format(kind=kind.name), icon="open_outside")
        opener.clicked.connect(lambda: self.record_asked.emit(found.kind, found.record))
        held.setLayout(row(Icon(kind.icon, "primary", size=20), (column(title, under, spacing=0), 1), opener, spacing=10))
        return held

    def _base(self, found: ConflictInWords) -> NoteBar:
        value = found.base or str(_("Nothing"))
        said = _("Base, when the package left: {value}. Both sides set out from it.").format(value=value)
        return NoteBar(said, family="neutral", icon="history")

    def _connect(self) -> None:
        for choice, card in self._cards.items():
            card.clicked.connect(lambda _on=False, choice=choice: self.choose(choice))
        if self._editor is not None:
            self._editor.changed.connect(lambda: self.choose(Choice.OTHER))
        self._record.clicked.connect(self.record)
        self._later.clicked.connect(lambda: self.decided.emit(Decision(Choice.LATER)))
        self._before.clicked.connect(lambda: self.stepped.emit(-1))
        self._before.setEnabled(self._review.at > 0)

    @property
    def choice(self) -> Choice | None:
        """Give the card now chosen."""
        return self._choice

    def choose(self, choice: Choice | None) -> None:
        """Choose a card without deciding yet; None chooses none."""
        self._choice = choice
        for each, card in self._cards.items():
            card.setChecked(each is choice)
        if self._editor is not None:
            self._editor.setVisible(choice is Choice.OTHER)
            if choice is Choice.OTHER and not self._editor.isAncestorOf(self.focusWidget() or self):
                self._editor.focus_field()
        self._record.setEnabled(choice in self._cards)
        words = {
            Choice.OURS: _("The office value stays as it is; the trip value is kept in the history."),
            Choice.THEIRS: _("The trip value takes the place of the office value, which is kept in the history."),
            Choice.OTHER: _("Your value takes the place of both; both are kept in the history."),
        }.get(choice) if choice is not None else None  # fmt: skip
        self._effect.set_text(words or "")
        self._effect.setVisible(words is not None)
        self.reason.setVisible(words is not None)

    def record(self) -> None:
        """Decide as chosen; nothing while another value cannot be read."""
        if self._choice is None or self._choice is Choice.LATER:
            return
        value = None
        if self._choice is Choice.OTHER and self._editor is not None:
            self._editor.settle()
            if self._editor.trouble is not None:
                self._editor.focus_field()
                return
            value = self._editor.value
        self.decided.emit(Decision(self._choice, value, self.reason.text().strip()))

    def set_narrow(self, *, narrow: bool) -> None:
        """Set the two values one under the other in a narrow window, and the reason under what is chosen."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._page.body.insertWidget(self._page.body.count() - 1, self.reason)
        else:
            self._foot.insertWidget(2, self.reason, 3)
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def focus_choice(self) -> None:
        """Give the keyboard to the card chosen, or the first."""
        card = self._cards.get(self._choice or Choice.OURS, self.office)
        card.setFocus(Qt.FocusReason.OtherFocusReason)


def is_narrow(width: int) -> bool:
    """Tell whether two values do not stand side by side in a width of logical pixels."""
    return width < scaled(_SIDE_BY_SIDE_FROM)
