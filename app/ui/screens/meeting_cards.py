"""The cards of the meeting editor: the agenda with its outcomes, the preparation, and the talks before."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _, _n, language
from app.core.numbers import format_integer
from app.records.follow_up import FollowUp
from app.records.meeting import AgendaItem, Meeting
from app.rules.labels import Confidentiality, confidentiality_name
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.schema.fields import Attribute, field_of
from app.services.brief import BriefFacts
from app.services.office import Office
from app.ui.kit import Card, CardHead, HLine, Label, LabelBadge, Pill, TintCard, column, row
from app.ui.screens.meeting_words import AFTER_TALKS, lines_of, minutes_words, names_of
from app.ui.theme import Tone

PREPARED = (
    Meeting.our_objectives,
    Meeting.arguments,
    Meeting.tactical_arguments,
    Meeting.their_aims,
    Meeting.our_response,
    Meeting.press_line,
    Meeting.points_to_avoid,
)
_GROUNDS: Mapping[Side, Tone] = {Side.OURS: "ours_soft", Side.THEIRS: "theirs_soft"}
_OUTCOMES: tuple[tuple[Attribute, Tone], ...] = (
    (AgendaItem.summary, "text_2"),
    (AgendaItem.decision, "info"),
    (AgendaItem.reservation, "warn"),
)


class AgendaCard(Card):
    """What is to be said and what came of it, item by item; `edit_asked` carries the place of an item, -1 for a new one."""

    edit_asked = Signal(int)

    def __init__(self, office: Office, meeting: Draft) -> None:
        super().__init__(spacing=8)
        items = list(meeting.living("agenda"))
        told = _told(items, meeting[Meeting.length_minutes])
        head = CardHead("list-checks", _("Agenda and outcomes"), sub=told, action=_("New item"), action_icon="add")
        head.action_clicked.connect(lambda: self.edit_asked.emit(-1))
        self.add(head)
        names = names_of(office, (item[AgendaItem.speaker] for item in items))
        owners = names_of(office, (promise[FollowUp.owner_person] for item in items for promise in item.living("promises")))
        talked = meeting[Meeting.stage] in AFTER_TALKS
        for place, item in enumerate(items):
            self.add_line()
            self.add(_item(item, place, names=names, owners=owners, talked=talked))
        if not items:
            self.add_line()
            nothing = _("No item is on the agenda yet. Each promise made there becomes a follow-up.")
            self.add(Label(nothing, "label", tone="text_3", wrap=True))
        self.add_stretch()
        self.setAccessibleName(str(_("Agenda and outcomes")))


def _told(items: Sequence[Draft], length: int | None) -> Text | str:
    allotted = [item[AgendaItem.minutes_allotted] for item in items]
    asked = sum(minutes for minutes in allotted if minutes)
    if not items:
        return ""
    if length:
        sentence = _n("{n} item · {asked} of {length} minutes", "{n} items · {asked} of {length} minutes", len(items))
        return sentence.format(asked=asked, length=length)
    return _n("{n} item", "{n} items", len(items))


def _item(item: Draft, place: int, *, names: dict[UUID, str], owners: dict[UUID, str], talked: bool) -> QWidget:
    speaker, minutes = item[AgendaItem.speaker], item[AgendaItem.minutes_allotted]
    promises = list(item.living("promises"))
    number = Label(format_integer(place + 1, language()), "body", tone="primary", weight=700, tabular=True)
    about = [str(minutes_words(minutes))] if minutes else []
    about += [names[speaker]] if speaker in names else []
    outcomes = list(_outcomes(item, promises, owners))
    marks = [] if outcomes or not talked else [Pill(_("no outcome"), "warn", dot=False, small=True)]
    found = QWidget()
    title = Label(item[AgendaItem.subject] or "—", "body", weight=600, wrap=True)
    line = row(number, (title, 1), *marks, Label(" · ".join(about), "label", tone="text_3"))
    found.setLayout(column(line, *outcomes, spacing=6))
    return found


def _outcomes(item: Draft, promises: Sequence[Draft], owners: dict[UUID, str]) -> Iterator[QWidget]:
    for attribute, tone in _OUTCOMES:
        text = item.values.get(attribute.key)
        if text:
            shared = attribute is AgendaItem.summary and item[AgendaItem.shareable]
            mark = [Label(_("May be shared"), "caption", tone="good")] if shared else []
            box = TintCard("sunken")
            box.add(row(Label(field_of(attribute).label, "label", tone=tone, weight=600), None, *mark))
            box.add(Label(str(text), "body", wrap=True))
            yield box
    for promise in promises:
        yield _promise(promise, owners)


def _promise(promise: Draft, owners: dict[UUID, str]) -> QWidget:
    side = promise[FollowUp.side] or Side.OURS
    name = _("Our promise") if side is Side.OURS else _("Their promise")
    owner, due = promise[FollowUp.owner_person], promise[FollowUp.due_on]
    about = [owners[owner]] if owner in owners else []
    about += [str(_("due: {day}").format(day=due))] if due else []
    box = TintCard(_GROUNDS[side])
    tone: Tone = "ours" if side is Side.OURS else "theirs"
    box.add(row(Label(name, "label", tone=tone, weight=600), None, Label(" · ".join(about), "label", tone=tone)))
    box.add(Label(promise[FollowUp.what] or "—", "body", wrap=True))
    return box


class PreparationCard(Card):
    """What we want and how we argue: never minuted, with a label of its own; below, when the two sides last met."""

    edit_asked = Signal()

    def __init__(self, meeting: Draft, facts: BriefFacts | None) -> None:
        super().__init__(spacing=7, accent="brass_line")
        label = meeting[Meeting.preparation_label] or Confidentiality.CONFIDENTIAL
        head = CardHead("eye-off", _("Preparation"), badge=LabelBadge(confidentiality_name(label), label.value), action=_("Edit"))
        head.action_clicked.connect(self.edit_asked)
        self.add(head)
        self.add(Label(_("It stands neither in the minutes nor in the shareable readout."), "label", tone="brass", wrap=True))
        for attribute in PREPARED:
            self._points(field_of(attribute).label, lines_of(meeting[attribute]))
        self.add_stretch()
        if facts is not None:
            self._before(facts)
        self.setAccessibleName(str(_("Preparation")))

    def _points(self, name: Text, points: Sequence[str]) -> None:
        self.add(HLine())
        count = format_integer(len(points), language()) if points else "—"
        self.add(row(Label(name, "body", weight=600), None, Label(count, "label", tone="text_3")))
        for point in points:
            self.add(row(6, Label("•", "body", tone="brass"), (Label(point, "label", tone="text_2", wrap=True), 1)))

    def _before(self, facts: BriefFacts) -> None:
        self.add(HLine())
        if facts.last_met is None:
            self.add(Label(_("The two sides have not met before."), "label", tone="text_2", wrap=True))
            return
        sentence = _("Last met: {day}, {subject}").format(day=facts.last_met.at.day, subject=facts.last_met.subject)
        self.add(Label(sentence, "label", tone="text_2", weight=600, wrap=True))
        standing = [promise for promise in (*facts.last_met.promises, *facts.open_promises) if promise.is_open]
        ours = sum(promise.side is Side.OURS for promise in standing)
        if standing:
            told = _("Promises still open: {ours} of ours, {theirs} of theirs").format(ours=ours, theirs=len(standing) - ours)
            self.add(Label(told, "label", tone="bad" if any(each.late for each in standing) else "text_3", wrap=True))
