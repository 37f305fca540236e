"""History tells each deed in words; undo and redo bring any depth of them back and forth."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.i18n import use_language
from app.core.moments import Moment
from app.core.text import strip_isolates
from app.records.counterpart import CounterpartKind
from app.records.follow_up import FollowUp
from app.rules.stages import AgreementStage, MeetingStage
from app.rules.vocabulary import Side
from app.schema.draft import Draft
from app.services import changing
from app.services.editing import blank, open_draft, save
from app.services.history import NothingToUndo, history, next_redo, next_undo, put_back, redo, undo
from app.services.json_values import to_json
from app.services.office import Office
from app.services.putting_back import LaterEdit, LockedMinutes, SignedText


def a_city(office: Office, name: str = "آنکارا", **values: Any) -> UUID:
    return save(office, blank(office, "counterpart", values={"name_fa": name, "kind": CounterpartKind.CITY, **values})).id


def renamed(office: Office, record: UUID, name: str) -> None:
    draft = open_draft(office, "counterpart", record)
    draft.values["name_fa"] = name
    save(office, draft)


def name_of(office: Office, record: UUID) -> object:
    return open_draft(office, "counterpart", record).values["name_fa"]


def test_history_tells_who_when_and_what(office: Office, officer: UUID) -> None:
    record = a_city(office)
    draft = open_draft(office, "counterpart", record)
    draft.values["officer"] = officer
    draft.values["domains"] = ()
    save(office, draft)
    newest, oldest = history(office, "counterpart", record)
    assert newest.who == "مریم رضایی"
    assert newest.at.wall.isoformat() == "2025-10-07T11:30:00"
    assert [(change.old, change.new) for change in newest.changes] == [("", "مریم رضایی")]
    assert oldest.use_case == "add"
    assert "آنکارا" in strip_isolates(str(oldest.title))


def test_values_are_told_in_the_language_shown(office: Office) -> None:
    promise = save(office, blank(office, "follow_up", values={"what": "ارسال", "due_on": date(2025, 11, 21)})).id
    draft = open_draft(office, "follow_up", promise)
    draft[FollowUp.due_on], draft[FollowUp.side] = date(2025, 12, 6), Side.THEIRS
    save(office, draft)
    newest = history(office, "follow_up", promise)[0]
    changes = {change.field.in_("en"): (change.old, change.new) for change in newest.changes}
    assert changes["Due"] == ("۱۴۰۴/۰۸/۳۰", "۱۴۰۴/۰۹/۱۵")
    use_language("en")
    changes = {str(change.field): (change.old, change.new) for change in history(office, "follow_up", promise)[0].changes}
    assert changes == {"Due": ("2025-11-21", "2025-12-06"), "Side": ("Ours", "Theirs")}


def test_rows_are_told_under_their_panel(office: Office) -> None:
    city = blank(office, "counterpart", values={"name_fa": "آنکارا", "kind": CounterpartKind.CITY})
    city.rows["facts"] = [blank(office, "city_fact", values={"subject": name, "amount_text": "۱"}) for name in ("مترو", "پارک")]
    record = save(office, city).id
    draft = open_draft(office, "counterpart", record)
    draft.rows["facts"].reverse()
    draft.rows["facts"][0].values["amount_text"] = "۲"
    save(office, draft)
    told = history(office, "counterpart", record)[0].changes
    panel = office.catalogue["city_fact"].plural
    assert all(change.panel == panel for change in told)
    assert ("پارک", "۱", "۲") in [(change.row, change.old, change.new) for change in told]
    assert len([change for change in told if not change.can_go_back]) == 1


def test_undo_and_redo_walk_to_any_depth(office: Office) -> None:
    record = a_city(office)
    for name in ("دو", "سه", "چهار"):
        renamed(office, record, name)
    seen = []
    for _step in range(3):
        undo(office)
        seen.append(name_of(office, record))
    assert seen == ["سه", "دو", "آنکارا"]
    seen.clear()
    for _step in range(3):
        redo(office)
        seen.append(name_of(office, record))
    assert seen == ["دو", "سه", "چهار"]
    with pytest.raises(NothingToUndo):
        redo(office)


def test_the_next_undo_passes_over_what_is_undone(office: Office) -> None:
    assert next_undo(office) is None
    record = a_city(office)
    renamed(office, record, "باکو")
    first = next_undo(office)
    undo(office)
    assert first is not None
    assert next_redo(office) == first
    assert next_undo(office) != first
    undo(office)
    assert next_undo(office) is None


def test_something_new_ends_the_redo(office: Office) -> None:
    record = a_city(office)
    renamed(office, record, "باکو")
    undo(office)
    renamed(office, record, "ایروان")
    assert next_redo(office) is None


def test_undo_of_a_creation_deletes_and_redo_brings_back_all_its_rows(office: Office) -> None:
    city = blank(office, "counterpart", values={"name_fa": "آنکارا", "kind": CounterpartKind.CITY})
    city.rows["facts"] = [blank(office, "city_fact", values={"subject": "مترو", "amount_text": "۱"})]
    record = save(office, city).id
    before = to_json(office, "counterpart", open_draft(office, "counterpart", record))
    undo(office)
    assert changing.deleted_count(office, "counterpart") == 1
    redo(office)
    assert to_json(office, "counterpart", open_draft(office, "counterpart", record)) == before


def test_undo_of_a_deletion_brings_the_rows_back(office: Office) -> None:
    record = a_city(office)
    changing.delete(office, "counterpart", [record])
    undo(office)
    assert name_of(office, record) == "آنکارا"


def test_an_older_deed_is_taken_back_field_by_field(office: Office) -> None:
    record = a_city(office)
    draft = open_draft(office, "counterpart", record)
    draft.values.update(name_fa="باکو", region="آسیا")
    deed = save(office, draft).deed
    renamed(office, record, "ایروان")
    done = undo(office, deed)
    assert done.done == 1
    assert [str(refused.field.in_("en")) for refused in done.refused] == ["Persian name"]
    found = open_draft(office, "counterpart", record).values
    assert (found["name_fa"], found["region"]) == ("ایروان", None)
    with pytest.raises(NothingToUndo):
        undo(office, deed)


def test_a_creation_that_others_built_on_is_not_taken_back(office: Office) -> None:
    record = a_city(office)
    deed = history(office, "counterpart", record)[0].id
    renamed(office, record, "باکو")
    done = undo(office, deed)
    assert done.deed is None
    assert name_of(office, record) == "باکو"


def test_what_others_built_on_stays_whole(office: Office) -> None:
    tag = save(office, blank(office, "tag", values={"code": "metro", "label_fa": "مترو"})).id
    city = blank(office, "counterpart", values={"name_fa": "آنکارا", "kind": CounterpartKind.CITY, "tags": (tag,)})
    city.rows["facts"] = [blank(office, "city_fact", values={"subject": name, "amount_text": "۱"}) for name in ("یک", "دو")]
    saved = save(office, city)
    draft = open_draft(office, "counterpart", saved.id)
    draft.rows["facts"][1].values["source"] = "شهرداری"
    save(office, draft)
    before = to_json(office, "counterpart", open_draft(office, "counterpart", saved.id))
    assert undo(office, saved.deed).deed is None
    assert to_json(office, "counterpart", open_draft(office, "counterpart", saved.id)) == before


def test_one_value_is_put_back(office: Office) -> None:
    record = a_city(office)
    renamed(office, record, "باکو")
    renamed(office, record, "ایروان")
    change = history(office, "counterpart", record)[1].changes[0]
    with pytest.raises(LaterEdit, match="نام"):
        put_back(office, change.seq)
    assert name_of(office, record) == "ایروان"
    put_back(office, change.seq, over=True)
    assert name_of(office, record) == "آنکارا"
    with pytest.raises(NothingToUndo):
        put_back(office, change.seq, over=True)
    undo(office)
    assert name_of(office, record) == "ایروان"


def minutes(office: Office) -> tuple[UUID, UUID | None]:
    """Write minutes in two deeds and approve them in a third; gives the meeting and the second deed."""
    starts_at = Moment(datetime(2025, 10, 12, 9), "Asia/Seoul")  # noqa: DTZ001
    values: dict[str, Any] = {"subject": "دیدار", "starts_at": starts_at, "stage": MeetingStage.MINUTES_DRAFT, "minutes": "نخست"}
    meeting = save(office, blank(office, "meeting", values=values)).id
    draft = open_draft(office, "meeting", meeting)
    draft.values["minutes"] = "دوم"
    second = save(office, draft).deed
    draft = open_draft(office, "meeting", meeting)
    draft.values["stage"] = MeetingStage.MINUTES_APPROVED
    save(office, draft)
    return meeting, second


def test_approved_minutes_keep_their_text_from_the_drawer_of_history(office: Office) -> None:
    meeting, second = minutes(office)
    change = history(office, "meeting", meeting)[1].changes[0]
    with pytest.raises(LockedMinutes):
        put_back(office, change.seq, over=True, reason="دلیل")
    done = undo(office, second)
    assert (done.deed, [str(refused.by) for refused in done.refused]) == (None, ["تأیید صورت‌جلسه"])
    assert open_draft(office, "meeting", meeting).values["minutes"] == "دوم"
    undo(office)  # the approval itself, as one step
    undo(office)
    assert open_draft(office, "meeting", meeting).values["minutes"] == "نخست"


def test_a_signed_text_goes_back_only_with_a_reason(office: Office) -> None:
    values = {"title_fa": "خواهرخواندگی", "stage": AgreementStage.INITIALLED, "end_clause": "بند نخست"}
    agreement = save(office, blank(office, "agreement", values=values)).id
    for changed in ({"end_clause": "بند دوم"}, {"stage": AgreementStage.SIGNED}):
        draft = open_draft(office, "agreement", agreement)
        draft.values |= changed
        save(office, draft)
    change = next(each for deed in history(office, "agreement", agreement) for each in deed.changes if each.old == "بند نخست")
    with pytest.raises(SignedText):
        put_back(office, change.seq, reason=" ")
    put_back(office, change.seq, reason="اصلاح نگارشی")
    assert open_draft(office, "agreement", agreement).values["end_clause"] == "بند نخست"
    assert "اصلاح نگارشی" in [each.new for each in history(office, "agreement", agreement)[0].changes]


def test_history_marks_what_is_undone(office: Office) -> None:
    record = a_city(office)
    renamed(office, record, "باکو")
    undo(office)
    told = history(office, "counterpart", record)
    assert [(deed.use_case, deed.undone) for deed in told] == [("undo", False), ("edit", True), ("add", False)]


def test_links_are_undone_too(office: Office) -> None:
    tag = save(office, blank(office, "tag", values={"code": "metro", "label_fa": "مترو"})).id
    record = a_city(office)
    draft = open_draft(office, "counterpart", record)
    draft.values["tags"] = (tag,)
    save(office, draft)
    undo(office)
    assert open_draft(office, "counterpart", record).values["tags"] == ()
    redo(office)
    assert open_draft(office, "counterpart", record).values["tags"] == (tag,)


kinds_of_step = st.sampled_from(["name", "row", "drop", "order", "delete"])
steps = st.lists(st.tuples(kinds_of_step, st.integers(0, 3)), min_size=1, max_size=5)


@given(steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_and_redoing_everything_changes_nothing(office: Office, steps: list[tuple[str, int]]) -> None:
    record = a_city(office)
    states = [shape(office, record)]
    for what, number in steps:
        taken = step(office, record, what, number)
        if taken:
            states.append(shape(office, record))
    for before in reversed(states[:-1]):
        undo(office)
        assert shape(office, record) == before
    for after in states[1:]:
        redo(office)
        assert shape(office, record) == after


def shape(office: Office, record: UUID) -> object:
    if not living_city(office, record):
        return None
    return to_json(office, "counterpart", open_draft(office, "counterpart", record))


def living_city(office: Office, record: UUID) -> bool:
    from app.services.titles import titles

    return not titles(office, [record])[record].deleted


def step(office: Office, record: UUID, what: str, number: int) -> bool:
    if not living_city(office, record):
        return changing.restore(office, "counterpart", [record]).deed is not None
    if what == "delete":
        return changing.delete(office, "counterpart", [record]).deed is not None
    draft = open_draft(office, "counterpart", record)
    facts: list[Draft] = draft.rows["facts"]
    if what == "name":
        draft.values["name_fa"] = f"شهر {number}"
    elif what == "row" or not facts:
        facts.insert(0, blank(office, "city_fact", values={"subject": f"داده {number}", "amount_text": "۱"}))
    elif what == "drop":
        facts[number % len(facts)].removed = True
    else:
        facts.append(facts.pop(number % len(facts)))
    return save(office, draft).deed is not None
