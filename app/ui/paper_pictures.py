"""Page 1 and 2 of every paper as pictures (`screens DIR`): printed from the sample and drawn as the preview draws them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QImage

from app.core.i18n import Language
from app.papers import PAPERS, Paper, PaperOptions, print_paper
from app.rules.labels import Confidentiality
from app.services.listing import ListQuery, first_rows
from app.ui.screens.paper_pdf import Opened, page_picture

if TYPE_CHECKING:
    from app.services.office import Office

_PAGES = 2
_WIDTH = 900


def draw_papers(office: "Office", target: Path, only: str, *, language: Language) -> None:
    """Save the first pages of every paper of a language whose picture's name holds `only`."""
    for paper in PAPERS:
        names = [f"paper_{paper.name}_{language}_{page}.png" for page in range(1, _PAGES + 1)]
        wanted = [name for name in names if only in name]
        subject = None if paper.register else first_of(office, paper.kind)
        if wanted and (paper.register or subject is not None):
            for name, picture in zip(names, _pictures(office, paper, subject, language=language), strict=False):
                if name in wanted:
                    picture.save(str(target / name))


def first_of(office: "Office", kind: str) -> UUID | None:
    """Give the first record of a kind as its list shows it."""
    rows = first_rows(office, ListQuery(kind), limit=1)
    return rows[0].id if rows else None


def _pictures(office: "Office", paper: Paper, subject: UUID | None, *, language: Language) -> Iterator[QImage]:
    with TemporaryDirectory(prefix="safir-") as folder:
        file = Path(folder) / "paper.pdf"
        print_paper(office, paper, subject, file, options=PaperOptions(Confidentiality.SECRET, language))
        with Opened(file.read_bytes()) as document:
            for page in range(min(_PAGES, document.pageCount())):
                yield page_picture(document, page, _WIDTH)
