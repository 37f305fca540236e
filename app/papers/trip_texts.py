"""What was prepared for a trip: speeches and toasts, press lines, sensitive points, gifts, protocol, contacts, logistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.core.i18n import Text, _
from app.core.money import Money, format_money
from app.core.partial_dates import PartialDate
from app.core.text import ltr
from app.papers.document import (
    Block,
    Column,
    ColumnKind,
    Heading,
    Ink,
    LabelGrade,
    NoteLines,
    PageBreak,
    PageWords,
    Paragraph,
    Run,
    SeparateSheet,
    Table,
    Tone,
    Words,
)
from app.papers.passages import NONE, day, joined, name
from app.papers.pen import Pen
from app.papers.trip_parts import CONTACTS, GIFTS, LOGISTICS, NOTES, PRESS, PROTOCOL, SENSITIVE, SPEECHES
from app.papers.trip_people import courtesies
from app.papers.trip_writing import Writing, named, nothing, said_lines
from app.records.delegation_rows import GiftDirection, TextKind
from app.rules.labels import confidentiality_name, highest
from app.rules.passport import passport_finding
from app.services.paper_person import GiftFact, PersonFacts
from app.services.paper_place import country_facts
from app.services.trip_people import Traveller, is_incoming, other_side, travellers
from app.services.trip_programme import Contact, Permission, TripText, contacts, permissions, texts, trip_gifts

_KINDS = {
    TextKind.SPEECH: _("Speech"),
    TextKind.TOAST: _("Toast"),
    TextKind.MESSAGE: _("Message"),
    TextKind.PRESS_LINE: _("Press line"),
    TextKind.SENSITIVE_POINT: _("Sensitive point"),
    TextKind.PROTOCOL_NOTE: _("Protocol note"),
    TextKind.LOGISTICS_NOTE: _("Logistics note"),
}
_LINES_OF_A_PAGE = 22


def speeches(work: Writing) -> Iterator[Block]:
    """Write what will be said and handed over."""
    yield Heading(work.pen.say(SPEECHES), new_page=True)
    yield from _texts(work, SPEECHES, TextKind.SPEECH, TextKind.TOAST, TextKind.MESSAGE)


def press(work: Writing) -> Iterator[Block]:
    """Write what the press is told."""
    yield Heading(work.pen.say(PRESS))
    yield from _texts(work, PRESS, TextKind.PRESS_LINE)


def protocol(work: Writing) -> Iterator[Block]:
    """Write the protocol notes, and how to address and serve those who are met; of guests, the guests."""
    yield Heading(work.pen.say(PROTOCOL))
    yield from _texts(work, PROTOCOL, TextKind.PROTOCOL_NOTE)
    met = travellers(work.trip) if is_incoming(work.trip) else other_side(work.trip)
    yield from courtesies([person.card for person in met], work)


def _texts(work: Writing, title: Text, *kinds: TextKind) -> Iterator[Block]:
    found = texts(work.trip, *kinds)
    if not found:
        yield from nothing(title, _("Nothing is written under this heading yet."), work.pen)
    for text in found:
        yield from written(text, work.pen, with_kind=len(kinds) > 1)


def written(text: TripText, pen: Pen, *, with_kind: bool) -> Iterator[Block]:
    """Write one text under its subject, with who says it and where."""
    yield Heading(pen.plain(text.subject, _("Subject of the text")), 2)
    about = joined(
        pen.say(_KINDS[text.kind]) if with_kind else "",
        named(text.speaker, _("Speaker"), pen),
        pen.plain(text.occasion, _("Occasion")),
        pen.plain(text.language, _("Language")),
    )
    if about:
        yield Paragraph(about, Tone.MUTED)
    if not text.body:
        yield from said_lines("", _("Text"), pen)
    for line in text.body.splitlines():
        if line.strip():
            yield Paragraph(pen.words(line.strip(), _("Text")))


def sensitive(work: Writing) -> Iterator[Block]:
    """Write the sensitive points on a sheet of their own, which can be taken out of the book."""
    pen = work.pen
    found = texts(work.trip, TextKind.SENSITIVE_POINT)
    if not found:
        return
    label = highest(text.label for text in found)
    warned = _("This sheet is for the head of the delegation; take it out before the book is handed on.")
    blocks: list[Block] = [Heading(pen.say(SENSITIVE)), Paragraph(pen.say(warned), Tone.WARN)]
    for text in found:
        blocks += written(text, pen, with_kind=False)
    yield SeparateSheet(tuple(blocks), PageWords(confidentiality_name(label).in_(pen.lang), LabelGrade(str(label))))


def gifts(work: Writing) -> Iterator[Block]:
    """List what is given and received."""
    pen = work.pen
    found = trip_gifts(work.trip)
    yield Heading(pen.say(GIFTS))
    if not found:
        yield from nothing(GIFTS, _("No gift is recorded."), pen)
        return
    columns = (
        Column(pen.say(_("Gift")), 2.2),
        Column(pen.say(_("Direction")), 0.8),
        Column(pen.say(_("Giver")), 1.1),
        Column(pen.say(_("Receiver")), 1.1),
        Column(pen.say(_("Worth")), 1.2, ColumnKind.NUMBER),
        Column(pen.say(_("Where it is now")), 1.2),
    )
    yield Table(columns, tuple(_gift(gift, pen) for gift in found))


def _gift(gift: GiftFact, pen: Pen) -> tuple[Words, ...]:
    given = gift.direction is GiftDirection.GIVEN
    kind = name(gift.kind, _("Kind of gift"), pen) if gift.kind else ""
    item = pen.words(gift.item, _("Gift"))
    return (
        (*((Run(item),) if isinstance(item, str) else item), Run(f"\n{kind}" if kind else "", ink=Ink.MUTED)),
        (Run(pen.say(_("Given") if given else _("Received")), ink=Ink.OURS if given else Ink.THEIRS),),
        name(gift.giver, _("Giver"), pen),
        name(gift.receiver, _("Receiver"), pen),
        money(gift.value, pen),
        pen.words(gift.kept_at, _("Where it is now")) if gift.kept_at else NONE,
    )


def money(value: Money | None, pen: Pen) -> str:
    """Write an amount, a dash where there is none."""
    return format_money(value, pen.lang) if value else NONE


def calls(work: Writing) -> Iterator[Block]:
    """List whom to call: the embassy and the hosts, the emergency numbers of the country, both missions."""
    pen = work.pen
    yield Heading(pen.say(CONTACTS))
    found = contacts(work.trip)
    columns = (
        Column(pen.say(_("Role")), 0.8),
        Column(pen.say(_("Name")), 2),
        Column(pen.say(_("Telephones")), 1.4),
        Column(pen.say(_("Address")), 1.6),
    )
    if found:
        yield Table(columns, tuple(_contact(contact, pen) for contact in found))
    else:
        yield from nothing(CONTACTS, _("No contact is recorded."), pen)
    country = None if is_incoming(work.trip) else country_facts(work.trip.source, work.trip.country)
    if country is not None and country.emergency_numbers:
        numbers = pen.plain(country.emergency_numbers, _("Emergency numbers"))
        label = pen.say(_("Emergency numbers"))
        yield Paragraph((Run(f"{label}: ", bold=True), Run(numbers)))


def _contact(contact: Contact, pen: Pen) -> tuple[Words, ...]:
    about = joined(contact.address, contact.notes)
    phones = "\n".join(ltr(line.strip()) for line in contact.phones.splitlines() if line.strip())
    if not phones:
        pen.lacks(_("no telephone of {name}").format(name=contact.name))
    return (
        contact.role.in_(pen.lang),
        pen.words(contact.name, _("Name")),
        phones or NONE,
        pen.words(about, _("Address")) if about else NONE,
    )


def logistics(work: Writing) -> Iterator[Block]:
    """Write the notes on flights and hotels, the travel papers of everybody, and where the clearances stand."""
    pen = work.pen
    yield Heading(pen.say(LOGISTICS))
    yield from _texts(work, LOGISTICS, TextKind.LOGISTICS_NOTE)
    yield Heading(pen.say(_("Passports, visas and insurance")), 2)
    columns = (
        Column(pen.say(_("Name")), 1.6),
        Column(pen.say(_("Passport valid to")), 1.3, ColumnKind.DATE),
        Column(pen.say(_("Visa")), 1),
        Column(pen.say(_("Insurance")), 1),
    )
    rows = tuple(_papers(traveller, work) for traveller in travellers(work.trip))
    yield Table(columns, rows, empty=pen.say(_("Nobody is recorded.")))
    yield from _clearances(permissions(work.trip), pen)


def _papers(traveller: Traveller, work: Writing) -> tuple[Words, ...]:
    pen, until, returns = work.pen, traveller.passport_until, work.facts.ends_on
    with pen.writing_of("person", traveller.card.person, traveller.card.name.in_(pen.lang)):
        if until is None and not is_incoming(work.trip):
            pen.lacks(_("no passport in the file of the trip"))
        is_short = until is not None and returns is not None and _runs_out(traveller.card, until, returns=returns)
        valid: Words = (Run(day(until, pen), ink=Ink.WARN, bold=True),) if is_short else day(until, pen)
        insurance = pen.words(traveller.insurance, _("Insurance")) if traveller.insurance else NONE
        visa = traveller.visa.in_(pen.lang) if traveller.visa else NONE
        return pen.name(traveller.card.name, _("Name")), valid, visa, insurance


def _runs_out(card: PersonFacts, until: date, *, returns: date) -> bool:
    return passport_finding(card.name.fa, PartialDate.of_day(until), returns=returns) is not None


def _clearances(found: Sequence[Permission], pen: Pen) -> Iterator[Block]:
    if not found:
        return
    columns = (
        Column(pen.say(_("Clearance step")), 2),
        Column(pen.say(_("State")), 1.1),
        Column(pen.say(_("Letter (number)")), 1.3),
        Column(pen.say(_("Valid to")), 1, ColumnKind.DATE),
    )
    yield Heading(pen.say(_("Clearances")), 2)
    yield Table(columns, tuple(_clearance(permission, pen) for permission in found))


def _clearance(permission: Permission, pen: Pen) -> tuple[Words, ...]:
    state = Run(permission.state.in_(pen.lang), ink=Ink.GOOD if permission.is_granted else Ink.WARN)
    condition = pen.plain(permission.condition, _("Condition"))
    return (
        named(permission.step, _("Clearance step"), pen) or NONE,
        (state, Run(f"\n{condition}" if condition else "")),
        permission.letter_in or permission.letter_out or NONE,
        day(permission.valid_to, pen),
    )


def notes(work: Writing) -> Iterator[Block]:
    """Leave pages for writing by hand."""
    yield Heading(work.pen.say(NOTES), new_page=True)
    yield NoteLines(_LINES_OF_A_PAGE)
    yield PageBreak()
    yield NoteLines(_LINES_OF_A_PAGE)
