"""The index row follows its record: names, order, flags, and the folded text of the record and its child rows."""

from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

import pytest
from sqlalchemy import Table

from app.core.clock import frozen_at
from app.core.collation import sort_key
from app.core.folding import tight
from app.core.ids import uuid7
from app.rules.labels import Confidentiality
from app.schema.record import Base
from app.store import index
from app.store.flush import index_changed
from app.store.index_plan import owner_of, plan
from app.store.store import Store
from app.store.tables import add_sort_indexes, living
from tests.store.making import CATALOGUE, MEETING, PERSON, AgendaItem, Meeting, Person, Tag, add, doing, found, index_of, one
from tests.store.nested_kinds import NESTED, Book, Chapter, Line

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


def test_a_record_is_indexed_with_its_names_and_flags(store: Store) -> None:
    person = Person(name_fa="علی رضایی", name_latin="Ali Rezaei", biography_fa="توافق‌نامه‌های شهری", label=Confidentiality.SECRET)
    with frozen_at(NOON):
        add(store, person)
    row = index_of(store, person.id)
    assert (row.kind, row.title, row.subtitle) == ("person", "علی رضایی", "Ali Rezaei")
    assert row.sort_key == sort_key("علی رضایی")
    assert (row.label, row.archived, row.deleted, row.sample, row.changed_at) == (
        Confidentiality.SECRET,
        False,
        False,
        False,
        NOON,
    )
    assert row.tt == tight("علی رضایی")
    assert set(index.segments(row.body)) == {("", "Ali Rezaei"), ("", "توافق‌نامه‌های شهری")}
    assert found(store, tight("توافقنامه های شهری")) == {person.id}
    assert found(store, "alirezaei") == {person.id}


def test_the_index_follows_each_change(store: Store) -> None:
    person = Person(name_fa="علی رضایی")
    add(store, person)
    docid = index_of(store, person.id).docid
    with frozen_at(NOON), doing(store) as session:
        row = one(session, Person, person.id)
        row.name_fa, row.archived, row.sample, row.deleted_at = "حسن کریمی", True, True, NOON
    row = index_of(store, person.id)
    assert (row.docid, row.title, row.archived, row.sample, row.deleted, row.changed_at) == (
        docid,
        "حسن کریمی",
        True,
        True,
        True,
        NOON,
    )
    assert found(store, tight("رضایی")) == set()
    assert found(store, tight("کریمی")) == {person.id}


def test_titles_of_linked_records_are_not_folded_in(store: Store) -> None:
    person = Person(name_fa="علی رضایی")
    post: Any = CATALOGUE["post"].model(person=person.id, title_fa="شهردار")
    with doing(store) as session:
        session.add(person)
        session.flush()
        post.person = person.id
        session.add(post)
    assert found(store, tight("رضایی")) == {person.id}
    assert found(store, tight("شهردار")) == {post.id}
    assert index_of(store, post.id).subtitle == ""


def test_an_item_of_a_list_shows_both_labels_and_retires(store: Store) -> None:
    tag = Tag(code="water", label_fa="آب", label_en="Water", retired=True)
    add(store, tag)
    row = index_of(store, tag.id)
    assert (row.title, row.subtitle, row.archived, row.label) == ("آب", "Water", True, Confidentiality.NORMAL)


def test_child_rows_are_searched_in_their_owner_under_the_name_of_the_panel(store: Store) -> None:
    meeting = Meeting(id=uuid7(), subject="دیدار شهردار")
    first = AgendaItem(owner=meeting.id, subject="خط مترو", rank="a")
    second = AgendaItem(owner=meeting.id, subject="پسماند", rank="b")
    empty = AgendaItem(owner=meeting.id, subject=" ", rank="c")
    add(store, meeting, second, first, empty)
    assert index.segments(index_of(store, meeting.id).body) == (("agenda", "خط مترو"), ("agenda", "پسماند"))
    assert index_of(store, first.id) is None
    with frozen_at(NOON), doing(store) as session:
        one(session, AgendaItem, first.id).subject = "اتوبوس تندرو"
    assert found(store, tight("مترو")) == set()
    assert found(store, tight("اتوبوس تندرو")) == {meeting.id}
    assert index_of(store, meeting.id).changed_at == NOON
    with doing(store) as session:
        one(session, MEETING.model, meeting.id).place = "تالار آیینه"
    assert found(store, tight("اتوبوس تندرو")) == found(store, tight("تالار آیینه")) == {meeting.id}
    with doing(store) as session:
        one(session, AgendaItem, first.id).deleted_at = NOON
    assert found(store, tight("اتوبوس")) == set()
    assert found(store, tight("پسماند")) == {meeting.id}


def test_a_child_row_that_moves_changes_both_owners(store: Store) -> None:
    first, two = Meeting(id=uuid7(), subject="یکم"), Meeting(id=uuid7(), subject="دوم")
    item = AgendaItem(owner=first.id, subject="خط مترو")
    add(store, first, two, item)
    with doing(store) as session:
        one(session, AgendaItem, item.id).owner = two.id
    assert found(store, tight("خط مترو")) == {two.id}
    with doing(store) as session:
        session.delete(one(session, AgendaItem, item.id))
    assert found(store, tight("خط مترو")) == set()


def test_marks_of_the_index_in_a_text_do_not_break_it(store: Store) -> None:
    person = Person(name_fa="علی", biography_fa="یک\x1eدو\x1fسه")
    add(store, person)
    assert index.segments(index_of(store, person.id).body) == (("", "یک دو سه"),)


def test_rows_inside_rows_are_found_at_the_top(store: Store) -> None:
    with store.unjournaled() as connection:
        for model in (Book, Chapter, Line):
            cast("Table", model.__table__).create(connection)
    store.catalogue = NESTED
    book, other = Book(id=uuid7(), number=7), Book(id=uuid7(), number=8)
    chapter = Chapter(id=uuid7(), owner=book.id, heading="سرفصل")
    line = Line(id=uuid7(), owner=chapter.id, words="سطر نخست")
    add(store, book, other, chapter, line)
    row = index_of(store, book.id)
    assert (row.title, row.archived, row.label) == ("", False, Confidentiality.NORMAL)
    assert set(index.segments(row.body)) == {("chapters", "سرفصل"), ("chapters", "سطر نخست")}
    with doing(store) as session:
        one(session, Line, line.id).words = "سطر دوم"
    assert found(store, tight("سطر دوم")) == {book.id}
    with doing(store) as session:
        one(session, Chapter, chapter.id).owner = other.id
    assert found(store, tight("سطر دوم")) == {other.id}
    with doing(store) as session:
        session.delete(one(session, Line, line.id))
        session.delete(one(session, Chapter, chapter.id))
    assert found(store, tight("سطر دوم")) == set()
    assert owner_of(NESTED, "test_line").key == "test_chapter"
    with pytest.raises(KeyError):
        owner_of(NESTED, "test_book")


def test_a_row_whose_owner_is_gone_troubles_nobody(store: Store) -> None:
    meeting = Meeting(id=uuid7(), subject="دیدار")
    item = AgendaItem(owner=meeting.id, subject="بند")
    add(store, meeting, item)
    with doing(store) as session:
        session.delete(one(session, AgendaItem, item.id))
        session.delete(one(session, MEETING.model, meeting.id))
    assert index_of(store, meeting.id) is None
    with doing(store) as session:
        index_changed(session, [("agenda_item", item.id)])


def test_the_index_is_rebuilt_in_place_with_progress(store: Store) -> None:
    persons = [Person(name_fa=f"نام {number}") for number in range(250)]
    meeting = Meeting(id=uuid7(), subject="دیدار")
    item = AgendaItem(owner=meeting.id, subject="بند یکم")
    add(store, *persons, meeting, item)
    before = index_of(store, meeting.id)
    with store.unjournaled() as connection:
        connection.exec_driver_sql("UPDATE record_index SET title = '', body = '', tt = '', tb = '' WHERE kind = 'meeting'")
        connection.exec_driver_sql(
            "INSERT INTO record_index SELECT 9999, ?, kind, title, subtitle, sort_key, label, archived, deleted, sample,"
            " changed_at, body, tt, tb FROM record_index WHERE id = ?",
            (uuid4().bytes, persons[0].id.bytes),
        )
    steps: list[tuple[int, int]] = []
    assert store.rebuild_index(lambda done, total: steps.append((done, total))) == 251
    assert steps[-1] == (251, 251)
    assert index_of(store, meeting.id) == before
    assert found(store, tight("بند یکم")) == {meeting.id}
    assert len(found(store, tight("نام"))) == 250
    assert store.rebuild_index() == 251


def test_a_rebuild_that_is_stopped_changes_nothing(store: Store) -> None:
    person = Person(name_fa="علی")
    add(store, person)
    with store.unjournaled() as connection:
        connection.exec_driver_sql("UPDATE record_index SET title = 'old'")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.rebuild_index(stop)
    assert index_of(store, person.id).title == "old"


def test_each_kind_has_statements_for_one_and_for_many() -> None:
    for kind in CATALOGUE:
        if not kind.is_child:
            for size in (1, 100):
                made = plan(CATALOGUE, kind.key, size)
                ids = [uuid7()]
                assert made.own.count("?") == len(made.own_values(ids)) == size
                assert made.children.count("?") == len(made.child_values(ids))


def test_lists_have_an_index_in_their_order(store: Store) -> None:
    add_sort_indexes(CATALOGUE)
    names = {index.name for index in Base.metadata.tables["meeting"].indexes}
    assert "ix_meeting_sorted" in names
    with store.reader() as reader:
        steps = reader.raw.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM meeting WHERE deleted_at IS NULL ORDER BY starts_at DESC, id DESC LIMIT 50"
        ).fetchall()
        assert "ix_meeting_sorted" in str(steps)
        assert "TEMP B-TREE" not in str(steps)
        steps = reader.raw.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM record_index WHERE kind = 'person' AND deleted = 0 ORDER BY sort_key LIMIT 50"
        ).fetchall()
        assert "ix_record_index_sorted" in str(steps)
        assert "TEMP B-TREE" not in str(steps)


def test_living_leaves_deleted_rows_out_for_kinds_and_models(store: Store) -> None:
    there, gone = Person(name_fa="هست"), Person(name_fa="نیست", deleted_at=NOON)
    add(store, there, gone)
    with store.reading() as session:
        for asked in (PERSON, Person):
            assert [row.name_fa for row in session.query(Person).where(living(asked))] == ["هست"]
