"""The shape of a list page: its columns in order, their widths and the density; what is chosen over «All» is kept."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.services.listing import ListQuery
from app.ui.list.kept import looks_of, with_columns, with_looks

if TYPE_CHECKING:
    from app.ui.list.page import ListPage

_KEEP_MS = 120


class Shape(QObject):
    """What this person likes a list to look like (`looks`), and the density now shown, which a saved view may bring along."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self.looks = looks_of(page.context.settings, page.kind.key)
        self.density = self.looks.density
        self._wake = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._wake.timeout.connect(self.keep)

    def connect_grid(self) -> None:
        """Hear of columns that are dragged wider or to another place."""
        grid = self._page.grid
        grid.widths = dict(self.looks.widths)
        grid.widths_changed.connect(self._wake.start)
        # After the drag is over: the header is in the middle of it while it tells.
        grid.head.moved.connect(lambda: QTimer.singleShot(0, self, self._take_order))

    def asked(self, query: ListQuery) -> ListQuery:
        """Give a query with its columns: its own, those kept for this list, or those of the kind."""
        return with_columns(self._page.kind, self.looks, query)

    def choose_columns(self, names: tuple[str, ...]) -> None:
        """Show other columns, the title always first; none named shows those of the kind."""
        page = self._page
        looks = replace(self.looks, columns=names)
        page.stay_where_one_is()
        page.ask(with_columns(page.kind, looks, replace(page.query, columns=names)))
        if page.views.is_all:
            self.looks = looks
            self.keep()

    def choose_density(self, density: str) -> None:
        """Make rows dense, normal or roomy."""
        self.show_density(density)
        if self._page.views.is_all:
            self.looks = replace(self.looks, density=density)
            self.keep()

    def show_density(self, density: str) -> None:
        """Make rows dense, normal or roomy as long as this view is shown; no density is the one kept."""
        self.density = density or self.looks.density
        self._page.fit()

    def keep(self) -> None:
        """Keep columns, widths and density for this kind."""
        self.looks = replace(self.looks, widths=dict(self._page.grid.widths))
        self._page.context.keep(with_looks(self._page.context.settings, self._page.kind.key, self.looks))

    def _take_order(self) -> None:
        """Take the order in which the columns were dragged into the query, so that it is exported and come back to."""
        columns, head = self._page.query.columns, self._page.grid.head
        if head.count() == len(columns):
            order = tuple(columns[head.logicalIndex(place)] for place in range(head.count()))
            head.stand_in_order()
            self.choose_columns(order)
