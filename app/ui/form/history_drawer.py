"""The history of a record beside its page: by day, who, what in words, old and new, and ways back."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.calendars import DayStyle, format_day
from app.core.errors import SafirError
from app.core.i18n import _, is_rtl, language
from app.core.moments import format_clock
from app.services.history import ChangeInWords, DeedInWords, history, put_back, undo
from app.services.office import Office
from app.services.putting_back import LaterEdit, SignedText
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import Drawer, HLine, Label, SmallButton, TintCard, column, empty, row
from app.ui.tasks import Job, Running

_MOST_CHANGES = 12


class HistoryDrawer(Drawer):
    """What happened to one record, newest first."""

    went_back = Signal()

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, _("History"), close_name=_("Close history"))
        self._context = context
        self._deeds: tuple[DeedInWords, ...] = ()
        self._running: Running[tuple[DeedInWords, ...]] | None = None

    @property
    def deeds(self) -> tuple[DeedInWords, ...]:
        """Give the deeds as shown."""
        return self._deeds

    def show_history(self, kind_key: str, record: UUID) -> None:
        """Open the drawer and read the history beside the window."""
        self._kind, self._record = kind_key, record
        self.open()
        self.read()

    def read(self) -> None:
        """Read the history anew."""
        office: Office = self._context.office
        kind, record = self._kind, self._record

        def work(_job: Job) -> tuple[DeedInWords, ...]:
            return history(office, kind, record)

        if self._running is not None:
            self._running.cancel()
        self._running = self._context.tasks.run(work, self._tell)

    def _tell(self, deeds: tuple[DeedInWords, ...]) -> None:
        # The answer may come after the page has gone.
        if not isValid(self):
            return
        self._deeds = deeds
        empty(self.body)
        day = ""
        for deed in deeds:
            if (said := format_day(deed.at.day, language(), style=DayStyle.FULL)) != day:
                day = said
                self.body.addWidget(Label(day, "label", weight=600, tone="text_2"))
            card = self._deed(deed)
            self.body.addWidget(card)
            card.show()
        if not deeds:
            self.body.addWidget(Label(_("Nothing has been recorded yet."), "body", tone="text_3", wrap=True))
        self.body.addStretch(1)

    def _deed(self, deed: DeedInWords) -> QWidget:
        card = TintCard("sunken", padding=(12, 8), spacing=4)
        who = " · ".join(part for part in (format_clock(deed.at, language()), deed.who) if part)
        card.add(Label(who, "caption", tone="text_3"))
        card.add(Label(deed.title, "body", weight=600, wrap=True))
        for change in deed.changes[:_MOST_CHANGES]:
            card.add(self._change(deed, change))
        if len(deed.changes) > _MOST_CHANGES:
            card.add(self._rest(deed))
        card.add(HLine())
        if deed.undone:
            card.add(Label(_("Taken back"), "caption", tone="text_3"))
        else:
            back = SmallButton(_("Undo the whole deed"), kind="quiet", icon="undo")
            back.setAccessibleDescription(str(deed.title))
            back.clicked.connect(lambda: self._undo(deed))
            card.add(row(back, None))
        return card

    def _rest(self, deed: DeedInWords) -> QWidget:
        """Offer what does not stand on the card yet; it takes the place of the offer."""
        holder = QWidget()
        more = SmallButton(_("and {n} more").format(n=len(deed.changes) - _MOST_CHANGES), kind="quiet", icon="chevron-down")
        more.setAccessibleDescription(str(deed.title))
        lines = column(row(more, None), spacing=4)
        holder.setLayout(lines)

        def tell() -> None:
            more.hide()
            for change in deed.changes[_MOST_CHANGES:]:
                lines.addWidget(self._change(deed, change))

        more.clicked.connect(tell)
        return holder

    def _change(self, deed: DeedInWords, change: ChangeInWords) -> QWidget:
        holder = QWidget()
        place = " · ".join(str(part) for part in (change.panel or "", change.row, change.field) if str(part))
        lines = column(Label(place, "caption", tone="text_3", wrap=True), spacing=0)
        if change.old or change.new:
            lines.addWidget(Label(_old_to_new(change), "label", wrap=True))
        if change.can_go_back and change.old and not deed.undone:
            back = SmallButton(_("Put this value back"), kind="quiet")
            back.setAccessibleDescription(f"{change.field}: {change.old}")
            back.clicked.connect(lambda: self._put_back(change))
            lines.addLayout(row(back, None))
        holder.setLayout(lines)
        return holder

    def _put_back(self, change: ChangeInWords) -> None:
        if self._puts_back(change):
            self._went_back()

    def _puts_back(self, change: ChangeInWords, *, over: bool = False, reason: str = "") -> bool:
        """Put a value back; over a later edit, and over a signed text, only when the person says so."""
        dialogs = self._context.dialogs
        try:
            put_back(self._context.office, change.seq, over=over, reason=reason)
        except LaterEdit as later:
            choices = (Choice("back", _("Put it back"), main=True), Choice("leave", _("Cancel"), safe=True))
            question = _("Put “{value}” back over the newer value?").format(value=change.old)
            wanted = dialogs.ask(question, later.message, choices) == "back"
            return wanted and self._puts_back(change, over=True, reason=reason)
        except SignedText as signed:
            given = dialogs.reason(_("Change a signed text?"), signed.message)
            return given is not None and self._puts_back(change, over=over, reason=given)
        except SafirError as error:
            dialogs.report(error)
            return False
        return True

    def _undo(self, deed: DeedInWords) -> None:
        try:
            done = undo(self._context.office, deed.id)
        except SafirError as error:
            self._context.dialogs.report(error)
            return
        self._context.say(str(done.message))
        self._went_back()

    def _went_back(self) -> None:
        self.went_back.emit()
        self.read()


def _old_to_new(change: ChangeInWords) -> str:
    """Write old, arrow, new in the order of reading."""
    arrow = "←" if is_rtl() else "→"
    return f"{change.old or '—'} {arrow} {change.new or '—'}"


__all__: Sequence[str] = ("HistoryDrawer",)
