"""What a sheet about a person says: how to call them, what they held when, what a host must know, and what we share with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select

from app.core.i18n import Text
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.records.delegation import Delegation
from app.records.delegation_rows import Gift, GiftDirection, Member
from app.records.follow_up import FollowUp
from app.records.meeting import Attendee, Meeting
from app.records.person import Person, Post
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.brief_names import Named
from app.services.paper_meetings import HELD
from app.services.paper_promises import STILL_OWED, Promised, promised
from app.services.paper_source import Source, said
from app.store.tables import living

_MEETINGS: Final = 20
"""How many meetings of a person are told, the latest first."""

_LAST_PLACE: Final = 10_000


@dataclass(frozen=True, slots=True)
class PostFact:
    """What a person held, from when to when; `current` on the day of the paper."""

    title: Named
    body: Named | None
    rank: Named | None
    held_from: PartialDate | None
    held_to: PartialDate | None
    current: bool


@dataclass(frozen=True, slots=True)
class MetFact:
    """A meeting that a person was at, with the post of that day."""

    at: Moment
    subject: str
    place: str
    post: Named | None
    key: UUID


@dataclass(frozen=True, slots=True)
class TravelFact:
    """A journey or visit that a person took part in."""

    title: Named
    starts_on: date | None
    ends_on: date | None
    role: Text


@dataclass(frozen=True, slots=True)
class GiftFact:
    """A gift, and the trip at which it changed hands; `value` as recorded."""

    item: str
    direction: GiftDirection
    kind: Named | None
    giver: Named | None
    receiver: Named | None
    value: Money | None
    state: Text
    kept_at: str
    occasion: Named | None
    on: date | None
    key: UUID | None = None
    delegation: UUID | None = None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as a sheet tells it; `photo` holds the bytes of a picture, nothing where there is none or it is damaged."""

    person: UUID
    name: Named
    other_spellings: str
    honorific: str
    form_of_address: str
    photo: bytes
    has_photo: bool
    nationality: Named | None
    biography: Named
    languages: str
    needs_interpreter: bool
    diet: str
    gift_taboos: str
    interests: str
    phones: str
    emails: str
    assistants: str
    posts: tuple[PostFact, ...] = ()
    meetings: tuple[MetFact, ...] = ()
    travels: tuple[TravelFact, ...] = ()
    gifts: tuple[GiftFact, ...] = ()
    promises: tuple[Promised, ...] = ()

    @property
    def post(self) -> PostFact | None:
        """Give the post of today, the highest first."""
        return next((post for post in self.posts if post.current), None)


def person_facts(source: Source, person: UUID) -> PersonFacts:
    """Gather everything about a person that passes; raises NoSuchRecord, AboveCeiling."""
    return _told(source, source.needed(Person, person))


def person_card(source: Source, person: UUID) -> PersonFacts | None:
    """Gather who somebody is, without what we share with them; None when unknown or above the ceiling."""
    found = source.drafts(Person, (person,))
    return _card(source, found[0]) if found else None


def needed_card(source: Source, person: UUID) -> PersonFacts:
    """Gather who somebody is, without what we share with them; raises NoSuchRecord, AboveCeiling."""
    return _card(source, source.needed(Person, person))


def _told(source: Source, draft: Draft) -> PersonFacts:
    person = draft.id or UUID(int=0)
    owed = select(FollowUp.id).where(living(FollowUp), FollowUp.owner_person == person, FollowUp.state.in_(STILL_OWED))
    return _card(
        source,
        draft,
        meetings=tuple(islice(_meetings(source, person), _MEETINGS)),
        travels=tuple(_travels(source, person)),
        gifts=tuple(gifts_where(source, or_(Gift.giver == person, Gift.receiver == person))),
        promises=promised(source, source.chosen(FollowUp, owed)),
    )


def _card(source: Source, draft: Draft, **shared: Any) -> PersonFacts:  # noqa: ANN401 - the fields of PersonFacts
    photo = draft[Person.photo]
    return PersonFacts(
        person=draft.id or UUID(int=0),
        name=Named(said(draft, Person.name_fa), said(draft, Person.name_latin)),
        other_spellings=said(draft, Person.other_spellings),
        honorific=said(draft, Person.honorific),
        form_of_address=said(draft, Person.form_of_address),
        photo=source.picture(photo),
        has_photo=photo is not None,
        nationality=source.book.name(draft[Person.nationality]),
        biography=Named(said(draft, Person.biography_fa), said(draft, Person.biography_en)),
        languages=said(draft, Person.languages),
        needs_interpreter=bool(draft[Person.needs_interpreter]),
        diet=said(draft, Person.diet),
        gift_taboos=said(draft, Person.gift_taboos),
        interests=said(draft, Person.interests),
        phones=said(draft, Person.phones),
        emails=said(draft, Person.emails),
        assistants=said(draft, Person.assistants),
        posts=tuple(_posts(source, draft)),
        **shared,
    )


def _posts(source: Source, draft: Draft) -> Iterator[PostFact]:
    """Tell the posts of a person: those held today first, then the latest."""
    wanted = select(Post.id).where(Post.person == draft.id, living(Post)).order_by(Post.held_from.desc(), Post.id)
    for row, current in sorted(((row, is_held(row, source.today)) for row in source.chosen(Post, wanted)), key=_rank):
        yield PostFact(
            Named(said(row, Post.title_fa), said(row, Post.title_en)),
            source.book.name(row[Post.body]),
            source.book.name(row[Post.rank]),
            row[Post.held_from],
            row[Post.held_to],
            current,
        )


def _rank(told: tuple[Draft, bool]) -> tuple[bool, int]:
    row, current = told
    precedence = row[Post.precedence]
    return not current, _LAST_PLACE if precedence is None or not current else precedence


def is_held(post: Draft, day: date) -> bool:
    """Tell whether a post is held on a day; partial days count whole."""
    start, end = post[Post.held_from], post[Post.held_to]
    return (start is None or start.first <= day) and (end is None or day <= end.last)


def _meetings(source: Source, person: UUID) -> Iterator[MetFact]:
    wanted = (
        select(Meeting.id, Meeting.label, Meeting.subject, Meeting.starts_at, Meeting.place,
               Attendee.id.label("row"), Attendee.label.label("own"), Attendee.post)
        .join(Attendee, Attendee.owner == Meeting.id)
        .where(living(Meeting), living(Attendee), Attendee.person == person, Meeting.stage.in_(HELD))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )  # fmt: skip
    for row in source.session.execute(wanted):
        if source.book.lets_row(row.id, row.label, row=row.row, own=row.own):
            post = source.book.name(row.post) or source.book.post_on(person, row.starts_at.day)
            yield MetFact(row.starts_at, row.subject, row.place or "", post, row.id)


def _travels(source: Source, person: UUID) -> Iterator[TravelFact]:
    wanted = (
        select(Delegation.id, Delegation.label, Delegation.title, Delegation.starts_on, Delegation.ends_on,
               Member.id.label("row"), Member.label.label("own"), Member.role)
        .join(Member, Member.owner == Delegation.id)
        .where(living(Delegation), living(Member), Member.person == person)
        .order_by(Delegation.starts_on.desc(), Delegation.id)
    )  # fmt: skip
    for row in source.session.execute(wanted):
        if source.book.lets_row(row.id, row.label, row=row.row, own=row.own):
            yield TravelFact(Named(row.title), row.starts_on, row.ends_on, choice_label(row.role))


def gifts_where(source: Source, *conditions: Any) -> Iterator[GiftFact]:  # noqa: ANN401 - SQL conditions
    """Tell the gifts that some conditions on Gift and Delegation choose, in order of their trips; each takes its trip's day."""
    wanted = (
        select(Gift.id, Gift.label.label("own"), Gift.item, Gift.direction, Gift.kind, Gift.giver, Gift.receiver, Gift.value,
               Gift.state, Gift.kept_at, Gift.owner, Delegation.label, Delegation.title,
               Delegation.starts_on, Delegation.ends_on)
        .join(Delegation, Gift.owner == Delegation.id)
        .where(living(Gift), living(Delegation), *conditions)
        .order_by(Delegation.starts_on, Delegation.id, Gift.rank, Gift.id)
    )  # fmt: skip
    rows = source.session.execute(wanted).all()
    source.book.learn({link for row in rows for link in (row.kind, row.giver, row.receiver, row.owner) if link})
    for row in rows:
        if source.book.lets_row(row.owner, row.label, row=row.id, own=row.own):
            yield GiftFact(
                row.item, row.direction, source.book.name(row.kind), source.book.name(row.giver), source.book.name(row.receiver),
                row.value, choice_label(row.state), row.kept_at or "", Named(row.title), row.starts_on or row.ends_on,
                key=row.id, delegation=row.owner,
            )  # fmt: skip
