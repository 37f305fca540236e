"""What a panel shows now: its closed rows, the row that is open, and the keys that concern both."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.schema.draft import Draft, Problem, Severity
from app.schema.kinds import PanelRows
from app.services.draft_loading import is_own
from app.ui.fields import FieldEditor
from app.ui.form.session import DraftSession
from app.ui.kit import Card, at_rest, column
from app.ui.panels.clipboard import PanelClipboard
from app.ui.panels.looks import RowLook
from app.ui.panels.row_deeds import RowDeeds
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_problems import RowProblems
from app.ui.panels.row_views import PanelRow

_STEP = 4
"""So many rows are shown between two looks at what the person does."""


class PanelView(Card):
    """The rows of one panel as they stand on the page; at first `grow` shows some of them at each step.

    `edit_asked` tells that somebody wants to add or open a row while the page is read.
    """

    edit_asked = Signal()

    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, *, reading: bool) -> None:
        super().__init__(spacing=4)
        self._session, self._draft, self._panel = session, draft, rows
        self._reading = reading
        self._own = is_own(rows, session.context.office.catalogue[draft.kind])
        # Rows that live in another owner are only shown here: their owner decides over them.
        self._editable = self._own or not rows.kind.is_child
        self.deeds = RowDeeds(draft, rows)
        self._open: Draft | None = None
        self._form: RowForm | None = None
        self._kept: RowForm | None = None
        self._list: QVBoxLayout = column(spacing=2)
        self._rows: list[PanelRow] = []
        self._left: list[tuple[Draft, RowLook, int]] = []
        self._in_steps = False
        self._problems = RowProblems()
        self._pasted: QVBoxLayout = column(spacing=4)
        self.clipboard = PanelClipboard(session, draft, rows, self._pasted)
        self.clipboard.taken.connect(self._take_pasted)
        self.clipboard.dropped.connect(self._drop_pasted)
        self.clipboard.left.connect(self.setFocus)

    @property
    def panel(self) -> PanelRows:
        """Give what the panel shows."""
        return self._panel

    @property
    def form(self) -> RowForm | None:
        """Give the row that is open, if one is."""
        return self._form

    @property
    def rows(self) -> tuple[PanelRow, ...]:
        """Give the closed rows in the order shown."""
        self.finish()
        return tuple(self._rows)

    def grow(self) -> bool:
        """Show some more rows; False when all stand."""
        if not self._left:
            return False
        with at_rest(self):
            for draft, look, place in self._left[:_STEP]:
                self._show_row(draft, look, place)
        del self._left[:_STEP]
        if not self._left:
            self._all_stand()
        return True

    def finish(self) -> None:
        """Show the rows that are still to come now."""
        while self.grow():
            pass

    def reload(self) -> None:
        """Show the rows the draft holds now; an open row that is still there stays open, with the keyboard where it is."""
        living = self._living()
        focused = {row.property("draft_id") for row in self._rows if row.hasFocus()}
        held = next((draft for draft in living if id(draft) in focused), None)
        self._open = next((draft for draft in living if draft is self._open), None)
        form = self._form
        self.clipboard.clear()
        self.rebuild()
        if form is not None and self._form is form:
            form.reload()
            for inner in form.panels.values():
                if isinstance(inner, PanelView):
                    inner.reload()
        if held is not None:
            self._stand_at(held)

    def _stand_at(self, draft: Draft | None) -> None:
        """Put the keyboard on a closed row."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Show the head; whoever builds the page goes on with `grow`."""
        self._in_steps = True
        self.rebuild()
        self._in_steps = False

    def rebuild(self) -> None:
        """Show the rows anew."""
        raise NotImplementedError

    def _show_row(self, draft: Draft, look: RowLook, place: int) -> None:
        raise NotImplementedError

    def _all_stand(self) -> None:
        """Hear that every row stands."""
        raise NotImplementedError

    def open_editors(self) -> Iterator[FieldEditor]:
        """Walk the editors of the open row, and of the rows open inside it."""
        if self._form is not None:
            yield from self._form.grid.editors.values()
            for inner in self._form.panels.values():
                if isinstance(inner, PanelView):
                    yield from inner.open_editors()

    def say(self, problems: Sequence[Problem]) -> None:
        """Put problems of rows to the fields of the open row, and mark the closed ones; the others are taken away."""
        self._problems = RowProblems.among(problems, self._panel.name, self.deeds.all)
        self._tell_open()
        living = {id(draft): draft for draft in self._living()}
        for row in self._rows:
            self._tell_closed(row, living.get(row.property("draft_id")))

    def _tell_open(self) -> None:
        if self._form is None or self._open is None:
            return
        found = {each.field: each for each in self._problems.of(self._open)}
        for name, editor in self._form.grid.editors.items():
            said = found.get(name)
            editor.say(None if said is None else said.message, Severity.ERROR if said is None else said.severity)
        for inner in self._form.panels.values():
            if isinstance(inner, PanelView):
                inner.say(self._problems.inside(self._open))

    def _tell_closed(self, row: PanelRow, draft: Draft | None) -> None:
        if draft is not None:
            told = [*self._problems.of(draft), *self._problems.inside(draft)]
            row.tell_problem(next((each.message for each in told if each.severity is Severity.ERROR), ""))

    def _let_pull(self, row: PanelRow) -> None:
        """Let a row be pulled among the closed ones; those it would pass are marked on the way."""
        row.add_grip()
        row.pulled.connect(lambda y: self._mark_way(row, y))
        row.dropped.connect(lambda y: row.moved.emit(by) if (by := self._steps_to(row, y)) else self._mark_way(row, y))

    def _steps_to(self, row: PanelRow, y: int) -> int:
        """Count the rows between a row and a height on the screen; negative is up."""
        middles = [each.mapToGlobal(each.rect().center()).y() for each in self._rows]
        at = self._rows.index(row)
        return sum(y > middle for middle in middles[at + 1 :]) - sum(y < middle for middle in middles[:at])

    def _mark_way(self, row: PanelRow, y: int) -> None:
        at, by = self._rows.index(row), self._steps_to(row, y)
        for place, each in enumerate(self._rows):
            each.set_chosen(by != 0 and place == at + by)

    def settle(self) -> bool:
        """Read what is typed in the open row now; False when it cannot be read, with the keyboard there."""
        if self._reading:
            return True
        for editor in self.open_editors():
            editor.settle()
            if editor.trouble is not None:
                editor.focus_field()
                return False
        return True

    def next_row(self, focused: QWidget) -> bool:
        """Begin the next row when the keyboard is in the open one; False when it is elsewhere."""
        if self._reading or self._form is None or not self._form.isAncestorOf(focused):
            return False
        inner = [card for card in self._form.panels.values() if isinstance(card, PanelView)]
        if not any(card.next_row(focused) for card in inner):
            self.add_row()
        return True

    def same_as_above(self, focused: QWidget) -> bool:
        """Give the field with the keyboard the value of the row above; False when there is none."""
        if self._form is None or self._open is None or self._reading:
            return False
        inner = [card for card in self._form.panels.values() if isinstance(card, PanelView)]
        if any(card.same_as_above(focused) for card in inner):
            return True
        living = self._living()
        at = next((place for place, row in enumerate(living) if row is self._open), 0)
        editor = next((found for found in self._form.grid.editors.values() if found.isAncestorOf(focused)), None)
        if editor is None or at == 0:
            return False
        editor.put(living[at - 1].values.get(editor.field.name))
        editor.reload()
        editor.focus_field()
        return True

    def add_row(self) -> None:
        """Begin a new row and open it."""
        raise NotImplementedError

    def _living(self) -> list[Draft]:
        return self.deeds.living()

    def paste(self) -> None:
        """Show the table of the clipboard before it becomes rows; a panel that only shows rows of others takes none."""
        if not self._editable:
            return
        if self._reading:
            self.edit_asked.emit()
        self.clipboard.paste()

    def copy(self) -> None:
        """Copy the row with the keyboard as a table, or else all rows."""
        living = self._living()
        held = {row.property("draft_id") for row in self._rows if row.hasFocus()}
        self.clipboard.copy([draft for draft in living if id(draft) in held] or living)

    def settle_pasted(self, drafts: Sequence[Draft]) -> None:
        """Give rows from a sheet what a row gets that is added by hand."""

    def _take_pasted(self, drafts: Sequence[Draft]) -> None:
        self.settle_pasted(drafts)
        self.deeds.all.extend(drafts)
        self._session.touch()
        self.rebuild()

    def _drop_pasted(self, drafts: Sequence[Draft]) -> None:
        self.deeds.drop(drafts)
        self._session.touch()
        self.rebuild()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows and paste a table; a text field with the keyboard keeps both keys to itself."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_V and self._editable:
            self.paste()
        elif control and event.key() == Qt.Key.Key_C:
            self.copy()
        else:
            super().keyPressEvent(event)
