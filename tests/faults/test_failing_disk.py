"""Whichever write fails, for want of room or because the disk is broken, is told and can be done again."""

import sys
from pathlib import Path

import pytest

from tests.faults.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="preloads a disk that fails")


@pytest.mark.parametrize("scene", ["save", "add", "attach", "draft"])
def test_every_write_of_a_use_case_may_fail(scene: str, run: Run, disk: Path, tmp_path: Path, fully: bool) -> None:
    counted = run("failing", scene, tmp_path / "once", preload=disk)
    assert min(counted.values()) >= 3
    if fully:
        run("failing", scene, tmp_path / "lasting", "lasting", preload=disk)


@pytest.mark.long
@pytest.mark.parametrize("way", ["once", "lasting"])
def test_every_write_of_a_backup_may_fail_in_either_way(way: str, run: Run, disk: Path, tmp_path: Path) -> None:
    assert min(run("failing", "backup", tmp_path / "s", way, preload=disk).values()) > 100


def test_every_write_of_a_backup_may_find_the_disk_full(run: Run, disk: Path, tmp_path: Path) -> None:
    assert run("failing", "backup", tmp_path / "s", "full", preload=disk)["ENOSPC"] > 100


@pytest.mark.parametrize(("scene", "states"), [("restore", [-1, 0]), ("merge", [0, 1])])
def test_a_great_deed_that_fails_is_done_or_not_done(
    scene: str, states: list[int], run: Run, disk: Path, tmp_path: Path, fully: bool
) -> None:
    counted = run("failing", scene, tmp_path / "s", "copies", 1 if fully else 16, preload=disk)
    assert counted["states"] == states


@pytest.mark.parametrize("scene", ["save", "add", "attach", "draft", "merge", "backup"])
def test_a_power_cut_takes_no_acknowledged_deed(scene: str, run: Run, disk: Path, tmp_path: Path, fully: bool) -> None:
    turns = 60 if fully and scene not in ("merge", "backup") else 6
    assert run("failing", scene, tmp_path / "s", "cut", turns, preload=disk)["cuts"] == turns
