"""The sensitivity lint: a shareable paper read once more, as it would be printed, before it leaves the office.

What is looked for is what the printed text says, so that nothing is held against a paper that it does not tell, whoever wrote it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.core.numbers import to_latin
from app.core.partial_dates import PartialDate
from app.core.text import strip_isolates
from app.records.agreement import Agreement
from app.records.delegation_rows import ItineraryItem, Member
from app.records.meeting import AgendaItem
from app.records.person import Person, Post
from app.rules import lint as rules
from app.rules.findings import Finding, by_urgency
from app.rules.labels import Confidentiality, is_above
from app.rules.lint import Personal
from app.rules.vocabulary import RenewalMode
from app.schema.draft import Draft
from app.schema.fields import field_of
from app.services.draft_loading import load_drafts
from app.services.gone_past import is_gone_past, overridden
from app.services.office import Office
from app.store.tables import living

_SHORTEST: Final = 4
"""Signs that a name must have before finding it in a text means anything."""
_RUNS_ON: Final = (RenewalMode.TACIT, RenewalMode.OPEN_ENDED)
_FLAGS: Final = ((ItineraryItem.subject, ItineraryItem.cleared), (AgendaItem.subject, AgendaItem.shareable))


@dataclass(frozen=True, slots=True)
class Concern:
    """A finding and the record in which it can be mended; `kind` is empty where no record is known."""

    finding: Finding
    kind: str = ""
    record: UUID | None = None

    @property
    def sentence(self) -> str:
        """Say the fact in the language of the window."""
        return str(self.finding.fact)


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A paper about to leave: its whole text, the record it was made from (None: a register), and the ceiling chosen."""

    text: str
    kind: str
    record: UUID | None
    ceiling: Confidentiality


def lint(office: Office, paper: ToPrint) -> tuple[Concern, ...]:
    """Find what should be looked at before a paper is handed over, the worst first.

    What somebody went past with a reason for the record of this paper is left out.
    """
    with office.store.reading() as session:
        reading = _Reading(office, session, paper)
        found = sorted(dict.fromkeys(reading.concerns()), key=lambda concern: by_urgency(concern.finding))
        known = overridden(session, office.catalogue, paper.record)
    return tuple(concern for concern in found if not is_gone_past(concern.finding, known))


class _Reading:
    """One pass over a paper's text, with what the records know beside it."""

    def __init__(self, office: Office, session: Session, paper: ToPrint) -> None:
        self._office, self._session, self._paper = office, session, paper
        self._today: date = office.today()
        self._text = _plain(paper.text)
        self._own = (paper.kind if paper.record else "", paper.record)

    def concerns(self) -> Iterator[Concern]:
        drafts = tuple(self._drafts())
        yield from self._labels(drafts)
        yield from self._uncleared(drafts)
        yield from self._former_posts(drafts)
        yield from self._expired()
        yield from self._personal()

    def _drafts(self) -> Iterator[Draft]:
        """Walk the record and the rows inside it, as deep as they go."""
        record, catalogue = self._paper.record, self._office.catalogue
        if record is None:
            return
        kind = catalogue[self._paper.kind]
        for draft in load_drafts(self._session, catalogue, kind, ids=(record,), today=self._today).values():
            yield from _with_rows(draft)

    def _tells(self, *names: str | None) -> bool:
        return any(name and len(name) >= _SHORTEST and _plain(name) in self._text for name in names)

    def _labels(self, drafts: Iterable[Draft]) -> Iterator[Concern]:
        for draft in drafts:
            for panel in draft.rows:
                for number, row in enumerate(draft.living(panel), 1):
                    label = row.values.get("label")
                    if isinstance(label, Confidentiality) and is_above(label, self._paper.ceiling):
                        yield Concern(rules.confidential_point(number), *self._own)
            yield from self._labelled(draft)

    def _labelled(self, draft: Draft) -> Iterator[Concern]:
        label, title = draft.values.get("label"), self._title(draft)
        shown = isinstance(label, Confidentiality) and not is_above(label, self._paper.ceiling)
        if shown and label is not Confidentiality.NORMAL and self._tells(title):
            yield Concern(rules.labelled_item(title, Confidentiality(str(label))), *self._place(draft))

    def _title(self, draft: Draft) -> str:
        found = draft.values.get(field_of(self._office.catalogue[draft.kind].title).name)
        return found if isinstance(found, str) else ""

    def _place(self, draft: Draft) -> tuple[str, UUID | None]:
        """Give where a draft can be opened: itself, or the record in which the row lives."""
        return self._own if self._office.catalogue[draft.kind].is_child else (draft.kind, draft.id)

    def _uncleared(self, drafts: Iterable[Draft]) -> Iterator[Concern]:
        for draft in drafts:
            for subject, flag in _FLAGS:
                if draft.kind == subject.class_.__tablename__ and not draft[flag] and self._tells(draft[subject]):
                    yield Concern(rules.uncleared_item(draft[subject] or ""), *self._own)

    def _former_posts(self, drafts: Iterable[Draft]) -> Iterator[Concern]:
        """Look at the posts that the record and its rows name, whoever held them."""
        wanted = {record for draft in drafts for record in self._linked(draft, Post.__tablename__)}
        statement = select(Post).where(Post.id.in_(wanted), Post.held_to.is_not(None), living(Post))
        posts = [post for post in self._session.scalars(statement) if self._tells(post.title_fa, post.title_en)]
        people = {person.id: person for person in self._people(Person.id.in_({post.person for post in posts}))}
        for post in posts:
            person = people.get(post.person)
            if person is not None and self._tells(person.name_fa, person.name_latin):
                finding = rules.former_post(person.name_fa, post.title_fa, until=post.held_to, today=self._today)
                if finding is not None:
                    yield Concern(finding, Person.__tablename__, person.id)

    def _linked(self, draft: Draft, target: str) -> Iterator[UUID]:
        for name, field in self._office.catalogue[draft.kind].fields.items():
            value = draft.values.get(name)
            if field.target == target and isinstance(value, UUID):
                yield value

    def _expired(self) -> Iterator[Concern]:
        over = or_(Agreement.ended_on.is_not(None), Agreement.expires_on.is_not(None))
        columns = (
            Agreement.id,
            Agreement.title_fa,
            Agreement.title_en,
            Agreement.expires_on,
            Agreement.ended_on,
            Agreement.renewal,
        )
        for row in self._session.execute(select(*columns).where(over, living(Agreement))):
            if self._tells(row.title_fa, row.title_en):
                end = _end_of(row.ended_on, row.expires_on, renewal=row.renewal)
                finding = rules.expired_agreement(row.title_fa, expired_on=end, today=self._today)
                if finding is not None:
                    yield Concern(finding, Agreement.__tablename__, row.id)

    def _personal(self) -> Iterator[Concern]:
        known: set[str] = set()
        for what, said, person in self._owned():
            if self._tells(said):
                known.add(_figures(said))
                finding = rules.personal_data(what, said, person=person.name_fa)
                yield Concern(finding, Person.__tablename__, person.id)
        for datum in rules.personal_in(self._text):
            if _figures(datum.said) not in known:
                yield Concern(rules.personal_data(datum.what, datum.said), *self._own)

    def _owned(self) -> Iterator[tuple[Personal, str, Any]]:
        """Walk the personal data that records hold of people: what, as it is written there, whose."""
        passports = select(Member.passport_number, Member.person).where(Member.passport_number.is_not(None), living(Member))
        numbers = self._session.execute(passports).all()
        held = {row.person for row in numbers if self._tells(row.passport_number)}
        known = or_(Person.phones.is_not(None), Person.emails.is_not(None), Person.diet.is_not(None), Person.id.in_(held))
        people = {person.id: person for person in self._people(known)}
        for person in people.values():
            yield from ((Personal.TELEPHONE, line, person) for line in (person.phones or "").splitlines())
            yield from ((Personal.EMAIL, line, person) for line in (person.emails or "").splitlines())
            if person.diet and self._tells(person.name_fa, person.name_latin):
                yield Personal.DIET, person.diet, person
        yield from ((Personal.PASSPORT, row.passport_number, people[row.person]) for row in numbers if row.person in people)

    def _people(self, condition: ColumnElement[bool]) -> list[Any]:
        columns = (Person.id, Person.name_fa, Person.name_latin, Person.phones, Person.emails, Person.diet)
        return list(self._session.execute(select(*columns).where(condition, living(Person))))


def _with_rows(draft: Draft) -> Iterator[Draft]:
    yield draft
    for panel in draft.rows:
        for row in draft.living(panel):
            yield from _with_rows(row)


def _end_of(ended: PartialDate | None, expires: PartialDate | None, *, renewal: RenewalMode | None) -> PartialDate | None:
    """Give the day an agreement ended; one that runs on past its term has none until it is ended."""
    return ended or (None if renewal in _RUNS_ON else expires)


def _plain(text: str) -> str:
    return " ".join(to_latin(strip_isolates(text)).split())


def _figures(said: str) -> str:
    return "".join(sign for sign in to_latin(said).casefold() if sign.isalnum())
