"""What a panel shows now: its closed rows, the row that is open, and the keys that concern both."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.schema.draft import Draft
from app.schema.kinds import PanelRows
from app.ui.fields import FieldEditor
from app.ui.form.session import DraftSession
from app.ui.kit import Card, at_rest
from app.ui.panels.looks import RowLook
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_views import PanelRow

_STEP = 4
"""So many rows are shown between two looks at what the person does."""


class PanelView(Card):
    """The rows of one panel as they stand on the page; at first `grow` shows some of them at each step."""

    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, *, reading: bool) -> None:
        super().__init__(spacing=4)
        self._session, self._draft, self._panel = session, draft, rows
        self._reading = reading
        self._open: Draft | None = None
        self._form: RowForm | None = None
        self._rows: list[PanelRow] = []
        self._left: list[tuple[Draft, RowLook, int]] = []
        self._in_steps = False

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
        return list(self._draft.living(self._panel.name))
