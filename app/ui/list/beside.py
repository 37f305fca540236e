"""The list with the record of its current row beside it, once a window has been wide enough."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout

from app.ui.context import Context
from app.ui.list.grid import Grid
from app.ui.list.model import ListRows
from app.ui.theme import SPACE

if TYPE_CHECKING:
    from app.ui.list.glance import GlancePane


class Beside(QHBoxLayout):
    """Hold the rows, and from the first wide moment on the pane; most windows never load it."""

    def __init__(self, context: Context, kind: str, grid: Grid, rows: ListRows, body: QLayout) -> None:
        super().__init__()
        self._context, self._kind, self._grid, self._rows = context, kind, grid, rows
        self.pane: GlancePane | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE.m)
        self.addLayout(body, 1)

    def set_wide(self, *, wide: bool) -> None:
        """Show the pane where there is room."""
        if wide and self.pane is None:
            from app.ui.list.glance import GlancePane

            self.pane = GlancePane(self._context, self._kind, self._grid, self._rows)
            self.addWidget(self.pane)
        if self.pane is not None:
            self.pane.set_wide(wide=wide)
