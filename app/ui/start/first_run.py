"""The first run in five steps: the office, the passphrase, the recovery key, the place of backups, the beginning."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton
from typing_extensions import override

from app.core.clock import TEHRAN
from app.core.errors import SafirError
from app.core.i18n import Text, _, language
from app.core.numbers import format_integer, to_latin
from app.core.text import ltr
from app.ui.dialogs import Dialogs
from app.ui.kit import Button, Label, Meter, PrimaryButton, QuietButton, TintCard, column, empty, row
from app.ui.start.gate import Beginning, Gate, Made
from app.ui.start.look import Line, Sheet, field, head
from app.ui.start.secret import Secret
from app.ui.start.step import STEPS, Step, Steps
from app.ui.tasks import Tasks
from app.ui.theme import FamilyName, scaled
from app.ui.zone_combo import ZoneCombo

if TYPE_CHECKING:
    from app.services.office import Office

_LEAST_SCORE = 2
_ASKED_BACK = (2, 5)


class OfficeStep(Step):
    """Name the office, the first officer and the zone."""

    def __init__(self) -> None:
        super().__init__(
            _("Your office"), _("These names stand on papers and in the history. They can be changed later in the settings.")
        )
        self.office = Line(str(_("International affairs office")))
        self.officer = Line()
        self.zone = ZoneCombo(TEHRAN, later=True)
        self.lines.addWidget(field(_("Name of the office"), self.office))
        self.lines.addWidget(field(_("Your name"), self.officer, _("Every change is kept with the name of its author.")))
        self.lines.addWidget(field(_("Time zone of the office"), self.zone))

    @override
    def fault(self) -> Text | None:
        if not self.office.text().strip():
            return _("Write the name of the office.")
        if not self.officer.text().strip():
            return _("Write your name.")
        return None


class PassphraseStep(Step):
    """Choose the passphrase: strength in words, typed twice or shown."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(
            _("Passphrase"),
            _(
                "The data is encrypted with it on this computer. Labels govern what leaves the office; whoever opens the "
                "store sees everything in it."
            ),
        )
        self._gate = gate
        self.first = Secret(_("Passphrase"))
        self.second = Secret(_("The same once more"), hints=False)
        self._meter = Meter(0, height=6, name=_("Strength of the passphrase"))
        self._word = Label("", "label", weight=600)
        self._reason = Label("", "caption", tone="text_3", wrap=True)
        self._reason.hide()
        self.lines.addWidget(self.first)
        self.lines.addLayout(row((self._meter, 1), self._word, spacing=10))
        self.lines.addWidget(self._reason)
        self.lines.addWidget(self.second)
        self.first.changed.connect(self._weigh)
        self.first.shown_changed.connect(lambda shown: self.second.setVisible(not shown))

    def take_up(self, before: "PassphraseStep") -> None:
        """Take what was typed before the language was changed."""
        for mine, theirs in ((self.first, before.first), (self.second, before.second)):
            mine.take_up(theirs)

    def _weigh(self, text: str) -> None:
        found = self._gate.strength(text)
        self._meter.set_percent(25 * found.score if text else 0)
        self._word.set_text(found.word if text else "")
        families: tuple[FamilyName, ...] = ("bad", "bad", "warn", "good", "good")
        self._word.set_tone(families[found.score])
        self._reason.set_text(found.reason if text and found.reason is not None else "")
        self._reason.setVisible(bool(self._reason.text()))

    @override
    def fault(self) -> Text | None:
        text = self.first.text()
        if not text.strip():
            return _("Choose a passphrase.")
        if self._gate.strength(text).score < _LEAST_SCORE:
            return _("This passphrase is guessed at once; choose a longer one.")
        if not self.first.is_shown and self.second.text() != text:
            return _("The two are not the same; type it again, or show it.")
        return None


class RecoveryStep(Step):
    """Show the recovery key, print it, and ask two of its groups back."""

    def __init__(self, gate: Gate, dialogs: Dialogs, *, key: str, office: str) -> None:
        super().__init__(
            _("Recovery key"),
            _(
                "Print this sheet and keep it in the safe of the office. If the passphrase and this key are both lost, "
                "the data cannot be opened."
            ),
        )
        self._gate, self._dialogs, self._key, self._office = gate, dialogs, key, office
        self._groups = key.split("-")
        box = TintCard("sunken", padding=(16, 12))
        for start in (0, len(self._groups) // 2):
            half = "   ".join(self._groups[start : start + len(self._groups) // 2])
            box.add(Label(ltr(half), "record_title", align="centre", tabular=True, selectable=True))
        self.lines.addWidget(box)
        self._print = Button(_("Print"), icon="print")
        self._save = Button(_("Save as PDF"), icon="save")
        self._said = Label("", "caption", tone="text_3", elide=True)
        self.lines.addLayout(row(self._print, self._save, (self._said, 1), spacing=8))
        self.answers = [Line(latin=True) for _place in _ASKED_BACK]
        asked = [
            field(_("Group {n} of the sheet").format(n=place + 1), edit)
            for place, edit in zip(_ASKED_BACK, self.answers, strict=True)
        ]
        self.lines.addLayout(row(*((each, 1) for each in asked), spacing=12))
        self._print.clicked.connect(self._print_sheet)
        self._save.clicked.connect(self._save_sheet)

    @property
    def asked_groups(self) -> tuple[str, ...]:
        """Give the groups that are asked back."""
        return tuple(self._groups[place] for place in _ASKED_BACK)

    @override
    def fault(self) -> Text | None:
        typed = tuple(to_latin(edit.text()).strip().upper() for edit in self.answers)
        return None if typed == self.asked_groups else _("The two groups do not match the sheet.")

    def _save_sheet(self) -> None:
        path = self._dialogs.save_file(_("Save as PDF"), f"{_('Recovery key')}.pdf", pattern="PDF (*.pdf)")
        if path is not None:
            self._write(path)

    def _write(self, path: Path) -> bool:
        try:
            self._gate.write_sheet(self._key, self._office, path)
        except SafirError as error:
            self._dialogs.report(error)
            return False
        except OSError:
            self._dialogs.tell(_("The sheet was not written; choose another folder."))
            return False
        self._said.set_text(_("The sheet was written: {name}").format(name=path.name))
        return True

    def _print_sheet(self) -> None:
        from app.ui.start.printing import print_pdf

        if not print_pdf(self._write, self):
            self._dialogs.tell(
                _("Not printed; the sheet is ready. No printer was found."), _("Save it as PDF and print it elsewhere.")
            )


class BackupStep(Step):
    """Name the place of backups, or leave it for later."""

    def __init__(self, dialogs: Dialogs) -> None:
        super().__init__(
            _("Place of backups"),
            _("A folder outside this computer is best: another disk or the drive of the office. You can choose it later."),
        )
        self.folder = Line(latin=True)
        choose = Button(_("Choose a folder"))
        choose.clicked.connect(self._choose)
        self._dialogs = dialogs
        self.lines.addWidget(field(_("Folder"), self.folder, _("Empty: later, from the settings.")))
        self.lines.addLayout(row(choose, None))

    def _choose(self) -> None:
        found = self._dialogs.pick_folder(_("Place of backups"))
        if found is not None:
            self.folder.setText(str(found))
            self.folder.setModified(True)


class BeginStep(Step):
    """Begin with an empty office, or with the sample."""

    def __init__(self) -> None:
        super().__init__(_("Begin"), _("Country names, ranks, steps of clearance and the other lists are there in both cases."))
        self.empty = QRadioButton(str(_("An empty office")))
        self.sample = QRadioButton(str(_("With the sample: persons, meetings, delegations and agreements to look around")))
        self.empty.setChecked(True)
        for choice in (self.empty, self.sample):
            choice.setMinimumHeight(scaled(28))
            self.lines.addWidget(choice)
        self.lines.addWidget(
            Label(_("The sample is marked as such and is removed with one click, from home or the settings."), "caption",
                  tone="text_3", wrap=True)
        )  # fmt: skip


class FirstRunPage(Sheet):
    """Lead through the five steps; `begun` hands over the open office and the folder of backups."""

    begun = Signal(object, str)

    def __init__(self, gate: Gate, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(width=560)
        self._gate, self._tasks, self._dialogs = gate, tasks, dialogs
        self.at = 0
        self.made: Made | None = None
        self.office_step = OfficeStep()
        self.passphrase_step = PassphraseStep(gate)
        self.backup_step = BackupStep(dialogs)
        self.begin_step = BeginStep()
        self.recovery_step: RecoveryStep | None = None
        self._steps = Steps()
        self._head = column(spacing=0)
        self._place = column(spacing=0)
        self._error = Label("", "body", tone="bad", wrap=True)
        self.next = PrimaryButton(_("Next"))
        self.later = Button(_("Leave it for now"))
        self.back = Button(_("Back"))
        self.package = QuietButton(_("I have the package of a trip…"), icon="package-open")
        self._lay_out()
        self._connect()
        self._show(0)

    def _lay_out(self) -> None:
        self.card.add(self._head)
        self.card.body.addSpacing(4)
        self.card.add(self._steps)
        self.card.body.addSpacing(8)
        self.card.add(self._place)
        self.card.add(self._error)
        self.card.body.addSpacing(4)
        self.card.add(row(self.package, None, self.next, self.later, self.back, spacing=8))

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.later.clicked.connect(lambda: self._show(self.at + 1))
        self.back.clicked.connect(lambda: self._show(self.at - 1))
        self.package.clicked.connect(self.receive)
        for line in (self.office_step.office, self.office_step.officer):
            line.returnPressed.connect(self.go_on)
        self.passphrase_step.first.submitted.connect(self.go_on)
        self.passphrase_step.second.submitted.connect(self.go_on)

    @property
    def step(self) -> Step:
        """Give the step now shown."""
        steps = (self.office_step, self.passphrase_step, self.recovery_step, self.backup_step, self.begin_step)
        found = steps[self.at]
        return found if found is not None else self.office_step

    def go_on(self) -> None:
        """Go to the next step when this one is complete; making the data happens beside the window."""
        fault = self.step.fault()
        self._say(fault)
        if fault is not None:
            return
        if self.step is self.passphrase_step and self.made is None:
            self._make()
        elif self.at + 1 == STEPS:
            self._begin()
        else:
            self._show(self.at + 1)

    @property
    def is_waiting(self) -> bool:
        """Tell whether work is under way whose answer this page must hear."""
        return not self.next.isEnabled()

    def take_up(self, before: "FirstRunPage") -> None:
        """Go on where a page in another language stood: nothing that was typed, made or shown is lost."""
        for mine, theirs in zip(self.typed_lines(), before.typed_lines(), strict=True):
            if theirs.isModified():
                mine.setText(theirs.text())
                mine.setModified(True)
        self.office_step.zone.choose(before.office_step.zone.zone)
        self.passphrase_step.take_up(before.passphrase_step)
        self.begin_step.sample.setChecked(before.begin_step.sample.isChecked())
        self.made = before.made
        if before.recovery_step is not None and self.made is not None:
            self.recovery_step = self._recovery(self.made.recovery_key)
            for mine, theirs in zip(self.recovery_step.answers, before.recovery_step.answers, strict=True):
                mine.setText(theirs.text())
        self._show(before.at)

    def typed_lines(self) -> tuple[Line, ...]:
        """List the lines that a person writes, outside of passphrases and keys."""
        return (self.office_step.office, self.office_step.officer, self.backup_step.folder)

    def receive(self) -> None:
        """Begin with what somebody packed for a trip: the file, then its passphrase or its recovery key."""
        path = self._dialogs.pick_file(_("The package of a trip"), pattern="Safir (*.safir)")
        if path is None:
            return
        question = _("Which passphrase or recovery key was this package packed under?")
        secret = self._dialogs.secret(question, _("It opens this computer's copy from now on."))
        if secret is not None:
            self._wait(waiting=True)
            self._tasks.run(
                lambda _job: self._gate.receive(path, secret), lambda office: self.begun.emit(office, ""), failed=self._refuse
            )

    def show_step(self, number: int) -> None:
        """Show a step at once, for pictures; the recovery key is an example then."""
        if self.recovery_step is None:
            self.recovery_step = self._recovery("7M4K-9QX2-HDT6-W3BN-5ZRC-8PVA-1JYE-G0SF")
        self._show(number)

    def _recovery(self, key: str) -> RecoveryStep:
        return RecoveryStep(self._gate, self._dialogs, key=key, office=self.office_step.office.text())

    def _show(self, number: int) -> None:
        self.step.setParent(None)
        self.at = number
        self._steps.set_step(number)
        empty(self._head)
        sub = _("Step {n} of {total}").format(n=number + 1, total=STEPS)
        self._head.addWidget(head(self.step.title, sub))
        self._place.addWidget(self.step)
        self.step.show()
        self._say(None)
        # Data is made after the second step; what it was made with is not asked again.
        self.back.setVisible(number == 1 or number > 3)
        self.later.setVisible(number in (2, 3))
        self.package.setVisible(number == 0)
        self.next.set_text(_("Begin") if number + 1 == STEPS else _("Next"))
        self.setAccessibleName(f"{self.step.title} {format_integer(number + 1, language())}")

    def _say(self, fault: Text | None) -> None:
        self._error.set_text(fault or "")
        self._error.setVisible(fault is not None)

    def _make(self) -> None:
        asked = Beginning(
            office_name=self.office_step.office.text().strip(),
            officer_name=self.office_step.officer.text().strip(),
            zone=self.office_step.zone.zone,
            passphrase=self.passphrase_step.first.text(),
        )
        self._wait(waiting=True)
        self._tasks.run(lambda _job: self._gate.create(asked), self._take, failed=self._refuse)

    def _take(self, made: Made) -> None:
        self._wait(waiting=False)
        self.made = made
        self.recovery_step = self._recovery(made.recovery_key)
        self._show(2)

    def _begin(self) -> None:
        made = self.made
        if made is None:
            return
        if not self.begin_step.sample.isChecked():
            self._hand_over(made.office)
            return
        self._wait(waiting=True)
        self._tasks.run(
            lambda _job: self._gate.fill_sample(made.office), lambda _none: self._hand_over(made.office), failed=self._refuse
        )

    def _hand_over(self, office: "Office") -> None:
        self.begun.emit(office, self.backup_step.folder.text().strip())

    def _refuse(self, error: SafirError) -> None:
        self._wait(waiting=False)
        self._say(error.message)

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.next, self.back, self.later, self.package):
            button.setEnabled(not waiting)
        if waiting:
            self.next.set_text(_("One moment…"))
        else:
            self.next.set_text(_("Begin") if self.at + 1 == STEPS else _("Next"))
