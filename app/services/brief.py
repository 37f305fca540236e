"""The facts of a meeting brief: what was prepared, who meets whom, and the relation as dated facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.moments import Moment
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, Party
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Attendance, Attendee, Meeting
from app.rules.followups import Promise, days_late
from app.rules.labels import Confidentiality, confidentiality_name, effective, is_above
from app.rules.periods import whole_months
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.alerts import IN_LIFE
from app.services.brief_names import Book, Named
from app.services.derived import notice_of
from app.services.draft_loading import load_draft, load_drafts
from app.services.office import Office
from app.store.tables import living, record_link

__all__ = ["AboveCeiling", "AgendaPoint", "AgreementFact", "Attending", "BriefFacts", "Earlier", "Named", "Points", "Promised"]
__all__ += ["gather"]

_EARLIER: Final = 6
"""How many earlier meetings a brief tells, the latest first."""
_PROMISES: Final = 40
_HELD: Final = (
    MeetingStage.HELD,
    MeetingStage.MINUTES_DRAFT,
    MeetingStage.MINUTES_APPROVED,
    MeetingStage.CLOSED,
    MeetingStage.REOPENED,
)
_POINTS: Final = (
    "our_objectives", "arguments", "tactical_arguments", "their_aims", "our_response", "press_line", "points_to_avoid",
)  # fmt: skip


class AboveCeiling(SafirError):
    """A record that may not leave under the ceiling chosen."""

    code = "above_ceiling"

    def __init__(self, label: Confidentiality, ceiling: Confidentiality) -> None:
        message = _(
            "The paper was not made; the records are unchanged. "
            "This record is labelled “{label}”, above the ceiling “{ceiling}”. "
            "Choose a higher ceiling, or lower the label of the record."
        )
        super().__init__(message.format(label=confidentiality_name(label), ceiling=confidentiality_name(ceiling)))


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
class Attending:
    """Somebody of either side with the post of that day."""

    name: Named
    post: Named | None
    side: Side
    head: bool
    attendance: Text | None = None
    replaced_by: Named | None = None


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point of the agenda; `minutes` allotted, 0 where not said."""

    subject: str
    speaker: Named | None
    minutes: int
    documents: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of either side; `late` counts days, 0 when it is not late."""

    what: str
    side: Side
    state: Text
    is_open: bool
    due: date | None
    late: int
    promised_on: date | None
    owner: Named | None
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier meeting of the two sides, with who was there in the posts of that day and what was promised."""

    subject: str
    at: Moment
    place: str
    months: int
    attending: tuple[Attending, ...]
    summaries: tuple[str, ...]
    decisions: tuple[str, ...]
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement between the two sides; `notice` is the day that is watched, `left` the days to it."""

    title: Named
    stage: Text
    signed_on: PartialDate | None
    notice: date | None
    left: int | None


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
    counterparts: tuple[Named, ...]
    delegation: Named | None
    points: Points | None
    attending: tuple[Attending, ...]
    agenda: tuple[AgendaPoint, ...]
    last_met: Earlier | None
    earlier: tuple[Earlier, ...]
    open_promises: tuple[Promised, ...]
    agreements: tuple[AgreementFact, ...]
    label: Confidentiality
    as_of: date
    office_name: str
    left_out: int


def gather(office: Office, meeting: UUID, *, ceiling: Confidentiality) -> BriefFacts:
    """Gather what a brief may say under a ceiling; what stands above it leaves no trace but `left_out`.

    Raises NoSuchRecord, AboveCeiling when the meeting itself is above the ceiling.
    """
    with office.store.reading() as session:
        draft = load_draft(session, office.catalogue, office.catalogue["meeting"], record=meeting, today=office.today())
        label = draft[Meeting.label] or Confidentiality.NORMAL
        if is_above(label, ceiling):
            raise AboveCeiling(label, ceiling)
        return _Gathering(office, session, Book(session, ceiling), draft).facts()


class _Gathering:
    """The gathering of one brief: every name and every text passes the ceiling of the book."""

    def __init__(self, office: Office, session: Session, book: Book, draft: Draft) -> None:
        self._office, self._session, self._book, self._draft = office, session, book, draft
        self._today = office.today()
        self._label = draft[Meeting.label] or Confidentiality.NORMAL
        self._at: Moment = draft.values["starts_at"]  # type: ignore[assignment]
        self._bodies = draft[Meeting.counterparts]

    def facts(self) -> BriefFacts:
        """Put everything together; the label comes last, when all parts are known."""
        draft, book = self._draft, self._book
        book.pass_label(self._label)
        book.learn(self._known_ids())
        points = self._points()
        attending = self._attending(draft, self._label)
        agenda = tuple(self._agenda())
        earlier = self._earlier()
        parts: dict[str, Any] = {
            "interpreter": book.name(draft[Meeting.interpreter]),
            "counterparts": tuple(name for body in self._bodies for name in (book.name(body),) if name),
            "delegation": book.name(draft[Meeting.delegation]),
            "open_promises": self._open_promises(),
            "agreements": tuple(self._agreements()),
        }
        return BriefFacts(
            meeting=draft.id or UUID(int=0),
            subject=str(draft.values["subject"]),
            at=self._at,
            office_zone=self._office.zone,
            length=_number(draft, "length_minutes"),
            kind=choice_label(draft.values["kind"]),  # type: ignore[arg-type]
            place=_said(draft, "place"),
            language=_said(draft, "language"),
            points=points,
            attending=attending,
            agenda=agenda,
            last_met=earlier[0] if earlier else None,
            earlier=earlier[1:],
            label=book.label,
            as_of=self._today,
            office_name=self._office.settings.office_name,
            left_out=book.left_out,
            **parts,
        )

    def _known_ids(self) -> set[UUID]:
        draft = self._draft
        ids = {*self._bodies, draft[Meeting.interpreter], draft[Meeting.delegation]}
        for row in draft.living("agenda"):
            ids.add(row[AgendaItem.speaker])
        return {record for record in ids if record} | _people(draft)

    def _points(self) -> Points | None:
        draft = self._draft
        lines = {name: _lines(_said(draft, name)) for name in _POINTS}
        label = effective(self._label, draft[Meeting.preparation_label])
        if any(lines.values()) and not self._book.passes(label, parts=sum(1 for found in lines.values() if found)):
            return None
        certainty = draft[Meeting.certainty]
        return Points(**lines, certainty=choice_label(certainty) if certainty else None)

    def _attending(self, draft: Draft, label: Confidentiality) -> tuple[Attending, ...]:
        at = draft[Meeting.starts_at]
        rows = []
        for place, row in enumerate(draft.living("attendees")):
            if not self._book.passes(effective(label, row[Attendee.label])):
                continue
            name = self._book.name(row[Attendee.person])
            if name is not None:
                head, before = bool(row[Attendee.head]), row[Attendee.precedence]
                found = self._attendee(row, name, at)
                rows.append(((not head, before if before is not None else 10_000, place), found))
        return tuple(found for _order, found in sorted(rows, key=lambda pair: pair[0]))

    def _attendee(self, row: Draft, name: Named, at: Moment | None) -> Attending:
        attendance = row[Attendee.attendance]
        post = self._book.name(row[Attendee.post])
        if post is None and row[Attendee.post] is None and at is not None:
            post = self._book.post_on(row[Attendee.person], at.day)
        return Attending(
            name,
            post,
            row[Attendee.side] or Side.OURS,
            bool(row[Attendee.head]),
            choice_label(attendance) if attendance not in (None, Attendance.PRESENT) else None,
            self._book.name(row[Attendee.replaced_by]),
        )

    def _agenda(self) -> Iterator[AgendaPoint]:
        for row in self._draft.living("agenda"):
            if self._book.passes(effective(self._label, row[AgendaItem.label])):
                speaker = self._book.name(row[AgendaItem.speaker])
                yield AgendaPoint(_said(row, "subject"), speaker, _number(row, "minutes_allotted"), _said(row, "documents"))

    def _earlier(self) -> tuple[Earlier, ...]:
        """Tell the earlier meetings with the same counterparts, the latest first."""
        links = record_link.c
        with_them = select(links.owner).where(
            links.field == "counterparts", links.target.in_(self._bodies), links.deleted_at.is_(None)
        )
        wanted = (
            select(Meeting.id, Meeting.label)
            .where(living(Meeting), Meeting.id.in_(with_them), Meeting.starts_at < self._at, Meeting.stage.in_(_HELD),
                   Meeting.internal.is_(False), Meeting.id != self._draft.id)
            .order_by(Meeting.starts_at.desc())
            .limit(_EARLIER)
        )  # fmt: skip
        ids = [record for record, label in self._session.execute(wanted) if self._book.passes(label)]
        kind = self._office.catalogue["meeting"]
        drafts = load_drafts(self._session, self._office.catalogue, kind, ids=ids, today=self._today)
        self._book.learn({person for draft in drafts.values() for person in _people(draft)})
        return tuple(self._meeting(drafts[record]) for record in ids if record in drafts)

    def _meeting(self, draft: Draft) -> Earlier:
        label = draft[Meeting.label] or Confidentiality.NORMAL
        items = [row for row in draft.living("agenda") if self._book.passes(effective(label, row[AgendaItem.label]))]
        rows = [*draft.living("promises"), *(row for item in items for row in item.living("promises"))]
        at: Moment = draft.values["starts_at"]  # type: ignore[assignment]
        return Earlier(
            subject=_said(draft, "subject"),
            at=at,
            place=_said(draft, "place"),
            months=whole_months(at.day, self._at.day),
            attending=self._attending(draft, label),
            summaries=tuple(said for item in items for said in _lines(_said(item, "summary"))),
            decisions=tuple(said for item in items for said in _lines(_said(item, "decision"))),
            promises=self._promised(rows),
        )

    def _promised(self, rows: Iterable[Draft]) -> tuple[Promised, ...]:
        once = {row.id: row for row in rows}
        self._book.learn({owner for row in once.values() for owner in (_owner(row),) if owner})
        found = (self._promise(row) for row in once.values() if self._book.passes(row[FollowUp.label] or Confidentiality.NORMAL))
        return tuple(sorted(found, key=lambda made: (made.side is Side.THEIRS, -made.late, made.due or date.max, made.what)))

    def _promise(self, row: Draft) -> Promised:
        due, state, side = row[FollowUp.due_on], row.values["state"], row[FollowUp.side] or Side.OURS
        promise = Promise("", side, state, PartialDate.of_day(due) if due else None)  # type: ignore[arg-type]
        return Promised(
            _said(row, "what"),
            side,
            choice_label(state),  # type: ignore[arg-type]
            promise.is_open,
            due,
            days_late(promise, self._today),
            row[FollowUp.promised_on],
            self._book.name(_owner(row)),
            key=row.id,
        )

    def _open_promises(self) -> tuple[Promised, ...]:
        mine = or_(FollowUp.counterpart.in_(self._bodies), FollowUp.meeting == self._draft.id)
        wanted = select(FollowUp.id).where(living(FollowUp), mine, FollowUp.archived.is_(False)).order_by(FollowUp.due_on)
        ids = list(self._session.scalars(wanted.limit(_PROMISES * 4)))
        kind = self._office.catalogue["follow_up"]
        drafts = load_drafts(self._session, self._office.catalogue, kind, ids=ids, today=self._today)
        still = [draft for draft in drafts.values() if str(draft.values["state"]) in ("open", "in_progress")]
        return self._promised(still)[:_PROMISES]

    def _agreements(self) -> Iterator[AgreementFact]:
        signed = select(Party.owner).where(living(Party), Party.body.in_(self._bodies))
        wanted = select(Agreement.id, Agreement.label).where(
            living(Agreement), Agreement.id.in_(signed), Agreement.stage.in_(IN_LIFE), Agreement.archived.is_(False)
        )
        ids = [record for record, label in self._session.execute(wanted.order_by(Agreement.signed_on, Agreement.id))
               if self._book.passes(label)]  # fmt: skip
        kind = self._office.catalogue["agreement"]
        for draft in load_drafts(self._session, self._office.catalogue, kind, ids=ids, today=self._today).values():
            notice = notice_of(draft)
            watched = notice.watched if notice else None
            yield AgreementFact(
                Named(_said(draft, "title_fa"), _said(draft, "title_en")),
                choice_label(draft.values["stage"]),  # type: ignore[arg-type]
                draft[Agreement.signed_on],
                watched,
                (watched - self._today).days if watched else None,
            )


def _owner(row: Draft) -> UUID | None:
    return row[FollowUp.owner_person] or row[FollowUp.officer]


def _people(draft: Draft) -> set[UUID]:
    found = {
        record
        for row in draft.living("attendees")
        for record in (row[Attendee.person], row[Attendee.post], row[Attendee.replaced_by])
    }
    return {record for record in found if record}


def _said(draft: Draft, name: str) -> str:
    return str(draft.values.get(name) or "").strip()


def _number(draft: Draft, name: str) -> int:
    return int(str(draft.values.get(name) or 0))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
