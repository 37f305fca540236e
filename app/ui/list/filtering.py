"""The filters of a list page: asked for, put in place, and turned off and on again without being lost."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.listing import Filter
from app.ui.list.filters import FilterBar

if TYPE_CHECKING:
    from app.ui.list.page import ListPage


class Filtering:
    """What is done with the filters of one list page; those turned off wait in `aside`."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self.aside: tuple[Filter, ...] = ()
        self.bar = FilterBar(page.context, page.kind)
        self.bar.changed.connect(self.put_all)
        self.bar.add_asked.connect(self.ask)
        self.bar.edit_asked.connect(self.ask)
        self.bar.back_asked.connect(self.turn)

    def ask(self, place: int = -1) -> None:
        """Ask for a filter, or change the one at a place."""
        from app.ui.list.filter_sheet import FilterSheet

        page = self._page
        sheet = FilterSheet(page, page.context, page.kind, page.query.filters[place] if place >= 0 else None)
        if sheet.exec() and sheet.result_filter is not None:
            self.put(sheet.result_filter, place)

    def put(self, asked: Filter, place: int = -1) -> None:
        """Put a filter among the others, or in the place of one."""
        filters = self._page.query.filters
        self.put_all((*filters, asked) if place < 0 else (*filters[:place], asked, *filters[place + 1 :]))

    def put_all(self, filters: tuple[Filter, ...]) -> None:
        """Show the list through these filters."""
        self._page.ask(replace(self._page.query, filters=filters))

    def turn(self) -> None:
        """Turn the filters off, or those turned off on again; where there are none, ask for one."""
        now, aside = self._page.query.filters, self.aside
        if now:
            self.put_all(())
            self.aside = now
        elif aside:
            self.put_all(aside)
        else:
            self.ask()
        self.show()

    def show(self) -> None:
        """Show the filters in force, and how many wait."""
        self.bar.show_filters(self._page.query.filters, aside=len(self.aside))

    def follow(self) -> None:
        """Hear that other filters are in force: what was turned off before them is forgotten."""
        self.aside = ()
        self.show()
