"""One section of a form: cards of fields and cards of rows, in the order of the declaration."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import Text
from app.schema.draft import Problem
from app.schema.fields import Field, field_of
from app.schema.kinds import Panel, Section
from app.ui.fields import FieldEditor
from app.ui.form.grid import FieldGrid
from app.ui.form.session import DraftSession
from app.ui.kit import Card, CardHead, Label, column
from app.ui.panels import PanelCard

_EMPTY = "—"


def parts_of(section: Section) -> Iterator[tuple[Field, ...] | Panel]:
    """Part a section into runs of fields and panels."""
    run: list[Field] = []
    for item in section.items:
        if isinstance(item, Panel):
            if run:
                yield tuple(run)
            run = []
            yield item
        else:
            run.append(field_of(item))
    if run:
        yield tuple(run)


class _FieldCard(Card):
    """A run of fields under the title of its section."""

    def __init__(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> None:
        super().__init__(spacing=10)
        self.grid = FieldGrid(session.context, session.draft, fields, changed=session.touch, reading=reading)
        self._nothing = Label(_EMPTY, "body", tone="text_3")
        self._nothing.hide()
        if title is not None:
            self.add(CardHead("", title))
            self.setAccessibleName(str(title))
        self.add(self.grid)
        self.add(self._nothing)
        self._tell()

    def set_reading(self, *, reading: bool) -> None:
        """Show values or controls."""
        self.grid.set_reading(reading=reading)
        self._tell()

    def reload(self) -> None:
        """Show what the draft holds now."""
        self.grid.reload()
        self._tell()

    def _tell(self) -> None:
        self._nothing.setVisible(not self.grid.shown)
        self.grid.setVisible(bool(self.grid.shown))


class SectionBlock(QWidget):
    """The cards of one section."""

    edit_asked = Signal()

    def __init__(self, session: DraftSession, section: Section, *, reading: bool) -> None:
        super().__init__()
        self.section = section
        self.fields: list[_FieldCard] = []
        self.panels: dict[str, PanelCard] = {}
        self._lines = column(spacing=12)
        self.setLayout(self._lines)
        known = session.context.office.catalogue.panels(session.draft.kind)
        title: Text | None = section.title
        for part in parts_of(section):
            if isinstance(part, Panel):
                if part.name in known:
                    self._add_panel(PanelCard(session, session.draft, known[part.name], reading=reading))
            else:
                card = _FieldCard(session, title, part, reading=reading)
                self.fields.append(card)
                self._lines.addWidget(card)
            title = None

    def _add_panel(self, card: PanelCard) -> None:
        card.edit_asked.connect(self.edit_asked)
        self.panels[card.panel.name] = card
        self._lines.addWidget(card)

    def set_reading(self, *, reading: bool) -> None:
        """Show the section as text, or its controls."""
        for card in self.fields:
            card.set_reading(reading=reading)
        for panel in self.panels.values():
            panel.set_reading(reading=reading)

    def reload(self) -> None:
        """Show what the draft holds now."""
        for card in self.fields:
            card.reload()
        for panel in self.panels.values():
            panel.reload()

    def editors(self) -> Iterator[FieldEditor]:
        """Walk the editors of the section's own fields."""
        for card in self.fields:
            yield from card.grid.editors.values()

    def all_editors(self) -> Iterator[FieldEditor]:
        """Walk the editors of the section and of its open rows, at any depth."""
        yield from self.editors()
        for panel in self.panels.values():
            yield from panel.open_editors()

    def troubled(self) -> Iterator[FieldEditor]:
        """Walk the editors whose text cannot be read."""
        return (editor for editor in self.all_editors() if editor.trouble is not None)

    def say(self, problems: tuple[Problem, ...]) -> None:
        """Put problems to their fields, and take the others away."""
        for editor in self.editors():
            found = next((one for one in problems if one.panel is None and one.field == editor.field.name), None)
            if found is None:
                editor.say(None)
            else:
                editor.say(found.message, found.severity)
