"""Lists: the order of rows, what stays out, the values and names of a row, handles and cancelling."""

from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy import event

from app.core.i18n import speaking
from app.core.moments import Moment
from app.core.partial_dates import PartialDate
from app.records.meeting import MeetingKind
from app.rules.labels import Confidentiality
from app.rules.stages import AgreementStage
from app.schema.fields import FieldKind
from app.schema.values import Value
from app.services import changing, listing
from app.services.editing import blank, save
from app.services.list_order import ORDERS
from app.services.listing import CHANGED, ListQuery, UnknownColumn
from app.services.office import Office
from app.services.sql_functions import stoppable
from app.store.errors import Cancelled


def add(office: Office, kind_key: str, /, **values: Value) -> UUID:
    """Save one record."""
    return save(office, blank(office, kind_key, values=values)).id


def shown(office: Office, query: ListQuery) -> list[Value]:
    """Give the first column of a list."""
    return [row.values[0] for row in listing.first_rows(office, query)]


@pytest.fixture
def people(office: Office) -> dict[str, UUID]:
    """Make some people whose names sort otherwise by code point than in Persian."""
    return {name: add(office, "person", name_fa=name) for name in ("گلاره", "آرش", "پدرام", "یاسمن", "ثریا", "ابراهیم")}


@pytest.fixture
def tasks(office: Office) -> dict[str, UUID]:
    """Make follow-ups with and without a day."""
    days = {"ج": date(2025, 12, 1), "الف": None, "ب": date(2025, 10, 1), "ت": date(2025, 11, 1), "پ": None}
    return {what: add(office, "follow_up", what=what, due_on=day) for what, day in days.items()}


def test_titles_stand_in_persian_order_both_ways(office: Office, people: dict[str, UUID]) -> None:
    order = ["آرش", "ابراهیم", "پدرام", "ثریا", "گلاره", "یاسمن"]
    assert shown(office, ListQuery("person")) == order
    assert shown(office, ListQuery("person", sort="name_fa", descending=True)) == order[::-1]
    assert set(people) == set(order)


def test_the_order_of_the_kind_is_the_default(office: Office, tasks: dict[str, UUID]) -> None:
    assert shown(office, ListQuery("follow_up"))[:3] == ["ب", "ت", "ج"]
    assert len(tasks) == 5


def test_rows_without_a_value_come_last_in_both_directions(office: Office, tasks: dict[str, UUID]) -> None:
    up = shown(office, ListQuery("follow_up", sort="due_on"))
    down = shown(office, ListQuery("follow_up", sort="due_on", descending=True))
    assert up[:3] == ["ب", "ت", "ج"]
    assert down[:3] == ["ج", "ت", "ب"]
    assert set(up[3:]) == set(down[3:]) == {"الف", "پ"}
    assert len(tasks) == 5


def test_ties_fall_to_the_id(office: Office) -> None:
    ids = [add(office, "follow_up", what="یکسان", due_on=date(2025, 11, 1)) for _number in range(5)]
    assert [row.id for row in listing.first_rows(office, ListQuery("follow_up"))] == sorted(ids)
    down = listing.first_rows(office, ListQuery("follow_up", sort="due_on", descending=True))
    assert [row.id for row in down] == sorted(ids, reverse=True)


def test_links_are_sorted_by_the_title_they_name(office: Office, people: dict[str, UUID]) -> None:
    for name, person in people.items():
        add(office, "follow_up", what=f"کار {name}", owner_person=person)
    add(office, "follow_up", what="کار هیچ‌کس")
    found = shown(office, ListQuery("follow_up", sort="owner_person"))
    assert found[0] == "کار آرش"
    assert found[-2:] == ["کار یاسمن", "کار هیچ‌کس"]


def test_choices_follow_their_declaration_and_other_texts_persian_order(office: Office) -> None:
    moment = Moment(datetime(2025, 10, 7, 10), "Asia/Tehran")  # noqa: DTZ001 - wall time
    for subject, kind, place in (
        ("الف", MeetingKind.WORKING, "گرگان"),
        ("ب", MeetingKind.COURTESY, "پاریس"),
        ("پ", MeetingKind.PHONE, None),
    ):
        add(office, "meeting", subject=subject, starts_at=moment, kind=kind, place=place)
    assert shown(office, ListQuery("meeting", sort="kind")) == ["ب", "الف", "پ"]
    assert shown(office, ListQuery("meeting", sort="place")) == ["ب", "الف", "پ"]


def test_items_of_lists_are_sorted_by_their_place(office: Office) -> None:
    first = add(office, "agreement_type", code="z", label_fa="یادداشت", position=1)
    second = add(office, "agreement_type", code="a", label_fa="اعلامیه", position=2)
    add(office, "agreement", title_fa="دومی", type=second)
    add(office, "agreement", title_fa="نخست", type=first)
    assert shown(office, ListQuery("agreement", sort="type")) == ["نخست", "دومی"]


def test_every_field_of_every_kind_can_sort_its_list(office: Office) -> None:
    assert set(ORDERS) == set(FieldKind)
    for kind in office.catalogue:
        if not kind.is_child:
            for name in (*kind.fields, CHANGED):
                assert len(listing.handles(office, ListQuery(kind.key, sort=name))) == 0


def test_the_last_change_is_an_order(office: Office, people: dict[str, UUID]) -> None:
    assert len(shown(office, ListQuery("person", sort=CHANGED, descending=True))) == len(people)


def test_deleted_rows_never_come_and_archived_ones_only_when_asked(office: Office, people: dict[str, UUID]) -> None:
    changing.delete(office, "person", [people["آرش"]])
    changing.archive(office, "person", [people["ثریا"]], archived=True)
    for sort in ("", "languages"):
        assert {"آرش", "ثریا"}.isdisjoint(shown(office, ListQuery("person", sort=sort)))
        asked = ListQuery("person", sort=sort, archived=True)
        rows = listing.first_rows(office, asked)
        assert {row.values[0] for row in rows if row.archived} == {"ثریا"}
        assert len(rows) == listing.count(office, asked) == 5
    assert listing.count(office, ListQuery("person")) == 4


def test_retired_items_count_as_archived(office: Office) -> None:
    kept = add(office, "tag", code="a", label_fa="ماندنی")
    changing.archive(office, "tag", [add(office, "tag", code="b", label_fa="رفتنی")], archived=True)
    assert [row.id for row in listing.first_rows(office, ListQuery("tag"))] == [kept]


def test_a_row_carries_typed_values_links_and_their_names(office: Office, people: dict[str, UUID]) -> None:
    tags = tuple(add(office, "tag", code=code, label_fa=label) for code, label in (("b", "دوم"), ("a", "نخست")))
    signed = PartialDate.of_day(date(2024, 5, 1))
    add(office, "agreement", title_fa="توافق", signed_on=signed, stage=AgreementStage.SIGNED, tags=tags)
    (row,) = listing.first_rows(office, ListQuery("agreement", columns=("title_fa", "signed_on", "tags", "stage", "domains")))
    assert row.values == ("توافق", signed, tags, AgreementStage.SIGNED, ())
    assert row.titles == {tags[0]: "دوم", tags[1]: "نخست"}
    assert (row.label, row.archived, row.version) == (Confidentiality.NORMAL, False, 1)
    assert len(people) == 6


def test_items_are_named_in_the_language_spoken(office: Office) -> None:
    country = add(office, "country", code="fr", label_fa="فرانسه", label_en="France")
    add(office, "person", name_fa="پیر", nationality=country)
    query = ListQuery("person", columns=("nationality",))
    with speaking("en"):
        assert listing.first_rows(office, query)[0].titles == {country: "France"}
    assert listing.first_rows(office, query)[0].titles == {country: "فرانسه"}


def test_handles_give_the_same_order_and_any_rows(office: Office, people: dict[str, UUID]) -> None:
    for query in (ListQuery("person"), ListQuery("person", sort="languages"), ListQuery("person", text="ا")):
        handles = listing.handles(office, query)
        first = listing.first_rows(office, query)
        assert list(handles) == [row.handle for row in first]
        some = [handles[-1], handles[0]]
        assert [row.handle for row in listing.rows_at(office, query, some)] == some
    assert list(people.values())


def test_a_row_deleted_meanwhile_is_left_out(office: Office, people: dict[str, UUID]) -> None:
    query = ListQuery("person")
    handles = listing.handles(office, query)
    changing.delete(office, "person", [people["آرش"]])
    assert next(row.values[0] for row in listing.rows_at(office, query, handles)) == "ابراهیم"


def test_a_selection_has_handles_in_its_own_order(office: Office, people: dict[str, UUID]) -> None:
    chosen = [people["یاسمن"], people["آرش"]]
    for query in (ListQuery("person"), ListQuery("person", sort="languages")):
        rows = listing.rows_at(office, query, listing.handles_of(office, query, chosen))
        assert [row.id for row in rows] == chosen


def test_a_cancelled_statement_stops(office: Office) -> None:
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000000) SELECT sum(i) FROM n"
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with office.store.reader() as reader:
        with pytest.raises(Cancelled), stoppable(reader.connection, cancelled):
            reader.connection.exec_driver_sql(long)
        assert len(asked) == 4
        assert reader.connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_words_narrow_a_list_honestly(office: Office) -> None:
    add(office, "follow_up", what="دیدار با شهردار سئول")
    add(office, "follow_up", what="معرفی مسئول پیگیری")
    add(office, "follow_up", what="نامه", evidence="رونوشت به سفارت سئول رسید")
    assert set(shown(office, ListQuery("follow_up", text="سئول"))) == {"دیدار با شهردار سئول", "نامه"}
    assert listing.count(office, ListQuery("follow_up", text="سئول")) == 2
    assert shown(office, ListQuery("follow_up", text="با")) == ["دیدار با شهردار سئول"]


def test_the_quick_query_is_the_one_an_index_serves(office: Office) -> None:
    assert listing.is_quick(office, ListQuery("meeting"))
    assert listing.is_quick(office, ListQuery("meeting", sort="subject", descending=True))
    assert not listing.is_quick(office, ListQuery("meeting", sort="place"))
    assert not listing.is_quick(office, ListQuery("meeting", text="تهران"))


def test_an_unknown_column_is_refused_by_name(office: Office) -> None:
    for query in (ListQuery("person", sort="shoe"), ListQuery("person", columns=("shoe",))):
        with pytest.raises(UnknownColumn, match="shoe"):
            listing.first_rows(office, query)


@pytest.mark.parametrize("query", [ListQuery("meeting"), ListQuery("meeting", sort="subject"), ListQuery("follow_up")])
def test_default_orders_are_read_off_an_index(office: Office, query: ListQuery) -> None:
    seen: list[str] = []
    with office.store.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda _c, _k, sql, *_r: seen.append(sql))
    listing.first_rows(office, query)
    chosen = next(sql for sql in seen if "ORDER BY" in sql)
    with office.store.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {chosen}", tuple([0] * chosen.count("?"))).all()
    steps = " ".join(str(step[3]) for step in plan)
    assert "_sorted" in steps
    assert "TEMP B-TREE FOR ORDER BY" not in steps
