"""A sound file is called sound, and each kind of damage is found and named."""

import json

import pytest
from sqlalchemy import text

from app.core.i18n import speaking
from app.services import health, reference, sample
from app.services.office import Office


@pytest.fixture
def filled(office: Office) -> Office:
    reference.load(office)
    sample.fill(office)
    return office


def found_in(office: Office) -> set[str]:
    return {fault.check for fault in health.check(office).faults}


def harm(office: Office, *statements: str) -> None:
    """Change the file past everything that guards it."""
    with office.store.unjournaled() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_sound_file_is_sound_and_counted(filled: Office) -> None:
    report = health.check(filled)
    assert report.sound
    assert report.counts["delegation"] == 7
    assert report.files == 2
    with speaking("en"):
        assert "sound" in str(report.lines()[0])


def test_an_empty_file_is_sound(office: Office) -> None:
    assert health.check(office).sound


def test_the_report_is_json(filled: Office) -> None:
    assert json.loads(json.dumps(health.check(filled).to_json()))["sound"] is True


def test_an_index_that_lost_a_record_offers_to_be_rebuilt(filled: Office) -> None:
    harm(filled, "PRAGMA defer_foreign_keys=ON", "DELETE FROM record_index WHERE kind = 'meeting'")
    report = health.check(filled)
    assert report.rebuild_index
    assert "index" in {fault.check for fault in report.faults}
    assert health.rebuild_index(filled) > 0
    assert health.check(filled).sound


def test_a_link_whose_owner_is_gone_is_found(filled: Office) -> None:
    harm(filled, "UPDATE record_link SET owner = randomblob(16) WHERE rowid = (SELECT min(rowid) FROM record_link)")
    assert found_in(filled) == {"links"}


def test_a_row_that_came_past_the_journal_is_found(filled: Office) -> None:
    harm(
        filled,
        "INSERT INTO saved_view (id, version, sample, title, kind, query, shared, pinned)"
        " VALUES (randomblob(16), 1, 0, 'x', 'meeting', '{}', 0, 0)",
    )
    assert "journal" in found_in(filled)


def test_a_missing_attachment_is_named(filled: Office) -> None:
    digest = filled.store.files.digests()[0]
    filled.store.files.remove([digest])
    fault = next(fault for fault in health.check(filled).faults if fault.check == "files_missing")
    assert fault.names[0].endswith(".jpg")


def test_a_damaged_attachment_is_named(filled: Office) -> None:
    path = filled.store.files.path(filled.store.files.digests()[0])
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    report = health.check(filled)
    assert {fault.check for fault in report.faults} == {"files_damaged"}
    assert not report.sound
    with speaking("en"):
        assert ".jpg" in str(report.lines()[0])


def test_a_torn_page_is_found_and_nothing_more_is_read(filled: Office) -> None:
    filled.store.check()
    path = filled.store.folder / "safir.db"
    path = path if path.exists() else next(file for file in filled.store.folder.iterdir() if file.stat().st_size > 100_000)
    with path.open("r+b") as file:
        file.seek(-2048, 2)
        file.write(b"\0" * 64)
    report = health.check(filled)
    assert [fault.check for fault in report.faults] == ["pages"]
    assert report.counts == {}
