"""A record made on the spot: the few fields it must have, in a small window over the form that needs it."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.core.i18n import _
from app.core.text import one_line
from app.schema.draft import Problem
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.ui.context import Context
from app.ui.form.grid import FieldGrid
from app.ui.form.keeper import DraftKeeper, half_typed
from app.ui.form.session import DraftSession
from app.ui.kit import Button, Label, PrimaryButton, column, row
from app.ui.theme import scaled

LEAST_FIELDS = 3
_SHORT = (FieldKind.TEXT, FieldKind.CHOICE, FieldKind.OFFICE_LIST, FieldKind.LINK, FieldKind.DAY)


def quick_fields(kind: RecordKind) -> tuple[Field, ...]:
    """Choose what a new record must have, and up to three short fields that it ought to have."""
    must = [field for field in kind.fields.values() if field.required or field.name == kind.title.key]
    ought = [field for field in kind.fields.values() if field.wanted and field not in must and field.kind in _SHORT]
    must.sort(key=lambda field: field.name != kind.title.key)
    return (*must, *ought[: max(0, LEAST_FIELDS - len(must))])


class QuickForm(QDialog):
    """Ask for the fields of a new record and save it; `made` carries its id."""

    made = Signal(object)

    def __init__(self, context: Context, kind_key: str, typed: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind = context.office.catalogue[kind_key]
        self.session = DraftSession.begin(context, kind_key)
        self.session.setParent(self)
        self._keeper = DraftKeeper(self.session, typed=lambda: half_typed(self.session.draft, iter(self.grid.editors.values())))
        if kind.title_field.kind is FieldKind.TEXT and typed:
            self.session.draft.values[kind.title.key] = one_line(typed)
        title = _("New {kind}").format(kind=kind.name)
        self.setWindowTitle(str(title))
        self.setMinimumWidth(scaled(480))
        self.grid = FieldGrid(context, self.session.draft, quick_fields(kind), changed=self.session.touch)
        self._save = PrimaryButton(_("Save"), icon="save", shortcut="Ctrl+Enter")
        cancel = Button(_("Cancel"))
        self._save.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        self.setLayout(
            column(Label(title, "card_title"), self.grid, row(None, self._save, cancel), spacing=16, margins=(24, 20, 24, 20))
        )
        self.session.refused.connect(self._tell)
        self.session.saved.connect(self._done)

    @override
    def reject(self) -> None:
        """Close without saving: what was typed is given up, unless a lock closes the window."""
        self._keeper.forget()
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter as well as Ctrl+Enter."""
        if event.key() in _ENTER:
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        for editor in self.grid.shown:
            editor.settle()
        troubled = next((editor for editor in self.grid.shown if editor.trouble is not None), None)
        if troubled is not None:
            troubled.focus_field()
            return
        self.session.save()

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for editor in self.grid.editors.values():
            found = next((found for found in problems if found.field == editor.field.name), None)
            editor.say(None if found is None else found.message)
        first = next((self.grid.editors[found.field] for found in problems if found.field in self.grid.editors), None)
        if first is not None:
            first.focus_field()

    def _done(self, saved: object) -> None:
        record: UUID = saved.id  # type: ignore[attr-defined]
        self.made.emit(record)
        self.accept()


_ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
