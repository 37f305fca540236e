"""What is done with several rows: the bar that appears from two on, and the sheet that sets one field of all of them."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _, _n, language
from app.schema.fields import Field, FieldKind
from app.schema.kinds import RecordKind
from app.services import changing, editing
from app.services.listing import ListRow
from app.services.wording import cells
from app.ui.context import Context
from app.ui.fields import FieldEditor, make_editor
from app.ui.kit import Button, Label, PrimaryButton, QuietButton, column, empty, row
from app.ui.tasks import Job
from app.ui.theme import scaled

SHOWN: Final = 50
_UNFIT: Final = frozenset({FieldKind.FILE, FieldKind.PLACE, FieldKind.LONG_TEXT, FieldKind.CONTACT})


class SelectionBar(QWidget):
    """How many rows are selected and what may be done with them."""

    edit_asked = Signal()
    tags_asked = Signal()
    export_asked = Signal()
    archive_asked = Signal()
    clear_asked = Signal()

    def __init__(self, *, tags: bool) -> None:
        super().__init__()
        self._count = Label("", "body", weight=600, tone="primary")
        edit = QuietButton(_("Bulk edit"), icon="edit")
        tag = QuietButton(_("Tags"), icon="bookmark")
        excel = QuietButton(_("Excel"), icon="excel")
        archive = QuietButton(_("Archive"), icon="archive")
        clear = QuietButton(_("Clear selection"), icon="close")
        self.setLayout(row(self._count, 8, edit, tag, excel, archive, None, clear, spacing=4))
        tag.setVisible(tags)
        for button, asked in (
            (edit, self.edit_asked), (tag, self.tags_asked), (excel, self.export_asked),
            (archive, self.archive_asked), (clear, self.clear_asked),
        ):  # fmt: skip
            button.clicked.connect(asked)

    def show_count(self, count: int) -> None:
        """Say how many rows are selected."""
        self._count.set_text(_n("{n} item selected", "{n} items selected", count))


class BulkSheet(QDialog):
    """Choose a field and a value, see before and after of each row, and set all as one deed."""

    def __init__(
        self, parent: QWidget, context: Context, kind: RecordKind, rows: tuple[ListRow, ...], *, field: str = ""
    ) -> None:
        super().__init__(parent)
        self._context, self._kind, self._rows = context, kind, rows
        self._draft = editing.blank(context.office, kind.key)
        self._fields = [one for one in kind.fields.values() if one.kind not in _UNFIT and one.name != kind.title.key]
        self._editor: FieldEditor | None = None
        self._before: dict[UUID, Any] = {}
        self.setWindowTitle(str(_("Bulk edit")))
        self.resize(scaled(560), scaled(480))
        self.field_box = QComboBox()
        self.field_box.setAccessibleName(str(_("Field")))
        self._place, self._lines = QVBoxLayout(), QVBoxLayout()
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
        inner, scroll = QWidget(), QScrollArea()
        self._lines.setSpacing(4)
        inner.setLayout(column(self._lines, None))
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(str(_("Before and after of each row")))
        head = Label(_n("Bulk edit of {n} item", "Bulk edit of {n} items", len(self._rows)), "card_title")
        note = Label(_("One “Undo” takes all of it back."), "caption", tone="text_3")
        self.setLayout(column(head, self.field_box, self._place, (scroll, 1), row(note, None, self._apply, leave),
                              spacing=10, margins=(20, 16, 20, 16)))  # fmt: skip

    @property
    def field(self) -> Field:
        """Give the field now chosen."""
        return replace(self._kind.fields[self.field_box.currentData()], panel=None)

    @property
    def editor(self) -> FieldEditor | None:
        """Give the editor of the new value."""
        return self._editor

    def _choose(self) -> None:
        empty(self._place)
        self._read_before()
        self._editor = make_editor(self._context, self.field, self._draft)
        self._editor.set_reading(reading=False)
        self._editor.changed.connect(self._show)
        self._place.addWidget(self._editor)
        self._show()

    def _read_before(self) -> None:
        name, office = self.field.name, self._context.office
        some = self._rows[:SHOWN]
        drafts = ((each.id, editing.open_draft(office, self._kind.key, each.id)) for each in some)
        self._before = {record: draft.values.get(name) for record, draft in drafts}

    def _show(self) -> None:
        empty(self._lines)
        after = self._draft.values.get(self.field.name)
        pairs = [(self.field, value) for value in (after, *self._before.values())]
        new, *old = cells(self._context.office, pairs, lang=language())
        for each, before in zip(self._rows[:SHOWN], old, strict=False):
            self._lines.addLayout(self._line(each, before, new))
        if len(self._rows) > SHOWN:
            more = _n("and {n} more", "and {n} more", len(self._rows) - SHOWN)
            self._lines.addWidget(Label(more, "caption", tone="text_3"))

    def _line(self, each: ListRow, before: str, after: str) -> Any:  # noqa: ANN401 - a layout
        title = next((str(value) for value in each.values if isinstance(value, str)), "")
        empty_word = str(_("(empty)"))
        same = before == after
        return row(
            (Label(title, "body", weight=500, elide=True), 3),
            (Label(before or empty_word, "body", tone="text_3", elide=True), 2),
            Label("←" if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else "→", "body", tone="text_3"),
            (Label(after or empty_word, "body", tone="text_3" if same else "primary", elide=True), 2),
        )

    def apply(self) -> None:
        """Set the field of all rows beside the window."""
        if self._editor is not None:
            self._editor.settle()
        office, kind, field = self._context.office, self._kind.key, self.field.name
        ids, value = tuple(each.id for each in self._rows), self._draft.values.get(self.field.name)

        def work(_job: Job) -> changing.Done:
            return changing.bulk_set(office, kind, ids, field_name=field, value=value)

        self._context.tasks.run(work, self._tell)
        self.accept()

    def _tell(self, done: changing.Done) -> None:
        words = _n("{n} item changed.", "{n} items changed.", done.count)
        self._context.say(str(words), undoable=done.deed is not None)
