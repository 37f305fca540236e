"""One reason silences the one finding it was given for, as long as its figures stay; the others and what changes speak on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import frozen_at
from app.core.moments import Moment
from app.core.text import strip_isolates
from app.records.delegation import Direction
from app.records.meeting import Attendance, Meeting
from app.rules.findings import Finding
from app.rules.rank_match import rank_match
from app.rules.stages import ClearanceState, FollowUpState
from app.rules.vocabulary import Side
from app.schema.draft import Draft, Severity
from app.schema.values import Value
from app.services import alerts, editing, findings, history, reference
from app.services.checking import OVERRIDES
from app.services.gone_past import Passed
from app.services.office import Office
from app.store.writing import Deed
from tests.services.test_findings import TODAY, add, member, trip

ZONE = "Asia/Tehran"


@pytest.fixture
def ready(office: Office) -> Office:
    reference.load(office)
    return office


def standing(office: Office, kind: str, subject: UUID | Draft, rule: str) -> list[Finding]:
    return [found for found in findings.findings(office, kind, subject) if found.rule == rule]


def at_home(office: Office, rule: str) -> list[alerts.Alert]:
    return [alert for alert in alerts.alerts(office) if alert.finding.rule == rule]


def meeting(office: Office, *people: UUID, hour: int = 10, rows: list[dict[str, Value]] | None = None, **values: Value) -> UUID:
    at = Moment(datetime.fromisoformat(f"2025-10-20T{hour:02}:00"), ZONE)
    ours: list[dict[str, Value]] = [{"person": person, "side": Side.OURS} for person in people]
    given: dict[str, Value] = {"subject": f"دیدار ساعت {hour}", "starts_at": at, "length_minutes": 90, **values}
    return add(office, "meeting", {"attendees": [*ours, *(rows or [])]}, **given)


def test_ignoring_one_short_passport_leaves_the_others(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(3)]
    until = TODAY + timedelta(days=60)
    found = add(
        ready, "delegation", {"members": [{"person": person, "passport_expires_on": until} for person in people]},
        title="سفر", direction=Direction.OUTGOING, starts_on=TODAY + timedelta(days=20), ends_on=TODAY + timedelta(days=25),
    )  # fmt: skip
    three = standing(ready, "delegation", found, "passport")
    assert len(three) == 3
    findings.go_past(ready, found, three[0], reason="گذرنامهٔ تازه در راه است")
    assert standing(ready, "delegation", found, "passport") == three[1:]
    assert len(at_home(ready, "passport")) == 2


def test_ignoring_one_late_clearance_leaves_those_with_the_same_lead_time(ready: Office) -> None:
    steps = [add(ready, "clearance_step", code=f"s{at}", label_fa=f"مرجع {at}", lead_days=40, position=at) for at in range(3)]
    found = trip(ready, member(ready, "عضو"))
    draft = editing.open_draft(ready, "delegation", found)
    for step in steps:
        row = editing.blank_row(ready, draft, panel="clearances")
        row.values |= {"step": step, "state": ClearanceState.AWAITED}
        draft.rows["clearances"].append(row)
    editing.save(ready, draft)
    late = standing(ready, "delegation", found, "clearance")
    assert {each.subject for each in late} == {str(step) for step in steps}
    findings.go_past(ready, found, late[0], reason="تلفنی موافقت کردند")
    assert standing(ready, "delegation", found, "clearance") == late[1:]


def test_more_members_abroad_than_were_decided_on_are_asked_about_again(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(8)]
    first = trip(ready, *people[:4])
    (four,) = standing(ready, "delegation", first, "quorum")
    findings.go_past(ready, first, four, reason="با موافقت رئیس شورا")
    assert standing(ready, "delegation", first, "quorum") == []
    trip(ready, *people[4:])
    (eight,) = standing(ready, "delegation", first, "quorum")
    assert "۸" in eight.fact.in_("fa")


def test_an_overlap_of_another_person_is_another_finding(ready: Office) -> None:
    one, other = member(ready, "یک"), member(ready, "دو")
    mine = trip(ready, one, other)
    trip(ready, one, start=23, end=28)
    (known,) = standing(ready, "delegation", mine, "overlap")
    findings.go_past(ready, mine, known, reason="جانشین می‌رود")
    trip(ready, other, start=23, end=28)
    (later,) = standing(ready, "delegation", mine, "overlap")
    assert "دو" in later.fact.in_("fa")


def test_a_reason_in_the_form_of_a_meeting_answers_one_overlap_of_three(ready: Office) -> None:
    one, other = member(ready, "یک"), member(ready, "دو")
    meeting(ready, one, other, hour=11)
    meeting(ready, one, hour=9)
    found = meeting(ready, one, other, hour=10)
    waiting = [
        problem for problem in editing.check(ready, editing.open_draft(ready, "meeting", found)) if problem.rule == "overlap"
    ]
    assert len({problem.mark for problem in waiting}) == 3
    draft = editing.open_draft(ready, "meeting", found)
    editing.save(ready, draft, overrides={waiting[0].mark: "کوتاه می‌ماند"})
    assert [past.reason for past in findings.gone_past(ready, found)] == ["کوتاه می‌ماند"]
    left = [problem.mark for problem in editing.check(ready, editing.open_draft(ready, "meeting", found))]
    assert left == [problem.mark for problem in waiting[1:]]


def test_an_ignored_late_promise_stays_ignored_tomorrow(ready: Office) -> None:
    late = add(ready, "follow_up", what="نامه", side=Side.OURS, due_on=TODAY - timedelta(days=3), state=FollowUpState.OPEN)
    (found,) = findings.findings(ready, "follow_up", late)
    findings.go_past(ready, late, found, reason="منتظر پاسخ")
    with frozen_at(datetime(2025, 10, 8, 9, tzinfo=UTC)):
        assert ready.today() == TODAY + timedelta(days=1)
        assert findings.findings(ready, "follow_up", late) == ()
        assert at_home(ready, "promise") == []
    draft = editing.open_draft(ready, "follow_up", late)
    editing.save(ready, draft.with_values({"due_on": TODAY - timedelta(days=1)}))
    assert len(findings.findings(ready, "follow_up", late)) == 1


def keep_as_before(office: Office, record: UUID, finding: Finding) -> None:
    """Keep a reason as it was kept before findings had keys: by the arithmetic alone."""
    model: Any = office.catalogue[OVERRIDES].model
    with office.doing(Deed("go_past", finding.fact)) as session:
        session.add(model(record=record, rule=finding.rule, reason="از پیش", fact=finding.why.in_("fa")))


def test_a_reason_kept_without_a_key_is_known_again_where_its_words_tell_what_it_was_for(ready: Office) -> None:
    ranks = rank_match(1, 4)
    assert ranks is not None
    old = Passed("rank_match", ranks.why.in_("fa"))
    assert old.silences(ranks)
    other = rank_match(1, 5)
    assert other is not None
    assert not old.silences(other)
    people = [member(ready, "یک"), member(ready, "دو")]
    mine = trip(ready, *people)
    trip(ready, *people, start=23, end=28)
    both = standing(ready, "delegation", mine, "overlap")
    keep_as_before(ready, mine, both[0])
    # Its words are those of every overlap: both are asked about once more, and the reason stays to be read.
    assert standing(ready, "delegation", mine, "overlap") == both
    assert [past.reason for past in findings.gone_past(ready, mine)] == ["از پیش"]


def test_a_reason_given_at_one_trip_counts_for_the_same_overlap_at_home(ready: Office) -> None:
    person = member(ready, "عضو")
    earlier = trip(ready, person)
    trip(ready, person, start=23, end=28)
    assert len(at_home(ready, "overlap")) == 1
    (found,) = standing(ready, "delegation", earlier, "overlap")
    findings.go_past(ready, earlier, found, reason="جانشین می‌رود")
    assert at_home(ready, "overlap") == []


def test_a_reason_given_before_the_first_save_is_kept_for_what_is_saved(ready: Office) -> None:
    person = member(ready, "عضو")
    trip(ready, person)
    draft = editing.blank(ready, "delegation", values={"title": "تازه", "direction": Direction.OUTGOING, "head": person})
    draft.values |= {"starts_on": TODAY + timedelta(days=21), "ends_on": TODAY + timedelta(days=22)}
    (problem,) = [found for found in editing.check(ready, draft) if found.rule == "overlap"]
    saved = editing.save(ready, draft, overrides={problem.mark: "جانشین می‌رود"})
    assert standing(ready, "delegation", saved.id, "overlap") == []


def test_home_shows_every_run_of_days_above_the_limit(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(5)]
    trip(ready, *people, start=20, end=25)
    trip(ready, *people[:4], start=60, end=65)
    both = at_home(ready, "quorum")
    assert [alert.finding.due for alert in both] == [TODAY + timedelta(days=20), TODAY + timedelta(days=60)]
    findings.go_past(ready, both[0].id, both[0].finding, reason="با موافقت رئیس شورا")
    assert at_home(ready, "quorum") == both[1:]
    assert standing(ready, "delegation", both[0].id, "quorum") == []


def test_an_ignored_crowd_stays_ignored_while_its_first_trips_come_home(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(5)]
    trip(ready, *people[:2], start=1, end=2)
    trip(ready, *people[2:], start=0, end=9)
    trip(ready, people[0], start=3, end=9)
    (found,) = at_home(ready, "quorum")
    findings.go_past(ready, found.id, found.finding, reason="با موافقت رئیس شورا")
    assert at_home(ready, "quorum") == []
    with frozen_at(datetime(2025, 10, 11, 9, tzinfo=UTC)):
        assert at_home(ready, "quorum") == []


def test_a_stand_in_and_an_interpreter_are_looked_for_in_two_places(ready: Office) -> None:
    stand_in, voice, absent = (member(ready, name) for name in ("جانشین", "مترجم", "غایب"))
    replaced: dict[str, Value] = {
        "person": absent, "side": Side.OURS, "attendance": Attendance.REPLACED, "replaced_by": stand_in,
    }  # fmt: skip
    meeting(ready, rows=[replaced], interpreter=voice)
    other = meeting(ready, stand_in, absent, hour=11, interpreter=voice)
    said = " ".join(found.fact.in_("fa") for found in standing(ready, "meeting", other, "overlap"))
    assert "جانشین" in said
    assert "مترجم" in said
    assert "غایب" not in said
    assert len(at_home(ready, "overlap")) == 2


def test_a_meeting_in_the_programme_of_a_trip_is_no_overlap_with_it_on_its_own_page_either(ready: Office) -> None:
    person = member(ready, "عضو")
    held = meeting(ready, person)
    rows: list[dict[str, Value]] = [{"subject": "دیدار", "meeting": held}]
    days: dict[str, Value] = {"starts_on": date(2025, 10, 18), "ends_on": date(2025, 10, 25)}
    add(
        ready,
        "delegation",
        {"members": [{"person": person}], "itinerary": rows},
        title="سفر",
        direction=Direction.OUTGOING,
        **days,
    )
    assert standing(ready, "meeting", held, "overlap") == []


def test_a_new_meeting_is_judged_before_it_is_saved(ready: Office) -> None:
    person = member(ready, "عضو")
    meeting(ready, person)
    at = Moment(datetime.fromisoformat("2025-10-20T10:00"), ZONE)
    draft = editing.blank(ready, "meeting", values={"subject": "تازه", "starts_at": at})
    row = editing.blank_row(ready, draft, panel="attendees")
    row.values["person"] = person
    draft.rows["attendees"].append(row)
    (found,) = standing(ready, "meeting", draft, "overlap")
    assert "ساعت ۱۰:۰۰ تا ۱۱:۰۰" in strip_isolates(found.fact.in_("fa"))
    assert draft[Meeting.subject] == "تازه"
    assert all(problem.severity is Severity.WARNING for problem in editing.check(ready, draft))


def test_history_tells_the_clock_of_an_overlap_that_was_gone_past(ready: Office) -> None:
    person = member(ready, "عضو")
    meeting(ready, person, hour=11)
    found = meeting(ready, person)
    (clash,) = standing(ready, "meeting", found, "overlap")
    findings.go_past(ready, found, clash, reason="کوتاه می‌ماند")
    title = history.history(ready, "meeting", found)[0].title
    assert "ساعت ۱۱:۰۰ تا ۱۱:۳۰" in strip_isolates(title.in_("fa"))
    assert "11:00 to 11:30" in strip_isolates(title.in_("en"))
