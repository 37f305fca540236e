"""People in a trip's papers: who travels, in order of precedence, and whom they meet, with photographs and biographies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.calendars import DayStyle, format_day
from app.core.i18n import Text, _, _n
from app.core.numbers import in_language
from app.papers.document import Block, Column, Heading, Ink, People, Person, Run, Table, Words
from app.papers.passages import NONE, joined
from app.papers.pen import Pen
from app.papers.trip_parts import DELEGATION, GUESTS, HOSTS, THEIR_PEOPLE
from app.papers.trip_writing import Writing, named, nothing
from app.services.brief_names import Named
from app.services.paper_person import PersonFacts
from app.services.trip_people import LastTime, OtherSide, Traveller, hosts, is_incoming, other_side, travellers

_NOBODY = _("Nobody is recorded.")


def delegation(work: Writing) -> Iterator[Block]:
    """List who travels, with photographs and biographies."""
    yield from _members(work, DELEGATION)


def guests(work: Writing) -> Iterator[Block]:
    """List the guests, with photographs, biographies and the last meeting with each."""
    yield from _members(work, GUESTS)


def _members(work: Writing, title: Text) -> Iterator[Block]:
    yield Heading(work.pen.say(title), new_page=True)
    found = travellers(work.trip)
    if not found:
        yield from nothing(title, _NOBODY, work.pen)
        return
    yield People(tuple(_traveller(place, traveller, work) for place, traveller in enumerate(found, 1)))


def _traveller(place: int, traveller: Traveller, work: Writing) -> Person:
    guest = is_incoming(work.trip)
    with work.pen.writing_of("person", traveller.card.person, traveller.card.name.in_(work.pen.lang)):
        runs = [*_biography(traveller.card, work.pen), *(_last_time(traveller.met, work.pen) if guest else ())]
        role = traveller.role.in_(work.pen.lang)
        return _card(place, traveller.card, traveller.post, work.pen, role=role, text=tuple(runs))


def counterparts(work: Writing) -> Iterator[Block]:
    """List whom a journey meets, with the last meeting with each."""
    yield Heading(work.pen.say(THEIR_PEOPLE), new_page=True)
    yield from _others(other_side(work.trip), THEIR_PEOPLE, work)


def receiving(work: Writing) -> Iterator[Block]:
    """List who of ours receives guests."""
    yield Heading(work.pen.say(HOSTS))
    yield from _others(hosts(work.trip), HOSTS, work)


def _others(found: Sequence[OtherSide], title: Text, work: Writing) -> Iterator[Block]:
    if not found:
        yield from nothing(title, _NOBODY, work.pen)
        return
    yield People(tuple(_other(place, other, work) for place, other in enumerate(found, 1)))


def _other(place: int, other: OtherSide, work: Writing) -> Person:
    pen = work.pen
    with pen.writing_of("person", other.card.person, other.card.name.in_(pen.lang)):
        ours = is_incoming(work.trip)
        runs = [*_biography(other.card, pen), *(() if ours else (*_interests(other.card, pen), *_last_time(other.met, pen)))]
        role = pen.say(_("Host")) if other.is_host else ""
        return _card(place, other.card, other.post, pen, role=role, text=tuple(runs))


def _card(place: int, card: PersonFacts, post: Named | None, pen: Pen, *, role: str, text: Words) -> Person:
    if not card.has_photo:
        pen.lacks(_("no photo"))
    elif not card.photo:
        pen.lacks(_("the photo is damaged"))
    name = joined(pen.plain(card.honorific, _("Honorific")) if pen.lang == "fa" else "", pen.name(card.name, _("Name")))
    return Person(
        in_language(str(place), pen.lang), name.replace(" · ", " "), named(post, _("Post"), pen), role, text, card.photo
    )


def _biography(card: PersonFacts, pen: Pen) -> Iterator[Run]:
    said = card.biography.in_(pen.lang)
    if not said:
        pen.lacks(_("no biography"))
        return
    yield from _runs(pen.words(said, _("Biography")))


def _runs(words: Words) -> Iterator[Run]:
    yield from (Run(words),) if isinstance(words, str) else words


def _interests(card: PersonFacts, pen: Pen) -> Iterator[Run]:
    for label, text in ((_("Languages"), card.languages), (_("Interests"), card.interests)):
        if text:
            yield Run(f"\n{pen.say(label)}: ", ink=Ink.MUTED)
            yield from _runs(pen.words(text, label))


def _last_time(met: LastTime | None, pen: Pen) -> Iterator[Run]:
    """Tell the last meeting with somebody, which fills itself in."""
    label = pen.say(_("Last met"))
    yield Run(f"\n{label}: ", ink=Ink.MUTED)
    if met is None:
        pen.lacks(_("no earlier meeting is recorded"))
        yield Run(pen.say(_("no earlier meeting is recorded")), ink=Ink.WARN)
        return
    day = format_day(met.at.day, pen.lang, style=DayStyle.LONG)
    ago = _n("{n} month before", "{n} months before", met.months).in_(pen.lang)
    yield Run(f"{day} ({ago}) · ", bold=True)
    yield from _runs(pen.words(met.subject, _("Meeting")))
    if met.across is not None:
        yield Run(f" · {pen.name(met.across, _('Name'))}")


def courtesies(people: Sequence[PersonFacts], work: Writing) -> Iterator[Block]:
    """Tell how to address people and what to mind: diet, gifts, interpreter; those of whom nothing is known stand there, too."""
    pen = work.pen
    columns = (
        Column(pen.say(_("Name")), 1.2),
        Column(pen.say(_("Form of address")), 1.4),
        Column(pen.say(_("Interpreter")), 0.8),
        Column(pen.say(_("Diet")), 1),
        Column(pen.say(_("Gift taboos")), 1.2),
    )
    yield Heading(pen.say(_("Forms of address, diet and gifts")), 2)
    yield Table(columns, tuple(_courtesy(card, pen) for card in people), empty=pen.say(_NOBODY))


def _courtesy(card: PersonFacts, pen: Pen) -> tuple[Words, ...]:
    with pen.writing_of("person", card.person, card.name.in_(pen.lang)):
        if not card.form_of_address:
            pen.lacks(_("no form of address"))
        said = (
            (_("Form of address"), card.form_of_address),
            (_("Interpreter"), pen.say(_("needed")) if card.needs_interpreter else ""),
            (_("Diet"), card.diet),
            (_("Gift taboos"), card.gift_taboos),
        )
        return (pen.name(card.name, _("Name")), *(pen.words(text, what) if text else NONE for what, text in said))
