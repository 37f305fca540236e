"""The commands that write a record as a calendar or a card, and a register as a workbook."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.cli.run import run
from tests.cli.test_commands import PASSPHRASE, added, said


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one store for all of these tests; none of them changes what another reads."""
    folder = tmp_path_factory.mktemp("files") / "store"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
        assert run(["init", "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def store(closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
    capsys.readouterr()
    return closed


def test_the_programme_of_a_trip_is_written_as_a_calendar(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [{"subject": "دیدار", "starts_at": "2026-01-02T10:00:00+09:00[Asia/Seoul]"}, {"subject": "بی‌زمان"}]
    trip = {"title": "سفر به سئول", "direction": "outgoing", "starts_on": "2026-01-01", "itinerary": items}
    record = str(added(capsys, store, "delegation", trip)[0]["id"])
    target = tmp_path / "t.ics"
    found = said(capsys, "calendar", "--id", record, "--to", str(target), "--store", str(store))[0]
    assert found == {"file": str(target), "entries": 2, "label": "normal", "left_out": 0, "untimed": 1}
    assert "TZID=Asia/Seoul" in target.read_text("utf-8")


def test_a_person_is_found_by_name_and_written_as_a_card(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "person", {"name_fa": "سارا آزمون", "name_latin": "Sara Azmun"})
    target = tmp_path / "p.vcf"
    asked = ["card", "--id", "سارا آزمون", "--to", str(target), "--lang", "en", "--store", str(store)]
    assert said(capsys, *asked)[0]["entries"] == 1
    assert "FN;LANGUAGE=en:Sara Azmun" in target.read_text("utf-8")


def test_a_person_above_the_ceiling_makes_no_card(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "person", {"name_fa": "پنهان", "label": "secret"})
    asked = ["card", "--id", "پنهان", "--to", str(tmp_path / "p.vcf"), "--ceiling", "normal", "--store", str(store), "--json"]
    assert run(asked) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "above_ceiling"
    assert not (tmp_path / "p.vcf").exists()


def test_a_register_is_written_as_a_workbook(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "follow_up", {"what": "ارسال داده"})
    target = tmp_path / "f.xlsx"
    found = said(capsys, "paper", "follow_up_sheet", "--to", str(target), "--store", str(store))[0]
    assert (found["pages"], found["label"]) == (0, "normal")
    assert load_workbook(target).sheetnames[0] == "خلاصه"


@pytest.mark.parametrize("argv", [["calendar", "--to", "t.pdf"], ["card", "--to", "t.txt"]])
def test_a_file_is_not_given_the_ending_of_another_kind(argv: list[str], store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*argv, "--id", "x", "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "unknown_ending"


def test_a_file_of_a_record_that_is_not_there_is_not_made(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "t.vcf"
    assert run(["card", "--id", "نیست", "--to", str(target), "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "record_not_named"
    assert not target.exists()


def test_a_workbook_tells_its_rows_its_label_and_what_was_cut(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    added(capsys, store, "follow_up", {"what": "م" * 33_000, "label": "confidential"})
    target = tmp_path / "list.xlsx"
    at = ["export", "follow_up", "--to", str(target), "--store", str(store)]
    found = said(capsys, *at)[0]
    assert found == {"file": str(target), "rows": found["rows"], "left_out": 0, "cut": 1, "label": "confidential"}
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(at) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("name", ["list.pdf", "list.xls", "list"])
def test_a_workbook_must_be_named_as_one(name: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "follow_up", "--to", str(tmp_path / name), "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "unknown_ending"
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", ["export", "paper", "calendar", "card"])
def test_the_help_tells_the_ceiling_that_stands_by_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run([command, "--help"])
    told = capsys.readouterr().out
    assert "--ceiling" in told
    assert "secret" in told.rpartition("--ceiling")[2]
