"""The menus in the head of a list: columns, order, density and archived rows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.core.i18n import _
from app.services import listing
from app.ui.kit import IconButton, Menu

if TYPE_CHECKING:
    from app.ui.list.columns_sheet import ColumnsSheet
    from app.ui.list.page import ListPage


def open_under(menu: QMenu, button: QWidget) -> None:
    """Open a menu under the leading edge of its button."""
    at = button.mapToGlobal(QPoint(0, button.height() + 2))
    if button.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        at.setX(at.x() + button.width() - menu.sizeHint().width())
    menu.popup(at)


class ListMenus:
    """What the head of a list offers besides search and views."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self.columns = IconButton("columns", _("Columns"))
        self.more = IconButton("more", _("More about this list"))
        self.columns.clicked.connect(self.open_columns)
        self.more.clicked.connect(lambda: open_under(self.more_menu(), self.more))

    def open_columns(self) -> "ColumnsSheet":
        """Open the sheet in which columns are chosen and moved."""
        from app.ui.list.columns_sheet import ColumnsSheet

        sheet = ColumnsSheet(self._page)
        sheet.open_under(self.columns)
        return sheet

    def more_menu(self) -> Menu:
        """Offer order, density and archived rows."""
        menu, page = Menu(self.more), self._page
        self._offer_order(menu)
        menu.addSeparator()
        for key, words in (("dense", _("Dense rows")), ("normal", _("Normal rows")), ("roomy", _("Roomy rows"))):
            action = menu.offer(words, lambda key=key: page.shape.choose_density(key))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(page.shape.density == key)
        menu.addSeparator()
        archived = menu.offer(_("Show archived rows"), page.turn_archived)
        archived.setCheckable(True)
        archived.setChecked(page.query.archived)
        return menu

    def _offer_order(self, menu: Menu) -> None:
        """Offer to sort by a column that is shown, and to turn the order round."""
        part, page = Menu(menu), self._page
        part.setTitle(str(_("Sort by…")))
        menu.addMenu(part)
        name, descending = listing.order_of(page.context.office, page.query)
        for column in page.query.columns:
            if column in page.kind.fields:
                by = part.offer(page.kind.fields[column].label, lambda column=column: self._sort(column))  # type: ignore[misc]
                by.setCheckable(True)
                by.setChecked(column == name)
        part.addSeparator()
        for words, down in ((_("Ascending"), False), (_("Descending"), True)):
            way = part.offer(words, lambda down=down: self._sort(name, descending=down))  # type: ignore[misc]
            way.setCheckable(True)
            way.setChecked(descending == down)

    def _sort(self, name: str, *, descending: bool = False) -> None:
        self._page.ask(replace(self._page.query, sort=name, descending=descending))
