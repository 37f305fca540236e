"""Each layer imports only those below it; the contracts stand in pyproject.toml."""

import subprocess
import sys

from tests.architecture.source import ROOT, modules


def test_every_layer_looks_down_only() -> None:
    # In a process of its own: the linter's logging set-up switches off every logger that exists.
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_every_package_of_the_application_has_its_place_in_the_layers() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = {module.path.split("/")[1].removesuffix(".py") for module in modules("app")} - {"__init__"}
    assert {name for name in packages if f'app.{name}"' not in settings and f"app.{name} " not in settings} == set()
