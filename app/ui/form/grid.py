"""Fields set in one or two columns, long ones across; when they are read, what is empty and unasked is left out."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.schema.draft import Draft
from app.schema.fields import Field
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import at_rest
from app.ui.theme import scaled

TWO_FROM = 820
_STEP = 3
"""So many editors are made between two looks at what the person does."""


def is_unread(field: Field, value: object, told: frozenset[str]) -> bool:
    """Tell whether a field is left out while its record is read: said elsewhere, or empty and not asked for."""
    nothing = value is False or value in (None, "", ())
    return field.name in told or (nothing and not field.wanted and not field.required)


class FieldGrid(QWidget):
    """The editors of some fields of one draft; two columns from `two_from` logical pixels on.

    With `in_steps` it begins empty and `grow` makes them, some at each step; asking for `editors` makes all.
    """

    two_from = TWO_FROM
    told: frozenset[str] = frozenset()
    """Names of fields that the page says elsewhere; they are left out while the record is read."""

    def __init__(
        self,
        context: Context,
        draft: Draft,
        fields: Sequence[Field],
        *,
        changed: Callable[[], None],
        reading: bool = False,
        in_steps: bool = False,
    ) -> None:
        super().__init__()
        self._context, self._draft, self._changed = context, draft, changed
        self._left = list(fields)
        self._made: dict[str, FieldEditor] = {}
        self._columns = 0
        self._reading: bool | None = None
        self._placed: tuple[str, ...] = ()
        if not in_steps:
            self._make(len(fields))
        self._lay = QGridLayout()
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setHorizontalSpacing(24)
        self._lay.setVerticalSpacing(12)
        self.setLayout(self._lay)
        self.set_reading(reading=reading)

    @property
    def editors(self) -> dict[str, FieldEditor]:
        """Give every editor by the name of its field."""
        while self.grow():
            pass
        return self._made

    @property
    def is_whole(self) -> bool:
        """Tell whether every editor stands."""
        return not self._left

    def grow(self) -> bool:
        """Make some more editors and show them; False when all stand."""
        if not self._left:
            return False
        self._make(_STEP)
        self.arrange()
        return True

    def _make(self, count: int) -> None:
        for field in self._left[:count]:
            editor = self._made[field.name] = make_editor(self._context, field, self._draft)
            editor.changed.connect(self._changed)
            if self._reading is not None:
                editor.set_reading(reading=self._reading)
        del self._left[:count]

    @property
    def shown(self) -> tuple[FieldEditor, ...]:
        """List the editors that are on the page now, in reading order."""
        return tuple(self._made[name] for name in self._placed)

    def set_reading(self, *, reading: bool) -> None:
        """Show values as text, or the controls."""
        if reading == self._reading:
            return
        self._reading = reading
        for editor in self._made.values():
            editor.set_reading(reading=reading)
        self.arrange()

    def reload(self) -> None:
        """Show what the draft holds now."""
        for editor in self._made.values():
            editor.reload()
        self.arrange()

    def arrange(self) -> None:
        """Put the editors into their columns."""
        columns = 2 if self.width() >= scaled(self.two_from) else 1
        wanted = [name for name, editor in self._made.items() if not (self._reading and self._left_out(editor))]
        self._lay.setVerticalSpacing(6 if self._reading else 12)
        if columns == self._columns and tuple(wanted) == self._placed:
            return
        self._columns, self._placed = columns, tuple(wanted)
        with at_rest(self):
            for editor in self._made.values():
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
        return is_unread(editor.field, editor.value, self.told)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two by the width."""
        super().resizeEvent(event)
        self.arrange()
