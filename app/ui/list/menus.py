"""The menus in the head of a list: saved views, columns, density and archived rows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.core.errors import SafirError
from app.core.i18n import _
from app.schema.fields import Field
from app.services import views
from app.services.derived import derived_columns
from app.services.views import View
from app.ui.kit import Button, IconButton, Label, Menu, PrimaryButton, TabBar, column, row

if TYPE_CHECKING:
    from app.ui.list.page import ListPage

ALL = "all"


class NameSheet(QDialog):
    """Ask what a view is called."""

    def __init__(self, parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        question = _("What is this view called?")
        self.setWindowTitle(str(question))
        self.line = QLineEdit(name)
        self.line.setAccessibleName(str(question))
        save, leave = PrimaryButton(_("Save")), Button(_("Cancel"))
        save.setDefault(True)
        save.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.setMinimumWidth(420)
        lines = column(Label(question, "card_title"), self.line, row(None, save, leave), spacing=12, margins=(20, 16, 20, 16))
        self.setLayout(lines)

    def ask(self) -> str:
        """Show the sheet and give the name, empty when it was left."""
        return self.line.text().strip() if self.exec() else ""


class ListMenus:
    """What the head of a list offers besides search."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self.found: tuple[View, ...] = ()
        self._pinned: tuple[tuple[str, str], ...] = ()
        self.views = Button(_("Views"), icon="bookmark")
        self.columns = IconButton("columns", _("Columns"))
        self.more = IconButton("more", _("More about this list"))
        self.views.clicked.connect(lambda: self.views_menu().exec(self._under(self.views)))
        self.columns.clicked.connect(lambda: self.columns_menu().exec(self._under(self.columns)))
        self.more.clicked.connect(lambda: self.more_menu().exec(self._under(self.more)))

    @staticmethod
    def _under(button: Button | IconButton) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())

    def read_views(self) -> None:
        """Read the saved views and show pinned ones as tabs."""
        page = self._page
        self.found = views.views(page.context.office, page.kind.key)
        pinned = tuple((str(view.id), view.title) for view in self.found if view.pinned)
        if pinned != self._pinned:
            self._pinned = pinned
            page.show_tabs(self._tabs(pinned, current=page.tabs.current))
        page.tabs.setVisible(bool(pinned))

    def _tabs(self, pinned: tuple[tuple[str, str], ...], *, current: str) -> TabBar:
        tabs = TabBar(name=_("Views"))
        tabs.add_tab(ALL, _("All"))
        for key, title in pinned:
            tabs.add_tab(key, title)
        tabs.set_current(current if current in tabs.keys else ALL)
        tabs.tab_chosen.connect(self._tab)
        return tabs

    def _tab(self, key: str) -> None:
        view = next((each for each in self.found if str(each.id) == key), None)
        self.show_view(view) if view is not None else self._page.ask(replace(self._page.query, text="", filters=(), sort=""))

    def show_view(self, view: View) -> None:
        """Show a saved view."""
        self._page.ask(replace(view.query, columns=view.query.columns or self._page.query.columns))
        if view.density:
            self._page.show_density(view.density)

    def views_menu(self) -> Menu:
        """Offer the saved views and what is done with them."""
        menu = Menu(self.views)
        for view in self.found:
            menu.offer(view.title, lambda view=view: self.show_view(view), icon_name="bookmark" if view.pinned else "")  # type: ignore[misc]
        if self.found:
            menu.addSeparator()
        menu.offer(_("Save this view…"), self.save_view, icon_name="save")
        for view in self.found:
            self._offer_deeds(menu, view)
        return menu

    def _offer_deeds(self, menu: Menu, view: View) -> None:
        part = Menu(menu)
        part.setTitle(view.title.replace("&", "&&"))
        menu.addMenu(part)
        office = self._page.context.office
        pin = _("Take off the tabs") if view.pinned else _("Pin as a tab")
        share = _("Keep to myself") if view.shared else _("Give to the whole office")
        part.offer(pin, lambda: self._do(lambda: views.mark_view(office, view, shared=view.shared, pinned=not view.pinned)))
        part.offer(share, lambda: self._do(lambda: views.mark_view(office, view, shared=not view.shared, pinned=view.pinned)))
        part.offer(_("Rename…"), lambda: self._rename(view))
        part.offer(_("Delete"), lambda: self._do(lambda: views.delete_view(office, view)), icon_name="delete", tone="bad")

    def save_view(self) -> None:
        """Ask for a name and keep the list as it stands."""
        page = self._page
        name = NameSheet(page).ask()
        if name:
            self._do(lambda: views.save_view(page.context.office, page.query, title=name, density=page.looks.density))

    def _rename(self, view: View) -> None:
        name = NameSheet(self._page, view.title).ask()
        if name:
            self._do(lambda: views.save_view(self._page.context.office, view.query, title=name, view=view, density=view.density))

    def _do(self, deed: object) -> None:
        try:
            deed()  # type: ignore[operator]
        except SafirError as error:
            self._page.context.dialogs.report(error)
        self.read_views()

    def columns_menu(self) -> Menu:
        """Offer every field as a column."""
        menu, shown = Menu(self.columns), self._page.query.columns
        for name, field in self._offered().items():
            action = menu.offer(field.label, lambda name=name: self._turn(name))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(name in shown)
        menu.addSeparator()
        menu.offer(_("Columns as they were"), lambda: self._page.choose_columns(()), icon_name="undo")
        return menu

    def _offered(self) -> dict[str, Field]:
        kind = self._page.kind
        stored = {name: field for name, field in kind.fields.items() if name != kind.title.key}
        return stored | {name: column.field for name, column in derived_columns(kind.key).items()}

    def _turn(self, name: str) -> None:
        shown = self._page.query.columns
        self._page.choose_columns(tuple(each for each in shown if each != name) if name in shown else (*shown, name))

    def more_menu(self) -> Menu:
        """Offer density and archived rows."""
        menu, page = Menu(self.more), self._page
        for key, words in (("dense", _("Dense rows")), ("normal", _("Normal rows")), ("roomy", _("Roomy rows"))):
            action = menu.offer(words, lambda key=key: page.choose_density(key))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(page.looks.density == key)
        menu.addSeparator()
        archived = menu.offer(_("Show archived rows"), lambda: page.ask(replace(page.query, archived=not page.query.archived)))
        archived.setCheckable(True)
        archived.setChecked(page.query.archived)
        return menu
