"""Keeping what is typed: seconds after the last key it lies in the encrypted file, and comes back after a crash or a lock."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.core.errors import SafirError
from app.core.moments import moment_now
from app.schema.draft import Draft
from app.services import drafts
from app.services.drafts import Kept
from app.ui.context import Context
from app.ui.fields import FieldEditor
from app.ui.form.session import DraftSession

Typed = Callable[[], Mapping[str, str]]


class DraftKeeper(QObject):
    """Keep the draft of one session; `kept` carries the moment, in the office's zone, or None when it was forgotten.

    `typed` gives what is no value yet, by path (`drafts.keep`). A draft that was kept earlier is taken over by its `key`.
    """

    kept = Signal(object)

    def __init__(self, session: DraftSession, *, typed: Typed = dict, key: UUID | None = None) -> None:
        super().__init__(session)
        self._session, self._typed, self._key = session, typed, key
        self._done = self._complained = False
        self._timer = QTimer(self, singleShot=True, interval=drafts.AFTER_SECONDS * 1000)
        self._timer.timeout.connect(self.keep)
        session.changed.connect(self._hear)
        session.reloaded.connect(self.forget)
        session.context.keepers.add(self)

    @property
    def key(self) -> UUID | None:
        """Give the key under which the draft lies; None while none is kept."""
        return self._key

    @property
    def would_lose(self) -> bool:
        """Tell whether something is typed that no save has taken."""
        return not self._done and (self._session.dirty or bool(self._typed()))

    def keep(self) -> bool:
        """Keep what is typed now, or forget what was kept when nothing is left of it; False when the disk refused."""
        self._timer.stop()
        if self._done:
            return True
        if not self.would_lose:
            self.forget()
            return True
        office = self._session.context.office
        try:
            self._key = drafts.keep(office, self._session.draft, key=self._key, typed=self._typed())
        except SafirError as error:
            self._complain(error)
            return False
        self._complained = False
        self.kept.emit(moment_now(office.zone))
        return True

    def forget(self) -> None:
        """Throw the kept draft away: it was saved, or nobody wants it any more."""
        self._timer.stop()
        if self._key is not None and not self._done:
            key, self._key = self._key, None
            try:
                drafts.discard(self._session.context.office, key)
            except SafirError as error:
                self._complain(error)
        self.kept.emit(None)

    def stop(self) -> None:
        """Keep nothing from now on; what was kept stays."""
        self._timer.stop()
        self._done = True
        self._session.context.keepers.discard(self)

    def _hear(self) -> None:
        if not self._done:
            self._timer.start()

    def _complain(self, error: SafirError) -> None:
        """Say once that the disk refuses; the words are still on the page, and the next change tries again."""
        if not self._complained:
            self._complained = True
            self._session.context.say(str(error.message))
        self._timer.start()


def keep_all(context: Context) -> bool:
    """Keep everything that is being typed in a window; False when something could not be kept."""
    kept = True
    for keeper in _standing(context):
        kept = keeper.keep() and kept
    return kept


def stop_all(context: Context) -> None:
    """Let every page go without a question; what was kept is offered again."""
    for keeper in _standing(context):
        keeper.stop()


def _standing(context: Context) -> list[DraftKeeper]:
    return [keeper for keeper in list(context.keepers) if isValid(keeper)]


def half_typed(draft: Draft, editors: Iterator[FieldEditor]) -> dict[str, str]:
    """Collect what is typed in the editors of a draft and its rows and is no value yet, by path."""
    paths = dict(_paths(draft, ""))
    found = ((editor, editor.half_typed()) for editor in editors if editor.is_editing)
    return {f"{paths.get(id(editor.asked.draft), '')}{editor.field.name}": text for editor, text in found if text}


def _paths(draft: Draft, path: str) -> Iterator[tuple[int, str]]:
    yield id(draft), path
    for panel, rows in draft.rows.items():
        for place, row in enumerate(rows):
            yield from _paths(row, f"{path}{panel}.{place}.")


def kept_for(context: Context, key: UUID | None, kind: str) -> Kept | None:
    """Find the draft that waits under a key, of a record or of a new one; None when there is none or it cannot be read."""
    found = None if key is None else drafts.open_kept(context.office, key)
    return found if found is not None and found.draft.kind == kind else None
