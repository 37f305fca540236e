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
