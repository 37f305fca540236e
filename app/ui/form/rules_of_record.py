"""What the rules say about a stored record, asked beside the window and shown above its form."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.services.findings import findings
from app.services.office import Office
from app.ui.form.session import DraftSession
from app.ui.form.summary import FindingCards, Told, told_of_finding
from app.ui.tasks import Job, Running


class RulesOfRecord(QObject):
    """The findings of one record; `gone_past` tells that a reason was given and waits to be saved."""

    gone_past = Signal()

    def __init__(self, session: DraftSession, cards: FindingCards) -> None:
        super().__init__(cards)
        self._session, self._cards = session, cards
        self._running: Running[tuple[Told, ...]] | None = None
        cards.override_asked.connect(self._go_past)
        cards.why_asked.connect(self._explain)

    def look(self) -> None:
        """Ask the rules anew; an earlier question is dropped."""
        draft, office = self._session.draft, self._session.context.office
        record, kind = draft.id, draft.kind
        self._stop()
        if record is None or self._session.is_new:
            return

        def work(_job: Job) -> tuple[Told, ...]:
            return _findings_of(office, kind, record)

        self._running = self._session.context.tasks.run(work, self._tell)

    def _tell(self, told: tuple[Told, ...]) -> None:
        # The answer may come after the page has gone.
        if isValid(self._cards) and tuple(str(found.fact) for found in told) != self._cards.facts:
            self._cards.tell(told)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = None

    def _go_past(self, key: str) -> None:
        told = self._cards.told(key)
        reason = self._session.ask_reason(told.fact)
        if reason is not None:
            self._session.overrides[told.rule] = reason
            self.gone_past.emit()

    def _explain(self, key: str) -> None:
        told = self._cards.told(key)
        self._session.context.dialogs.tell(told.fact, told.why or "")


def _findings_of(office: Office, kind: str, record: UUID) -> tuple[Told, ...]:
    return tuple(told_of_finding(found) for found in findings(office, kind, record))
