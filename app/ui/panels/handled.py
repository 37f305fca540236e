"""What a person does to the rows of a panel: open and close them, add, remove, move, put back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import _
from app.schema.draft import Draft
from app.services import editing
from app.ui.panels.looks import looks
from app.ui.panels.view import PanelView
from app.ui.tasks import still_there


class HandledPanel(PanelView):
    """A panel whose rows answer the hand; how they look is for the card."""

    given: frozenset[str] = frozenset()
    """What a new row is told by the place it is added at; it does not count as entered."""

    @override
    def add_row(self) -> None:
        """Begin a new row and open it, once what is typed in the open one can be read."""
        if self._reading:
            self.edit_asked.emit()
        if self.settle():
            fresh = self.fresh_row()
            self.deeds.all.append(fresh)
            self._session.touch()
            self.open_row(fresh)

    def open_row(self, draft: Draft) -> None:
        """Open a row in place, with the keyboard in its first field; a row with unreadable words stays open instead."""
        if not self.settle():
            return
        self._drop_blank(but=draft)
        self._open = draft
        self.rebuild()
        if self._form is not None and not self._reading and self._form.grid.shown:
            self._form.grid.shown[0].focus_field()

    def close_row(self) -> None:
        """Close the open row, once what is typed in it can be read; one without any value is gone."""
        if not self.settle():
            return
        closed = self._open
        self._open = None
        self._drop_blank()
        self.rebuild()
        self._stand_at(closed)

    def remove_row(self, draft: Draft) -> None:
        """Take a row away; a toast puts it back."""
        living = self._living()
        at = next(place for place, row in enumerate(living) if row is draft)
        # The row after it, or at the end the one before.
        near = [*living[at + 1 :], *living[:at][::-1]]
        (look,) = looks(self._session.context.office, self._panel, [draft])
        back = self.deeds.remove(draft)
        if self._open is draft:
            self._open = None
        self._session.touch()
        self.rebuild()
        self._stand_at(near[0] if near else None)
        said = _("“{name}” was removed.").format(name=look.title)
        self._session.context.say(str(said), back=lambda: self._bring_back(back, draft))

    def _bring_back(self, back: Callable[[], None], draft: Draft) -> None:
        back()
        if still_there(self.rebuild):
            self._session.touch()
            self.rebuild()
            self._stand_at(draft)

    def move_row(self, draft: Draft, by: int) -> None:
        """Move a row among its neighbours."""
        if not self._own or self._reading:
            return
        # Read before the move: it may give the open row another place, which its field must not take back.
        for editor in self.open_editors():
            editor.settle()
        if self._moved(draft, by):
            self._session.touch()
            self.rebuild()
            if self._form is not None:
                self._form.catch_up()
            self._stand_at(draft)

    def _moved(self, draft: Draft, by: int) -> bool:
        """Give a row its place in the draft; False when it has it already."""
        return self.deeds.move(draft, by) is not None

    @override
    def _stand_at(self, draft: Draft | None) -> None:
        """Put the keyboard on a closed row; on the button that adds one where there is none."""
        row = next((row for row in self._rows if row.property("draft_id") == id(draft)), None)
        target = row or (self.adder() if self.adder().isVisible() else self)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def fresh_row(self) -> Draft:
        """Make a new row with what every row of this panel starts with."""
        return editing.blank_row(self._session.context.office, self._draft, panel=self._panel.name)

    def _drop_blank(self, but: Draft | None = None) -> None:
        """Forget new rows in which nothing was entered."""
        found = self.deeds.blank(self.fresh_row(), ignoring=self.given)
        self.deeds.drop([row for row in found if row is not but])

    def put_back(self) -> None:
        """Keep the rows that were to be removed."""
        self.deeds.put_back()
        self._session.touch()
        self.rebuild()

    def adder(self) -> QWidget:
        """Give the part that adds a row."""
        raise NotImplementedError
