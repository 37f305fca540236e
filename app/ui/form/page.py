"""The page of one record: read first, edited on F2, saved as one deed; made from the declaration of its kind."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import _, language
from app.core.numbers import format_integer
from app.schema.draft import Problem
from app.services.office import Changed, Office
from app.services.reading import Gap, Reading
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.fields import FieldEditor
from app.ui.form.deeds import PageDeeds
from app.ui.form.head import RecordHead
from app.ui.form.history_drawer import HistoryDrawer
from app.ui.form.save_words import missing_words, percent_words, save_bar
from app.ui.form.sections import SectionBlock
from app.ui.form.session import DraftSession
from app.ui.form.summary import FindingCards, ProblemSummary, Told, label_of, told_of_finding
from app.ui.form.tabs import SectionTabs
from app.ui.kit import ScrollPage, column
from app.ui.shell.places import ListPlace, RecordPlace
from app.ui.tasks import Job
from app.ui.theme import SPACE, WIDTH, Breakpoint, breakpoint_of, colour, is_short, text_scale

_WEIGH_MS = 150


class FormPage(QWidget):
    """One record, or a new one."""

    def __init__(self, context: Context, place: RecordPlace) -> None:
        super().__init__()
        self.context = context
        self.session = (
            DraftSession.begin(context, place.kind, place.values)
            if place.id is None
            else DraftSession.open(context, place.kind, place.id)
        )
        self.deeds = PageDeeds(context, self.session)
        self.reading = not self.session.is_new
        self.head = RecordHead(self.session)
        self.tabs = SectionTabs()
        self.summary = ProblemSummary()
        self.findings = FindingCards()
        self.blocks: dict[str, SectionBlock] = {}
        self.page = ScrollPage()
        self.page.set_max_width(WIDTH.form)
        self.bar = save_bar()
        self.history = HistoryDrawer(self, context)
        self._gaps: tuple[Gap, ...] = ()
        self._leaving = False
        self._weigh = QTimer(self, singleShot=True, interval=_WEIGH_MS)
        self._lay_out()
        self._connect()
        self.set_reading(reading=self.reading)
        self._look_again()
        self.look_for_findings()
        if place.section:
            QTimer.singleShot(0, self, lambda: self.go_to(place.section))

    def _lay_out(self) -> None:
        self._top = column(self.head, self.tabs, spacing=6, margins=(SPACE.xl, SPACE.m, SPACE.xl, 0))
        self.page.add(self.summary)
        self.page.add(self.findings)
        for at, section in enumerate(self.session.kind.form):
            block = SectionBlock(self.session, section)
            block.edit_asked.connect(self.edit)
            self.blocks[f"s{at}"] = block
            self.page.add(block)
        self.page.body.addStretch(1)
        self.setLayout(column(self._top, (self.page, 1), self.bar, spacing=0))

    def _connect(self) -> None:
        head, session, bar = self.head, self.session, self.bar
        head.edit_asked.connect(self.edit)
        head.history_asked.connect(self.show_history)
        head.archive_asked.connect(self.archive)
        head.delete_asked.connect(self.delete)
        head.stage_chosen.connect(self._set_stage)
        head.ring_clicked.connect(lambda: self._offer_gaps(head.ring))
        session.changed.connect(self._hear_change)
        session.refused.connect(self.tell_problems)
        session.reloaded.connect(self._reload)
        self._weigh.timeout.connect(self._weigh_now)
        self.summary.problem_chosen.connect(self.reveal)
        self.findings.override_asked.connect(self._go_past)
        self.findings.why_asked.connect(self._explain)
        self.tabs.chosen.connect(self.go_to)
        self.page.verticalScrollBar().valueChanged.connect(self._follow)
        bar.save_asked.connect(self.save)
        bar.save_close_asked.connect(self.save_and_close)
        bar.cancel_asked.connect(self.cancel)
        bar.ring_clicked.connect(lambda: self._offer_gaps(bar.ring))
        self.history.went_back.connect(self._read_again)

    # What the shell asks of a page.

    def title(self) -> str:
        """Name the record."""
        return self.session.title

    def crumb(self) -> str:
        """Name the list it stands in."""
        return str(self.session.kind.plural)

    def crumb_place(self) -> ListPlace:
        """Give the list it stands in."""
        return ListPlace(self.session.draft.kind)

    def can_leave(self) -> bool:
        """Ask about what would be lost; False keeps the page."""
        self._settle()
        if self._leaving or not self._would_lose():
            return True
        answer = self.context.dialogs.ask(
            _("The changes of this page are not saved."),
            "",
            (
                Choice("save", _("Save"), main=True),
                Choice("drop", _("Throw away"), danger=True),
                Choice("stay", _("Cancel"), safe=True),
            ),
        )
        return answer == "drop" or (answer == "save" and self.save())

    def refresh(self, changed: object) -> None:
        """Read the record anew when somebody else changed it and nothing would be lost."""
        ids = changed.ids if isinstance(changed, Changed) else frozenset()
        if self.session.draft.id in ids and not self._would_lose():
            self._read_again()
        elif ids:
            self.look_for_findings()

    def state(self) -> Mapping[str, Any]:
        """Give scroll, section, mode, and the field that had the keyboard."""
        focus = next((editor.field.name for editor in self._editors() if editor.isAncestorOf(_focused())), "")
        return {"scroll": self.page.verticalScrollBar().value(), "reading": self.reading, "focus": focus}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` gave."""
        self.set_reading(reading=bool(state.get("reading", self.reading)))
        scroll, focus = int(state.get("scroll", 0)), str(state.get("focus", ""))

        def later() -> None:
            editor = next((editor for editor in self._editors() if editor.field.name == focus), None)
            if editor is not None and not self.reading:
                editor.focus_field()
            self.page.verticalScrollBar().setValue(scroll)

        QTimer.singleShot(0, self, later)

    def act(self, action: str) -> bool:
        """Do a named action; False when this page has none of that name."""
        acts = {
            "save": self.save,
            "save_close": self.save_and_close,
            "edit": self.edit,
            "cancel": self.cancel,
            "history": self.show_history,
            "archive": self.archive,
            "delete": self.delete,
            "new": lambda: self.context.go(RecordPlace(self.session.draft.kind)),
            "next_tab": lambda: self._step_tab(1),
            "previous_tab": lambda: self._step_tab(-1),
        }
        if action.startswith("tab_") and action[4:].isdigit():
            return self._go_to_place(int(action[4:]) - 1)
        if action not in acts:
            return False
        acts[action]()
        return True

    # Reading, editing, saving.

    def set_reading(self, *, reading: bool) -> None:
        """Show the record as text, or its controls."""
        self.reading = reading
        for block in self.blocks.values():
            block.set_reading(reading=reading)
        self.head.set_reading(reading=reading)
        self.bar.setVisible(not reading)
        self._arrange_sections()

    def edit(self) -> None:
        """Turn the page to its controls, with the keyboard in the first field."""
        if not self.reading:
            return
        scroll = self.page.verticalScrollBar().value()
        self.set_reading(reading=False)
        self.page.verticalScrollBar().setValue(scroll)
        first = next(self._editors(), None)
        if first is not None and not scroll:
            first.focus_field()

    def save(self) -> bool:
        """Save what differs and stay; False when it was not saved and the page says why."""
        self._settle()
        troubles = tuple(self._troubles())
        if troubles:
            self.tell_problems(troubles)
            return False
        was_new = self.session.is_new
        if not self.session.save():
            return False
        self.tell_problems(())
        self.context.say(str(_("Saved.")))
        if was_new:
            self._settle_down()
        self.look_for_findings()
        return True

    def save_and_close(self) -> None:
        """Save and go back to where the record was opened from, or read it."""
        if not self.save():
            return
        self.set_reading(reading=True)
        navigator = self.context.navigator
        if navigator is not None:
            navigator.back()

    def cancel(self) -> None:
        """Leave editing; ask only when something would be lost."""
        if self.reading:
            return
        self._settle()
        if self._would_lose() and not self._agreed_to_lose():
            return
        if self.session.is_new:
            self._leaving = True
            self.deeds.go_to_list()
            return
        self.session.reload()
        self.tell_problems(())
        self.set_reading(reading=True)

    def show_history(self) -> None:
        """Open the history of the record."""
        if self.session.draft.id is not None and not self.session.is_new:
            self.history.show_history(self.session.draft.kind, self.session.draft.id)

    def archive(self) -> None:
        """Archive the record, or take it out."""
        if self.can_leave() and self.deeds.archive():
            self._read_again()

    def delete(self) -> None:
        """Delete the record and leave its page."""
        if self.deeds.delete():
            self._leaving = True
            self.deeds.go_to_list()

    # Finding the way in the page.

    def go_to(self, key: str) -> None:
        """Scroll to a section by its key or title, and mark its tab."""
        found = next((name for name, block in self.blocks.items() if key in (name, str(block.section.title))), "")
        if found:
            self.page.scroll_to(self.blocks[found])
            self.tabs.follow(found)

    def reveal(self, problem: object) -> None:
        """Lead to the field or the row of a problem."""
        if isinstance(problem, Problem):
            self.lead_to(problem.field or "", panel=(problem.panel or "").split(".")[0], row=problem.row)

    def lead_to(self, field: str, *, panel: str = "", row: int | None = None) -> None:
        """Show a field of the record, or of a row of a panel, with the keyboard in it."""
        if self.reading:
            self.set_reading(reading=False)
        for block in self.blocks.values():
            if panel and panel in block.panels:
                self._lead_into(block, panel, row, field)
                return
            editor = next((editor for editor in block.editors() if editor.field.name == field), None)
            if editor is not None and not panel:
                self._bring(editor)
                editor.focus_field()
                return

    def tell_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems above the form and at their fields."""
        if problems and self.reading:
            self.set_reading(reading=False)
        for block in self.blocks.values():
            block.say(problems)
        self.summary.tell([(found, label_of(self.context.office, self.session, found)) for found in problems])
        if problems:
            self.page.verticalScrollBar().setValue(0)

    def look_for_findings(self) -> None:
        """Ask the rules about the record, beside the window."""
        record, kind, office = self.session.draft.id, self.session.draft.kind, self.context.office
        if record is None or self.session.is_new:
            return

        def work(_job: Job) -> tuple[Told, ...]:
            return findings_of(office, kind, record)

        self.context.tasks.run(work, self.findings.tell)

    def _lead_into(self, block: SectionBlock, panel: str, row: int | None, field: str) -> None:
        card = block.panels[panel]
        drafts = self.session.draft.rows.get(panel, [])
        if row is not None and row < len(drafts):
            card.open_row(drafts[row])
            editor = card.form.grid.editors.get(field) if card.form is not None else None
            if editor is not None:
                editor.focus_field()
        self._bring(card)

    def _bring(self, widget: QWidget) -> None:
        self.page.ensureWidgetVisible(widget, 0, 80)

    def _hear_change(self) -> None:
        self._weigh.start()
        self._arrange_sections()

    def _look_again(self) -> None:
        self.head.refresh()
        self._weigh_now()

    def _weigh_now(self) -> None:
        found: Reading = self.session.reading()
        self._gaps = found.gaps
        self.bar.set_completeness(found.percent, percent_words(found.percent), missing_words(found.gaps))

    def _arrange_sections(self) -> None:
        """Let sections exist only where their kind says so, and count the rows of their panels on the tabs."""
        shown = {id(section) for section in self.session.kind.sections(self.session.draft)}
        tabs = []
        for key, block in self.blocks.items():
            block.setVisible(id(block.section) in shown)
            if id(block.section) in shown:
                count = sum(len(list(self.session.draft.living(name))) for name in block.panels)
                tabs.append((key, str(block.section.title), format_integer(count, language()) if count else ""))
        if tuple(tabs) != getattr(self, "_tabs_shown", ()):
            self._tabs_shown = tuple(tabs)
            current = self.tabs.current
            self.tabs.put(tabs)
            self.tabs.follow(current)

    def _follow(self, value: int) -> None:
        top = self.page.widget()
        below = [key for key, block in self.blocks.items() if not block.isHidden() and block.mapTo(top, QPoint(0, 0)).y() <= value + 40]
        bar = self.page.verticalScrollBar()
        shown = [key for key, block in self.blocks.items() if not block.isHidden()]
        if shown:
            at_end = value >= bar.maximum() and bar.maximum() > 0
            self.tabs.follow(shown[-1] if at_end else below[-1] if below else shown[0])

    def _step_tab(self, by: int) -> bool:
        keys = self.tabs.keys
        return self._go_to_place((keys.index(self.tabs.current) + by) % len(keys)) if keys else False

    def _go_to_place(self, place: int) -> bool:
        if place >= len(self.tabs.keys):
            return False
        self.go_to(self.tabs.keys[place])
        return True

    def _offer_gaps(self, ring: QWidget) -> None:
        self.gaps_menu().popup(ring.mapToGlobal(QPoint(0, -8)))

    def gaps_menu(self) -> QMenu:
        """Make the list of what is missing, each line leading to its field."""
        menu = QMenu(self)
        for gap in self._gaps:
            action = menu.addAction(str(gap.name))
            action.triggered.connect(lambda _on=False, gap=gap: self.lead_to(gap.field, panel=gap.panel or ""))
        if not self._gaps:
            menu.addAction(str(_("Nothing is missing."))).setEnabled(False)
        return menu

    # What was typed, and what would be lost.

    def _editors(self) -> Iterator[FieldEditor]:
        for block in self.blocks.values():
            if not block.isHidden():
                yield from (editor for editor in block.editors() if not editor.isHidden())

    def _troubles(self) -> Iterator[Problem]:
        for block in self.blocks.values():
            for editor in block.troubled():
                if editor.trouble is not None:
                    yield Problem(editor.field.name, editor.trouble)

    def _settle(self) -> None:
        """Let the field that has the keyboard read what was typed."""
        focused = _focused()
        for editor in self._editors():
            if editor.isAncestorOf(focused):
                editor.settle()

    def _would_lose(self) -> bool:
        return self.session.dirty or any(True for _found in self._troubles())

    def _agreed_to_lose(self) -> bool:
        answer = self.context.dialogs.ask(
            _("Throw the changes away?"),
            "",
            (Choice("drop", _("Throw away"), danger=True), Choice("stay", _("Keep editing"), safe=True)),
        )
        return answer == "drop"

    def _read_again(self) -> None:
        try:
            self.session.reload()
        except SafirError:
            # Somebody deleted it meanwhile: the page stays as it was, saving will say so.
            return
        self.look_for_findings()

    def _reload(self) -> None:
        for block in self.blocks.values():
            block.reload()
        self._look_again()

    def _settle_down(self) -> None:
        """Give the new record its place in the history of visits."""
        navigator, record = self.context.navigator, self.session.draft.id
        if navigator is not None and record is not None and navigator.page is self:
            navigator.replace(RecordPlace(self.session.draft.kind, record))

    def _set_stage(self, code: str) -> None:
        before = dict(self.session.draft.values)
        if not self.deeds.set_stage(code) and self.session.dirty and self.reading:
            self.session.draft.values.update(before)
            self.session.touch()
        self._look_again()
        self.look_for_findings()

    def _go_past(self, key: str) -> None:
        told = self.findings.told(key)
        reason = self.session.ask_reason(told.fact)
        if reason is not None:
            self.session.overrides[told.rule] = reason
            self.save()

    def _explain(self, key: str) -> None:
        told = self.findings.told(key)
        self.context.dialogs.tell(told.fact, told.why or "")

    # Keys and sizes.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a form that reach it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = {Qt.Key.Key_F2: "edit", Qt.Key.Key_Escape: "cancel"}
        held = {
            Qt.Key.Key_S: "save", Qt.Key.Key_Return: "save_close", Qt.Key.Key_Enter: "save_close", Qt.Key.Key_H: "history",
        }  # fmt: skip
        action = (held if control else plain).get(Qt.Key(event.key()), "")
        if not action or not self.act(action):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit margins and bars to the window."""
        super().resizeEvent(event)
        window = self.window()
        compact = breakpoint_of(window.width(), text_scale()) is Breakpoint.COMPACT
        side = SPACE.m if compact else SPACE.xl
        spare = (self.width() - WIDTH.form) // 2
        self._top.setContentsMargins(max(side, spare), SPACE.s if compact else SPACE.m, max(side, spare), 0)
        self.head.set_compact(compact=is_short(window.height(), text_scale()))
        self.bar.set_compact(compact)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk behind head and tabs."""
        QPainter(self).fillRect(event.rect(), colour("canvas"))


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()


def findings_of(office: Office, kind: str, record: UUID) -> tuple[Told, ...]:
    """Ask the rules about a stored record."""
    from app.services.findings import findings

    return tuple(told_of_finding(found) for found in findings(office, kind, record))
