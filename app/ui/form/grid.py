"""Fields set in one or two columns, long ones across; when they are read, what is empty and unasked is left out."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.schema.draft import Draft
from app.schema.fields import Field
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.theme import scaled

TWO_FROM = 820


class FieldGrid(QWidget):
    """The editors of some fields of one draft; two columns from `two_from` logical pixels on."""

    two_from = TWO_FROM

    def __init__(
        self, context: Context, draft: Draft, fields: Sequence[Field], *, changed: Callable[[], None], reading: bool = False
    ) -> None:
        super().__init__()
        self._columns = 0
        self._reading: bool | None = None
        self._placed: tuple[str, ...] = ()
        self.editors = {field.name: make_editor(context, field, draft) for field in fields}
        for editor in self.editors.values():
            editor.changed.connect(changed)
        self._lay = QGridLayout()
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setHorizontalSpacing(24)
        self._lay.setVerticalSpacing(12)
        self.setLayout(self._lay)
        self.set_reading(reading=reading)

    @property
    def shown(self) -> tuple[FieldEditor, ...]:
        """List the editors that are on the page now, in reading order."""
        return tuple(self.editors[name] for name in self._placed)

    def set_reading(self, *, reading: bool) -> None:
        """Show values as text, or the controls."""
        if reading == self._reading:
            return
        self._reading = reading
        for editor in self.editors.values():
            editor.set_reading(reading=reading)
        self.arrange()

    def reload(self) -> None:
        """Show what the draft holds now."""
        for editor in self.editors.values():
            editor.reload()
        self.arrange()

    def arrange(self) -> None:
        """Put the editors into their columns."""
        columns = 2 if self.width() >= scaled(self.two_from) else 1
        wanted = [name for name, editor in self.editors.items() if not (self._reading and self._left_out(editor))]
        self._lay.setVerticalSpacing(6 if self._reading else 12)
        if columns == self._columns and tuple(wanted) == self._placed:
            return
        self._columns, self._placed = columns, tuple(wanted)
        for editor in self.editors.values():
            self._lay.removeWidget(editor)
            editor.setParent(self)
            editor.setVisible(editor.field.name in self._placed)
        self._place(columns)

    def _place(self, columns: int) -> None:
        line, at = 0, 0
        for editor in self.shown:
            span = columns if editor.wide else 1
            if at and at + span > columns:
                line, at = line + 1, 0
            self._lay.addWidget(editor, line, at, 1, span)
            at += span
            if at >= columns:
                line, at = line + 1, 0
        for place in range(2):
            self._lay.setColumnStretch(place, 1 if place < columns else 0)

    def _left_out(self, editor: FieldEditor) -> bool:
        return editor.is_empty and not editor.field.wanted and not editor.field.required

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two by the width."""
        super().resizeEvent(event)
        self.arrange()
