"""Going from place to place, back and forward, with each page's state kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import SafirError
from app.ui.shell.places import HomePlace, Page, Place, RecordPlace


@dataclass(slots=True)
class Visit:
    """One place in the history of visits, with the state its page had when it was left."""

    place: Place
    state: Mapping[str, Any] = field(default_factory=dict)


class Navigator(QObject):
    """The history of visits; the window makes the page of a place and shows it.

    `moved` tells the place now shown. `make` is given by the window and may raise a SafirError (the record was deleted
    meanwhile): it goes to `refuse`, and the page that stands stays.
    """

    moved = Signal(object)

    def __init__(
        self,
        make: Callable[[Place], Page],
        show: Callable[[Page], None],
        parent: QObject | None = None,
        *,
        refuse: Callable[[SafirError], object] = lambda _error: None,
    ) -> None:
        super().__init__(parent)
        self._make, self._show, self._refuse = make, show, refuse
        self._visits: list[Visit] = []
        self._at = -1
        self.page: Page | None = None

    @property
    def place(self) -> Place:
        """Give the place now shown."""
        return self._visits[self._at].place if self._visits else HomePlace()

    @property
    def place_now(self) -> Place:
        """Give the place to come back to: of a new record the one of its kept draft."""
        kept = getattr(getattr(self.page, "place_now", None), "draft", None)
        place = self.place
        return replace(place, draft=kept) if kept is not None and isinstance(place, RecordPlace) else place

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
        """Show a place; False when unsaved work keeps the page, or the place is no more."""
        if not self.leave_allowed():
            return False
        page = self._made(place)
        if page is None:
            return False
        self._keep()
        del self._visits[self._at + 1 :]
        self._visits.append(Visit(place))
        self._stand(len(self._visits) - 1, page)
        return True

    def go_to_edit(self, place: Place) -> bool:
        """Show a record with its controls; False as `go` says it."""
        went = self.go(place)
        if went and self.page is not None:
            self.page.act("edit")
        return went

    def begin(self, place: Place, state: Mapping[str, Any]) -> None:
        """Show the first place, as its page was left before a lock; home when its record is gone."""
        try:
            page, self._visits = self._make(place), [Visit(place, state)]
        except SafirError:
            page, self._visits = self._make(HomePlace()), [Visit(HomePlace())]
        self._stand(0, page)

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
        """Make the present page anew with its state (language switched); the one before it when its record is gone."""
        if not self._visits:
            return
        self._keep()
        page = self._made(self.place)
        while page is None and self._at > 0:
            del self._visits[self._at]
            self._at -= 1
            page = self._made(self.place)
        if page is None:
            page, self._visits[self._at] = self._make(HomePlace()), Visit(HomePlace())
        self._stand(self._at, page)

    def _step(self, by: int) -> bool:
        if not self.leave_allowed():
            return False
        there = self._at + by
        page = self._made(self._visits[there].place)
        if page is None:
            del self._visits[there]
            self._at -= by < 0
            return False
        self._keep()
        self._stand(there, page)
        return True

    def _made(self, place: Place) -> Page | None:
        """Make the page of a place before anything is left for it; None when it cannot be shown, and that was told."""
        try:
            return self._make(place)
        except SafirError as error:
            self._refuse(error)
            return None

    def _keep(self) -> None:
        if self.page is not None and self._visits:
            visit = self._visits[self._at]
            visit.place, visit.state = self.place_now, self.page.state()

    def _stand(self, at: int, page: Page) -> None:
        visit, self._at, self.page = self._visits[at], at, page
        self._show(page)
        if visit.state:
            page.restore(visit.state)
        self.moved.emit(visit.place)
