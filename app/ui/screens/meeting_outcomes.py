"""Writing what came of an item of the agenda: outcomes in tinted boxes, promises of both sides beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import Text, _
from app.core.moments import Moment
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.fields import Field
from app.schema.kinds import PanelRows
from app.ui.fields import FieldEditor
from app.ui.fields.texts import GrowingText
from app.ui.form.grid import FieldGrid
from app.ui.kit import Columns, Icon, Label, ScrollPage, SideHead, SmallButton, TintCard, column, row
from app.ui.panels.card import PanelCard
from app.ui.panels.looks import RowLook, ledger_order, looks
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_views import empty_line
from app.ui.theme import Tone

_BOXES: dict[str, tuple[str, Tone]] = {
    "summary": ("message-square", "sunken"),
    "decision": ("gavel", "work_ground"),
    "reservation": ("alert", "warn_ground"),
}
_PROMISE = ("what", "due_on", "owner_person")
_WIDE = 6


class OutcomeGrid(FieldGrid):
    """An item: subject and who speaks in one line, then each outcome in the colour in which it is read."""

    @override
    def set_reading(self, *, reading: bool) -> None:
        """Let the box around an outcome carry its name."""
        for name in _BOXES:
            if name in self.editors:
                self.editors[name].labelled = False
        super().set_reading(reading=reading)

    @override
    def _place(self, columns: int) -> None:
        editors = {editor.field.name: editor for editor in self.shown}
        line = 0
        for names in (("subject", "minutes_allotted"), ("speaker", "documents")):
            self._put_line(line, [editors[name] for name in names if name in editors], (4, 2))
            line += 1
        for name, (icon, tone) in _BOXES.items():
            if name in editors:
                extra = editors.get("shareable") if name == "summary" else None
                self._lay.addWidget(_boxed(editors[name], icon, tone, extra), line, 0, 1, _WIDE)
                line += 1
        if "label" in editors:
            self._lay.addWidget(editors["label"], line, 0, 1, _WIDE // 2)
        for at in range(_WIDE):
            self._lay.setColumnStretch(at, 1)

    def _put_line(self, line: int, editors: Sequence[FieldEditor], shares: tuple[int, int]) -> None:
        at = 0
        for editor, share in zip(editors, shares, strict=False):
            self._lay.addWidget(editor, line, at, 1, share)
            at += share


def _boxed(editor: FieldEditor, icon: str, tone: Tone, extra: FieldEditor | None) -> QWidget:
    box = TintCard(tone, padding=(10, 8), spacing=4)
    head = row(Icon(icon, "text_2", size=15), Label(editor.field.label, "label", tone="text_2", weight=600), None, spacing=6)
    if extra is not None:
        head.addWidget(extra)
    box.add(head)
    editor.setParent(box)
    box.add(editor)
    for text in editor.findChildren(GrowingText):
        text.least = 2
        text.fit()
    return box


def bring(widget: QWidget) -> None:
    """Scroll the page to a widget as soon as it has its place."""
    page = widget.parentWidget()
    while page is not None and not isinstance(page, ScrollPage):
        page = page.parentWidget()
    if isinstance(page, ScrollPage):
        found = page
        QTimer.singleShot(0, widget, lambda: found.ensureWidgetVisible(widget, 0, 24))


class _PromiseGrid(FieldGrid):
    """What in one line; until when and who beneath, beside each other."""

    two_from = 440

    @override
    def _place(self, columns: int) -> None:
        editors = {editor.field.name: editor for editor in self.shown}
        for at, name in enumerate(_PROMISE):
            if name in editors:
                alone = name == "what" or columns == 1
                line = at if columns == 1 else (at + 1) // 2
                self._lay.addWidget(editors[name], line, 0 if alone else (at + 1) % 2, 1, columns if alone else 1)
        for at in range(2):
            self._lay.setColumnStretch(at, 1 if at < columns else 0)


class PromiseForm(RowForm):
    """A promise: what, until when, and who sees to it; the rest stands on its own page."""

    grid_class = _PromiseGrid

    @override
    def choose_fields(self, rows: PanelRows, draft: Draft) -> tuple[Field, ...]:
        """Choose the fields of a promise in minutes."""
        return tuple(rows.kind.fields[name] for name in _PROMISE)


class OutcomePromises(PanelCard):
    """The promises of one item; each becomes a follow-up of its own."""

    form_class = PromiseForm
    given = frozenset({FollowUp.side.key})
    meeting: Draft | None = None

    @override
    def rebuild(self) -> None:
        """Show the promises, and how to add one of either side."""
        super().rebuild()
        self._head.action.hide()
        self._head.set_title(_("Promises of both sides"))
        if not self._living():
            self._show(self._sides(()))

    def begin(self, side: Side) -> None:
        """Begin a promise of a side and open it."""
        if self._reading:
            self.edit_asked.emit()
        if not self.settle():
            return
        fresh = self.fresh_row()
        fresh[FollowUp.side] = side
        self.deeds.all.append(fresh)
        self._session.touch()
        self.open_row(fresh)
        if self._form is not None:
            bring(self._form)

    @override
    def add_row(self) -> None:
        """Begin the next promise, of the side of the open one."""
        side = self._open[FollowUp.side] if self._open is not None else None
        self.begin(side or Side.OURS)

    @override
    def fresh_row(self) -> Draft:
        """Give a promise what its meeting says: with whom, and on which day it was made."""
        fresh, meeting = super().fresh_row(), self.meeting
        if meeting is not None:
            bodies, at = meeting[Meeting.counterparts], meeting[Meeting.starts_at]
            fresh[FollowUp.counterpart] = bodies[0] if bodies else None
            fresh[FollowUp.promised_on] = at.day if isinstance(at, Moment) else None
        return fresh

    @override
    def settle_pasted(self, drafts: Sequence[Draft]) -> None:
        """Give promises from a sheet what the meeting says where the sheet says nothing."""
        for name, value in self.fresh_row().values.items():
            for draft in drafts:
                if draft.values.get(name) is None:
                    draft.values[name] = value

    @override
    def _side(self, side: Side, found: Sequence[tuple[Draft, RowLook]]) -> QWidget:
        ours = side is Side.OURS
        lines = column(SideHead(_side_title(side), side.value), spacing=2)
        for place, (draft, look) in enumerate(found):
            lines.addWidget(self._closed(draft, look, place))
        if not found and self._reading:
            lines.addWidget(empty_line(str(_("Nothing has been added yet."))))
        if not self._reading:
            button = SmallButton(_("Our promise") if ours else _("Their promise"), kind="quiet", icon="add")
            button.setAccessibleName(str(_("Add: {kind}").format(kind=_("Our promise") if ours else _("Their promise"))))
            button.clicked.connect(lambda: self.begin(side))
            lines.addLayout(row(button, None))
        lines.addStretch(1)
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    @override
    def _sides(self, drafts: Sequence[Draft]) -> QWidget:
        # The open one stands beneath, in its form.
        closed = [draft for draft in drafts if draft is not self._open]
        found = list(zip(closed, looks(self._session.context.office, self._panel, closed), strict=True))
        found.sort(key=lambda pair: ledger_order(pair[1]))
        parts = [self._side(side, [pair for pair in found if pair[1].side is side]) for side in Side]
        return Columns(parts[0], parts[1], shares=(50, 50), spacing=16, stack_under=440)


def _side_title(side: Side) -> Text:
    return _("Ours") if side is Side.OURS else _("Theirs")
