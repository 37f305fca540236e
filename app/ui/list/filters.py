"""Filters as chips, and how their values are worded and asked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import _, _c, _n, language, plain
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services.list_query import RECORDS, Condition, Filter, condition_name
from app.services.wording import cells
from app.ui.context import Context
from app.ui.kit import FilterChip, FlowLayout, QuietButton, empty

_TEXTS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT, FieldKind.FILE, FieldKind.PLACE})
NO_VALUES: Final = frozenset({Condition.EMPTY, Condition.FILLED})


def as_text(field: Field) -> Field:
    """Ask for a field's value as a line of text."""
    return replace(field, kind=FieldKind.TEXT, latin=False, code=False, zone=False)


def _as_links(field: Field) -> Field:
    return replace(field, kind=FieldKind.LINKS)


def _as_day(field: Field) -> Field:
    return replace(field, kind=FieldKind.DAY, partial=True)


def _as_it_is(field: Field) -> Field:
    return field


# How the value of a filter is asked for; a rating and a number are typed, links are found by name, several at once.
ASKED: Mapping[FieldKind, Callable[[Field], Field]] = {
    FieldKind.TEXT: as_text,
    FieldKind.LONG_TEXT: as_text,
    FieldKind.CONTACT: as_text,
    FieldKind.FILE: as_text,
    FieldKind.PLACE: as_text,
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


def _these(asked: Filter) -> str:
    """Word the filter that holds some records by themselves."""
    return str(_n("exactly this {n} record", "exactly these {n} records", len(asked.values)))


def _worded(field: Field, value: Value, condition: Condition) -> Field:
    if condition is Condition.CONTAINS or field.kind in _TEXTS:
        return as_text(field)
    if field.kind is FieldKind.LINKS:
        return replace(field, kind=FieldKind.LINK)
    return _as_day(field) if field.kind is FieldKind.MOMENT and type(value).__name__ != "Moment" else field


class FilterBar(QWidget):
    """The chips of a list; always to be seen while something is filtered."""

    changed = Signal(tuple)
    add_asked = Signal()
    edit_asked = Signal(int)
    back_asked = Signal()

    def __init__(self, context: Context, kind: RecordKind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self._filters: tuple[Filter, ...] = ()
        self._flow = FlowLayout(spacing=6)
        self.setLayout(self._flow)

    def show_filters(self, filters: tuple[Filter, ...], *, aside: int = 0) -> None:
        """Show the chips of some filters, the way to one more, and the way back to those set aside."""
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
        if aside:
            words = _n("{n} filter is off; turn it on", "{n} filters are off; turn them on", aside)
            back = QuietButton(str(words), icon="filter", shortcut="Ctrl+Shift+L")
            back.clicked.connect(self.back_asked)
            self._flow.addWidget(back)

    def _chip(self, place: int, asked: Filter) -> FilterChip:
        counted = asked.field == RECORDS
        words = _these(asked) if counted else filter_words(self._context, self._kind.fields[asked.field], asked)
        name = _("Remove the filter {filter}").format(filter=words)
        chip = FilterChip(words, joiner=_c("between filters", "and") if place else "", remove_name=name)
        chip.removed.connect(lambda: self.changed.emit(self._filters[:place] + self._filters[place + 1 :]))
        if not counted:
            chip.clicked.connect(lambda: self.edit_asked.emit(place))
        return chip
