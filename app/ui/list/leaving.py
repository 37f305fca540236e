"""What leaves as a workbook: the ceiling is chosen first, what stands above it is counted, then the file is named."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.i18n import _, _n, language
from app.core.platform import open_outside
from app.exchange import texts_cut
from app.rules.labels import Confidentiality, confidentiality_name, highest, is_above, label_reason
from app.services import listing
from app.services.list_labels import label_examples
from app.services.listing import ListQuery
from app.services.office import Office
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import ProgressSheet, ProgressWords
from app.ui.tasks import Job


def left_out(counts: Mapping[Confidentiality, int]) -> str:
    """Say for each ceiling how many items it leaves out."""
    lines = []
    for ceiling in Confidentiality:
        above = sum(count for label, count in counts.items() if is_above(label, ceiling))
        if above:
            sentence = _n("Up to {label}: {n} item is left out.", "Up to {label}: {n} items are left out.", above)
            lines.append(str(sentence.format(label=confidentiality_name(ceiling))))
    return "\n".join(lines) or str(_("Nothing stands above any ceiling; nothing is left out."))


def written(rows: int, above: int, *, cut: int, ceiling: Confidentiality) -> str:
    """Say how many rows a workbook holds, how many the ceiling kept back, and how many texts were shortened."""
    sentences = [_n("{n} row was written.", "{n} rows were written.", rows)]
    if above:
        kept_back = _n(
            "{n} item above the ceiling “{label}” is not shown.", "{n} items above the ceiling “{label}” are not shown.", above
        )
        sentences.append(kept_back.format(label=confidentiality_name(ceiling)))
    if cut:
        sentences.append(texts_cut(cut))
    return " ".join(map(str, sentences))


def reasons(examples: Mapping[Confidentiality, str]) -> str:
    """Say for each ceiling which label the file would carry, and which row gives it."""
    lines = []
    for ceiling in Confidentiality:
        within = [label for label in examples if not is_above(label, ceiling)]
        if within:
            label = highest(within)
            reason = label_reason(label, examples[label])
            lines.append(str(_("Up to {ceiling}: {reason}").format(ceiling=confidentiality_name(ceiling), reason=reason)))
    return "\n".join(lines)


class Leaving(QObject):
    """One export on its way."""

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._context = context
        note = _("The file stays as it was.")
        self._sheet = ProgressSheet(page, ProgressWords(_("In the background"), _("Cancel"), note))

    def ask(self, query: ListQuery, ids: tuple[UUID, ...] | None = None) -> None:
        """Count beside the window what each ceiling leaves out, ask for ceiling and file, then write."""
        office = self._context.office
        self._context.tasks.run(lambda _job: _told(office, query, ids), lambda told: self._choose(query, ids, told))

    def _choose(self, query: ListQuery, ids: tuple[UUID, ...] | None, told: str) -> None:
        labels = tuple(Confidentiality)
        choices = [Choice(label.value, confidentiality_name(label), main=label is labels[0]) for label in labels]
        question = _("Up to which confidentiality may this file carry?")
        answer = self._context.dialogs.ask(question, told, (*choices, Choice("leave", _("Cancel"), safe=True)))
        if answer == "leave":
            return
        plural = self._context.office.catalogue[query.kind].plural
        path = self._context.dialogs.save_file(_("Export to Excel"), f"{plural}.xlsx", pattern="Excel (*.xlsx)")
        if path is not None:
            self._write(query, path if path.suffix else path.with_suffix(".xlsx"), ids, Confidentiality(answer))

    def _write(self, query: ListQuery, path: Path, ids: tuple[UUID, ...] | None, ceiling: Confidentiality) -> None:
        office, lang = self._context.office, language()

        def work(job: Job) -> object:
            from app.exchange.excel_out import export_list

            return export_list(
                office, replace(query), path, lang=lang, ceiling=ceiling, ids=ids, progress=job.tell, cancelled=job.cancelled
            )

        running = self._context.tasks.run(
            work, lambda made: self._done(made, path, ceiling), failed=self._failed, progress=self._advance
        )
        self._sheet.cancelled.connect(running.cancel)
        self._sheet.start(_("Writing the Excel file"))

    def _advance(self, done: int, total: int) -> None:
        self._sheet.set_progress(done, total, count=_("{done} of {total}").format(done=done, total=total))

    def _failed(self, error: object) -> None:
        self._sheet.finish()
        self._context.dialogs.report(error)  # type: ignore[arg-type]

    def _done(self, made: object, path: Path, ceiling: Confidentiality) -> None:
        self._sheet.finish()
        said = written(getattr(made, "rows", 0), getattr(made, "left_out", 0), cut=getattr(made, "cut", 0), ceiling=ceiling)
        answer = self._context.dialogs.ask(
            said, "", (Choice("open", _("Open the file"), main=True), Choice("close", _("Close"), safe=True))
        )
        if answer == "open":
            open_outside(path)


def _told(office: Office, query: ListQuery, ids: tuple[UUID, ...] | None) -> str:
    """Tell before a ceiling is chosen what each leaves out, and which rows would give the file its label."""
    counts = listing.label_counts(office, query, ids)
    above = any(count for label, count in counts.items() if label is not Confidentiality.NORMAL)
    examples = label_examples(office, query, ids) if above else {}
    return "\n".join(part for part in (left_out(counts), reasons(examples)) if part)
