"""The shipped rows: complete, well written, the same in every store, and never forced on an office."""

import re

from app.core.ids import shipped_id
from app.core.text import is_latin
from app.schema.draft import Severity
from app.services import changing, reference
from app.services.editing import blank, check, open_draft, save
from app.services.list_query import ListQuery
from app.services.listing import first_rows
from app.services.office import Office
from app.services.titles import titles

NOT_PERSIAN = re.compile("[يكةۀ]|ه‌ی(?=\\s|$)|[0-9]")


def test_every_list_of_the_catalogue_that_can_be_shipped_is(office: Office) -> None:
    keys = {kind.key for kind, _rows in reference.shipped(office.catalogue)}
    assert keys == {kind.key for kind in office.catalogue.lists()} - {"officer", "tag"} | {"counterpart"}


def test_loading_twice_adds_once(office: Office) -> None:
    added = reference.load(office)
    assert added > 350
    assert reference.load(office) == 0


def test_the_wording_of_the_office_wins(office: Office) -> None:
    reference.load(office)
    turkey, war = shipped_id("country", "TR"), shipped_id("challenge", "war")
    draft = open_draft(office, "country", turkey)
    draft.values["label_fa"] = "جمهوری ترکیه"
    save(office, draft)
    changing.delete(office, "challenge", [war])
    reference.load(office)
    found = titles(office, [turkey, war])
    assert found[turkey].title == "جمهوری ترکیه"
    assert found[war].deleted


def test_shipped_rows_pass_their_own_rules_and_orthography(office: Office) -> None:
    for kind, rows in reference.shipped(office.catalogue):
        assert len({row["id"] for row in rows}) == len(rows)
        for row in rows:
            draft = blank(office, kind.key, values={name: value for name, value in row.items() if name != "id"})
            assert not [found for found in check(office, draft) if found.severity is Severity.ERROR and found.rule != "unique"]
            name = str(row.get("label_fa") or row.get("name_fa"))
            assert not NOT_PERSIAN.search(name), name
            assert row.get("label_en") or row.get("name_en")


def test_own_bodies_stand_under_council_and_municipality(office: Office) -> None:
    reference.load(office)
    district = open_draft(office, "counterpart", shipped_id("counterpart", "district_22"))
    assert district.values["name_fa"] == "شهرداری منطقهٔ ۲۲ تهران"
    assert str(district.values["side"]) == "ours"
    assert district.values["parent"] == shipped_id("counterpart", "tehran_municipality")


def test_clearance_steps_cover_both_routes_with_lead_times(office: Office) -> None:
    steps = {kind.key: rows for kind, rows in reference.shipped(office.catalogue)}
    routes = {row.get("route") for row in steps["clearance_step"]}
    assert routes == {"council_member", "municipal_employee", None}
    assert all(row["lead_days"] > 0 and row["authority"] for row in steps["clearance_step"])


def test_loading_is_not_undone_by_the_user(office: Office) -> None:
    from app.services.history import next_undo

    reference.load(office)
    assert next_undo(office) is None


def test_every_capital_is_named_in_persian(office: Office) -> None:
    reference.load(office)
    rows = first_rows(office, ListQuery("country", columns=("capital",)), limit=400)
    capitals = [str(row.values[0]) for row in rows if row.values[0]]
    assert len(capitals) > 200
    assert [capital for capital in capitals if is_latin(capital)] == []
