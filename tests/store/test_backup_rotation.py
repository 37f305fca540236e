"""Of many backups, the latest, and those of the last days, weeks and months stay."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import frozen_at
from app.store.backups import Backup, backups_in, copy_out, rotate
from app.store.rotation import staying

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


def test_four_hundred_daily_backups_thin_out_to_days_weeks_and_months() -> None:
    every = [NOON - timedelta(days=day) for day in range(400)]
    kept = sorted(staying(every, ZoneInfo("Asia/Tehran")), reverse=True)
    assert kept[:7] == every[:7]
    assert 18 <= len(kept) <= 23
    assert kept[-1] == max(instant for instant in every if (instant.year, instant.month) == (2025, 6))


def test_of_one_day_the_latest_three_stay_and_a_day_is_that_of_the_office() -> None:
    every = [NOON - timedelta(minutes=30 * turn) for turn in range(10)]
    assert staying(every) == frozenset(every[:3])
    late = datetime(2026, 5, 2, 21, tzinfo=UTC)
    assert late.astimezone(ZoneInfo("Asia/Tehran")).day == 3
    assert late in staying([NOON + timedelta(hours=12, minutes=turn) for turn in range(4)] + [late], UTC)


def test_a_computer_at_rest_loses_none() -> None:
    every = [NOON - timedelta(days=90 * turn) for turn in range(12)]
    assert staying(every) == frozenset(every)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), max_size=60))  # noqa: DTZ001 - made aware below
def test_the_newest_always_stays_and_thinning_again_changes_nothing(found: list[datetime]) -> None:
    every = [instant.replace(tzinfo=UTC) for instant in found]
    kept = staying(every)
    assert kept <= set(every)
    assert not every or max(every) in kept
    assert staying(kept) == kept
    assert len(kept) <= 3 + 7 + 4 + 12


def test_a_backup_made_before_a_merge_stays_a_month_and_goes_with_its_keys(tmp_path: Path) -> None:
    for hour in range(8, 14):
        for ending in ("db", "key"):
            (tmp_path / f"safir-20260502-{hour:02d}0000{'-merge' if hour == 9 else ''}.{ending}").touch()
    (tmp_path / "safir-of-somebody.db").touch()
    with frozen_at(NOON + timedelta(days=1)):
        gone = rotate(tmp_path)
    assert [backup.at.hour for backup in gone] == [10, 8]
    assert [(backup.at.hour, backup.reason) for backup in backups_in(tmp_path)] == [(13, ""), (12, ""), (11, ""), (9, "merge")]
    with frozen_at(NOON + timedelta(days=31)):
        assert [backup.reason for backup in rotate(tmp_path)] == ["merge"]
    assert len(list(tmp_path.glob("*.key"))) == 3


def test_two_backups_of_one_second_and_one_reason_keep_their_reason(tmp_path: Path) -> None:
    for name in ("safir-20260502-120000.db", "safir-20260502-120000-2.db", "safir-20260502-120000-merge-2.db"):
        (tmp_path / name).touch()
    assert sorted(backup.reason for backup in backups_in(tmp_path)) == ["", "", "merge"]


def test_what_is_missing_here_is_not_copied_out(tmp_path: Path) -> None:
    backup = Backup(tmp_path / "safir-20260502-120000.db", NOON)
    backup.path.write_bytes(b"db")
    backup.keys.write_bytes(b"key")
    copied = copy_out(backup, tmp_path / "stick", files=tmp_path / "files", digests=["ab" * 32])
    assert copied.path.read_bytes() == b"db"
    assert sorted(path.name for path in copied.path.parent.iterdir()) == [backup.path.name, backup.keys.name]
