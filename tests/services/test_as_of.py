"""The office as it was at the end of an earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.clock import frozen_at, now
from app.core.errors import SafirError
from app.core.i18n import plain
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.rules.labels import Confidentiality
from app.services import adding, history, listing, search
from app.services.as_of import DayNotYet, office_as_of
from app.services.changing import delete
from app.services.editing import blank, open_draft, save
from app.services.office import Office
from app.services.titles import titles
from app.store.tables import living
from app.store.writing import Deed
from tests.services.conftest import NOW

DAY = date(2025, 10, 7)
"""The day of the office's clock."""


@contextmanager
def days_later(days: int) -> Iterator[None]:
    """Work on a later day."""
    with frozen_at(NOW + timedelta(days=days)):
        yield


def a_person(office: Office, name: str) -> UUID:
    return save(office, blank(office, "person", values={"name_fa": name})).id


def a_meeting(office: Office, subject: str, **values: Any) -> UUID:
    draft = blank(office, "meeting", values={"subject": subject, **values})
    draft[Meeting.starts_at] = draft[Meeting.starts_at] or _morning()
    return save(office, draft).id


def _morning() -> Any:
    from app.core.moments import Moment

    return Moment(datetime(2025, 10, 7, 9), "Asia/Tehran")  # noqa: DTZ001 - a wall time


def values_of(office: Office, kind: str, record: UUID) -> dict[str, Any]:
    return dict(open_draft(office, kind, record).values)


def test_values_of_the_end_of_that_day_come_back(office: Office) -> None:
    meeting = a_meeting(office, "دیدار نخست")
    with days_later(1):
        draft = open_draft(office, "meeting", meeting)
        draft[Meeting.subject], draft[Meeting.label] = "دیدار دیگر", Confidentiality.SECRET
        save(office, draft)
        with office_as_of(office, DAY) as then:
            assert values_of(then, "meeting", meeting)["subject"] == "دیدار نخست"
            assert values_of(then, "meeting", meeting)["label"] is Confidentiality.NORMAL
            assert titles(then, (meeting,))[meeting].title == "دیدار نخست"
        assert values_of(office, "meeting", meeting)["subject"] == "دیدار دیگر"


def test_what_was_made_later_is_not_there(office: Office) -> None:
    with days_later(1):
        person = a_person(office, "تازه‌وارد")
        with office_as_of(office, DAY) as then:
            assert len(listing.handles(then, listing.ListQuery("person"), cancelled=lambda: False)) == 0
            assert search.find(then, "تازه‌وارد", kind=None, limit=5) == ()
        assert len(listing.handles(office, listing.ListQuery("person"), cancelled=lambda: False)) == 1
        assert titles(office, (person,))[person].title == "تازه‌وارد"


def test_what_was_deleted_later_is_there_with_its_rows(office: Office) -> None:
    meeting = a_meeting(office, "دیدار")
    draft = open_draft(office, "meeting", meeting)
    draft.rows["agenda"] = [blank(office, "agenda_item", values={"subject": "ترابری"})]
    save(office, draft)
    with days_later(2):
        delete(office, "meeting", [meeting])
        with office_as_of(office, DAY) as then:
            assert [row.values["subject"] for row in open_draft(then, "meeting", meeting).living("agenda")] == ["ترابری"]


def test_links_come_back_in_their_order(office: Office) -> None:
    bodies = [
        save(office, blank(office, "counterpart", values={"name_fa": name, "kind": "city"})).id for name in ("سئول", "آنکارا")
    ]
    meeting = a_meeting(office, "دیدار", counterparts=tuple(bodies))
    with days_later(1):
        draft = open_draft(office, "meeting", meeting)
        draft.values["counterparts"] = (bodies[1],)
        save(office, draft)
        with office_as_of(office, DAY) as then:
            assert values_of(then, "meeting", meeting)["counterparts"] == tuple(bodies)


def test_undone_and_redone_deeds_are_taken_back_too(office: Office) -> None:
    meeting = a_meeting(office, "یک")
    for day, subject in ((1, "دو"), (2, "سه")):
        with days_later(day):
            draft = open_draft(office, "meeting", meeting)
            draft[Meeting.subject] = subject
            save(office, draft)
    with days_later(3):
        history.undo(office)
        history.redo(office)
        with office_as_of(office, DAY + timedelta(days=1)) as then:
            assert values_of(then, "meeting", meeting)["subject"] == "دو"
        with office_as_of(office, DAY) as then:
            assert values_of(then, "meeting", meeting)["subject"] == "یک"


def test_what_left_the_file_for_good_stays_away(office: Office) -> None:
    meeting = a_meeting(office, "پاک‌شده")
    with days_later(1):
        with office.doing(Deed("purge", plain("purge"))) as session:
            session.delete(session.get(Meeting, meeting))
        with office_as_of(office, DAY) as then, then.store.reading() as session:
            assert session.scalars(select(Meeting.id).where(living(Meeting))).all() == []


def test_the_clock_of_that_day_stands_at_its_end_and_only_here(office: Office) -> None:
    with days_later(5), office_as_of(office, DAY) as then:
        assert then.today() == DAY
        assert now() == datetime(2025, 10, 7, 20, 29, 59, tzinfo=UTC)
        assert _elsewhere(office.today) == DAY + timedelta(days=5)
    assert now() == NOW


def _elsewhere(work: Any) -> Any:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_a_day_to_come_has_no_state(office: Office) -> None:
    with pytest.raises(DayNotYet, match="۱۶ مهر ۱۴۰۴"), office_as_of(office, DAY + timedelta(days=1)):
        pass


def test_nothing_done_there_reaches_the_file(office: Office) -> None:
    person = a_person(office, "ماندگار")
    with office_as_of(office, DAY) as then:
        draft = open_draft(then, "person", person)
        draft.values["name_fa"] = "دیگر"
        save(then, draft)
    assert values_of(office, "person", person)["name_fa"] == "ماندگار"


def test_attachments_and_plain_copies_outlive_it(office: Office, tmp_path: Path) -> None:
    ref = office.store.files.put(b"%PDF-1.7 the signed copy", "copy.pdf")
    plain_copy = office.store.files.plain_copy(ref)
    with office_as_of(office, DAY) as then:
        assert then.store.files.read(ref) == b"%PDF-1.7 the signed copy"
    assert plain_copy.is_file()
    assert office.store.files.sweep() == 0
    assert tmp_path.is_dir()


def test_a_failure_inside_closes_the_copy_and_starts_the_clock(office: Office) -> None:
    with pytest.raises(SafirError, match="گم"), office_as_of(office, DAY):
        raise SafirError(plain("گم"))
    assert office.today() == DAY


def test_many_changes_are_taken_back_together(office: Office) -> None:
    drafts = [blank(office, "follow_up", values={"what": f"قول {n}", "side": "ours"}) for n in range(600)]
    promises = [saved.id for saved in adding.add_all(office, drafts, title=plain("add"))]
    with days_later(1):
        with office.doing(Deed("edit", plain("edit"))) as session:
            for row in session.scalars(select(FollowUp).where(FollowUp.id.in_(promises))):
                row.what = "دیگر"
        with office_as_of(office, DAY) as then, then.store.reading() as session:
            told = session.scalars(select(FollowUp.what).where(living(FollowUp))).all()
            assert sorted(told) == sorted(f"قول {n}" for n in range(600))
