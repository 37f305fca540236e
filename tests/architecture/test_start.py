"""The first window comes before the heavy libraries: what a start imports is measured in a fresh process."""

import subprocess
import sys

import pytest

from tests.architecture.house_rules import LATE
from tests.architecture.source import ROOT

AFTER_THE_FIRST_WINDOW = (*LATE, "sqlalchemy", "sqlcipher3", "cryptography", "app.records", "app.store")


def imported_by(statement: str) -> set[str]:
    """Give the modules that one statement leaves behind in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["app.bootstrap", "app.cli"])
def test_a_start_imports_nothing_heavy(module: str) -> None:
    assert imported_by(f"import {module}").intersection(AFTER_THE_FIRST_WINDOW) == set()


def test_the_measure_sees_what_is_imported() -> None:
    assert "openpyxl" in imported_by("import openpyxl")
