"""The bin lists what was deleted, brings it back, and lets go for good only what nothing names any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.records.delegation import Direction
from app.schema.values import Value
from app.services import bin as bin_
from app.services import changing, editing, history, undoing
from app.services.bin import NotConfirmed
from app.services.draft_loading import NoSuchRecord
from app.services.office import Office
from app.store import journal
from tests.services.conftest import NOW


@contextmanager
def days_later(days: int) -> Iterator[None]:
    with frozen_at(NOW + timedelta(days=days)):
        yield


def saved(office: Office, kind: str, **values: Value) -> UUID:
    return editing.save(office, editing.blank(office, kind, values=values)).id


def test_what_was_deleted_is_listed_with_when_and_who_and_comes_back(office: Office, officer: UUID) -> None:
    person = saved(office, "person", name_fa="علی حاتمی")
    changing.delete(office, "person", [person])
    (found,) = bin_.deleted(office)
    assert (found.kind, found.id, found.title, found.by, found.days_left) == ("person", person, "علی حاتمی", "مریم رضایی", 30)
    assert found.at.wall.hour == 11
    assert bin_.count(office) == 1
    assert bin_.deleted(office, kind="meeting") == ()
    assert bin_.restore(office, "person", [person]).count == 1
    assert bin_.deleted(office) == ()
    assert editing.open_draft(office, "person", person).id == person


def test_rows_that_went_with_their_record_are_part_of_it_and_rows_deleted_alone_stand_alone(office: Office) -> None:
    days = {"starts_on": NOW.date(), "ends_on": NOW.date()}
    trip = editing.blank(office, "delegation", values={"title": "سفر سئول", "direction": Direction.OUTGOING, **days})
    person = saved(office, "person", name_fa="علی")
    trip.rows["members"] = [editing.blank(office, "member", values={"person": person})]
    record = editing.save(office, trip).id
    opened = editing.open_draft(office, "delegation", record)
    opened.rows["members"][0].removed = True
    editing.save(office, opened)
    assert [found.kind for found in bin_.deleted(office)] == ["member"]
    changing.delete(office, "delegation", [record])
    assert [found.kind for found in bin_.deleted(office)] == ["delegation"]


def test_emptying_takes_only_what_is_old_and_asks_first(office: Office) -> None:
    person = saved(office, "person", name_fa="علی")
    young = saved(office, "person", name_fa="رضا")
    changing.delete(office, "person", [person])
    with days_later(29):
        assert bin_.empty(office, confirmed=True).gone == 0
        changing.delete(office, "person", [young])
    with days_later(31):
        assert bin_.may_go(office) == (1, ())
        with pytest.raises(NotConfirmed):
            bin_.empty(office, confirmed=False)
        emptied = bin_.empty(office, confirmed=True, older_than_days=0)
        assert (emptied.gone, emptied.staying) == (1, ())
        assert [found.id for found in bin_.deleted(office)] == [young]
        assert [found.days_left for found in bin_.deleted(office)] == [28]
    assert office.store.check() == 0
    with office.store.reading() as session:
        assert emptied.deed is not None
        (change,) = journal.changes_of(session, emptied.deed)
    assert (change.kind, change.record, change.field, change.new) == ("person", person, "@row", None)
    with pytest.raises(NoSuchRecord):
        editing.open_draft(office, "person", person)


def test_what_a_living_record_names_stays_and_is_told(office: Office) -> None:
    person = saved(office, "person", name_fa="علی")
    post = saved(office, "post", person=person, title_fa="شهردار")
    changing.delete(office, "person", [person])
    with days_later(31):
        emptied = bin_.empty(office, confirmed=True)
        assert (emptied.gone, [stay.id for stay in emptied.staying], emptied.deed) == (0, [person], None)
        changing.delete(office, "post", [post])
    with days_later(62):
        assert bin_.empty(office, confirmed=True).gone == 2
        assert bin_.count(office) == 0


def test_a_link_to_a_deleted_record_keeps_it_and_a_removed_link_does_not(office: Office) -> None:
    tag = saved(office, "tag", code="x", label_fa="برچسب")
    person = saved(office, "person", name_fa="علی", tags=(tag,))
    changing.delete(office, "tag", [tag])
    with days_later(31):
        assert bin_.empty(office, confirmed=True).gone == 0
        draft = editing.open_draft(office, "person", person)
        draft.values["tags"] = ()
        editing.save(office, draft)
        assert bin_.empty(office, confirmed=True).gone == 1


def test_whoever_did_something_stays_for_history(office: Office, officer: UUID) -> None:
    saved(office, "person", name_fa="علی")
    changing.delete(office, "officer", [officer])
    with days_later(31):
        assert bin_.empty(office, confirmed=True).gone == 0


def test_an_emptied_bin_is_not_undone_and_undo_of_earlier_deeds_says_what_is_gone(office: Office) -> None:
    person = saved(office, "person", name_fa="علی")
    with office.store.reading() as session:
        made = journal.deeds(session)[0].id
    changing.delete(office, "person", [person])
    with days_later(31):
        emptied = bin_.empty(office, confirmed=True)
        taken = undoing.undo(office, emptied.deed)
        assert (taken.done, len(taken.refused)) == (0, 1)
        assert undoing.undo(office, made).done == 0
        assert history.history(office, "person", person)
