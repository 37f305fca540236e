"""What the tests of papers share: tools that look into PDF files, and small documents."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.i18n import Language
from app.papers.document import Block, Document
from app.papers.render_pdf.render import render_pdf

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What poppler adds around text of mixed direction."""


def run_tool(name: str, *arguments: str) -> str:
    """Run a program that looks into PDF files; without it a test is skipped, but not in continuous integration."""
    if shutil.which(name) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *arguments], check=True, capture_output=True, encoding="utf-8").stdout


class Paper:
    """A finished PDF file."""

    def __init__(self, file: Path, pages: int) -> None:
        self.file = file
        self.pages = pages

    def raw_text(self) -> str:
        """Give what a reader copies, with poppler's marks."""
        return run_tool("pdftotext", str(self.file), "-")

    def text(self, page: int | None = None) -> str:
        """Give the words of a page, or of all, in reading order."""
        span = ["-f", str(page), "-l", str(page)] if page else []
        found = run_tool("pdftotext", *span, str(self.file), "-")
        return re.sub(r"\s+", " ", MARKS.sub("", found)).strip()

    def info(self) -> str:
        """Give the facts of the file."""
        return run_tool("pdfinfo", str(self.file))


def paper_of(*blocks: Block, language: Language = "fa", title: str = "برگهٔ توجیهی دیدار", label: str = "محرمانه") -> Document:
    """Make a document of some blocks."""
    as_of = "تا ۲ آذر ۱۴۰۵" if language == "fa" else "as of 23 November 2026"
    return Document(title, language, label, as_of, blocks)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Document], Paper]:
    """Print a document into the test's own folder."""

    def print_it(document: Document) -> Paper:
        file = tmp_path / "paper.pdf"
        return Paper(file, render_pdf(document, file).pages)

    return print_it
