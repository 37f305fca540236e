"""Backups: those that there are with their counts, a new one, the second place, and going back to one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language
from app.core.moments import format_moment
from app.core.text import ltr
from app.services import backups
from app.services.backups import Listed, Made, PutBack
from app.services.editing import office_moment
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.fields.files import size_words
from app.ui.kit import (
    Button,
    Card,
    CardHead,
    Label,
    NoteBar,
    Pill,
    PrimaryButton,
    ProgressSheet,
    ProgressWords,
    Row,
    SmallButton,
    column,
    row,
)
from app.ui.screens.page import PlainPage
from app.ui.screens.reading import Reading
from app.ui.theme import WIDTH


class BackupsPage(PlainPage):
    """Show the backups, newest first; `put_back` tells that the data was replaced and the office is closed."""

    put_back = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Backups"))
        self._context = context
        self.set_max_width(WIDTH.form)
        self._shown: QWidget | None = None
        self._reading = Reading(context.tasks, self)
        note = _("Your data stays as it is.")
        self._sheet = ProgressSheet(self, ProgressWords(_("In the background"), _("Cancel"), note))
        self.now_button = PrimaryButton(_("Back up now"), icon="database-backup")
        self.now_button.clicked.connect(self.back_up)
        self.place_button = Button(_("Choose a folder"))
        self.place_button.clicked.connect(self.choose_place)
        self._place = Label("", "label", tone="text_2", elide=True)
        self._warning = NoteBar("", family="warn", icon="alert")
        self._lay_out()
        self._show_place()
        self._read()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setLayout(row(Label(_("Backups"), "record_title"), None, self.now_button, spacing=8))
        second = Card(spacing=6)
        second.add(CardHead("hard-drive", _("Second place")))
        said = _("Each backup is copied there too: best a stick in the safe, another disk or the drive of the office.")
        second.add(Label(said, "label", tone="text_3", wrap=True))
        second.add(row((self._place, 1), self.place_button, spacing=8))
        self.add(head)
        self.add(self._warning)
        self.add(second)
        self.body.addStretch(1)

    def _show_place(self) -> None:
        chosen = self._context.settings.backup_folder
        there = backups.second_place(self._context.office)
        self._place.set_text(ltr(chosen) if chosen else _("Not chosen yet"))
        absent = bool(chosen) and there is None
        self._warning.set_text(
            _("The second place {path} is not there now; backups are kept on this computer only.").format(path=ltr(chosen))
            if absent
            else ""
        )
        self._warning.setVisible(absent)

    def _read(self) -> None:
        office = self._context.office
        self._reading.ask(lambda _job: backups.listed(office), self.show_listed)

    def show_listed(self, found: Sequence[Listed]) -> None:
        """Show the backups that there are."""
        card = Card(spacing=0)
        card.add(CardHead("history", _("What you can go back to"), sub=_n("{n} backup", "{n} backups", len(found))))
        for each in found:
            card.add_line()
            card.add(self._line(each))
        if not found:
            card.add(Label(_("There is no backup yet."), "label", tone="text_3"))
        before, self._shown = self._shown, card
        if before is not None:
            self.body.removeWidget(before)
            before.deleteLater()
        self.body.insertWidget(self.body.count() - 1, card)

    def _line(self, found: Listed) -> Row:
        at = office_moment(self._context.office, found.at)
        line = Row(clickable=False, padding=(4, 8), spacing=12)
        title = Label(format_moment(at, language()), "body", weight=600, elide=True)
        line.add(column(title, Label(_about(found), "caption", tone="text_3", elide=True), spacing=0), 1)
        if found.where == "second":
            line.add(Pill(_("second place"), "info", small=True, dot=False))
        if found.records is None:
            line.add(Pill(_("does not open"), "bad", small=True))
            return line
        button = SmallButton(_("Restore…"), icon="archive-restore")
        button.setAccessibleName(str(_("Restore the backup of {moment}").format(moment=at)))
        button.clicked.connect(lambda: self.go_back_to(found))
        line.add(button)
        return line

    @override
    def refresh(self, changed: object) -> None:
        """Keep the list: a deed makes no backup."""

    def back_up(self) -> None:
        """Make a backup now."""
        office = self._context.office
        self._sheet.start(_("Backing up"))
        self._context.tasks.run(
            lambda job: backups.back_up(office, progress=backups.unless(job.cancelled, job.tell)),
            self._tell_made, failed=self._fail, progress=self._advance,
        )  # fmt: skip

    def _advance(self, done: int, total: int) -> None:
        self._sheet.set_progress(done, total, count=_("page {n} of {total}").format(n=done, total=total))

    def _fail(self, error: SafirError) -> None:
        self._sheet.finish()
        self._context.dialogs.report(error)

    def _tell_made(self, made: Made) -> None:
        self._sheet.finish()
        self._context.say(str(made.said))
        self._warning.set_text(made.warning or "")
        self._warning.setVisible(made.warning is not None)
        self._read()

    def choose_place(self) -> None:
        """Name another second place."""
        found = self._context.dialogs.pick_folder(_("Second place"))
        if found is not None:
            self._context.keep(backups.with_second_place(self._context.settings, found))
            self._show_place()
            self._read()

    def go_back_to(self, found: Listed) -> None:
        """Ask, put a backup in the place of the data, and close the office: it is opened anew at the lock."""
        at = office_moment(self._context.office, found.at)
        question = _("Go back to {moment}?").format(moment=at)
        detail = _("What was changed after it is set aside. The data as it is now is kept before the backup takes its place.")
        choices = (Choice("restore", _("Restore"), danger=True), Choice("leave", _("Cancel"), safe=True))
        if self._context.dialogs.ask(question, detail, choices) != "restore":
            return
        office, path = self._context.office, found.path
        self._sheet.start(_("Restoring the backup"))
        self._context.tasks.run(
            lambda job: backups.restore_open(office, path, progress=backups.unless(job.cancelled, job.tell)),
            self._tell_back, failed=self._fail, progress=self._advance,
        )  # fmt: skip

    def _tell_back(self, done: PutBack) -> None:
        self._sheet.finish()
        self._context.dialogs.tell(done.said)
        self.put_back.emit(done)
        self._context.replaced.emit()


def _about(found: Listed) -> Text:
    size = size_words(found.size)
    if found.records is None:
        return size
    count = _n("{n} record", "{n} records", found.records)
    if found.reason:
        return _("{count} · {size} · made before: {reason}").format(count=count, size=size, reason=_reason(found.reason))
    return _("{count} · {size} · sound").format(count=count, size=size)


def _reason(reason: str) -> Text | str:
    if reason.startswith("schema"):
        return _("a new version of the file")
    return {"merge": _("a merge"), "restore": _("a restore")}.get(reason, reason)
