"""Backup and restore as a script sees them."""

import json
from pathlib import Path

import pytest

from app.cli.run import run
from tests.cli.test_commands import added, said, store

__all__ = ["store"]  # a fixture


def test_a_backup_is_made_listed_and_put_back(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "person", {"name_fa": "علی حاتمی"})
    stick = tmp_path / "stick"
    stick.mkdir()
    (made,) = said(capsys, "backup", "--second", str(stick), "--store", str(store))
    assert made["records"] > 1
    assert made["warning"] is None
    assert Path(made["file"]).stat().st_size == made["size"]
    assert Path(made["second"]).is_file()
    added(capsys, store, "person", {"name_fa": "رضا"})
    assert len(said(capsys, "list", "person", "--store", str(store))) == 2
    listed = said(capsys, "backup", "--list", "--store", str(store))
    assert [(each["records"], each["where"]) for each in listed] == [(made["records"], "here")]
    (done,) = said(capsys, "restore", made["file"], "--store", str(store))
    assert done["records"] == made["records"]
    assert (Path(done["aside"]) / "safir.db").is_file()
    assert [each["title"] for each in said(capsys, "list", "person", "--store", str(store))] == ["علی حاتمی"]
    said(capsys, "check", "--store", str(store))
    (new,) = said(capsys, "restore", made["second"], "--store", str(tmp_path / "laptop"))
    assert new["records"] == made["records"]


def test_an_absent_second_place_is_status_one_and_what_is_no_backup_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made,) = said(capsys, "backup", "--second", str(tmp_path / "pulled out"), "--store", str(store), status=1)
    assert "pulled out" in made["warning"]
    assert run(["restore", str(tmp_path / "none.db"), "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "no_such_backup"
