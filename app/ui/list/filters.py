"""Filters as chips, and the sheet that makes one: field, condition, values by the kind of the field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from app.core.i18n import Text, _, _c, language, plain
from app.schema.choices import choice_label
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services import editing
from app.services.listing import Condition, Filter, condition_name, conditions_of
from app.services.wording import cells
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import Button, FilterChip, FlowLayout, Label, PrimaryButton, QuietButton, column, empty, row
from app.ui.theme import scaled

_TEXTS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT, FieldKind.FILE, FieldKind.PLACE})
NO_VALUES: Final = frozenset({Condition.EMPTY, Condition.FILLED})


def _as_text(field: Field) -> Field:
    return replace(field, kind=FieldKind.TEXT, latin=False, code=False)


def _as_links(field: Field) -> Field:
    return replace(field, kind=FieldKind.LINKS)


def _as_day(field: Field) -> Field:
    return replace(field, kind=FieldKind.DAY, partial=True)


def _as_it_is(field: Field) -> Field:
    return field


# How the value of a filter is asked for; a rating and a number are typed, links are found by name, several at once.
ASKED: Mapping[FieldKind, Callable[[Field], Field]] = {
    FieldKind.TEXT: _as_text,
    FieldKind.LONG_TEXT: _as_text,
    FieldKind.CONTACT: _as_text,
    FieldKind.FILE: _as_text,
    FieldKind.PLACE: _as_text,
    FieldKind.INTEGER: _as_it_is,
    FieldKind.RATING: lambda field: replace(field, kind=FieldKind.INTEGER),
    FieldKind.AMOUNT: _as_it_is,
    FieldKind.DAY: _as_day,
    FieldKind.MOMENT: _as_day,
    FieldKind.YES_NO: _as_it_is,
    FieldKind.CHOICE: _as_it_is,
    FieldKind.OFFICE_LIST: _as_links,
    FieldKind.LINK: _as_links,
    FieldKind.LINKS: _as_links,
}


def filter_words(context: Context, field: Field, asked: Filter) -> str:
    """Word a filter as its chip: «field: value or value», with the condition where it is not plainly «is»."""
    name = condition_name(asked.condition)
    if not asked.values:
        return str(_c("filter chip", "{field} {condition}").format(field=field.label, condition=name))
    shown = [(_worded(field, value, asked.condition), value) for value in asked.values]
    words = cells(context.office, shown, lang=language())
    joint = _c("filter", " and ") if asked.condition is Condition.BETWEEN else _c("filter", " or ")
    value = str(joint).join(words)
    if asked.condition is Condition.IS:
        return str(_c("filter chip", "{field}: {value}").format(field=field.label, value=plain(value)))
    sentence = _c("filter chip", "{field} {condition}: {value}")
    return str(sentence.format(field=field.label, condition=name, value=plain(value)))


def _worded(field: Field, value: Value, condition: Condition) -> Field:
    if condition is Condition.CONTAINS or field.kind in _TEXTS:
        return _as_text(field)
    if field.kind is FieldKind.LINKS:
        return replace(field, kind=FieldKind.LINK)
    return _as_day(field) if field.kind is FieldKind.MOMENT and type(value).__name__ != "Moment" else field


class FilterBar(QWidget):
    """The chips of a list; always to be seen while something is filtered."""

    changed = Signal(tuple)
    add_asked = Signal()
    edit_asked = Signal(int)

    def __init__(self, context: Context, kind: RecordKind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self._filters: tuple[Filter, ...] = ()
        self._flow = FlowLayout(spacing=6)
        self.setLayout(self._flow)

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Show the chips of some filters, and the way to one more."""
        self._filters = filters
        empty(self._flow)
        for place, asked in enumerate(filters):
            self._flow.addWidget(self._chip(place, asked))
        add = QuietButton(_("Filter"), icon="add")
        add.clicked.connect(self.add_asked)
        self._flow.addWidget(add)
        if filters:
            clear = QuietButton(_("Clear all"))
            clear.clicked.connect(lambda: self.changed.emit(()))
            self._flow.addWidget(clear)

    def _chip(self, place: int, asked: Filter) -> FilterChip:
        words = filter_words(self._context, self._kind.fields[asked.field], asked)
        name = _("Remove the filter {filter}").format(filter=words)
        chip = FilterChip(words, joiner=_c("between filters", "and") if place else "", remove_name=name)
        chip.removed.connect(lambda: self.changed.emit(self._filters[:place] + self._filters[place + 1 :]))
        chip.clicked.connect(lambda: self.edit_asked.emit(place))
        return chip


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
        top = row((self.field_box, 3), (self.condition_box, 2))
        self.setLayout(column(Label(_("Filter"), "card_title"), top, self._values, 8, row(None, self._apply, leave),
                              spacing=10, margins=(20, 16, 20, 16)))  # fmt: skip

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

    def _choose_field(self) -> None:
        self.condition_box.blockSignals(True)  # noqa: FBT003
        self.condition_box.clear()
        for condition in conditions_of(self.field):
            self.condition_box.addItem(str(condition_name(condition)), condition)
        self.condition_box.blockSignals(False)  # noqa: FBT003
        self._choose_condition()

    def _choose_condition(self) -> None:
        empty(self._values)
        self._checks, self._editors = [], []
        field, condition = self.field, self.condition
        if condition in NO_VALUES:
            return
        options = _options(field) if condition in {Condition.IS, Condition.IS_NOT} else ()
        for label, value in options:
            check = QCheckBox(str(label))
            self._values.addWidget(check)
            self._checks.append((check, value))
        if not options:
            for number in range(2 if condition is Condition.BETWEEN else 1):
                self._add_editor(field, condition, number)

    def _add_editor(self, field: Field, condition: Condition, number: int) -> None:
        asked = _as_text(field) if condition is Condition.CONTAINS else ASKED[field.kind](field)
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
        """Take the filter when it has the values it needs."""
        values = self._read()
        least = 0 if self.condition in NO_VALUES else 2 if self.condition is Condition.BETWEEN else 1
        if len(values) >= least:
            self.result_filter = Filter(self.field.name, self.condition, values)
            self.accept()


def _offered(kind: RecordKind) -> list[Field]:
    """List the fields of filters: those the kind puts first, then all others."""
    first = [kind.fields[attribute.key] for attribute in kind.filters]
    return [*first, *(field for field in kind.fields.values() if field not in first and conditions_of(field))]


def _options(field: Field) -> Sequence[tuple[Text, Enum | bool]]:
    if field.kind is FieldKind.YES_NO:
        return ((_("Yes"), True), (_("No"), False))
    return [(choice_label(member), member) for member in field.choices] if field.choices is not None else ()
