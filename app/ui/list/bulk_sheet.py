"""The sheet that sets one field of all selected rows; loaded when it is first asked for."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from app.core.i18n import _, _n, language
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
from app.ui.tasks import Job, Running
from app.ui.theme import scaled

_UNFIT: Final = frozenset({FieldKind.FILE, FieldKind.PLACE, FieldKind.LONG_TEXT, FieldKind.CONTACT})


class BulkSheet(QDialog):
    """Choose a field and a value, see before and after of each row, and set all as one deed; links are added or replaced."""

    def __init__(
        self, parent: QWidget, context: Context, kind: RecordKind, rows: tuple[ListRow, ...], *, field: str = ""
    ) -> None:
        super().__init__(parent)
        self._context, self._kind, self._rows = context, kind, rows
        self._draft = editing.blank(context.office, kind.key)
        self._fields = [one for one in kind.fields.values() if one.kind not in _UNFIT and one.name != kind.title.key]
        self._editor: FieldEditor | None = None
        self._reading: Running[tuple[ListRow, ...]] | None = None
        self.adding = True
        self.preview = Preview(self)
        self.setWindowTitle(str(_("Bulk edit")))
        self.resize(scaled(640), scaled(480))
        self.field_box = QComboBox()
        self.field_box.setAccessibleName(str(_("Field")))
        self._way = Segmented((("add", _("Add")), ("replace", _("Replace"))), name=_("Add or replace"))
        self._way.chosen.connect(self._choose_way)
        self._place = QVBoxLayout()
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
        top = row((self.field_box, 1), self._way)
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

    def _choose_way(self, key: str) -> None:
        self.adding = key == "add"
        self._show()

    def _choose(self) -> None:
        empty(self._place)
        self._way.setVisible(self.field.kind is FieldKind.LINKS)
        self._editor = make_editor(self._context, self.field, self._draft)
        self._editor.set_reading(reading=False)
        self._editor.changed.connect(self._show)
        self._place.addWidget(self._editor)
        self._show()
        self._read_before()

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

    def _show(self) -> None:
        value, office = self._draft.values.get(self.field.name), self._context.office
        names = names_behind(office, ((self.field, value),), lang=language())
        self.preview.show_value(value, names, adding=self._adds, zone=office.zone)

    @property
    def _adds(self) -> bool:
        return self.adding and self.field.kind is FieldKind.LINKS

    def apply(self) -> None:
        """Set the field of all rows beside the window."""
        if self._editor is not None:
            self._editor.settle()
        office, kind, field = self._context.office, self._kind.key, self.field.name
        ids, value, adds = tuple(each.id for each in self._rows), self._draft.values.get(field), self._adds

        def work(_job: Job) -> changing.Done:
            if adds:
                more = value if isinstance(value, tuple) else ()
                return changing.bulk_add(office, kind, ids, field_name=field, values=more)
            return changing.bulk_set(office, kind, ids, field_name=field, value=value)

        self._context.tasks.run(work, self._tell)
        self.accept()

    def _tell(self, done: changing.Done) -> None:
        words = _n("{n} item changed.", "{n} items changed.", done.count)
        self._context.say(str(words), undoable=done.deed is not None)
