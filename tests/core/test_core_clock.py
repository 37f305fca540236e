"""The clock, the ids and the errors."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from app.core.clock import frozen_at, now, standing_at, today
from app.core.errors import AlreadyLocked, SafirError
from app.core.i18n import plain, speaking
from app.core.ids import link_id, shipped_id, uuid7

LATE = datetime(2026, 1, 1, 21, 0, tzinfo=UTC)


def test_the_time_is_aware_and_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_a_stopped_clock_stands_in_every_thread() -> None:
    with frozen_at(LATE.astimezone(timezone(timedelta(hours=5)))), ThreadPoolExecutor(1) as pool:
        assert pool.submit(now).result() == LATE


def test_stopping_the_clock_twice_unwinds() -> None:
    with frozen_at(LATE) as outer:
        with frozen_at(LATE + timedelta(days=1)):
            assert now() == LATE + timedelta(days=1)
        assert now() == outer
    assert now() != LATE


def test_one_thread_may_stand_while_the_others_go_on() -> None:
    with frozen_at(LATE), standing_at(LATE - timedelta(days=30)) as then, ThreadPoolExecutor(1) as pool:
        assert now() == then == LATE - timedelta(days=30)
        assert pool.submit(now).result() == LATE
    assert now() != LATE


def test_a_naive_time_does_not_stop_the_clock() -> None:
    with pytest.raises(ValueError, match="2026"), frozen_at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_today_is_the_day_of_the_office() -> None:
    with frozen_at(LATE):
        assert today() == date(2026, 1, 2)
        assert today("UTC") == date(2026, 1, 1)


def test_new_ids_grow_and_tell_their_time() -> None:
    with frozen_at(LATE):
        ids = [uuid7() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert {one.version for one in ids} == {7}
    assert all(one.variant == "specified in RFC 4122" for one in ids)


def test_new_ids_grow_when_the_clock_is_set_back() -> None:
    first = uuid7()
    with frozen_at(datetime(2000, 1, 1, tzinfo=UTC)):
        assert uuid7() > first


def test_shipped_rows_and_links_have_the_same_id_everywhere() -> None:
    assert shipped_id("country", "IR") == UUID("58a5bad1-1897-5bc9-b1eb-72d2541e66b9")
    owner, target = UUID(int=1), UUID(int=2)
    assert link_id(owner, "tag", target) == link_id(owner, "tag", target)
    assert len({link_id(owner, "tag", target), link_id(target, "tag", owner), link_id(owner, "host", target)}) == 3


def test_an_error_says_its_sentence_in_the_language_of_the_moment() -> None:
    error = SafirError(plain("نشد."))
    assert (error.code, str(error), error.message) == ("unexpected", "نشد.", plain("نشد."))
    with speaking("en"):
        assert "already open" in str(AlreadyLocked("x"))
