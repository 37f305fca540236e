"""Every write leaves its trace: who, when, which field, from what to what; and can be taken back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2

from app.core.clock import frozen_at
from app.core.i18n import Text, _, _c, _n, plain
from app.core.ids import link_id, uuid7
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.rules.labels import Confidentiality
from app.schema.values import FileRef, Place
from app.store import journal, links, stored
from app.store.errors import StaleRecord
from app.store.journal import DELETED, ROW, Change
from app.store.said import read_text, write_text
from app.store.store import Store
from app.store.tables import journal_change, journal_deed, record_link
from app.store.writing import Deed, writing_of
from tests.store.making import (
    ACTOR,
    CATALOGUE,
    LATER,
    MEETING,
    MORNING,
    OFFICER,
    PERSON,
    AgendaItem,
    Meeting,
    Officer,
    Person,
    Tag,
    add,
    deed_id,
    doing,
    index_of,
    one,
)

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


def changes(store: Store, deed: UUID) -> list[tuple[str, str | None, str | None]]:
    """Read what a deed changed."""
    with store.reading() as session:
        return [(change.field, change.old, change.new) for change in journal.changes_of(session, deed)]


def test_a_creation_is_one_entry_with_its_author(store: Store) -> None:
    person = Person(name_fa="علی")
    with frozen_at(NOON):
        deed = add(store, person)
    assert changes(store, deed) == [(ROW, None, "true")]
    assert (person.version, person.created_at, person.created_by, person.changed_by) == (1, NOON, OFFICER, OFFICER)
    with store.reading() as session:
        entry = journal.deed_of(session, deed)
        assert journal.deeds(session) == (entry,)
        assert journal.deeds(session, select(journal_deed).where(journal_deed.c.use_case == "other")) == ()
        with pytest.raises(KeyError):
            journal.deed_of(session, uuid7())
    assert (entry.at, entry.actor, entry.deed) == (NOON, ACTOR, Deed("add", plain("add")))


def test_a_change_is_journaled_field_by_field_and_nothing_else(store: Store) -> None:
    person = Person(name_fa="علی", needs_interpreter=True)
    add(store, person)
    with doing(store) as session:
        row = one(session, Person, person.id)
        row.name_fa, row.honorific, row.needs_interpreter = "حسن", "دکتر", True
        deed = deed_id(session)
    assert sorted(changes(store, deed)) == [("honorific", None, '"دکتر"'), ("name_fa", '"علی"', '"حسن"')]


def test_a_deed_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    person, body = (
        Person(name_fa="علی"),
        CATALOGUE["counterpart"].model(name_fa="پاریس", kind="city", position=Place(48.85, 2.35)),
    )
    add(store, person, body)
    with doing(store) as session:
        one(session, type(body), body.id).position = Place(48.85000001, 2.35)
    with doing(store) as session:
        one(session, Person, person.id).name_fa = "علی"
    with store.reading() as session:
        assert len(journal.deeds(session)) == 1


def test_a_failed_deed_leaves_no_trace(store: Store) -> None:
    person = Person(name_fa="علی")
    with pytest.raises(ZeroDivisionError), doing(store) as session:  # noqa: PT012
        session.add(person)
        session.flush()
        raise ZeroDivisionError
    with store.reading() as session:
        assert journal.deeds(session) == ()
        assert one(session, Person, person.id) is None
    assert index_of(store, person.id) is None


def test_a_reading_session_cannot_write(store: Store) -> None:
    with pytest.raises(RuntimeError, match="only reads"), store.reading() as session:  # noqa: PT012
        session.add(Person(name_fa="علی"))
        session.flush()


def test_an_attribute_set_without_being_read_keeps_its_old_value(store: Store) -> None:
    person = Person(name_fa="علی")
    add(store, person)
    with doing(store) as session:
        row = one(session, Person, person.id)
        session.expire(row, ["name_fa"])
        row.name_fa = "حسن"
        deed = deed_id(session)
    assert changes(store, deed) == [("name_fa", '"علی"', '"حسن"')]


def test_deleting_and_restoring_name_who_did_it(store: Store) -> None:
    person = Person(name_fa="علی")
    add(store, person)
    with frozen_at(NOON), doing(store) as session:
        one(session, Person, person.id).deleted_at = NOON
        deed = deed_id(session)
    assert changes(store, deed) == [(DELETED, None, '"2026-05-02T12:00:00.000000Z"')]
    with doing(store) as session:
        row = one(session, Person, person.id)
        assert row.deleted_by == OFFICER
        row.deleted_at = None
        session.flush()
        assert row.deleted_by is None


def test_a_row_that_leaves_the_file_is_a_fact_without_contents(store: Store) -> None:
    person, tag = Person(name_fa="علی"), Tag(code="t", label_fa="برچسب")
    add(store, person, tag)
    with doing(store) as session:
        links.set_links(session, PERSON, person.id, field="tags", targets=[tag.id])
    with doing(store) as session:
        session.delete(one(session, Person, person.id))
        deed = deed_id(session)
    assert changes(store, deed) == [(ROW, "true", None)]
    assert index_of(store, person.id) is None
    with store.reading() as session:
        assert session.execute(select(record_link)).all() == []


def test_what_is_no_record_is_neither_journaled_nor_stamped(store: Store) -> None:
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Other(DeclarativeBase):
        pass

    class Remark(Other):
        __tablename__ = "meta"
        key: Mapped[str] = mapped_column(primary_key=True)
        value: Mapped[str]

    with doing(store) as session:
        session.add(Remark(key="a", value="b"))
    with doing(store) as session:
        remark = one(session, Remark, "a")
        assert remark is not None
        remark.value = "c"
    with doing(store) as session:
        session.delete(one(session, Remark, "a"))
    with store.reading() as session:
        assert journal.deeds(session) == ()


@pytest.mark.parametrize("table", ["journal_deed", "journal_change"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {t} SET rowid = rowid", "DELETE FROM {t}", "INSERT OR REPLACE INTO {t} SELECT * FROM {t}"]
)
def test_the_journal_is_append_only(store: Store, table: str, statement: str) -> None:
    add(store, Person(name_fa="علی"))
    with pytest.raises((DBAPIError, dbapi2.Error), match="append-only"), store.unjournaled() as connection:
        connection.exec_driver_sql(statement.format(t=table))


def test_a_stale_save_is_refused_and_names_who_was_faster(store: Store) -> None:
    officer = Officer(id=OFFICER, code="k", label_fa="کارشناس")
    person = Person(name_fa="علی")
    add(store, officer, person)
    with store.reading() as session:
        mine = one(session, Person, person.id)
    with frozen_at(NOON), doing(store) as session:
        one(session, Person, person.id).name_fa = "حسن"
    with pytest.raises(StaleRecord) as caught, doing(store) as session:  # noqa: PT012
        session.add(mine)
        mine.name_fa = "حسین"
    error = caught.value
    assert (error.kind, error.id, error.by) == ("person", person.id, "کارشناس")
    assert error.at == Moment(datetime(2026, 5, 2, 15, 30), "Asia/Tehran")  # noqa: DTZ001 - a wall time
    assert "کارشناس" in str(error)
    with store.reading() as session:
        assert one(session, Person, person.id).name_fa == "حسن"


def test_a_save_of_a_row_that_is_gone_is_stale_too(store: Store) -> None:
    person, other = Person(name_fa="علی"), Person(name_fa="رضا")
    add(store, person, other)
    with store.reading() as session:
        mine = one(session, Person, person.id)
    with doing(store) as session:
        session.delete(one(session, Person, person.id))
    with pytest.raises(StaleRecord) as caught, doing(store) as session:  # noqa: PT012
        for name in ("محمد", "محمدرضا"):
            one(session, Person, other.id).name_fa = name
            session.flush()
        session.add(mine)
        mine.name_fa = "حسین"
    assert (caught.value.id, caught.value.by) == (person.id, "")


def test_stale_without_a_changed_row_is_still_told(store: Store) -> None:
    from sqlalchemy.orm.exc import StaleDataError

    with pytest.raises(StaleRecord), doing(store):
        raise StaleDataError


def test_rings_of_links_are_checked_at_the_commit(store: Store) -> None:
    person = Person(id=uuid7(), name_fa="علی")
    officer = Officer(id=uuid7(), code="a", label_fa="الف", person=person.id)
    with doing(store) as session:
        session.add(officer)
        session.flush()
        session.add(person)
    with pytest.raises(IntegrityError), doing(store) as session:
        one(session, Officer, officer.id).person = uuid7()


def test_links_are_one_change_of_the_owner_and_are_revived(store: Store) -> None:
    person = Person(name_fa="علی")
    first, two = (Tag(code=code, label_fa=code) for code in ("one", "two"))
    add(store, person, first, two)
    deeds = []
    for targets in ([first.id, two.id, first.id], [two.id, first.id], [two.id], [first.id], []):
        with doing(store) as session:
            assert links.set_links(session, PERSON, person.id, field="tags", targets=targets)
            deeds.append(deed_id(session))
        with store.reading() as session:
            assert links.targets(session, person.id, "tags") == tuple(dict.fromkeys(targets))
            assert one(session, Person, person.id).version == len(deeds) + 1
    begun = changes(store, deeds[0])
    assert begun == [("tags", None, f'["{first.id}", "{two.id}"]')]
    assert changes(store, deeds[-1]) == [("tags", f'["{first.id}"]', "[]")]
    with store.reading() as session:
        rows = session.execute(select(record_link)).all()
        assert {row.id for row in rows} == {link_id(person.id, "tags", tag.id) for tag in (first, two)}
        assert links.targets_of(session, [person.id, first.id]) == {}


def test_the_same_links_again_are_no_change(store: Store) -> None:
    person, tag = Person(name_fa="علی"), Tag(code="t", label_fa="برچسب")
    add(store, person, tag)
    with doing(store) as session:
        links.set_links(session, PERSON, person.id, field="tags", targets=[tag.id])
    with doing(store) as session:
        assert not links.set_links(session, PERSON, person.id, field="tags", targets=[tag.id])
    with pytest.raises(KeyError), doing(store) as session:
        links.set_links(session, PERSON, uuid7(), field="tags", targets=[tag.id])


def test_links_of_a_record_just_written_are_journaled_without_another_flush(store: Store) -> None:
    tag, person = Tag(code="t", label_fa="برچسب"), Person(name_fa="علی")
    add(store, tag)
    with doing(store) as session:
        session.add(person)
        session.flush()
        links.set_links(session, PERSON, person.id, field="tags", targets=[tag.id])
        deed = deed_id(session)
    assert [field for field, _old, _new in changes(store, deed)] == [ROW, "tags"]


def test_an_undo_gives_every_kind_of_value_back(store: Store) -> None:
    tag = Tag(code="t", label_fa="برچسب")
    add(store, tag)
    meeting = Meeting(subject="دیدار")
    before = add(store, meeting)
    with doing(store) as session:
        row = one(session, MEETING.model, meeting.id)
        row.subject, row.starts_at, row.label, row.archived = "دیدار دوم", LATER, Confidentiality.SECRET, True
        links.set_links(session, MEETING, meeting.id, field="tags", targets=[tag.id])
        deed = deed_id(session)
    for wanted in (MORNING, LATER, MORNING):
        with doing(store, undoes=deed) as session:
            back = journal.inverse(journal.changes_of(session, deed))
            assert all(journal.fits(session, CATALOGUE, change) for change in back)
            for change in back:
                journal.apply(session, CATALOGUE, change)
            session.flush()
            row = one(session, MEETING.model, meeting.id)
            assert row.starts_at == wanted
            assert row.archived is (wanted == LATER)
            assert links.targets(session, meeting.id, "tags") == ((tag.id,) if wanted == LATER else ())
            deed = deed_id(session)
    with store.reading() as session:
        assert journal.deed_of(session, deed).deed.undoes is not None
        assert journal.deed_of(session, before).deed.undoes is None


def test_the_inverse_of_a_creation_is_a_deletion_and_back(store: Store) -> None:
    person = Person(name_fa="علی")
    deed = add(store, person)
    with doing(store, undoes=deed) as session:
        (back,) = journal.inverse(journal.changes_of(session, deed))
        assert journal.fits(session, CATALOGUE, back)
        journal.apply(session, CATALOGUE, back)
        undone = deed_id(session)
    assert index_of(store, person.id).deleted is True
    with doing(store, undoes=undone) as session:
        assert not journal.fits(session, CATALOGUE, back)
        (again,) = journal.inverse(journal.changes_of(session, undone))
        assert again.field == DELETED
        journal.apply(session, CATALOGUE, again)
    assert index_of(store, person.id).deleted is False
    with doing(store) as session:
        journal.apply(session, CATALOGUE, Change("person", person.id, ROW, "true", None))
        session.flush()
        journal.apply(session, CATALOGUE, Change("person", person.id, ROW, None, "true"))
    assert index_of(store, person.id).deleted is False


def test_the_inverse_runs_backwards_and_leaves_out_what_came_back_by_itself() -> None:
    one, two = UUID(int=1), UUID(int=2)
    there = [
        Change("person", one, "name_fa", '"a"', '"b"'),
        Change("person", two, "name_fa", '"x"', '"y"'),
        Change("person", one, "name_fa", '"b"', '"c"'),
        Change("person", one, "honorific", None, '"h"'),
        Change("person", one, "honorific", '"h"', None),
    ]
    assert journal.inverse(there) == (
        Change("person", one, "name_fa", '"c"', '"a"'),
        Change("person", two, "name_fa", '"y"', '"x"'),
    )


def test_a_later_edit_is_known_and_does_not_fit(store: Store) -> None:
    person = Person(name_fa="علی")
    add(store, person)
    deeds = []
    for name in ("حسن", "حسین"):
        with doing(store) as session:
            one(session, Person, person.id).name_fa = name
            deeds.append(deed_id(session))
    with store.reading() as session:
        first, second = (journal.changes_of(session, deed)[0] for deed in deeds)
        assert journal.touched_since(session, first) == deeds[1]
        assert journal.touched_since(session, second) is None
        assert not journal.fits(session, CATALOGUE, journal.inverse([first])[0])
        assert journal.change_at(session, first.seq) == first
        assert journal.changes_to(session, [person.id], field="name_fa") == (first, second)
        assert len(journal.changes_to(session, [person.id])) == 3
        with pytest.raises(KeyError):
            journal.change_at(session, 10**9)


def test_what_left_the_file_neither_fits_nor_can_be_written(store: Store) -> None:
    change = Change("person", uuid7(), "name_fa", '"a"', '"b"')
    with doing(store) as session:
        assert not journal.fits(session, CATALOGUE, change)
        with pytest.raises(KeyError):
            journal.apply(session, CATALOGUE, change)


def test_a_merge_enters_a_deed_with_its_own_time(store: Store) -> None:
    deed = uuid7()
    with doing(store) as session:
        journal.write_deed(session, deed, deed=Deed("edit", plain("سفر")), actor=ACTOR, at=NOON)
        journal.write_changes(session, deed, [])
        journal.write_changes(session, deed, [Change("person", UUID(int=1), "name_fa", None, '"x"')])
    with store.reading() as session:
        assert journal.deed_of(session, deed).at == NOON
        assert session.scalar(select(journal_change.c.deed)) == deed


def test_what_a_deed_changed_is_known_with_its_child_rows(store: Store) -> None:
    meeting = Meeting(id=uuid7(), subject="دیدار")
    item = AgendaItem(owner=meeting.id, subject="بند")
    with doing(store) as session:
        session.add_all([meeting, item])
        session.flush()
        assert writing_of(session).changed == {("meeting", meeting.id), ("agenda_item", item.id)}


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("person", "name_fa", "علی «رضا»"),
        ("person", "needs_interpreter", True),
        ("person", "nationality", UUID(int=5)),
        ("person", "photo", FileRef("ab" * 32, "عکس.jpg", 3, "image/jpeg")),
        ("person", "tags", (UUID(int=5), UUID(int=6))),
        ("person", "label", Confidentiality.SECRET),
        ("counterpart", "position", Place(35.7, 51.4)),
        ("counterpart", "population", 9_000_000),
        ("counterpart", "dues", Money(125050, "EUR")),
        ("counterpart", "founded", PartialDate.of_day(date(2020, 1, 2))),
        ("follow_up", "due_on", date(2026, 1, 2)),
        ("meeting", "starts_at", LATER),
        ("person", "honorific", None),
    ],
)
def test_stored_values_come_back_as_they_were(kind: str, name: str, value: object) -> None:
    declared = CATALOGUE[kind]
    assert stored.field_value(declared, name, stored.to_stored(declared, name, value)) == value


def test_no_links_are_an_empty_tuple_and_columns_are_no_fields() -> None:
    assert stored.from_stored(PERSON, "tags", None) == ()
    assert stored.from_stored(PERSON, DELETED, stored.to_stored(PERSON, DELETED, NOON)) == NOON
    with pytest.raises(KeyError):
        stored.field_value(PERSON, DELETED, None)


@pytest.mark.parametrize(
    "said",
    [
        plain("{literal}"),
        _("Saved."),
        _c("verb", "Open"),
        _n("{n} record", "{n} records", 3),
        Text("{a} {b} {c} {d} {e} {f} {g}").format(
            a="نام", b=7, c=Decimal("1.50"), d=date(2026, 1, 2), e=PartialDate.of_day(date(2026, 1, 2)),
            f=LATER, g=Money(5, "IRR"),
        ),
        Text("Undo: {title}").format(title=_("Edit of {name}").format(name=plain("علی"))),
    ],
)  # fmt: skip
def test_a_sentence_is_kept_with_its_values(said: Text) -> None:
    assert read_text(write_text(said)) == said


def test_a_value_that_only_can_be_shown_is_kept_as_text() -> None:
    class Shown:
        def shown(self, lang: str) -> str:
            return lang

        def __str__(self) -> str:
            return "as text"

    assert read_text(write_text(Text("{a}").format(a=Shown()))).values == (("a", "as text"),)
