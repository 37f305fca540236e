"""The window: the lock and the first run before the office is open, the frame with its pages after that."""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from app.core.errors import SafirError
from app.core.i18n import _, plain
from app.core.text import one_line
from app.ui.context import Context
from app.ui.host import Host
from app.ui.kit import Toast, column
from app.ui.shell.deeds import Deeds
from app.ui.shell.keys import KeyWatch
from app.ui.shell.navigator import Navigator
from app.ui.shell.places import HomePlace, Page, Place
from app.ui.shell.recents import Recents

if TYPE_CHECKING:
    from app.services.office import Changed
    from app.ui.shell.frame import Frame
    from app.ui.shell.palette import Palette

_ALERTS_PAUSE_MS = 400


class Window(QWidget):
    """Show the start screens, then the frame; obey the key map.

    It fills a `Host`. Signals: `lock_asked`, `language_asked`, `theme_asked`, `who_asked` are met by the
    composition root.
    """

    lock_asked = Signal()
    language_asked = Signal(str)
    theme_asked = Signal()
    who_asked = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._places = QStackedWidget()
        self.setLayout(column(self._places))
        host.setCentralWidget(self)
        self.context: Context | None = None
        self.frame: Frame | None = None
        self.palette_: Palette | None = None
        self.recent = Recents()
        self._locked = True
        self._toast: Toast | None = None
        self._way_back: Callable[[], object] | None = None
        self.deeds = Deeds(self)
        self._watch = KeyWatch(host, self.act)
        self._alerts = QTimer(self, singleShot=True, interval=_ALERTS_PAUSE_MS)
        self._alerts.timeout.connect(self._count_alerts)
        self.host.setWindowTitle(str(_("Safir")))

    # What is shown

    @property
    def is_locked(self) -> bool:
        """Tell whether the data is out of sight."""
        return self._locked

    @property
    def is_asking(self) -> bool:
        """Tell whether the palette stands over the page."""
        return self.palette_ is not None and self.palette_.isVisible()

    def show_start(self, page: QWidget) -> None:
        """Show a start screen and hide everything else; the title tells nothing of the data."""
        self._locked = True
        self._replace(page)
        self.host.setWindowTitle(str(_("Safir")))

    def enter(self, context: Context, first: Place | None = None, state: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Show the frame of an open office, at its home unless another place is named; `state` is what its page had."""
        self.context = context
        context.navigator = Navigator(self._make, self._show, context, refuse=self._refuse)
        context.navigator.moved.connect(self._moved)
        context.changed.connect(self._refresh)
        context.said.connect(self.say)
        context.settings_changed.connect(self._take_settings)
        self.build()
        context.navigator.begin(first or HomePlace(), state)

    def build(self) -> None:
        """Build the frame anew, for the language of the moment; the place and its state are kept."""
        from app.ui.shell.frame import Frame

        if self.context is None:
            return
        self.frame = Frame(self.context)
        self.frame.asked.connect(self.act)
        self.palette_ = None
        self._locked = False
        self._replace(self.frame)
        self._toast = Toast(self)
        self._toast.action_clicked.connect(self._answer_toast)
        self.show_person()
        if self.context.navigator is not None:
            self.context.navigator.rebuild()
        self._alerts.start()

    def unlock(self) -> None:
        """Show the frame again after a lock."""
        if self.frame is not None:
            self._locked = False
            start = self._places.currentWidget()
            self._places.setCurrentWidget(self.frame)
            if start is not None and start is not self.frame:
                self._places.removeWidget(start)
                start.deleteLater()
            self._name_page()

    def forget(self) -> None:
        """Let everything go that shows the office: pages, palette, toast, names of what was visited."""
        self.context = None
        self.recent.clear()
        self._alerts.stop()
        for part in (self.frame, self.palette_, self._toast):
            if part is not None:
                part.hide()
                part.deleteLater()
        self.frame = self.palette_ = self._toast = None

    def _replace(self, page: QWidget) -> None:
        before = self._places.currentWidget()
        self._places.addWidget(page)
        self._places.setCurrentWidget(page)
        if before is not None and before is not page and (before is not self.frame or not self._locked):
            self._places.removeWidget(before)
            before.deleteLater()

    # Pages

    def _make(self, place: Place) -> Page:
        from app.ui.shell.screens import make_page

        if self.context is None:
            raise RuntimeError(place)
        return make_page(self.context, place)

    def _show(self, page: Page) -> None:
        if self.frame is not None:
            self.frame.show_page(page)

    def _refuse(self, error: SafirError) -> None:
        if self.context is not None:
            self.context.dialogs.report(error)

    def _moved(self, place: Place) -> None:
        if self.frame is not None:
            self.frame.mark(place)
        self._name_page()
        if self.page is not None:
            self.recent.add(place, self.page.title())

    def _name_page(self) -> None:
        navigator = self.navigator
        if self.frame is not None and navigator is not None and navigator.page is not None:
            self.frame.name_page(navigator.page, back=navigator.can_go_back)
            if not self._locked:
                self.host.setWindowTitle(f"{one_line(navigator.page.title())} · {_('Safir')}")

    def _refresh(self, changed: "Changed") -> None:
        if self.page is not None:
            self.page.refresh(changed)
        self._name_page()
        self._alerts.start()

    @property
    def navigator(self) -> Navigator | None:
        """Give the history of visits."""
        return self.context.navigator if self.context is not None else None

    @property
    def page(self) -> Page | None:
        """Give the page now shown."""
        return self.navigator.page if self.navigator is not None else None

    def act(self, action: str) -> bool:
        """Do a named action of the key map; False when there is nothing to do it to."""
        return self.deeds.act(action)

    def say(self, text: str, way_back: object) -> None:
        """Show a toast, with the way back where there is one (see `Context.said`)."""
        if self._toast is not None and not self._locked:
            self._way_back = way_back if callable(way_back) else None
            self._toast.say(plain(text), action=_("Undo (Ctrl+Z)") if way_back else "")

    def take_back_said(self) -> bool:
        """Take back what the toast speaks of, when that is not saved yet; False when no toast does."""
        if self._way_back is None or not self.toast_text() or self._toast is None:
            return False
        self._toast.dismiss()
        self._answer_toast()
        return True

    def _answer_toast(self) -> None:
        back, self._way_back = self._way_back, None
        if back is not None:
            back()
        else:
            self.act("undo")

    def toast_text(self) -> str:
        """Give what the toast says now; empty when there is none."""
        return self._toast.message if self._toast is not None and self._toast.isVisible() else ""

    # Palette, alerts, person

    def open_palette(self) -> None:
        """Open the palette, or put the keyboard into it."""
        from app.ui.shell.palette import Palette

        if self.context is None:
            return
        if self.palette_ is None:
            self.palette_ = Palette(self, self.context, self.act)
        self.palette_.open(self.recent.offered(self.context))

    def _count_alerts(self) -> None:
        if self.context is not None and not self._locked:
            office = self.context.office
            self.context.tasks.run(lambda _job: alert_kinds(office), self._show_alerts, failed=lambda _error: None)

    def _show_alerts(self, kinds: Counter[str]) -> None:
        if self.frame is not None:
            self.frame.set_alerts(kinds)

    def show_person(self) -> None:
        """Show at the rail who is at the keyboard."""
        from app.services import titles

        if self.context is None or self.frame is None:
            return
        officer = self.context.office.actor.officer
        found = titles.titles(self.context.office, [officer]) if officer is not None else {}
        name = found[officer].title if officer in found else ""
        self.frame.rail.set_person(name or str(_("Choose your name")), str(_("Officer")) if name else "", name[:1])

    def offer_people(self, names: list[tuple[str, Callable[[], None]]]) -> None:
        """Offer the people of the office under the keyboard's owner."""
        if self.frame is None:
            return
        menu = QMenu(self)
        for name, choose in names:
            menu.addAction(name).triggered.connect(lambda _checked=False, choose=choose: choose())
        menu.popup(self.frame.rail.mapToGlobal(self.frame.rail.rect().center()))

    def _take_settings(self) -> None:
        if self.context is not None:
            self.context.office.settings = self.context.settings
            if self.frame is not None:
                self.frame.rail.set_office(self.context.settings.office_name)

    def stop_watching(self) -> None:
        """Obey no keys any more."""
        QApplication.instance().removeEventFilter(self._watch)  # type: ignore[union-attr]

    def leave_allowed(self) -> bool:
        """Ask the page now shown whether the window may close."""
        return self.navigator is None or self.navigator.leave_allowed()


def alert_kinds(office: "object") -> Counter[str]:
    """Count what waits behind each entry of the rail, the open conflicts behind the trips."""
    from app.services import findings
    from app.sync import deciding

    found = Counter(alert.kind for alert in findings.alerts(office))  # type: ignore[arg-type]
    found["trips"] = deciding.count_open(office)  # type: ignore[arg-type]
    return found
