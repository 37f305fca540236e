"""Going from place to place, back and forward, with each page's state kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import SafirError
from app.ui.shell.places import HomePlace, Page, Place


@dataclass(slots=True)
class Visit:
    """One place in the history of visits, with the state its page had when it was left."""

    place: Place
    state: Mapping[str, Any] = field(default_factory=dict)


class Navigator(QObject):
    """The history of visits; the window makes the page of a place and shows it.

    `moved` tells the place now shown. `make` is given by the window; it may raise nothing that a person cannot be told.
    """

    moved = Signal(object)

    def __init__(self, make: Callable[[Place], Page], show: Callable[[Page], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make, self._show = make, show
        self._visits: list[Visit] = []
        self._at = -1
        self.page: Page | None = None

    @property
    def place(self) -> Place:
        """Give the place now shown."""
        return self._visits[self._at].place if self._visits else HomePlace()

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is an earlier visit."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether there is a later visit."""
        return self._at + 1 < len(self._visits)

    def leave_allowed(self) -> bool:
        """Ask the page now shown whether it may be left."""
        return self.page is None or self.page.can_leave()

    def go(self, place: Place) -> bool:
        """Show a place; False when unsaved work keeps the page."""
        if not self.leave_allowed():
            return False
        self._keep()
        del self._visits[self._at + 1 :]
        self._visits.append(Visit(place))
        self._at = len(self._visits) - 1
        self._open()
        return True

    def begin(self, place: Place, state: Mapping[str, Any]) -> None:
        """Show the first place, as its page was left before a lock; home when its record is gone."""
        self._visits, self._at = [Visit(place, state)], 0
        try:
            self._open()
        except SafirError:
            self._visits = [Visit(HomePlace())]
            self._open()

    def replace(self, place: Place) -> None:
        """Put another place where the present one stood (a new record got its id); nothing is asked."""
        self._visits[self._at] = Visit(place)
        self.moved.emit(place)

    def back(self) -> bool:
        """Go to the visit before; False when there is none or unsaved work keeps the page."""
        return self._step(-1) if self.can_go_back else False

    def forward(self) -> bool:
        """Go to the visit after; False when there is none or unsaved work keeps the page."""
        return self._step(1) if self.can_go_forward else False

    def rebuild(self) -> None:
        """Make the present page anew with its state (language switched)."""
        if self._visits:
            self._keep()
            self._open()

    def _step(self, by: int) -> bool:
        if not self.leave_allowed():
            return False
        self._keep()
        self._at += by
        self._open()
        return True

    def _keep(self) -> None:
        if self.page is not None and self._visits:
            self._visits[self._at].state = self.page.state()

    def _open(self) -> None:
        visit = self._visits[self._at]
        self.page = self._make(visit.place)
        self._show(self.page)
        if visit.state:
            self.page.restore(visit.state)
        self.moved.emit(visit.place)
