"""The open office: what every use case works on. ORM objects never leave a service."""

import getpass
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.settings import Settings
from app.schema.kinds import Catalogue
from app.store.store import Store
from app.store.writing import Actor, Deed, writing_of


@dataclass(frozen=True, slots=True)
class Changed:
    """What one deed changed: the kinds and records that were written, child rows among them."""

    kinds: frozenset[str]
    ids: frozenset[UUID]
    deed: UUID


Listener = Callable[[Changed], None]


@dataclass(slots=True)
class Office:
    """One open store with the person at the keyboard; `zone` is the IANA zone in which the office counts its days."""

    catalogue: Catalogue
    store: Store
    actor: Actor
    settings: Settings
    zone: str = clock.TEHRAN
    _listeners: list[Listener] = field(default_factory=list)

    def today(self) -> date:
        """Give the current day in the office's zone."""
        return clock.today(self.zone)

    @contextmanager
    def doing(self, deed: Deed) -> Iterator[Session]:
        """Open the session of one use case in the name of the person at the keyboard.

        Committed at the end, undone whole when the block raises; listeners hear of it after the commit. Raises the errors
        of `Store.transaction`.
        """
        with self.store.transaction(deed, self.actor) as session:
            writing = writing_of(session)
            yield session
        if writing.entered:
            kinds = frozenset(kind for kind, _record in writing.changed)
            self._tell(Changed(kinds, frozenset(record for _kind, record in writing.changed), writing.id))

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Call back after each commit, in the thread of the commit; gives the function that stops it."""
        self._listeners.append(callback)

        def stop() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return stop

    def close(self) -> None:
        """Close the file; nobody is told of anything any more."""
        self._listeners.clear()
        self.store.close()

    def _tell(self, changed: Changed) -> None:
        for callback in tuple(self._listeners):
            callback(changed)


def this_actor(officer: UUID | None = None) -> Actor:
    """Describe who is at the keyboard: the officer chosen, this computer and the system's user."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return Actor(officer, platform.node(), user)
