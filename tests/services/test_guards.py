"""The guards of a delegation: against, gone past, in order, or not looked at; nothing is green by default."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.ids import shipped_id
from app.core.partial_dates import PartialDate
from app.records.counterpart import CounterpartKind
from app.records.delegation import Delegation, Direction
from app.records.lists import Rank
from app.records.meeting import Attendee
from app.rules.stages import DelegationStage
from app.rules.vocabulary import PeriodUnit, RenewalMode, Side
from app.schema.values import Value
from app.services import alerts, editing, findings, reference
from app.services.findings import Guards
from app.services.office import Office
from tests.services.test_findings import TODAY, add, member, trip


@pytest.fixture
def ready(office: Office) -> Office:
    reference.load(office)
    return office


def looked(office: Office, record: UUID) -> Guards:
    return findings.guards(office, editing.open_draft(office, "delegation", record))


def rank(office: Office, level: int) -> UUID:
    with office.store.reading() as session:
        return session.scalars(select(Rank.id).where(Rank.level == level).limit(1)).one()


def holder(office: Office, level: int, **values: Any) -> UUID:
    """Add a person whose post has a rank level."""
    person = add(office, "person", name_fa=f"ردهٔ {level}")
    add(office, "post", person=person, title_fa="سمت", rank=rank(office, level), **values)
    return person


def test_an_empty_delegation_is_green_nowhere_and_says_what_is_missing(ready: Office) -> None:
    said = looked(ready, add(ready, "delegation", title="سفر", direction=Direction.OUTGOING))
    assert said.in_order == ()
    assert said.standing == ()
    words = {rule: [what.in_("en") for what in missing] for rule, missing in said.missing.items()}
    assert words == {
        "quorum": ["Departure", "Return", "members"],
        "passport": ["Return", "members"],
        "overlap": ["Departure", "Return", "members"],
        "rank_match": ["Rank of the head", "Rank of the host"],
        "repeat_visit": ["Departure", "Purpose"],
    }


def test_what_was_looked_at_and_found_in_order_is_told_so(ready: Office) -> None:
    person = member(ready, "عضو")
    rows: list[dict[str, Value]] = [{"person": person, "passport_expires_on": TODAY + timedelta(days=900)}]
    days: dict[str, Value] = {"starts_on": TODAY + timedelta(days=20), "ends_on": TODAY + timedelta(days=25)}
    ranks: dict[str, Value] = {"head_rank": rank(ready, 2), "host_rank": rank(ready, 2)}
    found = add(
        ready, "delegation", {"members": rows}, title="سفر", direction=Direction.OUTGOING, purpose="هوای پاک", **days, **ranks
    )
    said = looked(ready, found)
    assert set(said.in_order) == {"quorum", "passport", "overlap", "rank_match", "repeat_visit"}
    assert said.missing == {}


def test_members_without_a_passport_or_a_seat_are_not_in_order(ready: Office) -> None:
    said = looked(ready, trip(ready, add(ready, "person", name_fa="بی‌جایگاه"), member(ready, "عضو")))
    assert [what.in_("en") for what in said.missing["passport"]] == ["validity of 2 passports"]
    assert "quorum" in said.in_order
    nobody = looked(ready, trip(ready, add(ready, "person", name_fa="بی‌جایگاه")))
    assert [what.in_("en") for what in nobody.missing["quorum"]] == ["kind of seat of the members"]


def test_what_was_gone_past_is_told_with_its_reason_and_is_not_in_order(ready: Office) -> None:
    found = trip(ready, *(member(ready, f"عضو {number}") for number in range(4)))
    (crowd,) = [each for each in looked(ready, found).standing if each.rule == "quorum"]
    findings.go_past(ready, found, crowd, reason="با موافقت رئیس شورا")
    said = looked(ready, found)
    assert "quorum" not in said.in_order
    assert "quorum" not in {each.rule for each in said.standing}
    (passed,) = said.passed
    assert passed.finding == crowd
    assert passed.passed.reason == "با موافقت رئیس شورا"
    assert passed.passed.at is not None


def test_an_earlier_visit_that_the_file_explains_is_told_with_the_explanation(ready: Office) -> None:
    city = add(ready, "counterpart", name_fa="سئول", kind=CounterpartKind.CITY)
    about: dict[str, Any] = {"counterparts": (city,), "domains": (shipped_id("domain", "transport"),)}
    done: dict[str, Any] = {"title": "پیشین", "stage": DelegationStage.CLOSED, "report_waiver": "معاف"}
    trip(ready, member(ready, "یک"), start=-300, end=-295, **done, **about)
    said = looked(ready, trip(ready, member(ready, "دو"), repeat_note="پیگیری امضا", **about))
    assert "repeat_visit" not in said.in_order
    assert [one.passed.reason for one in said.passed if one.finding.rule == "repeat_visit"] == ["پیگیری امضا"]


def test_guards_that_no_longer_concern_a_trip_are_left_out(ready: Office) -> None:
    over = looked(ready, trip(ready, member(ready, "عضو"), start=-30, end=-25, stage=DelegationStage.RETURNED))
    assert {*over.in_order, *over.missing} == {"rank_match"}
    cancelled = looked(ready, trip(ready, member(ready, "عضو"), stage=DelegationStage.CANCELLED))
    assert cancelled.in_order == ()
    assert cancelled.missing == {}


def test_ranks_are_those_of_the_posts_of_the_day_where_none_are_written(ready: Office) -> None:
    head, host = holder(ready, 4), holder(ready, 1)
    found = trip(ready, head, head=head, host=host)
    (said,) = [each for each in looked(ready, found).standing if each.rule == "rank_match"]
    assert said.fact.in_("fa") == "ردهٔ رئیس هیئت ما ۳ رده پایین‌تر از ردهٔ میزبان است."
    written = trip(ready, head, head=head, host=host, head_rank=rank(ready, 1), start=60, end=61)
    assert "rank_match" in looked(ready, written).in_order
    left = holder(ready, 1, held_to=PartialDate.of_day(date(2025, 10, 1)))
    assert "rank_match" in looked(ready, trip(ready, head, head=head, host=left, start=80, end=81)).missing


def test_the_post_written_with_the_head_goes_before_the_others_of_that_day(ready: Office) -> None:
    head, host = holder(ready, 1), holder(ready, 1)
    lower = add(ready, "post", person=head, title_fa="عضو هیئت امنا", rank=rank(ready, 4))
    draft = editing.open_draft(ready, "delegation", trip(ready, head, head=head, host=host))
    assert "rank_match" in findings.guards(ready, draft).in_order
    draft.rows["members"][0].values["post"] = lower
    assert [each.rule for each in findings.guards(ready, draft).standing if each.rule == "rank_match"] == ["rank_match"]


def test_guests_are_told_of_by_the_heads_of_both_sides(ready: Office) -> None:
    minister, manager = holder(ready, 1), holder(ready, 4)
    guests = trip(ready, head=minister, host=manager, direction=Direction.INCOMING, stage=DelegationStage.REQUESTED)
    (said,) = looked(ready, guests).standing
    assert said.fact.in_("fa") == "ردهٔ رئیس هیئت ما ۳ رده پایین‌تر از ردهٔ رئیس هیئت طرف مقابل است."


def test_ranks_are_settled_before_a_trip_and_not_for_one_that_is_called_off(ready: Office) -> None:
    found = trip(ready, head_rank=rank(ready, 4), host_rank=rank(ready, 1))
    draft = editing.open_draft(ready, "delegation", found)
    (said,) = [each for each in findings.findings(ready, "delegation", draft) if each.rule == "rank_match"]
    assert "رئیس هیئت ما" in said.fact.in_("fa")
    assert "پایین‌تر" in said.fact.in_("fa")
    draft[Delegation.stage] = DelegationStage.CANCELLED
    assert [each for each in findings.findings(ready, "delegation", draft) if each.rule == "rank_match"] == []


def test_the_heads_of_a_meeting_are_compared_by_the_posts_of_its_day(ready: Office) -> None:
    draft = editing.blank(ready, "meeting", values={"subject": "دیدار"})
    for side, level in ((Side.OURS, 4), (Side.THEIRS, 1)):
        row = editing.blank_row(ready, draft, panel="attendees")
        row.values |= {"person": holder(ready, level), "side": side, "head": True}
        draft.rows["attendees"].append(row)
    (said,) = findings.findings(ready, "meeting", draft)
    assert said.fact.in_("fa") == "ردهٔ رئیس هیئت ما ۳ رده پایین‌تر از ردهٔ رئیس هیئت طرف مقابل است."
    assert draft.rows["attendees"][0][Attendee.post] is None


def test_home_and_form_agree_on_a_notice_asked_years_ahead(ready: Office) -> None:
    ends = PartialDate.of_day(date(2030, 10, 20))
    found = add(
        ready, "agreement", title_fa="قرارداد بلند", stage="in_force", renewal=RenewalMode.TACIT, renewal_years=5,
        expires_on=ends, notice_number=5, notice_unit=PeriodUnit.YEARS, signed_on=PartialDate.of_day(date(2015, 1, 1)),
    )  # fmt: skip
    (here,) = (found_here for found_here in findings.findings(ready, "agreement", found) if found_here.rule == "notice_date")
    (there,) = alerts.alerts(ready)
    assert (there.id, there.finding) == (found, here)
