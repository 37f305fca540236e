"""What is done with a paper: kept as PDF or Word, printed, opened in another program; with progress, and given up at any time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n
from app.core.text import strip_isolates
from app.papers import Printed
from app.rules.lint import lint_summary
from app.services import files, findings
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import ProgressSheet, ProgressWords
from app.ui.screens import paper_making, paper_printing
from app.ui.screens.paper_making import Asked, Made
from app.ui.screens.paper_printing import NotPrinted
from app.ui.tasks import Job

_ENDINGS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)", ".xlsx": "Excel (*.xlsx)"}
_SAVE = {".pdf": _("Save PDF"), ".docx": _("Save as Word"), ".xlsx": _("Save as Excel")}


class PaperDeeds(QObject):
    """The ways a paper leaves; `concern_asked` carries kind and id of the record behind the first concern."""

    concern_asked = Signal(str, object)

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page, self._context = page, context
        note = _("A file of that name stays as it was.")
        self._sheet = ProgressSheet(page, ProgressWords(_("In the background"), _("Cancel"), note))

    def save(self, asked: Asked, printed: Printed, *, title: str, ending: str) -> None:
        """Ask for a place and write the paper there, every copy to a file of its own."""
        if not self._cleared(asked, printed):
            return
        target = self._context.dialogs.save_file(_SAVE[ending], file_name(title) + ending, pattern=_ENDINGS[ending])
        if target is None:
            return
        path = target if target.suffix.casefold() == ending else target.with_name(target.name + ending)
        office = self._context.office
        self._run(lambda job: paper_making.save(office, asked, path, job), self._tell_saved, _("Writing the paper"))

    def _tell_saved(self, written: tuple[Path, ...]) -> None:
        many = _n("{n} numbered copy was saved.", "{n} numbered copies were saved.", len(written))
        self._context.say(str(many if len(written) > 1 else _("The paper was saved.")))

    def print_out(self, asked: Asked, printed: Printed, *, title: str) -> None:
        """Ask for a printer and print; where there is none, offer the file instead."""
        if not self._cleared(asked, printed):
            return
        if not paper_printing.has_printer():
            self._offer_file(asked, printed, title)
            return
        printer = paper_printing.ask_printer(self._page, pages=printed.pages, copies=asked.copies)
        if printer is not None:
            office = self._context.office
            self._run(
                lambda job: paper_printing.print_copies(office, asked, printer, job), self._tell_printed, _("Printing the paper")
            )

    def _tell_printed(self, _nothing: None) -> None:
        self._context.say(str(_("The paper went to the printer.")))

    def _offer_file(self, asked: Asked, printed: Printed, title: str) -> None:
        choices = (
            Choice("save", _("Save PDF"), main=True),
            Choice("again", _("Retry")),
            Choice("leave", _("Cancel"), safe=True),
        )
        answer = self._context.dialogs.ask(NotPrinted().message, "", choices)
        if answer == "save":
            self.save(asked, printed, title=title, ending=".pdf")
        elif answer == "again":
            self.print_out(asked, printed, title=title)

    def open_outside(self, made: Made, *, title: str) -> None:
        """Open a read-only copy in the system's program for PDF files; it is gone when the office is closed."""
        office, name = self._context.office, file_name(title) + ".pdf"
        try:
            files.lend_outside(office, name, made.pdf)
        except OSError:
            self._context.dialogs.tell(
                _("The paper was not opened: no program for it was found. Save it as a file and open that.")
            )

    # Before it leaves

    def _cleared(self, asked: Asked, printed: Printed) -> bool:
        """Ask about what the lint found; True when nothing is left or the reason is recorded."""
        concerns = printed.concerns
        if not concerns:
            return True
        facts = "\n".join(f"• {concern.sentence}" for concern in concerns[:6])
        place = next((concern for concern in concerns if concern.record is not None), None)
        choices = [Choice("reason", _("Print with the reason recorded"), main=True), Choice("leave", _("Cancel"), safe=True)]
        if place is not None:
            choices.insert(1, Choice("go", _("Go to the item")))
        answer = self._context.dialogs.ask(lint_summary([each.finding for each in concerns]), facts, choices)
        if answer == "go" and place is not None:
            self.concern_asked.emit(place.kind, place.record)
        return answer == "reason" and self._record_reason(asked, printed)

    def _record_reason(self, asked: Asked, printed: Printed) -> bool:
        reason = self._context.dialogs.reason(_("Why may this paper go out as it is?"))
        if reason is None:
            return False
        if asked.record is not None:
            for concern in printed.concerns:
                findings.go_past(self._context.office, asked.record, concern.finding, reason=reason)
        return True

    # Work

    def _run(self, work: Callable[[Job], Any], done: Callable[[Any], None], verb: Text) -> None:
        def finish(answer: Any) -> None:  # noqa: ANN401 - handed through
            self._sheet.finish()
            done(answer)

        running = self._context.tasks.run(work, finish, failed=self._failed, progress=self._advance)
        self._sheet.cancelled.connect(running.cancel)
        self._sheet.start(verb)

    def _advance(self, done: int, total: int) -> None:
        self._sheet.set_progress(done, total, count=_("page {n} of {total}").format(n=done, total=total))

    def _failed(self, error: SafirError) -> None:
        self._sheet.finish()
        self._context.dialogs.report(error)


def file_name(title: str) -> str:
    """Make a title fit for a file: no marks of direction, no signs that Windows refuses."""
    kept = "".join("-" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in strip_isolates(title))
    return kept.strip(" .")[:120]
