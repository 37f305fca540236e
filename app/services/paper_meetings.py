"""Meetings as papers tell them: who was there in the posts of that day, what was said, decided and promised."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.core.i18n import Text
from app.core.moments import Moment
from app.records.meeting import AgendaItem, Attendance, Attendee, Meeting
from app.rules.labels import effective, is_above
from app.rules.periods import whole_months
from app.rules.stages import MeetingStage
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_promises import Promised, promised
from app.services.paper_source import Source, label_of, lines, row_label, said
from app.store.tables import living, record_link

HELD: Final = (
    MeetingStage.HELD,
    MeetingStage.MINUTES_DRAFT,
    MeetingStage.MINUTES_APPROVED,
    MeetingStage.CLOSED,
    MeetingStage.REOPENED,
)
_LAST_PLACE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody of either side with the post of that day; `attendance` is None for who was there."""

    name: Named
    post: Named | None
    side: Side
    head: bool
    attendance: Text | None = None
    replaced_by: Named | None = None

    @property
    def stood_in(self) -> Named | None:
        """Name who came in the place of somebody who did not."""
        return self.replaced_by if self.attendance is not None else None


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
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class EarlierMeetings:
    """The latest of the earlier meetings, and how many more there were; those above the ceiling are not counted."""

    told: tuple[Earlier, ...]
    more: int


def earlier_meetings(
    source: Source, bodies: Collection[UUID], before: Moment, *, most: int, leaving_out: UUID | None = None
) -> EarlierMeetings:
    """Tell the meetings held with some bodies before a moment, the latest first; internal ones are none of them."""
    links = record_link.c
    with_them = select(links.owner).where(links.field == "counterparts", links.target.in_(bodies), links.deleted_at.is_(None))
    wanted = (
        select(Meeting.id, Meeting.label)
        .where(living(Meeting), Meeting.id.in_(with_them), Meeting.starts_at < before, Meeting.stage.in_(HELD),
               Meeting.internal.is_(False), Meeting.id != leaving_out)
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )  # fmt: skip
    # Counted only after the ceiling: a hidden meeting must not take the place of one that may be told.
    rows = iter(source.session.execute(wanted).all())
    ids = list(islice((record for record, label in rows if source.book.lets(record, label)), most))
    more = sum(not is_above(label, source.book.ceiling) for _record, label in rows)
    drafts = source.drafts(Meeting, ids)
    source.book.learn({person for draft in drafts for person in people_in(draft)})
    return EarlierMeetings(tuple(_earlier(source, draft, before) for draft in drafts), more)


def _earlier(source: Source, draft: Draft, before: Moment) -> Earlier:
    items = list(source.rows(draft, "agenda"))
    rows = [*draft.living("promises"), *(row for item in items for row in item.living("promises"))]
    at: Moment = draft.values["starts_at"]  # type: ignore[assignment]
    return Earlier(
        subject=said(draft, Meeting.subject),
        at=at,
        place=said(draft, Meeting.place),
        months=whole_months(at.day, before.day),
        attending=attending(source, draft),
        summaries=tuple(line for item in items for line in lines(said(item, AgendaItem.summary))),
        decisions=tuple(line for item in items for line in lines(said(item, AgendaItem.decision))),
        promises=promised(source, rows),
        key=draft.id,
    )


def attending(source: Source, draft: Draft) -> tuple[Attending, ...]:
    """List who is entered at a meeting: the head of each side first, then by precedence, then as entered."""
    at = draft[Meeting.starts_at]
    rows = []
    for place, row in enumerate(draft.living("attendees")):
        if not source.book.passes(effective(label_of(draft), row_label(row)), of=row.id):
            continue
        name = source.book.name(row[Attendee.person])
        if name is not None:
            head, before = bool(row[Attendee.head]), row[Attendee.precedence]
            order = (not head, before if before is not None else _LAST_PLACE, place)
            rows.append((order, _attendee(source, row, name, at=at)))
    return tuple(found for _order, found in sorted(rows, key=lambda pair: pair[0]))


def _attendee(source: Source, row: Draft, name: Named, *, at: Moment | None) -> Attending:
    attendance = row[Attendee.attendance]
    post = source.book.name(row[Attendee.post])
    if post is None and row[Attendee.post] is None and at is not None:
        post = source.book.post_on(row[Attendee.person], at.day)
    return Attending(
        name,
        post,
        row[Attendee.side] or Side.OURS,
        bool(row[Attendee.head]),
        choice_label(attendance) if attendance not in (None, Attendance.PRESENT) else None,
        source.book.name(row[Attendee.replaced_by]),
    )


def people_in(draft: Draft) -> set[UUID]:
    """Give the persons and posts that a meeting names."""
    found = {
        record
        for row in draft.living("attendees")
        for record in (row[Attendee.person], row[Attendee.post], row[Attendee.replaced_by])
    }
    return {record for record in found if record}
