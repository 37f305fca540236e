"""Lists show what the rules found: as many as the record's own page, and its next clearance; the workbook shows the same."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from app.core.moments import Moment
from app.exchange.tables import list_table
from app.records.delegation import Direction
from app.rules.labels import Confidentiality
from app.rules.stages import DelegationStage
from app.rules.vocabulary import Side
from app.schema.record import OwnerBody
from app.schema.values import Value
from app.services import editing, findings, listing, reference, sample
from app.services.derived import Tone
from app.services.journey_rules import BEFORE_APPROVAL
from app.services.listing import ListQuery, ListRow
from app.services.office import Office
from app.ui.list.kept import Looks, with_columns
from tests.services.test_findings import TODAY, add, trip
from tests.services.test_guards import holder, rank

CLEARANCES = ("title", "alerts", "next_clearance", "days_to_clearance")


@pytest.fixture
def filled(office: Office) -> Office:
    reference.load(office)
    sample.fill(office)
    return office


@pytest.fixture
def ready(office: Office) -> Office:
    reference.load(office)
    return office


def rows(office: Office, kind: str, *columns: str) -> tuple[ListRow, ...]:
    query = ListQuery(kind, columns=columns)
    return listing.rows_at(office, query, listing.handles(office, query))


@pytest.mark.parametrize(("kind", "title"), [("delegation", "title"), ("meeting", "subject")])
def test_a_row_counts_the_alerts_that_its_own_page_shows(filled: Office, kind: str, title: str) -> None:
    counted = {row.id: row.values[1] or 0 for row in rows(filled, kind, title, "alerts")}
    assert counted == {record: len(findings.findings(filled, kind, record)) for record in counted}
    assert any(counted.values())


def test_the_mark_tells_the_first_alert(filled: Office) -> None:
    row = next(row for row in rows(filled, "delegation", "title", "alerts") if (row.values[1] or 0) == 1)
    (only,) = findings.findings(filled, "delegation", row.id)
    assert only.fact.in_("fa") in row.marks["alerts"].words.in_("fa")


def test_a_reason_takes_an_alert_out_of_the_count(filled: Office) -> None:
    row = next(row for row in rows(filled, "meeting", "subject", "alerts") if row.values[1])
    found = findings.findings(filled, "meeting", row.id)
    findings.go_past(filled, row.id, found[0], reason="هماهنگ شده است")
    after = next(each for each in rows(filled, "meeting", "subject", "alerts") if each.id == row.id)
    assert (after.values[1] or 0) == len(found) - 1


def test_the_next_clearance_is_the_earliest_that_has_not_come(filled: Office) -> None:
    late = 0
    for row in rows(filled, "delegation", *CLEARANCES):
        draft = editing.open_draft(filled, "delegation", row.id)
        ahead = draft.values["starts_on"] is not None and draft.values["starts_on"] >= filled.today()  # type: ignore[operator]
        lines = findings.clearance_lines(filled, row.id) if ahead and draft.values["direction"] is Direction.OUTGOING else ()
        early = draft.values["stage"] in BEFORE_APPROVAL
        waiting = (line for line in lines if line.standing in ("late", "in_time") and (early or line.row is not None))
        asked = [line.needed_by for line in waiting]
        due = row.values[2]
        assert isinstance(due, date) is bool(asked)
        if isinstance(due, date):
            assert due == min(day for day in asked if day is not None)
            assert row.values[3] == (due - filled.today()).days
            assert (row.marks["next_clearance"].tone is Tone.LATE) is (due < filled.today())
            late += due < filled.today()
    assert late


def test_a_trip_that_waits_for_nothing_has_no_next_clearance(ready: Office) -> None:
    trip(ready, add(ready, "person", name_fa="الف"), start=-20, end=-15)
    ((_title, alerts, due, left),) = [row.values for row in rows(ready, "delegation", *CLEARANCES)]
    assert (alerts, due, left) == (None, None, None)


def test_without_slow_columns_a_row_is_read_at_once_and_leaves_them_empty(filled: Office) -> None:
    query = ListQuery("delegation", columns=CLEARANCES)
    assert listing.slow_columns(filled, query) == CLEARANCES[1:]
    quick = listing.first_rows(filled, query, slow=False)
    assert all(row.values[1:] == (None, None, None) and not row.marks for row in quick)
    assert listing.slow_columns(filled, ListQuery("counterpart")) == ()


def test_lists_show_alerts_without_being_asked(filled: Office) -> None:
    for kind, own in (("delegation", CLEARANCES[1:3]), ("meeting", ("alerts",)), ("counterpart", ())):
        shown = with_columns(filled.catalogue[kind], Looks(), ListQuery(kind)).columns
        assert set(own) <= set(shown)
        assert "completeness" not in shown


def test_the_workbook_carries_the_same_columns_and_colours_late_rows(filled: Office) -> None:
    query = ListQuery("delegation", columns=CLEARANCES)
    table = list_table(filled, query, lang="fa", ceiling=Confidentiality.SECRET)
    assert [column.heading for column in table.columns][:2] == ["عنوان", "هشدارها"]
    tones = {row.tone for row in table.rows if row is not None}
    assert {Tone.LATE, Tone.PLAIN} <= tones


def test_heads_of_unequal_rank_and_visits_made_before_are_alerts(ready: Office) -> None:
    high, low = rank(ready, 1), rank(ready, 5)
    ours = trip(ready, add(ready, "person", name_fa="ب"), head_rank=high, host_rank=low)
    came: dict[str, Any] = {"direction": Direction.INCOMING, "stage": DelegationStage.ACCEPTED}
    guests = trip(ready, add(ready, "person", name_fa="پ"), head_rank=high, host_rank=low, **came)
    heads: list[dict[str, Value]] = [
        {"person": holder(ready, 1), "side": Side.OURS, "head": True},
        {"person": holder(ready, 5), "side": Side.THEIRS, "head": True},
    ]
    moment = Moment(datetime.combine(TODAY + timedelta(days=3), time(9)), "Asia/Tehran")
    meeting = add(ready, "meeting", {"attendees": heads}, subject="دیدار", starts_at=moment)
    standing = {(alert.kind, alert.id) for alert in findings.alerts(ready) if alert.finding.rule == "rank_match"}
    assert {("delegation", ours), ("meeting", meeting)} <= standing
    assert ("delegation", guests) in standing
    unequal = next(alert for alert in findings.alerts(ready) if alert.id == meeting and alert.finding.rule == "rank_match")
    (said,) = [found for found in findings.findings(ready, "meeting", meeting) if found.rule == "rank_match"]
    assert said.key == unequal.finding.key
    findings.go_past(ready, meeting, said, reason="با سفارت هماهنگ شده است")
    assert not [alert for alert in findings.alerts(ready) if alert.id == meeting and alert.finding.rule == "rank_match"]


def test_a_visit_made_before_is_an_alert_until_it_is_approved(ready: Office) -> None:
    body = next(iter(OwnerBody))
    first = trip(ready, start=-200, end=-195, purpose="هوای پاک", owner_body=body, stage=DelegationStage.RETURNED)
    again = trip(ready, start=60, end=64, purpose="هوای‌پاک", owner_body=body)
    found = [alert for alert in findings.alerts(ready) if alert.finding.rule == "repeat_visit"]
    assert [alert.id for alert in found] == [again]
    assert found[0].finding.key.startswith(str(first))
