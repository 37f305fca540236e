"""The log holds ids and classes only."""

from pathlib import Path
from uuid import UUID

import pytest

from app.core.logs import close_log, failure, note, open_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return open_log(tmp_path / "logs")


def test_a_failure_tells_its_place_and_never_its_words(log: Path) -> None:
    def fail() -> None:
        try:
            int("secret name")
        except ValueError as error:
            raise LookupError("secret title") from error

    with pytest.raises(LookupError) as caught:
        fail()
    report = failure(caught.value)
    close_log()
    written = log.read_text("utf-8")
    assert f"ERROR {report} LookupError [test_core_logs.py:" in written
    assert " <- ValueError [test_core_logs.py:" in written
    assert "secret" not in written


def test_events_carry_ids_counts_and_classes(log: Path) -> None:
    note("merged", UUID(int=1), 3, LookupError)
    close_log()
    assert log.read_text("utf-8").endswith(f"INFO merged {UUID(int=1)} 3 LookupError\n")


def test_nothing_is_written_before_a_log_is_opened_or_after_it_is_closed(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    close_log()
    note("silence")
    assert not log.exists()
    assert capsys.readouterr() == ("", "")


def test_an_error_raised_from_itself_is_told_once(log: Path) -> None:
    try:
        try:
            raise FileNotFoundError
        except OSError as error:
            raise error from error
    except OSError as error:
        failure(error)
    close_log()
    assert log.read_text("utf-8").count("FileNotFoundError") == 1
