"""The bulk path writes the same journal and the same index as a save."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.folding import tight
from app.core.ids import uuid7
from app.store import journal, links
from app.store.journal import ROW
from app.store.rows import write_rows
from app.store.store import Store
from tests.store.making import (
    CATALOGUE,
    MORNING,
    OFFICER,
    PERSON,
    Meeting,
    Person,
    Tag,
    add,
    deed_id,
    doing,
    found,
    index_of,
    one,
)

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


def test_many_rows_are_added_in_order_with_journal_and_index(store: Store) -> None:
    with frozen_at(NOON), doing(store, "import") as session:
        ids = write_rows(session, PERSON, ({"name_fa": f"نام {number}", "id": None} for number in range(450)))
        deed = deed_id(session)
    with store.reading() as session:
        rows = {row.id: row for row in session.query(Person)}
        assert [rows[record].name_fa for record in ids] == [f"نام {number}" for number in range(450)]
        assert {(row.version, row.created_at, row.created_by, row.needs_interpreter) for row in rows.values()} == {
            (1, NOON, OFFICER, False)
        }
        changes = journal.changes_of(session, deed)
        assert [(change.record, change.field) for change in changes] == [(record, ROW) for record in ids]
    assert found(store, tight("نام ۴۴۹")) == {ids[449]}


def test_a_known_row_is_changed_field_by_field(store: Store) -> None:
    person, same = Person(name_fa="علی", honorific="آقا"), Person(name_fa="رضا")
    add(store, person, same)
    with doing(store, "import") as session:
        loaded = one(session, Person, person.id)
        write_rows(session, PERSON, [{"id": person.id, "name_fa": "حسن", "honorific": "آقا"}, {"id": same.id, "name_fa": "رضا"}])
        assert loaded.name_fa == "حسن"
        deed = deed_id(session)
    with store.reading() as session:
        (change,) = journal.changes_of(session, deed)
        assert (change.field, change.old, change.new) == ("name_fa", '"علی"', '"حسن"')
        assert one(session, Person, person.id).version == 2
        assert one(session, Person, same.id).version == 1
    assert index_of(store, person.id).title == "حسن"


def test_links_and_child_rows_go_the_same_way(store: Store) -> None:
    tag = Tag(code="t", label_fa="برچسب")
    add(store, tag)
    meeting = uuid7()
    with doing(store, "import") as session:
        write_rows(session, CATALOGUE["meeting"], [{"id": meeting, "subject": "دیدار", "starts_at": MORNING, "tags": (tag.id,)}])
        write_rows(session, CATALOGUE["agenda_item"], [{"owner": meeting, "subject": "خط مترو"}])
        deed = deed_id(session)
    assert found(store, tight("خط مترو")) == {meeting}
    with store.reading() as session:
        assert links.targets(session, meeting, "tags") == (tag.id,)
        fields = [change.field for change in journal.changes_of(session, deed)]
        assert fields == [ROW, "tags", ROW]
    with doing(store, "import") as session:
        write_rows(session, CATALOGUE["meeting"], [{"id": meeting, "tags": None}])
    with store.reading() as session:
        assert links.targets(session, meeting, "tags") == ()


def test_a_child_row_without_an_owner_in_the_file_is_refused(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), doing(store, "import") as session:
        write_rows(session, CATALOGUE["agenda_item"], [{"owner": uuid7(), "subject": "یتیم"}])


def test_an_import_is_undone_as_one(store: Store) -> None:
    meeting = Meeting(subject="دیدار")
    add(store, meeting)
    with doing(store, "import") as session:
        ids: tuple[UUID, ...] = write_rows(session, PERSON, [{"name_fa": "یک"}, {"name_fa": "دو"}])
        deed = deed_id(session)
    with doing(store, "undo", undoes=deed) as session:
        for change in journal.inverse(journal.changes_of(session, deed)):
            journal.apply(session, store.catalogue, change)
    assert all(index_of(store, record).deleted for record in ids)
