"""The script behind the two commands: it needs nothing but Python, and says what is missing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import ROOT, script

dev = script("dev")


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "packaging" / "dev.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_a_wrong_command_shows_the_right_ones() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "dev.py"), "fly"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "packaging/dev.py test" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS always have a display")
def test_a_machine_without_display_is_told_the_commands_that_need_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "prepare", lambda _packages: Path(sys.executable))
    assert dev.main(["run"]) == 0
    assert "main.py init --store FOLDER --sample" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system packages are Debian's")
def test_missing_system_packages_are_named_to_a_user_who_is_not_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    dev.provide_system_packages({"libnothing1": "libnothing-at-all.so.1", "poppler-utils": sys.executable})
    said = capsys.readouterr().out
    assert "libnothing1" in said
    assert "poppler-utils" not in said


def test_every_step_runs_even_after_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [dev.Step("first", [sys.executable, "-c", "raise SystemExit(3)"]), dev.Step("second", [sys.executable, "-c", ""])]
    assert dev.run_steps(steps) == 1
    said = capsys.readouterr().out
    assert "first          FAILED" in said
    assert "second         ok" in said


def test_the_lock_names_no_package_index_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    blocks = [block for block in text.replace("\\\n", " ").splitlines() if "==" in block and not block.lstrip().startswith("#")]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_whole_test_command_measures_branches_and_names_its_floors() -> None:
    branches, overall = dev.coverage(Path(sys.executable))
    assert "--fail-under=100" in branches.command
    assert {"app/core/*", "app/schema/*", "app/rules/*", "app/store/*"} <= set(branches.command[-3].partition("=")[2].split(","))
    assert "--fail-under=90" in overall.command
