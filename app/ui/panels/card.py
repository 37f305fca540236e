"""A panel of a form: a card with its rows, read as text, opened in place, added, moved and taken away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import _, _n
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.kinds import PanelRows
from app.services.faces import has_face
from app.services.titles import owners
from app.ui.form.session import DraftSession
from app.ui.kit import CardHead, Columns, IconButton, NoteBar, SideHead, SmallButton, column, empty
from app.ui.panels.faces import show_faces
from app.ui.panels.handled import HandledPanel
from app.ui.panels.ledger import keep_promise, tally
from app.ui.panels.looks import RowLook, count_words, is_ledger, ledger_order, looks, side_field
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_views import PanelRow, empty_line
from app.ui.shell.places import RecordPlace
from app.ui.theme import HEIGHT


class PanelCard(HandledPanel):
    """The rows of one panel of one draft; at first `grow` shows some of them at each step.

    Whatever a person does to the panel shows it whole.
    """

    form_class: type[RowForm] = RowForm
    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, *, reading: bool = False) -> None:
        super().__init__(session, draft, rows, reading=reading)
        self._unfolded = False
        self._head = CardHead(rows.kind.icon, rows.kind.plural, action=_("Add") if self._editable else "", action_icon="add")
        self._head.action.setAccessibleName(str(_("Add: {kind}").format(kind=rows.kind.name)))
        self._head.action_clicked.connect(self.add_row)
        self._paste = IconButton("excel", _("Paste rows from Excel"), shortcut="Ctrl+V", size=16, box=HEIGHT.small)
        self._paste.clicked.connect(self.paste)
        self._head.add_trailing(self._paste)
        self.add(self._head)
        self.add_line()
        self.add(self._pasted)
        self.add(self._list)
        self.setAccessibleName(str(rows.kind.plural))
        self._show_paste()
        self._begin()

    def set_reading(self, *, reading: bool) -> None:
        """Show open rows as text, or as controls."""
        if reading == self._reading:
            return
        if reading:
            self._open = None
        # Text and controls are different forms: the one that stands is of the other sort.
        self._form = None
        self._reading = reading
        self._show_paste()
        self._begin()

    def _show_paste(self) -> None:
        self._paste.setVisible(self._editable and not self._reading)

    @override
    def rebuild(self) -> None:
        """Show the rows anew; the form of a row that stays open stays as it is."""
        self._kept = self._keep_form()
        empty(self._list)
        self._rows, self._form = [], None
        self._left = []
        drafts = self._living()
        self._head.set_sub(count_words(len(drafts)) if drafts else "")
        if not drafts:
            self._show(empty_line(str(_("Nothing has been added yet."))))
        elif self._by_side():
            self._show(self._sides(drafts))
            if self._open is not None:
                self._show(self._open_form(self._open))
        else:
            found = looks(self._session.context.office, self._panel, drafts)
            self._left = [(draft, look, place) for place, (draft, look) in enumerate(zip(drafts, found, strict=True))]
            if not self._in_steps:
                self.finish()
            return
        self._all_stand()

    @override
    def _show_row(self, draft: Draft, look: RowLook, place: int) -> None:
        self._show(self._open_form(draft) if draft is self._open else self._closed(draft, look, place))

    def _show(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        # A layout shows what it takes only later; the keyboard may be given to it at once.
        widget.show()

    def _by_side(self) -> bool:
        return side_field(self._panel.kind) is not None

    def _sides(self, drafts: Sequence[Draft]) -> QWidget:
        """Set our rows beside theirs."""
        found = list(zip(drafts, looks(self._session.context.office, self._panel, drafts), strict=True))
        if is_ledger(self._panel.kind):
            found.sort(key=lambda pair: ledger_order(pair[1]))
        parts = [self._side(side, [pair for pair in found if pair[1].side is side]) for side in Side]
        return Columns(parts[0], parts[1], shares=(50, 50), spacing=24)

    def _side(self, side: Side, found: Sequence[tuple[Draft, RowLook]]) -> QWidget:
        kind = self._panel.kind
        told = [look for _draft, look in found]
        sub = tally(told) if is_ledger(kind) else count_words(len(found))
        lines = column(SideHead(_("Ours") if side is Side.OURS else _("Theirs"), side.value, sub=sub if found else ""), spacing=2)
        folded = is_ledger(kind) and not self._unfolded and any(not look.done for look in told)
        for place, (draft, look) in enumerate(found):
            if not (folded and look.done):
                lines.addWidget(self._closed(draft, look, place))
        done = sum(look.done for look in told)
        if folded and done:
            lines.addWidget(self._fold(done))
        if not found:
            lines.addWidget(empty_line(str(_("Nothing has been added yet."))))
        lines.addStretch(1)
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _fold(self, done: int) -> SmallButton:
        button = SmallButton(_n("Show {n} done", "Show {n} done", done), kind="quiet", icon="opened")
        button.clicked.connect(self._unfold)
        return button

    def _unfold(self) -> None:
        self._unfolded = True
        self.rebuild()

    def _tick(self, draft: Draft) -> None:
        if draft.version is None:
            self.open_row(draft)
        else:
            keep_promise(self._session, draft)

    def _closed(self, draft: Draft, look: RowLook, place: int) -> PanelRow:
        box = is_ledger(self._panel.kind)
        row = PanelRow(look, place=place, numbered=look.link and self._own, box=box)
        row.ticked.connect(lambda: self._tick(draft))
        row.setProperty("draft_id", id(draft))
        row.clicked.connect(lambda _key: self._answer_click(draft))
        row.moved.connect(lambda by: self.move_row(draft, by))
        row.remove_asked.connect(lambda: None if self._reading else self.remove_row(draft))
        self._rows.append(row)
        if self._own and not self._reading and not self._by_side():
            self._let_pull(row)
        self._tell_closed(row, draft)
        return row

    def _keep_form(self) -> RowForm | None:
        """Take the form of the open row out of the list, so that what is half typed in it outlives the rows around it."""
        form = self._form
        if form is None or form.draft is not self._open or not any(draft is form.draft for draft in self._living()):
            return None
        self._list.removeWidget(form)
        return form

    def _open_form(self, draft: Draft) -> RowForm:
        """Give the form of the open row: the one that stands, or a new one."""
        if self._kept is not None:
            self._form, self._kept = self._kept, None
            return self._form
        return self._opened(draft)

    def _opened(self, draft: Draft) -> RowForm:
        """Make the form of the open row."""
        form = self.form_class(self._session, draft, self._panel, make_panel=self._inner, reading=self._reading)
        form.closed.connect(self.close_row)
        form.next_asked.connect(self.add_row)
        form.above_asked.connect(self.same_as_above)
        form.remove_asked.connect(lambda: self.remove_row(draft))
        form.open_asked.connect(lambda: self._go(draft))
        self._form = form
        self._tell_open()
        return form

    def _inner(self, rows: PanelRows, draft: Draft) -> "PanelCard":
        card = PanelCard(self._session, draft, rows, reading=self._reading)
        card.finish()
        card.edit_asked.connect(self.edit_asked)
        return card

    @override
    def adder(self) -> QWidget:
        """Give the button that adds a row."""
        return self._head.action

    def _answer_click(self, draft: Draft) -> None:
        if not self._own and draft.version is not None and (self._reading or not is_ledger(self._panel.kind)):
            self._go(draft)
        else:
            self.open_row(draft)

    def _go(self, draft: Draft) -> None:
        if draft.id is None:
            return
        place = RecordPlace(draft.kind, draft.id)
        if self._panel.kind.is_child:
            owner = owners(self._session.context.office, draft.kind, (draft.id,)).get(draft.id)
            if owner is None:
                return
            place = RecordPlace(owner.kind, owner.id)
        self._session.context.go(place)

    @override
    def _all_stand(self) -> None:
        if has_face(self._session.context.office, self._panel.kind.title_field.target):
            show_faces(self._session.context, [(row.look.target, row.avatar) for row in self._rows if row.avatar is not None])
        self._offer_back()

    def _offer_back(self) -> None:
        gone = self.deeds.leaving()
        if not gone:
            return
        text = _n("{n} row will be removed when you save.", "{n} rows will be removed when you save.", len(gone))
        note = NoteBar(text, family="neutral", icon="info", action=_("Put back"))
        note.action_clicked.connect(self.put_back)
        self._show(note)
