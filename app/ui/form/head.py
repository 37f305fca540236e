"""The head of a record's page: its name, stage, label, facts in one line, and what can be done with the whole of it."""

from enum import Enum
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction
from typing_extensions import override

from app.core.i18n import Text, _, language
from app.rules.labels import Confidentiality
from app.schema.choices import choice_family, choice_label, member_of
from app.schema.fields import Attribute, Field, FieldKind, field_of
from app.services.wording import cells
from app.ui.fields.days import beneath
from app.ui.form.session import DraftSession
from app.ui.form.stage_steps import next_stages
from app.ui.kit import Button, IconButton, Label, LabelBadge, Menu, Pill, Ring, column, row
from app.ui.kit.words import Words
from app.ui.papers_menu import PapersButton
from app.ui.theme import HEIGHT, SPACE

_DAYS = (FieldKind.DAY, FieldKind.MOMENT)
_BETWEEN = "  ·  "
_NEEDS = _("Needs: {need}")


class RecordHead(QWidget):
    """Name one record and offer what concerns it whole.

    `stage_chosen` carries the code of a lawful next stage; the other signals ask for what their names say.
    """

    stage_chosen = Signal(str)
    edit_asked = Signal()
    history_asked = Signal()
    archive_asked = Signal()
    delete_asked = Signal()
    ring_clicked = Signal()

    def __init__(self, session: DraftSession) -> None:
        super().__init__()
        self._session = session
        self._title = Label("", "record_title", elide=True)
        self._pill = Pill("", "neutral", clickable=True)
        self._badge = LabelBadge("", "normal")
        self._facts = Label("", "label", tone="text_2", elide=True)
        self._about = IconButton("info", _("Facts of this item"), size=16, box=HEIGHT.small)
        self._is_compact = False
        self.ring = Ring(0, name=_("Completeness"))
        self.papers = PapersButton(session.context, session.kind.key)
        self._edit = Button(_("Edit"), icon="edit", shortcut="F2")
        self._history = IconButton("history", _("History of this item"), shortcut="Ctrl+H")
        self._more = IconButton("more", _("More"))
        self._actions: list[QWidget] = []
        self._trailing = row(self.ring, 4, self.papers, self._edit, self._history, self._more, spacing=6)
        names = row(self._title, self._pill, self._badge, self._about, None, spacing=10)
        self.setLayout(row((column(names, self._facts, spacing=2), 1), self._trailing, spacing=12))
        self._connect()

    def _connect(self) -> None:
        self._pill.clicked.connect(self._offer_stages)
        self._edit.clicked.connect(self.edit_asked)
        self._history.clicked.connect(self.history_asked)
        self._more.clicked.connect(self._offer_more)
        self._about.clicked.connect(lambda: self.facts_menu().popup(self._about.mapToGlobal(QPoint(0, self._about.height() + 2))))
        self.ring.clicked.connect(self.ring_clicked)
        self._session.changed.connect(self.refresh)

    def add_action(self, widget: QWidget) -> None:
        """Put a control of a bespoke page before the others."""
        self._trailing.insertWidget(2, widget)

    def set_reading(self, *, reading: bool) -> None:
        """Offer to edit while the record is read."""
        self._edit.setVisible(reading)
        self.ring.setVisible(reading)

    def set_compact(self, *, compact: bool) -> None:
        """Fold the facts behind a sign in a low window."""
        self._is_compact = compact
        self._fold_facts()
        self.papers.set_compact(compact=compact)

    def refresh(self) -> None:
        """Show what the draft holds now."""
        session = self._session
        self._title.set_text(session.title)
        self._show_stage()
        label = session.draft.values.get("label")
        if isinstance(label, Confidentiality):
            self._badge.set_label(choice_label(label), str(label.value))  # type: ignore[arg-type]
        self._badge.setVisible(isinstance(label, Confidentiality))
        self._facts.set_text(self._fact_line())
        self._fold_facts()
        self.ring.set_percent(session.reading().percent)
        self.papers.show_for(None if session.is_new else session.draft.id)
        for part in (self._history, self._more):
            part.setVisible(not session.is_new)

    def _fold_facts(self) -> None:
        told = bool(self._facts.text())
        self._facts.setVisible(told and not self._is_compact)
        self._about.setVisible(told and self._is_compact)
        self._about.setAccessibleDescription(self._facts.text())

    def facts_menu(self) -> QMenu:
        """Make the sheet that tells the folded facts, each on a line."""
        menu = Menu(self)
        facts = Label(self._facts.text().replace(_BETWEEN, "\n"), "label", tone="text_2", wrap=True)
        holder = QWidget()
        holder.setLayout(column(facts, margins=(SPACE.m, SPACE.s, SPACE.m, SPACE.s)))
        line = QWidgetAction(menu)
        line.setDefaultWidget(holder)
        menu.addAction(line)
        return menu

    def _show_stage(self) -> None:
        member = stage_member(self._session)
        self._pill.setVisible(member is not None)
        if member is not None:
            self._pill.set_state(choice_label(member), choice_family(member))  # type: ignore[arg-type]
            self._pill.setAccessibleName(f"{self._stage_label()}: {choice_label(member)}")

    def _stage_label(self) -> Text | str:
        stage = self._session.kind.stage
        return "" if stage is None else field_of(stage.attribute).label

    def _fact_line(self) -> str:
        draft = self._session.draft
        fields = [_field_of(attribute) for attribute in self._session.kind.facts]
        known = [(field, draft.values.get(field.name)) for field in fields if draft.values.get(field.name) not in (None, "", ())]
        words = cells(self._session.context.office, known, lang=language())
        parts = []
        for (field, value), said in zip(known, words, strict=True):
            other = beneath(value, language()) if field.kind is FieldKind.DAY else ""  # type: ignore[arg-type]
            named = f"{field.label} {said}" if field.kind in _DAYS else said
            parts.append(f"{named} ({other.split(' · ')[-1]})" if other and len(known) < 3 else named)
        return _BETWEEN.join(parts)

    def _offer_stages(self) -> None:
        if self._session.kind.stage is not None:
            self.stage_menu().popup(self._pill.mapToGlobal(QPoint(0, self._pill.height() + 2)))

    def stage_menu(self) -> QMenu:
        """Make the menu of the lawful next stages; one that cannot be entered yet says beneath what it needs."""
        menu = Menu(self)
        steps = next_stages(self._session)
        for step in steps:
            go = partial(self.stage_chosen.emit, str(step.stage))
            menu.offer(step.name, go, enabled=step.needs is None, why_not=step.needs or "")
            if step.needs is not None:
                menu.offer(_NEEDS.format(need=step.needs), lambda: None, icon_name="lock", tone="text_3", enabled=False)
        if not steps:
            menu.offer(_("Nothing follows this stage."), lambda: None, enabled=False)
        return menu

    def _offer_more(self) -> None:
        menu = self.more_menu()
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def more_menu(self) -> QMenu:
        """Make the menu of rarer actions."""
        menu = QMenu(self)
        kind = self._session.kind
        if kind.is_record:
            archived = bool(self._session.draft.values.get("archived"))
            menu.addAction(str(_("Unarchive") if archived else _("Archive"))).triggered.connect(self.archive_asked)
        menu.addAction(str(_("Delete"))).triggered.connect(self.delete_asked)
        return menu

    @property
    def words(self) -> tuple[Words, Words, Words]:
        """Give title, stage and facts as shown."""
        return self._title.text(), self._pill.text(), self._facts.text()

    @override
    def hasHeightForWidth(self) -> bool:
        """Be one height."""
        return False


def stage_member(session: DraftSession) -> Enum | None:
    """Give the stage the draft stands at, as a member of its vocabulary; None for a kind without stages."""
    stage = session.kind.stage
    if stage is None:
        return None
    choices = field_of(stage.attribute).choices
    value = session.draft.values.get(stage.attribute.key)
    if value is None and session.is_new:
        value = stage.now(session.draft)
    return member_of(choices, value) if choices is not None and value is not None else None


def _field_of(attribute: Attribute) -> Field:
    return field_of(attribute)
