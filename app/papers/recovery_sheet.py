"""The sheet with the recovery key: printed once, signed, kept in the safe."""

from pathlib import Path

from app.core.calendars import DayStyle, format_day
from app.core.clock import today
from app.core.i18n import _, language
from app.core.text import ltr
from app.papers import document as paper
from app.papers.document import Document, Heading, LabelGrade, NoteLines, Numbered, Paragraph, Run, Tone, TwoColumnFacts

_PARTS = 2


def recovery_sheet(key: str, office_name: str) -> Document:
    """Compose the sheet in the language of the window; `key` is eight groups joined by hyphens."""
    groups = key.split("-")
    half = len(groups) // _PARTS
    lines = [ltr(" - ".join(groups[start : start + half])) for start in range(0, len(groups), half)]
    day = format_day(today(), language(), style=DayStyle.LONG)
    return Document(
        title=str(_("Recovery key of Safir")),
        language=language(),
        label=str(_("Secret")),
        grade=LabelGrade.SECRET,
        as_of=day,
        head=office_name,
        blocks=(
            Heading(str(_("Recovery key of Safir"))),
            Paragraph(str(_("This key opens the data of the office when the passphrase is lost."))),
            *(Heading(line, 2) for line in lines),
            paper.Warning(str(_("If the passphrase and this key are both lost, the data cannot be opened."))),
            Numbered(
                (
                    str(_("Keep this sheet in the safe of the office, not beside the computer.")),
                    str(_("At the lock choose “Recovery key” and type the eight groups; hyphens and capitals do not matter.")),
                    str(_("Whoever holds this sheet and the files can read everything. When it is lost, make new data keys.")),
                )
            ),
            TwoColumnFacts(((str(_("Office")), (Run(office_name),)), (str(_("Made on")), (Run(day),)))),
            Paragraph(str(_("Received by (name, date, signature)")), Tone.MUTED),
            NoteLines(3),
        ),
    )


def write_sheet(key: str, office_name: str, target: Path) -> None:
    """Write the sheet as PDF; raises the errors of `render_pdf`."""
    from app.papers.render_pdf.render import render_pdf

    render_pdf(recovery_sheet(key, office_name), target)
