"""One section of a form: cards of fields and cards of rows, in the order of the declaration."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import Text
from app.schema.draft import Problem
from app.schema.fields import Field, field_of
from app.schema.kinds import Panel, PanelRows, Section
from app.ui.fields import FieldEditor
from app.ui.form.grid import FieldGrid, is_unread
from app.ui.form.session import DraftSession
from app.ui.kit import Card, CardHead, column
from app.ui.panels import PanelCard
from app.ui.theme import Tone

_ROOM = 90


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


class FieldCard(Card):
    """A run of fields under the title of its section."""

    top_line: Tone | None = None
    grid_class: type[FieldGrid] = FieldGrid

    def __init__(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> None:
        super().__init__(spacing=10, accent=self.top_line)
        self.grid = self.grid_class(
            session.context, session.draft, fields, changed=session.touch, reading=reading, in_steps=True
        )
        if title is not None:
            self.add_head(title)
            self.setAccessibleName(str(title))
        self.add(self.grid)

    def add_head(self, title: Text) -> None:
        """Name the section above its fields."""
        self.add(CardHead("", title))

    def set_reading(self, *, reading: bool) -> None:
        """Show values or controls."""
        self.grid.set_reading(reading=reading)
        self.tell()

    def reload(self) -> None:
        """Show what the draft holds now."""
        self.grid.reload()
        self.tell()

    def grow(self) -> bool:
        """Make some more of the card; False when it is whole."""
        grew = self.grid.grow()
        if grew:
            self.tell()
        return grew

    def tell(self) -> None:
        """Leave the card out when there is nothing to read in it."""
        self.grid.setVisible(bool(self.grid.shown))
        if self.parentWidget() is not None:
            self.setVisible(bool(self.grid.shown) or not self.grid.is_whole)


class _Panels(Mapping[str, PanelCard]):
    """The panels of a section by name; asking for one builds the section."""

    def __init__(self, names: tuple[str, ...], built: Callable[[], Mapping[str, PanelCard]]) -> None:
        self._names, self._built = names, built

    @override
    def __getitem__(self, name: str) -> PanelCard:
        if name not in self._names:
            raise KeyError(name)
        return self._built()[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    @override
    def __len__(self) -> int:
        return len(self._names)


class SectionBlock(QWidget):
    """The cards of one section; they are built when they are asked for, or card by card with `turn`."""

    edit_asked = Signal()
    told: frozenset[str] = frozenset()
    """Names of fields and panels that the page says above; they are left out while the record is read."""

    def __init__(self, session: DraftSession, section: Section, *, reading: bool) -> None:
        super().__init__()
        self.section = section
        self._session, self._reading = session, reading
        self._fields: list[FieldCard] = []
        self._panels: dict[str, PanelCard] = {}
        self._known = session.context.office.catalogue.panels(session.draft.kind)
        self._left = [part for part in parts_of(section) if not isinstance(part, Panel) or part.name in self._known]
        self.panel_names = tuple(part.name for part in self._left if isinstance(part, Panel))
        self.panels: Mapping[str, PanelCard] = _Panels(self.panel_names, self._built_panels)
        self._lines = column(spacing=12)
        self.setLayout(self._lines)
        # Room is kept for what is still to come, so that the bar of the page hardly moves.
        self.setMinimumHeight(_ROOM * len(self._left))

    @property
    def fields(self) -> list[FieldCard]:
        """Give the cards of fields, built when they were not."""
        self.build()
        return self._fields

    @property
    def is_built(self) -> bool:
        """Tell whether all cards stand."""
        return not self._left

    def says_nothing(self) -> bool:
        """Tell whether nothing of it is to be read: all is empty, or said above."""
        values = self._session.draft.values
        return all(
            part.name in self.told or part.name not in self._known
            if isinstance(part, Panel)
            else all(is_unread(field, values.get(field.name), self.told) for field in part)
            for part in parts_of(self.section)
        )

    def build(self) -> None:
        """Build what is still missing."""
        while self._left:
            card = self._build_next()
            while card.grow():
                pass
        standing: list[FieldCard | PanelCard] = [*self._fields, *self._panels.values()]
        for part in standing:
            while part.grow():
                pass

    def turn(self, *, reading: bool) -> Iterator[None]:
        """Show the section as text, or its controls, and build what is missing: a card, or some of it, at each step."""
        self._reading = reading
        cards: list[FieldCard | PanelCard] = [*self._fields, *self._panels.values()]
        for card in cards:
            card.set_reading(reading=reading)
            self._show_panels()
            yield
            while card.grow():
                yield
        while self._left:
            card = self._build_next()
            yield
            while card.grow():
                yield

    def _built_panels(self) -> Mapping[str, PanelCard]:
        self.build()
        return self._panels

    def _build_next(self) -> FieldCard | PanelCard:
        part = self._left.pop(0)
        card: FieldCard | PanelCard
        if isinstance(part, Panel):
            card = self._add_panel(self.make_panel(self._session, self._known[part.name], reading=self._reading))
        else:
            title = None if self._fields else self.section.title
            card = self._add_fields(self.make_fields(self._session, title, part, reading=self._reading))
        self.setMinimumHeight(_ROOM * len(self._left))
        return card

    def make_panel(self, session: DraftSession, rows: PanelRows, *, reading: bool) -> PanelCard:
        """Make the card of a panel."""
        return PanelCard(session, session.draft, rows, reading=reading)

    def make_fields(self, session: DraftSession, title: Text | None, fields: tuple[Field, ...], *, reading: bool) -> FieldCard:
        """Make the card of a run of fields."""
        return FieldCard(session, title, fields, reading=reading)

    def _add_fields(self, card: FieldCard) -> FieldCard:
        card.grid.told = self.told
        self._fields.append(card)
        self._lines.addWidget(card)
        card.show()
        return card

    def _add_panel(self, card: PanelCard) -> PanelCard:
        card.edit_asked.connect(self.edit_asked)
        self._panels[card.panel.name] = card
        self._lines.addWidget(card)
        self._show_panels()
        return card

    def _show_panels(self) -> None:
        for name, card in self._panels.items():
            card.setVisible(not (self._reading and name in self.told))

    def set_reading(self, *, reading: bool) -> None:
        """Show the section as text, or its controls, at once."""
        for _step in self.turn(reading=reading):
            pass

    def reload(self) -> None:
        """Show what the draft holds now."""
        for card in self._fields:
            card.reload()
        for panel in self._panels.values():
            panel.reload()

    def editors(self) -> Iterator[FieldEditor]:
        """Walk the editors of the section's own fields."""
        for card in self.fields:
            yield from card.grid.editors.values()

    def built_panels(self) -> Iterator[PanelCard]:
        """Walk the panels that stand already."""
        yield from self._panels.values()

    def all_editors(self) -> Iterator[FieldEditor]:
        """Walk the editors that stand already, of the section and of its open rows, at any depth."""
        for card in self._fields:
            yield from card.grid.editors.values()
        for panel in self._panels.values():
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
        for panel in self._panels.values():
            panel.say(problems)
