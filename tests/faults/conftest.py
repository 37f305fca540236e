"""How the tests of faults run another process, and how much of each fault is tried."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import find_tool

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def fully(request: pytest.FixtureRequest) -> bool:
    """Tell whether the long counts are asked for."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a module of this folder and read the object it prints; what it says on stderr is the reason of a failure."""

    def running(module: str, *words: object, preload: Path | None = None) -> dict[str, Any]:
        environment = {**os.environ, "SAFIR_CACHE_DIR": str(tmp_path / "cache")}
        if preload is not None:
            environment["LD_PRELOAD"] = str(preload)
        command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return running


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the disk that fails; it needs a C compiler."""
    target = tmp_path_factory.mktemp("disk") / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run([find_tool("cc"), "-shared", "-fPIC", "-O1", "-o", target, source, "-ldl"], check=True)
    return target
