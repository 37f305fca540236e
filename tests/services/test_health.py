"""A sound file is called sound, and each kind of damage is found and named."""

import json

import pytest
from sqlalchemy import text

from app.core.i18n import speaking
from app.services import changing, drafts, editing, health, listing, reference, sample
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
    assert report.counts["delegation"] == 8
    assert report.files == 12
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


def test_words_that_the_search_lost_are_found_and_rebuilt(filled: Office) -> None:
    change = "UPDATE record_index SET tt = 'zzz', tb = 'zzz' WHERE docid = (SELECT min(docid) FROM record_index)"
    harm(filled, "DROP TRIGGER record_index_changed", change)
    report = health.check(filled)
    assert {fault.check for fault in report.faults} == {"words"}
    assert report.rebuild_index


def test_what_lies_beside_the_records_is_counted(filled: Office) -> None:
    (filled.store.folder / "safir.key").write_bytes(b"the key file of the day")
    filled.store.files.put(b"nobody names this", "a.txt")
    drafts.keep(filled, editing.blank(filled, "person"))
    person = editing.save(filled, editing.blank(filled, "person", values={"name_fa": "علی"})).id
    changing.delete(filled, "person", [person])
    assert health.check(filled).to_json()["newest_backup"] is None
    made = filled.store.back_up()
    report = health.check(filled)
    found = report.to_json()
    assert report.sound
    assert (found["deleted"], found["drafts"], found["unused_files"], found["out"], found["backups"]) == (1, 1, 1, 0, 1)
    assert found["newest_backup_records"] == made.records
    with speaking("en"):
        assert "1 backup" in str(report.lines()[-1])


@pytest.mark.parametrize("harmed", ["database", "keys"])
def test_a_newest_backup_that_cannot_be_read_is_found(filled: Office, harmed: str) -> None:
    (filled.store.folder / "safir.key").write_bytes(b"the key file of the day")
    made = filled.store.back_up()
    if harmed == "keys":
        made.keys.unlink()
    else:
        content = bytearray(made.path.read_bytes())
        content[9000] ^= 1
        made.path.write_bytes(content)
    report = health.check(filled)
    assert {fault.check for fault in report.faults} == {"backup"}
    assert report.rest.newest_records == -1


def test_a_value_that_cannot_be_read_closes_no_list_and_is_named(filled: Office) -> None:
    harm(filled, "UPDATE meeting SET starts_at = 'nonsense' WHERE rowid = (SELECT min(rowid) FROM meeting)")
    harm(filled, "UPDATE agreement SET expires_on = '2026' WHERE rowid = (SELECT min(rowid) FROM agreement)")
    query = listing.ListQuery("meeting", columns=("subject", "starts_at"))
    assert len(listing.rows_at(filled, query, listing.handles(filled, query, cancelled=lambda: False))) > 1
    fault = next(fault for fault in health.check(filled).faults if fault.check == "values")
    assert len(fault.names) == 2


def test_a_meeting_of_an_early_year_from_an_earlier_version_can_be_read(filled: Office) -> None:
    harm(filled, "UPDATE meeting SET starts_at = '622-03-21T05:34:16Z 0622-03-21T09:00:00[Asia/Tehran]'"
                 " WHERE rowid = (SELECT min(rowid) FROM meeting)")  # fmt: skip
    query = listing.ListQuery("meeting", columns=("subject", "starts_at"))
    rows = listing.rows_at(filled, query, listing.handles(filled, query, cancelled=lambda: False))
    assert any(row.values[1].wall.year == 622 for row in rows if row.values[1])  # type: ignore[union-attr]
