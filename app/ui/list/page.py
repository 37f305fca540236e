"""The list page of one kind: head, filters, rows, what is selected, and the empty places that teach."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _, _n
from app.services import listing, views
from app.services.listing import ListQuery
from app.services.office import Changed
from app.ui.context import Context
from app.ui.kit import IconButton, Label, SearchBox, TabBar, column, empty, row
from app.ui.list.beside import Beside
from app.ui.list.deeds import ListDeeds
from app.ui.list.emptiness import empty_state
from app.ui.list.filtering import Filtering
from app.ui.list.glow import Glow
from app.ui.list.grid import Grid
from app.ui.list.menus import ListMenus
from app.ui.list.model import ListRows
from app.ui.list.saved_views import ALL, SavedViews
from app.ui.list.selection import SelectionBar
from app.ui.list.shape import Shape
from app.ui.papers_menu import RegistersButton
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.theme import SPACE, Breakpoint, breakpoint_of, colour, text_scale

COMPACT_COLUMNS = 4


class ListPage(QWidget):
    """All records of a kind; `offers_new` tells whether its empty place offers the first one."""

    offers_new = Signal(bool)

    def __init__(self, context: Context, place: ListPlace) -> None:
        super().__init__()
        self.context = context
        self.kind = context.office.catalogue[place.kind]
        self.shape = Shape(self)
        self.query: ListQuery = self.shape.asked(place.query or ListQuery(place.kind))
        self.model = ListRows(context, self.query)
        self.grid = Grid(self.model, name=str(self.kind.plural))
        self.filtering = Filtering(self)
        self.selected = SelectionBar(tags="tags" in self.kind.fields)
        self.search = SearchBox(_("Find in this list"), name=_("Find in this list"), shortcut="Ctrl+F", clear_name=_("Clear"))
        self.count = Label("", "body", tone="text_2")
        self.views = SavedViews(self)
        self.menus = ListMenus(self)
        self.deeds = ListDeeds(self)
        self.glow = Glow(self)
        self._lay_out()
        self._connect()
        self.views.read()
        self.ask(self.query)
        self.setFocusProxy(self.grid)
        self.grid.setFocus()

    def _lay_out(self) -> None:
        self.excel = IconButton("excel", _("Export to Excel"), shortcut="Ctrl+E")
        self.excel.clicked.connect(lambda: self.act("export"))
        self.papers = RegistersButton(self.context, self.kind.key)
        chosen = (self.views.button, self.menus.columns, self.menus.more)
        self._head = row(self.count, None, (self.search, 1), *chosen, self.papers, self.excel)
        self._over = QStackedLayout()
        for part in (self.filtering.bar, self.selected):
            self._over.addWidget(part)
        self._nothing = QWidget()
        self._reason = column()
        self._nothing.setLayout(self._reason)
        self._body = QStackedLayout()
        self._body.addWidget(self.grid)
        self._body.addWidget(self._nothing)
        self.beside = Beside(self.context, self.kind.key, self.grid, self.model, self._body)
        self._lines = column(self._head, self.views.tabs, self._over, (self.beside, 1), spacing=SPACE.s)
        self.setLayout(self._lines)
        self.views.tabs.hide()
        self.filtering.show()

    def _connect(self) -> None:
        self.model.settled.connect(self._tell_count)
        self.model.modelReset.connect(self.fit)
        self.search.searched.connect(lambda text: self.ask(replace(self.query, text=text)))
        self.search.submitted.connect(lambda text: self.ask(replace(self.query, text=text)))
        self.search.submitted.connect(lambda _text: self.grid.setFocus())
        self.grid.opened.connect(self.open)
        self.grid.chosen.connect(self._show_selection)
        self.grid.delete_asked.connect(self.deeds.delete)
        self.grid.typed.connect(self._search_for)
        self.grid.resized.connect(self.fit)
        self.shape.connect_grid()
        self.grid.head.sectionClicked.connect(lambda section: self.sort_by(self.query.columns[section]))
        self.selected.edit_asked.connect(self.deeds.bulk_edit)
        self.selected.tags_asked.connect(lambda: self.deeds.bulk_edit("tags"))
        self.selected.export_asked.connect(lambda: self.act("export"))
        self.selected.archive_asked.connect(self.deeds.archive)
        self.selected.clear_asked.connect(self.grid.clearSelection)

    def _search_for(self, letter: str) -> None:
        """Go on in the search with a letter that was typed on the rows."""
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.end(False)  # noqa: FBT003 - Qt's own signature
        self.search.edit.insert(letter)

    def ask(self, query: ListQuery) -> None:
        """Show another query of this kind."""
        other, self.query = query.filters != self.query.filters, query
        if other:
            self.filtering.follow()
        if self.search.text() != query.text:
            self.search.edit.blockSignals(True)  # noqa: FBT003
            self.search.set_text(query.text)
            self.search.edit.blockSignals(False)  # noqa: FBT003
        try:
            self.model.show_query(query)
        except SafirError as error:
            self.context.dialogs.report(error)
        name, descending = listing.order_of(self.context.office, query)
        names = query.columns
        self.grid.head.mark_order(names.index(name) if name in names else -1, descending=descending)
        self.fit()

    def fit(self) -> None:
        """Give columns and rows the room there is."""
        width = breakpoint_of(self.window().width(), text_scale())
        compact = width is Breakpoint.COMPACT
        self.beside.set_wide(wide=width is Breakpoint.WIDE)
        self.grid.set_density("dense" if compact else self.shape.density)
        self.grid.fit(most=COMPACT_COLUMNS if compact else 0)

    def _tell_count(self, total: int) -> None:
        self.count.set_text(_n("{n} item", "{n} items", total))
        self.fit()
        self._body.setCurrentWidget(self.grid if total else self._nothing)
        bare = not total and not self.query.text.strip() and not self.query.filters
        archived = bare and listing.count(self.context.office, replace(self.query, archived=True)) > 0
        for part in (self.search, self.views.button, self.menus.columns, self.menus.more, self.excel):
            part.setVisible(not bare)
        self.papers.setVisible(not bare and bool(self.papers.papers()))
        self.filtering.bar.setVisible(not bare)
        self.offers_new.emit(bare and not archived)
        if not total:
            state = empty_state(self.kind, self.query, archived=archived)
            state.action_clicked.connect(self._empty_action)
            empty(self._reason)
            self._reason.addWidget(state)

    def _empty_action(self, key: str) -> None:
        if key == "new":
            self.act("new")
        elif key == "archived":
            self.turn_archived()
        else:
            self.ask(replace(self.query, text="", filters=()))

    def sort_by(self, name: str) -> None:
        """Order by a column, the other way round when it is the order already."""
        if name not in self.kind.fields:
            return
        now, descending = listing.order_of(self.context.office, self.query)
        self.ask(replace(self.query, sort=name, descending=not descending if now == name else False))

    def put_tabs(self, before: TabBar, tabs: TabBar) -> None:
        """Put other tabs in the place of those shown."""
        self._lines.replaceWidget(before, tabs)
        before.hide()
        before.deleteLater()

    def turn_archived(self) -> None:
        """Show archived rows among the others, or leave them out again."""
        self.ask(replace(self.query, archived=not self.query.archived))

    # Rows

    def open(self, number: int, *, edit: bool = False) -> None:
        """Open the record of a row, to read it or to edit it at once."""
        found = self.model.row(number) if 0 <= number < self.model.rowCount() else None
        navigator = self.context.navigator
        if found is not None and navigator is not None:
            show = navigator.go_to_edit if edit else navigator.go
            show(RecordPlace(self.kind.key, found.id))

    def _show_selection(self, count: int) -> None:
        many = count > 1
        self._over.setCurrentWidget(self.selected if many else self.filtering.bar)
        if many:
            self.selected.show_count(count)

    # What the shell asks

    def title(self) -> str:
        """Name the list."""
        return str(self.kind.plural)

    def crumb(self) -> str:
        """Stand at the top."""
        return ""

    def can_leave(self) -> bool:
        """Hold nobody."""
        return True

    def refresh(self, changed: object) -> None:
        """Read again when rows of this kind changed."""
        if not isinstance(changed, Changed):
            return
        self.glow.hear(changed)
        if changed.kinds & {self.kind.key, *(field.target for field in self.model.fields)}:
            self.model.rows_changed()
        if views.KIND in changed.kinds:
            self.views.read()

    def state(self) -> Mapping[str, Any]:
        """Give query, view, density, current row and scroll."""
        current, scroll = self.grid.currentIndex().row(), self.grid.verticalScrollBar().value()
        shown = {"view": self.views.current, "density": self.shape.density}
        return {"query": self.query, "current": current, "scroll": scroll, **shown}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` gave, once the rows are there."""
        self.views.mark(str(state.get("view", ALL)))
        self.shape.show_density(str(state.get("density", "")))
        self.ask(state.get("query", self.query))
        self._stand_at(int(state.get("current", -1)), int(state.get("scroll", 0)))

    def stay_where_one_is(self) -> None:
        """Stand at the same row once the list was asked anew, which shows the same rows otherwise."""
        self._stand_at(self.grid.currentIndex().row(), self.grid.verticalScrollBar().value())

    def _stand_at(self, current: int, scroll: int) -> None:
        self.model.settled.connect(lambda _total: self.grid.take_up(current, scroll), Qt.ConnectionType.SingleShotConnection)

    def act(self, action: str) -> bool:
        """Do a named action; False when this page has none of that name."""
        acts: dict[str, Callable[[], object]] = {
            "new": lambda: self.context.go(RecordPlace(self.kind.key)),
            "find": self.search.take_keyboard,
            "find_next": self.grid.go_on,
            "filters": self.filtering.turn,
            "export": self.deeds.export,
            "print": self.papers.open,
            "edit": lambda: self.open(self.grid.currentIndex().row(), edit=True),
            "delete": self.deeds.delete,
            "archive": self.deeds.archive,
        }
        if action == "next_tab":
            return self.views.step()
        if action.startswith("tab_") and action[4:].isdigit():
            return self.views.go_to_place(int(action[4:]) - 1)
        if action in acts:
            acts[action]()
        return action in acts

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        side = SPACE.m if compact else SPACE.xl
        self._lines.setContentsMargins(side, SPACE.m, side, SPACE.m)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour("canvas"))
