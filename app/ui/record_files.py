"""A record as a file for other programs: the ceiling is chosen first, then the file is named and written beside the window."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.core.errors import SafirError
from app.core.i18n import _, _n, language
from app.rules.labels import Confidentiality, confidentiality_name
from app.services.titles import title_of
from app.ui.context import Context
from app.ui.dialogs import Choice

if TYPE_CHECKING:
    from app.exchange import RecordFile
    from app.exchange.single_file import FileWritten


class RecordFiles(QObject):
    """The way of one record into a file."""

    def __init__(self, owner: QObject, context: Context) -> None:
        super().__init__(owner)
        self._context = context

    def ask(self, file: "RecordFile", record: UUID) -> None:
        """Ask for ceiling and place, then write."""
        labels = tuple(Confidentiality)
        choices = [Choice(label.value, confidentiality_name(label), main=label is labels[0]) for label in labels]
        question = _("Up to which confidentiality may this file carry?")
        answer = self._context.dialogs.ask(question, "", (*choices, Choice("leave", _("Cancel"), safe=True)))
        if answer == "leave":
            return
        from app.ui.screens.paper_deeds import file_name

        name = file_name(title_of(self._context.office, record)) + file.ending
        path = self._context.dialogs.save_file(file.title, name, pattern=file.pattern)
        if path is not None:
            target = path if path.suffix.casefold() == file.ending else path.with_name(path.name + file.ending)
            self._write(file, record, target, ceiling=Confidentiality(answer))

    def _write(self, file: "RecordFile", record: UUID, path: Path, *, ceiling: Confidentiality) -> None:
        office, lang = self._context.office, language()
        self._context.tasks.run(
            lambda _job: file.write(office, record, path, lang=lang, ceiling=ceiling), self._tell, failed=self._refused
        )

    def _tell(self, done: "FileWritten") -> None:
        said = [str(_("The file was saved."))]
        if done.untimed:
            told = _n("{n} item has no time and is not in it.", "{n} items have no time and are not in it.", done.untimed)
            said.append(str(told))
        if done.left_out:
            told = _n("{n} item above the ceiling was left out.", "{n} items above the ceiling were left out.", done.left_out)
            said.append(str(told))
        self._context.say(" ".join(said))

    def _refused(self, error: SafirError) -> None:
        self._context.dialogs.report(error)
