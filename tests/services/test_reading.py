"""Completeness: what a record has against what its kind asks for."""

from uuid import uuid4

from app.records.counterpart import CounterpartKind
from app.records.delegation import Direction
from app.schema.draft import Draft
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
    assert {gap.field or gap.panel for gap in gaps[:3]} == {"subject", "starts_at", "attendees"}


def test_rows_are_asked_too_once_for_each_field(office: Office) -> None:
    city = blank(office, "counterpart", values={"name_fa": "آنکارا", "kind": CounterpartKind.CITY})
    city.rows["facts"] = [blank(office, "city_fact", values={"subject": name, "amount_text": "۱"}) for name in ("یک", "دو")]
    gaps = [(gap.panel, gap.field) for gap in completeness(office, city).gaps if gap.panel]
    assert gaps == [("facts", "source"), ("facts", "as_of")]


def missing(office: Office, draft: Draft) -> dict[str, tuple[str, str | None]]:
    return {gap.name.in_("en"): (gap.field, gap.panel) for gap in completeness(office, draft).gaps}


def test_rows_that_a_panel_wants_are_missed_and_lead_to_it(office: Office) -> None:
    agreement = blank(office, "agreement", values={"title_fa": "تفاهم‌نامه"})
    bare = completeness(office, agreement)
    assert missing(office, agreement)["Parties"] == ("", "parties")
    assert bare.gaps[0].panel == "parties"
    agreement.rows["parties"] = [blank(office, "party", values={"body": uuid4(), "signatory": uuid4(), "post": uuid4()})]
    assert missing(office, agreement)["Parties: at least 2"] == ("", "parties")
    agreement.rows["parties"] *= 2
    assert not any(panel == "parties" for _field, panel in missing(office, agreement).values())
    assert completeness(office, agreement).percent > bare.percent
    agreement.rows["parties"][0].removed = True
    assert "Parties" in missing(office, agreement)


def test_members_and_attendees_are_missed(office: Office) -> None:
    assert missing(office, blank(office, "delegation", values={"direction": Direction.INCOMING}))["Members"] == ("", "members")
    assert missing(office, blank(office, "meeting"))["Attendees"] == ("", "attendees")


def test_sections_that_do_not_exist_ask_for_nothing(office: Office) -> None:
    ours = blank(office, "counterpart", values={"name_fa": "شورا", "kind": CounterpartKind.COUNCIL, "side": "ours"})
    saved = save(office, ours).id
    found = completeness_by_id(office, "counterpart", [saved])[saved]
    assert found == completeness(office, open_draft(office, "counterpart", saved))
    assert "our_aims" in {gap.field for gap in found.gaps}
    assert "dues" not in {gap.field for gap in found.gaps}
