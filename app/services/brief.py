"""The facts of a meeting brief: what was prepared, who meets whom, and the relation as dated facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from app.core.i18n import Text, _c
from app.core.moments import Moment
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Meeting
from app.rules.labels import Confidentiality, effective
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.office import Office
from app.services.paper_agreements import AgreementFact, agreements_with
from app.services.paper_meetings import Attending, Earlier, attending, earlier_meetings, people_in
from app.services.paper_promises import STILL_OWED, Promised, between, promised
from app.services.paper_source import AboveCeiling, Source, label_of, lines, number, reading, said

__all__ = ["AboveCeiling", "AgendaPoint", "AgreementFact", "Attending", "BriefFacts", "Earlier", "Named", "Points", "Promised"]
__all__ += ["brief_facts", "gather"]

_EARLIER: Final = 6
"""How many earlier meetings a brief tells, the latest first."""
_PREPARATION: Final = _c("part of a meeting", "the preparation of the meeting")
_POINTS: Final = (
    Meeting.our_objectives, Meeting.arguments, Meeting.tactical_arguments, Meeting.their_aims, Meeting.our_response,
    Meeting.press_line, Meeting.points_to_avoid,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Points:
    """The preparation, one point a line; never minuted."""

    our_objectives: tuple[str, ...]
    arguments: tuple[str, ...]
    tactical_arguments: tuple[str, ...]
    their_aims: tuple[str, ...]
    our_response: tuple[str, ...]
    press_line: tuple[str, ...]
    points_to_avoid: tuple[str, ...]
    certainty: Text | None = None


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point of the agenda; `minutes` allotted, 0 where not said."""

    subject: str
    speaker: Named | None
    minutes: int
    documents: str


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """What a brief says; `label` is the highest of what is in it, `left_out` is for the author only and never printed."""

    meeting: UUID
    subject: str
    at: Moment
    office_zone: str
    length: int
    kind: Text
    place: str
    language: str
    interpreter: Named | None
    bodies: frozenset[UUID]
    """The counterparts by id: whose relation the background tells."""
    counterparts: tuple[Named, ...]
    delegation: Named | None
    points: Points | None
    attending: tuple[Attending, ...]
    agenda: tuple[AgendaPoint, ...]
    last_met: Earlier | None
    earlier: tuple[Earlier, ...]
    earlier_more: int
    """How many still earlier meetings are not told."""
    open_promises: tuple[Promised, ...]
    agreements: tuple[AgreementFact, ...]
    label: Confidentiality
    as_of: date
    office_name: str
    left_out: int
    because: str = ""
    """What gives the label its height, for the author only."""


def gather(office: Office, meeting: UUID, *, ceiling: Confidentiality) -> BriefFacts:
    """Gather what a brief may say under a ceiling; what stands above it leaves no trace but `left_out`.

    Raises NoSuchRecord, AboveCeiling when the meeting itself is above the ceiling.
    """
    with reading(office, ceiling) as source:
        return brief_facts(source, meeting)


def brief_facts(source: Source, meeting: UUID) -> BriefFacts:
    """Gather a brief inside a reading that is open already, as a part of a book; raises NoSuchRecord, AboveCeiling."""
    return _Gathering(source, source.needed(Meeting, meeting)).facts()


class _Gathering:
    """The gathering of one brief: every name and every text passes the ceiling of the book."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self._source, self._book, self._draft = source, source.book, draft
        self._at: Moment = draft.values["starts_at"]  # type: ignore[assignment]
        self._bodies = draft[Meeting.counterparts]

    def facts(self) -> BriefFacts:
        """Put everything together; the label comes last, when all parts are known."""
        draft, book, office = self._draft, self._book, self._source.office
        book.learn(self._known_ids())
        points = self._points()
        present = attending(self._source, draft)
        agenda = tuple(self._agenda())
        earlier = earlier_meetings(self._source, self._bodies, self._at, most=_EARLIER, leaving_out=draft.id)
        parts: dict[str, Any] = {
            "interpreter": book.name(draft[Meeting.interpreter]),
            "counterparts": tuple(name for body in self._bodies for name in (book.name(body),) if name),
            "delegation": book.name(draft[Meeting.delegation]),
            "open_promises": self._open_promises(),
            "agreements": agreements_with(self._source, self._bodies),
        }
        return BriefFacts(
            meeting=draft.id or UUID(int=0),
            subject=said(draft, Meeting.subject),
            at=self._at,
            office_zone=office.zone,
            length=number(draft, Meeting.length_minutes),
            kind=choice_label(draft.values["kind"]),  # type: ignore[arg-type]
            place=said(draft, Meeting.place),
            bodies=frozenset(self._bodies),
            language=said(draft, Meeting.language),
            points=points,
            attending=present,
            agenda=agenda,
            last_met=earlier.told[0] if earlier.told else None,
            earlier=earlier.told[1:],
            earlier_more=earlier.more,
            label=book.label,
            as_of=self._source.today,
            office_name=office.settings.office_name,
            left_out=book.left_out,
            because=self._source.because,
            **parts,
        )

    def _known_ids(self) -> set[UUID]:
        draft = self._draft
        ids = {*self._bodies, draft[Meeting.interpreter], draft[Meeting.delegation]}
        for row in draft.living("agenda"):
            ids.add(row[AgendaItem.speaker])
        return {record for record in ids if record} | people_in(draft)

    def _points(self) -> Points | None:
        draft = self._draft
        found = {attribute.key: lines(said(draft, attribute)) for attribute in _POINTS}
        label = effective(label_of(draft), draft[Meeting.preparation_label])
        if any(found.values()) and not self._book.passes(label, parts=sum(1 for part in found.values() if part), of=_PREPARATION):
            return None
        certainty = draft[Meeting.certainty]
        return Points(**found, certainty=choice_label(certainty) if certainty else None)

    def _agenda(self) -> Iterator[AgendaPoint]:
        for row in self._source.rows(self._draft, "agenda"):
            speaker = self._book.name(row[AgendaItem.speaker])
            minutes = number(row, AgendaItem.minutes_allotted)
            yield AgendaPoint(said(row, AgendaItem.subject), speaker, minutes, said(row, AgendaItem.documents))

    def _open_promises(self) -> tuple[Promised, ...]:
        wanted = between(self._source, self._bodies, meeting=self._draft.id).where(FollowUp.state.in_(STILL_OWED))
        return promised(self._source, self._source.chosen(FollowUp, wanted.order_by(FollowUp.due_on, FollowUp.id)))
