"""One page of every paper as a picture: made from the sample on a frozen day, and kept in `tests/golden`.

`python tests/papers/golden_pages.py [NAME …]` renews the pictures; look at them before they are committed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image
from sqlalchemy import select

from app.core.clock import frozen_at
from app.core.ids import shipped_id
from app.core.settings import Settings
from app.papers import PAPERS, Paper, PaperOptions, print_paper
from app.records import ALL
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.services import reference, sample
from app.services.listing import ListQuery, first_rows
from app.services.office import Office, this_actor
from app.store.store import Store

FOLDER = Path(__file__).parents[1] / "golden"
DOTS_PER_INCH = 60
_MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
_MEETING = shipped_id("sample", "m_seoul_next")
_INSIDE = 4
"""The page shown of a book, whose first pages are cover and contents."""


@contextmanager
def sample_office(folder: Path) -> Iterator[Office]:
    """Open the sample on a frozen day."""
    with frozen_at(_MORNING):
        store = Store.create(folder / "store", bytes(range(32)), Catalogue(ALL))
        office = Office(store.catalogue, store, this_actor(), Settings(office_name="دفتر امور بین‌الملل"))
        reference.load(office)
        sample.fill(office)
        yield office
        office.close()


def picture_of(office: Office, paper: Paper, folder: Path) -> Image.Image:
    """Print a paper in Persian and draw one page of it, in shades of grey."""
    file = folder / f"{paper.name}.pdf"
    options = PaperOptions(Confidentiality.SECRET, copy=3, copies=12)
    pages = print_paper(office, paper, _record(office, paper), file, options=options).pages
    page = str(_INSIDE if pages > _INSIDE else 1)
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-png", "-singlefile", "-f", page, "-l", page]
    subprocess.run([*command, str(file), str(file.with_suffix(""))], check=True)
    return Image.open(file.with_suffix(".png")).convert("L")


def _record(office: Office, paper: Paper) -> UUID | None:
    if paper.register:
        return None
    if paper.kind == "meeting":
        return _MEETING
    if paper.kind == "delegation":
        with office.store.reading() as session:
            trip = session.scalars(select(Meeting.delegation).where(Meeting.id == _MEETING)).one()
        if trip is not None:
            return trip
    return first_rows(office, ListQuery(paper.kind), limit=1)[0].id


def renew(names: list[str]) -> None:
    """Draw the pictures anew: those named, or all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sample_office(Path(name)) as office:
        for paper in PAPERS:
            if not names or paper.name in names:
                picture_of(office, paper, Path(name)).save(FOLDER / f"{paper.name}.png", optimize=True)


if __name__ == "__main__":
    renew(sys.argv[1:])
