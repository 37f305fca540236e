"""One row opened in place: its fields in a small form, with the panels inside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame
from typing_extensions import override

from app.core.i18n import _
from app.schema.draft import Draft
from app.schema.fields import Field, field_of
from app.schema.kinds import Panel, PanelRows
from app.ui.form.grid import FieldGrid
from app.ui.form.session import DraftSession
from app.ui.kit import OpenPlace, SmallButton, column, row


def row_fields(rows: PanelRows, draft: Draft) -> tuple[Field, ...]:
    """Choose the fields of a row: all of its form, or for a record with a page of its own its columns and what it must have."""
    kind = rows.kind
    if kind.is_child:
        items = [item for section in kind.sections(draft) for item in section.items if not isinstance(item, Panel)]
        fields = [field_of(item) for item in items]
    else:
        must = [field for field in kind.fields.values() if field.required]
        columns = [kind.fields[attribute.key] for attribute in kind.columns if attribute.key in kind.fields]
        fields = [*must, *(field for field in columns if field not in must)]
    return tuple(field for field in fields if field.name != rows.via)


class RowForm(OpenPlace):
    """The fields of one row; Esc closes it, Ctrl+Enter closes it and begins the next."""

    closed = Signal()
    next_asked = Signal()
    remove_asked = Signal()
    open_asked = Signal()
    above_asked = Signal(object)
    grid_class: type[FieldGrid] = FieldGrid

    def __init__(
        self,
        session: DraftSession,
        draft: Draft,
        rows: PanelRows,
        *,
        make_panel: Callable[[PanelRows, Draft], QFrame],
        reading: bool,
    ) -> None:
        super().__init__()
        self.draft = draft
        self._rows = rows
        catalogue = session.context.office.catalogue
        fields = self.choose_fields(rows, draft)
        self.grid = self.grid_class(session.context, draft, fields, changed=session.touch, reading=reading)
        inside = [panel for panel in catalogue.panels(rows.kind.key).values() if rows.kind.is_child]
        self.panels = {panel.name: make_panel(panel, draft) for panel in inside}
        self._done = SmallButton(_("Close the row"), icon="done")
        begin = _("Close this row and begin the next (Ctrl+Enter)")
        self._next = SmallButton(_("Next one"), kind="quiet", icon="add", tooltip=begin)
        self._remove = SmallButton(_("Remove"), kind="quiet", icon="delete")
        self._page = SmallButton(_("Open its page"), kind="quiet", icon="open_outside")
        self._page.setVisible(not rows.kind.is_child and draft.version is not None)
        buttons = row(self._done, self._next, self._page, None, self._remove, spacing=6)
        self.setLayout(column(self.grid, *self.panels.values(), buttons, spacing=12, margins=(14, 12, 14, 12)))
        for button in (self._next, self._remove):
            button.setVisible(not reading)
        self._connect()

    def choose_fields(self, rows: PanelRows, draft: Draft) -> tuple[Field, ...]:
        """Choose the fields of the row."""
        return row_fields(rows, draft)

    def reload(self) -> None:
        """Show what the row holds now; its controls stay."""
        self.grid.reload()
        self._page.setVisible(not self._rows.kind.is_child and self.draft.version is not None)

    def catch_up(self) -> None:
        """Show what a deed on another row changed in this one; what is typed and no value yet stays."""
        for editor in self.grid.editors.values():
            if editor.trouble is None and not editor.half_typed():
                editor.reload()

    def _connect(self) -> None:
        self._done.clicked.connect(self.closed)
        self._next.clicked.connect(self.next_asked)
        self._remove.clicked.connect(self.remove_asked)
        self._page.clicked.connect(self.open_asked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; on Ctrl+Enter begin the next row."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.above_asked.emit(QApplication.focusWidget() or self)
        else:
            super().keyPressEvent(event)
