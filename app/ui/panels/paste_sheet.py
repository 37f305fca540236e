"""The clipboard's table before it becomes rows of a panel: what each column is, and how its cells are read."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from app.core.i18n import _, _c, _n, language
from app.core.numbers import format_integer
from app.core.text import isolate
from app.schema.draft import Draft
from app.schema.fields import Field
from app.schema.values import Value
from app.services.pasting import Block, Mapped, Pasted, map_columns, pasted, unread_line
from app.services.wording import cells
from app.ui.context import Context
from app.ui.fields.frame import guard_wheel
from app.ui.kit import Icon, Label, OpenPlace, Segmented, SmallButton, column, empty, row
from app.ui.tasks import Job, Running
from app.ui.theme import scaled

_SAMPLES: Final = 3
_TROUBLES: Final = 5
_NUMBER_WIDTH: Final = 24
_LEFT_OUT: Final = ""


class PasteSheet(OpenPlace):
    """Map the columns of a block, see how they are read, and take the rows; Esc leaves.

    `taken` carries the new drafts. Cells that cannot be read hold the rows back until they are mended in the sheet, their
    column is left out, or somebody lets them stay empty.
    """

    taken = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, owner: Draft, panel: str, *, fields: Sequence[Field], block: Block) -> None:
        super().__init__()
        self._context, self._owner, self._panel, self._block = context, owner, panel, block
        self._fields = fields
        self._mapped = map_columns(self._fields, block)
        self._running: Running[Pasted] | None = None
        self._pasted: Pasted | None = None
        self._said: list[str] = []
        self.boxes: list[QComboBox] = []
        self._read_as: list[Label] = []
        self._notes = column(spacing=4)
        self._leave_empty = QCheckBox(str(_("Leave the cells empty that could not be read")))
        self._leave_empty.toggled.connect(self._weigh)
        self.add_button = SmallButton("", icon="done")
        self.add_button.clicked.connect(self.take)
        self._lay_out()
        self._read()

    @property
    def mapped(self) -> Mapped:
        """Give what the columns are taken for."""
        return self._mapped

    @property
    def leave_empty(self) -> QCheckBox:
        """Give the box that lets unread cells stay empty."""
        return self._leave_empty

    def take(self) -> None:
        """Hand the rows over."""
        if self._pasted is not None and self.add_button.isEnabled():
            self.taken.emit(self._pasted.drafts)

    def troubles(self) -> list[str]:
        """List the sentences about cells that could not be read, as shown."""
        return list(self._said)

    def focus_first(self) -> None:
        """Give the keyboard to the first column."""
        self.boxes[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        title = _("Rows from the clipboard: what is each column?")
        self._first = Segmented((("heads", _("Headings")), ("row", _("A row"))), name=_("The first row is"))
        self._first.set_chosen("heads" if self._mapped.headed else "row")
        self._first.chosen.connect(self._choose_first)
        self._first.setVisible(len(self._block.rows) > 1)
        asked = Label(_("The first row is"), "label", tone="text_3")
        asked.setVisible(len(self._block.rows) > 1)
        leave = SmallButton(_("Cancel"), kind="quiet")
        leave.clicked.connect(self.closed)
        lines = [self._line(number) for number in range(self._block.width)]
        note = Label(_("Nothing is saved before you save the record."), "caption", tone="text_3", wrap=True)
        foot = row(self.add_button, leave, (note, 1), spacing=8)
        self.setLayout(column(Label(title, "body", weight=600, wrap=True), row(asked, self._first, None, spacing=8),
                              column(*lines, spacing=6), self._notes, self._leave_empty, foot,
                              spacing=10, margins=(14, 12, 14, 12)))  # fmt: skip
        self.setAccessibleName(str(title))

    def _line(self, number: int) -> QWidget:
        box = QComboBox()
        figure = format_integer(number + 1, language())
        box.setAccessibleName(str(_("Field of column {n}").format(n=number + 1)))
        box.addItem(str(_("(leave out)")), _LEFT_OUT)
        for field in self._fields:
            box.addItem(str(field.label), field.name)
        box.setCurrentIndex(max(0, box.findData(self._mapped.fields[number] or _LEFT_OUT)))
        box.setFixedWidth(scaled(190))
        box.activated.connect(lambda _at: self._choose(number))
        guard_wheel(box)
        self.boxes.append(box)
        read_as = Label("", "caption", tone="text_3", elide=True)
        self._read_as.append(read_as)
        count = Label(figure, "caption", tone="text_3", weight=600, align="centre", tabular=True)
        count.setFixedWidth(scaled(_NUMBER_WIDTH))
        holder = QWidget()
        holder.setLayout(row(count, box, (column(Label(self._sample(number), "body", elide=True), read_as, spacing=0), 1)))
        return holder

    def _sample(self, number: int) -> str:
        """Show the first cells of a column as they were copied."""
        found = self._block.column(number, headed=self._mapped.headed)[:_SAMPLES]
        return " · ".join(isolate(" ".join(cell.split()) or "—") for cell in found)

    def _choose_first(self, key: str) -> None:
        self._mapped = Mapped(self._mapped.fields, headed=key == "heads")
        self._read()

    def _choose(self, number: int) -> None:
        """Take another field for a column; the column that had it is left out."""
        name = self.boxes[number].currentData() or None
        fields = [None if name is not None and held == name else held for held in self._mapped.fields]
        fields[number] = name
        self._mapped = Mapped(tuple(fields), headed=self._mapped.headed)
        for box, held in zip(self.boxes, fields, strict=True):
            box.setCurrentIndex(max(0, box.findData(held or _LEFT_OUT)))
        self._read()

    def _read(self) -> None:
        """Read all cells beside the window; an answer to an older question is not heard."""
        if self._running is not None:
            self._running.cancel()
        self._pasted = None
        self._weigh()
        office, owner, panel, block, mapped = self._context.office, self._owner, self._panel, self._block, self._mapped

        def work(_job: Job) -> Pasted:
            return pasted(office, owner, panel, block=block, mapped=mapped)

        self._running = self._context.tasks.run(work, self._show)

    def _show(self, found: Pasted) -> None:
        self._pasted = found
        empty(self._notes)
        self._said = []
        for unread in found.unread[:_TROUBLES]:
            self._tell(str(unread_line(unread)))
        rest = len(found.unread) - _TROUBLES
        if rest > 0:
            self._tell(str(_n("and {n} more cell that could not be read", "and {n} more cells that could not be read", rest)))
        self._show_readings(found)
        self._weigh()

    def _tell(self, sentence: str) -> None:
        line = QWidget()
        line.setLayout(row(Icon("error", "bad_dot", size=14), (Label(sentence, "label", tone="bad", wrap=True), 1), spacing=6))
        self._notes.addWidget(line)
        self._said.append(sentence)
        line.show()

    def _show_readings(self, found: Pasted) -> None:
        """Say under each column how its first cells are understood, so that a day of another order is seen."""
        kind = self._context.office.catalogue.panels(self._owner.kind)[self._panel].kind
        for name, label in zip(self._mapped.fields, self._read_as, strict=True):
            values = [] if name is None else [draft.values.get(name) for draft in found.drafts[:_SAMPLES]]
            pairs = [(kind.fields[name], value) for value in values if name is not None]
            # A cell that says nothing keeps its place, so that each reading stands in the order of its cell.
            words = [" ".join(word.split()) or "—" for word in cells(self._context.office, pairs, lang=language())]
            said = _c("how cells of a column are understood", "Read as: {words}")
            label.set_text(said.format(words=" · ".join(map(isolate, words))) if any(map(_is_said, values)) else "")

    def _weigh(self) -> None:
        """Let the rows be taken once they are read, and whole or allowed to be less."""
        found = self._pasted
        unread = len(found.unread) if found is not None else 0
        self._leave_empty.setVisible(bool(unread))
        count = len(self._block.rows) - self._mapped.headed
        self.add_button.set_text(_n("Add {n} row", "Add {n} rows", count))
        mapped = any(self._mapped.fields)
        self.add_button.setEnabled(found is not None and mapped and count > 0 and (not unread or self._leave_empty.isChecked()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _is_said(value: Value) -> bool:
    return value not in (None, "", ())
