"""The rules bound to records: each warning stands at the record that it is about, and goes when somebody gave a reason."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.calendars import Calendar
from app.core.ids import shipped_id
from app.core.partial_dates import PartialDate
from app.records.counterpart import CounterpartKind
from app.records.delegation import Direction
from app.records.lists import Rank
from app.rules.stages import AgreementStage, ClearanceState, DelegationStage, FollowUpState
from app.rules.vocabulary import PeriodUnit, RenewalMode, Side
from app.schema.draft import Draft
from app.schema.values import Value
from app.services import alerts, editing, findings, history, reference, sample
from app.services.office import Office

TODAY = date(2025, 10, 7)


@pytest.fixture
def ready(office: Office) -> Office:
    reference.load(office)
    return office


def add(office: Office, key: str, rows: dict[str, list[dict[str, Value]]] | None = None, **values: Value) -> UUID:
    draft = editing.blank(office, key, values=values)
    for panel, every in (rows or {}).items():
        for given in every:
            row = editing.blank_row(office, draft, panel=panel)
            row.values.update(given)
            draft.rows[panel].append(row)
    return editing.save(office, draft).id


def member(office: Office, name: str) -> UUID:
    """Add a person who has been in the council since long."""
    person = add(office, "person", name_fa=name)
    since = PartialDate.of_day(date(2021, 8, 5))
    add(office, "post", person=person, title_fa="عضو شورا", seat=shipped_id("seat", "council_member"), held_from=since)
    return person


def trip(office: Office, *people: UUID, start: int = 20, end: int = 25, **values: Value) -> UUID:
    rows: dict[str, list[dict[str, Value]]] = {"members": [{"person": person} for person in people]}
    given: dict[str, Value] = {"title": "سفر", "direction": Direction.OUTGOING, "stage": DelegationStage.PROPOSED}
    days: dict[str, Value] = {"starts_on": TODAY + timedelta(days=start), "ends_on": TODAY + timedelta(days=end)}
    return add(office, "delegation", rows, **{**given, **days, **values})


def rules(office: Office, kind: str, subject: UUID | Draft) -> set[str]:
    return {found.rule for found in findings.findings(office, kind, subject)}


def test_too_many_council_members_abroad_warn_at_the_trip(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(4)]
    trip(ready, *people[:2])
    second = trip(ready, *people[2:], start=22, end=30)
    apart = trip(ready, people[3], start=60, end=62)
    assert "quorum" in rules(ready, "delegation", second)
    assert "quorum" not in rules(ready, "delegation", apart)


def test_a_seat_that_was_left_before_the_trip_does_not_count(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(3)]
    former = add(ready, "person", name_fa="پیشین")
    until = PartialDate.of_day(date(2025, 1, 1))
    add(ready, "post", person=former, title_fa="عضو شورا", seat=shipped_id("seat", "council_member"), held_to=until)
    assert "quorum" not in rules(ready, "delegation", trip(ready, *people, former))


def test_ranks_more_than_one_apart_warn(ready: Office) -> None:
    with ready.store.reading() as session:
        levels = {level: rank for rank, level in session.execute(select(Rank.id, Rank.level)) if level}
    lowest, person = max(levels), member(ready, "عضو")
    apart = trip(ready, person, head_rank=levels[1], host_rank=levels[lowest])
    even = trip(ready, person, head_rank=levels[lowest], host_rank=levels[lowest])
    assert "rank_match" in rules(ready, "delegation", apart)
    assert "rank_match" not in rules(ready, "delegation", even)


def test_steps_are_proposed_by_the_seat_of_the_traveller(ready: Office) -> None:
    council = findings.clearance_lines(ready, trip(ready, member(ready, "عضو"), start=90, end=95))
    employee = findings.clearance_lines(ready, trip(ready, add(ready, "person", name_fa="کارمند"), start=90, end=95))
    assert shipped_id("clearance_step", "central_commission") in {line.step for line in council}
    assert shipped_id("clearance_step", "mayors_approval") in {line.step for line in employee}
    assert shipped_id("clearance_step", "mayors_approval") not in {line.step for line in council}
    assert all(line.row is None for line in (*council, *employee))


def test_a_late_clearance_is_counted_back_from_departure(ready: Office) -> None:
    person = member(ready, "عضو")
    draft = editing.open_draft(ready, "delegation", trip(ready, person, start=20, end=25))
    row = editing.blank_row(ready, draft, panel="clearances")
    row.values |= {"step": shipped_id("clearance_step", "foreign_affairs"), "state": ClearanceState.AWAITED}
    draft.rows["clearances"].append(row)
    line = next(line for line in findings.clearance_lines(ready, draft) if line.row is not None or line.standing == "late")
    assert line.needed_by is not None
    assert "clearance" in rules(ready, "delegation", draft)
    late = next(found for found in findings.findings(ready, "delegation", draft) if found.rule == "clearance")
    assert late.due == TODAY + timedelta(days=20 - 35)


def test_a_passport_too_short_is_named_by_its_holder(ready: Office) -> None:
    person = member(ready, "حسین نمونه")
    rows: dict[str, list[dict[str, Value]]] = {"members": [{"person": person, "passport_expires_on": TODAY + timedelta(days=60)}]}
    given: dict[str, Value] = {"title": "سفر", "direction": Direction.OUTGOING, "starts_on": TODAY + timedelta(days=20)}
    found = add(ready, "delegation", rows, ends_on=TODAY + timedelta(days=25), **given)
    said = next(each for each in findings.findings(ready, "delegation", found) if each.rule == "passport")
    assert "حسین نمونه" in said.fact.in_("fa")


def test_one_person_on_two_trips_warns_at_both(ready: Office) -> None:
    person = member(ready, "عضو")
    one, two = trip(ready, person), trip(ready, person, start=23, end=28)
    assert "overlap" in rules(ready, "delegation", one)
    assert "overlap" in rules(ready, "delegation", two)


def test_guests_need_neither_clearances_nor_a_quorum(ready: Office) -> None:
    people = [member(ready, f"عضو {number}") for number in range(4)]
    guests = trip(ready, *people, direction=Direction.INCOMING, stage=DelegationStage.REQUESTED)
    assert rules(ready, "delegation", guests) == set()


def test_the_same_subject_with_the_same_city_within_two_years_shows_the_earlier_visit(ready: Office) -> None:
    city = add(ready, "counterpart", name_fa="سئول", kind=CounterpartKind.CITY)
    about: dict[str, Any] = {"counterparts": (city,), "domains": (shipped_id("domain", "transport"),)}
    done: dict[str, Any] = {"title": "سفر پیشین", "stage": DelegationStage.CLOSED, "report_waiver": "معاف"}
    trip(ready, member(ready, "یک"), start=-300, end=-295, **done, **about)
    again = trip(ready, member(ready, "دو"), **about)
    explained = trip(ready, member(ready, "سه"), start=40, end=42, repeat_note="پیگیری امضا", **about)
    assert "repeat_visit" in rules(ready, "delegation", again)
    assert "repeat_visit" not in rules(ready, "delegation", explained)


def both(office: Office, rule: str, record: UUID) -> bool:
    """Tell whether form and home both warn of a delegation; they must agree."""
    on_form = rule in rules(office, "delegation", record)
    at_home = rule in {alert.finding.rule for alert in alerts.alerts(office) if alert.id == record}
    assert on_form is at_home
    return on_form


@pytest.mark.parametrize(
    ("direction", "stage"),
    [
        (Direction.OUTGOING, DelegationStage.APPROVED),
        (Direction.OUTGOING, DelegationStage.REPORT_DUE),
        (Direction.INCOMING, DelegationStage.HOSTED),
    ],
)
def test_a_report_is_late_by_the_return_and_not_by_the_stage(ready: Office, stage: DelegationStage, direction: Direction) -> None:
    person = member(ready, "عضو")
    assert both(ready, "report_overdue", trip(ready, person, start=-61, end=-55, stage=stage, direction=direction))
    assert not both(ready, "report_overdue", trip(ready, person, start=-20, end=-10, stage=stage, direction=direction))


@pytest.mark.parametrize(
    ("settled", "warns"),
    [
        ({"report_accepted_on": TODAY}, False),
        ({"report_waiver": "سفر یک‌روزه بود"}, False),
        ({"report_waiver": " "}, True),
        ({"stage": DelegationStage.REPORT_ACCEPTED}, False),
        ({"stage": DelegationStage.CANCELLED}, False),
        ({"stage": DelegationStage.POSTPONED}, False),
        ({"stage": DelegationStage.REFUSED}, False),
        ({"stage": DelegationStage.DECLINED, "direction": Direction.INCOMING}, False),
        ({"report_received_on": TODAY - timedelta(days=50)}, True),
    ],
)
def test_a_report_warns_until_it_is_accepted_or_waived(ready: Office, settled: dict[str, Value], warns: bool) -> None:
    given: dict[str, Value] = {"stage": DelegationStage.APPROVED, **settled}
    assert both(ready, "report_overdue", trip(ready, member(ready, "عضو"), start=-70, end=-60, **given)) is warns


def test_a_report_that_came_and_was_never_accepted_says_so(ready: Office) -> None:
    received = TODAY - timedelta(days=12)
    late = trip(ready, member(ready, "عضو"), start=-70, end=-60, report_received_on=received)
    said = next(found for found in findings.findings(ready, "delegation", late) if found.rule == "report_overdue")
    assert "۱۲ روز است" in said.fact.in_("fa")


@pytest.mark.parametrize("ends_on", [None, TODAY - timedelta(days=1)])
def test_without_a_return_a_trip_is_judged_by_its_departure(ready: Office, ends_on: date | None) -> None:
    people = [member(ready, f"عضو {number}") for number in range(4)]
    soon: dict[str, Value] = {"title": "سفر", "direction": Direction.OUTGOING, "starts_on": TODAY + timedelta(days=10)}
    rows: dict[str, list[dict[str, Value]]] = {
        "members": [{"person": person, "passport_expires_on": TODAY + timedelta(days=60)} for person in people]
    }
    draft = editing.blank(ready, "delegation", values={**soon, "ends_on": None, "stage": DelegationStage.PROPOSED})
    for given in rows["members"]:
        row = editing.blank_row(ready, draft, panel="members")
        row.values.update(given)
        draft.rows["members"].append(row)
    draft.values["ends_on"] = ends_on
    assert {"quorum", "clearance_missing", "passport"} <= rules(ready, "delegation", draft)
    assert findings.clearance_lines(ready, draft)
    if ends_on is None:
        record = editing.save(ready, draft).id
        assert all(both(ready, rule, record) for rule in ("quorum", "clearance_missing", "passport"))


def test_a_trip_without_a_return_clashes_on_its_departure_and_owes_a_report(ready: Office) -> None:
    person = member(ready, "عضو")
    open_end = trip(ready, person, start=22, end=25)
    draft = editing.open_draft(ready, "delegation", open_end)
    draft.values["ends_on"] = None
    editing.save(ready, draft)
    trip(ready, person, start=20, end=24)
    assert "overlap" in rules(ready, "delegation", open_end)
    gone = editing.open_draft(ready, "delegation", trip(ready, person, start=-60, end=-58))
    gone.values["ends_on"] = None
    record = editing.save(ready, gone).id
    assert both(ready, "report_overdue", record)
    said = next(found for found in findings.findings(ready, "delegation", record) if found.rule == "report_overdue")
    assert said.reason.in_("fa").startswith("تاریخ بازگشت ثبت نشده است")


def asked(office: Office, record: UUID) -> Draft:
    """Ask one clearance of a delegation."""
    draft = editing.open_draft(office, "delegation", record)
    row = editing.blank_row(office, draft, panel="clearances")
    row.values |= {"step": shipped_id("clearance_step", "foreign_affairs"), "state": ClearanceState.AWAITED}
    draft.rows["clearances"].append(row)
    return draft


@pytest.mark.parametrize("stage", [DelegationStage.CLOSED, DelegationStage.APPROVED])
def test_clearances_do_not_count_on_after_the_departure(ready: Office, stage: DelegationStage) -> None:
    past = trip(ready, member(ready, "عضو"), start=-405, end=-399, stage=stage, report_accepted_on=TODAY)
    (line,) = findings.clearance_lines(ready, asked(ready, past))
    assert (line.standing, line.days, line.needed_by) == ("unanswered", 0, TODAY - timedelta(days=405 + 35))
    assert findings.clearance_lines(ready, past) == ()


def test_nothing_is_proposed_for_a_file_that_is_closed_nor_for_guests(ready: Office) -> None:
    person = member(ready, "عضو")
    closed = trip(ready, person, start=90, end=95, stage=DelegationStage.CLOSED, report_waiver="معاف")
    assert findings.clearance_lines(ready, closed) == ()
    guests = trip(ready, person, start=90, end=95, direction=Direction.INCOMING, stage=DelegationStage.CLEARANCES)
    assert findings.clearance_lines(ready, guests) == ()
    (line,) = findings.clearance_lines(ready, asked(ready, guests))
    assert line.standing == "in_time"


def agreement(office: Office, *, left: int, stage: AgreementStage = AgreementStage.IN_FORCE, parties: int = 2) -> UUID:
    ends = PartialDate.of_day(TODAY + timedelta(days=90 + left))
    bodies = [add(office, "counterpart", name_fa=f"شهر {at}", kind=CounterpartKind.CITY) for at in range(parties)]
    return add(
        office, "agreement", {"parties": [{"body": body} for body in bodies]}, title_fa="تفاهم‌نامه", stage=stage,
        renewal=RenewalMode.TACIT, renewal_years=5, expires_on=ends,
        notice_number=90, notice_unit=PeriodUnit.DAYS, signed_on=PartialDate.of_day(date(2015, 1, 1)),
    )  # fmt: skip


@pytest.mark.parametrize(("parties", "warns"), [(0, True), (1, True), (2, False)])
def test_an_agreement_in_force_without_two_parties_warns(ready: Office, parties: int, warns: bool) -> None:
    assert ("parties" in rules(ready, "agreement", agreement(ready, left=7, parties=parties))) is warns


def test_notice_given_in_a_month_counts(ready: Office) -> None:
    draft = editing.open_draft(ready, "agreement", agreement(ready, left=7))
    draft.values["notice_given_on"] = PartialDate.of_month(1404, 6, Calendar.JALALI)
    editing.save(ready, draft)
    strip = findings.notice_strip(ready, draft.id or UUID(int=0))
    assert strip is not None
    assert str(strip.notice.kind) == "given"


def test_notice_is_counted_to_its_last_day_and_not_to_expiry(ready: Office) -> None:
    strip = findings.notice_strip(ready, agreement(ready, left=7))
    assert strip is not None
    assert strip.notice.last_day == TODAY + timedelta(days=7)
    assert strip.alert is not None
    assert [point.day for point in strip.points] == sorted(point.day for point in strip.points)


def test_a_proposal_has_no_notice_strip_and_says_what_it_is(ready: Office) -> None:
    proposal = agreement(ready, left=7, stage=AgreementStage.PROPOSAL, parties=0)
    assert findings.notice_strip(ready, proposal) is None
    assert rules(ready, "agreement", proposal) == {"proposal"}


def test_a_promise_of_ours_that_is_late_is_urgent(ready: Office) -> None:
    late = add(ready, "follow_up", what="نامه", side=Side.OURS, due_on=TODAY - timedelta(days=3), state=FollowUpState.OPEN)
    found = findings.findings(ready, "follow_up", late)
    assert [(each.rule, str(each.severity)) for each in found] == [("promise", "bad")]


def test_a_warning_gone_past_is_gone_with_its_reason_kept_and_undo_brings_it_back(ready: Office) -> None:
    record = agreement(ready, left=7)
    found = findings.findings(ready, "agreement", record)[0]
    findings.go_past(ready, record, found, reason="تصمیم شورا: تمدید شود")
    assert findings.findings(ready, "agreement", record) == ()
    assert alerts.alerts(ready) == ()
    assert [past.reason for past in findings.gone_past(ready, record)] == ["تصمیم شورا: تمدید شود"]
    history.undo(ready)
    assert rules(ready, "agreement", record) == {"notice_date"}


def test_a_draft_that_was_never_saved_is_judged_too(ready: Office) -> None:
    person = member(ready, "عضو")
    trip(ready, person)
    draft = editing.blank(ready, "delegation", values={"title": "تازه", "direction": Direction.OUTGOING, "head": person})
    draft.values |= {"starts_on": TODAY + timedelta(days=21), "ends_on": TODAY + timedelta(days=22)}
    assert "overlap" in rules(ready, "delegation", draft)


def test_kinds_without_rules_have_no_findings(ready: Office) -> None:
    assert findings.findings(ready, "person", member(ready, "عضو")) == ()


def test_the_whole_store_is_read_worst_first_and_every_alert_opens_a_record(ready: Office) -> None:
    sample.fill(ready)
    found = alerts.alerts(ready)
    weights = [("bad", "warn", "info").index(str(alert.finding.severity)) for alert in found]
    assert weights == sorted(weights)
    assert {"notice_date", "clearance", "quorum", "passport", "overlap", "report_overdue", "promise"} <= {
        alert.finding.rule for alert in found
    }
    for alert in found:
        assert editing.open_draft(ready, alert.kind, alert.id)


def test_a_small_place_shows_one_alert_of_every_rule_first(ready: Office) -> None:
    sample.fill(ready)
    four = alerts.first_of_each(alerts.alerts(ready), 4)
    assert len({alert.finding.rule for alert in four}) == 4


def test_an_empty_office_has_nothing_to_decide(office: Office) -> None:
    assert alerts.alerts(office) == ()
