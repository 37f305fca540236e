"""The scrolling part of a form: its sections, the tabs that follow them, and the way to any field."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import language
from app.core.numbers import format_integer
from app.schema.draft import Problem
from app.schema.kinds import Section
from app.ui.fields import FieldEditor
from app.ui.form.page_timer import PageTimer
from app.ui.form.sections import SectionBlock
from app.ui.form.session import DraftSession
from app.ui.form.tabs import SectionTabs
from app.ui.kit import ScrollPage
from app.ui.theme import WIDTH

_NEAR = 40


class FormBody(QObject):
    """The sections of one draft; `edit_asked` tells that somebody wants to change what is only read."""

    edit_asked = Signal()

    def __init__(self, session: DraftSession, *, reading: bool, above: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._session = session
        self.reading = reading
        self.tabs = SectionTabs()
        self.page = ScrollPage()
        # The free moments in which sections are turned must end with the page.
        self.setParent(self.page)
        self.page.set_max_width(WIDTH.form)
        self.blocks: dict[str, SectionBlock] = {}
        self.tabs_shown: tuple[tuple[str, str, str], ...] = ()
        self._waiting: list[SectionBlock] = []
        self._steps: Iterator[None] = iter(())
        self._later = PageTimer(self.page, 0)
        self._later.timeout.connect(self._turn_later)
        for at, section in enumerate(session.kind.form):
            block = self.make_block(section)
            block.edit_asked.connect(self.edit_asked)
            self.blocks[f"s{at}"] = block
        self.lay_out(above)
        self.tabs.chosen.connect(self.go_to)
        self.page.verticalScrollBar().valueChanged.connect(self._follow)
        self.arrange()
        self.begin()

    def begin(self) -> None:
        """Build what is seen first: the first section; the others follow in free moments."""
        self.first_block().build()

    def make_block(self, section: Section) -> SectionBlock:
        """Make the part of a section."""
        return SectionBlock(self._session, section, reading=self.reading)

    def first_block(self) -> SectionBlock:
        """Choose the section that stands at once."""
        return next((block for block in self.blocks.values() if not block.isHidden()), next(iter(self.blocks.values())))

    def lay_out(self, above: tuple[QWidget, ...]) -> None:
        """Set the sections one under the other."""
        for widget in (*above, *self.blocks.values()):
            self.page.add(widget)
        self.page.body.addStretch(1)

    def set_reading(self, *, reading: bool) -> None:
        """Show values as text, or the controls."""
        if reading == self.reading:
            return
        self.reading = reading
        self.arrange()
        self._steps, self._waiting = iter(()), self._shown()
        for block in [block for block in self._waiting if self._in_view(block)]:
            self._waiting.remove(block)
            block.set_reading(reading=reading)
        self._later.start()

    def finish(self) -> None:
        """Build and turn the sections below the screen now, instead of one by one in free moments."""
        while self._step():
            pass

    def _step(self) -> bool:
        """Build or turn one card, those in view first; False when nothing is left."""
        for _card in self._steps:
            return True
        if not self._waiting:
            return False
        block = next(filter(self._in_view, self._waiting), self._waiting[0])
        self._waiting.remove(block)
        self._steps = block.turn(reading=self.reading)
        return True

    def _turn_later(self) -> None:
        if self._step():
            self._later.start()

    def _shown(self) -> list[SectionBlock]:
        return [block for block in self.blocks.values() if not block.isHidden()]

    def _in_view(self, block: SectionBlock) -> bool:
        top = self.page.verticalScrollBar().value()
        return block.y() <= top + self.page.viewport().height() and block.y() + block.height() >= top

    def reload(self) -> None:
        """Show what the draft holds now, the page standing where it is."""
        bar = self.page.verticalScrollBar()
        at = bar.value()
        self.finish()
        for block in self.blocks.values():
            block.reload()
        self.arrange()
        if bar.value() != at:
            self.page.body.activate()
            bar.setValue(at)
            # Cards that were made anew take their height only with the next look at the page.
            QTimer.singleShot(0, self.page, lambda: bar.setValue(at))

    def arrange(self) -> None:
        """Let sections exist only where their kind says so and something is to be read; count their rows on the tabs."""
        draft = self._session.draft
        shown = {id(section) for section in self._session.kind.sections(draft)}
        tabs = []
        for key, block in self.blocks.items():
            exists = id(block.section) in shown
            block.setVisible(exists and not (self.reading and block.says_nothing()))
            if not block.isHidden() and not block.is_built and block not in self._waiting:
                self._waiting.append(block)
                self._later.start()
            if exists and self.place_of(block) is not None:
                # The section is named after its first panel; rows of others would not be found under that name.
                count = len(list(draft.living(block.panel_names[0]))) if block.panel_names else 0
                tabs.append((key, str(block.section.title), format_integer(count, language()) if count else ""))
        if tuple(tabs) != self.tabs_shown:
            self.tabs_shown = tuple(tabs)
            current = self.tabs.current
            self.tabs.put(tabs)
            # What came to stand at the top is the first section to be read.
            self.tabs.follow(current if self.page.verticalScrollBar().value() or not tabs else tabs[0][0])

    def say(self, problems: tuple[Problem, ...]) -> None:
        """Put problems to their fields, and take the others away."""
        self.finish()
        for block in self.blocks.values():
            if block.is_built:
                block.say(problems)

    def editors(self) -> Iterator[FieldEditor]:
        """Walk the editors on the page, in reading order."""
        for block in self.blocks.values():
            if not block.isHidden():
                yield from (editor for editor in block.editors() if not editor.isHidden())

    def built_editors(self) -> Iterator[FieldEditor]:
        """Walk the editors that stand already, those of open rows too."""
        for block in self.blocks.values():
            yield from block.all_editors()

    def troubles(self) -> Iterator[Problem]:
        """Walk what was typed and cannot be read."""
        for block in self.blocks.values():
            for editor in block.troubled():
                if editor.trouble is not None:
                    yield Problem(editor.field.name, editor.trouble)

    def settle(self) -> None:
        """Let every field read what was typed, without waiting to be left."""
        for block in self.blocks.values():
            for editor in block.all_editors():
                if editor.is_editing:
                    editor.settle()

    def next_row(self, focused: QWidget) -> bool:
        """Begin the next row of the panel that has the keyboard in an open row; False when there is none."""
        return any(panel.next_row(focused) for block in self.blocks.values() for panel in block.built_panels())

    def go_to(self, key: str) -> None:
        """Scroll to a section by its key or title, and mark its tab."""
        self.finish()
        found = next((name for name, block in self.blocks.items() if key in (name, str(block.section.title))), "")
        place = self.place_of(self.blocks[found]) if found else None
        if place is not None:
            self.page.scroll_to(place)
            self.tabs.follow(found)

    def place_of(self, block: SectionBlock) -> QWidget | None:
        """Give what shows a section now; None when nothing does."""
        return None if block.isHidden() else block

    def go_to_place(self, place: int) -> bool:
        """Scroll to the section of a tab by its place; False beyond the last."""
        if not 0 <= place < len(self.tabs.keys):
            return False
        self.go_to(self.tabs.keys[place])
        return True

    def step_tab(self, by: int) -> bool:
        """Go to the next section or the one before."""
        keys = self.tabs.keys
        return bool(keys) and self.go_to_place((keys.index(self.tabs.current) + by) % len(keys))

    def lead_to(self, field: str, *, panel: str = "", row: int | None = None) -> None:
        """Show a field of the record, or of a row of a panel, with the keyboard in it; a panel without a field begins a row."""
        self.finish()
        for block in self.blocks.values():
            if panel and panel in block.panels:
                self._lead_into(block, panel, row=row, field=field)
                return
            editor = next((editor for editor in block.editors() if editor.field.name == field), None)
            if editor is not None and not panel:
                self._bring(editor)
                editor.focus_field()
                return

    def _lead_into(self, block: SectionBlock, panel: str, *, row: int | None, field: str) -> None:
        card = block.panels[panel]
        drafts = self._session.draft.rows.get(panel, [])
        if row is None and not field:
            card.add_row()
        elif row is None:
            row = next((at for at, draft in enumerate(drafts) if draft.values.get(field) in (None, "", ())), None)
        if row is not None and row < len(drafts):
            card.open_row(drafts[row])
            editor = card.form.grid.editors.get(field) if card.form is not None else None
            if editor is not None:
                editor.focus_field()
        self._bring(card)

    def _bring(self, widget: QWidget) -> None:
        self.page.ensureWidgetVisible(widget, 0, 2 * _NEAR)

    def _follow(self, value: int) -> None:
        bar = self.page.verticalScrollBar()
        tops = {key: top for key, block in self.blocks.items() if (top := self._top_of(block)) is not None}
        passed = [key for key, top in tops.items() if top <= value + _NEAR or value >= bar.maximum() > 0]
        if tops:
            # Of those that stand beside each other the first counts.
            self.tabs.follow(max(passed, key=lambda key: tops[key]) if passed else min(tops, key=lambda key: tops[key]))

    def _top_of(self, block: SectionBlock) -> int | None:
        place, ground = self.place_of(block), self.page.widget()
        if place is None or ground is None or not ground.isAncestorOf(place):
            return None
        return place.mapTo(ground, QPoint(0, 0)).y()
