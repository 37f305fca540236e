"""The rows that an undo brought back or changed light up once, so that the eye finds them."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer

from app.services.office import Changed
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.list.page import ListPage

GLOW_MS: Final = 600
_MOST: Final = 100


class Glow(QObject):
    """Light up the rows of one deed on a list page; nothing moves where the system asks for less motion."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self._last: Changed | None = None
        self._off = QTimer(self, singleShot=True, interval=GLOW_MS)
        self._off.timeout.connect(lambda: self._light(frozenset()))

    def hear(self, changed: Changed) -> None:
        """Remember what changed last: whoever undid something names its deed a moment later."""
        self._last = changed

    def show_deed(self, deed: UUID | None) -> None:
        """Light up the rows of a deed, once the list has read them."""
        if deed is None or self._last is None or self._last.deed != deed or theme().reduced_motion:
            return
        if self._page.model.is_settled:
            self._show()
        else:
            self._page.model.settled.connect(lambda _total: self._show(), Qt.ConnectionType.SingleShotConnection)

    def _show(self) -> None:
        ids = list(self._last.ids)[:_MOST] if self._last is not None else []
        self._light(frozenset(map(self._page.model.number_of, ids)) - {-1})
        self._off.start()

    def _light(self, rows: frozenset[int]) -> None:
        self._page.grid.cells.glowing = rows
        self._page.grid.viewport().update()
