"""A paper that cannot be put in its place leaves the place as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.papers.document import Document, Paragraph
from app.papers.errors import PaperNotSaved
from app.papers.render_pdf.render import render_pdf
from app.papers.render_word.render import render_word

from .conftest import paper_of

FULL = Path("/dev/full")
Render = Callable[[Document, Path], object]
RENDERERS = {".pdf": render_pdf, ".docx": render_word}


@pytest.fixture(params=sorted(RENDERERS))
def ending(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_disk_keeps_the_old_file_and_no_half_one(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"paper{ending}"
    target.write_bytes(b"old")
    (tmp_path / f"paper{ending}.part").symlink_to(FULL)
    with pytest.raises(PaperNotSaved) as caught:
        RENDERERS[ending](paper_of(*[Paragraph("متن")] * 200), target)
    assert "disk is full" in caught.value.message.in_("en")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_cannot_be_replaced_is_named_and_stays(tmp_path: Path, ending: str) -> None:
    # Stands for a file that is open in another program: Windows then refuses to replace it, as every system refuses here.
    target = tmp_path / f"paper{ending}"
    target.mkdir()
    with pytest.raises(PaperNotSaved, match=f"paper{ending}"):
        RENDERERS[ending](paper_of(Paragraph("متن")), target)
    assert list(tmp_path.iterdir()) == [target]
