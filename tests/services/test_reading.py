"""Completeness: what a record has against what its kind asks for."""

from app.records.counterpart import CounterpartKind
from app.services.editing import blank, open_draft, save
from app.services.office import Office
from app.services.reading import completeness, completeness_by_id


def test_a_record_is_complete_only_when_nothing_is_missing(office: Office) -> None:
    person = blank(office, "person", values={"name_fa": "آرش"})
    reading = completeness(office, person)
    assert 0 < reading.percent < 100
    assert {gap.field for gap in reading.gaps} >= {"name_latin", "photo"}
    for gap in reading.gaps:
        person.values[gap.field] = "x"
    assert completeness(office, person).percent == 100


def test_required_fields_stand_first_among_the_gaps(office: Office) -> None:
    gaps = completeness(office, blank(office, "meeting")).gaps
    assert {gap.field for gap in gaps[:2]} == {"subject", "starts_at"}


def test_rows_are_asked_too_once_for_each_field(office: Office) -> None:
    city = blank(office, "counterpart", values={"name_fa": "آنکارا", "kind": CounterpartKind.CITY})
    city.rows["facts"] = [blank(office, "city_fact", values={"subject": name, "amount_text": "۱"}) for name in ("یک", "دو")]
    gaps = [(gap.panel, gap.field) for gap in completeness(office, city).gaps if gap.panel]
    assert gaps == [("facts", "source"), ("facts", "as_of")]


def test_sections_that_do_not_exist_ask_for_nothing(office: Office) -> None:
    ours = blank(office, "counterpart", values={"name_fa": "شورا", "kind": CounterpartKind.COUNCIL, "side": "ours"})
    saved = save(office, ours).id
    found = completeness_by_id(office, "counterpart", [saved])[saved]
    assert found == completeness(office, open_draft(office, "counterpart", saved))
    assert "our_aims" in {gap.field for gap in found.gaps}
    assert "dues" not in {gap.field for gap in found.gaps}
