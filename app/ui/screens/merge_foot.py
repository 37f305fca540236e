"""The foot of a merge review: how many conflicts are decided, what applying does, and the buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.i18n import _, _n, language
from app.core.numbers import in_language
from app.sync.told import Choice
from app.ui.kit import Button, FootBar, Icon, Label, PrimaryButton, Ring, column, row
from app.ui.screens.merge_review import Review


class MergeFoot(FootBar):
    """Offer to apply; what is not decided stays as the office has it."""

    apply_asked = Signal()
    cancel_asked = Signal()
    all_asked = Signal(str)

    def __init__(self, review: Review) -> None:
        self._review = review
        self._ring = Ring(0, name=_("Conflicts decided"))
        self._told = Label("", "label", weight=600)
        hint = Label(_("Until you decide, the office value stays."), "caption", tone="text_3", elide=True)
        self._safe = QWidget()
        note = Label(_("Before applying a backup is made; one Undo brings all back."), "label", tone="text_2", elide=True)
        self._safe.setLayout(row(Icon("shield-check", "good_dot", size=16), (note, 1), spacing=6))
        self.all_button = Button(_("All at once…"), icon="layers")
        self.apply_button = PrimaryButton("", icon="git-merge", shortcut="Ctrl+S")
        self.cancel_button = Button(_("Cancel"))
        words = column(None, self._told, hint, None, spacing=0)
        super().__init__(
            self._ring, words, (self._safe, 1), self.all_button, self.apply_button, self.cancel_button
        )  # fmt: skip
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self.apply_asked)
        self.cancel_button.clicked.connect(self.cancel_asked)
        self.all_button.clicked.connect(self._offer)

    def all_menu(self) -> QMenu:
        """Make the list of ways to decide all conflicts."""
        menu = QMenu(self)
        ways = ((_("All trip values"), Choice.THEIRS), (_("All office values"), Choice.OURS), (_("All later"), Choice.LATER))
        for words, choice in ways:
            menu.addAction(str(words)).triggered.connect(lambda _on=False, choice=choice: self.all_asked.emit(str(choice)))
        return menu

    def _offer(self) -> None:
        self.all_menu().popup(self.all_button.mapToGlobal(self.all_button.rect().topLeft()))

    def refresh(self) -> None:
        """Say how far the decisions are."""
        total, done = len(self._review.conflicts), self._review.decided
        said = _n("{done} of {n} conflict is decided", "{done} of {n} conflicts are decided", total)
        self._told.set_text(said.format(done=done) if total else _("No conflict"))
        percent = 100 * done // total if total else 100
        self._ring.set_percent(percent, text=in_language(f"{done}/{total}", language()) if total else "")
        count = self._review.to_apply
        later = count == 0 and self._review.plan is not None
        self.apply_button.set_text(_("Decide later") if later else _n("Apply {n} change", "Apply {n} changes", count))
        self.apply_button.setEnabled(count > 0 or self._review.plan is not None)
        self.all_button.setVisible(total > 1)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - the only thing it says
        """Shorten the bar in a small window."""
        super().set_compact(compact)
        self._safe.setVisible(not compact)
