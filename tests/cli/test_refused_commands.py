"""Whatever a command is given, it answers with one sentence of its own and never with the insides of the program."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from app.cli.errors import UnfitDecisions
from app.cli.run import run
from app.cli.travel import decided
from app.core.platform import FileLock

PASSPHRASE = "رود کوه باران ۱۴۰۵ چنار"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make a store once; give its folder and its recovery key."""
    from app.services import opening

    folder = tmp_path_factory.mktemp("cli") / "store"
    new = opening.create_office(folder, PASSPHRASE, office_name="دفتر", officer_name="کارشناس")
    new.office.close()
    return folder, new.recovery_key


@pytest.fixture
def store(made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
    return str(made[0])


@pytest.fixture
def broken(tmp_path: Path) -> str:
    (tmp_path / "broken").write_bytes(b"\xff\xfe\xfa\n")
    return str(tmp_path / "broken")


def refused(capsys: Capture, *argv: str) -> dict[str, str]:
    """Run a command that is refused with status 1; give the error."""
    assert run([*argv, "--json", "--lang", "en"]) == 1
    found: dict[str, str] = json.loads(capsys.readouterr().err)
    assert found["error"] != "unexpected", found
    assert "Errno" not in found["message"]
    return found


@pytest.mark.parametrize("command", [["search", "--from"], ["date", "--from"], ["fold", "--from"], ["sort"]])
def test_a_source_that_cannot_be_read_is_named(
    command: list[str], store: str, broken: str, tmp_path: Path, capsys: Capture
) -> None:
    place = ["--store", store] if command[0] == "search" else []
    for source, reason in ((str(tmp_path / "none"), "no such file"), (str(tmp_path), "folder"), (broken, "UTF-8")):
        found = refused(capsys, *command, source, *place)
        assert found["error"] == "unreadable_source"
        assert reason in found["message"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "line 1"),
        (b"[" * 200_000, "nested"),
        (b"\xff", "UTF-8"),
        (b'{"population": ' + b"9" * 6000 + b"}", "too long"),
    ],
)
def test_a_file_of_records_that_is_no_json_is_named(
    content: bytes, reason: str, store: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "rows.json").write_bytes(content)
    assert reason in refused(capsys, "add", "person", "--from", str(tmp_path / "rows.json"), "--store", store)["message"]


def test_a_kind_that_is_none_is_refused_in_a_search(store: str, capsys: Capture) -> None:
    assert refused(capsys, "search", "x", "--kind", "nokind", "--store", store)["error"] == "unknown_kind"


@pytest.mark.parametrize("deed", ["notauuid", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_deed_is_named(deed: str, store: str, capsys: Capture) -> None:
    found = refused(capsys, "undo", deed, "--store", store)
    assert found["error"] == "unknown_deed"
    assert deed in found["message"]


@pytest.mark.parametrize("command", ["show", "history"])
def test_an_unknown_record_is_not_said_to_be_unsaved(command: str, store: str, capsys: Capture) -> None:
    said = refused(capsys, command, "person", "00000000-0000-4000-8000-000000000000", "--store", store)["message"]
    assert said.startswith("Nothing was done. There is no ")


def test_a_filter_with_a_value_that_does_not_fit_lists_nothing(store: str, capsys: Capture) -> None:
    for asked in ("stage=nonsense", "internal=perhaps"):
        said = refused(capsys, "list", "meeting", "--filter", asked, "--store", store)["message"]
        assert said.startswith("Nothing was listed")


@pytest.fixture
def two_meetings(store: str, tmp_path: Path, capsys: Capture) -> str:
    """Add an internal meeting and one that is not, once."""
    assert run(["list", "meeting", "--store", store, "--json"]) == 0
    if not capsys.readouterr().out:
        at = "2026-01-01T09:00"
        rows = [{"subject": name, "starts_at": at, "internal": name == "درونی"} for name in ("درونی", "بیرونی")]
        (tmp_path / "two.json").write_text(json.dumps(rows), "utf-8")
        assert run(["add", "meeting", "--from", str(tmp_path / "two.json"), "--store", store]) == 0
        capsys.readouterr()
    return store


@pytest.mark.parametrize(
    ("word", "subject"), [("true", "درونی"), ("بله", "درونی"), ("false", "بیرونی"), ("خیر", "بیرونی"), ("no", "بیرونی")]
)
def test_yes_and_no_are_filtered_in_any_words(word: str, subject: str, two_meetings: str, capsys: Capture) -> None:
    assert run(["list", "meeting", "--filter", f"internal={word}", "--store", two_meetings, "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["subject"] for line in lines] == [subject]


def test_the_order_can_be_turned_round(two_meetings: str, capsys: Capture) -> None:
    orders = []
    for asked in (["--sort", "subject"], ["--sort", "-subject"], ["--sort=-subject"]):
        assert run(["list", "meeting", *asked, "--store", two_meetings, "--json"]) == 0
        orders.append([json.loads(line)["subject"] for line in capsys.readouterr().out.splitlines()])
    assert orders[0] == ["بیرونی", "درونی"]
    assert orders[1] == orders[2] == ["درونی", "بیرونی"]


def test_missing_fields_say_that_nothing_was_saved(store: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "rows.json").write_text("{}", "utf-8")
    said = refused(capsys, "add", "person", "--from", str(tmp_path / "rows.json"), "--store", store)["message"]
    assert said.startswith("Nothing was saved")
    assert "kept" not in said


def test_data_in_use_speak_of_no_window_that_came(store: str, capsys: Capture) -> None:
    with FileLock(Path(store) / "lock"):
        said = refused(capsys, "list", "person", "--store", store)["message"]
    assert "front" not in said
    assert "already open" in said


def test_init_over_a_file_and_with_an_unknown_zone(store: str, broken: str, tmp_path: Path, capsys: Capture) -> None:
    assert refused(capsys, "init", "--store", broken)["error"] == "not_a_folder"
    assert refused(capsys, "init", "--store", f"{broken}/below")["error"] == "not_reached"
    assert refused(capsys, "init", "--store", str(tmp_path / "new"), "--zone", "Bad/Zone")["error"] == "unknown_zone"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["CON.xlsx", "a:b.xlsx", "nul", "what?.xlsx", "dots..", 'a"b.xlsx'])
def test_names_that_windows_gives_to_no_file_are_refused(name: str, store: str, tmp_path: Path, capsys: Capture) -> None:
    assert refused(capsys, "export", "person", "--to", str(tmp_path / name), "--store", store)["error"] == "unfit_target"
    assert list(tmp_path.glob("*.xlsx")) == []


@pytest.mark.parametrize("raw", [[5], 5, {"a": 1}, [[]]])
def test_decisions_that_are_none_are_refused(raw: Any, tmp_path: Path) -> None:
    asked = Namespace(decide=tmp_path / "d.json")
    with pytest.raises(UnfitDecisions):
        decided(None, (), raw, asked)  # type: ignore[arg-type]


def test_the_recovery_key_opens_where_no_passphrase_is_given(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.delenv("SAFIR_PASSPHRASE", raising=False)
    monkeypatch.setenv("SAFIR_RECOVERY_KEY", made[1])
    assert run(["list", "person", "--store", str(made[0]), "--json"]) == 0
    monkeypatch.setenv("SAFIR_PASSPHRASE", "wrong")
    assert "SAFIR_RECOVERY_KEY" in refused(capsys, "list", "person", "--store", str(made[0]))["message"]


def test_what_nobody_foresaw_is_one_sentence_and_a_report_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def failing(_arguments: Any) -> int:
        raise LookupError("راز")

    assert run(["screens", str(tmp_path)], extra={"screens": failing}) == 1
    said = capsys.readouterr().err
    assert "این کار انجام نشد" in said
    assert "راز" not in said
    report = next(Path(os.environ["SAFIR_CACHE_DIR"]).glob("safir.log")).read_text("utf-8")
    assert "LookupError" in report
    assert "راز" not in report


def test_pictures_into_a_file_are_refused_in_words(broken: str, capsys: Capture) -> None:
    def drawing(arguments: Any) -> int:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        return 0

    assert run(["screens", broken, "--json"], extra={"screens": drawing}) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "not_reached"


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(
    "argv",
    [
        ["list"],
        ["list", "person", "--limit", "-1"],
        ["list", "person", "--limit", "0"],
        ["search", "x", "--limit", "x"],
        ["list", "person", "--nonsense"],
        ["export", "person", "--to"],
        ["merge", "x", "--plan", "--apply"],
        ["date", "1", "--calendar", "mayan"],
        ["nocommand"],
    ],
)
def test_a_command_that_is_not_understood_says_so_in_its_language(argv: list[str], lang: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--lang", lang, *argv] if argv == ["nocommand"] else [*argv, "--lang", lang])
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("The command was not understood." if lang == "en" else "فرمان فهمیده نشد.")
    assert lang == "en" or "argument" not in said


def test_bytes_that_are_no_text_are_refused(capsys: Capture) -> None:
    assert run(["show", "person", "\udcff\udcfe"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_standard_input_is_utf_8_whatever_the_console_says(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "main.py", "fold", "--from", "-", "--json"]
    done = subprocess.run(command, input="\ufeffهيئت\n".encode(), capture_output=True, check=True, env=environment)
    assert json.loads(done.stdout)["input"] == "هيئت"
