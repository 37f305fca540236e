"""Home: what an official wants to know on arrival; every number opens its list, every line its record."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from typing_extensions import override

from app.core.i18n import _, _c, _n, plain
from app.services import backups, dashboard, drafts, sample
from app.services.backups import Age
from app.services.dashboard import Dates, Figure, Home
from app.services.drafts import Waiting
from app.services.office import Office
from app.ui.context import Context
from app.ui.kit import Columns, FlowLayout, Label, NoteBar, SmallButton, StatRow, column, row
from app.ui.screens.home_alerts import AlertsPage
from app.ui.screens.home_cards import AbroadCard, AlertsCard, NoticesCard, PromisesCard, WeekCard, short_of, stat_of
from app.ui.screens.home_drafts import DraftsCard
from app.ui.screens.home_words import backup_words
from app.ui.screens.page import PlainPage
from app.ui.screens.reading import Reading, scroll_back
from app.ui.shell.places import BackupsPlace, ListPlace, MergePlace
from app.ui.theme import HEIGHT, Breakpoint, is_short, scaled, text_scale

__all__ = ["AlertsPage", "HomePage"]

_ALERTS, _ALERTS_COMPACT = 4, 3


class HomePage(PlainPage):
    """Show the day at once, and the rest as soon as it is read; lay it out by the size of the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Home"))
        self._context = context
        self._home: Home | None = None
        self._drafts: tuple[Waiting, ...] = ()
        self._age: Age | None = None
        self._conflicts = 0
        self._shown: QWidget | None = None
        self._laid_out: tuple[Breakpoint, bool] | None = None
        self._scroll = 0
        self._reading = Reading(context.tasks, self)
        self.body.addStretch(1)
        self._put(_dates_row(dashboard.dates_of(context.office.today())))
        self.breakpoint_changed.connect(lambda _now: self._lay_out())
        self._read()

    @property
    def is_filled(self) -> bool:
        """Tell whether what was read is shown."""
        return self._home is not None

    def _read(self) -> None:
        office = self._context.office
        self._reading.ask(lambda _job: _read_all(office), lambda read: self.show_home(*read))

    def show_home(self, home: Home, waiting: tuple[Waiting, ...] = (), age: Age | None = None, conflicts: int = 0) -> None:
        """Show what was read, in place of what was there; `conflicts` of merges wait for a decision."""
        self._drafts, self._age, self._conflicts = waiting, age, conflicts
        self._home, self._laid_out = home, None
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew when the window became short or tall."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        wanted = (self.breakpoint, is_short(self.window().height(), text_scale()))
        if self._home is None or wanted == self._laid_out:
            return
        self._laid_out = wanted
        layout, short = wanted
        held = QWidget()
        folded = short or layout is Breakpoint.COMPACT
        head = self._folded_head(self._home) if folded else self._head(self._home)
        cards = self._cards(self._home, layout)
        held.setLayout(column(*head, *self._drafts_card(), *cards, spacing=6 if folded else 12))
        self._put(held)

    def _drafts_card(self) -> Sequence[QWidget]:
        return (DraftsCard(self._context, self._drafts, thrown=self._read),) if self._drafts else ()

    def _put(self, shown: QWidget) -> None:
        """Show a page in place of the one before, at the same height, with the keyboard at the same part."""
        scroll = self._scroll or self.verticalScrollBar().value()
        self._scroll = 0
        before, self._shown = self._shown, shown
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and before is not None and before.isAncestorOf(focused) else ""
        if before is not None:
            self.body.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.body.insertWidget(0, shown)
        shown.show()
        scroll_back(self, scroll)
        if name:
            _focus(shown, name)

    def _head(self, home: Home) -> list[QWidget]:
        stats = StatRow([stat_of(found) for found in home.figures])
        queries = {found.key: found.query for found in home.figures}
        stats.clicked.connect(lambda key: self._context.go(ListPlace(queries[key].kind, queries[key])))
        return [_dates_row(home.dates, *self._backup_link()), *self._banner(home), stats]

    def _folded_head(self, home: Home) -> list[QWidget]:
        """Fold the figures into the line of the day; each still opens its list. The other calendars are told on the day."""
        held, flow = QWidget(), FlowLayout(spacing=2)
        day = Label(home.dates.first, "page_title", weight=700)
        day.setToolTip("\n".join(home.dates.others))
        day.setAccessibleDescription(" · ".join(home.dates.others))
        day.setContentsMargins(0, 0, 8, 0)
        day.setMinimumHeight(max(HEIGHT.small, scaled(24)))
        flow.addWidget(day)
        for found in home.figures:
            flow.addWidget(self._figure_link(found))
        held.setLayout(flow)
        head = QWidget()
        head.setLayout(row((held, 1), *self._backup_link(short=True), spacing=8))
        return [head, *self._banner(home)]

    def _backup_link(self, *, short: bool = False) -> Sequence[QWidget]:
        """Say how fresh the newest backup is; the way to all of them."""
        if self._age is None:
            return ()
        late, said = self._age.is_late, backup_words(self._age)
        words = _c("backup", "Sound backup") if short and not late else said
        link = SmallButton(words, kind="quiet", icon="triangle-alert" if late else "database-backup")
        link.setToolTip(str(said) if short else "")
        link.clicked.connect(lambda: self._context.go(BackupsPlace()))
        return (link,)

    def _figure_link(self, found: Figure) -> SmallButton:
        button = SmallButton(short_of(found), kind="quiet")
        button.setToolTip(str(stat_of(found).sub))
        button.clicked.connect(lambda: self._context.go(ListPlace(found.query.kind, found.query)))
        return button

    def _banner(self, home: Home) -> Sequence[QWidget]:
        """Say what stands above the day: conflicts that wait, and that this is a sample."""
        return (*self._conflict_bar(), *self._sample_bar(home))

    def _conflict_bar(self) -> Sequence[QWidget]:
        if not self._conflicts:
            return ()
        count = self._conflicts
        said = _n("{n} conflict of a merge waits for a decision.", "{n} conflicts of merges wait for a decision.", count)
        bar = NoteBar(said, family="warn", icon="git-compare", action=_c("alert", "Decide"))
        bar.action_clicked.connect(lambda: self._context.go(MergePlace()))
        return (bar,)

    def _sample_bar(self, home: Home) -> Sequence[QWidget]:
        if not home.has_sample:
            return ()
        said = _("This is a sample to look around; one click takes it away.")
        bar = NoteBar(said, family="info", icon="sprout", action=_("Remove the sample"))
        bar.action_clicked.connect(self.remove_sample)
        return (bar,)

    def remove_sample(self) -> None:
        """Take the sample away as one deed that can be undone."""
        context = self._context
        context.tasks.run(lambda _job: sample.remove(context.office), self._tell_removed)

    def _tell_removed(self, removed: sample.Removed) -> None:
        said = _("The sample was removed.")
        if removed.kept:
            names = " · ".join(removed.kept[:3])
            said = _("The sample was removed; what your own work needs stays: {names}.").format(names=names)
        self._context.say(str(said), undoable=True)

    def _cards(self, home: Home, layout: Breakpoint) -> list[QWidget]:
        context = self._context
        compact = layout is Breakpoint.COMPACT
        alerts = AlertsCard(context, home, most=_ALERTS_COMPACT if compact else _ALERTS, dense=compact)
        week = WeekCard(context, home, short=compact)
        abroad, promises, notices = AbroadCard(context, home), PromisesCard(context, home), NoticesCard(context, home)
        if compact:
            return [alerts, week, abroad, promises, notices]
        if layout is Breakpoint.WIDE:
            later = Columns(column(week, None), _stack(abroad, promises), shares=(54, 46), stack_under=0)
            return [Columns(_stack(alerts, notices), later, shares=(44, 56), stack_under=0)]
        return [Columns(_stack(alerts, week), _stack(abroad, promises, notices), shares=(65, 35))]

    @override
    def refresh(self, changed: object) -> None:
        """Read everything again."""
        self._read()

    @override
    def restore(self, state: Mapping[str, Any]) -> None:
        """Come back to where it was, once home is read."""
        self._scroll = int(state.get("scroll", 0))


def _read_all(office: Office) -> tuple[Home, tuple[Waiting, ...], Age, int]:
    """Read the day, the drafts, the newest backup and the open conflicts, beside the window."""
    from app.sync import deciding

    return dashboard.home(office), drafts.waiting(office), backups.age(office), deciding.count_open(office)


def _stack(*cards: QWidget) -> QLayout:
    return column(*cards, None, spacing=12)


def _dates_row(dates: Dates, *trailing: QWidget) -> QWidget:
    held = QWidget()
    others = [Label(plain(other), "label", tone="text_3") for other in dates.others]
    parts: list[Any] = [Label(dates.first, "record_title", weight=700), 4]
    for number, other in enumerate(others):
        parts += [*([Label("·", "label", tone="text_3")] if number else []), other]
    held.setLayout(row(*parts, None, *trailing, spacing=8))
    return held


def _focus(page: QWidget, name: str) -> None:
    for part in page.findChildren(QWidget):
        if part.accessibleName() == name and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
