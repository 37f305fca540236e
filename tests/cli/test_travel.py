"""Trips on the command line: pack, receive, merge and the register, as a script sees them."""

import json
from pathlib import Path

import pytest

from app.cli.run import run
from app.store import keys
from tests.cli.test_commands import added, said, store

__all__ = ["store"]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_PACKAGE_PASSPHRASE", "کیف سفر پاییز ابر")
    for name, value in (("_MEMORY_KIB", 64), ("_PASSES", 1), ("_LANES", 1)):
        monkeypatch.setattr(keys, name, value)


def test_a_trip_leaves_and_comes_home_by_commands(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trip = added(capsys, store, "delegation", {"title": "سفر آزمون", "direction": "outgoing"})[0]["id"]
    there, back, laptop = tmp_path / "trip.safir", tmp_path / "back.safir", tmp_path / "laptop"
    office = ("--store", str(store))
    packed = said(capsys, "pack", "--trip", trip, "--to", str(there), "--to-whom", "کاظمی", "--until", "2030-01-01", *office)[0]
    assert packed["records"] == 1
    assert len(packed["recovery_key"]) > 20
    assert said(capsys, "receive", str(there), "--store", str(laptop))[0]["title"] == "سفر آزمون"
    with monkeypatch.context() as on_the_way:
        on_the_way.setenv("SAFIR_PASSPHRASE", "کیف سفر پاییز ابر")
        added(capsys, laptop, "follow_up", {"what": "کار سفر", "delegation": trip})
        assert "recovery_key" not in said(capsys, "pack", "--to", str(back), "--store", str(laptop))[0]
    plan = said(capsys, "merge", str(back), "--plan", *office)[0]
    assert plan["counts"] == {"changes": 1, "clean": 0, "new": 1, "conflicts": 0}
    decisions = tmp_path / "d.json"
    decisions.write_text(json.dumps([]), encoding="utf-8")
    report = tmp_path / "r.xlsx"
    done = said(capsys, "merge", str(back), "--decide", str(decisions), "--report", str(report), *office)[0]
    assert (done["changes"], done["open"], report.exists()) == (1, 0, True)
    assert said(capsys, "merge", str(back), "--apply", *office)[0]["deed"] is None
    assert said(capsys, "out", *office)[0]["state"] == "back"
    said(capsys, "undo", done["deed"], *office)
    assert said(capsys, "out", *office)[0]["state"] == "out"


def test_what_is_no_package_is_one_sentence(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.safir").write_bytes(b"PK\x03\x04" + bytes(64))
    assert run(["merge", str(tmp_path / "x.safir"), "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "not_a_package"


def test_the_report_of_a_merge_must_be_named_as_pdf_or_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    assert run(["merge", str(tmp_path / "back.safir"), "--report", str(report), "--store", str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "unknown_ending"
    assert not report.exists()
