"""The sheet that sets one field of all selected rows; loaded when it is first asked for."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from app.core.i18n import Text, _, _c, _n, language
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.services import changing, editing, listing
from app.services.listing import ListQuery, ListRow
from app.services.wording import names_behind
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import Button, Label, PrimaryButton, Segmented, column, empty, row
from app.ui.list.model import BLOCK
from app.ui.list.preview import Preview, preview_table
from app.ui.list.sheets import FREE, room_of
from app.ui.tasks import Job, Running
from app.ui.theme import scaled

ADD, SET, EMPTY = "add", "set", "empty"
_UNFIT: Final = frozenset({FieldKind.FILE, FieldKind.PLACE, FieldKind.LONG_TEXT, FieldKind.CONTACT})


class BulkSheet(QDialog):
    """Choose a field and a value, see before and after of each row, and set all as one deed; links are added or replaced.

    `way` is what is done with the value: a field is emptied only where somebody chose to, never because nothing could be read.
    """

    def __init__(
        self, parent: QWidget, context: Context, kind: RecordKind, rows: tuple[ListRow, ...], *, field: str = ""
    ) -> None:
        super().__init__(parent)
        self._context, self._kind, self._rows = context, kind, rows
        self._draft = editing.blank(context.office, kind.key)
        self._fields = [one for one in kind.fields.values() if one.kind not in _UNFIT and one.name != kind.title.key]
        self._editor: FieldEditor | None = None
        self._reading: Running[tuple[ListRow, ...]] | None = None
        self._touched = False
        self.way = ADD
        self.preview = Preview(self)
        self.setWindowTitle(str(_("Bulk edit")))
        self.resize(scaled(640), min(scaled(480), room_of(self).height() - FREE))
        self.field_box = QComboBox()
        self.field_box.setAccessibleName(str(_("Field")))
        self._ways, self._place = QVBoxLayout(), QVBoxLayout()
        self._apply = PrimaryButton(_("Apply"))
        self._apply.clicked.connect(self.apply)
        self._lay_out()
        for one in self._fields:
            self.field_box.addItem(str(one.label), one.name)
        self.field_box.setCurrentIndex(max(0, self.field_box.findData(field)))
        self.field_box.currentIndexChanged.connect(self._choose)
        self._choose()

    def _lay_out(self) -> None:
        leave = Button(_("Cancel"))
        leave.clicked.connect(self.reject)
        head = Label(_n("Bulk edit of {n} item", "Bulk edit of {n} items", len(self._rows)), "card_title")
        note = Label(_("One “Undo” takes all of it back."), "caption", tone="text_3")
        top = row((self.field_box, 1), self._ways)
        self.setLayout(column(head, top, self._place, (preview_table(self.preview), 1), row(note, None, self._apply, leave),
                              spacing=10, margins=(20, 16, 20, 16)))  # fmt: skip

    @property
    def field(self) -> Field:
        """Give the field now chosen."""
        return replace(self._kind.fields[self.field_box.currentData()], panel=None)

    @property
    def editor(self) -> FieldEditor | None:
        """Give the editor of the new value."""
        return self._editor

    def choose_way(self, way: str) -> None:
        """Add to what is there, set another value, or leave nothing in the field."""
        self.way = way
        if self._editor is not None:
            self._editor.setVisible(way != EMPTY)
        self._show()

    def _choose(self) -> None:
        empty(self._place)
        self._offer_ways()
        self._begin_value()
        self._editor = make_editor(self._context, self.field, self._draft)
        self._editor.set_reading(reading=False)
        self._editor.changed.connect(self._touch)
        self._place.addWidget(self._editor)
        self._show()
        self._read_before()

    def _offer_ways(self) -> None:
        """Offer what may be done with the field; one that always has a value is never emptied."""
        empty(self._ways)
        field, links = self.field, self.field.kind is FieldKind.LINKS
        free = not field.required and field.default is None and field.kind is not FieldKind.YES_NO
        ways: list[tuple[str, Text]] = [(ADD, _("Add")), (SET, _("Replace"))] if links else [(SET, _("Set a value"))]
        if free:
            ways.append((EMPTY, _c("bulk edit", "Empty")))
        self.way = ways[0][0]
        if len(ways) > 1:
            offered = Segmented(ways, name=_("What is done with the field"))
            offered.chosen.connect(self.choose_way)
            self._ways.addWidget(offered)

    def _begin_value(self) -> None:
        """Begin with nothing where nothing was chosen: a default of new records is no wish for these."""
        field, values = self.field, self._draft.values
        self._touched = field.kind is FieldKind.YES_NO
        if self._touched:
            values[field.name] = bool(values.get(field.name))
        elif field.kind is not FieldKind.CHOICE:
            values[field.name] = () if field.kind is FieldKind.LINKS else None

    def _touch(self) -> None:
        self._touched = True
        self._show()

    def _read_before(self) -> None:
        """Read the values as they stand beside the window."""
        office, ids = self._context.office, tuple(each.id for each in self._rows)
        query = ListQuery(self._kind.key, columns=(self._kind.title.key, self.field.name), archived=True)
        fields = (self._kind.fields[self._kind.title.key], self.field)

        def work(job: Job) -> tuple[ListRow, ...]:
            handles, found = listing.handles_of(office, query, ids), list[ListRow]()
            for start in range(0, len(handles), BLOCK):
                if job.cancelled():
                    break
                found.extend(listing.rows_at(office, query, handles[start : start + BLOCK]))
            return tuple(found)

        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.tasks.run(work, lambda rows: self.preview.show_rows(fields, rows))

    @property
    def _value(self) -> Any:  # noqa: ANN401 - see FieldEditor.value
        """Give the value that is to be set, None while there is none."""
        value = self._draft.values.get(self.field.name) if self._touched and self.way != EMPTY else None
        return () if value is None and self.field.kind is FieldKind.LINKS else value

    def _show(self) -> None:
        value, office = self._value, self._context.office
        nothing = value in (None, "", ()) and self.way != EMPTY
        names = names_behind(office, ((self.field, value),), lang=language())
        self.preview.show_value(value, names, as_it_is=nothing, adding=self.way == ADD, zone=office.zone)

    def _is_ready(self) -> bool:
        """Read what was typed; what cannot be read, and nothing at all, is told at the field instead of being set."""
        editor = self._editor
        if self.way == EMPTY or editor is None:
            return True
        editor.settle()
        if editor.trouble is None and self._value not in (None, "", ()):
            return True
        if editor.trouble is None:
            either = _("Nothing is set yet. Give a value, or choose “Empty”.")
            editor.say(_("Nothing is set yet. Give a value.") if self._ways.isEmpty() else either)
        editor.focus_field()
        return False

    def apply(self) -> None:
        """Set the field of all rows beside the window."""
        if not self._is_ready():
            return
        office, kind, field = self._context.office, self._kind.key, self.field.name
        ids, value, adds = tuple(each.id for each in self._rows), self._value, self.way == ADD

        def work(_job: Job) -> changing.Done:
            if adds:
                return changing.bulk_add(office, kind, ids, field_name=field, values=value)
            return changing.bulk_set(office, kind, ids, field_name=field, value=value)

        self._context.tasks.run(work, self._tell)
        self.accept()

    def _tell(self, done: changing.Done) -> None:
        words = _n("{n} item changed.", "{n} items changed.", done.count)
        self._context.say(str(words), undoable=done.deed is not None)
