"""What was said and decided at a meeting, for its minutes, its readout and its extract of decisions.

The preparation is not read at all, so that no paper made from these facts can let it out. Approved minutes keep the words of the
day of their approval: a post or a name that was reworded since then is told as the journal has it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app.core.clock import now
from app.core.i18n import Text
from app.core.moments import Moment
from app.records.meeting import AgendaItem, Meeting
from app.records.person import PERSONS, POSTS, Person, Post
from app.rules.stages import MeetingStage
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.schema.fields import Attribute
from app.schema.kinds import RecordKind
from app.services.as_of import REWIND
from app.services.brief_names import Named
from app.services.paper_meetings import Attending, attending, people_in
from app.services.paper_promises import Promised, promised
from app.services.paper_source import Source, lines, number, said
from app.store.stored import field_value, to_stored
from app.store.tables import journal_change, journal_deed, living

LOCKED: Final = (MeetingStage.MINUTES_APPROVED, MeetingStage.CLOSED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One point of the agenda and what came of it; `minutes` allotted, 0 where not said."""

    subject: str
    speaker: Named | None
    minutes: int
    documents: str
    summary: tuple[str, ...]
    decisions: tuple[str, ...]
    reservations: tuple[str, ...]
    promises: tuple[Promised, ...]
    shareable: bool


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """The record of a meeting, without its preparation."""

    meeting: UUID
    subject: str
    at: Moment
    office_zone: str
    length: int
    kind: Text
    stage: MeetingStage
    place: str
    language: str
    interpreter: Named | None
    counterparts: tuple[Named, ...]
    delegation: Named | None
    attending: tuple[Attending, ...]
    outcomes: tuple[Outcome, ...]
    minutes: tuple[str, ...]
    readout: tuple[str, ...]
    number: str
    author: Named | None
    approver: Named | None
    next_meeting: Moment | None
    promises: tuple[Promised, ...]

    @property
    def is_approved(self) -> bool:
        """Tell whether the minutes are approved and locked."""
        return self.stage in LOCKED


def minutes_facts(source: Source, meeting: UUID) -> MinutesFacts:
    """Gather the record of a meeting as far as it passes; raises NoSuchRecord, AboveCeiling."""
    draft, book = source.needed(Meeting, meeting), source.book
    bodies, stage = draft[Meeting.counterparts], draft[Meeting.stage] or MeetingStage.REQUESTED
    items = list(source.rows(draft, "agenda"))
    links = (draft[Meeting.interpreter], draft[Meeting.delegation], draft[Meeting.author], draft[Meeting.approver])
    people = people_in(draft) | {link for link in (*links, *(item[AgendaItem.speaker] for item in items), *bodies) if link}
    book.learn(people)
    if stage in LOCKED:
        _recall_the_words_of_that_day(source, meeting, people | _posts_of(source, people))
    outcomes = tuple(_outcome(source, item) for item in items)
    loose = promised(source, draft.living("promises"))
    in_items = {promise.key for outcome in outcomes for promise in outcome.promises}
    return MinutesFacts(
        meeting=meeting,
        subject=said(draft, Meeting.subject),
        at=draft.values["starts_at"],  # type: ignore[arg-type]
        office_zone=source.office.zone,
        length=number(draft, Meeting.length_minutes),
        kind=choice_label(draft.values["kind"]),  # type: ignore[arg-type]
        stage=stage,
        place=said(draft, Meeting.place),
        language=said(draft, Meeting.language),
        interpreter=book.name(draft[Meeting.interpreter]),
        counterparts=tuple(name for name in map(book.name, bodies) if name),
        delegation=book.name(draft[Meeting.delegation]),
        attending=attending(source, draft),
        outcomes=outcomes,
        minutes=lines(said(draft, Meeting.minutes)),
        readout=lines(said(draft, Meeting.readout)),
        number=said(draft, Meeting.minutes_number),
        author=book.name(draft[Meeting.author]),
        approver=book.name(draft[Meeting.approver]),
        next_meeting=draft[Meeting.next_meeting],
        promises=tuple(promise for promise in loose if promise.key not in in_items),
    )


def _outcome(source: Source, item: Draft) -> Outcome:
    return Outcome(
        said(item, AgendaItem.subject),
        source.book.name(item[AgendaItem.speaker]),
        number(item, AgendaItem.minutes_allotted),
        said(item, AgendaItem.documents),
        lines(said(item, AgendaItem.summary)),
        lines(said(item, AgendaItem.decision)),
        lines(said(item, AgendaItem.reservation)),
        promised(source, item.living("promises")),
        bool(item[AgendaItem.shareable]),
    )


def _posts_of(source: Source, people: set[UUID]) -> set[UUID]:
    """Give every post of some people: where none is named with an attendee, that of the day is found among them."""
    posts = set(source.session.scalars(select(Post.id).where(Post.person.in_(people), living(Post))))
    source.book.learn(posts)
    return posts


def _recall_the_words_of_that_day(source: Source, meeting: UUID, records: Iterable[UUID]) -> None:
    """Name people and posts as they were worded when the minutes were last approved."""
    approved = to_stored(source.office.catalogue["meeting"], Meeting.stage.key, MeetingStage.MINUTES_APPROVED)
    change = journal_change.c
    deed = journal_deed.c
    wanted = (
        select(func.max(change.seq))
        .join(journal_deed, deed.id == change.deed)
        .where(
            change.record == meeting, change.field == Meeting.stage.key, change.new == approved,
            # A paper of an earlier day knows no later approval, nor its own way back to that day.
            deed.at <= now(), deed.use_case != REWIND,
        )
    )  # fmt: skip
    locked = source.session.scalar(wanted)
    if locked is None:
        return  # they came approved, and the journal knows no earlier words
    for kind, fa, en in ((PERSONS, Person.name_fa, Person.name_latin), (POSTS, Post.title_fa, Post.title_en)):
        for record, field, words in _reworded(source, kind, (fa, en), records=records, since=locked):
            known = source.book.known(record)
            if known is not None:
                then = replace(known, fa=words) if field == fa.key else replace(known, en=words)
                source.book.remember(record, then)


def _reworded(
    source: Source, kind: RecordKind, names: tuple[Attribute, ...], *, records: Iterable[UUID], since: int
) -> Iterator[tuple[UUID, str, str]]:
    """Walk the names that were changed after an entry of the journal, each as it was before the first change."""
    change = journal_change.c
    first = (
        select(func.min(change.seq))
        .where(
            change.kind == kind.key, change.record.in_(tuple(records)), change.seq > since,
            change.field.in_([name.key for name in names]),
        )
        .group_by(change.record, change.field)
    )  # fmt: skip
    for record, field, old in source.session.execute(
        select(change.record, change.field, change.old).where(change.seq.in_(first))
    ):
        yield record, field, str(field_value(kind, field, old) or "")
