"""The bar that appears when several rows are selected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import _, _n
from app.ui.kit import Label, QuietButton, row


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
