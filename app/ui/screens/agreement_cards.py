"""The other cards of an agreement: who signed in which post, the papers with their source, the chain it stands in."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.calendars import calendar_of, parts_of
from app.core.i18n import Text, _, _c, language
from app.core.numbers import in_language
from app.core.text import isolate
from app.records.agreement import Agreement, Party
from app.rules.vocabulary import Side
from app.schema.choices import choice_family, choice_label
from app.schema.draft import Draft
from app.schema.fields import Attribute, field_of
from app.services.chain import ChainLink, sides
from app.services.derived import notice_terms
from app.services.office import Office
from app.services.titles import Title, titles
from app.services.wording import cell_text
from app.ui.fields.files import size_words
from app.ui.kit import (
    Card,
    CardHead,
    ChainNode,
    ChainStrip,
    Fact,
    Icon,
    Label,
    Person,
    PersonChip,
    Pill,
    SideHead,
    SmallButton,
    column,
    row,
)
from app.ui.theme import FamilyName
from app.ui.theme import Side as SideName


def fact_of(office: Office, draft: Draft, attribute: Attribute) -> Fact | None:
    """Word one field as a line; None when it is empty."""
    field = field_of(attribute)
    value = draft.values.get(field.name)
    if value in (None, "", ()):
        return None
    return Fact(field.label, cell_text(office, field, value, lang=language()))


class DetailsCard(Card):
    """What the agreement is, how long it runs and where its paper lies; a number and its unit are one value."""

    def __init__(self, office: Office, draft: Draft) -> None:
        super().__init__(spacing=7)
        self._office, self._draft = office, draft
        self.add(CardHead("file-check-2", _("Details")))
        self.add_line()
        for key, value in self._values():
            if value:
                self.add(Fact(key, value, wrap=True, key_width=92))
        self.add_stretch()
        self.setAccessibleName(str(_("Details")))

    def _values(self) -> Iterator[tuple[Text, str]]:
        terms, draft = notice_terms(self._draft), self._draft
        if language() == "en" and draft[Agreement.title_en] is not None:
            # The head names it in English alone.
            yield self._told(Agreement.title_fa)
        yield _("Type"), " · ".join(said for said in (self._words(Agreement.type), self._words(Agreement.binding)) if said)
        yield self._told(Agreement.level)
        yield self._told(Agreement.domains)
        yield field_of(Agreement.duration_number).label, "" if terms.duration is None else str(terms.duration.text)
        renewal, term = self._words(Agreement.renewal), terms.renewal_term
        each = _("{renewal}, each time for {period}")
        yield field_of(Agreement.renewal).label, str(each.format(renewal=renewal, period=term.text)) if term else renewal
        before = "" if terms.notice is None else str(_("{period} before the end").format(period=terms.notice.text))
        yield field_of(Agreement.notice_number).label, before
        number, day = self._words(Agreement.council_resolution), self._words(Agreement.council_resolution_on)
        both = _c("list", "{first}, {rest}").format(first=number, rest=day)
        yield _("Council resolution"), str(both) if number and day else number or day
        for attribute in (Agreement.authentic_languages, Agreement.prevailing_text, Agreement.paper_place):
            yield self._told(attribute)

    def _told(self, attribute: Attribute) -> tuple[Text, str]:
        return field_of(attribute).label, self._words(attribute)

    def _words(self, attribute: Attribute) -> str:
        field = field_of(attribute)
        value = self._draft.values.get(field.name)
        return "" if value in (None, "", ()) else cell_text(self._office, field, value, lang=language())


class PartiesCard(Card):
    """Who signed, side by side with the post held then; `opened` carries a person."""

    opened = Signal(object)
    add_asked = Signal()

    def __init__(self, office: Office, draft: Draft) -> None:
        super().__init__(spacing=4)
        head = CardHead("signature", _("Parties and signature"), action=_("Add"), action_icon="add")
        head.action.setAccessibleName(str(_("Add a party")))
        head.action_clicked.connect(self.add_asked)
        self.add(head)
        self.add_line()
        parties = list(draft.living("parties"))
        self._names = titles(office, [value for party in parties for value in party.values.values() if isinstance(value, UUID)])
        whose = sides(office, [body for party in parties if (body := party[Party.body])])
        for party in sorted(parties, key=lambda party: whose.get(_id(party[Party.body])) is not Side.OURS):
            self._add_party(party, "ours" if whose.get(_id(party[Party.body])) is Side.OURS else "theirs")
        if not parties:
            self.add(Label(_("No party is recorded."), "label", tone="text_3"))
        for attribute in (Agreement.place_signed, Agreement.legal_basis):
            line = fact_of(office, draft, attribute)
            if line is not None:
                self.add(line)
        self.add_stretch()
        self.setAccessibleName(str(_("Parties and signature")))

    def _add_party(self, party: Draft, side: SideName) -> None:
        self.add(SideHead(self._name(party[Party.body]), side))
        for person, post, pill in (
            (party[Party.signatory], self._name(party[Party.post]), _("Signatory")),
            (party[Party.witness], "", _("Witness")),
        ):
            if person is not None:
                self.add(self._chip(person, post, pill, side=side))
        if party[Party.signatory] is None:
            self.add(Label(_("The signatory is not recorded."), "label", tone="text_3"))

    def _chip(self, person: UUID, post: str, pill: Text, *, side: SideName) -> PersonChip:
        name = self._name(person)
        then: Text | str = _("{post} (at signature)").format(post=post) if post else ""
        chip = PersonChip(Person(str(person), name, then, name[:1], side, pill=pill, pill_family="neutral"))
        chip.clicked.connect(lambda _key: self.opened.emit(person))
        return chip

    def _name(self, record: UUID | None) -> str:
        found: Title | None = self._names.get(record) if record else None
        return found.title if found else ""


def _id(record: UUID | None) -> UUID:
    return record or UUID(int=0)


class PapersCard(Card):
    """The signed copy, where its paper lies, and how sure its source is."""

    open_asked = Signal()
    choose_asked = Signal()

    def __init__(self, office: Office, draft: Draft) -> None:
        super().__init__(spacing=6)
        scan = draft[Agreement.scan]
        head = CardHead(
            "paperclip", _("Documents"), action=_("Add a scan") if scan is None else _("Replace"), action_icon="upload"
        )
        head.action.setAccessibleName(str(_("Add a scan") if scan is None else _("Replace the scan")))
        head.action_clicked.connect(self.choose_asked)
        self.add(head)
        self.add_line()
        if scan is None:
            self.add(Label(_("The signed copy has not been added."), "label", tone="text_3"))
        else:
            show = SmallButton(_("Open"), kind="quiet", icon="open_outside")
            show.setAccessibleName(str(_("Open the scan")))
            show.clicked.connect(self.open_asked)
            about = Label(size_words(scan.size), "caption", tone="text_3")
            name = Label(isolate(scan.name), "body", weight=500, elide=True)
            self.add(row(Icon("file-text", "text_2", size=20), (column(name, about, spacing=0), 1), show, spacing=10))
        for widget in self._source(office, draft):
            self.add(widget)
        self.add_stretch()
        self.setAccessibleName(str(_("Documents")))

    def _source(self, office: Office, draft: Draft) -> Iterator[QWidget]:
        certainty = draft[Agreement.certainty]
        source = cell_text(office, field_of(Agreement.source), draft[Agreement.source], lang=language()) or "—"
        sure = certainty is not None and str(certainty) == "confirmed"
        family: FamilyName = "good" if sure else "warn"
        pill = Pill(_("Certainty unknown") if certainty is None else choice_label(certainty), family, small=True)
        yield Fact(field_of(Agreement.source).label, source, trailing=pill)


class ChainCard(Card):
    """The chain an agreement stands in; `opened` carries one of it."""

    opened = Signal(object)

    def __init__(self, links: Sequence[ChainLink], here: UUID) -> None:
        super().__init__(spacing=8)
        self.add(CardHead("link-2", _("Chain of the agreement")))
        if not links:
            self.add(
                Label(
                    _("It renews, amends or replaces no other agreement, and none came after it."),
                    "label",
                    tone="text_3",
                    wrap=True,
                )
            )
            return
        strip = ChainStrip([_node(link, here) for link in links], name=_("Chain of the agreement"))
        strip.node_clicked.connect(lambda key: None if key == str(here) else self.opened.emit(UUID(key)))
        self.add(strip)
        self.add_stretch()
        self.setAccessibleName(str(_("Chain of the agreement")))


def _node(link: ChainLink, here: UUID) -> ChainNode:
    lang = language()
    signed = link.signed_on
    year = in_language(str(parts_of(signed.first, calendar_of(lang)).year), lang) if signed else ""
    family: FamilyName = choice_family(link.stage)  # type: ignore[assignment]
    title: Text | str = _("This agreement") if link.id == here else link.title
    tie: Text | str = "" if link.tie is None else choice_label(link.tie)
    return ChainNode(str(link.id), title, year, choice_label(link.stage), family, tie, chosen=link.id == here)
