"""Records as JSON: what is written can be read again, and what does not fit is refused with its field."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.calendars import Calendar
from app.core.errors import SafirError
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import Bound, PartialDate, Precision
from app.records.agreement import Agreement, Binding
from app.records.counterpart import CounterpartKind
from app.schema.draft import Draft
from app.schema.fields import FieldKind
from app.services.editing import Invalid, blank, open_draft, save
from app.services.json_read import READERS
from app.services.json_values import UnfitValue, UnknownAttribute, UnknownKind, draft_from_json, kinds_json, to_json
from app.services.json_write import WRITERS, partial_json
from app.services.office import Office


def added(office: Office, kind: str, data: Any) -> Draft:
    return open_draft(office, kind, save(office, draft_from_json(office, kind, data)).id)


def partial(first: str, last: str, precision: str) -> dict[str, str]:
    return {"first": first, "last": last, "precision": precision, "calendar": "gregorian", "bound": "exact"}


def test_every_kind_of_field_is_read_and_written() -> None:
    assert set(READERS) == set(WRITERS) == set(FieldKind)


def test_only_the_starred_fields_are_needed(office: Office) -> None:
    for kind, data in (
        ("counterpart", {"name_fa": "آنکارا", "kind": "city"}),
        ("person", {"name_fa": "آرش"}),
        ("delegation", {"title": "سفر", "direction": "outgoing"}),
        ("meeting", {"subject": "دیدار", "starts_at": "2026-01-01T09:00:00+03:30"}),
        ("agreement", {"title_fa": "تفاهم‌نامه"}),
        ("follow_up", {"what": "ارسال"}),
    ):
        assert added(office, kind, data).version == 1
    with pytest.raises(Invalid) as refused:
        added(office, "person", {})
    assert refused.value.problems[0].field == "name_fa"


def test_values_follow_the_rules_of_scripts(office: Office) -> None:
    found = added(office, "delegation", {
        "title": "سفر آنکارا", "direction": "outgoing", "starts_on": "1404/07/15", "ends_on": "2025-10-10", "label": "secret",
        "budget": [{"cost": "ticket", "planned": {"amount": "1250.50", "currency": "EUR"}}],
    })  # fmt: skip
    assert found.values["starts_on"] == date(2025, 10, 7)
    assert found.rows["budget"][0].values["planned"] == Money(125050, "EUR")
    meeting = added(office, "meeting", {"subject": "دیدار", "starts_at": "2026-01-01T09:00:00+03:30"})
    assert to_json(office, "meeting", meeting)["starts_at"] == "2026-01-01T09:00:00+03:30[Asia/Tehran]"
    other = added(office, "meeting", {"subject": "دیدار", "starts_at": "2026-01-01T09:00:00+02:00"})
    assert to_json(office, "meeting", other)["starts_at"] == "2026-01-01T09:00:00+02:00"


def test_partial_days_keep_how_they_were_said(office: Office) -> None:
    for said in ("1402-05", "2004", "2025-10-07", "1380"):
        found = added(office, "agreement", {"title_fa": "متن", "signed_on": said})
        assert to_json(office, "agreement", found)["signed_on"] == said
    year = added(office, "agreement", {"title_fa": "متن", "signed_on": 2004})[Agreement.signed_on]
    assert year == PartialDate.of_year(2004, Calendar.GREGORIAN)


def test_links_are_found_by_id_title_and_latin_name(office: Office) -> None:
    city = added(office, "counterpart", {"name_fa": "آنکارا", "name_en": "Ankara", "kind": "city"})
    for said in (str(city.id), "آنکارا", "Ankara"):
        found = added(office, "meeting", {"subject": "د", "starts_at": "2026-01-01 09:00", "counterparts": [said]})
        assert found.values["counterparts"] == (city.id,)


def test_list_items_are_found_by_code_and_label(office: Office) -> None:
    item = save(office, blank(office, "agreement_type", values={"code": "mou", "label_fa": "تفاهم‌نامه", "label_en": "MoU"})).id
    for said in ("mou", "تفاهم‌نامه", "MoU", str(item)):
        found = added(office, "agreement", {"title_fa": "متن", "type": said})
        assert found.values["type"] == item
        assert to_json(office, "agreement", found)["type"] == "mou"


def test_two_equal_titles_are_refused_naming_both(office: Office) -> None:
    ids = [added(office, "person", {"name_fa": "آرش"}).id for _number in range(2)]
    with pytest.raises(UnfitValue) as refused:
        draft_from_json(office, "post", {"title_fa": "شهردار", "person": "آرش"})
    assert refused.value.field == "person"
    assert all(str(record) in str(refused.value) for record in ids)


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("meeting", {"subject": [5]}, "subject"),
        ("meeting", {"starts_at": "2026-02-31T09:00"}, "starts_at"),
        ("meeting", {"starts_at": 5}, "starts_at"),
        ("meeting", {"stage": "done"}, "stage"),
        ("meeting", {"length_minutes": True}, "length_minutes"),
        ("meeting", {"internal": "yes"}, "internal"),
        ("meeting", {"counterparts": "آنکارا"}, "counterparts"),
        ("meeting", {"counterparts": ["آنکارا"]}, "counterparts"),
        ("meeting", {"delegation": str(uuid4())}, "delegation"),
        ("meeting", {"agenda": {}}, "agenda"),
        ("meeting", {"agenda": [{"subject": "یک"}, {"minutes_allotted": "x"}]}, "agenda.1.minutes_allotted"),
        ("follow_up", {"due_on": "1404/13/01"}, "due_on"),
        ("agreement", {"signed_on": {"first": "x"}}, "signed_on"),
        ("agreement", {"signed_on": -5}, "signed_on"),
        ("agreement", {"signed_on": 7}, "signed_on"),
        ("agreement", {"signed_on": partial("2026-05-01", "2026-04-01", "month")}, "signed_on"),
        ("agreement", {"signed_on": partial("2026-05-01", "2026-05-30", "month")}, "signed_on"),
        ("agreement", {"signed_on": partial("2026-05-01", "2026-05-02", "day")}, "signed_on"),
        ("agreement", {"expires_on": "0040/05/12"}, "expires_on"),
        ("meeting", {"starts_at": "0622-03-21T09:00"}, "starts_at"),
        ("delegation", {"ends_on": "9999-12-31"}, "ends_on"),
        ("counterpart", {"dues": {"amount": "1", "currency": "ZZZ"}}, "dues"),
        ("agreement", {"scan": {"path": "/nowhere/scan.pdf"}}, "scan"),
        ("counterpart", {"dues": {"amount": 1.5, "currency": "EUR"}}, "dues"),
        ("counterpart", {"dues": {"amount": "1.005", "currency": "EUR"}}, "dues"),
        ("counterpart", {"position": {"latitude": 95, "longitude": 0}}, "position"),
        ("counterpart", {"country": "XX"}, "country"),
        ("person", [], "person"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(office: Office, kind: str, data: Any, field: str) -> None:
    with pytest.raises(UnfitValue) as refused:
        draft_from_json(office, kind, data)
    assert refused.value.field == field


def test_the_founding_of_a_city_may_be_of_any_age(office: Office) -> None:
    city = added(office, "counterpart", {"name_fa": "قاهره", "kind": "city", "founded": "0969 میلادی"})
    assert city.values["founded"] == PartialDate.of_year(969, Calendar.GREGORIAN)


def test_unknown_names_are_refused_naming_the_lawful_ones(office: Office) -> None:
    with pytest.raises(UnknownAttribute) as refused:
        draft_from_json(office, "person", {"name": "آرش"})
    assert "name_fa" in str(refused.value)
    with pytest.raises(UnknownKind) as unknown:
        draft_from_json(office, "city", {})
    assert "counterpart" in str(unknown.value)


def test_rows_nest_and_promises_are_told_once(office: Office) -> None:
    data = {
        "subject": "دیدار", "starts_at": "2026-01-01T09:00:00+03:30",
        "agenda": [{"subject": "مترو", "promises": [{"what": "ارسال گزارش"}]}, {"subject": "پسماند"}],
        "promises": [{"what": "دعوت"}],
    }  # fmt: skip
    found = added(office, "meeting", data)
    written = to_json(office, "meeting", found)
    assert [row["what"] for row in written["promises"]] == ["دعوت"]  # type: ignore[union-attr,index]
    assert written["agenda"][0]["promises"][0]["what"] == "ارسال گزارش"  # type: ignore[index]
    assert without_ids(to_json(office, "meeting", added(office, "meeting", written))) == without_ids(written)


def test_files_come_by_path_and_go_by_reference(office: Office, tmp_path: Any) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 x")
    found = added(office, "agreement", {"title_fa": "متن", "scan": {"path": str(tmp_path / "scan.pdf")}})
    written = to_json(office, "agreement", found)
    assert written["scan"]["name"] == "scan.pdf"  # type: ignore[index,call-overload]
    assert added(office, "agreement", written).values["scan"] == found.values["scan"]


def test_an_error_saves_nothing(office: Office) -> None:
    with pytest.raises(SafirError):
        added(office, "meeting", {"subject": "دیدار", "starts_at": "2026-01-01 09:00", "agenda": [{"subject": None}]})
    with pytest.raises(UnfitValue):
        draft_from_json(office, "meeting", {"subject": "دیدار", "agenda": [{"subject": [3]}]})


def test_kinds_describe_themselves(office: Office) -> None:
    kinds = {kind["key"]: kind for kind in kinds_json(office.catalogue)}
    assert {"counterpart", "person", "post", "delegation", "meeting", "agreement", "follow_up"} <= set(kinds)
    meeting = kinds["meeting"]
    attributes = {attribute["name"]: attribute for attribute in meeting["attributes"]}
    assert attributes["subject"]["required"]
    assert attributes["stage"]["choices"][0]["code"] == "requested"
    assert attributes["counterparts"]["target"] == "counterpart"
    assert {panel["name"] for panel in meeting["panels"]} >= {"agenda", "attendees", "promises"}
    json.dumps(list(kinds.values()))


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_ids(inside) for name, inside in value.items() if name != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
partials = st.one_of(
    st.builds(PartialDate.of_day, days),
    st.builds(PartialDate.of_month, st.integers(1300, 1450), st.integers(1, 12), st.just(Calendar.JALALI)),
    st.builds(PartialDate.of_season, st.integers(1300, 1450), st.integers(1, 4), st.just(Calendar.JALALI)),
    st.builds(PartialDate.of_year, st.integers(1900, 2050), st.just(Calendar.GREGORIAN)),
)
texts = st.text(alphabet="آبپتسرو abcXYZ ۱۲۳ 123 «»\u200c\n\"'{}%", min_size=1, max_size=20).filter(str.strip)
maybe = {
    "title_en": texts, "title_native": texts, "binding": st.sampled_from(Binding), "signed_on": partials,
    "expires_on": st.none(),
    "notice_given_on": partials, "originals": st.integers(0, 99), "review_value": st.integers(1, 5), "dispute_clause": texts,
    "renewal": st.sampled_from(["fixed", "tacit"]), "label": st.sampled_from(["normal", "secret"]), "register_number": texts,
}  # fmt: skip


@given(partials, st.sampled_from(Bound), st.sampled_from(Calendar))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_partial_day_reads_back_the_same(office: Office, value: PartialDate, bound: Bound, calendar: Calendar) -> None:
    said = replace(value, bound=bound, calendar=calendar if value.precision is Precision.DAY else value.calendar)
    written = json.loads(json.dumps(partial_json(said)))
    assert draft_from_json(office, "agreement", {"title_fa": "متن", "signed_on": written}).values["signed_on"] == said


@given(st.fixed_dictionaries({"title_fa": texts}, optional=maybe))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_can_be_added_again(office: Office, values: dict[str, Any]) -> None:
    first = blank(office, "agreement", values=values)
    written = to_json(office, "agreement", open_draft(office, "agreement", save(office, first).id))
    again = to_json(office, "agreement", added(office, "agreement", json.loads(json.dumps(written))))
    assert without_ids(again) == without_ids(written)


@given(st.datetimes(), st.sampled_from(["Asia/Tehran", "Europe/Istanbul", "+02:00"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moments_read_back_the_same(office: Office, wall: Any, zone: str) -> None:
    if not 1950 < wall.year < 2037:
        return
    moment = Moment(wall, zone)
    written = to_json(office, "meeting", blank(office, "meeting", values={"starts_at": moment}))
    found = draft_from_json(office, "meeting", written).values["starts_at"]
    assert isinstance(found, Moment)
    assert found.instant == moment.instant


def test_a_place_is_kept_in_degrees(office: Office) -> None:
    there = {"latitude": 39.92, "longitude": 32.85}
    city = added(office, "counterpart", {"name_fa": "آنکارا", "kind": "city", "position": there})
    assert to_json(office, "counterpart", city)["position"] == there
    assert isinstance(city.id, UUID)
    assert city.values["kind"] is CounterpartKind.CITY


def test_a_number_without_quotes_is_taken_as_text(office: Office) -> None:
    assert draft_from_json(office, "meeting", {"subject": "یک", "minutes_number": 214}).values["minutes_number"] == "214"


def test_numbers_beyond_the_store_are_refused_with_their_field(office: Office) -> None:
    city = {"name_fa": "آنکارا", "kind": "city"}
    for given_ in ({"population": 10**30}, {"population": "9" * 30}, {"dues": {"amount": 10**30, "currency": "EUR"}}):
        with pytest.raises(UnfitValue, match=next(iter(given_))):
            draft_from_json(office, "counterpart", city | given_)
