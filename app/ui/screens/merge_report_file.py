"""The report of a merge as a file: a PDF with room for two signatures, or a workbook."""

from pathlib import Path
from uuid import UUID

from app.core.i18n import _
from app.services.office import Office
from app.ui.context import Context

PATTERN = "PDF (*.pdf);;Excel (*.xlsx)"


def save_report(context: Context, deed: UUID) -> None:
    """Ask for a place and write the report of a merge that was applied; the ending of the name says how."""
    path = context.dialogs.save_file(_("Report of the merge"), f"{_('Report of the merge')}.pdf", pattern=PATTERN)
    if path is None:
        return
    target = path if path.suffix.casefold() in (".pdf", ".xlsx") else path.with_name(path.name + ".pdf")
    office = context.office
    context.tasks.run(lambda _job: _written(office, deed, target), lambda _none: context.say(str(_("The file was saved."))))


def _written(office: Office, deed: UUID, target: Path) -> None:
    from app.sync import applying

    plan = applying.told(office, deed)
    if target.suffix.casefold() == ".xlsx":
        from app.exchange.merge_out import write_merge_workbook

        write_merge_workbook(office, plan, target)
    else:
        from app.papers.merge_report import write_merge_report

        write_merge_report(office, plan, target)
