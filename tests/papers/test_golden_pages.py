"""One page of every paper looks as it did when somebody last looked at it; `golden_pages.py` tells how to renew the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from app.papers import PAPERS, Paper
from app.services.office import Office

from .golden_pages import FOLDER, picture_of, sample_office

CLEARLY = 96
"""Shades of grey, of 256, that two dots must be apart to count: versions of poppler smooth edges differently."""
MOST = 0.004
"""Share of the dots that may differ clearly; one line of text that moved is more."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with sample_office(tmp_path_factory.mktemp("golden")) as made:
        yield made


def difference(one: Image.Image, other: Image.Image) -> float:
    if one.size != other.size:
        return 1.0
    apart = ImageChops.difference(one, other).point(lambda shade: 255 if shade > CLEARLY else 0)
    return apart.histogram()[255] / (one.width * one.height)


@pytest.mark.needs_tool("pdftoppm")
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_page_of_the_paper_is_the_one_that_was_looked_at(office: Office, paper: Paper, tmp_path: Path) -> None:
    golden = FOLDER / f"{paper.name}.png"
    assert golden.is_file(), f"{golden.name}: draw it with golden_pages.py, and look at it"
    assert difference(picture_of(office, paper, tmp_path), Image.open(golden).convert("L")) <= MOST


def test_a_line_that_moved_is_noticed() -> None:
    golden = Image.open(FOLDER / "meeting_brief.png").convert("L")
    moved = golden.copy()
    line = golden.crop((0, 110, golden.width, 190))
    moved.paste(line, (0, 114))
    assert difference(golden, moved) > MOST


def test_no_picture_is_left_of_a_paper_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.glob("*.png")} == {paper.name for paper in PAPERS}
