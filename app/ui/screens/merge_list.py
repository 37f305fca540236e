"""The list beside a merge review: conflicts to decide, new records, and what is taken over without a question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.schema.kinds import Catalogue
from app.sync.told import RecordChanges
from app.ui.kit import Card, Icon, Label, Row, ScrollBox, SmallButton, column, row
from app.ui.screens.merge_review import Review
from app.ui.theme import scaled

_FIRST = 4


class MergeList(Card):
    """Lead to every conflict and show what else the package brings; `chosen` carries the place of a conflict."""

    chosen = Signal(int)
    record_chosen = Signal(str, object)

    def __init__(self, review: Review, catalogue: Catalogue) -> None:
        super().__init__(padding=(6, 8), spacing=0)
        self._review, self._catalogue = review, catalogue
        self._rows: list[tuple[Row, Icon]] = []
        self._page = ScrollBox()
        self.add(self._page, 1)
        self.setAccessibleName(str(_("What the package brings")))
        self._fill()

    def _fill(self) -> None:
        self._head(_("Conflicts"), len(self._review.conflicts))
        for place, conflict in enumerate(self._review.conflicts):
            self._add_conflict(place, conflict.kind, title=conflict.title, field=str(conflict.label))
        plan = self._review.plan
        if plan is not None:
            self._add_records(_("New items"), plan.new, [each for each in plan.records if each.is_new])
            self._add_records(_("Changes without conflict"), plan.clean, [each for each in plan.records if not each.is_new])
        self._page.body.addStretch(1)
        self.refresh()

    def _head(self, title: Text, count: int) -> None:
        held = QWidget()
        figure = Label(format_integer(count, language()), "label", tone="text_3", tabular=True)
        held.setLayout(row(Label(title, "label", tone="text_2", weight=500), figure, None, margins=(8, 8, 8, 2)))
        self._page.add(held)

    def _add_conflict(self, place: int, kind: str, *, title: str, field: str) -> None:
        mark = Icon("circle-dot", "warn_dot")
        line = self._line(kind, title, field, mark=mark)
        line.clicked.connect(lambda _key, place=place: self.chosen.emit(place))
        self._rows.append((line, mark))
        self._page.add(line)

    def _add_records(self, title: Text, count: int, records: list[RecordChanges]) -> None:
        self._head(title, count)
        lines = [self._record_line(each) for each in records]
        for line in lines:
            self._page.add(line)
        later = lines[_FIRST:]
        if not later:
            return
        more = SmallButton(_n("{n} more item", "{n} more items", len(later)), kind="quiet", icon="chevron-down")
        held = QWidget()
        held.setLayout(row(more, None, margins=(4, 0, 4, 0)))
        self._page.add(held)
        for line in later:
            line.hide()
        more.clicked.connect(lambda: _unfold(held, later))

    def _record_line(self, found: RecordChanges) -> Row:
        mark = Icon("plus", "info_dot") if found.is_new else Icon("check", "text_3")
        count = len(found.lines)
        sub = _n("{n} value", "{n} values", count) if found.is_new else _n("{n} change", "{n} changes", count)
        line = self._line(found.kind, found.title, str(sub), mark=mark)
        line.clicked.connect(lambda _key: self.record_chosen.emit(found.kind, found.record))
        return line

    def _line(self, kind: str, title: str, sub: str, *, mark: Icon) -> Row:
        declared = self._catalogue[kind]
        line = Row(padding=(8, 5), spacing=10)
        name = _("{kind}: {title}").format(kind=declared.name, title=title)
        words = column(Label(name, "body", weight=500, elide=True), Label(sub, "caption", tone="text_3", elide=True), spacing=0)
        line.add(Icon(declared.icon))
        line.add(words, 1)
        line.add(mark)
        line.setAccessibleName(f"{name} · {sub}")
        line.setMinimumHeight(scaled(42))
        return line

    def refresh(self) -> None:
        """Mark what is looked at, and what was decided."""
        for place, (line, mark) in enumerate(self._rows):
            conflict = self._review.conflicts[place]
            line.set_chosen(place == self._review.at)
            decided = self._review.is_decided(conflict.id)
            mark.set_icon("circle-check" if decided else "circle-dot", "good_dot" if decided else "warn_dot")
            state = _("decided") if decided else _("open")
            line.setAccessibleDescription(str(state))
        if self._rows:
            self._page.show_part(self._rows[self._review.at][0])


def _unfold(button: QWidget, lines: list[Row]) -> None:
    button.hide()
    for line in lines:
        line.show()
    lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
