"""Deletions on the way, what holds a record at home, and values that only one may have."""

from app.schema.values import Value
from app.services import changing
from app.services.editing import blank_row, open_draft, save
from app.sync import applying, deciding, planning
from app.sync.merge import Nature
from app.sync.told import Choice, Decision
from tests.sync.conftest import Desk, added, edited


def test_a_record_deleted_on_the_trip_goes_unless_the_office_newly_points_to_it(desk: Desk) -> None:
    desk.pack()
    laptop = desk.laptop()
    changing.delete(laptop, "person", [desk.mayor])
    changing.delete(laptop, "follow_up", [desk.promise])
    back = desk.comes_back(laptop)
    laptop.close()
    draft = open_draft(desk.office, "meeting", desk.add("meeting", **_elsewhere(desk)))
    row = blank_row(desk.office, draft, panel="attendees")
    row.values["person"] = desk.mayor
    draft.rows["attendees"].append(row)
    save(desk.office, draft)
    plan = planning.plan(desk.office, back)
    (conflict,) = plan.conflicts
    assert (conflict.record, conflict.nature) == (desk.mayor, Nature.DELETED_THERE)
    applying.apply(desk.office, plan)
    assert changing.restore(desk.office, "follow_up", [desk.promise]).count == 1
    (waiting,) = deciding.open_conflicts(desk.office)
    deciding.decide(desk.office, {waiting.id: Decision(Choice.THEIRS)})
    assert changing.restore(desk.office, "person", [desk.mayor]).count == 1


def _elsewhere(desk: Desk) -> dict[str, Value]:
    return {"subject": "دیدار دیگر", "starts_at": desk.values("meeting", desk.meeting)["starts_at"]}


def test_two_list_items_with_one_code_are_asked_about_and_one_gets_another(desk: Desk) -> None:
    desk.pack()
    laptop = desk.laptop()
    theirs = added(laptop, "tag", code="air", label_fa="هوا")
    edited(laptop, "delegation", desk.trip, tags=(theirs,))
    back = desk.comes_back(laptop)
    laptop.close()
    desk.add("tag", code="air", label_fa="هوای پاک")
    plan = planning.plan(desk.office, back)
    (conflict,) = plan.conflicts
    assert (conflict.nature, conflict.field) == (Nature.SAME_VALUE, "code")
    applying.apply(desk.office, plan, decisions={conflict.id: Decision(Choice.OTHER, "air-2")})
    assert desk.values("tag", conflict.record)["code"] == "air-2"
    assert desk.values("delegation", desk.trip)["tags"] == (theirs,)


def test_a_body_that_two_put_above_each_other_is_asked_about(desk: Desk) -> None:
    second = desk.add("counterpart", name_fa="بوسان", kind="city", side="theirs")
    desk.edit("delegation", desk.trip, counterparts=(desk.city, second))
    desk.pack()
    laptop = desk.laptop()
    edited(laptop, "counterpart", desk.city, parent=second)
    back = desk.comes_back(laptop)
    laptop.close()
    desk.edit("counterpart", second, parent=desk.city)
    (conflict,) = planning.plan(desk.office, back).conflicts
    assert (conflict.nature, conflict.field) == (Nature.CIRCLE, "parent")
