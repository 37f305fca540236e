"""The saved views of a list: its tabs, the menu of views, and what is done with one."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.core.errors import SafirError
from app.core.i18n import _
from app.services import views
from app.services.listing import ListQuery
from app.services.views import View
from app.ui.kit import Button, Label, Menu, PrimaryButton, TabBar, column, row

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


class SavedViews:
    """The views of one list page; `current` is the id of the one shown, or ALL. Pinned and visited ones are tabs."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self.found: tuple[View, ...] = ()
        self.current = ALL
        self._visited: set[str] = set()
        self._shown: tuple[tuple[str, str], ...] = ()
        self.button = Button(_("Views"), icon="bookmark")
        self.tabs = TabBar(name=_("Views"))

    @property
    def is_all(self) -> bool:
        """Tell whether no saved view is shown."""
        return self.current == ALL

    def read(self) -> None:
        """Read the saved views; the tab of one that is gone gives way to «All»."""
        self.found = views.views(self._page.context.office, self._page.kind.key)
        self.mark(self.current)

    def mark(self, key: str) -> None:
        """Mark a view as the one shown, without asking for its rows."""
        known = {str(view.id): view for view in self.found}
        self.current = key if key in known else ALL
        self._visited.add(self.current)
        self._show_tabs()
        view = known.get(self.current)
        self.button.set_text(view.title if view is not None else _("Views"))

    def _show_tabs(self) -> None:
        tabs = [(str(view.id), view.title) for view in self.found if view.pinned or str(view.id) in self._visited]
        if tuple(tabs) != self._shown:
            self._shown = tuple(tabs)
            before, self.tabs = self.tabs, TabBar(name=_("Views"))
            self.tabs.add_tab(ALL, _("All"))
            for key, title in tabs:
                self.tabs.add_tab(key, title)
            self.tabs.tab_chosen.connect(self.show)
            self._page.put_tabs(before, self.tabs)
        if self._shown:
            self.tabs.set_current(self.current)
        self.tabs.setVisible(bool(self._shown))

    def show(self, key: str) -> None:
        """Show a view by its key: its rows, columns, order and density; «All» is the list as it is kept."""
        page, view = self._page, next((each for each in self.found if str(each.id) == key), None)
        self.mark(key)
        page.shape.show_density(view.density if view is not None else "")
        page.filtering.follow()
        page.ask(page.shape.asked(view.query if view is not None else ListQuery(page.kind.key)))

    def go_to_place(self, place: int) -> bool:
        """Show the view of a tab by its place; False where there is none."""
        keys = self.tabs.keys if self._shown else ()
        if not 0 <= place < len(keys):
            return False
        self.show(keys[place])
        return True

    def step(self) -> bool:
        """Show the view of the next tab; False where there are no tabs."""
        keys = self.tabs.keys if self._shown else ()
        return bool(keys) and self.go_to_place((keys.index(self.current) + 1) % len(keys))

    def menu(self) -> Menu:
        """Offer the saved views and what is done with them."""
        menu = Menu(self.button)
        for view in self.found:
            action = menu.offer(view.title, lambda view=view: self.show(str(view.id)))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(str(view.id) == self.current)
        if self.found:
            menu.offer(_("All"), lambda: self.show(ALL))
            menu.addSeparator()
        menu.offer(_("Save this view…"), self.save, icon_name="save")
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
        part.offer(_("Save the list as it stands in this view"), lambda: self._save_in(view), icon_name="save")
        part.offer(pin, lambda: self._do(lambda: views.mark_view(office, view, shared=view.shared, pinned=not view.pinned)))
        part.offer(share, lambda: self._do(lambda: views.mark_view(office, view, shared=not view.shared, pinned=view.pinned)))
        part.offer(_("Rename…"), lambda: self._rename(view))
        part.offer(_("Delete"), lambda: self._do(lambda: views.delete_view(office, view)), icon_name="delete", tone="bad")

    def save(self) -> None:
        """Ask for a name and keep the list as it stands."""
        page = self._page
        name = NameSheet(page).ask()
        if name:
            self._do(lambda: views.save_view(page.context.office, page.query, title=name, density=page.shape.density))

    def _save_in(self, view: View) -> None:
        page = self._page
        office, density = page.context.office, page.shape.density
        self._do(lambda: views.save_view(office, page.query, title=view.title, view=view, density=density))
        self.mark(str(view.id))

    def _rename(self, view: View) -> None:
        name = NameSheet(self._page, view.title).ask()
        if name:
            self._do(lambda: views.save_view(self._page.context.office, view.query, title=name, view=view, density=view.density))

    def _do(self, deed: object) -> None:
        try:
            deed()  # type: ignore[operator]
        except SafirError as error:
            self._page.context.dialogs.report(error)
        self.read()
