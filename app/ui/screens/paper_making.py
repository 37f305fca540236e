"""A paper as bytes, made beside the window; on disk only for the moment of its making."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from app.papers import Paper, PaperOptions, Printed, copy_files, print_paper
from app.papers.errors import PaperStopped
from app.services.office import Office
from app.ui.tasks import Job


@dataclass(frozen=True, slots=True)
class Asked:
    """What paper is wanted: which, about what record (None: a register), with which choices; `copies` are numbered if many."""

    paper: Paper
    record: UUID | None
    options: PaperOptions
    copies: int = 1

    def numbered(self, copy: int) -> PaperOptions:
        """Give the choices for one copy, counted from 1; a single copy has no number."""
        return self.options if self.copies == 1 else replace(self.options, copy=copy, copies=self.copies)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper: the file as bytes, and what the author is told."""

    pdf: bytes
    printed: Printed


def make(office: Office, asked: Asked, job: Job, *, copy: int = 1) -> Made:
    """Make one copy in memory; the file never stays in a temporary folder. Raises PaperStopped when nobody wants it any more."""
    with TemporaryDirectory(prefix="safir-") as folder:
        target = Path(folder) / "paper.pdf"
        printed = _write(office, asked, target, copy=copy, told=watching(job))
        return Made(target.read_bytes(), printed)


def save(office: Office, asked: Asked, target: Path, job: Job) -> tuple[Path, ...]:
    """Write every copy to a file of its own and give them; a single copy is the target itself.

    Raises NoSuchRecord, AboveCeiling, DayNotYet, MissingGlyphs, PaperNotSaved, and PaperStopped when the work is given up.
    """
    files = copy_files(target, asked.copies)
    for copy, file in enumerate(files, 1):
        _write(office, asked, file, copy=copy, told=watching(job, done=copy - 1, of=asked.copies))
    return files


def watching(job: Job, *, done: int = 0, of: int = 1) -> Callable[[int, int], None]:
    """Tell how far a paper is, as one of several; raises PaperStopped once the work was given up."""

    def tell(page: int, pages: int) -> None:
        if job.cancelled():
            raise PaperStopped
        job.tell(done * pages + page, of * pages)

    return tell


def _write(office: Office, asked: Asked, target: Path, *, copy: int, told: Callable[[int, int], None]) -> Printed:
    return print_paper(office, asked.paper, asked.record, target, options=asked.numbered(copy), progress=told)
