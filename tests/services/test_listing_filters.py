"""Filters: what may be asked of each kind of field, and which rows answer."""

from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.calendars import Calendar
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.records.agreement import Binding
from app.records.counterpart import CounterpartKind
from app.records.delegation import Direction
from app.rules.stages import AgreementStage
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import FileRef, Place, Value
from app.services import changing, editing, listing, views
from app.services.editing import blank, open_draft, save
from app.services.list_filters import CONDITIONS, condition, conditions_of, scope_of
from app.services.list_order import ORDERS, directed
from app.services.list_query import RECORDS
from app.services.listing import Condition, Filter, ListQuery, UnfitFilter, UnknownColumn
from app.services.office import Office

C = Condition


def add(office: Office, kind_key: str, /, **values: Value) -> UUID:
    """Save one record."""
    return save(office, blank(office, kind_key, values=values)).id


def at(wall: str, zone: str = "Asia/Tehran") -> Moment:
    """Make a moment from its wall time."""
    return Moment(datetime.fromisoformat(wall), zone)


def matching(office: Office, kind: str, field: str, condition: Condition, *values: Value) -> set[Value]:
    """Give the titles of the rows that a filter keeps."""
    query = ListQuery(kind, filters=(Filter(field, condition, values),))
    rows = listing.first_rows(office, query)
    assert listing.count(office, query) == len(rows) == len(listing.handles(office, query))
    return {row.values[0] for row in rows}


def test_every_kind_of_field_has_its_conditions(office: Office) -> None:
    assert set(CONDITIONS) == set(FieldKind)
    for kind in office.catalogue:
        for field in kind.fields.values():
            assert conditions_of(field)


def test_texts_are_asked_whatever_their_spelling(office: Office) -> None:
    add(office, "person", name_fa="الف", languages="فارسی، تركي")
    add(office, "person", name_fa="ب", languages="عربی")
    add(office, "person", name_fa="پ")
    add(office, "person", name_fa="ت", languages=" ")
    assert matching(office, "person", "languages", C.CONTAINS, "ترکی") == {"الف"}
    assert matching(office, "person", "languages", C.CONTAINS, "ترکی", "عربی") == {"الف", "ب"}
    assert matching(office, "person", "languages", C.CONTAINS, "عر") == {"ب"}
    assert matching(office, "person", "languages", C.IS, "عربي") == {"ب"}
    assert matching(office, "person", "languages", C.IS_NOT, "عربی") == {"الف", "پ", "ت"}
    assert matching(office, "person", "languages", C.EMPTY) == {"پ", "ت"}
    assert matching(office, "person", "languages", C.FILLED) == {"الف", "ب"}
    assert matching(office, "person", "honorific", C.CONTAINS, "دکتر") == set()


def test_numbers_are_compared_as_numbers(office: Office) -> None:
    for title, number in (("الف", 9), ("ب", 10), ("پ", 100), ("ت", None)):
        add(office, "agreement", title_fa=title, originals=number)
    assert matching(office, "agreement", "originals", C.BEFORE, 10) == {"الف"}
    assert matching(office, "agreement", "originals", C.AFTER, 10) == {"پ"}
    assert matching(office, "agreement", "originals", C.BETWEEN, 10, 9) == {"الف", "ب"}
    assert matching(office, "agreement", "originals", C.IS, 9, 100) == {"الف", "پ"}
    assert matching(office, "agreement", "originals", C.IS_NOT, 9) == {"ب", "پ", "ت"}
    assert matching(office, "agreement", "originals", C.EMPTY) == {"ت"}


def test_days_are_compared_with_days_and_with_months(office: Office) -> None:
    for title, day in (("الف", date(2025, 9, 30)), ("ب", date(2025, 10, 7)), ("پ", date(2025, 11, 30)), ("ت", None)):
        add(office, "follow_up", what=title, due_on=day)
    mehr = PartialDate.of_month(1404, 7, Calendar.JALALI)
    assert matching(office, "follow_up", "due_on", C.IS, date(2025, 10, 7)) == {"ب"}
    assert matching(office, "follow_up", "due_on", C.IS, mehr) == {"الف", "ب"}
    assert matching(office, "follow_up", "due_on", C.BEFORE, date(2025, 10, 7)) == {"الف"}
    assert matching(office, "follow_up", "due_on", C.AFTER, date(2025, 10, 7)) == {"پ"}
    assert matching(office, "follow_up", "due_on", C.BETWEEN, date(2025, 10, 7), date(2025, 9, 30)) == {"الف", "ب"}
    assert matching(office, "follow_up", "due_on", C.IS_NOT, mehr) == {"پ", "ت"}


def test_a_day_known_in_part_is_met_when_any_of_its_days_is(office: Office) -> None:
    add(office, "agreement", title_fa="روز", signed_on=PartialDate.of_day(date(2023, 8, 1)))
    add(office, "agreement", title_fa="ماه", signed_on=PartialDate.of_month(1402, 5, Calendar.JALALI))
    add(office, "agreement", title_fa="سال", signed_on=PartialDate.of_year(2004, Calendar.GREGORIAN))
    assert matching(office, "agreement", "signed_on", C.IS, date(2023, 8, 20)) == {"ماه"}
    assert matching(office, "agreement", "signed_on", C.IS, date(2023, 8, 1)) == {"روز", "ماه"}
    assert matching(office, "agreement", "signed_on", C.BEFORE, date(2004, 6, 1)) == set()
    assert matching(office, "agreement", "signed_on", C.BEFORE, date(2005, 1, 1)) == {"سال"}
    assert matching(office, "agreement", "signed_on", C.AFTER, date(2023, 7, 22)) == {"روز", "ماه"}
    assert matching(office, "agreement", "signed_on", C.BETWEEN, date(2004, 12, 31), date(2005, 5, 1)) == {"سال"}


def test_times_are_asked_by_the_day_of_the_office(office: Office) -> None:
    add(office, "meeting", subject="شب", starts_at=at("2025-10-06T23:30", "Europe/Paris"))  # 01:00 in Tehran
    add(office, "meeting", subject="صبح", starts_at=at("2025-10-07T09:00", "Asia/Tehran"))
    add(office, "meeting", subject="فردا", starts_at=at("2025-10-08T00:00", "Asia/Tehran"))
    assert matching(office, "meeting", "starts_at", C.IS, date(2025, 10, 7)) == {"شب", "صبح"}
    assert matching(office, "meeting", "starts_at", C.BEFORE, date(2025, 10, 8)) == {"شب", "صبح"}
    assert matching(office, "meeting", "starts_at", C.AFTER, date(2025, 10, 7)) == {"فردا"}
    assert matching(office, "meeting", "starts_at", C.BETWEEN, date(2025, 10, 7), date(2025, 10, 8)) == {"شب", "صبح", "فردا"}
    assert matching(office, "meeting", "starts_at", C.IS, at("2025-10-07T09:00", "Asia/Tehran")) == {"صبح"}


def test_yes_no_and_choices(office: Office) -> None:
    add(office, "delegation", title="ج", direction=Direction.OUTGOING, host_pays=True)
    add(office, "delegation", title="د", direction=Direction.OUTGOING)
    assert matching(office, "delegation", "host_pays", C.IS, True) == {"ج"}
    assert matching(office, "delegation", "host_pays", C.IS_NOT, True) == {"د"}
    add(office, "agreement", title_fa="الف", binding=Binding.BINDING, stage=AgreementStage.IDEA)
    add(office, "agreement", title_fa="ب", stage=AgreementStage.SIGNED)
    assert matching(office, "agreement", "binding", C.IS, Binding.BINDING) == {"الف"}
    assert matching(office, "agreement", "binding", C.IS, True) == {"الف"}  # a view kept when it was a yes or no
    assert matching(office, "agreement", "binding", C.EMPTY) == {"ب"}
    assert matching(office, "agreement", "stage", C.IS, AgreementStage.SIGNED) == {"ب"}
    assert matching(office, "agreement", "stage", C.IS, "idea", "signed") == {"الف", "ب"}
    assert matching(office, "agreement", "stage", C.IS_NOT, AgreementStage.SIGNED) == {"الف"}
    assert matching(office, "agreement", "renewal", C.EMPTY) == {"الف", "ب"}


def test_links_are_asked_by_record_and_by_name(office: Office) -> None:
    sara, omid = add(office, "person", name_fa="سارا کریمی"), add(office, "person", name_fa="امید رضایی")
    add(office, "follow_up", what="الف", owner_person=sara)
    add(office, "follow_up", what="ب", owner_person=omid)
    add(office, "follow_up", what="پ")
    assert matching(office, "follow_up", "owner_person", C.IS, sara, omid) == {"الف", "ب"}
    assert matching(office, "follow_up", "owner_person", C.IS_NOT, sara) == {"ب", "پ"}
    assert matching(office, "follow_up", "owner_person", C.CONTAINS, "كريمي") == {"الف"}
    assert matching(office, "follow_up", "owner_person", C.EMPTY) == {"پ"}


def test_many_links_are_met_by_any_and_forget_what_was_taken_off(office: Office) -> None:
    air, water = add(office, "tag", code="a", label_fa="هوا"), add(office, "tag", code="w", label_fa="آب")
    add(office, "follow_up", what="الف", tags=(air, water))
    second = add(office, "follow_up", what="ب", tags=(water,))
    add(office, "follow_up", what="پ")
    assert matching(office, "follow_up", "tags", C.IS, air, water) == {"الف", "ب"}
    assert matching(office, "follow_up", "tags", C.IS_NOT, air) == {"ب", "پ"}
    assert matching(office, "follow_up", "tags", C.CONTAINS, "هوا") == {"الف"}
    changing.bulk_set(office, "follow_up", [second], field_name="tags", value=())
    assert matching(office, "follow_up", "tags", C.EMPTY) == {"ب", "پ"}
    assert matching(office, "follow_up", "tags", C.FILLED) == {"الف"}


def test_places_and_files_are_there_or_not(office: Office) -> None:
    add(office, "person", name_fa="الف", photo=FileRef("a" * 64, "عکسِ رسمی.jpg", 10, "image/jpeg"))
    add(office, "person", name_fa="ب")
    assert matching(office, "person", "photo", C.FILLED) == {"الف"}
    assert matching(office, "person", "photo", C.CONTAINS, "رسمی") == {"الف"}
    assert matching(office, "person", "photo", C.EMPTY) == {"ب"}
    add(office, "counterpart", name_fa="پاریس", kind=CounterpartKind.CITY, position=Place(48.85, 2.35))
    assert matching(office, "counterpart", "position", C.FILLED) == {"پاریس"}


def test_amounts_are_compared_within_their_currency(office: Office) -> None:
    kind = office.catalogue["budget_line"]
    name = next(kind.of_kind(FieldKind.AMOUNT)).name
    table = kind.model.__table__
    owner = add(office, "delegation", title="سفر", direction=Direction.OUTGOING)
    amounts = [Money(900, "EUR"), Money(12_000, "EUR"), Money(5_000, "USD"), None]
    draft = open_draft(office, "delegation", owner)
    panel = next(key for key, rows in office.catalogue.panels("delegation").items() if rows.kind.key == "budget_line")
    for amount in amounts:
        draft.rows[panel].append(blank(office, "budget_line", values={name: amount, kind.title.key: _some(kind)}))
    save(office, draft)

    def found(asked: Condition, *values: Value) -> list[Money]:
        with office.store.reading() as session:
            wanted = select(table.c[name]).where(condition(kind, Filter(name, asked, values), zone=office.zone))
            return [value for value in session.scalars(wanted) if value]

    assert found(C.BEFORE, Money(10_000, "EUR")) == [amounts[0]]
    assert found(C.AFTER, Money(10_000, "EUR")) == [amounts[1]]
    assert set(found(C.BETWEEN, Money(12_000, "EUR"), Money(900, "EUR"))) == set(amounts[:2])
    assert found(C.IS, Money(5_000, "USD")) == [amounts[2]]
    scope = scope_of(kind, name, zone=office.zone)
    with office.store.reading() as session:
        keys = directed(ORDERS[FieldKind.AMOUNT](office.catalogue, scope), table.c.id, descending=False)
        assert list(session.scalars(select(table.c[name]).order_by(*keys))) == amounts


def _some(kind: RecordKind) -> Value:
    choices = kind.title_field.choices
    return str(next(iter(choices)).value) if choices else "بلیت"


def test_filters_add_up(office: Office) -> None:
    add(office, "follow_up", what="الف", due_on=date(2025, 10, 1), notes="مهم")
    add(office, "follow_up", what="ب", due_on=date(2025, 10, 1))
    query = ListQuery("follow_up", filters=(Filter("due_on", C.FILLED), Filter("notes", C.CONTAINS, ("مهم",))))
    assert [row.values[0] for row in listing.first_rows(office, query)] == ["الف"]


def test_wildcards_and_quotes_in_values_are_letters(office: Office) -> None:
    add(office, "person", name_fa="الف", notes="50% تخفیف")
    for evil in ("%", "_", "'; DROP TABLE person; --", '" OR 1=1 --', "\x00"):
        matching(office, "person", "notes", C.CONTAINS, evil)
        listing.first_rows(office, ListQuery("person", text=evil))
    assert matching(office, "person", "notes", C.FILLED) == {"الف"}


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Filter("shoe", C.IS, (1,)), UnknownColumn),
        (Filter("photo", C.BEFORE, (1,)), UnfitFilter),
        (Filter("name_fa", C.IS), UnfitFilter),
        (Filter("name_fa", C.CONTAINS, (3,)), UnfitFilter),
        (Filter("label", C.IS, ("purple",)), UnfitFilter),
        (Filter("archived", C.BETWEEN, (True, False)), UnfitFilter),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(office: Office, asked: Filter, error: type[Exception]) -> None:
    with pytest.raises(error):
        listing.first_rows(office, ListQuery("person", filters=(asked,)))


def test_some_records_are_asked_by_themselves(office: Office) -> None:
    made = [editing.save(office, editing.blank(office, "person", values={"name_fa": name})).id for name in ("الف", "ب", "پ")]
    asked = Filter(RECORDS, Condition.IS, (made[0], made[2]))
    query = ListQuery("person", filters=(asked,))
    assert {row.id for row in listing.first_rows(office, query)} == {made[0], made[2]}
    assert listing.count(office, ListQuery("person", filters=(Filter(RECORDS, Condition.IS),))) == 0
    assert views.read_query(office.catalogue["person"], views.write_query(query)) == query
    for unfit in (Filter(RECORDS, Condition.CONTAINS, (made[0],)), Filter(RECORDS, Condition.IS, ("الف",))):
        with pytest.raises(UnfitFilter):
            listing.count(office, ListQuery("person", filters=(unfit,)))
