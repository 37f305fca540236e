"""A register as a workbook instead of pages: the same facts, under the same ceiling, as `exchange` writes them."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from app.exchange import texts_cut
from app.exchange.register_out import RegisterOptions, write_register
from app.papers import Composed, Gap, Paper, PaperOptions, Printed, Progress
from app.papers.frame import language_of
from app.services.office import Office


def write_as_workbook(
    office: Office,
    paper: Paper,
    target: Path,
    *,
    record: UUID | None,
    options: PaperOptions,
    made: Composed,
    progress: Progress | None = None,
) -> Printed:
    """Write a register as a workbook, which has no pages; of a paper in both languages the Persian one.

    Raises NoWorkbook for a paper that is no register, and the errors of `exchange.register_out`; `progress` counts rows.
    """
    asked = RegisterOptions(options.ceiling, language_of(options), options.year, record)
    done = write_register(office, paper.name, target, options=asked, progress=progress)
    cut = (Gap(texts_cut(done.cut).in_(asked.lang)),) if done.cut else ()
    because = made.because if done.label is made.label else ""
    return Printed(0, done.label, done.left_out, (*made.gaps, *cut), because=because)
