"""Person and post: who somebody is, and what they held from when to when."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.core.i18n import _
from app.core.partial_dates import PartialDate
from app.records.common import record_section
from app.schema.draft import Draft, Problem, problem
from app.schema.fields import contact, day, file, integer, link, long_text, office_list, text, yes_no
from app.schema.kinds import Group, Panel, RecordKind, Section, Sort
from app.schema.record import Record
from app.schema.values import FileRef


class Person(Record):
    """Somebody of either side; what they hold is a Post."""

    __tablename__ = "person"

    name_fa: Mapped[str] = text(_("Persian name"), searchable=True)
    name_latin: Mapped[str | None] = text(_("Latin name"), searchable=True, latin=True, english=True, wanted=True)
    other_spellings: Mapped[str | None] = text(_("Other spellings"), searchable=True)
    honorific: Mapped[str | None] = text(_("Honorific"), wanted=True)
    form_of_address: Mapped[str | None] = text(_("Form of address"))
    photo: Mapped[FileRef | None] = file(_("Photo"), wanted=True, face=True)
    biography_fa: Mapped[str | None] = long_text(_("Biography (Persian)"), searchable=True, wanted=True)
    biography_en: Mapped[str | None] = long_text(_("Biography (English)"), searchable=True, latin=True)
    nationality: Mapped[UUID | None] = office_list(_("Country"), "country")
    languages: Mapped[str | None] = text(_("Languages"), searchable=True)
    needs_interpreter: Mapped[bool] = yes_no(_("Needs an interpreter"))
    diet: Mapped[str | None] = text(_("Diet"))
    gift_taboos: Mapped[str | None] = text(_("Gift taboos"))
    interests: Mapped[str | None] = text(_("Interests"), searchable=True)
    phones: Mapped[str | None] = contact(_("Telephones"))
    emails: Mapped[str | None] = contact(_("E-mail addresses"), searchable=True)
    assistants: Mapped[str | None] = long_text(_("Assistants"), searchable=True)
    consent: Mapped[str | None] = long_text(_("Consent to record data"))


PERSONS = RecordKind(
    model=Person,
    name=_("Person"),
    plural=_("Persons"),
    icon="users",
    group=Group.RELATIONS,
    title=Person.name_fa,
    columns=(Person.name_fa, Person.name_latin, Person.honorific, Person.nationality, Person.languages, Person.emails),
    sort=Sort(Person.name_fa),
    filters=(Person.nationality, Person.needs_interpreter, Person.label),
    facts=(Person.name_latin, Person.honorific, Person.nationality),
    form=(
        Section(
            _("Names"),
            (Person.name_fa, Person.name_latin, Person.other_spellings, Person.honorific, Person.form_of_address, Person.photo),
        ),
        Section(_("Posts"), (Panel("posts"),)),
        Section(_("Biography"), (Person.biography_fa, Person.biography_en, Person.nationality, Person.languages)),
        Section(_("Hospitality"), (Person.needs_interpreter, Person.diet, Person.gift_taboos, Person.interests)),
        Section(_("Contact"), (Person.phones, Person.emails, Person.assistants, Person.consent)),
        record_section(Person),
    ),
)


class Post(Record):
    """What a person held at a body, from when to when: old minutes keep the post as it was then."""

    __tablename__ = "post"

    person: Mapped[UUID] = link(_("Person"), "person", panel="posts")
    body: Mapped[UUID | None] = link(_("Body"), "counterpart", panel="posts", wanted=True)
    title_fa: Mapped[str] = text(_("Title of the post (Persian)"), searchable=True)
    title_en: Mapped[str | None] = text(_("Title of the post (English)"), searchable=True, latin=True, english=True, wanted=True)
    seat: Mapped[UUID | None] = office_list(_("Kind of seat"), "seat")
    rank: Mapped[UUID | None] = office_list(_("Rank"), "rank", wanted=True)
    precedence: Mapped[int | None] = integer(_("Precedence"))
    held_from: Mapped[PartialDate | None] = day(_("From"), partial=True, wanted=True)
    held_to: Mapped[PartialDate | None] = day(_("To"), partial=True)


def ends_after_it_begins(draft: Draft) -> Iterator[Problem]:
    """Refuse a post that ends before it begins; partial days count by their first and last day."""
    start, end = draft[Post.held_from], draft[Post.held_to]
    if start and end and end.last < start.first:
        yield problem(Post.held_to, _("The end is before the beginning."))


POSTS = RecordKind(
    model=Post,
    name=_("Post"),
    plural=_("Posts"),
    icon="id-card",
    group=Group.RELATIONS,
    title=Post.title_fa,
    columns=(Post.title_fa, Post.person, Post.body, Post.seat, Post.held_from, Post.held_to),
    sort=Sort(Post.held_from, descending=True),
    filters=(Post.person, Post.body, Post.seat, Post.rank),
    rules=(ends_after_it_begins,),
    facts=(Post.person, Post.body, Post.held_from, Post.held_to),
    form=(
        Section(
            _("Post"),
            (
                Post.person,
                Post.body,
                Post.title_fa,
                Post.title_en,
                Post.seat,
                Post.rank,
                Post.precedence,
                Post.held_from,
                Post.held_to,
            ),
        ),
        record_section(Post),
    ),
)
