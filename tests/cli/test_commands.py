"""The commands as a script sees them: JSON lines, exit statuses, and nothing half done."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli.run import run

PASSPHRASE = "رود کوه باران ۱۴۰۵ چنار"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
    folder = tmp_path / "store"
    assert run(["init", "--store", str(folder), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["store"] == str(folder)
    assert len(made["recovery_key"]) > 20
    return folder


def said(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> list[dict[str, Any]]:
    assert run([*argv, "--json"]) == status
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def added(
    capsys: pytest.CaptureFixture[str], store: Path, kind: str, *rows: dict[str, Any], status: int = 0
) -> list[dict[str, Any]]:
    source = store.parent / "rows.json"
    source.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return said(capsys, "add", kind, "--from", str(source), "--store", str(store), status=status)


STARRED = {
    "counterpart": {"name_fa": "شهر آزمون", "kind": "city"},
    "person": {"name_fa": "شخص آزمون"},
    "delegation": {"title": "هیئت آزمون", "direction": "incoming"},
    "meeting": {"subject": "دیدار آزمون", "starts_at": "2026-01-01T09:00:00+03:30"},
    "agreement": {"title_fa": "توافق آزمون"},
    "follow_up": {"what": "کار آزمون"},
}


@pytest.mark.parametrize("kind", STARRED)
def test_add_needs_only_the_starred_fields(kind: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = added(capsys, store, kind, STARRED[kind])
    assert set(made[0]) == {"id", "title"}
    shown = said(capsys, "show", kind, made[0]["id"], "--store", str(store))[0]
    for name, value in STARRED[kind].items():
        assert str(shown[name]).startswith(value)


def test_a_post_names_its_person_by_title(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "person", {"name_fa": "هان"})
    made = added(capsys, store, "post", {"person": "هان", "title_fa": "شهردار", "held_from": "1402-05"})
    assert made[0]["title"] == "شهردار"


def test_a_batch_is_all_or_nothing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "counterpart", {"name_fa": "یک", "kind": "city"}, {"name_fa": "دو"}, status=1)
    assert said(capsys, "list", "counterpart", "--filter", "side=theirs", "--store", str(store)) == []


def test_an_incoming_delegation_begins_on_its_own_track(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = added(capsys, store, "delegation", STARRED["delegation"])
    assert said(capsys, "show", "delegation", made[0]["id"], "--store", str(store))[0]["stage"] == "requested"


def test_two_equal_titles_are_refused_naming_both(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = added(capsys, store, "person", {"name_fa": "همنام"}, {"name_fa": "همنام"})
    source = store.parent / "post.json"
    source.write_text(json.dumps({"person": "همنام", "title_fa": "عضو"}), encoding="utf-8")
    assert run(["add", "post", "--from", str(source), "--store", str(store), "--json"]) == 1
    complaint = json.loads(capsys.readouterr().err)
    assert all(each["id"] in complaint["message"] for each in made)


def test_search_reads_queries_from_a_file(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, store, "person", {"name_fa": "ناهید", "notes": "راهاندازی پروژههای مشترک"})
    queries = store.parent / "q.txt"
    queries.write_text("راه‌اندازی\nاندازه\n", encoding="utf-8")
    answers = said(capsys, "search", "--from", str(queries), "--store", str(store))
    assert [answer["query"] for answer in answers] == ["راه‌اندازی", "اندازه"]
    assert [len(answer["hits"]) for answer in answers] == [1, 0]
    assert set(answers[0]["hits"][0]) == {"kind", "id", "title", "snippet"}


def test_undo_and_redo_and_history(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = added(capsys, store, "person", {"name_fa": "ناهید"})
    assert said(capsys, "undo", "--store", str(store))[0]["done"] == 1
    assert said(capsys, "list", "person", "--store", str(store)) == []
    said(capsys, "redo", "--store", str(store))
    told = said(capsys, "history", "person", made[0]["id"], "--store", str(store))
    assert len(told) == 3


def test_dates_in_three_calendars(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "date", "۱۴۰۴/۷/۱۵")[0]
    assert (found["jalali"], found["gregorian"], found["hijri_table"], found["error"]) == (
        "1404-07-15",
        "2025-10-07",
        "umm-al-qura",
        None,
    )
    impossible = said(capsys, "date", "1404/12/30")[0]
    assert impossible["error"]
    assert impossible["jalali"] is impossible["gregorian"] is impossible["hijri"] is None


def test_sort_prints_lines_in_persian_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "names.txt"
    lines.write_text("ثریا\nپدر\nابر\nآب\n", encoding="utf-8")
    assert run(["sort", str(lines)]) == 0
    assert capsys.readouterr().out.split() == ["آب", "ابر", "پدر", "ثریا"]


def test_fold_shows_one_value_for_every_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    folded = {said(capsys, "fold", text)[0]["folded"] for text in ("بین‌المللی", "بین المللی", "بینالمللی", "بين‌المللي")}
    assert len(folded) == 1


def test_kinds_tell_attributes_types_and_labels(capsys: pytest.CaptureFixture[str]) -> None:
    found = {each["kind"]: each for each in said(capsys, "kinds")}
    assert {"counterpart", "person", "post", "delegation", "meeting", "agreement", "follow_up"} <= set(found)
    assert {"name", "type", "label"} <= set(found["meeting"]["attributes"][0])


def test_a_wrong_passphrase_is_one_clear_sentence(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (store / "safir.db").read_bytes()
    monkeypatch.setenv("SAFIR_PASSPHRASE", "نادرست")
    assert run(["list", "person", "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "wrong_passphrase"
    assert (store / "safir.db").read_bytes() == before


def test_check_counts_and_finds_a_sound_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = said(capsys, "check", "--store", str(store))[0]
    assert report["sound"] is True
    assert report["counts"]["country"] == 249


def test_the_program_prints_utf_8_whatever_the_locale(store: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "SAFIR_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "main.py", "list", "country", "--limit", "1", "--store", str(store)],
        capture_output=True,
        env=environment,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["title"]
