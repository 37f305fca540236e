"""The clipboard of a panel: its rows copied as a table with headings, and a table from a sheet pasted as new rows."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.errors import SafirError
from app.core.i18n import _n, language
from app.core.text import strip_isolates
from app.schema.draft import Draft
from app.schema.fields import Field
from app.schema.kinds import PanelRows
from app.services import editing
from app.services.pasting import block_of, fields_to_paste
from app.services.wording import cells
from app.ui.form.session import DraftSession
from app.ui.kit import NoteBar, empty
from app.ui.list.copying import copied
from app.ui.locking import clipboard
from app.ui.panels.paste_sheet import PasteSheet
from app.ui.panels.row_form import row_fields


class PanelClipboard(QObject):
    """Copy and paste for one panel; what is pasted is mapped on a sheet that stands in `place`.

    `taken` carries the new drafts, `dropped` those that are to go again.
    """

    taken = Signal(object)
    dropped = Signal(object)
    left = Signal()

    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, place: QVBoxLayout) -> None:
        super().__init__()
        self._session, self._draft, self._panel, self._place = session, draft, rows, place
        self.sheet: PasteSheet | None = None

    def copy(self, drafts: Sequence[Draft]) -> None:
        """Copy rows as a table, the names of their fields first."""
        office, fields = self._session.context.office, self._fields()
        lines = ["\t".join(strip_isolates(str(field.label)) for field in fields)]
        for draft in drafts:
            values = [draft.values.get(field.name) for field in fields]
            words = cells(office, zip(fields, values, strict=True), lang=language())
            told = zip(fields, values, words, strict=True)
            lines.append("\t".join("" if value is None else copied(field, value, word) for field, value, word in told))
        if drafts:
            clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Show the table of the clipboard, its columns to be mapped."""
        context = self._session.context
        try:
            block = block_of(clipboard().text())
        except SafirError as error:
            context.dialogs.report(error)
            return
        self.clear()
        self.sheet = PasteSheet(context, self._draft, self._panel.name, fields=self._fields(), block=block)
        self.sheet.closed.connect(self._leave)
        self.sheet.taken.connect(self._take)
        self._place.addWidget(self.sheet)
        self.sheet.show()
        self.sheet.focus_first()

    def clear(self) -> None:
        """Take away the sheet, or what was said of the last rows."""
        empty(self._place)
        self.sheet = None

    def _fields(self) -> tuple[Field, ...]:
        blank = editing.blank_row(self._session.context.office, self._draft, panel=self._panel.name)
        return fields_to_paste(row_fields(self._panel, blank))

    def _leave(self) -> None:
        self.clear()
        self.left.emit()

    def _take(self, drafts: Sequence[Draft]) -> None:
        self.clear()
        self.taken.emit(drafts)
        count = len(drafts)
        note = NoteBar(
            _n("{n} row was added from the clipboard.", "{n} rows were added from the clipboard.", count),
            family="good", icon="saved", action=_n("Take it out", "Take them out", count),
        )  # fmt: skip
        note.action_clicked.connect(lambda: self._drop(drafts))
        self._place.addWidget(note)
        note.show()

    def _drop(self, drafts: Sequence[Draft]) -> None:
        self.clear()
        self.dropped.emit(drafts)
