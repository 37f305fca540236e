"""The record of the current row beside its list, in a wide window: read before it is opened."""

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.i18n import _, language
from app.core.numbers import format_integer
from app.services.glance import Glance, GlancedSection, glance
from app.ui.context import Context
from app.ui.fields.files import thumbnail_of
from app.ui.kit import Avatar, Card, EmptyState, HLine, Icon, Label, ScrollBox, SmallButton, column, empty, row
from app.ui.list.grid import Grid
from app.ui.list.model import ListRows
from app.ui.shell.places import RecordPlace
from app.ui.tasks import Running
from app.ui.theme import scaled

WIDTH = 440
_FACE = 128
_WAIT_MS = 120


class GlancePane(Card):
    """Look over the record of the current row; hidden until the window is wide."""

    def __init__(self, context: Context, kind: str, grid: Grid, rows: ListRows) -> None:
        super().__init__(padding=(0, 0))
        self._context, self._kind, self._grid, self._rows = context, kind, grid, rows
        self._record: UUID | None = None
        self._running: Running[Glance] | None = None
        self.setFixedWidth(scaled(WIDTH))
        self.setAccessibleName(str(_("Preview of the row")))
        self._inside = column(spacing=0)
        self.body.addLayout(self._inside)
        # Whoever runs down the list with the arrow key does not wait for every row.
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._read)
        grid.selectionModel().currentRowChanged.connect(lambda *_rows: self._look_over())
        rows.settled.connect(lambda _total: self._look_over())
        self._clear()
        self.hide()

    def set_wide(self, *, wide: bool) -> None:
        """Stand beside the list where there is room."""
        if wide is self.isHidden():
            self.setVisible(wide)
            self._look_over()

    def _look_over(self) -> None:
        number = self._grid.currentIndex().row()
        row_there = self._rows.row(number) if 0 <= number < self._rows.rowCount() and not self.isHidden() else None
        self.show_record(row_there.id if row_there is not None else None)

    def show_record(self, record: UUID | None) -> None:
        """Show a record as soon as the cursor rests on it; None shows none."""
        self._record = record
        if record is None:
            self._wait.stop()
            self._stop()
            self._clear()
        else:
            self._wait.start()

    def _read(self) -> None:
        record, office, kind = self._record, self._context.office, self._kind
        self._stop()
        if record is not None and self.isVisible():
            self._running = self._context.tasks.run(
                lambda _job: glance(office, kind, record), self._tell, failed=lambda _error: self._clear()
            )

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _clear(self) -> None:
        empty(self._inside)
        self._inside.addWidget(EmptyState("eye", _("Choose a row to look it over here.")))

    def _tell(self, found: Glance) -> None:
        empty(self._inside)
        page = ScrollBox(spacing=14, margins=(20, 16, 20, 16))
        page.add(self._head(found))
        for section in found.sections:
            page.add(HLine())
            page.add(_section(section))
        page.body.addStretch(1)
        self._inside.addWidget(page)
        page.show()

    def _head(self, found: Glance) -> QWidget:
        kind = self._context.office.catalogue[found.kind]
        mark: QWidget = Icon(kind.icon, "primary", size=22)
        if found.face:
            mark = Avatar(found.title[:1], size=scaled(44), photo=thumbnail_of(found.face, _FACE))
        opener = SmallButton(_("Open {kind}").format(kind=kind.name), icon="open_outside")
        opener.clicked.connect(lambda: self._context.go(RecordPlace(found.kind, found.id)))
        held = QWidget()
        held.setLayout(row(mark, (Label(found.title, "record_title", wrap=True), 1), opener, spacing=10))
        return held


def _section(section: GlancedSection) -> QWidget:
    lines = column(Label(section.title, "label", weight=600, tone="primary"), spacing=6)
    for label, words in section.fields:
        lines.addLayout(column(Label(label, "caption", tone="text_3"), Label(words, "body", wrap=True), spacing=0))
    for label, count in section.counts:
        figure = Label(format_integer(count, language()), "body", weight=600, tabular=True)
        lines.addLayout(row(Label(label, "body", tone="text_2"), None, figure, spacing=8))
    held = QWidget()
    held.setLayout(lines)
    return held
