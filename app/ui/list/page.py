"""The list page of one kind: head, filters, rows, what is selected, and the empty places that teach."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _, _n
from app.services import listing, views
from app.services.listing import Filter, ListQuery
from app.services.office import Changed
from app.ui.context import Context
from app.ui.kit import IconButton, Label, PrimaryButton, SearchBox, TabBar, column, empty, row
from app.ui.list.beside import Beside
from app.ui.list.deeds import ListDeeds
from app.ui.list.emptiness import empty_state
from app.ui.list.filters import FilterBar
from app.ui.list.grid import Grid
from app.ui.list.kept import looks_of, with_columns, with_looks
from app.ui.list.menus import ListMenus
from app.ui.list.model import ListRows
from app.ui.list.selection import SelectionBar
from app.ui.papers_menu import RegistersButton
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.theme import SPACE, Breakpoint, breakpoint_of, colour, text_scale

COMPACT_COLUMNS = 4


class ListPage(QWidget):
    """All records of a kind."""

    def __init__(self, context: Context, place: ListPlace) -> None:
        super().__init__()
        self.context = context
        self.kind = context.office.catalogue[place.kind]
        self.looks = looks_of(context.settings, place.kind)
        self.query: ListQuery = with_columns(self.kind, self.looks, place.query or ListQuery(place.kind))
        self.model = ListRows(context, self.query)
        self.grid = Grid(self.model, name=str(self.kind.plural))
        self.grid.widths = dict(self.looks.widths)
        self.filters = FilterBar(context, self.kind)
        self.selected = SelectionBar(tags="tags" in self.kind.fields)
        self.search = SearchBox(_("Find in this list"), name=_("Find in this list"), shortcut="Ctrl+F", clear_name=_("Clear"))
        self.count = Label("", "body", tone="text_2")
        self.tabs = TabBar(name=_("Views"))
        self.menus = ListMenus(self)
        self.deeds = ListDeeds(self)
        self._wake = QTimer(self, singleShot=True, interval=120)
        self._lay_out()
        self._connect()
        self.menus.read_views()
        self.ask(self.query)
        self.setFocusProxy(self.grid)
        self.grid.setFocus()

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New"), icon="add", shortcut="Ctrl+N")
        new.clicked.connect(lambda: self.act("new"))
        excel = IconButton("excel", _("Export to Excel"), shortcut="Ctrl+E")
        excel.clicked.connect(lambda: self.act("export"))
        self.papers = RegistersButton(self.context, self.kind.key)
        chosen = (self.menus.views, self.menus.columns, self.menus.more)
        self._head = row(self.count, None, (self.search, 1), *chosen, self.papers, excel, new)
        self._over = QStackedLayout()
        for part in (self.filters, self.selected):
            self._over.addWidget(part)
        self._nothing = QWidget()
        self._reason = column()
        self._nothing.setLayout(self._reason)
        self._body = QStackedLayout()
        self._body.addWidget(self.grid)
        self._body.addWidget(self._nothing)
        self.beside = Beside(self.context, self.kind.key, self.grid, self.model, self._body)
        self._lines = column(self._head, self.tabs, self._over, (self.beside, 1), spacing=SPACE.s)
        self.setLayout(self._lines)
        self.tabs.hide()
        self.filters.show_filters(self.query.filters)

    def _connect(self) -> None:
        self.model.settled.connect(self._tell_count)
        self.model.modelReset.connect(self._fit)
        self.search.searched.connect(lambda text: self.ask(replace(self.query, text=text)))
        self.search.submitted.connect(lambda text: self.ask(replace(self.query, text=text)))
        self.search.submitted.connect(lambda _text: self.grid.setFocus())
        self.filters.changed.connect(lambda filters: self.ask(replace(self.query, filters=filters)))
        self.filters.add_asked.connect(self.add_filter)
        self.filters.edit_asked.connect(self.add_filter)
        self.grid.opened.connect(self.open)
        self.grid.chosen.connect(self._show_selection)
        self.grid.delete_asked.connect(self.deeds.delete)
        self.grid.typed.connect(self._search_for)
        self.grid.resized.connect(self._fit)
        self.grid.widths_changed.connect(self._wake.start)
        self.grid.head.sectionClicked.connect(lambda section: self.sort_by(self.query.columns[section]))
        self.grid.head.sectionMoved.connect(lambda *_moved: self._keep_order())
        self.selected.edit_asked.connect(self.deeds.bulk_edit)
        self.selected.tags_asked.connect(lambda: self.deeds.bulk_edit("tags"))
        self.selected.export_asked.connect(lambda: self.act("export"))
        self.selected.archive_asked.connect(self.deeds.archive)
        self.selected.clear_asked.connect(self.grid.clearSelection)
        self._wake.timeout.connect(self.keep_looks)

    def _search_for(self, letter: str) -> None:
        """Go on in the search with a letter that was typed on the rows."""
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.end(False)  # noqa: FBT003 - Qt's own signature
        self.search.edit.insert(letter)

    def ask(self, query: ListQuery) -> None:
        """Show another query of this kind."""
        if query.filters != self.query.filters:
            self.filters.show_filters(query.filters)
        self.query = query
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
        self._fit()

    def _fit(self) -> None:
        width = breakpoint_of(self.window().width(), text_scale())
        compact = width is Breakpoint.COMPACT
        self.beside.set_wide(wide=width is Breakpoint.WIDE)
        self.grid.set_density("dense" if compact else self.looks.density)
        self.grid.fit(most=COMPACT_COLUMNS if compact else 0)

    def _tell_count(self, total: int) -> None:
        self.count.set_text(_n("{n} item", "{n} items", total))
        self._fit()
        self._body.setCurrentWidget(self.grid if total else self._nothing)
        if total:
            return
        state = empty_state(self.kind, self.query)
        state.action_clicked.connect(self._empty_action)
        empty(self._reason)
        self._reason.addWidget(state)

    def _empty_action(self, key: str) -> None:
        if key == "new":
            self.act("new")
        else:
            self.ask(replace(self.query, text="", filters=()))

    def sort_by(self, name: str) -> None:
        """Order by a column, the other way round when it is the order already."""
        if name not in self.kind.fields:
            return
        now, descending = listing.order_of(self.context.office, self.query)
        self.ask(replace(self.query, sort=name, descending=not descending if now == name else False))

    # Looks

    def choose_columns(self, names: tuple[str, ...]) -> None:
        """Show other columns, the title always first."""
        self.looks = replace(self.looks, columns=names)
        self.ask(with_columns(self.kind, self.looks, replace(self.query, columns=names)))
        self.keep_looks()

    def choose_density(self, density: str) -> None:
        """Make rows dense, normal or roomy, and keep it."""
        self.show_density(density)
        self.keep_looks()

    def show_density(self, density: str) -> None:
        """Make rows dense, normal or roomy as long as this page is shown."""
        self.looks = replace(self.looks, density=density)
        self._fit()

    def show_tabs(self, tabs: TabBar) -> None:
        """Put other tabs in the place of those shown."""
        self._lines.replaceWidget(self.tabs, tabs)
        self.tabs.hide()
        self.tabs.deleteLater()
        self.tabs = tabs

    def _keep_order(self) -> None:
        head = self.grid.head
        order = tuple(self.query.columns[head.logicalIndex(place)] for place in range(head.count()))
        self.looks = replace(self.looks, columns=order)
        self._wake.start()

    def keep_looks(self) -> None:
        """Keep columns, widths and density for this kind."""
        self.looks = replace(self.looks, widths=dict(self.grid.widths))
        self.context.keep(with_looks(self.context.settings, self.kind.key, self.looks))

    # Filters

    def add_filter(self, place: int = -1) -> None:
        """Ask for a filter, or change the one at a place."""
        from app.ui.list.filter_sheet import FilterSheet

        sheet = FilterSheet(self, self.context, self.kind, self.query.filters[place] if place >= 0 else None)
        if sheet.exec() and sheet.result_filter is not None:
            self.put_filter(sheet.result_filter, place)

    def put_filter(self, asked: Filter, place: int = -1) -> None:
        """Put a filter among the others, or in the place of one."""
        filters = self.query.filters
        filters = (*filters, asked) if place < 0 else (*filters[:place], asked, *filters[place + 1 :])
        self.ask(replace(self.query, filters=filters))

    # Rows

    def open(self, number: int) -> None:
        """Open the record of a row."""
        found = self.model.row(number) if 0 <= number < self.model.rowCount() else None
        if found is not None:
            self.context.go(RecordPlace(self.kind.key, found.id))

    def _show_selection(self, count: int) -> None:
        many = count > 1
        self._over.setCurrentWidget(self.selected if many else self.filters)
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
        if changed.kinds & {self.kind.key, *(field.target for field in self.model.fields)}:
            self.model.rows_changed()
        if views.KIND in changed.kinds:
            self.menus.read_views()

    def state(self) -> Mapping[str, Any]:
        """Give query, current row and scroll."""
        current, scroll = self.grid.currentIndex().row(), self.grid.verticalScrollBar().value()
        return {"query": self.query, "current": current, "scroll": scroll}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` gave, once the rows are there."""
        self.ask(state.get("query", self.query))
        current, scroll = int(state.get("current", -1)), int(state.get("scroll", 0))
        self.model.settled.connect(lambda _total: self.grid.take_up(current, scroll), Qt.ConnectionType.SingleShotConnection)

    def act(self, action: str) -> bool:
        """Do a named action."""
        acts: dict[str, Callable[[], object]] = {
            "new": lambda: self.context.go(RecordPlace(self.kind.key)),
            "find": self.search.take_keyboard,
            "filters": self.add_filter,
            "export": self.deeds.export,
            "print": self.papers.open,
            "edit": lambda: self.open(self.grid.currentIndex().row()),
            "delete": self.deeds.delete,
            "archive": self.deeds.archive,
        }
        if action not in acts:
            return False
        acts[action]()
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = breakpoint_of(self.window().width(), text_scale()) is Breakpoint.COMPACT
        side = SPACE.m if compact else SPACE.xl
        self._lines.setContentsMargins(side, SPACE.m, side, SPACE.m)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour("canvas"))
