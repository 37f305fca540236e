"""The command of papers: files, copies, days, parts, gaps and findings as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.run import run
from tests.cli.test_commands import PASSPHRASE, added, said

MEETING = {"subject": "دیدار آزمون", "starts_at": "2026-01-01T09:00:00+03:30", "readout": "نشانی: a@b.ir"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one store for all of these tests; none of them changes what another reads."""
    folder = tmp_path_factory.mktemp("papers") / "store"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
        assert run(["init", "--store", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def store(closed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFIR_PASSPHRASE", PASSPHRASE)
    return closed


@pytest.fixture
def meeting(store: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    return str(added(capsys, store, "meeting", MEETING)[0]["id"])


def test_a_paper_is_written_with_what_it_lacks(
    store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "brief.pdf"
    found = said(capsys, "paper", "meeting_brief", "--id", meeting, "--to", str(target), "--store", str(store))[0]
    assert target.read_bytes().startswith(b"%PDF")
    assert (found["file"], found["left_out"]) == (str(target), 0)
    assert found["pages"] >= 1
    assert {"text", "kind", "id"} == set(found["gaps"][0])
    assert {gap["id"] for gap in found["gaps"] if gap["kind"] == "meeting"} == {meeting}
    assert found["findings"] == []


def test_a_shareable_paper_tells_its_findings(
    store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--id", meeting, "--store", str(store)]
    found = said(capsys, "paper", "readout", *at, "--to", str(tmp_path / "out.pdf"))[0]["findings"]
    assert [(each["kind"], each["id"], each["severity"]) for each in found] == [("meeting", meeting, "warn")]
    assert "a@b.ir" in found[0]["text"]
    looked: dict[str, Any] = said(capsys, "paper", "readout", *at, "--lint")[0]
    assert looked == {"paper": "readout", "findings": found}


def test_any_paper_is_looked_over_when_asked(
    store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "minutes.pdf"
    found = said(capsys, "paper", "minutes", "--id", meeting, "--store", str(store), "--lint", "--to", str(target))[0]
    assert target.exists()
    assert isinstance(found["findings"], list)


def test_a_register_needs_no_record(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "register.pdf"
    said(capsys, "paper", "agreement_register", "--to", str(target), "--store", str(store), "--lang", "en")
    assert target.read_bytes().startswith(b"%PDF")


def test_a_register_may_be_about_one_person(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = added(capsys, store, "person", {"name_fa": "شخص پیگیر"})[0]["id"]
    target = tmp_path / "sheet.pdf"
    said(capsys, "paper", "follow_up_sheet", "--id", person, "--to", str(target), "--store", str(store))
    assert target.exists()


def test_copies_are_files_of_their_own(store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "brief.pdf")
    found = said(capsys, "paper", "meeting_brief", "--id", meeting, "--to", target, "--copies", "2", "--store", str(store))
    assert [Path(each["file"]).name for each in found] == ["brief (1-2).pdf", "brief (2-2).pdf"]
    assert all(Path(each["file"]).exists() for each in found)


def test_the_day_before_the_record_has_no_paper(
    store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["paper", "meeting_brief", "--id", meeting, "--to", str(tmp_path / "out.pdf"), "--store", str(store), "--json"]
    assert run([*at, "--as-of", "1400/01/01"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "no_such_record"
    assert run([*at, "--as-of", "1500/01/01"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "day_not_yet"
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (["nothing", "--to", "x.pdf"], "unknown_paper"),
        (["minutes", "--to", "x.pdf", "--parts", "kitchen"], "unknown_part"),
        (["meeting_brief", "--to", "x.pdf", "--parts", "kitchen"], "unknown_part"),
        (["meeting_brief", "--to", "x.pdf"], "no_record_chosen"),
        (["meeting_brief"], "nothing_asked"),
        (["agreement_register", "--to", "q2.txt"], "unknown_ending"),
        (["agreement_register", "--to", "q2"], "unknown_ending"),
        (["meeting_brief", "--id", "نیست", "--to", "x.pdf"], "record_not_named"),
    ],
)
def test_what_cannot_be_done_is_said(argv: list[str], error: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["paper", *argv, "--store", str(store), "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == error


def test_a_record_that_is_not_there_makes_no_paper_and_the_sentence_says_so(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x.pdf"
    at = ["--id", "نیست", "--to", str(target), "--store", str(store)]
    assert run(["paper", "meeting_brief", *at, "--lang", "en"]) == 1
    sentence = capsys.readouterr().err
    assert "saved" not in sentence
    assert "ذخیره" not in sentence
    assert not target.exists()


def test_only_the_parts_named_are_printed(store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.papers import by_name

    parts = by_name("minutes").parts
    sizes: list[int] = []
    for chosen in (parts[0].key, ",".join(part.key for part in parts)):
        target = tmp_path / f"{len(sizes)}.pdf"
        said(capsys, "paper", "minutes", "--id", meeting, "--to", str(target), "--parts", chosen, "--store", str(store))
        sizes.append(target.stat().st_size)
    assert sizes[0] < sizes[1]


def test_people_read_plain_sentences(
    store: Path, meeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    at = ["--id", meeting, "--store", str(store)]
    assert run(["paper", "readout", *at, "--lint"]) == 0
    assert run(["paper", "readout", *at, "--to", str(tmp_path / "out.pdf")]) == 0
    said_ = capsys.readouterr().out
    assert "a@b.ir" in said_
    assert "{" not in said_
