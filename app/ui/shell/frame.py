"""The frame around every page: the rail at the leading edge, the bar on top, the page under it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget
from typing_extensions import override

from app.core.i18n import Text, _, _c, language
from app.core.numbers import format_integer
from app.ui.context import Context
from app.ui.kit import CommandBox, IconButton, Rail, RailEntry, RailGroup, RailSize, RailWords, SplitButton, TopBar, column, row
from app.ui.shell.keys import shown_keys
from app.ui.shell.places import (
    AlertsPlace,
    BackupsPlace,
    BinPlace,
    HomePlace,
    ListPlace,
    MergePlace,
    PackPlace,
    Page,
    Place,
    RecordPlace,
    TripsPlace,
)
from app.ui.tasks import leave
from app.ui.theme import Breakpoint, breakpoint_of, is_short, text_scale, theme

if TYPE_CHECKING:
    from app.schema.kinds import RecordKind

HOME = "home"
_GROUPS: Mapping[str, Text] = {
    "relations": _("Relations"),
    "diplomacy": _("Diplomacy"),
    "knowledge": _("Knowledge"),
    "roadmap": _("Roadmap"),
}


@dataclass(frozen=True, slots=True)
class View:
    """A place of the rail that is no list of records."""

    key: str
    icon: str
    name: Text
    place: Place


VIEWS = (
    View("trips", "luggage", _("Trips"), TripsPlace()),
    View("backups", "database-backup", _("Backups"), BackupsPlace()),
    View("bin", "trash-2", _("Deleted items"), BinPlace()),
)
"""What stands under the kinds: carrying data, keeping it, bringing it back."""


class Frame(QWidget):
    """Lay out rail, bar and page; knows the places, not what is in them."""

    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rail_choice: RailSize | None = None
        self.keys = [HOME, *(kind.key for kind in context.office.catalogue.pages())]
        self.rail = Rail(_rail_words(context))
        self.rail.set_groups(self._groups())
        self.bar = TopBar()
        self.command = CommandBox(_("Search or command…"))
        self.new = SplitButton(_("New"), icon="add", menu_name=_("New, kind to be chosen"))
        other = _("Persian") if language() == "en" else _("English")
        self.tongue = IconButton("languages", _("Language: {language}").format(language=other))
        self.light = IconButton("moon", _("Light or dark"))
        self.bell = IconButton("bell", _("Alerts"))
        self._held = QWidget()
        self._stack = QStackedLayout(self._held)
        self._lay_out()
        self._connect()
        self._follow_theme()

    def _lay_out(self) -> None:
        for part in (self.command, self.new, self.tongue, self.light, self.bell):
            self.bar.add_trailing(part)
        self.new.set_menu(self._new_menu())
        self.setLayout(row(self.rail, (column(self.bar, (self._held, 1), spacing=0), 1), spacing=0))

    def _connect(self) -> None:
        self.rail.entry_chosen.connect(self.choose)
        for signal, action in (
            (self.rail.settings_clicked, "settings"),
            (self.rail.help_clicked, "help"),
            (self.rail.lock_clicked, "lock"),
            (self.rail.person_clicked, "who"),
            (self.bar.back_clicked, "back"),
            (self.bar.crumb_clicked, "crumb"),
            (self.command.clicked, "palette"),
            (self.new.clicked, "new"),
            (self.tongue.clicked, "language"),
            (self.light.clicked, "theme"),
        ):
            signal.connect(lambda *_values, action=action: self.asked.emit(action))
        self.bell.clicked.connect(lambda: self._context.go(AlertsPlace()))
        theme().changed.connect(self._follow_theme)

    def _groups(self) -> list[RailGroup]:
        kinds = list(self._context.office.catalogue.pages())
        shortcuts = {key: f"Alt+{number}" for number, key in enumerate(self.keys[:9], 1)}
        found = [RailGroup("", [RailEntry(HOME, "home", _("Home"), shortcut=shortcuts[HOME])])]
        for group, title in _GROUPS.items():
            entries = [
                RailEntry(kind.key, kind.icon, kind.plural, shortcut=shortcuts.get(kind.key, ""))
                for kind in kinds
                if str(kind.group) == group
            ]
            if entries:
                found.append(RailGroup(title, entries))
        found.append(RailGroup(_c("rail", "Views"), [RailEntry(view.key, view.icon, view.name) for view in VIEWS]))
        return found

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in self._context.office.catalogue.pages():
            action = menu.addAction(str(kind.name))
            action.triggered.connect(lambda _checked=False, key=kind.key: self._context.go(RecordPlace(key)))
        return menu

    def open_new_menu(self) -> None:
        """Offer the kinds under the button."""
        self.new._open()  # noqa: SLF001 - the button offers no other way to open its menu

    def choose(self, key: str) -> None:
        """Go to a place of the rail; when unsaved work keeps the page, the mark goes back."""
        views = {view.key: view.place for view in VIEWS}
        place: Place = HomePlace() if key == HOME else views.get(key) or ListPlace(key)
        if not self._context.go(place) and self._context.navigator is not None:
            self.mark(self._context.navigator.place)

    def mark(self, place: Place) -> None:
        """Mark the entry that a place belongs to, and name the kind on the button for new ones."""
        self.rail.set_current(_entry_of(place))
        found = self.kind_of(place)
        # One main button a page: a record has its own; what a list says of its empty place comes a moment later.
        self.new.set_strong(isinstance(place, HomePlace | ListPlace))
        self.new.main.setToolTip(str(found.name) if found is not None else str(_("New")))

    def kind_of(self, place: Place) -> "RecordKind | None":
        """Give the kind whose new record is likeliest here."""
        kinds = {kind.key: kind for kind in self._context.office.catalogue.pages()}
        key = place.kind if isinstance(place, ListPlace | RecordPlace) else ""
        return kinds.get(key)

    def show_page(self, page: Page) -> None:
        """Put a page under the bar in place of the one before."""
        if not isinstance(page, QWidget):
            raise TypeError(page)
        before = self._stack.currentWidget()
        offers = getattr(page, "offers_new", None)
        if offers is not None:
            offers.connect(lambda offered: self.new.set_strong(not offered))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page:
            self._stack.removeWidget(before)
            leave(before)
            before.deleteLater()

    def name_page(self, page: Page, *, back: bool) -> None:
        """Say in the bar where one is."""
        self.bar.set_title(page.title(), crumb=page.crumb())
        self.bar.set_back(_("Back") if back else "", shown_keys("Alt+Back"))

    def set_alerts(self, kinds: Counter[str]) -> None:
        """Count what waits: all of it at the bell, that of a kind at its entry."""
        self.bell.set_count(sum(kinds.values()))
        for key in (*self.keys[1:], "trips"):
            self.rail.set_count(key, format_integer(kinds[key], language()) if kinds[key] else "")

    def turn_rail(self) -> None:
        """Make the rail icons, or wide again; it stays so until the window changes its layout."""
        self._rail_choice = "regular" if self.rail.size_name == "icons" else "icons"
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        window = self.window()
        layout = breakpoint_of(window.width(), text_scale())
        compact = layout is Breakpoint.COMPACT
        usual: dict[Breakpoint, RailSize] = {Breakpoint.COMPACT: "icons", Breakpoint.REGULAR: "regular", Breakpoint.WIDE: "wide"}
        size = self._rail_choice or usual[layout]
        if self.rail.size_name != size:
            self.rail.set_size(size)
        self.bar.set_compact(compact or is_short(window.height(), text_scale()))
        self.command.set_compact(compact)

    def _follow_theme(self) -> None:
        self.light.set_icon("sun" if theme().is_dark else "moon")
        self._fit()


def _entry_of(place: Place) -> str:
    """Name the entry of the rail that a place belongs to; empty where it belongs to none."""
    if isinstance(place, ListPlace | RecordPlace):
        return place.kind
    if isinstance(place, PackPlace | MergePlace):
        return "trips"
    return next((view.key for view in VIEWS if view.place == place), HOME if isinstance(place, HomePlace) else "")


def _rail_words(context: Context) -> RailWords:
    return RailWords(
        app=_("Safir"),
        office=context.office.settings.office_name,
        name=_("Navigation"),
        settings=_("Settings"),
        help=_("Help"),
        lock=_("Lock"),
    )
