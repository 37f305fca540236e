"""The sheet in which one filter is made or changed; loaded when it is first asked for."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from app.core.i18n import Text, _
from app.schema.choices import choice_label
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services import editing
from app.services.listing import Condition, Filter, condition_name, conditions_of
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import Button, Label, PrimaryButton, column, empty, row
from app.ui.list.filters import ASKED, NO_VALUES, as_text
from app.ui.list.sheets import CheckList, fit_on_screen
from app.ui.theme import scaled


class FilterSheet(QDialog):
    """Make or change one filter; `result_filter` holds it after «Apply»."""

    def __init__(self, parent: QWidget, context: Context, kind: RecordKind, asked: Filter | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._draft = editing.blank(context.office, kind.key)
        self._checks: list[tuple[QCheckBox, Any]] = []
        self._editors: list[FieldEditor] = []
        self._fields = _offered(kind)
        self.result_filter: Filter | None = None
        self.setWindowTitle(str(_("Filter")))
        self.setMinimumWidth(scaled(420))
        self.field_box, self.condition_box = QComboBox(), QComboBox()
        self._apply = PrimaryButton(_("Apply"))
        self._lay_out()
        for field in self._fields:
            self.field_box.addItem(str(field.label), field.name)
        self.field_box.currentIndexChanged.connect(self._choose_field)
        self.condition_box.currentIndexChanged.connect(self._choose_condition)
        self._start(asked)

    def _lay_out(self) -> None:
        self.field_box.setAccessibleName(str(_("Field")))
        self.condition_box.setAccessibleName(str(_("Condition")))
        self._values = QVBoxLayout()
        self._values.setSpacing(6)
        leave = Button(_("Cancel"))
        leave.clicked.connect(self.reject)
        self._apply.setDefault(True)
        self._apply.clicked.connect(self.apply)
        self._note = Label("", "caption", tone="bad", wrap=True)
        self._note.hide()
        top = row((self.field_box, 3), (self.condition_box, 2))
        self.setLayout(column(Label(_("Filter"), "card_title"), top, (self._values, 1), self._note, 8,
                              row(None, self._apply, leave), spacing=10, margins=(20, 16, 20, 16)))  # fmt: skip

    def _start(self, asked: Filter | None) -> None:
        if asked is not None:
            self.field_box.setCurrentIndex(max(0, self.field_box.findData(asked.field)))
        self._choose_field()
        if asked is not None:
            self.condition_box.setCurrentIndex(max(0, self.condition_box.findData(asked.condition)))
            self._fill(asked)
        first = next(iter((*(check for check, _value in self._checks), *self._editors)), None)
        (self.field_box if asked is None or first is None else first).setFocus()

    @property
    def field(self) -> Field:
        """Give the field now chosen."""
        return self._kind.fields[self.field_box.currentData()]

    @property
    def condition(self) -> Condition:
        """Give the condition now chosen."""
        return Condition(self.condition_box.currentData())

    @property
    def editors(self) -> tuple[FieldEditor, ...]:
        """Give the fields in which the values of the filter are typed."""
        return tuple(self._editors)

    def _choose_field(self) -> None:
        self.condition_box.blockSignals(True)  # noqa: FBT003
        self.condition_box.clear()
        for condition in conditions_of(self.field):
            self.condition_box.addItem(str(condition_name(condition)), condition)
        self.condition_box.blockSignals(False)  # noqa: FBT003
        self._choose_condition()

    def _choose_condition(self) -> None:
        empty(self._values)
        self._note.hide()
        self._checks, self._editors = [], []
        field, condition = self.field, self.condition
        if condition not in NO_VALUES:
            options = _options(field) if condition in {Condition.IS, Condition.IS_NOT} else ()
            if options:
                self._offer(options)
            else:
                for number in range(2 if condition is Condition.BETWEEN else 1):
                    self._add_editor(field, condition, number)
        fit_on_screen(self)

    def _offer(self, options: Sequence[tuple[Text, Any]]) -> None:
        self._checks = [(QCheckBox(str(label)), value) for label, value in options]
        boxes = CheckList([check for check, _value in self._checks])
        self._values.addWidget(boxes.search)
        self._values.addWidget(boxes, 1)

    def _add_editor(self, field: Field, condition: Condition, number: int) -> None:
        asked = as_text(field) if condition is Condition.CONTAINS else ASKED[field.kind](field)
        asked = replace(asked, name=f"value{number}", required=False, hint=None, panel=None)
        self._draft.values[asked.name] = () if asked.kind is FieldKind.LINKS else None
        editor = make_editor(self._context, asked, self._draft)
        editor.set_reading(reading=False)
        self._editors.append(editor)
        self._values.addWidget(editor)

    def _fill(self, asked: Filter) -> None:
        for check, value in self._checks:
            check.setChecked(value in asked.values)
        for number, editor in enumerate(self._editors):
            if editor.field.kind is FieldKind.LINKS:
                self._draft.values[editor.field.name] = asked.values  # type: ignore[assignment]  # links hold many
            elif number < len(asked.values):
                self._draft.values[editor.field.name] = asked.values[number]
            editor.reload()

    def _read(self) -> tuple[Value, ...]:
        if self._checks:
            return tuple(value for check, value in self._checks if check.isChecked())
        found: list[Any] = []
        for editor in self._editors:
            editor.settle()
            value = self._draft.values.get(editor.field.name)
            if isinstance(value, tuple):
                found.extend(value)
            elif isinstance(value, str):
                found.extend(part.strip() for part in value.replace("؛", ";").split(";") if part.strip())
            elif value is not None:
                found.append(value)
        return tuple(found)

    def apply(self) -> None:
        """Take the filter when it has the values it needs; what is missing is told."""
        values = self._read()
        least = 0 if self.condition in NO_VALUES else 2 if self.condition is Condition.BETWEEN else 1
        if len(values) >= least and all(editor.trouble is None for editor in self._editors):
            self.result_filter = Filter(self.field.name, self.condition, values)
            self.accept()
        else:
            self._tell_missing()

    def _tell_missing(self) -> None:
        if self._checks:
            self._note.set_text(_("Tick at least one value."))
            self._note.show()
            self._checks[0][0].setFocus()
        for editor in reversed(self._editors):
            if editor.trouble is None and editor.is_empty:
                editor.say(_("Give a value."))
            if editor.trouble is not None or editor.is_empty:
                editor.focus_field()
        fit_on_screen(self)


def _offered(kind: RecordKind) -> list[Field]:
    """List the fields of filters: those the kind puts first, then all others."""
    first = [kind.fields[attribute.key] for attribute in kind.filters]
    return [*first, *(field for field in kind.fields.values() if field not in first and conditions_of(field))]


def _options(field: Field) -> Sequence[tuple[Text, Enum | bool]]:
    if field.kind is FieldKind.YES_NO:
        return ((_("Yes"), True), (_("No"), False))
    return [(choice_label(member), member) for member in field.choices] if field.choices is not None else ()
