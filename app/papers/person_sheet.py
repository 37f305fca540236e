"""The sheet of a person: how to call and receive them, what they held and when, where we met, what was given."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _c
from app.core.money import format_money
from app.core.text import ltr
from app.papers import Composed, Gap, PaperOptions
from app.papers.document import (
    Block,
    Column,
    ColumnKind,
    Fact,
    Facts,
    Heading,
    Paragraph,
    People,
    Person,
    Run,
    Table,
    Tone,
    TwoColumnFacts,
    Words,
)
from app.papers.errors import needed
from app.papers.frame import composed, framed, lacking, only_in_persian, pen_for
from app.papers.passages import NONE, day, joined, name, partial, promise_table, said_facts
from app.papers.pen import Pen
from app.schema.choices import choice_label
from app.services.office import Office
from app.services.paper_person import GiftFact, PersonFacts, PostFact, person_facts
from app.services.paper_source import reading


def compose(office: Office, record: UUID | None, options: PaperOptions) -> Composed:
    """Compose the sheet of a person; raises NoRecordChosen, NoSuchRecord, AboveCeiling."""
    person = needed(record)
    with reading(office, options.ceiling) as source:
        facts, pen = person_facts(source, person), pen_for(options, source)
        blocks = tuple(_blocks(facts, pen, options))
        title = _("Person sheet: {name}").format(name=facts.name.in_(pen.lang))
        document = framed(source, pen, title, blocks=blocks)
        return composed(source, document, (*_gaps(facts, pen), *lacking(pen, "person", person)))


def _gaps(facts: PersonFacts, pen: Pen) -> Iterator[Gap]:
    shown = facts.name.in_(pen.lang)
    wanted = (
        (facts.photo, _("{name} has no photo.") if not facts.has_photo else _("The photo of {name} is damaged.")),
        (facts.biography.fa or facts.biography.en, _("{name} has no biography.")),
        (facts.honorific, _("The honorific of {name} is not recorded.")),
        (facts.form_of_address, _("How to address {name} is not recorded.")),
        (facts.post, _("{name} holds no post on this day.")),
        (facts.meetings, _("No meeting with {name} is recorded.")),
    )
    for there, sentence in wanted:
        if not there:
            yield Gap(pen.say(sentence.format(name=shown)), "person", facts.person)


def _blocks(facts: PersonFacts, pen: Pen, options: PaperOptions) -> Iterator[Block]:
    sections = {
        "card": _card,
        "biography": _biography,
        "posts": _posts,
        "meetings": _meetings,
        "promises": _promises,
        "gifts": _gifts,
        "contact": _contact,
    }
    yield Heading(pen.name(facts.name, _("Name")))
    yield People((_portrait(facts, pen),))
    for key, section in sections.items():
        if options.wants(key):
            yield from section(facts, pen)
    yield from only_in_persian(pen)


def _portrait(facts: PersonFacts, pen: Pen) -> Person:
    post = facts.post
    held = joined(pen.name(post.title, _("Posts")), name(post.body, _("Body"), pen) if post.body else "") if post else ""
    called = pen.name(facts.name, _("Name"))
    if pen.lang == "fa" and facts.honorific:
        called = f"{facts.honorific} {called}"
    return Person("", called, held, photo=facts.photo)


def _card(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    names = ((_("Latin name"), facts.name.en),) if pen.lang == "fa" else ((_("Honorific"), facts.honorific),)
    pairs = list(said_facts((*names, (_("Form of address"), facts.form_of_address)), pen))
    if facts.nationality is not None:
        pairs.append((pen.say(_("Country")), pen.name(facts.nationality, _("Country"))))
    pairs += said_facts(((_("Languages"), facts.languages),), pen)
    pairs.append((pen.say(_("Needs an interpreter")), pen.say(_("Yes") if facts.needs_interpreter else _("No"))))
    rest = (
        (_("Diet"), facts.diet),
        (_("Gift taboos"), facts.gift_taboos),
        (_("Interests"), facts.interests),
        (_("Other spellings"), facts.other_spellings),
    )
    pairs += said_facts(rest, pen)
    yield TwoColumnFacts(tuple(pairs))


def _biography(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    words = facts.biography.in_(pen.lang) or facts.biography.en
    if words:
        yield Heading(pen.say(_("Biography")), 2)
        yield Paragraph(pen.words(words, _("Biography")))


def _posts(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Posts")), 2)
    columns = (
        Column(pen.say(_("Post")), 2.2),
        Column(pen.say(_("Body")), 1.3),
        Column(pen.say(_("From")), 1.2, ColumnKind.DATE),
        Column(pen.say(_("To")), 1.2, ColumnKind.DATE),
    )
    yield Table(columns, tuple(_post(post, pen) for post in facts.posts), empty=pen.say(_("No post is recorded.")))


def _post(post: PostFact, pen: Pen) -> tuple[Words, ...]:
    until = pen.say(_c("post", "today")) if post.current and post.held_to is None else partial(post.held_to, pen)
    title = (Run(pen.name(post.title, _("Posts")), bold=post.current),)
    return title, name(post.body, _("Body"), pen), partial(post.held_from, pen), until


def _meetings(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say(_("Meetings")), 2)
    if not facts.meetings and not facts.travels:
        yield Paragraph(pen.say(_("No meeting is recorded.")), Tone.MUTED)
        return
    met = [
        Fact(
            format_day(meeting.at.day, pen.lang, style=DayStyle.LONG),
            joined(
                pen.name(meeting.post, _("Posts")) if meeting.post else "",
                pen.plain(meeting.subject, _("Meetings")),
                pen.plain(meeting.place, _("Venue")),
            ),
        )
        for meeting in facts.meetings
    ]
    met += [
        Fact(day(travel.starts_on, pen), joined(pen.name(travel.title, _("Delegations")), travel.role.in_(pen.lang)))
        for travel in facts.travels
    ]
    yield Facts(tuple(met))


def _promises(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    if facts.promises:
        yield Heading(pen.say(_("Open promises")), 2)
        yield promise_table(facts.promises, pen, empty=_("No promise is open."))


def _gifts(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    if not facts.gifts:
        return
    yield Heading(pen.say(_("Gifts")), 2)
    columns = (
        Column(pen.say(_("Date")), 1.0, ColumnKind.DATE),
        Column(pen.say(_("Gift")), 2.2),
        Column(pen.say(_("Direction")), 0.9),
        Column(pen.say(_("Worth")), 1.2, ColumnKind.NUMBER),
        Column(pen.say(_("State")), 1),
    )
    yield Table(columns, tuple(_gift(gift, pen) for gift in facts.gifts))


def _gift(gift: GiftFact, pen: Pen) -> tuple[Words, ...]:
    worth = format_money(gift.value, pen.lang) if gift.value else NONE
    direction = choice_label(gift.direction).in_(pen.lang)
    return day(gift.on, pen), pen.words(gift.item, _("Gift")), direction, worth, gift.state.in_(pen.lang)


def _contact(facts: PersonFacts, pen: Pen) -> Iterator[Block]:
    wanted: tuple[tuple[Text, str], ...] = (
        (_("Telephones"), facts.phones),
        (_("E-mail addresses"), facts.emails),
        (_("Assistants"), facts.assistants),
    )
    found = tuple((pen.say(label), _lines(label, text, pen)) for label, text in wanted if text)
    if found:
        yield Heading(pen.say(_("Contact")), 2)
        yield TwoColumnFacts(found)


def _lines(label: Text, text: str, pen: Pen) -> Words:
    """Write telephone numbers and addresses from left to right, each on its line."""
    return "\n".join(pen.plain(line, label) if any(map(str.isalpha, line)) and "@" not in line else ltr(line)
                     for line in text.splitlines())  # fmt: skip
