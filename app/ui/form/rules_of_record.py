"""What the rules say about a record as it is written, asked beside the window and shown above its form."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.schema.draft import Draft
from app.services.findings import findings
from app.services.office import Office
from app.ui.form.page_timer import PageTimer
from app.ui.form.session import DraftSession
from app.ui.form.summary import FindingCards, Told, told_of_finding
from app.ui.tasks import Job, Running

_PAUSE_MS = 400


class RulesOfRecord(QObject):
    """The findings of one record, saved or not; they follow what is typed.

    `gone_past` tells that a reason was given and waits to be saved.
    """

    gone_past = Signal()

    def __init__(self, session: DraftSession, cards: FindingCards, page: QWidget) -> None:
        super().__init__(cards)
        self._resting = False
        self._pause = PageTimer(page, _PAUSE_MS)
        self._pause.timeout.connect(self.look)
        session.changed.connect(self._pause.start)
        self._session, self._cards = session, cards
        self._running: Running[tuple[Told, ...]] | None = None
        cards.override_asked.connect(self._go_past)
        cards.why_asked.connect(self._explain)

    def look(self) -> None:
        """Ask the rules anew about the record as it stands; an earlier question is dropped."""
        self._pause.stop()
        self._stop()
        if self._resting:
            return
        # A copy, because the draft is typed in while the rules read it.
        draft, office = self._session.draft.copied(), self._session.context.office

        def work(_job: Job) -> tuple[Told, ...]:
            return _findings_of(office, draft)

        self._running = self._session.context.tasks.run(work, self._tell)

    def rest(self) -> None:
        """Ask no more: the page says the same in its own way."""
        self._resting = True
        self._pause.stop()
        self._stop()

    def _tell(self, told: tuple[Told, ...]) -> None:
        # The answer may come after the page has gone.
        if isValid(self._cards) and told != self._cards.shown:
            self._cards.tell(told)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _go_past(self, key: str) -> None:
        told = self._cards.told(key)
        reason = self._session.ask_reason(told.fact)
        if reason is not None:
            self._session.overrides[told.mark] = reason
            self.gone_past.emit()

    def _explain(self, key: str) -> None:
        told = self._cards.told(key)
        self._session.context.dialogs.tell(told.fact, told.why or "")


def _findings_of(office: Office, draft: Draft) -> tuple[Told, ...]:
    return tuple(told_of_finding(found) for found in findings(office, draft.kind, draft))
