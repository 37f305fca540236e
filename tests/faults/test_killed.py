"""Killed at any moment, the program loses nothing it acknowledged and leaves nothing half done."""

import random
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL and forks")


@pytest.mark.parametrize("scene", ["save", "add", "attach", "draft", "merge", "backup", "restore", "migration"])
def test_a_kill_loses_nothing_and_halves_nothing(scene: str, run: Run, tmp_path: Path, fully: bool) -> None:
    seed = random.randrange(2**32)
    sys.stdout.write(f"seed {seed}")  # shown when the test fails
    rounds = 100 if fully else 10
    assert run("killed", scene, rounds, seed, tmp_path)["rounds"] == rounds
